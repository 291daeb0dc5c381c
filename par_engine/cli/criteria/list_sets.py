"""`par-engine criteria list`."""

from __future__ import annotations

import typer

from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_json, print_table

HELP = "Liệt kê các bộ tiêu chí hiện có."


def list_sets(as_json: JsonOption = False) -> None:
    """Prints every set of the library with its size."""
    from par_engine.catalogue.load import load_catalogue
    from par_engine.criteria.load import load_set, set_folder, set_ids
    from par_engine.findings import errors_in
    from par_engine.library import find_library

    library = find_library()
    catalogue, _ = load_catalogue(library)
    rows = []
    for set_id in set_ids(library):
        loaded = load_set(library, set_folder(library, set_id), catalogue)
        known = loaded.yardstick.set if loaded.yardstick else None
        rows.append(
            {
                "id": set_id,
                "version": known.version if known else None,
                "title": known.title if known else None,
                "year": known.year if known else None,
                "unit_kinds": list(known.unit_kinds) if known else [],
                "components": len(loaded.yardstick.components) if loaded.yardstick else 0,
                "digest": loaded.yardstick.digest if loaded.yardstick else None,
                "errors": len(errors_in(loaded.findings)),
            }
        )
    if as_json:
        print_json({"schema": 1, "library": str(library.root), "sets": rows})
        return
    columns = [
        ("Bộ", "left"),
        ("Phiên bản", "left"),
        ("Năm", "right"),
        ("Tên", "left"),
        ("Tiêu chí", "right"),
        ("Lỗi", "right"),
    ]
    keys = ("id", "version", "year", "title", "components", "errors")
    print_table(
        "Bộ tiêu chí",
        columns,
        [[str(row[key] if row[key] is not None else "?") for key in keys] for row in rows],
    )
    typer.echo(f"Thư viện: {library.root} ({library.origin})")
