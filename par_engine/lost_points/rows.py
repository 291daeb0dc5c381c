"""One row per loss and per open part of a component, grouped by who can still do what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from par_engine.criteria.decisions import Cause
from par_engine.criteria.model import Remedy
from par_engine.criteria.sections import Section
from par_engine.evidence.proof import Absent
from par_engine.scoring.asking import document_key
from par_engine.scoring.needs import NextStep
from par_engine.scoring.result import Block, ComponentResult, ScoreSheet, SectionResult, State
from par_engine.scoring.verdict import AWAITING


class Group(StrEnum):
    """What can be done about a row, and when."""

    TO_DO = "to_do"
    MENDABLE_NOW = "mendable_now"
    MENDABLE_NEXT_YEAR = "mendable_next_year"
    OTHER_AGENCY = "other_agency"
    NOT_OURS = "not_ours"

    @property
    def label(self) -> str:
        """Vietnamese heading."""
        return _GROUPS[self.value]


_GROUPS = {
    "to_do": "Còn phải nộp (điểm còn ngỏ)",
    "mendable_now": "Gỡ được ngay trong kỳ này",
    "mendable_next_year": "Chỉ khắc phục được ở kỳ sau",
    "other_agency": "Chờ cơ quan khác",
    "not_ours": "Không do đơn vị tự chấm",
}


@dataclass(frozen=True)
class Row:
    """One line of the list. `points` are lost, or still open when `state` is not `scored`."""

    row: ComponentResult
    block: Block
    points: Decimal
    state: State
    cause: Cause | None
    why: str
    next: NextStep | None
    remedy: Remedy | None
    owner: str
    due: dt.date | None
    group: Group

    @property
    def id(self) -> str:
        """The id of the component."""
        return self.row.id

    @property
    def area(self) -> str:
        """The id of its area."""
        return self.row.placed.area.id

    @property
    def gain(self) -> Decimal:
        """What the next step gains."""
        return self.next.gain if self.next else self.points - self.points

    @property
    def gain_full(self) -> Decimal:
        """What full marks would gain."""
        return self.next.gain_full if self.next else self.points - self.points

    @property
    def effort(self) -> int:
        """How hard the remedy is, 1 (easy) to 5 (hard); 5 where none is known."""
        return self.remedy.effort if self.remedy else 5


_OTHERS = frozenset(AWAITING.values())
_FOUND_BY_OTHERS = frozenset({Cause.SURVEY_RESULT, Cause.EXTERNAL_RESULT, Cause.JUDGED_DOWN})


def lost_points(sheet: ScoreSheet) -> list[Row]:
    """All rows, group by group; inside a group by gain ÷ effort, then gain, then the order of the set."""
    rows = [row for component in sheet.components if not component.section for row in _rows(sheet, component)]
    rows += [row for section in sheet.sections if section.section is Section.PENALTY for row in _taken(sheet, section)]
    groups = list(Group)
    return sorted(
        rows,
        key=lambda row: (groups.index(row.group), -Fraction(row.gain) / row.effort, -row.gain, row.row.placed.order),
    )


def _rows(sheet: ScoreSheet, component: ComponentResult) -> Iterator[Row]:
    """Points are shared out so that the rows of a component sum to what it lost and what is open."""
    opened = [one for one in component.blocks if one.open > 0]
    shares = [
        *component.losing,
        *zip(opened, component.shared(component.open, [one.open for one in opened]), strict=True),
    ]
    for one, points in shares:
        if points:
            yield _row(sheet, component, one, points)
    if component.overridden and component.override:
        row = _row(sheet, component, component.blocks[0], component.overridden)
        why = component.override.grounds
        group = Group.MENDABLE_NEXT_YEAR
        yield replace(
            row,
            state=State.SCORED,
            cause=Cause.OVERRIDDEN,
            why=why,
            group=group,
            owner=_owner(sheet, component),
            due=None,
        )


def _taken(sheet: ScoreSheet, section: SectionResult) -> Iterator[Row]:
    """What a penalty section took away; its rows sum to no more than its cap, in the set's order."""
    rest = section.points
    for component in sheet.components:
        points = min(component.points, rest) if component.placed.area.id == section.id else rest - rest
        if points:
            rest -= points
            block = next((one for one in component.blocks if one.points), component.blocks[0])
            row = _row(sheet, component, block, points)
            why, group = component.why, Group.MENDABLE_NEXT_YEAR
            yield replace(row, state=State.SCORED, cause=Cause.DEDUCTED, why=why, group=group, next=None, due=None)


