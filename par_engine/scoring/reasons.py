"""Vietnamese sentences for what was decided and why, with the figures. One place, used by screens and reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from par_engine.calendar import instance_title, instance_titles, last_moment
from par_engine.catalogue.scope import EVENT, NO_UNITS, figure_of
from par_engine.criteria.decisions import AWAITED, Question, Step
from par_engine.criteria.model import ZeroDenominator
from par_engine.evidence.figures import place_of
from par_engine.evidence.proof import Absent, Invalid, Present, missing_words
from par_engine.numbers import viet, viet_result
from par_engine.scoring.asking import Asked, waited_for
from par_engine.scoring.gates import Outcome
from par_engine.scoring.situation import Situation
from par_engine.scoring.verdict import AWAITING, Verdict
from par_engine.text import listing


def of(situation: Situation, asked: Asked, verdict: Verdict) -> str:
    """Why one decision came out as it did."""
    question = asked.compiled.decision.question
    if verdict.step:
        return step(asked, verdict.step)
    if question in AWAITED and verdict.outcome is Outcome.MISSING:
        return f"{AWAITING[question].label}: “{asked.compiled.decision.title}”"
    return gate(situation, asked, verdict.outcome) if verdict.outcome else zero_denominator(asked)


def gate(situation: Situation, asked: Asked, outcome: Outcome) -> str:
    """Why a gate did not let through."""
    match outcome:
        case Outcome.NOT_APPLICABLE:
            return _exempt(asked)
        case Outcome.NOT_DUE:
            return _not_due(situation, asked)
        case Outcome.MISSING | Outcome.NO_DATA:
            late = f"đến {situation.deadline_words} vẫn " if outcome is Outcome.NO_DATA else ""
            return f"{late}{absent(situation, asked)}"
        case Outcome.INCONSISTENT | Outcome.INCONSISTENT_CLOSED:
            return _inconsistent(situation, asked)
        case Outcome.DOCUMENT_INVALID:
            return "; ".join(_invalid(asked))
        case Outcome.NO_DOCUMENT:
            return f"chưa nộp {documents(asked, asked.proofs)}"
        case Outcome.UNPROVEN:
            text = situation.submission.explanations.get(asked.compiled.placed.id, "")
            return f"chưa nộp {documents(asked, asked.proofs)}; đơn vị giải trình: {text}"
    return prerequisites(situation, asked, known=outcome is Outcome.PREREQUISITE_FAILED)


def prerequisites(situation: Situation, asked: Asked, *, known: bool) -> str:
    """What has to be reached first."""
    found = []
    for wanted in asked.compiled.placed.component.requires:
        placed = situation.yardstick.components[wanted.component]
        least = f" từ {viet(wanted.at_least)} điểm trở lên" if wanted.at_least else " có điểm"
        found.append(f"tiêu chí {placed.id} “{placed.component.title}”{least}")
    doubt = "" if known else ", hiện chưa biết có đạt hay không"
    return f"phải đạt trước {'; '.join(found)}{doubt}"


def instances(rows: Sequence[tuple[Asked, Verdict]]) -> str:
    """Periods of one report that came out alike, in one sentence."""
    asked, verdict = rows[0]
    title = asked.compiled.part.title(asked.compiled.decision.subject)
    late = [
        f"{instance_title(one.compiled.decision.instance)} chậm {_lateness(one) or f'{viet(one.x)} ngày'}"
        for one, _ in rows
        if one.x is not None and one.x > 0
    ]
    if verdict.step:
        if late:
            return f"{title}: chậm {len(rows)} kỳ ({listing(late)})"
        return f"{title}: đúng hạn {len(rows)} kỳ"
    codes = listing(instance_titles(one.compiled.decision.instance for one, _ in rows))
    return f"{title}: {_INSTANCES.get(verdict.outcome, 'chưa tính')} {len(rows)} kỳ ({codes})"


_INSTANCES: dict[Outcome | None, str] = {
    Outcome.NOT_APPLICABLE: "không áp dụng",
    Outcome.NOT_DUE: "chưa đến hạn",
    Outcome.NO_DOCUMENT: "chưa nộp",
    Outcome.UNPROVEN: "chưa nộp, đang giải trình",
    Outcome.DOCUMENT_INVALID: "không hợp lệ",
    Outcome.MISSING: "không ghi ngày nộp",
    Outcome.NO_DATA: "không ghi ngày nộp",
    Outcome.PREREQUISITE_FAILED: "không đạt điều kiện tiên quyết",
}


def step(asked: Asked, chosen: Step) -> str:
    """Which step the number fell in."""
    decision = asked.compiled.decision
    x = asked.x if asked.x is not None else decision.max_points
    if chosen.award.points(x) == decision.max_points:
        return _full(asked, chosen)
    lacking = [
        missing_words(proof.missing) for proof in asked.proofs.values() if isinstance(proof, Present) and proof.missing
    ]
    if lacking and decision.subject:
        return f"{decision.title}: thiếu {', '.join(lacking)}"
    if late := _lateness(asked):
        return f"{decision.title}: chậm {late}"
    return asked.compiled.placed.component.rule.why(decision, chosen, x)


def _lateness(asked: Asked) -> str:
    """How late the one document of a decision is."""
    proof = next(iter(asked.proofs.values()), None) if asked.compiled.decision.document else None
    return proof.lateness if isinstance(proof, Present) else ""


def _full(asked: Asked, chosen: Step) -> str:
    decision = asked.compiled.decision
    title = f"{decision.title}: " if decision.title else ""
    x = asked.x
    if decision.document and decision.document not in asked.proofs:
        return f"{title}không phát sinh nên không phải nộp"
    if x is not None and decision.question in _NUMBERS_OF_OTHERS and not decision.options:
        return f"{title}kết quả {shown(asked, chosen)}, thuộc mức {chosen.label}"
    if decision.subject or x is None:
        return f"{title}{chosen.label}"
    return f"kết quả {shown(asked, chosen)}, thuộc mức {chosen.label}"


_NUMBERS_OF_OTHERS = frozenset({Question.SURVEY, Question.EXTERNAL})


def shown(asked: Asked, chosen: Step) -> str:
    """The number decided on, as people write it: within the step that it fell in."""
    if asked.x is None:
        return "–"
    return viet_result(asked.x, rate=asked.compiled.decision.rate, fits=chosen.interval.__contains__)


def zero_denominator(asked: Asked) -> str:
    """That there was nothing to divide by, and what follows from it."""
    meaning = asked.compiled.zero
    follows = f" nên {meaning.label}" if meaning and meaning is not ZeroDenominator.NOT_APPLICABLE else ""
    return f"không phát sinh (mẫu số bằng 0){follows}"


def _exempt(asked: Asked) -> str:
    exemption = asked.exemption
    if exemption is None:
        return "không áp dụng"
    return exemption.reason if exemption.confirmed else f"{exemption.reason} (chưa xác nhận)"


def _not_due(situation: Situation, asked: Asked) -> str:
    if target := asked.compiled.placed.target:
        return target.words()
    waited = [key for key, proof in asked.proofs.items() if waited_for(situation, asked.compiled, key, proof)]
    absent = [key for key in waited if isinstance(asked.proofs[key], Absent)]
    due = f" (hạn {last_moment(asked.due)})" if asked.due else _unhappened(situation, asked, waited)
    words = [f"nộp {documents(asked, absent)}"] if absent else []
    words += [f"báo cáo {titles(situation, asked, asked.lacking)}"] if asked.lacking else []
    return f"chưa đến hạn {' và '.join(words)}{due}" if words else f"chưa tính được hạn{due}"


def _unhappened(situation: Situation, asked: Asked, keys: Iterable[str]) -> str:
    """Which events are waited for."""
    wanted = asked.compiled.placed.component.documents
    dues = [due for key in keys if (due := wanted[key].due)]
    words = [event.words() for due in dues if (event := due.unhappened(situation.clock))]
    return f" ({'; '.join(dict.fromkeys(words))})" if words else ""


def _inconsistent(situation: Situation, asked: Asked) -> str:
    findings = [situation.evidence.suspect[name] for name in asked.contradicted if name in situation.evidence.suspect]
    if not findings:
        return f"số liệu quá lớn, không so sánh được: {titles(situation, asked, asked.contradicted)}"
    return "số liệu mâu thuẫn: " + "; ".join(dict.fromkeys(finding.message for finding in findings))


def _invalid(asked: Asked) -> Iterable[str]:
    for key, proof in asked.proofs.items():
        if isinstance(proof, Invalid):
            first = proof.documents[0]
            yield f"{document_title(asked, key)}: {first.words()} không được tính vì {proof.reason}"


def documents(asked: Asked, keys: Iterable[str]) -> str:
    """Titles of the documents to hand in; a periodic one names the periods without a report."""
    found = []
    for key in keys:
        proof = asked.proofs[key]
        if isinstance(proof, Absent):
            found.append(document_title(asked, key))
        elif isinstance(proof, Present) and proof.missing:
            found.append(f"{document_title(asked, key)} ({missing_words(proof.missing)})")
        elif isinstance(proof, Invalid):
            found.append(f"{document_title(asked, key)} hợp lệ")
    return ", ".join(found) or "tài liệu kiểm chứng"


def document_title(asked: Asked, key: str) -> str:
    """`Báo cáo kết quả giải quyết TTHC`."""
    return asked.compiled.part.title(key)


def absent(situation: Situation, asked: Asked) -> str:
    """What is not there: this year's figures, and figures of other years without which nothing can be compared."""
    now = situation.submission.period.to.year
    past = [name for name in asked.lacking if (figure_of(name).year or now) < now]
    here = [name for name in asked.lacking if name not in past]
    found = [f"chưa có {titles(situation, asked, here)}"] if here or not past else []
    if past:
        years = ", ".join(str(year) for year in sorted({figure_of(name).year or now for name in past}))
        found.append(f"không so sánh được với năm {years} vì chưa có số liệu {titles(situation, asked, past)}")
    return "; ".join(found)


