"""The files of a draft as text: YAML in the manner of the library, the original words beside every rule.

Written by hand and not by a dumper: comments carry the words; the strict reader reads back what is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from par_engine.catalogue.proof import ProofKind
from par_engine.criteria.importing.draft import Draft, DraftArea, DraftComponent, DraftNode
from par_engine.criteria.importing.heading import Decision
from par_engine.criteria.importing.plan import Plan, Wanted, number
from par_engine.criteria.importing.rules import quoted


@dataclass(frozen=True)
class Named:
    """How the draft is called: the set, its year, its unit kind, its text of law, its section of figures."""

    set_id: str
    year: int
    unit: str
    unit_title: str
    text_id: str
    decision: Decision
    file: str
    title: str

    @property
    def section(self) -> str:
        """The section of the draft's indicators: begins with a letter, without dashes."""
        bare = self.set_id.replace("-", "_").replace(".", "_")
        return bare if bare[:1].isalpha() else f"bo_{bare}"


def files_of(draft: Draft, named: Named, proofs: Iterable[ProofKind]) -> dict[str, str]:
    """Every file of a library root that holds nothing but this draft, by its path."""
    folder = f"criteria/{named.set_id}"
    files = {f"{folder}/set.yaml": _set(draft, named)}
    for place, area in enumerate(draft.areas, 1):
        files[f"{folder}/{place:02d}-{area.id.replace('_', '-')}.yaml"] = _area(area, named)
    files[f"{folder}/sources.yaml"] = _sources(draft, named)
    if any(component.plan.figures for component in draft.components()):
        files[f"evidence_schemas/{named.section}.yaml"] = _figures(draft, named)
    files["evidence_schemas/documents.yaml"] = _proofs(proofs)
    files[f"evidence_schemas/legal/{named.text_id}.yaml"] = _text(named)
    files["reports_templates/README.txt"] = "Thư mục để trống: bộ nháp dùng mẫu báo cáo của thư viện chính.\n"
    return {path: text if text.endswith("\n") else text + "\n" for path, text in files.items()}


def _set(draft: Draft, named: Named) -> str:
    decimals = max([2, *(_decimals(one.most) for one in draft.components())])
    guesses = ["năm, hạn tự chấm điểm, cách làm tròn, biện pháp khắc phục và mọi số liệu nháp"]
    lines = [
        f"# Bản nháp đọc từ tệp {_one_line(named.file)}: phải đối chiếu với văn bản trước khi dùng.",
        "kind: criteria_set",
        "schema: 1",
        f"id: {named.set_id}",
        'version: "0"',
        f"title: {_text_of(named.title)}",
        f"year: {named.year}",
        "unit_kinds:",
        f"  {named.unit}: {_text_of(named.unit_title)}",
        "basis:",
        f"  - {{text: {named.text_id}, at: Phụ lục}}",
        f"max_points: {number(draft.total)}",
        f"decimals: {min(decimals, 4)}",
        "index: {decimals: 2, rounding: half_up}",
        "deadlines:",
        "  # Giả định: văn bản nào quy định hạn tự chấm điểm thì ghi theo văn bản đó.",
        "  self_scoring: {by: 31/12}",
        f"dated: {{from: 01/01/{named.year}, to: 31/12/{named.year}}}",
        "areas:",
        *(f"  - {area.id}" for area in draft.areas),
        "provenance:",
        "  structure: source",
        f"  points: {'source' if draft.total_printed else 'derived'}",
        f"  note: {_text_of('Đọc tự động từ phụ lục. Giả định: ' + '; '.join(guesses) + '.')}",
    ]
    return "\n".join(lines)


def _decimals(value: Fraction) -> int:
    return next((places for places in range(5) if (value * 10**places).denominator == 1), 4)


def _area(area: DraftArea, named: Named) -> str:
    lines = ["kind: area", "schema: 1", f"id: {area.id}", f'code: "{area.code}"', f"title: {_text_of(area.title)}"]
    if area.section:
        lines.append(f"section: {area.section}")
    lines += [
        *_comments(area.remarks, ""),
        f"max_points: {number(area.most)}",
        f"provenance: {{structure: source, points: {'source' if area.printed else 'derived'}}}",
        "criteria:",
    ]
    for node in area.criteria:
        lines += [*_node(node, named, "  "), ""]
    return "\n".join(lines).rstrip("\n")


