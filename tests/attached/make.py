"""Administrative documents in the layout of Nghị định 30/2020/NĐ-CP, made by the tests; signed, spoiled, scanned."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg_be_vietnam_pro
import pypdfium2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from fpdf import FPDF
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers

FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True)
class Letter:
    """What stands on a document."""

    agency: tuple[str, ...] = ("UBND TỈNH THANH HÓA", "SỞ TƯ PHÁP")
    number: str = "Số: 125/BC-STP"
    dated: str = "Thanh Hóa, ngày 05 tháng 02 năm 2020"
    type: str = "BÁO CÁO"
    title: str = "Kết quả thực hiện công tác cải cách hành chính năm 2019, phương hướng nhiệm vụ năm 2020"
    body: tuple[str, ...] = (
        "Thực hiện Kế hoạch số 01/KH-UBND ngày 10 tháng 01 năm 2019 của Ủy ban nhân dân tỉnh, Sở Tư pháp báo cáo:",
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "1. Sở đã ban hành Kế hoạch số 12/KH-STP và tổ chức thực hiện nghiêm túc.",
    )
    office: tuple[str, ...] = ("GIÁM ĐỐC",)
    signer: str = "Bùi Đình Sơn"
    about: str = ""
    mark: str = ""


def pdf(letter: Letter = Letter(), *, pages: int = 1) -> bytes:
    """The document as a program prints it."""
    sheet = FPDF()
    sheet.set_creation_date(dt.datetime(2020, 2, 5, tzinfo=dt.UTC))  # the same letter is the same bytes
    for style, name in (("", "Regular"), ("B", "Bold"), ("I", "Italic"), ("BI", "BoldItalic")):
        sheet.add_font("V", style, str(FONTS / f"BeVietnamPro-{name}.ttf"))
    sheet.set_margins(30, 20, 15)
    sheet.add_page()
    _head(sheet, letter)
    if letter.mark:
        _cell(sheet, 30, letter.mark, "B", 60)
    if letter.type:
        sheet.set_xy(30, sheet.get_y() + 8)
        _middle(sheet, letter.type)
        _middle(sheet, letter.title)
    for text in letter.body:
        sheet.set_x(30)
        sheet.set_font("V", "", 12)
        sheet.multi_cell(165, 7, text)
    top = sheet.get_y() + 8
    sheet.set_xy(30, top)
    sheet.set_font("V", "BI", 11)
    sheet.cell(80, 6, "Nơi nhận:")
    for text in ("- Như trên;", "- Lưu: VT."):
        sheet.set_xy(30, sheet.get_y() + 6)
        sheet.set_font("V", "", 10)
        sheet.cell(80, 6, text)
    for place, text in enumerate((*letter.office, "", "", letter.signer)):
        sheet.set_xy(110, top + 7 * place)
        sheet.set_font("V", "B", 12)
        sheet.cell(80, 6, text, align="C")
    for _ in range(pages - 1):
        sheet.add_page()
        sheet.set_font("V", "", 12)
        sheet.multi_cell(165, 7, "Phụ lục kèm theo báo cáo, số liệu từng đơn vị.")
    return bytes(sheet.output())


def _head(sheet: FPDF, letter: Letter) -> None:
    left = [*letter.agency, letter.number, *([letter.about] if letter.about else [])]
    for place, text in enumerate(left):
        _cell(sheet, 30, text, "B" if place == len(letter.agency) - 1 else "", 20 + 6 * place)
    for place, (text, style) in enumerate(((NATION[0], "B"), (NATION[1], "B"), (letter.dated, "I"))):
        _cell(sheet, 93, text, style, 20 + 6 * (place if place < 2 else len(letter.agency)))
    sheet.set_y(20 + 6 * len(left))


def _cell(sheet: FPDF, left: int, text: str, style: str, top: int) -> None:
    sheet.set_xy(left, top)
    sheet.set_font("V", style, 10)
    sheet.multi_cell(60 if left == 30 else 102, 5, text, align="C")


def _middle(sheet: FPDF, text: str) -> None:
    sheet.set_font("V", "B", 13)
    sheet.multi_cell(165, 7, text, align="C", new_x="LMARGIN", new_y="NEXT")


def word(letter: Letter = Letter(), style: str = "") -> bytes:
    """The same as a Word file, its head and its end in tables without borders, as offices write it. What is bold is so
    by its letters, or by a style: `paragraph` (one that rests on a bold one), `letters`, or all but the body
    (`plain`: the style of plain paragraphs is bold and the body's is not)."""
    document = Document()
    _add_styles(document, style)
    head = document.add_table(1, 2).rows[0].cells
    head[0].text = "\n".join((*letter.agency, letter.number, *([letter.about] if letter.about else [])))
    head[1].text = "\n".join((*NATION, letter.dated))
    for text in (letter.mark, letter.type, letter.title if letter.type else "", *letter.body):
        if text:
            _paragraph(document, text, style, bold=text not in letter.body)
    end = document.add_table(1, 2).rows[0].cells
    end[0].text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    end[1].text = "\n".join((*letter.office, "", letter.signer))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _add_styles(document: DocumentObject, style: str) -> None:
    bold = document.styles.add_style("Đậm", WD_STYLE_TYPE.PARAGRAPH)
    bold.font.bold = True
    document.styles.add_style("Trích yếu", WD_STYLE_TYPE.PARAGRAPH).base_style = bold
    document.styles.add_style("Chữ đậm", WD_STYLE_TYPE.CHARACTER).font.bold = True
    document.styles.add_style("Lời văn", WD_STYLE_TYPE.PARAGRAPH).font.bold = False
    if style == "plain":
        document.styles["Normal"].font.bold = True


def _paragraph(document: DocumentObject, text: str, style: str, *, bold: bool) -> None:
    if style == "paragraph" and bold:
        document.add_paragraph(text, style="Trích yếu")
    elif style == "letters" and bold:
        document.add_paragraph().add_run(text, style="Chữ đậm")
    elif style:
        document.add_paragraph(text, style=None if bold else "Lời văn")
    else:
        document.add_paragraph().add_run(text).bold = bold


def scan(letter: Letter = Letter()) -> bytes:
    """A picture of the document in a PDF: what a scanner makes."""
    sheet = FPDF()
    sheet.add_page()
    sheet.image(io.BytesIO(picture(letter)), x=0, y=0, w=210)
    return bytes(sheet.output())


def picture(letter: Letter = Letter()) -> bytes:
    """The first page as PNG."""
    made = io.BytesIO()
    pypdfium2.PdfDocument(pdf(letter))[0].render(scale=200 / 72).to_pil().convert("L").save(made, "PNG")
    return made.getvalue()


@dataclass(frozen=True)
class Authority:
    """Somebody who vouches for signers: a certificate and its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def pem(self) -> bytes:
        """What an installer puts among the roots."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


DAY = dt.datetime(2020, 2, 5, 8, 30, tzinfo=dt.UTC)


@cache
def authority(name: str = "CA thử nghiệm") -> Authority:
    """A new authority."""
    key = rsa.generate_private_key(65537, 2048)
    return Authority(_certificate(name, "Cơ quan chứng thực", key, None), key)


@cache
def _signer(vouches: Authority, name: str, organisation: str, days: int) -> signers.SimpleSigner:
    key = rsa.generate_private_key(65537, 2048)
    certificate = _certificate(name, organisation, key, vouches, days)
    packed = pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, [vouches.certificate], serialization.BestAvailableEncryption(b"p")
    )
    signer = signers.SimpleSigner.load_pkcs12_data(packed, other_certs=[], passphrase=b"p")
    assert isinstance(signer, signers.SimpleSigner)
    return signer


