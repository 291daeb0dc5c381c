"""What files say: proposals from the layout of administrative documents, the same from PDF and from Word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from par_engine.reading.attached.administrative import Line, propose
from par_engine.reading.attached.facts import FileFacts, Proposal, TextFrom, from_plain, to_plain
from par_engine.reading.attached.kinds import AttachedKind
from par_engine.reading.attached.reader import Reader
from tests.attached.make import Letter, pdf, picture, scan, word

REPORT = Letter()
PLAN = Letter(
    agency=("ỦY BAN NHÂN DÂN", "TỈNH THANH HÓA"),
    number="Số:  09 /KH-UBND",
    dated="Thanh Hóa, ngày 10 tháng 01 năm 2019",
    type="KẾ HOẠCH",
    title="Cải cách hành chính năm 2019",
    body=("Thực hiện Nghị quyết số 30c/NQ-CP ngày 08 tháng 11 năm 2011 của Chính phủ, UBND tỉnh ban hành kế hoạch:",),
    office=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Nguyễn Đức Quyền",
)
DECISION = Letter(
    agency=("ỦY BAN NHÂN DÂN", "TỈNH THANH HÓA"),
    number="Số: 4933/QĐ-UBND",
    dated="Thanh Hóa, ngày 22 tháng 11 năm 2019",
    type="QUYẾT ĐỊNH",
    title="Về việc ban hành Quy chế tiếp nhận hồ sơ",
    body=("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"),
    office=("CHỦ TỊCH",),
    signer="Nguyễn Đình Xứng",
)
RULES = replace(DECISION, number="Số: 26/2019/QĐ-UBND")
LETTER = Letter(
    number="Số: 2949/STP-VP",
    about="V/v rà soát, đơn giản hóa\nthủ tục hành chính",
    type="",
    title="",
    body=(
        "Kính gửi: Các đơn vị trực thuộc Sở.",
        "Thực hiện Công văn số 1/UBND, Sở đề nghị các đơn vị khẩn trương rà soát.",
    ),
    office=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
)
EXPECTED = {
    "report": (
        REPORT,
        Proposal(
            "125/BC-STP", "BÁO CÁO", REPORT.title, dt.date(2020, 2, 5), "Thanh Hóa", "SỞ TƯ PHÁP",
            "UBND TỈNH THANH HÓA", "Bùi Đình Sơn", "GIÁM ĐỐC",
        ),
    ),
    "plan": (
        PLAN,
        Proposal(
            "09/KH-UBND", "KẾ HOẠCH", PLAN.title, dt.date(2019, 1, 10), "Thanh Hóa", "ỦY BAN NHÂN DÂN TỈNH THANH HÓA",
            "", "Nguyễn Đức Quyền", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        ),
    ),
    "decision": (
        DECISION,
        Proposal(
            "4933/QĐ-UBND", "QUYẾT ĐỊNH", DECISION.title, dt.date(2019, 11, 22), "Thanh Hóa",
            "ỦY BAN NHÂN DÂN TỈNH THANH HÓA", "", "Nguyễn Đình Xứng", "CHỦ TỊCH",
        ),
    ),
    "rules": (
        RULES,
        Proposal(
            "26/2019/QĐ-UBND", "QUYẾT ĐỊNH", RULES.title, dt.date(2019, 11, 22), "Thanh Hóa",
            "ỦY BAN NHÂN DÂN TỈNH THANH HÓA", "", "Nguyễn Đình Xứng", "CHỦ TỊCH",
        ),
    ),
    "letter": (
        LETTER,
        Proposal(
            "2949/STP-VP", "", "rà soát, đơn giản hóa thủ tục hành chính", dt.date(2020, 2, 5), "Thanh Hóa",
            "SỞ TƯ PHÁP", "UBND TỈNH THANH HÓA", "Bùi Đình Sơn", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        ),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as one:
        yield one


def facts(reader: Reader, folder: Path, content: bytes, name: str = "a.pdf") -> FileFacts:
    path = folder / name
    path.write_bytes(content)
    return reader.read(path, name)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("make", [pdf, word])
def test_the_layout_is_read(reader: Reader, tmp_path: Path, name: str, make: Callable[[Letter], bytes]) -> None:
    letter, proposal = EXPECTED[name]
    found = facts(reader, tmp_path, make(letter))
    assert not found.refused
    assert found.proposal == proposal
    assert found.text is TextFrom.LAYER


def test_the_signature_stands_before_the_annexes(reader: Reader, tmp_path: Path) -> None:
    found = facts(reader, tmp_path, pdf(REPORT, pages=30))
    assert (found.pages, found.proposal.signer) == (30, "Bùi Đình Sơn")


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("make", [pdf, word])
def test_a_secret_mark_is_seen(reader: Reader, tmp_path: Path, mark: str, make: Callable[[Letter], bytes]) -> None:
    found = facts(reader, tmp_path, make(replace(REPORT, mark=mark)))
    assert found.proposal.secret == mark
    assert found.proposal.number == "125/BC-STP"


@pytest.mark.parametrize("title", ["Kế hoạch bảo mật thông tin", "BẢO VỆ BÍ MẬT NHÀ NƯỚC"])
def test_a_document_about_secrets_is_none(reader: Reader, tmp_path: Path, title: str) -> None:
    found = facts(reader, tmp_path, pdf(replace(REPORT, title=title)))
    assert (found.proposal.secret, found.proposal.title) == ("", title)


def test_a_number_left_blank_is_not_made_up(reader: Reader, tmp_path: Path) -> None:
    found = facts(reader, tmp_path, pdf(replace(REPORT, number="Số:        /BC-STP")))
    assert (found.proposal.number, found.proposal.issuer) == ("", "SỞ TƯ PHÁP")
    assert found.proposal.title == REPORT.title


def test_an_impossible_day_is_not_made_up(reader: Reader, tmp_path: Path) -> None:
    found = facts(reader, tmp_path, pdf(replace(REPORT, dated="Thanh Hóa, ngày 31 tháng 02 năm 2020")))
    assert found.proposal.issued is None
    assert found.proposal.number == "125/BC-STP"


def test_lines_that_run_together_are_read_all_the_same() -> None:
    """Programs that recognise letters know no columns."""
    lines = (
        "UBND TỈNH THANH HÓA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ TƯ PHÁP Độc lập - Tự do - Hạnh phúc",
        "Số: 125/BC-STP Thanh Hóa, ngày 05 tháng 02 năm 2020",
        "BÁO CÁO",
        "Kết quả thực hiện công tác cải cách hành chính năm 2019",
        "Thực hiện Kế hoạch số 1/KH-UBND ngày 10/01/2019, Sở báo cáo như sau:",
    )
    found = propose([Line(line) for line in lines])
    assert (found.number, found.issued, found.place) == ("125/BC-STP", dt.date(2020, 2, 5), "Thanh Hóa")
    assert (found.authority, found.issuer) == ("UBND TỈNH THANH HÓA", "SỞ TƯ PHÁP")
    assert (found.type, found.title) == ("BÁO CÁO", "Kết quả thực hiện công tác cải cách hành chính năm 2019")


@pytest.mark.parametrize("lines", [(), ("Trang 1",), ("Bảng lương tháng 5", "1 2 3"), ("Sở Tư pháp",)])
def test_other_papers_propose_nothing(lines: tuple[str, ...]) -> None:
    assert propose([Line(line) for line in lines]).empty


def test_scans_and_pictures_have_no_words(reader: Reader, tmp_path: Path) -> None:
    for name, content, kind in (("a.pdf", scan(), AttachedKind.PDF), ("a.png", picture(), AttachedKind.PNG)):
        found = facts(reader, tmp_path, content, name)
        assert (found.refused, found.kind, found.text, found.scan) == ("", kind, TextFrom.NOWHERE, True)
        assert found.proposal.empty


def test_facts_travel_as_json(reader: Reader, tmp_path: Path) -> None:
    found = facts(reader, tmp_path, pdf())
    assert from_plain(to_plain(found)) == found


LONG = replace(
    REPORT,
    title="Kết quả công tác cải cách hành chính quý I và nhiệm vụ trọng tâm quý II",
    body=("Sở Tư pháp tỉnh Thanh Hóa báo cáo kết quả như sau: đã ban hành đủ văn bản", "Kết quả đạt được"),
)


@pytest.mark.parametrize("style", ["", "paragraph", "letters", "plain"])
def test_the_title_ends_where_bold_does_whatever_makes_it_bold(style: str, reader: Reader, tmp_path: Path) -> None:
    assert facts(reader, tmp_path, word(LONG, style), "a.docx").proposal.title == LONG.title
