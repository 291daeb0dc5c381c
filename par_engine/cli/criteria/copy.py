"""`par-engine criteria copy OLD NEW --year YEAR`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.options import JsonOption, SetArgument
from par_engine.cli.output import print_json, say, say_library, say_wrapped
from par_engine.errors import UsageError

if TYPE_CHECKING:
    from par_engine.criteria.copying import Review

HELP = "Lập bộ tiêu chí của năm khác từ một bộ đã có: chép, dời ngày tháng, ghi tiêu chí nào nối tiếp tiêu chí nào."
NewArgument = Annotated[str, typer.Argument(metavar="BỘ_MỚI", help="Mã bộ mới, ví dụ thanh-hoa-2020.")]
YearOption = Annotated[int, typer.Option("--year", metavar="NĂM", help="Năm của bộ mới.")]
MOST = 12
"""So many lines to review are printed per file."""


def copy(set_id: SetArgument, new_id: NewArgument, year: YearOption, as_json: JsonOption = False) -> None:
    """Writes a new folder beside the old one; nothing is written over."""
    from par_engine.criteria.copying import copy_set
    from par_engine.criteria.load import AREA_FILES, require_set, set_folder
    from par_engine.library import find_library
    from par_engine.reading.fields import ID, SET_YEARS
    from par_engine.reports.write import write_files

    library = find_library()
    folder, target = set_folder(library, set_id), library.criteria / new_id
    if not ID.fullmatch(new_id):
        raise UsageError(
            f"Mã bộ “{new_id}” không hợp lệ: chữ thường không dấu, chữ số, gạch nối, ví dụ thanh-hoa-2020."
        )
    if target.exists():
        raise UsageError(f"Đã có “{target}”; chọn mã khác, lệnh này không ghi đè.")
    if year not in SET_YEARS:
        raise UsageError(f"Năm {year} ngoài khoảng {SET_YEARS.start} đến {SET_YEARS.stop - 1}.")
    paths = [folder / "set.yaml", *sorted(folder.glob(AREA_FILES)), *sorted(folder.glob("tests/*.yaml"))]
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    found = copy_set(require_set(library, set_id), texts, new_id, year)
    write_files({target / name: text.encode("utf-8") for name, text in found.files.items()})
    if as_json:
        review = [{"file": one.file, "line": one.line, "text": one.text} for one in found.review]
        print_json({"schema": 1, "set": new_id, "files": list(found.files), "review": review})
        return
    say(f"Đã lập {target}: {len(found.files)} tệp.")
    _say_review(found.review)
    say_wrapped("Không chép sources.yaml, holidays.yaml: đó là kiểm kê của văn bản cũ và lịch nghỉ của năm cũ.")
    say(f"Tiếp: par-engine criteria check {new_id}; par-engine criteria test {new_id}")
    say_library(library)


def _say_review(review: Iterable[Review]) -> None:
    by_file: dict[str, list[int]] = {}
    for one in review:
        by_file.setdefault(one.file, []).append(one.line)
    if by_file:
        say("Những dòng còn nhắc năm cũ, xem lại từng dòng (căn cứ, tên văn bản, ghi chú):")
        for name, lines in by_file.items():
            more = f" và {len(lines) - MOST} dòng nữa" if len(lines) > MOST else ""
            say_wrapped(f"{name}: dòng {', '.join(map(str, lines[:MOST]))}{more}", "  ", "    ")
