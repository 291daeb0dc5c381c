"""The layout of an administrative document (Nghị định 30/2020/NĐ-CP), read from its lines: a proposal, never data.

On top stand two columns: the issuing agency and the number on the left, the nation's name, the place and the date on
the right; below them the kind of the document and what it is about (a letter has "V/v …" under its number); at the
end the recipients, and the office and the name of who signed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from par_engine.reading.attached.facts import Proposal
from par_engine.text import fold, nfc


class Line(NamedTuple):
    """A printed line; columns are apart by a tab. `bold` None where the source does not say."""

    text: str
    bold: bool | None = None


_HEAD = 60
"""Lines within which the head of a document lies."""
_TITLE_LINES = 6
_SIGNING = 14
"""Lines after the recipients within which the signature stands."""
_NATION = re.compile(r"cong ?hoa ?xa ?hoi ?chu ?nghia( ?viet ?nam)?|doc ?lap ?. ?tu ?do ?. ?hanh ?phuc")
_NUMBER = re.compile(
    r"(?:luat |phap lenh )?so(?:\s*[:.]\s*|\s+(?=[\d/]))(\d[\d ]*[a-z]?)?\s*"
    r"([/-]\s*\w[\w&.]*(?:\s?[-/–]\s?\w[\w&.]*)*)?"
)
_DATE = re.compile(r"ng\wy\s*(\d[\d ]?)\s*th\wng\s*(\d[\d ]?)\s*n\wm\s*(\d{4})")
"""Recognised letters confuse vowels: "ngòy 05 thúng 02"."""
_PLACE = re.compile(r"((?:[^\W\d_a-z]\w*\.?\s?){1,5}),\s*$")
_SECRET = re.compile(r"(?:do mat\s*:?\s*)?(tuyet mat|toi mat|mat)")
_ABOUT = re.compile(r"v\s*/\s*v\s*:?\s*")
_LETTER_TO = "kinh gui"
_ENDS_TITLE = re.compile(
    r"Kính gửi|Căn cứ|Thực hiện|Theo |Để |Nhằm |Ngày |Trong |Xét |Năm |Điều \d|Phần |Chương |Mục |"
    r"[IVX]+[.\s]|\d+[.)]|[-_*=•]"
)
_RECIPIENTS = re.compile(r"noi nhan\s*:?")
_OFFICE = re.compile(
    r"(tm|kt|tl|tuq|q)\. ?\w.*|(quyen |pho )?(tong )?(chu tich|giam doc|cuc truong|chi cuc truong|bo truong|"
    r"thu truong|chanh van phong|chanh thanh tra|chanh toa|truong ban|truong phong|truong doan|tong cuc truong|"
    r"hieu truong|bi thu|thu tuong|vien truong|chu nhiem)( .*)?"
)
_NAME = re.compile(r"(?:(?:TS|ThS|PGS|GS|BS|KS|CN)\.? ?)*([^\W\d_a-z][^\W\d_A-Z]*(?: [^\W\d_a-z][^\W\d_A-Z]*){1,5})")
_AGENCY = re.compile(
    r"(uy ban|ubnd|hoi dong|hdnd|so|ban|bo|chi cuc|cuc|tong cuc|phong|van phong|trung tam|thanh tra|kho bac|cong an|"
    r"bao hiem|dai|truong|benh vien|vien|lien|chinh phu|thu tuong|quoc hoi|tinh uy|huyen uy|dang uy|toa an|ngan hang|"
    r"quy|hoi|doan)\b"
)


class _Segment(NamedTuple):
    text: str
    folded: str
    bold: bool | None

    @property
    def capitals(self) -> bool:
        return len(self.text) > 1 and self.text == self.text.upper() and any(char.isalpha() for char in self.text)


def propose(lines: Sequence[Line]) -> Proposal:
    """Kind, number, date, issuer, title, signer … that the lines of a paper suggest; empty where nothing does."""
    head = list(_segments(lines[:_HEAD]))
    secret = next((one.text.upper() for one in head if one.capitals and _SECRET.fullmatch(one.folded)), "")
    head = [one for one in head if not _SECRET.fullmatch(one.folded)]
    at = next((place for place, one in enumerate(head) if _NUMBER.match(one.folded)), None)
    dated = next((place for place, one in enumerate(head) if _DATE.search(one.folded)), None)
    number = _number(head[at]) if at is not None else ""
    issued, place = _issued(head[dated]) if dated is not None else (None, "")
    authority, issuer = _agencies(head[: at if at is not None else dated or 0])
    body = max(at if at is not None else -1, dated if dated is not None else -1) + 1
    kind, title = _kind_and_title(head, at, body) if body else ("", "")
    position, signer = _signer(lines)
    return Proposal(number, kind, title, issued, place, issuer, authority, signer, position, secret)


def _segments(lines: Sequence[Line]) -> Iterator[_Segment]:
    """The columns of every line one by one, without the nation's name and motto."""
    for line in lines:
        for part in nfc(line.text).split("\t"):
            folded = fold(part)
            match = _NATION.search(folded)
            rest = part[: match.start()] + part[match.end() :] if match else part
            text = " ".join(rest.split()).strip("_ ")
            if text and fold(text) != "viet nam":
                yield _Segment(text, fold(text), line.bold)


