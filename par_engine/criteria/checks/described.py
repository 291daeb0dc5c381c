"""Every check of criteria in one sentence, with its severity and one line that it finds wrong: what
`par-engine criteria checks` lists. `model.*` and `rule.*` stand for the checks of single kinds of values and rules."""

from __future__ import annotations

from dataclasses import dataclass

from par_engine.findings import Severity

E, W = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Described:
    """A check: its id, how bad what it finds is, what it asks for, and an example that breaks it."""

    id: str
    severity: Severity
    sentence: str
    example: str

    def covers(self, check: str) -> bool:
        """Whether a finding of this name is of this check."""
        return check.startswith(self.id[:-1]) if self.id.endswith(".*") else check == self.id


DESCRIBED = (
    Described("file.unreadable", E, "Tệp đọc được, mã UTF-8, chữ Việt dựng sẵn (NFC)", "tệp lưu bằng bảng mã TCVN3"),
    Described("file.empty", E, "Tệp có nội dung", "set.yaml trống"),
    Described("yaml.syntax", E, "YAML viết đúng, không neo, không nhãn, không khoá lặp", "title: Kế hoạch: năm 2019"),
    Described("json.syntax", E, "JSON viết đúng", '{"kind": "submission",}'),
    Described("model.*", E, "Khoá và giá trị đúng tên, đúng kiểu, đủ khoá bắt buộc", "max_point: 2"),
    Described("set.file", E, "Mọi tệp trong thư mục của bộ có tên đúng mẫu", "thu-tuc.yaml (thiếu số thứ tự)"),
    Described("set.id", E, "Mã bộ trùng tên thư mục", "id: thanh-hoa-2018 trong thư mục thanh-hoa-2019"),
    Described("set.published", E, "Bộ đã công bố không bị sửa mà vẫn giữ phiên bản", 'version: "1" sau khi đổi điểm'),
    Described("area.unknown", E, "Lĩnh vực của mỗi tệp có trong set.yaml", "id: directions"),
    Described("area.repeated", E, "Mỗi lĩnh vực một tệp, một lần trong set.yaml", "areas: [direction, direction]"),
    Described(
        "area.missing", E, "Mỗi lĩnh vực của set.yaml có tệp", "areas: [direction] mà không có 01-direction.yaml"
    ),
    Described("id.repeated", E, "Mỗi mã chỉ dùng một lần", 'hai tiêu chí cùng id: "8.5"'),
    Described(
        "title.repeated", W, "Hai tiêu chí của một lĩnh vực không cùng tên", "8.1 và 8.2 cùng title: Trả đúng hạn"
    ),
    Described("reference", E, "Mọi mã được nhắc đều tồn tại và đúng kiểu", "measure: dossiers.recieved"),
    Described("reference.supplier", W, "Cơ quan cung cấp số liệu có trong bộ", "supplied_by: so-abc"),
    Described(
        "requires",
        E,
        "Điều kiện tiên quyết tồn tại, đạt được, không vòng tròn",
        'requires: {component: "1.2", at_least: 9}',
    ),
    Described(
        "agency.circle", E, "Không cơ quan nào nằm dưới chính mình", "so-a có parent: so-b, so-b có parent: so-a"
    ),
    Described(
        "applies.nobody",
        E,
        "Có ít nhất một loại đơn vị được chấm",
        "max_points: {province: 2}, applies_to: {unit_kinds: [commune]}",
    ),
    Described(
        "sum.set", E, "Điểm các lĩnh vực cộng lại bằng tổng điểm của bộ", "max_points: 100 mà các lĩnh vực cộng lại 99"
    ),
    Described(
        "sum.area", E, "Điểm các tiêu chí cộng lại bằng điểm lĩnh vực", "max_points: 6 mà các tiêu chí cộng lại 5"
    ),
    Described(
        "sum.criterion", E, "Điểm các thành phần cộng lại bằng điểm tiêu chí", "max_points: 3 mà các phần cộng lại 2"
    ),
    Described(
        "sum.cap",
        E,
        "Trần điểm thưởng, điểm phạt có thể đạt tới",
        "section: bonus, max_points: 5 mà tiêu chí cộng lại 3",
    ),
    Described("sum.decimals", E, "Điểm không có nhiều chữ số thập phân hơn bộ", "max_points: 0.125 khi decimals: 2"),
    Described("provenance.missing", E, "Nguồn gốc của cấu trúc và điểm được nêu", "provenance: {structure: source}"),
    Described("provenance.basis", E, "Ghi “source” thì có căn cứ", "provenance: {points: source} mà không có basis"),
    Described(
        "basis.in_force",
        W,
        "Văn bản làm căn cứ còn hiệu lực trong năm của bộ",
        "in_force: {to: 31/12/2018} với bộ năm 2019",
    ),
    Described("remedy.missing", E, "Có thể mất điểm thì có biện pháp khắc phục", "tiêu chí không có remedy"),
    Described("remedy.owner", W, "Người khắc phục viết bằng chữ, hoặc là mã có trong bộ", "owner: so-noi-vy"),
    Described(
        "figure.twice",
        W,
        "Hai tiêu chí không cùng tính điểm một số liệu của một đơn vị",
        "8.3 và 8.4 cùng measure: dossiers.pending",
    ),
    Described(
        "rule.*",
        E,
        "Luật hợp với tiêu chí: có phép tính, đủ mức, mức cao nhất bằng điểm tối đa",
        "max_points: 3 mà mức cao nhất 2.5",
    ),
    Described("scale.gap", E, "Mọi kết quả đều thuộc một mức", "{at_least: 95%, below: 99%} rồi {at_least: 100%}"),
    Described(
        "scale.overlap", E, "Không kết quả nào thuộc hai mức", "{at_least: 95%, at_most: 100%} và {at_least: 100%}"
    ),
    Described(
        "scale.order",
        E,
        "Kết quả tốt hơn không được ít điểm hơn",
        "{at_least: 100%, points: 2}, {at_least: 95%, points: 3}",
    ),
    Described(
        "scale.unreachable", E, "Mức nào cũng có kết quả đạt tới", "measure: dossiers.pending, {below: 0, points: 2}"
    ),
    Described(
        "scale.unit", E, "Ngưỡng của tỷ lệ mang dấu %, của con số thì không", "{at_least: 95, points: 2} cho một tỷ lệ"
    ),
    Described("scale.thousands", E, "Số hàng nghìn viết liền", "{at_least: 840.000}"),
    Described("scale.decimals", E, "Ngưỡng không quá sáu chữ số thập phân", "{at_least: 33.33333%}"),
    Described("share.beyond", E, "Phần chia cho tổng không đòi vượt 100%", "full_at: 120% cho on_time / resolved"),
    Described(
        "share.upside_down", E, "Tử số và mẫu số không viết ngược", "measure: dossiers.resolved / dossiers.on_time"
    ),
    Described("points.unreachable", E, "Có bằng chứng được đủ điểm tối đa", "full_at: 125% cho tỷ lệ có maximum: 1"),
    Described("case.never", E, "Trường hợp có lúc đúng, có lúc không", "when: {measure: dossiers.received, below: 0}"),
    Described(
        "measure.constant",
        E,
        "Hằng số có giá trị cho năm được tính",
        "constant(communes) với values: {2020: 559}, bộ năm 2019",
    ),
    Described(
        "measure.years", W, "Phép tính không lấy số của năm chưa tới", "sum_over_years(x, 2019..2022) trong bộ năm 2019"
    ),
    Described(
        "measure.figure",
        E,
        "Số liệu cộng được, so được qua các năm",
        "sum_over_years(dossiers.on_time_rate, 2017..2019)",
    ),
    Described(
        "measure.compound", E, "Tăng luỹ kế chỉ so với ngưỡng", "mean_growth(x, 2015..2019, compound) với proportional"
    ),
    Described("document.window", E, "Khoảng ngày ban hành có ít nhất một ngày", "dated: {from: 31/12, to: 01/01}"),
    Described(
        "document.when",
        E,
        "Điều kiện cần tài liệu có lúc đúng, có lúc không",
        "when: {measure: dossiers.received, at_least: 0}",
    ),
    Described(
        "document.due",
        E,
        "Luật đếm ngày chậm thì tài liệu có thời hạn",
        "rule: {deadline: {document: plan, …}}, plan không có due",
    ),
    Described("document.unused", E, "Tài liệu khai báo được luật hỏi tới", "checklist không nhắc tài liệu plan"),
    Described("due.deadline", E, "Hạn tự chấm là một ngày hay một kỳ", "self_scoring: {each: quarter}"),
    Described("due.span", E, "Khoảng năm có đầu đứng trước cuối", "due: {span: {from: 2020, to: 2018}}"),
    Described("due.event", E, "Sự kiện của thời hạn được khai báo", "due: {after: bo-cong-bo, within: {days: 10}}"),
    Described(
        "due.holidays", W, "Đếm ngày làm việc thì bộ có ngày nghỉ", "within: {working_days: 5} mà không có holidays"
    ),
    Described(
        "due.never", E, "Hạn không đến trước ngày đầu được phép ban hành", "dated: {from: 01/02}, due: {by: 31/01}"
    ),
    Described(
        "due.beyond", E, "Hạn không đến sau ngày cuối được phép ban hành", "dated: {to: 30/11}, due: {by: 31/12}"
    ),
    Described(
        "due.after_deadline",
        W,
        "Hạn đến sau hạn tự chấm thì bộ nói xét thế nào (deadlines.later)",
        "self_scoring: {before: 05/12}, due: {by: 31/12}",
    ),
    Described("holidays.set", E, "Tệp ngày nghỉ ghi đúng mã bộ", "set: thanh-hoa-2018"),
    Described("grade.unit_kind", E, "Xếp loại dùng loại đơn vị của bộ", "levels: {departments: […]}"),
    Described("grade.unit", E, "Cận xếp loại đúng đơn vị", "on: index, {at_least: 90}"),
    Described("grade.gap", E, "Mọi kết quả đều có loại", "levels: không có dòng otherwise"),
    Described(
        "grade.overlap", E, "Không kết quả nào thuộc hai loại", "{at_least: 80%} và {at_least: 70%, at_most: 85%}"
    ),
    Described("grade.repeated", E, "Mỗi loại một mã", "hai dòng cùng id: nhom_1"),
    Described("dated.keys", E, "Giá trị theo năm chỉ có khoá là năm", "{2026: 50%, default: 40%}"),
    Described("dated.year", E, "Năm của giá trị nằm trong khoảng cho phép", "{1926: 50%}"),
    Described(
        "dated.from",
        E,
        "Giá trị theo ngày có ngày đúng, không lặp",
        "[{from: 01/01/2026, value: 1}, {from: 01/01/2026, value: 2}]",
    ),
    Described("dated.fixed", E, "Khoá cố định không thay đổi theo thời gian", "version: {2026: 1, 2027: 2}"),
    Described("dated.before", E, "Có giá trị cho năm đầu của bộ", "max_points: {2027: 2} trong bộ 2026..2030"),
    Described(
        "dated.after", E, "Không có giá trị cho năm sau năm cuối của bộ", "{2026: 50%, 2035: 60%} trong bộ 2026..2030"
    ),
    Described("sources.set", E, "Kiểm kê ghi đúng mã bộ", "set: thanh-hoa-2018"),
    Described(
        "sources.place", E, "Mỗi nhiệm vụ, chỉ tiêu dẫn tới tiêu chí hoặc có lý do", "{id: pl-1, at: mục 1, text: …}"
    ),
    Described("continuation.set", E, "Tệp nối tiếp ghi đúng mã bộ", "set: thanh-hoa-2018"),
    Described("continuation.component", E, "Tiêu chí nối tiếp tồn tại", 'components: {"99": "8.5"}'),
    Described("indicator.section", E, "Mã số liệu bắt đầu bằng mã nhóm", "section: dossiers, id: staff.count"),
    Described("indicator.options", E, "Chỉ số liệu kiểu choice có options", "type: count, options: […]"),
    Described("indicator.range", E, "Số nhỏ nhất không vượt số lớn nhất", "minimum: 10, maximum: 1"),
    Described("indicator.of", E, "Chỉ tỷ lệ có “of”", "type: count, of: {…}"),
    Described("indicator.roll_up", E, "Cách tổng hợp hợp với kiểu số liệu", "type: count, roll_up: ratio"),
    Described("form.id", E, "Mã mẫu biểu trùng tên tệp", "id: bao-cao-quy trong bao-cao-thang.yaml"),
    Described("form.due", E, "Hạn của mẫu biểu lặp lại, cùng một nhịp", "due: {by: 05/02}"),
    Described("form.reference", E, "Mẫu biểu hỏi số liệu, dẫn văn bản có thật", "indicators: [dossiers.recieved]"),
    Described(
        "form.repeated", E, "Mẫu biểu hỏi mỗi số liệu một lần", "indicators: [dossiers.pending, dossiers.pending]"
    ),
    Described("indicator.reference", E, "Số liệu được nhắc tồn tại và là số", "moves_with: {dossiers.pendin: -1}"),
    Described("check.form", E, "Phép kiểm chéo có đúng một dạng, chỉ so tổng", "equal: [a / b, c]"),
    Described(
        "check.reference", E, "Phép kiểm chéo dùng số liệu có thật", "at_most: [dossiers.on_tim, dossiers.resolved]"
    ),
    Described("legal.id", E, "Mã văn bản trùng tên tệp", "id: qd-2-2018 trong qd-1-2018.yaml"),
    Described(
        "legal.in_force", E, "Văn bản hết hiệu lực sau khi có hiệu lực", "in_force: {from: 01/01/2020, to: 01/01/2019}"
    ),
    Described("legal.reference", E, "Văn bản thay thế có trong danh mục", "replaced_by: qd-99-2020"),
    Described("example.set", E, "Ví dụ ghi đúng mã bộ", "set: thanh-hoa-2018"),
    Described("example.component", E, "Ví dụ nhắc tiêu chí có thật", 'component: "99"'),
    Described("example.unit_kind", E, "Ví dụ nhắc loại đơn vị có thật", "unit_kind: departments"),
    Described("example.failed", E, "Ví dụ chấm ra đúng như mong đợi", "expect: {points: 2} mà chấm được 1"),
    Described("example.uncovered", E, "Mỗi luật có ví dụ", "mức 95% không ví dụ nào chạm tới"),
)
"""In the order in which a person meets them: files, ids, sums, reasons, rules, dates, catalogue, examples."""
