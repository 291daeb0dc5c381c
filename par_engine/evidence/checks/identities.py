"""Sums, equalities and "a part is at most the whole", as the catalogue writes them; the arithmetic is spelled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from par_engine.catalogue.expression import Apply, Exact, Name, Node, Number, evaluate
from par_engine.catalogue.indicators import CrossCheck
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.measure import Growth, Tally
from par_engine.catalogue.measure import holds as meets
from par_engine.evidence.checks.verdict import Verdict
from par_engine.evidence.evidence import Evidence
from par_engine.findings import Severity
from par_engine.numbers import viet, viet_large


def check_identities(evidence: Evidence, catalogue: Catalogue) -> Iterator[Verdict]:
    """Every `equal` and `at_most` whose values are all present, and nothing is that makes it doubtful (`unless`)."""
    numbers = evidence.numbers()
    for check in catalogue.checks:
        if check.applies(numbers.__contains__) and not holds(check, numbers):
            yield _broken(evidence, catalogue, check, check.names(), numbers)


def holds(check: CrossCheck, numbers: Mapping[str, Exact]) -> bool:
    """Whether an identity or bound is kept by these numbers (all present)."""
    left, right = (evaluate(measure.numerator, numbers) for measure in check.measures())
    return left == right if check.equal else left <= right


def broken_words(check: CrossCheck, numbers: Mapping[str, Exact]) -> str:
    """`Hồ sơ đã giải quyết …: 2.104 ≠ 2.950 + 1.809 = 4.759, lệch 2.655`."""
    (left, left_sum), (right, right_sum) = (_sides(measure.numerator, numbers) for measure in check.measures())
    gap = viet(abs(Fraction(left_sum - right_sum)))
    return f"{check.title}: {left} {'≠' if check.equal else '>'} {right}, lệch {gap}"


def _broken(
    evidence: Evidence, catalogue: Catalogue, check: CrossCheck, names: list[str], numbers: Mapping[str, Exact]
) -> Verdict:
    (left, _), (right, _) = (_sides(measure.numerator, numbers) for measure in check.measures())
    sign = "≠" if check.equal else ">"
    message = broken_words(check, numbers)
    titles = "; ".join(dict.fromkeys(catalogue.indicators[name].title for name in names))
    finding = evidence.file.finding(
        check.id,
        ("values", names[0]),
        message,
        found=f"{left} {sign} {right}",
        allowed=check.title,
        action=f"đối chiếu lại với văn bản gốc: {titles}",
        severity=check.severity,
    )
    wrong = check.severity is Severity.ERROR and not check.values_stand
    return Verdict(frozenset(names), finding, contradicts=wrong)


def _sides(node: Node, numbers: Mapping[str, Exact]) -> tuple[str, Exact]:
    total = evaluate(node, numbers)
    spelled = spell(node, numbers)
    shown = viet_large(Fraction(total))
    return (shown if spelled == shown else f"{spelled} = {shown}"), total


def spell(node: Node, numbers: Mapping[str, Exact]) -> str:
    """An expression with the figures in place of the names: `2.950 + 1.809`."""
    match node:
        case Name(id=name):
            return viet_large(Fraction(numbers[name]))
        case Number(value=value):
            return viet_large(Fraction(value))
        case Apply(operator=operator, parts=parts):
            inner = [spell(part, numbers) for part in parts]
            if operator in ("min", "max"):
                word = "nhỏ nhất" if operator == "min" else "lớn nhất"
                return f"{word}({'; '.join(inner)})"
            if operator == "mean":
                return f"bình quân({'; '.join(inner)})"
            sign = {"*": " × ", "-": " − "}.get(operator, " + ")
            bracketed = [
                f"({text})"
                if isinstance(part, Apply)
                and part.operator in "+-"
                and (operator == "*" or (operator == "-" and place))
                else text
                for place, (part, text) in enumerate(zip(parts, inner, strict=True))
            ]
            return sign.join(bracketed)
        case Tally(conditions=conditions, group=group):
            met = sum(meets(one, numbers) for one in conditions)
            what = "đơn vị trực thuộc" if group == "sub_units" else "tháng"
            return f"{met} trong {len(conditions)} {what}"
        case Growth(figures=figures, years=years, compound=compound):
            inner = [spell(figure, numbers) for figure in figures]
            return f"{inner[0]} lên {inner[-1]} sau {years} năm" if compound else " → ".join(inner)
    return "số ngày chậm"
