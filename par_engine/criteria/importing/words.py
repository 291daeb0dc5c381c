"""Words and numbers as decisions print them, brought to one form before they are read; never shown in it."""

from __future__ import annotations

import re
from fractions import Fraction

from par_engine.numbers import MAX_DIGITS
from par_engine.text import nfc

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?:\s*(?:tỷ|triệu|nghìn|ngàn)\b)?"
"""A number in either writing, with the word for a large one."""
DENIES = re.compile(r"(?:không|chưa)\b")
"""Words that say that something was not done."""

_SCALES = {"tỷ": 10**9, "triệu": 10**6, "nghìn": 1_000, "ngàn": 1_000}
_DASHES = re.compile("[‐‑‒–—―−]")
_BULLET = re.compile(r"^(?:[-+*•●▪◦·□→]++\s*+|[a-zđ]\)\s*+|\(?\d{1,2}\)\s*+|[ivx]{1,4}\)\s*+)++(?=\S)", re.IGNORECASE)
_TIMES = re.compile(r"(?<=[\d\s)])[x×*∗✕](?=[\s\d(])")
_SQUEEZED = re.compile(rf"({NUMBER}\s*%?)\s*(≤|<=|<)\s*[^\W\d][\w ]{{0,40}}?\s*(≤|<=|<)\s*(?=\d)")


def _unsqueezed(match: re.Match[str]) -> str:
    """`80% ≤ x < 90%`."""
    return f"{'trên' if match[2] == '<' else 'từ'} {match[1].strip()} {'đến dưới' if match[3] == '<' else 'đến'} "


def plain(text: str) -> str:
    """Small letters, one kind of dash, quote, sign and space; bullets and the last full stop gone."""
    text = nfc(text).lower().replace("oà", "òa").replace("uỷ", "ủy")
    text = _SQUEEZED.sub(_unsqueezed, _DASHES.sub("-", text).replace("phần trăm", "%"))
    text = _TIMES.sub("×", text)
    text = text.replace("÷", "/" if "×" in text else "-")
    text = re.sub(r"≥|>=|=>", " không dưới ", text)
    text = re.sub(r"≤|<=|=<", " không quá ", text)
    text = re.sub(r">", " trên ", re.sub(r"<", " dưới ", text))
    text = re.sub(r"[“”\"‘’]", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    return _BULLET.sub("", text).rstrip(" .;,")


def exact(text: str) -> Fraction:
    """`0,5`, `0.5`, `1.000` (one thousand), `1.234,5`, `840.000 tỷ`. Raises ValueError for what is no number."""
    match = re.fullmatch(r"([\d.,]+)\s*(tỷ|triệu|nghìn|ngàn)?", text.strip())
    if match is None or len(text) > MAX_DIGITS:
        raise ValueError(text)
    digits, scale = match[1], _SCALES.get(match[2] or "", 1)
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    return Fraction(digits.replace(",", ".")) * scale


def points(text: str, *, dotted: bool = False) -> Fraction | None:
    """A number of points alone in its cell: `0,5`, `1.00`, `2 điểm`, `tối đa 2`; `dotted`: this table writes a point
    before decimals, so that `1.000` is one. None when something else stands there."""
    match = re.fullmatch(rf"(?:tối đa\s*:?\s*)?({NUMBER})\s*(?:điểm|đ)?", plain(text))
    if match is None or re.match(r"\s*[-−–]\s*\d", text):
        return None
    try:
        value = Fraction(match[1]) if dotted and re.fullmatch(r"\d+\.\d+", match[1]) else exact(match[1])
    except ValueError:
        return None
    return value if writable_points(value) else None


def writable_points(value: Fraction) -> bool:
    """Whether the language takes such points: not negative, four decimals, not more than 100000."""
    return 0 <= value <= 100_000 and (value * 10_000).denominator == 1


def writable_bound(value: Fraction, rate: bool) -> bool:
    """Whether the language takes such a threshold: six decimals as shown, no more digits than any figure needs."""
    shown = value * 100 if rate else value
    return shown < 10**18 and (shown * 10**6).denominator == 1


def folded(text: str) -> str:
    """For comparing: only letters and digits of the plain form."""
    return re.sub(r"[\W_]+", " ", plain(text)).strip()
