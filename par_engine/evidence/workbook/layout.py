"""The tables of the form: their columns, and what stands in each. Reading finds a table by the titles of its columns,
so that rows may be sorted, inserted or left out, and sheets renamed.

Where a cell takes a code, the form offers `code — title`; only the code is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DASH = " — "
PREVIOUS = "năm trước"
"""The period of `previous_values`."""
NONE = "không có"
"""Stands for a known absence: no sub-units, an event that did not happen."""
FORM_SCHEMA = "1"


class Taken(StrEnum):
    """What the cells of a column hold."""

    PRINTED = "printed"
    CODE = "code"
    CODES = "codes"
    NAMES = "names"
    CHOSEN = "chosen"
    PURPOSE = "purpose"
    TEXT = "text"
    DAY = "day"
    POINTS = "points"
    COUNT = "count"
    VALUE = "value"


@dataclass(frozen=True)
class Column:
    """One column: the key it gives, its title, its width in letters. A `locked` one is printed by the form;
    a `hidden` one holds codes that officers need not see; forms made before there was an `is_optional` one go without
    it."""

    key: str
    title: str
    width: int
    taken: Taken = Taken.TEXT
    locked: bool = False
    hidden: bool = False
    help: str = ""
    is_optional: bool = False

    @property
    def is_input(self) -> bool:
        """Whether officers fill it."""
        return not self.locked


@dataclass(frozen=True)
class Table:
    """A table of the form; `title` is what a sheet with it is called unless it is of an area."""

    id: str
    title: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column with this key, which must be one of the table's."""
        return next(column for column in self.columns if column.key == key)

    def number(self, key: str) -> int:
        """Where the column with this key stands, counted from 1."""
        return next(number for number, column in enumerate(self.columns, 1) if column.key == key)


def _printed(key: str, title: str, width: int) -> Column:
    return Column(key, title, width, Taken.PRINTED, locked=True)


_VALUE = Column("value", "Số liệu", 16, Taken.VALUE, help="Số, tỷ lệ “94,93%” hoặc “2.104/34.348”, Có/Không, ngày.")
_AS_OF = Column("as_of", "Chốt đến ngày", 11, Taken.DAY, help="Ngày chốt số liệu, nếu trước ngày cuối kỳ.")
_DOCUMENT = Column("document", "Theo tài liệu", 10, Taken.CODE, help="Mã tài liệu ở tờ “Tài liệu”.")
_NOTE = Column("note", "Ghi chú", 20)
_REPORTED = (_AS_OF, _DOCUMENT, _NOTE)
_WIDE_NOTE = Column("note", "Ghi chú", 40)
_INDICATOR = Column(
    "indicator", "Mã số liệu", 44, Taken.CODE, help="Chọn trong danh sách; phần sau dấu gạch là tên số liệu."
)
_PERIOD = "Để trống: kỳ này. Hoặc “năm trước”, một năm như 2018, một tháng như 2019-03."
_OFFICE = "Để trống: số của đơn vị. Ghi mã như so-tu-phap nếu đây là số cơ quan ấy tổng hợp về đơn vị."

