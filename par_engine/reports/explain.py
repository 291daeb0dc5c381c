"""One component explained to an officer: rule, interval, inputs, gates, basis, origin, next step or why none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from par_engine.calendar import instance_titles, last_moment, viet_date, viet_stamp
from par_engine.catalogue.expression import Apply, Exact, Name, Node
from par_engine.criteria.decisions import Cause, Step
from par_engine.criteria.due import Unhappened
from par_engine.criteria.model import Requirement
from par_engine.criteria.sections import Section
from par_engine.evidence.checks.identities import spell
from par_engine.evidence.proof import Absent, Invalid, Present, Proof, delayed_words, missing_words
from par_engine.evidence.submission import Document
from par_engine.evidence.values import Value
from par_engine.numbers import viet
from par_engine.reports.shapes import score_shape
from par_engine.reports.spoken import spoken
from par_engine.scoring import reasons
from par_engine.scoring.asking import document_key
from par_engine.scoring.result import ComponentResult, Decided, ScoreSheet, State
from par_engine.text import listing

Paragraphs = tuple[str, list[str]]


def explanation(sheet: ScoreSheet, one: ComponentResult) -> list[Paragraphs]:
    """Headings with their lines, in the order in which an officer asks."""
    sections: list[Paragraphs] = [
        ("Kết quả", _result(sheet, one)),
        ("Cách chấm", _rule(sheet, one)),
        ("Số liệu", list(_values(sheet, _inputs(one)))),
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
        "inputs": {value.key: value.words() for value in decided.asked.inputs},
    }


def _result(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    """What came out; then each loss and each open part with its reason, or how full marks were reached."""
    if one.state is State.NOT_APPLICABLE:
        return [f"Không áp dụng, không tính vào điểm tối đa của đơn vị. {one.why}"]
    status = "" if one.state is State.SCORED else f" Trạng thái: {one.state.label}."
    if one.section:
        verb = "Được cộng" if one.section is Section.BONUS else "Bị trừ"
        line = f"{verb} {viet(one.points)} điểm, nhiều nhất {viet(one.max_points)} ({one.section.label}).{status}"
        return [line, one.why, *_records(one), *_claim(sheet, one)]
    lines = [f"Được {viet(one.points)} trên {viet(one.max_points)} điểm.{status}"]
    lines += [f"Mất {viet(points)} điểm, {cause.label}: {why}." for (cause, why), points in _together(one).items()]
    if one.open:
        waiting = reasons.together(block.why for block in one.blocks if block.open)
        lines.append(f"Còn ngỏ {viet(one.open)} điểm. {' '.join(map(reasons.sentence, waiting))}")
    if not one.losses and not one.open:
        lines.append(one.why)
    return [*lines, *_records(one), *_claim(sheet, one), *_if_proven(one)]


def _records(one: ComponentResult) -> Iterator[str]:
    """What verification changed: the points of the evidence as handed in, the board's override."""
    if one.handed_in:
        if one.handed_in.state is State.NOT_APPLICABLE or one.computed == one.points:
            yield f"Thẩm định giữ nguyên {viet(one.points)} điểm."
        else:
            yield f"Hệ thống tính theo hồ sơ nộp {viet(one.computed)} điểm, thẩm định {viet(one.points)} điểm."
    if one.ruled and one.override:
        told = any(loss.cause is Cause.OVERRIDDEN for loss in one.losses)
        grounds = "" if told else f" Căn cứ: {one.override.grounds}."
        yield f"Hội đồng thẩm định sửa điểm từ {viet(one.ruled.points)} thành {viet(one.points)}.{grounds}"


def _together(one: ComponentResult) -> dict[tuple[Cause, str], Decimal]:
    """What was lost for one and the same reason, such as one document that several items rest on, in one sum."""
    found: dict[tuple[Cause, str], Decimal] = {}
    for loss in one.losses:
        key = loss.cause, loss.why
        found[key] = found[key] + loss.points if key in found else loss.points
    return found


def _claim(sheet: ScoreSheet, one: ComponentResult) -> Iterator[str]:
    claim = sheet.situation.submission.claims.get(one.id)
    if claim is None or one.claimed == one.computed:
        return
    direction = "cao hơn" if one.claimed > one.computed else "thấp hơn"
    gap = viet(abs(one.claimed - one.computed))
    claimed, computed = viet(one.claimed), viet(one.computed)
    words = f"Đơn vị tự chấm {claimed} điểm; hệ thống tính {computed} điểm, tự chấm {direction} {gap} điểm"
    yield f"{words}. Lý do nêu ra: {claim.reason}"


def _if_proven(one: ComponentResult) -> Iterator[str]:
    if one.points_if_proven is not None:
        yield f"Nếu giải trình được chấp nhận thì được {viet(one.points_if_proven)} điểm."


