"""A Word annex of 100 pages, from the file to a checked draft set: the whole command, as an officer runs it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measure import seconds
from benchmarks.result import Result

PAGES, COMPONENTS_A_PAGE, RUNS = 100, 5, 3
"""A page of such an annex holds some thirty rows: five components with their levels."""

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEVELS = ("Đạt 100 % kế hoạch: 0,5", "Từ 80 % đến dưới 100 % kế hoạch: 0,25", "Từ 60 % đến dưới 80 % kế hoạch: 0,1",
          "Dưới 60 % kế hoạch: 0")  # fmt: skip


def measure() -> list[Result]:
    """`par-engine criteria import` on the annex, into a new folder each time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "phu-luc.docx"
        write(path)
        program = str(Path(sys.executable).with_name("par-engine"))
        taken = []
        for number in range(RUNS):
            command = [program, "criteria", "import", str(path), "-o", f"{folder}/nhap-{number}"]
            taken.append(seconds(partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL)))
    title = f"Cả lệnh criteria import trên phụ lục Word {PAGES} trang ({PAGES * COMPONENTS_A_PAGE} tiêu chí)"
    return [Result("import", title, sorted(taken)[RUNS // 2], "s", 10)]


def write(path: Path) -> None:
    """The annex, with the run properties that Word writes around every word."""
    heading = "".join(paragraph(text) for text in ("Bộ tiêu chí chấm điểm các sở, ban, ngành cấp tỉnh năm 2026",))
    table = "".join(f"<w:tr>{''.join(cell(text) for text in row)}</w:tr>" for row in rows())
    body = f'<w:document xmlns:w="{NS}"><w:body>{heading}<w:tbl>{table}</w:tbl></w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", body)


def rows() -> Iterator[tuple[str, ...]]:
    """The rows of the table: ten areas, criteria of ten components, four levels each."""
    yield ("STT", "Tiêu chí", "Điểm tối đa", "Tự chấm", "Tài liệu kiểm chứng")
    count = PAGES * COMPONENTS_A_PAGE
    for number in range(count):
        area, rest = divmod(number, count // 10)
        criterion, component = divmod(rest, 10)
        if not rest:
            yield (str(area + 1), f"Lĩnh vực {area + 1}", "", "", "")
        if not component:
            yield (f"{area + 1}.{criterion + 1}", f"Tiêu chí {criterion + 1}", "", "", "")
        code = f"{area + 1}.{criterion + 1}.{component + 1}"
        yield (code, f"Mức độ thực hiện nhiệm vụ {code}", "0,5", "", "Báo cáo năm")
        yield from (("", level, "", "", "") for level in LEVELS)


def cell(text: str) -> str:
    """A cell as Word writes it."""
    return f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'


def paragraph(text: str) -> str:
    """A paragraph with a run for every word."""
    style = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="26"/></w:rPr>'
    words = "".join(
        f'<w:r w:rsidR="00A77B3E">{style}<w:t xml:space="preserve">{word} </w:t></w:r>' for word in text.split()
    )
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">{words}</w:p>'
