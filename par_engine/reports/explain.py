"""One component explained to an officer: rule, interval, inputs, gates, basis, origin, next step or why none."""

from __future__ import annotations

from typing import Any

from par_engine.calendar import viet_date
from par_engine.catalogue.legal import Citation
from par_engine.criteria.model import Component
from par_engine.evidence.proof import Absent, Invalid, Present, Proof, missing_words
from par_engine.evidence.submission import Document
from par_engine.evidence.values import Value
from par_engine.numbers import viet
from par_engine.reports.shapes import score_shape
from par_engine.scoring import reasons
from par_engine.scoring.result import ComponentResult, Decided, ScoreSheet, State

Section = tuple[str, list[str]]


def explanation(sheet: ScoreSheet, one: ComponentResult) -> list[Section]:
    """Headings with their lines, in the order in which an officer asks."""
    sections: list[Section] = [
        ("Kết quả", _result(one)),
        ("Cách chấm", _rule(sheet, one)),
        ("Số liệu", [_value(sheet, value) for value in _inputs(one)]),
        ("Tài liệu kiểm chứng", _documents(sheet, one)),
        ("Điều kiện và thời hạn", _gates(sheet, one)),
        ("Căn cứ và nguồn gốc", _basis(sheet, one)),
        ("Bước tiếp theo", _next(sheet, one)),
    ]
    return [(title, lines) for title, lines in sections if lines]


def explain_shape(sheet: ScoreSheet, one: ComponentResult) -> dict[str, Any]:
    """`explain --json`: the component's row of `score`, and the trace."""
    rows = score_shape(sheet)["components"]
    row = next(row for row in rows if row["id"] == one.id)
    return {
        "schema": 1,
        "criteria_set": sheet.yardstick.set.id,
        "version": sheet.yardstick.set.version,
        "digest": sheet.yardstick.digest,
        "on": sheet.on.isoformat(),
        "component": row,
        "decisions": [_decision_shape(decided) for decided in one.decided],
        "text": dict(explanation(sheet, one)),
    }


def _decision_shape(decided: Decided) -> dict[str, Any]:
    gates = decided.asked.fact.gates
    return {
        "rule": decided.rule,
        "q": decided.asked.fact.q,
        "scale": decided.asked.compiled.scale,
        "measure": str(decided.asked.x) if decided.asked.x is not None else None,
        "gates": {name: value.name.lower() for name, value in gates._asdict().items()},
        "inputs": {value.indicator.id: value.words() for value in decided.asked.inputs},
    }


def _result(one: ComponentResult) -> list[str]:
    if one.state is State.NOT_APPLICABLE:
        return [f"Không áp dụng: {one.why}"]
    lines = [f"{viet(one.points)} / {viet(one.max_points)} điểm; trạng thái: {one.state.label}. {one.why}"]
    if one.claimed != one.points:
        lines.append(
            f"Đơn vị tự chấm {viet(one.claimed)} điểm, lệch {viet(one.claimed - one.points)} điểm so với hệ thống."
        )
    lines += [f"Mất {viet(loss.points)} điểm vì {loss.cause.label}: {loss.why}." for loss in one.losses]
    if one.open:
        lines.append(f"Còn ngỏ {viet(one.open)} điểm.")
    if one.points_if_proven is not None:
        lines.append(f"Nếu giải trình được chấp nhận: {viet(one.points_if_proven)} điểm.")
    return lines


