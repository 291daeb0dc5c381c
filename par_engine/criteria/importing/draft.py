"""A draft set: every component with its plan, its sums checked, everything guessed named. Plain data, not yet text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from par_engine.criteria.importing.ledger import Ledger, Use
from par_engine.criteria.importing.lines import asks_for_survey, takes_points
from par_engine.criteria.importing.meanings import Dated, Late, Level, Option, Rest
from par_engine.criteria.importing.outline import Annex, Node
from par_engine.criteria.importing.plan import Plan, Wanted
from par_engine.criteria.importing.rules import plan_rule
from par_engine.criteria.importing.said import Heard, heard
from par_engine.criteria.importing.words import folded, plain
from par_engine.numbers import viet

_ZERO = Fraction(0)
_AREAS = (
    ("direction", r"chỉ đạo|điều hành"),
    ("one_stop_shop", r"một cửa"),
    ("institutions", r"thể chế|quy phạm pháp luật|vbqppl"),
    ("administrative_procedures", r"thủ tục hành chính|tthc"),
    ("impact", r"tác động|hài lòng|phát triển kinh tế"),
    ("apparatus", r"tổ chức bộ máy|bộ máy"),
    ("civil_service", r"công vụ|công chức|viên chức|cán bộ"),
    ("public_finance", r"tài chính"),
    ("modernisation", r"hiện đại h|chính quyền số|chính phủ số|chuyển đổi số|điện tử|công nghệ thông tin"),
)
_SECTIONS = (
    ("bonus", r"^(?:phần |các |nội dung )?(?:tiêu chí )?điểm (?:thưởng|cộng)"),
    ("penalty", r"^(?:phần |các |nội dung )?(?:tiêu chí )?điểm (?:trừ|phạt)"),
)


@dataclass
class DraftComponent:
    """A component: what is printed of it, its plan, its documents, and the lines nobody understood."""

    node: Node
    code: str
    title: str
    most: Fraction
    printed: bool
    plan: Plan
    documents: list[tuple[Wanted, str]]
    proof_words: list[str]
    unread: list[Heard]
    remarks: list[str]


@dataclass
class DraftNode:
    """A criterion with parts, or a component."""

    code: str
    title: str
    most: Fraction
    printed: bool
    parts: list[DraftNode] = field(default_factory=list)
    component: DraftComponent | None = None
    remarks: list[str] = field(default_factory=list)

    def components(self) -> Iterator[DraftComponent]:
        """All components of it, in order."""
        if self.component:
            yield self.component
        for part in self.parts:
            yield from part.components()


@dataclass
class DraftArea:
    """An area with its id, number and criteria; `section` for points outside the areas."""

    id: str
    code: str
    title: str
    most: Fraction
    printed: bool
    criteria: list[DraftNode]
    section: str = ""
    remarks: list[str] = field(default_factory=list)


@dataclass
class Draft:
    """The whole set as read."""

    areas: list[DraftArea]
    total: Fraction
    total_printed: bool
    sums: list[str]
    guesses: list[str]

    def components(self) -> Iterator[DraftComponent]:
        """All components, in order."""
        for area in self.areas:
            for node in area.criteria:
                yield from node.components()


def draft_of(annex: Annex, ledger: Ledger, proofs: Mapping[str, str]) -> Draft:
    """A draft of one scoring table. `proofs` are the kinds of documents by id, with their titles."""
    maker = _Maker(ledger, proofs)
    tops = annex.nodes
    if tops and not any(node.parts for node in tops):
        criteria = [maker.node(node) for node in tops]
        most = sum((one.most for one in criteria), _ZERO)
        areas = [DraftArea("all_criteria", "1", "Các tiêu chí chấm điểm", most, False, criteria)]
        maker.guesses.append("Bảng không chia lĩnh vực: mọi tiêu chí để trong một lĩnh vực.")
    else:
        areas = [maker.area(node, place) for place, node in enumerate(tops, 1)]
    inside = sum((area.most for area in areas if not area.section), _ZERO)
    total = annex.total if annex.total is not None else inside
    guesses = [*annex.repaired, *maker.guesses]
    return Draft(areas, total, annex.total is not None, list(_sums(areas, total)), guesses)


class _Maker:
    """Turns nodes into drafts, and tells the ledger which lines found a place."""

    def __init__(self, ledger: Ledger, proofs: Mapping[str, str]) -> None:
        self._ledger = ledger
        self._proofs = sorted(((folded(title), kind) for kind, title in proofs.items()), key=lambda one: -len(one[0]))
        self._areas = set[str]()
        self._penalty = False
        self.guesses: list[str] = []

    def area(self, node: Node, place: int) -> DraftArea:
        """A top row and what stands below it; one without parts is its own only component."""
        section = next((name for name, pattern in _SECTIONS if re.search(pattern, plain(node.title))), "")
        self._penalty = section == "penalty"
        if node.parts:
            remarks = self._remarks(node)
            criteria = [self.node(part) for part in node.parts]
        else:
            criteria, remarks = [self.node(node)], []
        most = node.most if node.most is not None else sum((one.most for one in criteria), _ZERO)
        return DraftArea(
            self._area_id(node, place, section),
            node.code,
            node.title,
            most,
            node.most is not None,
            criteria,
            section,
            remarks,
        )

    def _area_id(self, node: Node, place: int, section: str) -> str:
        title = plain(node.title)
        known = section or next((name for name, pattern in _AREAS if re.search(pattern, title)), f"area_{place}")
        if known in self._areas:
            known = f"area_{place}"
        self._areas.add(known)
        self.guesses.append(f"{node.code}: mã lĩnh vực “{known}” đặt theo tên “{node.title}”.")
        return known

    def node(self, node: Node) -> DraftNode:
        """A criterion or a component."""
        if not node.parts:
            component = self._component(node)
            return DraftNode(node.code, node.title, component.most, component.printed, component=component)
        remarks = self._remarks(node)
        parts = [self.node(part) for part in node.parts]
        most = node.most if node.most is not None else sum((part.most for part in parts), _ZERO)
        return DraftNode(node.code, node.title, most, node.most is not None, parts, remarks=remarks)

    def _remarks(self, node: Node) -> list[str]:
        """Lines under a row that is not itself scored: they explain, or nobody knows what they are for."""
        for said in node.said:
            self._ledger.give_up(said.lines, f"đứng dưới mục {node.code}, mục này không trực tiếp chấm điểm")
        self._ledger.give_up(node.proof, f"tài liệu ghi ở mục {node.code}, mục này không trực tiếp chấm điểm")
        return [line.text for said in node.said for line in said.lines] + [
            line.text for line in node.proof + node.notes
        ]

    def _component(self, node: Node) -> DraftComponent:
        most, printed = self._most(node)
        everything = heard(node.said, most, penalty=self._penalty)
        plan, lost = plan_rule(node.title, most, everything, survey=node.survey or asks_for_survey(node.title))
        if self._penalty and plan.kind == "deduct":
            plan.kind = "per_item"  # a rule among penalties says what is taken away
        given_up = {id(one) for one in lost}
        used = [one for one in everything if id(one) not in given_up]
        self._ledger.use([line for one in used for line in one.lines], Use.RULE)
        for one in lost:
            self._ledger.give_up(one.lines, f"{_why(one, plan)} (tiêu chí {node.code})")
        documents = self._documents(node, plan)
        for guess in plan.guesses:
            self.guesses.append(f"{node.code}: {guess}.")
        remarks = [one.words for one in used if not _in_plan(one, plan)] + [line.text for line in node.notes]
        return DraftComponent(
            node,
            node.code,
            node.title,
            most,
            printed,
            plan,
            documents,
            [line.text for line in node.proof],
            lost,
            remarks,
        )

    def _most(self, node: Node) -> tuple[Fraction, bool]:
        """The maximum printed, else the best that the lines give."""
        if node.most is not None:
            return node.most, True
        found = [
            one.meaning.points
            for one in heard(node.said, None, penalty=self._penalty)
            if isinstance(one.meaning, Level | Late | Dated | Option | Rest)
        ]
        self.guesses.append(f"{node.code}: văn bản không in điểm tối đa; lấy mức cao nhất của các dòng.")
        return max(found, default=_ZERO), False

    def _documents(self, node: Node, plan: Plan) -> list[tuple[Wanted, str]]:
        """The proof that the row prints, one document a piece; a deadline has the one that it waits for."""
        found: list[tuple[Wanted, str]] = []
        for line in node.proof:
            pieces = [piece for piece in re.split(r"\s*;\s*", line.text) if piece.strip(" -+*.")]
            kinds = [self._kind(piece) for piece in pieces]
            if pieces and all(kinds):
                self._ledger.use([line], Use.PROOF)
                for piece, kind in zip(pieces, kinds, strict=True):
                    key = _free_key(kind, {wanted.key for wanted, _ in found})
                    found.append((Wanted(key, kind, _about(piece)), line.text))
            else:
                self._ledger.give_up([line], f"không rõ loại tài liệu (tiêu chí {node.code})")
        if plan.document is None:
            return found if plan.kind not in ("survey", "checklist") else []
        return [self._awaited(node, plan.document, found)]

    def _awaited(self, node: Node, wanted: Wanted, found: Sequence[tuple[Wanted, str]]) -> tuple[Wanted, str]:
        if found:
            first, words = found[0]
            return Wanted(first.key, first.kind, first.about, wanted.due), words
        kind = self._kind(node.title) or self._kind_inside(node.title)
        guess = f"{node.code}: không in tài liệu phải nộp; đặt loại “{kind or 'bao_cao'}” theo tên tiêu chí."
        self.guesses.append(guess)
        return Wanted("document", kind or "bao_cao", node.title, wanted.due, True), ""

    def _kind(self, text: str) -> str:
        said = folded(text)
        return next((kind for title, kind in self._proofs if said == title or said.startswith(f"{title} ")), "")

    def _kind_inside(self, text: str) -> str:
        said = f" {folded(text)} "
        places = [(said.find(f" {title} "), kind) for title, kind in self._proofs if f" {title} " in said]
        return min(places)[1] if places else ""


def _why(lost: Heard, plan: Plan) -> str:
    """Why a line found no place in a rule."""
    if lost.meaning is None and takes_points(lost.words):
        return "dòng trừ điểm, chưa đọc được trừ theo số nào"
    if plan.why:
        return plan.why
    return "chưa đọc được" if lost.meaning is None else "đọc được nhưng không hợp với các dòng khác của tiêu chí"


def _in_plan(one: Heard, plan: Plan) -> bool:
    return any(one.words in entry.words for entry in plan.entries)


def _about(piece: str) -> str:
    return piece.strip(" -+*.•") or piece


def _free_key(kind: str, taken: set[str]) -> str:
    key, number = kind, 2
    while key in taken:
        key, number = f"{kind}_{number}", number + 1
    return key


def _sums(areas: Sequence[DraftArea], total: Fraction) -> Iterator[str]:
    inside = sum((area.most for area in areas if not area.section), _ZERO)
    if inside != total:
        gap = viet(abs(total - inside))
        yield f"Tổng in trong bảng là {viet(total)}, các lĩnh vực cộng lại {viet(inside)}, lệch {gap}."
    for area in areas:
        below = sum((one.most for one in area.criteria), _ZERO)
        if below != area.most and not area.section:
            yield f"Lĩnh vực {area.code} in {viet(area.most)}, các tiêu chí cộng lại {viet(below)}."
        for node in area.criteria:
            yield from _sums_below(node)


def _sums_below(node: DraftNode) -> Iterator[str]:
    below = sum((part.most for part in node.parts), _ZERO)
    if node.parts and below != node.most:
        yield f"Tiêu chí {node.code} in {viet(node.most)}, các thành phần cộng lại {viet(below)}."
    for part in node.parts:
        yield from _sums_below(part)
