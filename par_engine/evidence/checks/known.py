"""What the checks of figures, references and listed documents say of themselves."""

from __future__ import annotations

from par_engine.evidence.checks.about import About
from par_engine.findings import Severity

_E, _W = Severity.ERROR, Severity.WARNING

VALUES: tuple[About, ...] = (
    About("value.unknown", _E, "Mã số liệu không có trong thư viện.", "values: {s.totl: 5}"),
    About("value.unreadable", _E, "Số liệu không đọc được, hoặc đọc được hai cách.", 'values: {s.total: "1.5"}'),
    About(
        "rate.stated",
        _E,
        "Tỷ lệ ghi khác tử số chia mẫu số.",
        'values: {s.total: 100, s.done: 90, s.done_rate: "95%"}',
    ),
    About(
        "value.as_of",
        _W,
        "Ngày chốt số liệu sớm hơn cuối kỳ, hoặc ngoài kỳ.",
        "values: {s.total: {value: 5, as_of: 15/11/2019}}",
    ),
    About(
        "months.sum",
        _E,
        "Tổng các tháng khác số cả kỳ.",
        'values: {s.total: 5}\nseries: {s.total: {"2019-01": 4, "2019-02": 3}}',
    ),
    About(
        "two_sources.differ",
        _E,
        "Đơn vị và cơ quan tổng hợp cho tỉnh nói khác nhau về một số liệu (cảnh báo, nếu chốt hai ngày khác nhau).",
        "values: {s.total: 5}\nfrom_offices: {so-noi-vu: {s.total: 6}}",
    ),
    About(
        "two_sources.office",
        _W,
        "Số của một cơ quan không tổng hợp số liệu đó.",
        "from_offices: {so-tu-phap: {s.money: 5}}",
    ),
    About("history.year", _E, "“history” ghi năm không phải năm trước.", "history: {2019: {s.total: 5}}"),
    About(
        "history.contradiction",
        _E,
        "Một số liệu được ghi ở hai nơi với hai giá trị.",
        "previous_values: {s.total: 5}\nhistory: {2018: {s.total: 6}}",
    ),
    About(
        "id.repeated",
        _E,
        "Một đơn vị hợp nhất ghi hai lần nên bị cộng hai lần.",
        "predecessors:\n"
        "  - {id: xa-b, name: Xã B, history: {2018: {s.total: 1}}}\n"
        "  - {id: xa-b, name: Xã B, history: {2018: {s.total: 1}}}",
    ),
    About(
        "predecessor.sum",
        _E,
        "Số liệu của các đơn vị hợp nhất không cộng được (tỷ lệ, mức, ngày).",
        'predecessors: [{id: xa-b, name: Xã B, history: {2018: {s.done_rate: "90%"}}}]',
    ),
    About(
        "predecessor.incomplete",
        _W,
        "Thiếu số của một đơn vị hợp nhất nên không cộng được.",
        "predecessors:\n"
        "  - {id: xa-b, name: Xã B, history: {2018: {s.total: 1}}}\n"
        "  - {id: xa-c, name: Xã C, history: {2018: {s.done: 1}}}",
    ),
)
DOCUMENTS: tuple[About, ...] = (
    About(
        "document.unknown",
        _E,
        "Số liệu dẫn tài liệu không có trong danh sách.",
        "values: {s.total: {value: 5, document: bc}}",
    ),
    About(
        "document.repeated",
        _E,
        "Hai tài liệu cùng một mã.",
        "documents: [{id: bc, kind: bao_cao}, {id: bc, kind: bao_cao}]",
    ),
    About("document.kind", _E, "Loại tài liệu không có trong danh mục.", "documents: [{id: bc, kind: bao_ca}]"),
    About(
        "document.incomplete",
        _E,
        "Tài liệu thiếu thông tin bắt buộc nên không được tính (lưu ý, nếu chưa dùng cho tiêu chí nào).",
        'documents: [{id: kh, kind: ke_hoach, issued: 10/01/2019, proves: ["1.1"]}]',
    ),
    About(
        "document.future",
        _W,
        "Ngày của tài liệu sau ngày lập hồ sơ.",
        "documents: [{id: bc, kind: bao_cao, issued: 10/01/2020}]",
    ),
    About(
        "document.dates",
        _E,
        "Tài liệu nhận trước khi ban hành.",
        "documents: [{id: bc, kind: bao_cao, issued: 10/05/2019, received: 10/04/2019}]",
    ),
)
REFERENCES: tuple[About, ...] = (
    About(
        "document.proves",
        _E,
        "Tài liệu dùng cho tiêu chí, hoặc cho mã tài liệu, mà bộ không có.",
        'documents: [{id: bc, kind: bao_cao, proves: ["9.9"]}]',
    ),
    About(
        "document.unclear",
        _E,
        "Không rõ tài liệu chứng minh điều gì của tiêu chí (lưu ý, nếu tiêu chí không hỏi tài liệu).",
        'documents: [{id: tb, kind: thong_bao, proves: ["1.1"]}]',
    ),
    About(
        "claims.unknown", _E, "Điểm tự chấm cho tiêu chí không có trong bộ.", 'claims: {"9.9": {points: 1, reason: A}}'
    ),
    About("explanations.unknown", _E, "Giải trình cho tiêu chí không có trong bộ.", 'explanations: {"9.9": A}'),
    About("event.unknown", _E, "Sự kiện không có trong bộ.", "events: {hop: 10/01/2019}"),
    About("trait.unknown", _E, "Đặc điểm của đơn vị không có trong bộ.", "agency: {id: xa-a, name: A, traits: [la]}"),
)
VERDICTS: tuple[About, ...] = (
    About(
        "value.rejected_document",
        _W,
        "Số liệu dẫn tài liệu mà thẩm định không chấp nhận.",
        "values: {s.total: {value: 5, document: bc}}",
    ),
)
