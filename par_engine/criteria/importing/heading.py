"""What the lines around a table say of the decision: its number, date, issuer, the year scored and the kind of unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from par_engine.criteria.importing.words import plain
from par_engine.errors import UsageError

UNITS = {
    "ministry": "Bộ, cơ quan ngang Bộ",
    "province": "Tỉnh",
    "department": "Sở, ban, ngành cấp tỉnh",
    "district": "UBND cấp huyện",
    "commune": "UBND cấp xã",
}
"""Kinds of units that sets of the library use, with their names."""

_UNIT_WORDS = (
    ("department", r"\bsở\b|ban,? ngành|cơ quan chuyên môn"),
    ("commune", r"cấp xã|xã, phường|các xã"),
    ("district", r"cấp huyện|huyện, (?:thị xã|thành phố)|các huyện"),
    ("ministry", r"cấp bộ|các bộ|bộ, cơ quan ngang bộ|cơ quan ngang bộ"),
    ("province", r"cấp tỉnh|các tỉnh|tỉnh, thành phố"),
)
_SIGN = r"\d{1,5}(?:/\d{4})?/[A-ZĐa-z][\w.-]*"
_CITED = re.compile(
    rf"(?P<form>Quyết định|Kế hoạch|Công văn|Thông tư|Nghị quyết)\s+số:?\s*(?P<number>{_SIGN})", re.IGNORECASE
)
_NUMBER = re.compile(rf"^Số:?\s*(?P<number>{_SIGN})", re.IGNORECASE)
_DATE = re.compile(r"ngày\s+(?P<d>\d{1,2})(?:\s+tháng\s+|/)(?P<m>\d{1,2})(?:\s+năm\s+|/)(?P<y>\d{4})", re.IGNORECASE)
_ISSUER = re.compile(
    r"của\s+(?P<who>(?:Chủ tịch\s+)?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Bộ trưởng|Bộ|Thủ tướng)[^,;.)\n]*)"
)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision an annex belongs to, as far as it is known."""

    number: str = ""
    date: str = ""
    issuer: str = ""
    title: str = ""


def decision_in(lines: Iterable[str]) -> Decision:
    """What the lines before the tables say. "Kèm theo Quyết định số …" of an annex goes before the letterhead."""
    texts = [text for block in lines for text in block.split("\n")]
    attached = [text for text in texts if re.search("kèm theo", text, re.IGNORECASE) and _CITED.search(text)]
    own = [text for text in texts if _NUMBER.match(text)]
    title = _title(texts)
    if attached:
        text = attached[0]
        found = _CITED.search(text)
        number, start = (found["number"], found.end()) if found else ("", 0)
        return Decision(number, _date(text[start:]), _who(text[start:]), title)
    number_match = _NUMBER.match(own[0]) if own else None
    number = number_match["number"] if number_match else ""
    date = next((date for text in texts if number and (date := _date(text))), "")
    return Decision(number, date, "", title)


def decision_named(text: str) -> Decision:
    """A decision as an officer writes it out. Raises UsageError when no number is found."""
    if not text:
        return Decision()
    found = re.search(_SIGN, text)
    if found is None:
        raise UsageError(f"--decision cần số văn bản, ví dụ “Quyết định số 12/QĐ-UBND”; “{text}” không có số.")
    return Decision(found[0], _date(text), _who(text))


def _title(texts: list[str]) -> str:
    """The last line that names criteria or an index, with the lines in capitals that go on from it."""
    places = [at for at, text in enumerate(texts) if re.search(r"tiêu chí|chỉ số", plain(text)) and len(text) < 300]
    if not places:
        return ""
    last = places[-1]
    following = texts[last + 1 : last + 3]
    more = [text for text in following if text.isupper() and not text.startswith("(")] if texts[last].isupper() else []
    return " ".join([texts[last], *more])


def _date(text: str) -> str:
    match = _DATE.search(text)
    return f"{int(match['d']):02d}/{int(match['m']):02d}/{match['y']}" if match else ""


def _who(text: str) -> str:
    match = _ISSUER.search(text)
    return match["who"].strip() if match else ""


def year_in(lines: Iterable[str]) -> int | None:
    """The year that the title of the table names."""
    texts = [text for block in lines for text in block.split("\n")]
    titled = [text for text in texts if re.search(r"tiêu chí|chỉ số|cải cách hành chính", plain(text))]
    years = [int(match[1]) for text in reversed(titled) if not _CITED.search(text) and (match := _YEAR.search(text))]
    return years[0] if years else None


def unit_in(lines: Iterable[str]) -> str | None:
    """The kind of unit that the title of the table names; None when it names none, or several."""
    said = " ".join(plain(text) for text in lines if not _CITED.search(text))
    found = [unit for unit, pattern in _UNIT_WORDS if re.search(pattern, said)]
    if "department" in found and "province" in found:
        found.remove("province")  # "sở, ban, ngành cấp tỉnh"
    return found[0] if len(found) == 1 else None


def slug(text: str) -> str:
    """Small letters without marks, joined by dashes: `1187/QĐ-BNV` is `1187-qd-bnv`."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60].strip("-")


def text_id(decision: Decision) -> str:
    """The id of a legal text, as the library names them: form, number, year, issuer's sign."""
    match = re.fullmatch(r"(\d+)(?:/(\d{4}))?/(.+)", decision.number)
    if match is None:
        return slug(decision.number)
    form, _, rest = match[3].partition("-")
    year = match[2] or decision.date[-4:]
    return slug("-".join(part for part in (form, match[1], year, rest) if part))
