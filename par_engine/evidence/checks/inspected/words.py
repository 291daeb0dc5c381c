"""When two ways to write a number, an agency or a title say the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from par_engine.text import fold, nfc, words_of

ALIKE = 85
"""Per cent of the words in common from which two titles are taken for one."""
_LONGEST = 100
"""Words of a title that are compared."""
_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "cchc": "cai cach hanh chinh",
    "tthc": "thu tuc hanh chinh",
}
"""Abbreviations that officers write and printed heads spell out."""
_ABOUT = re.compile(r"^(ve viec|v v|ve) ")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def number_key(number: str) -> str:
    """A number and sign as compared: `09/KH-UBND` is `9/kh-ubnd`."""
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s", "", fold(nfc(number)).replace("–", "-")).strip("/-."))


def sign_of(number: str) -> str:
    """The first sign after the number and the year: `KH` of `12/KH-UBND`, `26/2019/QĐ-UBND` has `QĐ`."""
    parts = [part for part in re.split(r"[\s/–-]+", nfc(number)) if part]
    return next((part for part in parts if not re.fullmatch(r"\d+\w?", part)), "")


def spelt(text: str) -> str:
    """The folded words of a text with abbreviations spelt out."""
    return " ".join(_SHORT.get(word, word) for word in words_of(text))


def same_agency(one: str, other: str) -> bool:
    """Whether one name is the other, or the other with more of its place: `Sở Tư pháp`, `SỞ TƯ PHÁP TỈNH A`."""
    short, long = sorted((spelt(one), spelt(other)), key=len)
    return bool(short) and f"{long} ".startswith(f"{short} ")


def same_title(one: str, other: str, kind: str) -> bool:
    """Whether two titles mean one document: the kind in front, "về việc" and a slip do not matter; a year does."""
    first, second = (_bare(title, kind) for title in (one, other))
    years = [set(_YEAR.findall(title)) for title in (first, second)]
    if all(years) and not (years[0] & years[1]):
        return False
    short, long = sorted((first, second), key=len)
    if not short or f" {short} " in f" {long} ":
        return True
    words, others = first.split()[:_LONGEST], second.split()[:_LONGEST]
    return SequenceMatcher(None, words, others, autojunk=False).ratio() * 100 >= ALIKE


def _bare(title: str, kind: str) -> str:
    words = spelt(title)
    front = spelt(kind)
    words = words.removeprefix(front).strip() if front and words.startswith(f"{front} ") else words
    return _ABOUT.sub("", words)