def _node(node: DraftNode, named: Named, indent: str) -> Iterator[str]:
    if node.component:
        yield from _component(node.component, named, indent)
        return
    yield f'{indent}- id: "{node.code}"'
    inner = f"{indent}  "
    yield f"{inner}title: {_text_of(node.title)}"
    yield from _comments(node.remarks, inner)
    yield f"{inner}max_points: {number(node.most)}"
    yield f"{inner}parts:"
    for part in node.parts:
        yield from _node(part, named, f"{inner}  ")


def _component(one: DraftComponent, named: Named, indent: str) -> Iterator[str]:
    inner = f"{indent}  "
    yield f'{indent}- id: "{one.code}"'
    yield f"{inner}title: {_text_of(one.title)}"
    yield f"{inner}max_points: {number(one.most)}"
    place = f"Phụ lục, mục {one.node.number.text} ({one.node.place})"
    yield f"{inner}basis: [{{text: {named.text_id}, at: {_text_of(place)}}}]"
    yield f"{inner}provenance: {_provenance(one)}"
    yield from _comments([f"CHƯA HIỂU: {lost.words}" for lost in one.unread], inner, bare=True)
    yield from _comments([f"Ghi chú: {words}" for words in one.remarks], inner, bare=True)
    yield from _rule(one, named, inner)
    yield from _documents(one, inner)
    yield f"{inner}remedy: {{action: {_text_of(_remedy(one))}, owner: Đơn vị được đánh giá, effort: 3}}"


def _provenance(one: DraftComponent) -> str:
    judged = one.plan.kind == "judged"
    parts = {
        "structure": "source",
        "target": "assumption" if judged or one.plan.guesses else "source",
        "points": "source" if one.printed else "derived",
        "proof": "source" if one.documents and not any(wanted.guessed for wanted, _ in one.documents) else "assumption",
        "remedy": "assumption",
    }
    if one.plan.guesses:
        parts["note"] = _text_of("; ".join(one.plan.guesses))
    return f"{{{', '.join(f'{key}: {value}' for key, value in parts.items())}}}"


def _rule(one: DraftComponent, named: Named, indent: str) -> Iterator[str]:
    plan = one.plan
    if plan.measure:
        yield f"{indent}measure: {_filled(plan.measure, one, named)}"
    if plan.when_zero:
        yield f"{indent}when_denominator_zero: {plan.when_zero}"
    yield f"{indent}rule:"
    yield from _kind(plan, one, named, f"{indent}  ")


def _kind(plan: Plan, one: DraftComponent, named: Named, indent: str) -> Iterator[str]:
    rows = list(_entries(plan, one, named, f"{indent}  "))
    if plan.kind == "deadline":
        yield f"{indent}deadline:"
        yield f"{indent}  document: {one.documents[0][0].key}"
        yield f"{indent}  bands:"
        yield from (f"  {row}" for row in rows)
    elif plan.kind == "choice":
        yield f"{indent}choice:"
        yield f"{indent}  answer: {_figure_id(one, named, '')}"
        yield f"{indent}  levels:"
        yield from (f"  {row}" for row in rows)
    elif plan.head:
        yield from (row.removeprefix("  ") for row in rows)
        yield f"{indent}{plan.kind}: {_filled(plan.head, one, named)}"
    else:
        yield f"{indent}{plan.kind}:"
        yield from rows


def _entries(plan: Plan, one: DraftComponent, named: Named, indent: str) -> Iterator[str]:
    for entry in plan.entries:
        yield from _comments(entry.words, indent)
        if entry.yaml:
            yield f"{indent}- {_filled(entry.yaml, one, named)}"


def _filled(yaml: str, one: DraftComponent, named: Named) -> str:
    """With the names of the component's figures. Marks stand only where a name is wanted, never in quoted text."""
    if one.plan.kind == "judged":
        return yaml
    if one.plan.kind == "survey":
        return yaml.replace("question: $", f"question: {_key(one.code)}", 1)
    for figure in sorted(one.plan.figures, key=lambda figure: -len(figure.key)):
        yaml = yaml.replace(f"@{figure.key}", _figure_id(one, named, figure.key))
    return yaml


def _figure_id(one: DraftComponent, named: Named, key: str) -> str:
    return f"{named.section}.{_key(one.code)}" + (f"_{key}" if key else "")


def _key(code: str) -> str:
    return "c" + code.lower().replace(".", "_").replace("-", "x")


def _documents(one: DraftComponent, indent: str) -> Iterator[str]:
    shown = {words for _, words in one.documents}
    others = [words for words in one.proof_words if words not in shown]
    yield from _comments([f"Tài liệu kiểm chứng in trong văn bản: {words}" for words in others], indent, bare=True)
    if not one.documents:
        return
    yield f"{indent}documents:"
    before = ""
    for wanted, words in one.documents:
        if words and words != before:
            yield from _comments([words], f"{indent}  ")
        before = words
        yield f"{indent}  {wanted.key}: {_wanted(wanted)}"


