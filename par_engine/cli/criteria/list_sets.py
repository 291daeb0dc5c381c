"""`par-engine criteria list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_json, say_library

if TYPE_CHECKING:
    from par_engine.library import Library

HELP = "Liệt kê các bộ tiêu chí hiện có."


def list_sets(as_json: JsonOption = False) -> None:
    """Prints every set of the library with its size."""
    from par_engine.cli.tables import Column, print_table
    from par_engine.library import find_library

    library = find_library()
    rows = _rows(library)
    if as_json:
        print_json({"schema": 1, "library": str(library.root), "origin": library.origin, "sets": rows})
        return
    columns = [
        Column("Bộ"),
        Column("Phiên bản", spare=True),
        Column("Năm", right=True),
        Column("Tên", text=True),
        Column("Tiêu chí", right=True),
        Column("Lỗi", right=True),
    ]
    keys = ("id", "version", "years", "title", "components", "errors")
    shown = [["?" if row[key] is None else str(row[key]) for key in keys] for row in map(_with_years, rows)]
    print_table("Bộ tiêu chí", columns, shown)
    say_library(library)


def _with_years(row: dict[str, Any]) -> dict[str, Any]:
    """A row with `2026–2030`, or the only year."""
    first, last = row["year"], row["last_year"]
    return {**row, "years": first if first == last else f"{first}–{last}"}


def _rows(library: Library) -> list[dict[str, Any]]:
    """One row per set, also for one that cannot be read: that shows in its number of errors."""
    from par_engine.catalogue.load import load_catalogue
    from par_engine.criteria.load import load_set, set_folder
    from par_engine.findings import errors_in

    catalogue, _ = load_catalogue(library)
    rows = []
    for set_id in library.set_ids():
        loaded = load_set(library, set_folder(library, set_id), catalogue)
        known = loaded.yardstick.set if loaded.yardstick else None
        rows.append(
            {
                "id": set_id,
                "version": known.version if known else None,
                "title": known.title if known else None,
                "year": known.year if known else None,
                "last_year": loaded.yardstick.years.stop - 1 if loaded.yardstick else None,
                "unit_kinds": list(known.unit_kinds) if known else [],
                "components": len(loaded.yardstick.components) if loaded.yardstick else 0,
                "digest": loaded.yardstick.digest if loaded.yardstick else None,
                "errors": len(errors_in(loaded.findings)),
            }
        )
    return rows
