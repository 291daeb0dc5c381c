"""How the keys of a set's files are told: the sort of change that each makes, and its Vietnamese name."""

from __future__ import annotations

from dataclasses import dataclass

from par_engine.criteria.comparing.change import Sort
from par_engine.criteria.model import PROVENANCE


@dataclass(frozen=True)
class Key:
    """How a key of a file is told."""

    sort: Sort
    what: str


SET_KEYS = {
    "title": Key(Sort.REWORDED, "tên bộ"),
    "year": Key(Sort.REDATED, "năm"),
    "unit_kinds": Key(Sort.WHO, "loại đơn vị"),
    "agencies": Key(Sort.WHO, "cơ quan được nêu tên"),
    "basis": Key(Sort.BASIS, "căn cứ"),
    "max_points": Key(Sort.REWEIGHTED, "tổng điểm"),
    "decimals": Key(Sort.TOTALS, "số chữ số thập phân của điểm"),
    "rounding": Key(Sort.TOTALS, "cách làm tròn điểm"),
    "index": Key(Sort.TOTALS, "cách tính chỉ số"),
    "final": Key(Sort.TOTALS, "điểm cuối cùng"),
    "rescale": Key(Sort.TOTALS, "quy đổi khi không điều tra"),
    "grades": Key(Sort.TOTALS, "xếp loại"),
    "deadlines": Key(Sort.REDATED, "hạn tự chấm, hạn báo cáo"),
    "dated": Key(Sort.REDATED, "khoảng ngày ban hành tài liệu"),
    "events": Key(Sort.REDATED, "sự kiện"),
    "holidays": Key(Sort.REDATED, "ngày nghỉ"),
    "next_working_day": Key(Sort.REDATED, "hạn rơi vào ngày nghỉ"),
    "constants": Key(Sort.MEASURED, "hằng số"),
    "areas": Key(Sort.MOVED, "thứ tự lĩnh vực"),
    "exemptions": Key(Sort.WHO, "trường hợp không áp dụng"),
    "provenance": Key(Sort.PROVENANCE, "nguồn gốc"),
}
COMPONENT_KEYS = {
    "title": Key(Sort.REWORDED, "tên"),
    "max_points": Key(Sort.REWEIGHTED, "điểm tối đa"),
    "basis": Key(Sort.BASIS, "căn cứ"),
    "provenance": Key(Sort.PROVENANCE, "nguồn gốc"),
    "applies_to": Key(Sort.WHO, "đối tượng"),
    "requires": Key(Sort.REQUIRED, "điều kiện tiên quyết"),
    "responsible": Key(Sort.REWORDED, "cơ quan chịu trách nhiệm"),
    "measure": Key(Sort.MEASURED, "phép tính"),
    "when_denominator_zero": Key(Sort.MEASURED, "khi mẫu số bằng 0"),
    "rule": Key(Sort.REBANDED, "cách cho điểm"),
    "due": Key(Sort.REDATED, "thời hạn"),
    "remedy": Key(Sort.REMEDY, "biện pháp"),
}
NODE_KEYS = {
    "title": Key(Sort.REWORDED, "tên"),
    "code": Key(Sort.RENUMBERED, "số thứ tự"),
    "max_points": Key(Sort.REWEIGHTED, "điểm tối đa"),
    "section": Key(Sort.TOTALS, "điểm thưởng, điểm phạt"),
    "provenance": Key(Sort.PROVENANCE, "nguồn gốc"),
}
REQUIREMENT_KEYS = {
    "kind": Key(Sort.PROOF, "loại"),
    "about": Key(Sort.REWORDED, "về việc"),
    "by": Key(Sort.PROOF, "cơ quan ban hành"),
    "dated": Key(Sort.REDATED, "khoảng ngày ban hành"),
    "due": Key(Sort.REDATED, "thời hạn"),
    "counts": Key(Sort.REDATED, "ngày được tính"),
    "when": Key(Sort.PROOF, "chỉ cần khi"),
}
NAMES = {
    "from": "từ",
    "to": "đến",
    "by": "chậm nhất",
    "before": "trước",
    "in": "trong",
    "at_least": "từ",
    "at_most": "không quá",
    "above": "trên",
    "below": "dưới",
    "points": "điểm",
    "title": "tên",
    "text": "văn bản",
    "at": "tại",
    "basis": "căn cứ",
    "reason": "lý do",
    "note": "ghi chú",
    "unit_kinds": "loại đơn vị",
    "agencies": "cơ quan",
    "except": "trừ",
    "components": "tiêu chí",
    "trait": "đặc điểm",
    "component": "tiêu chí",
    "self_scoring": "tự chấm:",
    "report": "báo cáo:",
    "action": "việc:",
    "owner": "người làm:",
    "effort": "công sức",
    "lead": "chủ trì:",
    "executing": "thực hiện:",
    "cooperating": "phối hợp:",
    "summary": "tổng hợp:",
    **PROVENANCE,
    "decimals": "số chữ số thập phân",
    "rounding": "làm tròn",
    "unit_kind": "loại đơn vị",
    "name": "tên",
    "parent": "cấp trên",
    "measure": "phép tính",
    "each": "mỗi",
}
"""Keys of nested data as people read them."""
