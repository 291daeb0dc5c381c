"""`par-engine evidence checks`."""

from __future__ import annotations

from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_json, say_library

HELP = "Liệt kê mọi phép kiểm tra hồ sơ: mã, mức độ, phát hiện điều gì, ví dụ sai."


def list_checks(as_json: JsonOption = False) -> None:
    """The program's checks and the cross-checks of the library."""
    from par_engine.catalogue.load import load_catalogue
    from par_engine.cli.tables import Column, print_list
    from par_engine.evidence.checks.registry import evidence_checks
    from par_engine.library import find_library

    library = find_library()
    catalogue, _ = load_catalogue(library)
    checks = evidence_checks(catalogue)
    if as_json:
        rows = [
            {
                "check": one.check,
                "severity": one.severity.value,
                "sentence": one.sentence,
                "example": one.example,
                "file": one.file,
            }
            for one in checks
        ]
        print_json({"schema": 1, "checks": rows})
        return
    columns = [
        Column("Mã"),
        Column("Mức"),
        Column("Phát hiện", text=True),
        Column("Ví dụ sai", text=True),
        Column("Tệp"),
    ]
    shown = [(one.check, one.severity.label, one.sentence, " ".join(one.example.split()), one.file) for one in checks]
    print_list("Phép kiểm tra hồ sơ", columns, shown)
    say_library(library)