def _certificate(
    name: str, organisation: str, key: rsa.RSAPrivateKey, issuer: Authority | None, days: int = 36_500
) -> x509.Certificate:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    ca, signing = issuer is None, issuer.key if issuer else key
    first = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)
    usage = x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(first + dt.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
        .sign(signing, hashes.SHA256())
    )


def signed(
    content: bytes,
    vouches: Authority | None = None,
    *,
    name: str = "Bùi Đình Sơn",
    organisation: str = "Sở Tư pháp",
    field: str = "ChuKy1",
    days: int = 36_500,
) -> bytes:
    """The PDF with a signature by somebody the authority vouches for."""
    made = io.BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(content)),
        PdfSignatureMetadata(field_name=field, name=name),
        signer=_signer(vouches or authority(), name, organisation, days),
        output=made,
    )
    return made.getvalue()


def altered(content: bytes) -> bytes:
    """One byte of the signed text is another."""
    at = content.index(b"stream\n") + 40
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def extended(content: bytes) -> bytes:
    """Something is written behind what was signed."""
    made = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.set_info(writer.add_object(_info()))
    writer.write(made)  # type: ignore[no-untyped-call]
    return made.getvalue()


def repainted(content: bytes) -> bytes:
    """The pages are changed behind what was signed."""
    from pyhanko.pdf_utils import generic  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[generic.pdf_name("/MediaBox")] = generic.ArrayObject(generic.NumberObject(n) for n in (0, 0, 10, 10))  # type: ignore[no-untyped-call]
    writer.update_container(page)
    made = io.BytesIO()
    writer.write(made)  # type: ignore[no-untyped-call]
    return made.getvalue()


def _info() -> object:
    from pyhanko.pdf_utils import generic  # noqa: PLC0415

    return generic.DictionaryObject({generic.pdf_name("/Title"): generic.pdf_string("Đã thêm")})  # type: ignore[no-untyped-call]


def with_script(content: bytes) -> bytes:
    """The PDF asks the reader's program to run JavaScript when it is opened."""
    from pyhanko.pdf_utils import generic  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    action = generic.DictionaryObject(  # type: ignore[no-untyped-call]
        {
            generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
            generic.pdf_name("/JS"): generic.pdf_string("app.alert(1)"),
        }
    )
    writer.root[generic.pdf_name("/OpenAction")] = action
    writer.update_root()  # type: ignore[no-untyped-call]
    made = io.BytesIO()
    writer.write(made)  # type: ignore[no-untyped-call]
    return made.getvalue()
