"""What the checks of whole files say of themselves: submissions against their set, assessments, roll-ups, workbooks,
results of surveys, bundles. Examples of workbooks name a sheet, a row and a column of the form, and what is typed
there; or what is done to it (`làm`)."""

from __future__ import annotations

from par_engine.evidence.checks.about import About
from par_engine.findings import Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

SUBMISSIONS: tuple[About, ...] = (
    About("submission.set", _E, "Bộ tiêu chí mà hồ sơ nêu không có.", "criteria_set: khong-co"),
    About("submission.unit_kind", _E, "Bộ tiêu chí không có loại đơn vị này.", "unit_kind: vien"),
    About(
        "submission.agency",
        _E,
        "Bộ tiêu chí xếp cơ quan này vào loại đơn vị khác.",
        "agency: {id: xa-a, name: UBND xã A}",
    ),
    About(
        "agency.name",
        _W,
        "Bộ tiêu chí gọi mã cơ quan này bằng tên khác.",
        "agency: {id: so-noi-vu, name: Sở Tư pháp}",
    ),
    About(
        "agency.id",
        _W,
        "Mã cơ quan gần giống một mã của bộ tiêu chí, tên thì trùng.",
        "agency: {id: so-noi-vuu, name: Sở Nội vụ}",
    ),
    About("submission.version", _E, "Hồ sơ lập theo phiên bản khác của bộ.", 'version: "9"'),
    About(
        "submission.period",
        _E,
        "Hồ sơ chính thức có kỳ ngoài năm của bộ.",
        "period: {from: 01/01/2018, to: 31/12/2018}",
    ),
    About("claim.above_max", _E, "Điểm tự chấm lớn hơn điểm tối đa.", 'claims: {"8.1": {points: 99, reason: Làm tốt}}'),
    About(
        "claim.not_applicable",
        _W,
        "Tự chấm điểm cho tiêu chí mà đơn vị được loại trừ.",
        'agency: {id: a, name: A, traits: [has_no_dossiers]}\nclaims: {"8.1": {points: 1, reason: Làm tốt}}',
    ),
    About(
        "claim.not_in_sheet",
        _W,
        "Tự chấm điểm cho tiêu chí không áp dụng cho loại đơn vị này.",
        'claims: {"1.2.2": {points: 1, reason: Làm tốt}}',
    ),
    About(
        "value.too_large",
        _E,
        "Kết quả tính ra số quá lớn, không so sánh được.",
        "values: {dossiers.pending: 100}",
        "Cách tính của tiêu chí nhân số này với 9 × 10¹⁷",
    ),
    About(
        "trait.unconfirmed",
        _N,
        "Được loại trừ tiêu chí nhờ đặc điểm do đơn vị tự khai.",
        "agency: {id: a, name: A, traits: [has_no_dossiers]}",
    ),
)
ASSESSMENTS: tuple[About, ...] = (
    About("assessment.stranger", _E, "Tệp thẩm định của đơn vị, bộ, phiên bản hoặc kỳ khác.", "agency: tinh-b"),
    About(
        "assessment.document",
        _E,
        "Kết luận về tài liệu không có trong hồ sơ, hoặc cho tiêu chí mà tài liệu không chứng minh.",
        "documents: {bc-khac: accepted}",
    ),
    About(
        "assessment.twice",
        _E,
        "Hai kết luận về cùng một tài liệu hoặc một tiêu chí.",
        "documents: {kh-nam: accepted}\nrejected: {wrong_period: [kh-nam]}",
    ),
    About(
        "assessment.indicator",
        _E,
        "Sửa số liệu không có trong thư viện.",
        "values: {dossiers.khac: {value: 1, source: Sổ theo dõi}}",
    ),
    About(
        "assessment.value",
        _E,
        "Số liệu thẩm định không đọc được.",
        "values: {dossiers.resolved: {value: nhiều, source: Sổ theo dõi}}",
    ),
    About(
        "assessment.question",
        _E,
        "Kết quả điều tra cho câu hỏi mà bộ không có.",
        'survey: {cau-khac: {share: "97,5%", source: Báo cáo}}',
    ),
    About(
        "assessment.option",
        _E,
        "Kết quả điều tra cho phương án mà câu hỏi không có.",
        "survey: {q1: {options: {Z: 5}, source: Báo cáo}}",
    ),
    About(
        "assessment.external",
        _E,
        "Kết quả bên ngoài mà không tiêu chí nào dùng.",
        "external: {dossiers.resolved: {value: 3, source: Công bố}}",
    ),
    About(
        "override.not_applicable",
        _W,
        "Hội đồng sửa điểm của tiêu chí không áp dụng cho đơn vị.",
        'overrides: {"8.1": {points: 1, grounds: Biên bản}}',
    ),
    About(
        "assessment.judged",
        _E,
        "Hội đồng chấm tiêu chí không do hội đồng chấm.",
        'judged: {"8.1": {points: 1, grounds: Biên bản}}',
    ),
    About(
        "assessment.not_held",
        _E,
        "Vừa ghi không tổ chức vừa nhập kết quả.",
        'not_held: {survey: Không tổ chức}\nsurvey: {cau-khac: {share: "97,5%", source: Báo cáo}}',
    ),
    About(
        "assessment.component",
        _E,
        "Kết luận về tiêu chí không có trong phiếu của đơn vị.",
        'overrides: {"9.9": {points: 1, grounds: Biên bản}}',
    ),
    About(
        "assessment.points",
        _E,
        "Điểm sửa, điểm chấm quá điểm tối đa hoặc lẻ hơn số thập phân của bộ.",
        'overrides: {"8.4": {points: 99, grounds: Biên bản}}',
    ),
)
_UNITS = "{id: xa-a, name: UBND xã A, unit_kind: commune}"
ROLLUPS: tuple[About, ...] = (
    About("rollup.form", _E, "Kế hoạch tổng hợp nêu mẫu biểu không có.", "form: khong-co"),
    About(
        "rollup.unit",
        _E,
        "Đơn vị trong kế hoạch tổng hợp không có, đi vòng, hoặc thời gian tồn tại không nối tiếp.",
        "units: [{id: xa-a, name: UBND xã A, unit_kind: commune, parent: huyen-khong-co}]",
    ),
    About(
        "rollup.missing",
        _E,
        "Báo cáo đến hạn mà chưa có.",
        f"units: [{_UNITS}, {{id: xa-c, name: UBND xã C, unit_kind: commune}}]",
        "Xã C không có báo cáo nào",
    ),
    About(
        "rollup.identity",
        _E,
        "Số trong một báo cáo mâu thuẫn với nhau; các số đó không được cộng.",
        "values: {dossiers.received: 12, dossiers.resolved: 7, dossiers.pending: 6}",
    ),
    About("rollup.late", _W, "Báo cáo gửi trễ; số liệu vẫn được cộng.", "received: 30/04/2019"),
    About("rollup.undated", _W, "Báo cáo không ghi ngày gửi, ngày nhận.", "period: M1/2019"),
    About("rollup.unanswered", _W, "Báo cáo bỏ trống số liệu mà mẫu biểu hỏi.", "values: {feedback.received: 10}"),
    About("rollup.text", _W, "Báo cáo trả lời điều mà mẫu biểu không hỏi.", "texts: {Việc khác: Có}"),
    About(
        "rollup.incomplete",
        _W,
        "Số tổng hợp thiếu phần của một đơn vị hoặc một kỳ.",
        f"units: [{_UNITS}, {{id: xa-c, name: UBND xã C, unit_kind: commune}}]",
        "Xã C không có báo cáo nào",
    ),
    About(
        "rollup.contradiction",
        _E,
        "Hai báo cáo của một đơn vị nói khác nhau về cùng một số liệu, cùng một kỳ.",
        "period: M2/2019\nvalues: {feedback.received: 99, feedback.open: 3}",
        "Báo cáo khác của cùng kỳ ghi số khác",
    ),
    About(
        "rollup.twice",
        _E,
        "Hai báo cáo cùng kỳ của một đơn vị, cùng lần đính chính.",
        "period: M2/2019",
        "Đã có báo cáo khác của cùng kỳ",
    ),
    About(
        "rollup.corrected",
        _N,
        "Bản đính chính thay số của báo cáo trước; số cũ được giữ lại.",
        "period: M2/2019\ncorrection: 1\nvalues: {feedback.received: 99}",
    ),
    About("rollup.period", _E, "Kỳ của báo cáo không phải kỳ của mẫu biểu, hoặc ngoài thời gian.", "period: Q1/2019"),
    About(
        "rollup.stranger",
        _E,
        "Báo cáo của đơn vị không có trong phiếu tổng hợp.",
        "agency: {id: xa-la, name: UBND xã Lạ}",
    ),
)
_FIGURE = "tờ: area, hàng: dossiers.received"
WORKBOOKS: tuple[About, ...] = (
    About("workbook.form", _E, "Tệp không lập từ biểu mẫu này, hoặc từ biểu mẫu đời khác.", "{làm: xoá tờ Thông tin}"),
    About("workbook.missing", _E, "Chưa điền ô phải điền.", '{tờ: info, hàng: Tên cơ quan, ô: content, ghi: ""}'),
    About("workbook.typed", _E, "Ô điền không đúng loại.", "{tờ: info, hàng: Mục đích, ô: content, ghi: Tự chấm}"),
    About("workbook.formula", _E, "Công thức không tính lại.", f'{{{_FIGURE}, ô: value, ghi: "=VLOOKUP(A1,B1,2)"}}'),
    About("workbook.error", _E, "Ô báo lỗi như #REF!.", f'{{{_FIGURE}, ô: value, ghi: "#REF!"}}'),
    About("workbook.text", _E, "Chữ có ký tự điều khiển không dùng được.", f'{{{_FIGURE}, ô: note, ghi: "a\\u202eb"}}'),
    About("workbook.period", _E, "Kỳ của số liệu không đọc được.", "{tờ: figures, ô: period, ghi: quý ba}"),
    About("workbook.repeated", _E, "Một số liệu ghi hai lần.", "{làm: ghi lại số liệu ở tờ Số liệu khác}"),
    About("workbook.column", _E, "Tờ bị mất cột hoặc bị sửa tiêu đề cột.", "{làm: xoá cột Ghi chú}"),
    About("workbook.properties", _E, "Thuộc tính của tệp khác tờ Thông tin.", "{làm: sửa phiên bản ở tờ Thông tin}"),
    About("submission.digest", _E, "Bộ tiêu chí đã sửa sau khi lập biểu mẫu.", "{làm: sửa mã kiểm ở tờ Thông tin}"),
    About("workbook.sheet_gone", _W, "Tờ của biểu mẫu đã bị xoá.", "{làm: xoá tờ lĩnh vực}"),
    About("workbook.row_gone", _W, "Hàng số liệu của biểu mẫu đã bị xoá.", "{làm: xoá hàng số liệu}"),
    About("workbook.merged", _W, "Các ô nhập bị gộp; chỉ ô đầu được đọc.", "{làm: gộp hai ô}"),
    About("workbook.left_over", _W, "Nội dung nằm ngoài bảng, không được đọc.", "{làm: chèn cột}"),
    About("workbook.sheet", _W, "Tờ lạ, không được đọc.", "{làm: thêm tờ}"),
    About("workbook.hidden_rows", _N, "Hàng bị ẩn mà có nội dung; vẫn được đọc.", "{làm: ẩn hàng}"),
    About("workbook.hidden_sheet", _N, "Tờ bị ẩn mà có nội dung; vẫn được đọc.", "{làm: ẩn tờ}"),
    About(
        "workbook.hidden",
        _N,
        "Tệp có macro, đối tượng nhúng; không được chạy.",
        "{làm: nhúng đối tượng}",
    ),
)
SURVEYS: tuple[About, ...] = (
    About(
        "survey.option",
        _E,
        "Bảng điều tra có phương án mà câu hỏi không có.",
        "survey: {q1: {options: {Z: 5}, source: Báo cáo}}",
    ),
    About(
        "survey.survey",
        _E,
        "Bảng điều tra có câu hỏi mà bộ không có.",
        'survey: {cau-khac: {share: "50%", source: Báo cáo}}',
    ),
    About(
        "survey.external",
        _E,
        "Kết quả bên ngoài mà bộ không lấy.",
        "external: {dossiers.resolved: {value: 3, source: Báo cáo}}",
    ),
    About("survey.version", _E, "Bảng lập theo phiên bản khác của bộ.", 'version: "9"'),
    About("survey.digest", _E, "Bộ tiêu chí đã sửa sau khi lập bảng.", "digest: khác"),
    About("survey.sample", _E, "Các phương án cộng lại khác số phiếu hợp lệ.", "{Chọn_A: 5, Số_phiếu_hợp_lệ: 9}"),
    About("survey.empty", _E, "Bảng chưa ghi kết quả của cơ quan nào.", "{}"),
    About("survey.another", _E, "Ghép vào tệp thẩm định của cơ quan, bộ hoặc kỳ khác.", 'version: "9"'),
    About(
        "survey.contradiction", _E, "Tệp thẩm định đã có kết quả khác.", 'survey: {q1: {share: "1%", source: Báo cáo}}'
    ),
)
FILLS: tuple[About, ...] = (
    About("fill.criteria_set", _W, "Hồ sơ chép vào biểu mẫu của bộ khác.", "criteria_set: bo-khac"),
    About("fill.version", _W, "Hồ sơ chép vào biểu mẫu của phiên bản khác.", 'version: "9"'),
    About("fill.unit_kind", _W, "Hồ sơ chép vào biểu mẫu của loại đơn vị khác.", "unit_kind: commune"),
    About("fill.elsewhere", _N, "Số liệu không có ô ở tờ lĩnh vực.", "values: {feedback.asked: 1}"),
    About("fill.rolled_up", _N, "Nguồn gốc tổng hợp không được chép.", "rolled_up: {form: bao-cao-thang, figures: {}}"),
)
BUNDLES: tuple[About, ...] = (
    About(
        "bundle.file",
        _E,
        "Tệp của tài liệu không đóng gói được: không có, ngoài thư mục của hồ sơ, tên không dùng được, văn bản mật.",
        "file: ../kh.pdf",
    ),
    About("bundle.set", _E, "Máy này không có bộ tiêu chí của gói nên không chấm lại được.", "criteria_set: bo-khac"),
    About("bundle.digest", _E, "Bộ tiêu chí của gói khác bộ trên máy này.", 'digest: "ffff…"'),
    About("bundle.score", _E, "Phiếu điểm trong gói khác phiếu chấm lại.", "làm: sửa điểm trong score.json"),
    About(
        "bundle.signature",
        _E,
        "Chữ ký của gói không còn đúng (cảnh báo, nếu chỉ chưa biết chứng thư của ai).",
        "làm: sửa manifest.json sau khi ký",
    ),
)