def _owner(sheet: ScoreSheet, component: ComponentResult) -> str:
    """Who must act, by name where the set names the agency."""
    remedy, agencies = component.placed.component.remedy, sheet.yardstick.set.agencies
    owner = remedy.owner if remedy else ""
    return agencies[owner].name if owner in agencies else owner


def _row(sheet: ScoreSheet, component: ComponentResult, one: Block, points: Decimal) -> Row:
    remedy = component.placed.component.remedy
    supplier = _supplier(sheet, one)
    settled = component.ruled is not None or component.section is not None
    target = component.placed.target
    group = Group.OTHER_AGENCY if supplier else Group.MENDABLE_NEXT_YEAR if settled else _group(sheet, one)
    return Row(
        row=component,
        block=one,
        points=points,
        state=one.state,
        cause=one.cause,
        why=one.why,
        next=None if settled or target else one.next,
        remedy=remedy,
        owner=supplier or _owner(sheet, component),
        due=target.comes if target else _due(sheet, one, group),
        group=group,
    )


def _group(sheet: ScoreSheet, one: Block) -> Group:
    if one.state in _OTHERS or one.cause in _FOUND_BY_OTHERS:
        return Group.NOT_OURS
    if one.state is not State.SCORED:
        return Group.TO_DO
    possible = one.next is not None and bool(one.next.ways)
    return Group.MENDABLE_NOW if possible and not sheet.situation.closed else Group.MENDABLE_NEXT_YEAR


def _due(sheet: ScoreSheet, one: Block, group: Group) -> dt.date | None:
    """The document's own date while it has not passed, else the agency's deadline; none when it is over."""
    if group in (Group.MENDABLE_NEXT_YEAR, Group.NOT_OURS):
        return None
    dates = [need.by for way in (one.next.ways[:1] if one.next else ()) for need in way.needs if need.by]
    dates = [day for day in (*dates, one.due) if day is not None and day >= sheet.on]
    deadline = sheet.situation.deadline
    if dates:
        return min(dates)
    return deadline if deadline and not sheet.situation.closed else None


def _supplier(sheet: ScoreSheet, one: Block) -> str:
    """The other agencies that owe what is missing: figures they supply, documents they issue."""
    catalogue, requirements = sheet.yardstick.catalogue, one.asked.compiled.placed.component.documents
    owing: set[str] = set()
    for name in one.lacking:
        indicator = catalogue.indicators.get(name)
        owing |= {indicator.supplied_by} if indicator and indicator.supplied_by else set()
    for key, proof in one.proofs.items():
        by = requirements[document_key(key)].by
        owing |= {by} if by and isinstance(proof, Absent) else set()
    agencies = sheet.yardstick.set.agencies
    others = [agencies[agency].name for agency in sorted(owing) if agency in agencies and not _ours(sheet, agency)]
    return ", ".join(others)


def _ours(sheet: ScoreSheet, agency: str) -> bool:
    """Whether an agency is the one that submits, or stands below it."""
    agencies, me = sheet.yardstick.set.agencies, sheet.situation.submission.agency.id
    seen: set[str] = set()
    at: str | None = agency
    while at and at not in seen:
        if at == me:
            return True
        seen.add(at)
        at = agencies[at].parent if at in agencies else None
    return False