def _number(segment: _Segment) -> str:
    """The number with its sign, without the spaces that typists leave: `05/BC-STP`; empty when it is left blank."""
    match = _NUMBER.match(segment.folded)
    if match is None or not match[1] or not match[2]:
        return ""
    sign = segment.text[match.start(2) : match.end(2)].replace("–", "-")
    date = _DATE.search(segment.folded)
    if date and date.start() < match.end(2):
        return ""
    return re.sub(r"\s", "", segment.text[match.start(1) : match.end(1)] + sign).rstrip("-/.")


def _issued(segment: _Segment) -> tuple[dt.date | None, str]:
    match = _DATE.search(segment.folded)
    assert match
    number = _NUMBER.match(segment.folded)
    place = _PLACE.search(segment.text[number.end() if number else 0 : match.start()])
    day, month, year = (int(part.replace(" ", "")) for part in match.groups())
    try:
        issued = dt.date(year, month, day)
    except ValueError:
        issued = None
    return issued, place[1].strip() if place else ""


def _agencies(segments: Sequence[_Segment]) -> tuple[str, str]:
    """The agency above and the issuer: lines in capitals; one that begins like no agency continues the one before."""
    names: list[str] = []
    for one in segments:
        if not one.capitals:
            continue
        own = _AGENCY.match(one.folded) and not (names and names[-1].endswith((" VÀ", ",")))
        if not names or own:
            names.append(one.text)
        else:
            names[-1] += f" {one.text}"
    return (names[-2] if len(names) > 1 else "", names[-1] if names else "")


def _kind_and_title(head: Sequence[_Segment], number: int | None, body: int) -> tuple[str, str]:
    about = next((one for one in head[number or 0 : body + 4] if _ABOUT.match(one.folded)), None)
    for place, one in enumerate(head[body:], body):
        if one.folded.startswith(_LETTER_TO):
            break
        if one.capitals and not _ABOUT.match(one.folded) and not _OFFICE.fullmatch(one.folded):
            return one.text, _title(head[place + 1 :], one.bold)
    return "", _about(head, head.index(about)) if about else ""


def _title(segments: Sequence[_Segment], bold: bool | None) -> str:
    """The lines below the kind, as long as they go on being a title."""
    lines: list[str] = []
    for one in segments[:_TITLE_LINES]:
        if lines and (_ENDS_TITLE.match(one.text) or (bold and one.bold is False)):
            break
        if lines and one.capitals and lines[-1] != lines[-1].upper():
            break
        if not lines and re.match(r"[-_*=•]|Căn cứ|Kính gửi", one.text):
            break
        lines.append(one.text)
        if one.text.endswith((".", ";")) and not one.bold:
            break
    return " ".join(lines).strip(" .")


def _about(head: Sequence[_Segment], at: int) -> str:
    """What a letter is about: "V/v …" and the lines below it in the left column."""
    words = [head[at].text[_ABOUT.match(head[at].folded).end() :]]  # type: ignore[union-attr]
    for one in head[at + 1 : at + _TITLE_LINES]:
        if one.folded.startswith(_LETTER_TO) or _DATE.search(one.folded) or one.capitals or one.text[:1].isupper():
            break
        words.append(one.text)
    return " ".join(words).strip(" .")


def _signer(lines: Sequence[Line]) -> tuple[str, str]:
    """The office and the name of who signed, after the recipients where these are listed."""
    segments = [one for line in lines for one in _parted(line)]
    start = next((at for at, one in enumerate(segments) if _RECIPIENTS.match(one.folded)), None)
    after = segments if start is None else segments[max(start - 1, 0) : start + 40]
    offices = [at for at, one in enumerate(after) if one.capitals and _OFFICE.fullmatch(one.folded)]
    offices = _together(offices if start is not None else offices[-2:])
    if not offices:
        return "", ""
    position = " ".join(after[at].text for at in offices)
    below = after[offices[-1] + 1 : offices[-1] + _SIGNING]
    return position, next((one.text for one in below if _is_name(one)), "")


def _parted(line: Line) -> Iterator[_Segment]:
    """The columns of a line; an office that runs together with "Nơi nhận:" is one too."""
    for one in _segments([line]):
        match = _RECIPIENTS.match(one.folded)
        if match and (rest := one.text[match.end() :].strip()):
            yield _Segment(one.text[: match.end()], match[0], one.bold)
            yield _Segment(rest, fold(rest), one.bold)
        else:
            yield one


def _together(offices: list[int]) -> list[int]:
    """The first lines that stand together: "KT. CHỦ TỊCH" with "PHÓ CHỦ TỊCH" below, recipients between."""
    run = offices[:1]
    for at in offices[1:3]:
        if at - run[-1] > 3:
            break
        run.append(at)
    return run


def _is_name(segment: _Segment) -> bool:
    words = segment.text.split()
    return bool(_NAME.fullmatch(segment.text)) and 2 <= len(words) <= 7 and not segment.capitals