INFO = Table(
    "info",
    "Thông tin",
    (
        _printed("label", "Mục", 30),
        Column("content", "Nội dung", 60),
        _printed("help", "Cách ghi", 70),
    ),
)
AREA = Table(
    "area",
    "Lĩnh vực",
    (
        _printed("component", "Mã tiêu chí", 9),
        Column("indicator", "Mã số liệu", 12, Taken.CODE, locked=True, hidden=True),
        _printed("title", "Tiêu chí, số liệu", 32),
        _printed("most", "Điểm tối đa, đơn vị tính", 8),
        _printed("how", "Cách chấm, cách ghi", 36),
        _printed("proof", "Tài liệu kiểm chứng", 28),
        _printed("due", "Hạn", 12),
        _printed("before", "Số kỳ trước", 11),
        Column("value", "Số liệu kỳ này", 14, Taken.VALUE),
        *_REPORTED,
    ),
)
FIGURES = Table(
    "figures",
    "Số liệu khác",
    (
        _INDICATOR,
        Column("period", "Kỳ của số liệu", 14, Taken.TEXT, help=_PERIOD),
        _VALUE,
        _AS_OF,
        _DOCUMENT,
        _WIDE_NOTE,
        Column("office", "Cơ quan tổng hợp ghi", 18, Taken.TEXT, help=_OFFICE, is_optional=True),
    ),
)
UNITS = Table(
    "units",
    "Đơn vị trực thuộc",
    (
        Column("unit", "Mã đơn vị trực thuộc", 16, Taken.TEXT, help="Mã không dấu như xa-tan-trao."),
        Column("name", "Tên đơn vị trực thuộc", 30),
        _INDICATOR,
        Column("period", "Kỳ của số liệu", 14, Taken.TEXT, help=_PERIOD),
        _VALUE,
        _AS_OF,
        _DOCUMENT,
        _WIDE_NOTE,
    ),
)
MERGED = Table(
    "merged",
    "Đơn vị hợp nhất",
    (
        Column("unit", "Mã đơn vị hợp nhất", 16, Taken.TEXT, help="Đơn vị đã sáp nhập vào cơ quan này."),
        Column("name", "Tên đơn vị hợp nhất", 30),
        _INDICATOR,
        Column("period", "Năm của số liệu", 14, Taken.TEXT, help="Năm trước khi sáp nhập, như 2018."),
        _VALUE,
        _AS_OF,
        _DOCUMENT,
        _WIDE_NOTE,
    ),
)
DOCUMENTS = Table(
    "documents",
    "Tài liệu",
    (
        Column("id", "Mã tài liệu", 9, Taken.TEXT, help="Mã ngắn để các tờ khác dẫn tới, như tl-001."),
        Column("kind", "Loại tài liệu", 17, Taken.CHOSEN, help="Chọn trong danh sách."),
        Column("number", "Số, ký hiệu", 16),
        Column("issued", "Ngày ban hành", 11, Taken.DAY),
        Column("issuer", "Cơ quan ban hành", 18),
        Column("title", "Trích yếu", 34),
        Column(
            "proves",
            "Chứng minh cho",
            14,
            Taken.CODES,
            help="Mã tiêu chí như 8.5, hoặc 8.5/report như ghi ở cột tài liệu kiểm chứng; cách nhau dấu chấm phẩy.",
        ),
        Column(
            "covers",
            "Cho kỳ",
            8,
            Taken.CODES,
            help="Kỳ mà báo cáo nói về: Q2, M4, 12/2019, H1, year; nhiều kỳ cách nhau dấu chấm phẩy.",
        ),
        Column("sent", "Ngày gửi", 11, Taken.DAY),
        Column("received", "Ngày nhận", 11, Taken.DAY),
        Column("page", "Trang, mục", 10),
        Column(
            "file",
            "Tên tệp",
            16,
            help="Tệp đính kèm, để cùng thư mục với tệp này hoặc trong thư mục con: bao-cao.pdf, quy-1/bao-cao.pdf.",
        ),
        Column("link", "Đường dẫn", 14, help="Địa chỉ trang web, nếu có."),
        Column("captured", "Ngày chụp", 11, Taken.DAY, help="Ngày chụp màn hình hoặc trang web của đường dẫn."),
        Column("place", "Nơi chụp ảnh", 11),
        Column("parties", "Các bên", 14, Taken.NAMES, help="Các bên của hợp đồng, cách nhau dấu chấm phẩy."),
        Column("contract", "Số hợp đồng", 12, help="Với biên bản nghiệm thu: số hợp đồng được nghiệm thu."),
        Column("note", "Ghi chú", 14),
    ),
)
EXPLAINED = Table(
    "explained",
    "Giải trình",
    (
        Column("component", "Mã tiêu chí", 9, Taken.CODE, locked=True),
        _printed("component_title", "Tên tiêu chí", 48),
        _printed("most", "Điểm tối đa", 9),
        Column("points", "Điểm tự chấm", 10, Taken.POINTS, help="Chỉ ghi khi khác điểm hệ thống tính."),
        Column("reason", "Lý do tự chấm khác", 36),
        Column("explanation", "Giải trình", 60, help="Ghi khi có kết quả mà thiếu tài liệu, hoặc không có số liệu."),
    ),
)
EVENTS = Table(
    "events",
    "Sự kiện",
    (
        Column("event", "Mã sự kiện", 20, Taken.CODE, locked=True),
        _printed("event_title", "Tên sự kiện", 60),
        Column(
            "days",
            "Ngày diễn ra",
            30,
            Taken.CODES,
            help="Ngày như 31/12/2019; nhiều ngày cách nhau dấu chấm phẩy; “không có” nếu không diễn ra.",
        ),
    ),
)
TABLES = (INFO, AREA, FIGURES, UNITS, MERGED, DOCUMENTS, EXPLAINED, EVENTS)
LISTS = "Danh mục"
"""The hidden sheet with what drop-down lists offer."""


@dataclass(frozen=True)
class Entry:
    """One line of the first sheet: where it goes in the submission."""

    path: tuple[str, ...]
    label: str
    taken: Taken = Taken.TEXT
    locked: bool = False
    needed: bool = True
    help: str = ""


ENTRIES = (
    Entry(("agency", "id"), "Mã cơ quan", help="Chữ thường không dấu, số, gạch nối, ví dụ so-tu-phap."),
    Entry(("agency", "name"), "Tên cơ quan", help="Tên đầy đủ như in trên báo cáo."),
    Entry(
        ("agency", "traits"),
        "Đặc điểm",
        Taken.CODES,
        needed=False,
        help="Đặc điểm được miễn tiêu chí, nếu có; cách nhau dấu chấm phẩy.",
    ),
    Entry(("purpose",), "Mục đích", Taken.PURPOSE, help="Chính thức, hoặc diễn tập (kết quả không dùng để công bố)."),
    Entry(("period", "from"), "Kỳ từ ngày", Taken.DAY, help="Ngày đầu của kỳ, ví dụ 01/01/2019."),
    Entry(("period", "to"), "Kỳ đến ngày", Taken.DAY, help="Ngày cuối của kỳ, ví dụ 31/12/2019."),
    Entry(("prepared_on",), "Ngày lập hồ sơ", Taken.DAY, help="Hồ sơ được chấm như vào ngày này."),
    Entry(("note",), "Ghi chú chung", needed=False),
    Entry(("difficulties",), "Khó khăn, vướng mắc", needed=False),
    Entry(("proposals",), "Đề xuất, kiến nghị", needed=False),
    Entry(("criteria_set",), "Bộ tiêu chí", locked=True),
    Entry(("version",), "Phiên bản", locked=True),
    Entry(("digest",), "Mã kiểm bộ tiêu chí", locked=True),
    Entry(("form",), "Mẫu biểu", locked=True),
    Entry(("unit_kind",), "Loại đơn vị", Taken.CODE, locked=True),
)


def code_of(text: str) -> str:
    """The code of `code — title`."""
    return text.split(DASH.strip(), maxsplit=1)[0].strip()


def parted(text: str) -> list[str]:
    """The codes of a cell that takes several."""
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