def _wanted(wanted: Wanted) -> str:
    due = f", due: {wanted.due}" if wanted.due else ""
    return f"{{kind: {wanted.kind}, about: {_text_of(wanted.about)}{due}}}"


def _remedy(one: DraftComponent) -> str:
    return f"Xem lại việc thực hiện “{one.title}” và bổ sung phần còn thiếu"


def _sources(draft: Draft, named: Named) -> str:
    lines = [
        "# Kiểm kê văn bản nguồn: mỗi dòng được chấm điểm của phụ lục, chép như in.",
        "kind: sources",
        "schema: 1",
        f"set: {named.set_id}",
        "tasks:",
    ]
    for one in draft.components():
        lines += [
            f"  - id: {_key(one.code)}",
            f"    at: {_text_of(one.node.place)}",
            f"    text: {_text_of(one.title)}",
        ]
        if one.proof_words:
            lines.append(f"    products: [{', '.join(quoted_always(words) for words in one.proof_words)}]")
        lines.append(f'    components: ["{one.code}"]')
    return "\n".join(lines)


def _figures(draft: Draft, named: Named) -> str:
    lines = [
        "# Số liệu nháp: thay bằng số liệu đã có của thư viện khi cùng nghĩa; không thì viết lại tên và định nghĩa.",
        "kind: indicators",
        "schema: 1",
        f"section: {named.section}",
        f"title: {_text_of(f'Số liệu nháp của bộ {named.set_id}')}",
        "indicators:",
    ]
    for one in draft.components():
        for figure in one.plan.figures:
            definition = f"Mục {one.code} của phụ lục, nguyên văn: {figure.definition}"
            lines += [
                f"  - id: {_figure_id(one, named, figure.key)}",
                f"    title: {_text_of(figure.title)}",
                f"    definition: {_text_of(definition)}",
                f"    type: {figure.type}",
            ]
            if figure.options:
                lines.append("    options:")
                lines += [f"      - {{id: {key}, title: {_text_of(title)}}}" for key, title in figure.options]
    return "\n".join(lines)


def _proofs(proofs: Iterable[ProofKind]) -> str:
    lines = [
        "# Loại tài liệu, chép từ thư viện chính: không chép ngược lại.",
        "kind: proof_kinds",
        "schema: 1",
        "kinds:",
    ]
    for kind in proofs:
        parts = [f"id: {kind.id}, title: {_text_of(kind.title)}, counts: {kind.counts}"]
        parts.append(f"requires: [{', '.join(kind.requires)}]")
        parts += [f"expects: [{', '.join(kind.expects)}]"] * bool(kind.expects)
        parts += [f"symbols: [{', '.join(map(_text_of, kind.symbols or ()))}]"] * (kind.symbols is not None)
        lines.append(f"  - {{{', '.join(parts)}}}")
    return "\n".join(lines)


def _text(named: Named) -> str:
    known = named.decision
    title = known.title or f"Văn bản có phụ lục trong tệp {named.file}"
    lines = ["kind: legal_text", "schema: 1", f"id: {named.text_id}"]
    optional: Mapping[str, str] = {"number": known.number, "date": known.date, "issuer": known.issuer}
    lines += [f"{key}: {value if key == 'date' else _text_of(value)}" for key, value in optional.items() if value]
    lines.append(f"title: {_text_of(title)}")
    missing = [
        name for key, name in (("number", "số"), ("date", "ngày"), ("issuer", "cơ quan ban hành")) if not optional[key]
    ]
    note = "Tên ghi theo tiêu đề của phụ lục; trích yếu của văn bản phải xem bản gốc."
    if missing:
        note += f" Tệp được đọc không in {', '.join(missing)}."
    lines.append(f"note: {_text_of(note)}")
    return "\n".join(lines)


def quoted_always(text: str) -> str:
    """Text in a list between commas."""
    shown = quoted(text)
    return shown if shown.startswith('"') else f'"{shown}"'


def _text_of(text: str) -> str:
    return quoted(text or "…")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _comments(words: Sequence[str], indent: str, *, bare: bool = False) -> Iterator[str]:
    """Original words above what they were read as."""
    for text in words:
        shown = _one_line(text)
        yield f"{indent}# {shown}" if bare else f"{indent}# “{shown}”"
