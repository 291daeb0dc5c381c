"""Ways to the next better step that are really possible: the smallest change of one figure, or the thing to hand in.

A way for a figure respects how it can move (`movement`), what moves with it (`moves_with`), and every identity of the
catalogue that held before: advice that would break a sum is not given. Each way is checked by computing the score anew.
"""

from __future__ import annotations

from fractions import Fraction

from par_engine.criteria.decisions import AWAITED, Cause, Question
from par_engine.numbers import viet
from par_engine.scoring.asking import Asked
from par_engine.scoring.facts import Prerequisite
from par_engine.scoring.needs import Need, NextStep
from par_engine.scoring.situation import Situation
from par_engine.scoring.ways.better import better
from par_engine.scoring.ways.papers import hand_in
from par_engine.scoring.ways.proving import prove
from par_engine.scoring.ways.search import Search


def next_step(situation: Situation, asked: Asked, points: Fraction, beside: Fraction, cause: Cause | None) -> NextStep:
    """The next better step of one decision that has `points` (exact), lost or open for `cause`."""
    search = Search(situation, asked, points, beside)
    if asked.compiled.decision.question in AWAITED:
        return NextStep(search.zero, search.zero, (), _FOUND_BY_OTHERS[asked.compiled.decision.question])
    if asked.fact.gates.prerequisite is not Prerequisite.PASSED:
        return _reach_prerequisite(search)
    if asked.lacking or asked.contradicted:
        return hand_in(search)
    if cause in (None, Cause.NO_DOCUMENT, Cause.DOCUMENT_INVALID):
        return prove(search)
    ways, impossible = better(search)
    gain = ways[0].gain if ways else search.zero
    return NextStep(gain, search.full if ways else gain, tuple(ways), "" if ways else impossible)


_FOUND_BY_OTHERS = {
    Question.SURVEY: "kết quả do điều tra xã hội học quyết định",
    Question.EXTERNAL: "kết quả do bên ngoài công bố",
    Question.JUDGED: "điểm do hội đồng chấm",
}


def _reach_prerequisite(search: Search) -> NextStep:
    """What it requires comes first; then everything may be gained."""
    needs = []
    for wanted in search.asked.compiled.placed.component.requires:
        placed = search.situation.yardstick.components[wanted.component]
        least = f"từ {viet(wanted.at_least)} điểm" if wanted.at_least else "có điểm"
        needs.append(Need("component", placed.id, f"đạt {least} ở tiêu chí {placed.id} “{placed.component.title}”"))
    way = search.way(tuple(needs), search.decision.max_points)
    return NextStep(way.gain, way.gain, (way,) if way.gain > 0 else ())