def _rule(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    component = one.placed.component
    part = sheet.yardstick.part(one.placed, sheet.situation.submission.unit_kind)
    lines = [f"Kiểu luật: {component.rule.label}. {reasons.sentence(component.rule.sentence(part))}"]
    if component.measure:
        lines.append(f"Phép tính: {spoken(sheet, component.measure)}.")
    lines += dict.fromkeys(reasons.sentence(standing.words()) for standing in one.placed.standing)
    lines += [_step(sheet, one, decided) for decided in one.decided if _by_its_rule(decided)]
    return lines + [reasons.sentence(block.why) for block in one.blocks if block.periodic]


def _by_its_rule(decided: Decided) -> bool:
    """Whether the rule itself decided, not a gate before it."""
    decision = decided.asked.compiled.decision
    names = {step.name for step in decision.steps}
    return decided.state is State.SCORED and decided.rule in names and not decision.instance


def _step(sheet: ScoreSheet, one: ComponentResult, decided: Decided) -> str:
    """Where the number fell, and the name of the rule that said so."""
    decision = decided.asked.compiled.decision
    step = next(step for step in decision.steps if step.name == decided.rule)
    title = f"{decision.title}: " if decision.key and decision.title else ""
    number = f"kết quả {_sum(sheet, decided, step)}, " if decided.asked.compiled.measure else ""
    name = ".".join(word for word in (one.id, decision.key, step.name) if word)
    return reasons.sentence(f"{title}{number}thuộc mức “{step.label}” (luật {name})")


def _sum(sheet: ScoreSheet, decided: Decided, step: Step) -> str:
    """The measure worked out in figures: `9.087 ÷ (9.087 + 18 + 2) ≈ 99,78%`."""
    shown, measure = reasons.shown(decided.asked, step), decided.asked.compiled.measure
    if measure is None or measure.documents() or (isinstance(measure.numerator, Name) and not measure.denominator):
        return shown
    numbers, measure = sheet.situation.figures, sheet.situation.resolved(measure)
    if not measure.denominator:
        exact = decided.asked.x is not None and 10**6 % decided.asked.x.denominator == 0
        return f"{spell(measure.numerator, numbers)} {'=' if exact else '≈'} {shown}"
    exact = decided.asked.x is not None and 10_000 % decided.asked.x.denominator == 0
    divided = f"{_bracketed(measure.numerator, numbers)} ÷ {_bracketed(measure.denominator, numbers)}"
    return f"{divided} {'=' if exact else '≈'} {shown}"


def _bracketed(side: Node, numbers: Mapping[str, Exact]) -> str:
    text = spell(side, numbers)
    return f"({text})" if isinstance(side, Apply) and side.operator in "+-" else text


def _inputs(one: ComponentResult) -> list[Value]:
    found = {value.key: value for decided in one.decided for value in decided.asked.inputs}
    return list(found.values())


def _values(sheet: ScoreSheet, inputs: list[Value]) -> Iterator[str]:
    """A line for each figure; those of many units or months of one indicator in one line."""
    together: dict[str, list[Value]] = {}
    for value in inputs:
        bare = not (value.reported.as_of or value.reported.document or value.key in sheet.evidence.suspect)
        counted = value.figure is not None and (value.figure.unit is not None or value.figure.month is not None)
        together.setdefault(value.indicator.id if bare and counted else value.key, []).append(value)
    for name, values in together.items():
        if len(values) > SEVERAL:
            each = "; ".join(f"{value.place} {value.words()}" for value in values)
            yield f"{values[0].indicator.title} ({name}), {len(values)} số liệu: {each}."
        else:
            yield from (_value(sheet, value) for value in values)


SEVERAL = 3
"""More figures of one indicator than this stand in one line."""


def _value(sheet: ScoreSheet, value: Value) -> str:
    reported = value.reported
    as_of = f", tính đến {viet_date(reported.as_of)}" if reported.as_of else ""
    documents = {document.id: document for document in sheet.situation.submission.documents}
    source = f", theo {cited(sheet, documents[reported.document])}" if reported.document in documents else ""
    doubt = " – đang mâu thuẫn với số liệu khác" if value.key in sheet.evidence.suspect else ""
    summed = f", {reported.note}" if value.summed and reported.note else ""
    said = f"{value.words()}{summed}{as_of}{source}{_corrected(sheet, value)}{doubt}"
    return f"{value.title} ({value.key}): {said}."


def _corrected(sheet: ScoreSheet, value: Value) -> str:
    """What a verifier put in place of a figure, and on whose word."""
    source = sheet.evidence.ruling.corrected.get(value.key)
    return f", thẩm định sửa theo {source}" if source else ""


def cited(sheet: ScoreSheet, document: Document) -> str:
    """`Báo cáo số 12/BC-STP ngày 01/12/2019 của …`."""
    kind = sheet.yardstick.catalogue.proofs.get(document.kind)
    return f"{kind.title if kind else document.kind} {document.words()}"


def _documents(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    if one.state is State.NOT_APPLICABLE:
        return []
    proofs = {key: proof for decided in one.decided for key, proof in decided.asked.proofs.items()}
    lines = list(dict.fromkeys(_proof_or_none(sheet, one, key, proofs) for key in proofs))
    explained = sheet.situation.submission.explanations.get(one.id)
    return lines + ([f"Giải trình: {explained}"] if explained and explained not in one.why else [])


def _proof_or_none(sheet: ScoreSheet, one: ComponentResult, key: str, proofs: Mapping[str, Proof]) -> str:
    """One document; the periods for which there is none are told in one line."""
    document = document_key(key)
    if key == document or not isinstance(proofs[key], Absent):
        return f"{_proof(sheet, one, key, proofs[key])}."
    absent = [other for other in proofs if document_key(other) == document and isinstance(proofs[other], Absent)]
    if len(absent) == 1:
        return f"{_proof(sheet, one, key, proofs[key])}."
    periods = listing(instance_titles(other.partition("@")[2] for other in absent))
    return f"{_proof(sheet, one, document, Absent())}: {periods}."


def _proof(sheet: ScoreSheet, one: ComponentResult, key: str, proof: Proof) -> str:
    part = sheet.yardstick.part(one.placed, sheet.situation.submission.unit_kind)
    wanted = one.placed.component.documents[document_key(key)]
    due = f" (hạn: {wanted.due.words(sheet.situation.clock)})" if wanted.due else ""
    title = f"{part.title(key)}{' (nếu có)' if wanted.when else ''}{due}: "
    match proof:
        case Absent():
            return title + _not_handed_in(sheet, wanted)
        case Invalid(documents=documents, reason=reason):
            return title + f"{cited(sheet, documents[0])} không được tính vì {reason}"
        case Present(documents=documents, lateness=late, counted=counted, missing=missing, delayed=delayed):
            found = "; ".join(cited(sheet, document) for document in documents)
            counts = sheet.situation.proofs.counts(wanted).label
            when = f", {counts} {viet_stamp(counted)}" if counted and wanted.due and wanted.due.dated else ""
            delay = f", chậm {late}" if late else ""
            delay += f", chậm {delayed_words(delayed)}" if delayed else ""
            gap = f", còn thiếu {missing_words(missing)}" if missing else ""
            return title + found + when + delay + gap


def _not_handed_in(sheet: ScoreSheet, wanted: Requirement) -> str:
    match sheet.situation.proofs.waits_until(wanted):
        case Unhappened() as event:
            return f"chưa nộp, {event.words()}"
        case dt.date() as last if last >= sheet.on:
            return "chưa nộp, còn trong hạn"
        case _:
            return "chưa nộp"


def _gates(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    situation = sheet.situation
    lines = [
        f"Chấm vào ngày {viet_date(sheet.on)}; hạn tự chấm điểm: {situation.deadline_words}"
        + (", đã qua." if situation.closed else ".")
    ]
    if one.exemption:
        confirmed = "" if one.exemption.confirmed else " Đặc điểm này do đơn vị tự khai, chưa xác nhận."
        basis = f" Căn cứ: {one.exemption.basis.words(sheet.yardstick.catalogue.texts)}." if one.exemption.basis else ""
        lines.append(f"Được loại trừ: {one.exemption.reason}.{confirmed}{basis}")
    if one.due:
        lines.append(f"Hạn của phần chưa nộp: {last_moment(one.due)}.")
    zero = one.placed.component.when_denominator_zero
    if zero:
        lines.append(f"Khi mẫu số bằng 0: {zero.label}.")
    return lines


def _basis(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    component = one.placed.component
    lines = [f"{basis.words(sheet.yardstick.catalogue.texts)}." for basis in component.basis]
    stated = [f"{part} {origin.label}" for part, origin in one.placed.origins().items()]
    if stated:
        lines.append("Nguồn gốc: " + ", ".join(stated) + ".")
    if component.provenance.note:
        lines.append(f"Ghi chú: {component.provenance.note}")
    if component.responsible:
        lines.append(reasons.sentence(component.responsible.words()))
    known = sheet.yardstick.set
    lines.append(f"Bộ tiêu chí {known.id}, phiên bản {known.version}, mã kiểm {sheet.yardstick.digest[:12]}.")
    return lines


def _next(sheet: ScoreSheet, one: ComponentResult) -> list[str]:
    if one.next is None:
        full = one.state is State.SCORED and not one.lost and not one.section
        return ["Đã đạt điểm tối đa, không cần làm gì thêm."] if full else []
    most = "nhiều nhất " if one.state in (State.MISSING, State.NOT_DUE) else ""
    lines = [f"{reasons.sentence(way.words())[:-1]}: được thêm {most}{viet(way.gain)} điểm." for way in one.next.ways]
    if one.next.impossible:
        lines.append(reasons.sentence(one.next.impossible))
    if one.next.ways and one.next.gain_full > one.next.gain:
        lines.append(f"Đạt mức tối đa thì được thêm {viet(one.next.gain_full)} điểm.")
    remedy = one.placed.component.remedy
    if remedy:
        agency = sheet.yardstick.set.agencies.get(remedy.owner)
        owner = agency.name if agency else remedy.owner
        action = reasons.sentence(remedy.action)
        lines.append(f"Biện pháp: {action} Người thực hiện: {owner}. Mức khó: {remedy.effort} trên 5.")
    return lines