def _rule(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    component = one.placed.component
    part = sheet.yardstick.part(one.placed, sheet.situation.submission.unit_kind)
    lines = [f"Kiểu luật “{component.rule.label}”: {component.rule.sentence(part)}"]
    if component.measure:
        lines.append(f"Phép tính: {spoken(sheet, component)}")
    for decided in one.decided:
        asked = decided.asked
        if decided.state is State.SCORED and decided.rule in {
            step.name for step in asked.compiled.decision.steps
        }:
            step = next(step for step in asked.compiled.decision.steps if step.name == decided.rule)
            title = f"{asked.compiled.decision.title}: " if asked.compiled.decision.key else ""
            number = f"kết quả {reasons.shown(asked)}, " if component.measure else ""
            lines.append(f"{title}{number}thuộc mức “{step.label}” (luật {one.id}.{step.name}).")
    return lines


def spoken(sheet: ScoreSheet, component: Component) -> str:
    """The measure with titles in place of ids."""
    if component.measure is None:
        return ""
    text = component.measure.text
    for name in sorted(component.measure.all_names(), key=lambda name: -name.position):
        indicator = sheet.yardstick.catalogue.indicators[name.id]
        text = text[: name.position] + f"“{indicator.title}”" + text[name.position + len(name.id) :]
    return text.replace("*", "×").replace("/", "÷")


def _inputs(one: ComponentResult) -> list[Value]:
    found = {value.indicator.id: value for decided in one.decided for value in decided.asked.inputs}
    return list(found.values())


def _value(sheet: ScoreSheet, value: Value) -> str:
    reported = value.reported
    as_of = f", tính đến {viet_date(reported.as_of)}" if reported.as_of else ""
    documents = {document.id: document for document in sheet.situation.submission.documents}
    source = f", theo {cited(sheet, documents[reported.document])}" if reported.document in documents else ""
    doubt = " – đang mâu thuẫn với số liệu khác" if value.indicator.id in sheet.evidence.suspect else ""
    return f"{value.indicator.title} ({value.indicator.id}): {value.words()}{as_of}{source}{doubt}"


def cited(sheet: ScoreSheet, document: Document) -> str:
    """`Báo cáo số 12/BC-STP ngày 01/12/2019 của …`."""
    kind = sheet.yardstick.catalogue.proofs.get(document.kind)
    return f"{kind.title if kind else document.kind} {document.words()}"


def _documents(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    proofs = {key: proof for decided in one.decided for key, proof in decided.asked.proofs.items()}
    lines = [_proof(sheet, one, key, proof) for key, proof in proofs.items()]
    explained = sheet.situation.submission.explanations.get(one.id)
    return lines + ([f"Giải trình: {explained}"] if explained else [])


def _proof(sheet: ScoreSheet, one: ComponentResult, key: str, proof: Proof) -> str:
    part = sheet.yardstick.part(one.placed, sheet.situation.submission.unit_kind)
    wanted = one.placed.component.documents[key]
    due = f" (hạn: {wanted.due.words(sheet.situation.clock)})" if wanted.due else ""
    title = f"{part.title(key)}{due}: "
    match proof:
        case Absent():
            return title + "chưa nộp"
        case Invalid(documents=documents, reason=reason):
            return title + f"{cited(sheet, documents[0])} không được tính vì {reason}"
        case Present(documents=documents, late=late, counted=counted, missing=missing):
            found = "; ".join(cited(sheet, document) for document in documents)
            counts = sheet.situation.proofs.counts(wanted).label
            when = f", {counts} {viet_date(counted)}" if counted and wanted.due and wanted.due.dated else ""
            delay = f", chậm {late} ngày" if late and late > 0 and not missing else ""
            gap = f", còn thiếu {missing_words(missing)}" if missing else ""
            return title + found + when + delay + gap


def _gates(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    situation = sheet.situation
    lines = [
        f"Ngày chấm {viet_date(sheet.on)}; hạn tự chấm điểm: {situation.deadline_words}"
        + (" (đã qua)." if situation.closed else ".")
    ]
    if one.exemption:
        confirmed = "" if one.exemption.confirmed else " Đặc điểm này do đơn vị tự khai, chưa xác nhận."
        lines.append(f"Được loại trừ: {one.exemption.reason}.{confirmed}")
    if one.due:
        lines.append(f"Hạn của phần chưa nộp: hết ngày {viet_date(one.due)}.")
    zero = one.placed.component.when_denominator_zero
    if zero:
        lines.append(f"Khi mẫu số bằng 0: {zero.label}.")
    return lines


def _basis(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    component = one.placed.component
    lines = [citation(sheet, basis) for basis in component.basis]
    origins = {part: one.placed.origin(part) for part in ("structure", "target", "points", "proof", "remedy")}
    stated = [f"{_PARTS[part]} {origin.label}" for part, origin in origins.items() if origin]
    if stated:
        lines.append("Nguồn gốc: " + ", ".join(stated) + ".")
    if component.provenance.note:
        lines.append(f"Ghi chú: {component.provenance.note}")
    if component.responsible:
        lines.append(f"Trách nhiệm: {component.responsible.words()}.")
    lines.append(
        f"Bộ {sheet.yardstick.set.id}, phiên bản {sheet.yardstick.set.version}, mã kiểm {sheet.yardstick.digest[:12]}."
    )
    return lines


_PARTS = {
    "structure": "cấu trúc",
    "target": "chỉ tiêu",
    "points": "điểm",
    "proof": "tài liệu",
    "remedy": "biện pháp",
}


def citation(sheet: ScoreSheet, basis: Citation) -> str:
    """`Quyết định 4784/QĐ-UBND ngày 30/11/2018, Phụ lục 02, mục 4`."""
    at = f", {basis.at}" if basis.at else ""
    return sheet.yardstick.catalogue.texts[basis.text].words() + at


def _next(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    if one.next is None:
        return ["Đã đạt điểm tối đa, không cần làm gì thêm."] if one.state is State.SCORED else []
    lines = [f"{reasons.sentence(way.words())[:-1]}: thêm {viet(way.gain)} điểm." for way in one.next.ways]
    if one.next.impossible:
        lines.append(reasons.sentence(one.next.impossible))
    if one.next.ways and one.next.gain_full > one.next.gain:
        lines.append(f"Đạt tối đa thì thêm {viet(one.next.gain_full)} điểm.")
    remedy = one.placed.component.remedy
    if remedy:
        agency = sheet.yardstick.set.agencies.get(remedy.owner)
        owner = agency.name if agency else remedy.owner
        lines.append(f"Biện pháp: {remedy.action}. Người thực hiện: {owner}. Mức khó: {remedy.effort}/5.")
    return lines