def titles(situation: Situation, asked: Asked, names: Iterable[str]) -> str:
    """Titles of indicators or documents, with the reason where one could not be read."""
    together: dict[str, list[str]] = {}
    for name in names:
        together.setdefault(figure_of(name).indicator, []).append(name)
    found = [
        _title(situation, asked, name, same) if len(same) > 1 or same != [name] else _plain(situation, asked, name)
        for name, same in together.items()
    ]
    return ", ".join(dict.fromkeys(found)) or "số liệu"


def _plain(situation: Situation, asked: Asked, name: str) -> str:
    """Title of an indicator of this year, or of a document."""
    title = bare_title(situation, name) or f"ngày nộp {document_title(asked, name)}"
    unreadable = situation.evidence.unusable.get(name)
    return f"{title} ({unreadable.message})" if unreadable else title


def _title(situation: Situation, asked: Asked, name: str, keys: list[str]) -> str:
    """`“Số buổi phát thanh” của UBND xã A, của UBND xã B, … (5 số liệu)`."""
    places = [place_of(figure_of(key), situation.submission.sub_units or {}) for key in keys]
    shown = listing((place or "năm nay" for place in places), 3)
    more = f" ({len(places)} số liệu)" if len(places) > 3 else ""
    reasons = [situation.evidence.unusable[key].message for key in keys if key in situation.evidence.unusable]
    why = f" ({'; '.join(dict.fromkeys(reasons))})" if reasons else ""
    return f"{bare_title(situation, name) or document_title(asked, name)} {shown}{more}{why}".strip()


def bare_title(situation: Situation, name: str) -> str:
    """The title of an indicator or constant in quotation marks; nothing for a document."""
    if name == NO_UNITS:
        return "danh sách đơn vị trực thuộc (sub_units)"
    if name.startswith(EVENT):
        return f"ngày của sự kiện “{situation.yardstick.set.events[name.removeprefix(EVENT)]}”"
    known = situation.yardstick.catalogue.indicators.get(name) or situation.yardstick.set.constants.get(name)
    return f"“{known.title}”" if known else ""


def together(whys: Iterable[str]) -> list[str]:
    """Reasons each once; those that differ only in what they name (`chờ …: “a”`, `chờ …: “b”`) in one."""
    named: dict[str, list[str]] = {}
    for why in dict.fromkeys(whys):
        words, sign, name = why.partition(": “")
        named.setdefault(words + sign if name.endswith("”") else why, []).append(name)
    return [words + ", “".join(names) if words.endswith(": “") else words for words, names in named.items()]


def sentence(text: str) -> str:
    """With a capital letter and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "…")) else ".")
