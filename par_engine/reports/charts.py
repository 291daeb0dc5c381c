"""Geometry of the two charts as plain data; the template only draws it.

Every edge is rounded once from its exact place, so bars that meet in the data meet in the drawing. Lengths are in units
of the drawing (a letter is 13 high), written as texts like `12.5`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from par_engine.numbers import plain, rounded, viet
from par_engine.reports.printed import percent, points
from par_engine.scoring.result import AreaResult, Totals

Shape = dict[str, Any]

WIDTH = 440
LETTER = 13
LINE = 15
BAR = 12
_LABELS = 190
"""Width kept for the labels left of a waterfall."""
_VALUES = 58
"""Width kept for the numbers right of a waterfall."""
_MOST_TICKS = 6

_NARROW = set("ijltfrI.,;:'|!()[]{}-“”‘’/ ")
_WIDE = set("mwMW@%—…")


def area_bars(areas: Sequence[AreaResult]) -> Shape:
    """One bar per area on a common scale: achieved, open and lost against what applies."""
    longest = max((Fraction(area.totals.applicable_max) for area in areas), default=Fraction(0))
    rows, y = [], 0
    for area in areas:
        row, height = _area_row(area, y, longest)
        rows.append(row)
        y += height
    said = "; ".join(f"{_name(area)}: {_said(area.totals)}" for area in areas)
    title = "Điểm đạt, còn ngỏ và mất của từng lĩnh vực"
    return {"title": title, "desc": f"{said}.", "width": WIDTH, "height": y, "rows": rows}


def _area_row(area: AreaResult, y: int, longest: Fraction) -> tuple[Shape, int]:
    totals = area.totals
    lines = _wrapped(_name(area), WIDTH - 66, 2)
    texts = [_text(0, y + LETTER + number * LINE, line) for number, line in enumerate(lines)]
    top = y + len(lines) * LINE + 2
    if not totals.applicable_max:
        texts.append(_text(0, top + LETTER, "không áp dụng", kind="note"))
        return {"texts": texts, "bars": []}, len(lines) * LINE + 24
    texts.append(_text(WIDTH, y + LETTER, percent(totals.index), kind="value", anchor="end"))
    texts.append(_text(0, top + BAR + LETTER, _said(totals), kind="note"))
    parts = (("got", totals.points), ("open", totals.open), ("lost", totals.lost))
    return {"texts": texts, "bars": list(_stacked(parts, top, longest))}, len(lines) * LINE + BAR + 24


def _stacked(parts: Sequence[tuple[str, Decimal]], y: int, longest: Fraction) -> Iterator[Shape]:
    """Bars laid end to end from the left edge."""
    edges = [Fraction(0)]
    for _, part in parts:
        edges.append(edges[-1] + Fraction(part))
    for (kind, part), (low, high) in zip(parts, pairwise(edges), strict=True):
        if part > 0:
            yield _bar(kind, y, low / longest * WIDTH, high / longest * WIDTH)


def waterfall(totals: Totals, areas: Sequence[AreaResult]) -> Shape:
    """From the applicable maximum down to what was achieved: less the loss of every area, less what is open."""
    scale = _Scale(totals)
    steps = [(_name(area), "lost", area.totals.lost) for area in areas if area.totals.lost > 0]
    if totals.open > 0:
        steps.append(("Còn ngỏ, chưa chấm", "open", totals.open))
    rows = [_water_row(0, "Điểm tối đa áp dụng", "max", scale, (scale.start, Fraction(totals.applicable_max)))]
    rows[0]["texts"][-1]["text"] = points(totals.applicable_max)
    level = Fraction(totals.applicable_max)
    for number, (label, kind, part) in enumerate(steps, 1):
        row = _water_row(number, label, kind, scale, (level - Fraction(part), level))
        row["texts"][-1]["text"] = f"−{points(part)}"
        level -= Fraction(part)
        rows.append(row)
    last = _water_row(len(rows), "Điểm đạt", "got", scale, (scale.start, level))
    last["texts"][-1]["text"] = points(totals.points)
    rows.append(last)
    return {
        "title": "Từ điểm tối đa đến điểm đạt",
        "desc": _waterfall_said(totals, steps),
        "width": WIDTH,
        "height": len(rows) * _STEP + 24,
        "rows": rows,
        "ticks": scale.ticks(),
        "axis": str(len(rows) * _STEP),
        "left": str(_LABELS),
        "right": str(WIDTH - _VALUES),
        "cut": f"Trục bắt đầu từ {viet(scale.start)} điểm để thấy rõ phần mất." if scale.start else "",
    }


_STEP = 2 * LINE + 6
"""Height of one line of a waterfall."""


def _water_row(number: int, label: str, kind: str, scale: _Scale, span: tuple[Fraction, Fraction]) -> Shape:
    top = number * _STEP
    lines = _wrapped(label, _LABELS - 10, 2)
    first = top + (_STEP + LETTER - 4) // 2 - (len(lines) - 1) * LINE // 2
    texts = [_text(0, first + place * LINE, line) for place, line in enumerate(lines)]
    low, high = (scale.place(end) for end in span)
    bar = _bar(kind, top + (_STEP - BAR) // 2, low, high)
    middle = top + (_STEP + LETTER - 4) // 2
    texts.append(_text(high + 5, middle, "", kind="value"))
    return {"texts": texts, "bars": [bar]}


class _Scale:
    """The axis of a waterfall. It starts near what was achieved, so that one or two lost points can be seen."""

    def __init__(self, totals: Totals) -> None:
        self.end = Fraction(totals.applicable_max)
        falls = self.end - Fraction(totals.points)
        low = Fraction(totals.points) - falls / 4 if falls else Fraction(0)
        if totals.points >= 0:
            low = max(low, Fraction(0))
        self.step = _nice(self.end - low)
        self.start = low // self.step * self.step

    def place(self, value: Fraction) -> Fraction:
        """Where a number stands, from left to right."""
        length = self.end - self.start
        return _LABELS + (value - self.start) / length * (WIDTH - _LABELS - _VALUES) if length else Fraction(_LABELS)

    def ticks(self) -> list[Shape]:
        """Labelled marks at round numbers: `x` in pixels from the left, `text` the number."""
        found, at = [], -(-self.start // self.step) * self.step
        while at <= self.end and self.end > self.start:
            found.append({"x": _px(self.place(at)), "text": viet(at)})
            at += self.step
        return found


def _nice(length: Fraction) -> Fraction:
    """The smallest step of 1, 2 or 5 times a power of ten that needs few marks."""
    unit = Fraction(1, 1000)
    while True:
        for factor in (1, 2, 5):
            if length <= unit * factor * _MOST_TICKS:
                return unit * factor
        unit *= 10


def _bar(kind: str, y: int, low: Fraction, high: Fraction) -> Shape:
    """A bar between two exact places; its width is the difference of the rounded edges, so neighbours meet."""
    left, right = rounded(low, 2), rounded(high, 2)
    return {"kind": kind, "x": _short(left), "y": str(y), "width": _short(right - left), "height": str(BAR)}


def _text(x: int | Fraction, y: int, text: str, kind: str = "label", anchor: str = "start") -> Shape:
    return {"x": _px(Fraction(x)), "y": str(y), "text": text, "kind": kind, "anchor": anchor}


def _px(value: Fraction) -> str:
    return _short(rounded(value, 2))


def _short(value: Decimal) -> str:
    """Machine form without needless zeros."""
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _name(area: AreaResult) -> str:
    return f"{area.code}. {area.title}"


def _said(totals: Totals) -> str:
    """The figures under a bar, and what a screen reader says."""
    if not totals.applicable_max:
        return "không áp dụng"
    found = [f"đạt {points(totals.points)}"]
    found += [f"còn ngỏ {points(totals.open)}"] if totals.open else []
    found += [f"mất {points(totals.lost)}"] if totals.lost else []
    return f"{' · '.join(found)} / {points(totals.applicable_max)} điểm"


def _waterfall_said(totals: Totals, steps: Sequence[tuple[str, str, Decimal]]) -> str:
    falls = "; ".join(f"trừ {points(part)} ({label})" for label, _, part in steps)
    said = f"Tối đa áp dụng {points(totals.applicable_max)}, mất {points(totals.lost)}, còn ngỏ {points(totals.open)}"
    return f"{said}, đạt {points(totals.points)}." + (f" Từng bước: {falls}." if falls else "")


def _wrapped(text: str, width: int, most: int) -> list[str]:
    """The text in at most `most` lines that surely fit; what does not fit ends with an ellipsis."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest:
        if len(lines) == most - 1 or " " not in rest:
            lines.append(_clipped(rest, width))
            break
        line, rest = _broken(rest, width)
        lines.append(_clipped(line, width))
    return lines


def _broken(text: str, width: int) -> tuple[str, str]:
    """The words that fit on one line (at least one), and the rest."""
    words = text.split(" ")
    taken = 1
    while taken < len(words) and _length(" ".join(words[: taken + 1])) <= width:
        taken += 1
    return " ".join(words[:taken]), " ".join(words[taken:])


def _clipped(text: str, width: int) -> str:
    if _length(text) <= width:
        return text
    while text and _length(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _length(text: str) -> Fraction:
    """An upper estimate of a text's width in the report's fonts; no font is asked, so every machine draws the same."""
    hundredths = 0
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter):
            continue
        if letter in _NARROW:
            hundredths += 32
        elif letter in _WIDE or ord(letter) > 0x2FFF:
            hundredths += 100
        else:
            hundredths += 70 if letter.isupper() else 48
    return Fraction(hundredths * LETTER, 100)
