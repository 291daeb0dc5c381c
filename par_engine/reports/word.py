"""A criteria set as one Word document: what the pages say, to print, sign and send."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

Shape = dict[str, Any]
FONT = "Times New Roman"


def reading_copy_docx(copy: Shape) -> bytes:
    """The reading copy of a set, A4, in the fonts and sizes of administrative papers."""
    paper = Document()
    _page(paper)
    known = copy["set"]
    heading = paper.add_paragraph(style="Title")
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run(known["title"]).bold = True
    paper.add_paragraph(f"{known['id']}, phiên bản {known['version']}, {known['years']}; mã kiểm {known['digest']}")
    for unit in known["units"]:
        paper.add_paragraph(f"{unit['title']}: tối đa {unit['most']} điểm", style="List Bullet")
    for one in known["deadlines"]:
        paper.add_paragraph(f"Hạn tự chấm, {one['title']}: {one['words']}", style="List Bullet")
    if known["note"]:
        paper.add_paragraph(known["note"])
    for area in copy["areas"]:
        section = f" ({area['section']})" if area["section"] else ""
        paper.add_heading(f"{area['code']}. {area['title']}{section}: {area['most']} điểm", 1)
        for one in area["components"]:
            _component(paper, one)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _component(paper: Paper, one: Shape) -> None:
    paper.add_heading(f"{one['id']} {one['title']}", 2)
    _line(paper, "Điểm tối đa", one["most"])
    _line(paper, "Áp dụng cho", ". ".join(one["who"]))
    _line(paper, "Trách nhiệm", one["responsible"])
    _line(paper, "Phép tính", one["measure"])
    _list(paper, f"Cách chấm ({one['rule']})", one["steps"])
    _list(paper, "Chỉ chấm khi đã đạt", one["requires"])
    _list(paper, "Tài liệu kiểm chứng và thời hạn", map(_paper_words, one["documents"]))
    for example in one["examples"]:
        points = f"{example['points']} điểm" if example["scored"] else example["points"]
        given = [*example["given"], f"Kết quả: {points}. {example['why']}"]
        _list(paper, f"Ví dụ: {example['name']}", given)
    _list(paper, "Căn cứ", [*one["basis"], *_origin(one)])
    if one["remedy"]["action"]:
        _line(paper, "Khi mất điểm", f"{one['remedy']['action']}. Người thực hiện: {one['remedy']['owner']}")


def _paper_words(paper: Shape) -> str:
    due = f"; hạn: {paper['due']}" if paper["due"] else ""
    counts = f" (tính theo {paper['counts']})" if paper["counts"] and paper["due"] else ""
    window = f"; ban hành trong {paper['window']}" if paper["window"] else ""
    by = f", do {paper['by']} ban hành" if paper["by"] else ""
    return f"{paper['title']}{' (nếu có)' if paper['if_any'] else ''}{by}{due}{counts}{window}"


def _origin(one: Shape) -> list[str]:
    parts = ", ".join(f"{part['part']} {part['label']}" for part in one["origin"])
    return [words for words in (f"Nguồn gốc: {parts}." if parts else "", one["note"]) if words]


def _line(paper: Paper, label: str, words: str) -> None:
    if words:
        line = paper.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(words)


def _list(paper: Paper, label: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if lines:
        heading = paper.add_paragraph()
        heading.add_run(f"{label}:").bold = True
        heading.paragraph_format.keep_with_next = True
        for words in lines:
            paper.add_paragraph(words, style="List Bullet")


def _page(paper: Paper) -> None:
    """A4 with the margins of administrative papers, numbered from the second page; one font for every style, also for
    letters with marks."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    for name, size in (("Normal", 13), ("Title", 15), ("Heading 1", 14), ("Heading 2", 13), ("List Bullet", 13)):
        _print_in(paper.styles[name], size)


def _print_in(style: Any, size: int) -> None:
    """Black, in the one font; the fonts of the template's theme would win over it."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for part in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{part}"), FONT)
        fonts.attrib.pop(qn(f"w:{'cstheme' if part == 'cs' else part + 'Theme'}"), None)
