"""Documents against their files, their criteria and one another: what differs is said, what only looks so is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from par_engine.evidence.attachments import Misplaced, locate
from par_engine.evidence.checks.inspected.inspection import Other
from par_engine.evidence.checks.inspected.words import number_key, same_agency, same_title, sign_of
from par_engine.evidence.proposing import kinds_proposed
from par_engine.evidence.secrecy import written_mark
from par_engine.evidence.submission import Document
from par_engine.findings import Finding, Severity
from par_engine.reading.attached.facts import Proposal
from par_engine.reading.attached.reader import Reader
from tests.attached.make import Letter, authority, pdf, signed
from tests.evidence.inspected import checks, inspected, shipped
from tests.evidence.make import HEAD, component, submission

REPORT = (
    "{id: bc, kind: bao_cao, number: 125/BC-STP, issued: 05/02/2019, received: 06/02/2019, issuer: Sở Tư pháp, "
    "title: Kết quả cải cách hành chính năm 2018, file: bc.pdf}"
)
LETTER = Letter(dated="Thanh Hóa, ngày 05 tháng 02 năm 2019", title="Kết quả cải cách hành chính năm 2018")


def only(findings: list[Finding]) -> Finding:
    (finding,) = findings
    return finding


def test_a_document_as_its_file_says_is_silent(tmp_path: Path) -> None:
    assert inspected(REPORT, tmp_path, {"bc.pdf": pdf(LETTER)}) == []


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("number: 125/BC-STP", "number: 0125/BC-STP"),
        ("issuer: Sở Tư pháp", "issuer: Sở Tư pháp tỉnh Thanh Hoá"),
        ("title: Kết quả cải cách hành chính năm 2018", "title: Báo cáo kết quả CCHC năm 2018"),
        ("title: Kết quả cải cách hành chính năm 2018", "title: Ket qua cai cach hanh chinh nam 2018"),
        ("title: Kết quả cải cách hành chính năm 2018", "title: Báo cáo về việc kết quả cải cách hành chính năm 2018"),
    ],
)
def test_what_only_looks_different_is_tolerated(tmp_path: Path, written: str, other: str) -> None:
    assert inspected(REPORT.replace(written, other), tmp_path, {"bc.pdf": pdf(LETTER)}) == []


def test_every_difference_is_named_with_both_sides(tmp_path: Path) -> None:
    letter = Letter(
        agency=("UBND TỈNH THANH HÓA", "SỞ NỘI VỤ"), number="Số: 9/KH-SNV", type="KẾ HOẠCH", title="Thanh tra năm 2020"
    )
    found = inspected(REPORT, tmp_path, {"bc.pdf": pdf(letter)})
    assert list(checks(found)) == ["file.number", "file.kind", "file.date", "file.issuer", "file.title"]
    assert found[0].message == "Báo cáo “bc”: khai số “125/BC-STP”, còn tệp ghi “9/KH-SNV”"
    assert found[2].message == "Báo cáo “bc”: khai ngày ban hành “05/02/2019”, còn tệp ghi “05/02/2020”"
    assert {one.severity for one in found} == {Severity.WARNING}


def test_a_plan_that_a_decision_issues_is_a_plan(tmp_path: Path) -> None:
    plan = (
        REPORT.replace("bao_cao", "ke_hoach").replace("125/BC-STP", "125/QĐ-STP").replace("received: 06/02/2019, ", "")
    )
    letter = replace(LETTER, type="QUYẾT ĐỊNH", number="Số: 125/QĐ-STP", title="Ban hành " + LETTER.title)
    assert inspected(plan, tmp_path, {"bc.pdf": pdf(letter)}) == []


def test_a_good_signature_says_who_when_and_what_was_not_checked(tmp_path: Path) -> None:
    finding = only(inspected(REPORT, tmp_path, {"bc.pdf": signed(pdf(LETTER))}))
    assert (finding.check, finding.severity) == ("signature.valid", Severity.NOTE)
    for words in ("Bùi Đình Sơn, Sở Tư pháp", "ký ngày ", "giờ của máy người ký", "CA thử nghiệm", "được tin cậy"):
        assert words in finding.message
    assert finding.message.endswith("chưa kiểm tra thu hồi")


def test_without_roots_trust_is_not_claimed(tmp_path: Path) -> None:
    finding = only(inspected(REPORT, tmp_path, {"bc.pdf": signed(pdf(LETTER), authority("CA lạ"))}, trusted=False))
    assert finding.check == "signature.valid"
    assert "chưa biết có đáng tin" in finding.message


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_the_file_of_a_secret_document_is_not_even_opened(tmp_path: Path, mark: str) -> None:
    entry = REPORT.replace("125/BC-STP", f"125/BC-STP ({mark})")
    finding = only(inspected(entry, tmp_path, {"bc.pdf": b"MZ"}))
    assert (finding.check, finding.severity, finding.found) == ("document.secret", Severity.ERROR, mark)


def test_a_secret_mark_in_the_file_is_found(tmp_path: Path) -> None:
    found = inspected(REPORT, tmp_path, {"bc.pdf": pdf(replace(LETTER, mark="TỐI MẬT"))})
    assert (only(found).check, only(found).found) == ("document.secret", "TỐI MẬT")


def test_a_secret_document_by_reference_is_taken() -> None:
    assert inspected(REPORT.replace("125/BC-STP", "125/BC-STP (MẬT)").replace(", file: bc.pdf", "")) == []


@pytest.mark.parametrize(
    ("title", "mark"),
    [("Kế hoạch bảo mật", ""), ("BẢO VỆ BÍ MẬT NHÀ NƯỚC", ""), ("Báo cáo (MẬT)", "MẬT"), ("Hộ chiếu Mật thám", "")],
)
def test_marks_are_told_from_words(title: str, mark: str) -> None:
    assert written_mark(Document(id="a", kind="bao_cao", title=title)) == mark


def test_the_last_valid_moment_is_named() -> None:
    entry = "{{id: kh, kind: ke_hoach, number: 1/KH, issued: {0}, issuer: Sở Tư pháp, title: A, proves: [1.1/plan]}}"
    late = entry.format("20/02/2019")
    finding = only(inspected(late))
    assert finding.message == (
        "Kế hoạch “kh”: ngày ban hành 20/02/2019, chậm 20 ngày so với hạn của tiêu chí 1.1: hết ngày 31/01/2019"
    )
    assert inspected(late.replace("20/02/2019", "31/01/2019")) == []


def test_reports_of_every_quarter_have_their_own_last_moment() -> None:
    reports = component("report: {kind: bao_cao, about: quý, due: {each: quarter, by: {days_after_end: 5}}}")
    entry = (
        "{{id: q{0}, kind: bao_cao, issued: {1}, received: {1}, issuer: A, title: Q{0}, covers: Q{0}, "
        "proves: [1.1/report]}}"
    )
    late = "\n".join((entry.format(1, "03/04/2019"), entry.format(2, "09/07/2019")))
    finding = only(inspected(late, asked=reports))
    assert finding.path == "documents[2].received"
    assert "chậm 4 ngày so với hạn của tiêu chí 1.1 (quý 2/2019): hết ngày 05/07/2019" in finding.message


def test_a_plan_and_the_decision_that_issues_it_are_one_paper() -> None:
    plan = "{id: kh, kind: ke_hoach, number: 12/QĐ-UBND, issued: 01/02/2019, issuer: UBND xã A, title: Kế hoạch năm}"
    decision = plan.replace("id: kh, kind: ke_hoach", "id: qd, kind: quyet_dinh").replace(
        "title: Kế", "title: Ban hành Kế"
    )
    assert [one.severity for one in inspected(f"{plan}\n{decision}")] == [Severity.NOTE]
    other = decision.replace("01/02/2019", "09/02/2019")
    assert [one.severity for one in inspected(f"{plan}\n{other}")] == [Severity.WARNING]


def test_issuer_kind_and_window_of_a_criterion() -> None:
    wrong = (
        "{id: kh, kind: bao_cao, number: 1/BC-SNV, issued: 10/01/2018, issuer: Sở Nội vụ, title: A, proves: [1.1/plan]}"
    )
    assert list(checks(inspected(wrong))) == ["proof.kind", "proof.window", "proof.issuer"]


def test_one_file_for_one_paper_listed_twice_is_only_noted(tmp_path: Path) -> None:
    again = REPORT.replace("id: bc,", "id: bc-2,")
    finding = only(inspected(f"{REPORT}\n{again}", tmp_path, {"bc.pdf": pdf(LETTER)}))
    assert (finding.check, finding.severity) == ("document.same_number", Severity.NOTE)


def test_numbers_begin_anew_every_year_and_in_every_agency() -> None:
    plain = REPORT.replace(", file: bc.pdf", "")
    for other in (
        plain.replace("05/02/2019", "05/02/2018").replace("2018, file", "2017"),
        plain.replace("Sở Tư pháp", "Sở Nội vụ"),
    ):
        assert inspected(f"{plain}\n{other.replace('id: bc,', 'id: b2,')}") == []


def test_the_file_of_another_agency_is_found(tmp_path: Path) -> None:
    content = pdf(LETTER)
    path = tmp_path / "b.pdf"
    path.write_bytes(content)
    with Reader() as reader:
        sha256 = reader.read(path, "b.pdf").sha256
    body = "documents: [{id: bc-b, kind: bao_cao, issued: 01/01/2019, issuer: B, title: B, file: b.pdf}]"
    theirs = submission(body, HEAD.replace("xa-a", "xa-b").replace("UBND xã A", "UBND xã B")).model
    other = Other(theirs, {sha256: theirs.documents[0]})
    (tmp_path / "x").mkdir()
    finding = only(inspected(REPORT, tmp_path / "x", {"bc.pdf": content}, others=(other,)))
    assert (finding.check, finding.severity) == ("document.other_agency", Severity.WARNING)
    assert "UBND xã B" in finding.message
    mine = Other(submission(body).model, {sha256: theirs.documents[0]})
    assert list(checks(inspected(REPORT.replace(", file: bc.pdf", ""), others=(mine,)))) == []


@pytest.mark.parametrize(
    "written",
    [
        "../bc.pdf",
        "/etc/passwd",
        "a/../../bc.pdf",
        "C:\\bc.pdf",
        "..\\bc.pdf",
        "\\\\may\\bc.pdf",
        "a\0.pdf",
        "ra-ngoai.pdf",
    ],
)
def test_nothing_outside_the_folder_is_opened(tmp_path: Path, written: str) -> None:
    folder = tmp_path / "ho-so"
    folder.mkdir()
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (folder / "ra-ngoai.pdf").symlink_to(tmp_path / "a.pdf")
    with pytest.raises(Misplaced):
        locate(folder, written)


def test_files_below_the_folder_are_found(tmp_path: Path) -> None:
    (tmp_path / "quý 1").mkdir()
    (tmp_path / "quý 1" / "bc.pdf").write_bytes(b"%PDF")
    for written in ("quý 1/bc.pdf", "quý 1\\bc.pdf", "./quý 1/bc.pdf"):
        assert locate(tmp_path, written).read_bytes() == b"%PDF"
    for written in ("quý 1", "quý 2/bc.pdf"):
        with pytest.raises(Misplaced):
            locate(tmp_path, written)


@pytest.mark.parametrize(
    ("number", "sign"),
    [
        ("12/BC-STP", "BC"), ("26/2019/QĐ-UBND", "QĐ"), ("12-KH/TU", "KH"), ("09 /KH-UBND", "KH"),
        ("2949/UBND-THKH", "UBND"), ("12a/TTr-SNV", "TTr"), ("12", ""), ("80/2015/QH13", "QH13"),
    ],
)  # fmt: skip
def test_the_sign_of_a_number(number: str, sign: str) -> None:
    assert sign_of(number) == sign


@pytest.mark.parametrize(
    ("number", "kind", "found"),
    [
        ("12/BC-STP", "bao_cao", False), ("12/KH-STP", "bao_cao", True), ("12/STP-VP", "bao_cao", False),
        ("12/STP-VP", "cong_van", False), ("12/BC-STP", "cong_van", True), ("26/2019/QĐ-UBND", "van_ban_qppl", False),
        ("12/QĐ-UBND", "ke_hoach", False), ("12/TTR-SNV", "to_trinh", False), ("12/KH-STP", "giay_chung_nhan", False),
    ],
)  # fmt: skip
def test_signs_against_kinds(number: str, kind: str, found: bool) -> None:
    entry = f"{{id: a, kind: {kind}, number: {number}, issued: 01/02/2019, issuer: A, title: A}}"
    assert ("document.symbol" in checks(inspected(entry))) is found


def test_words_that_say_the_same() -> None:
    assert number_key("09/KH-UBND") == number_key("9 / kh–ubnd")
    assert same_agency("UBND tỉnh Thanh Hoá", "ỦY BAN NHÂN DÂN TỈNH THANH HÓA")
    assert not same_agency("Sở Tư pháp", "Sở Tài chính")
    assert not same_agency("Sở Tư", "Sở Tưới tiêu")
    assert same_title("Kế hoạch cải cách hành chính năm 2019", "Cải cách hành chính năm 2019", "Kế hoạch")
    assert not same_title("Cải cách hành chính năm 2019", "Cải cách hành chính năm 2020", "Kế hoạch")
    assert not same_title("Cải cách hành chính", "Kiểm soát thủ tục", "")


@pytest.mark.parametrize(
    ("proposal", "kinds"),
    [
        (Proposal("12/BC-STP", "BÁO CÁO"), ["bao_cao"]),
        (Proposal("12/KH-STP", ""), ["ke_hoach"]),
        (Proposal("2949/UBND-VP", ""), ["cong_van"]),
        (Proposal("1/BB-STP", "BIÊN BẢN NGHIỆM THU"), ["bien_ban_nghiem_thu", "bien_ban"]),
        (Proposal(), []),
    ],
)
def test_kinds_are_proposed(proposal: Proposal, kinds: list[str]) -> None:
    assert kinds_proposed(proposal, shipped()) == kinds
