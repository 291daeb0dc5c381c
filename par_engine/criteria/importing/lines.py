"""A line that says how points are earned: what it means, or that nobody understood it.

A line is one of the meanings below. Reading is careful: a line with a condition beside its bound ("trong đó …",
"hoặc …"), a number left over, or a denial is no band; its words then become a level that a person chooses.
"""

from __future__ import annotations

import re
from fractions import Fraction

from par_engine.criteria.decisions import Interval
from par_engine.criteria.importing.bounds import Bounded, read_bounds, without_names
from par_engine.criteria.importing.due_dates import read_due
from par_engine.criteria.importing.meanings import (
    Dated,
    Each,
    Empty,
    Formula,
    Late,
    Level,
    Meaning,
    Option,
    Remark,
    Rest,
    Survey,
    Zero,
)
from par_engine.criteria.importing.words import DENIES, NUMBER, exact, plain, writable_bound, writable_points

_ZERO, _WHOLE = Fraction(0), Fraction(1)


_POINTS = r"(?:điểm|đ)\b"
_GIVEN = r"(?:được|đạt|tính|chấm|cho|cộng|thì được|thì đạt|tương ứng)"
_MOST = r"(?:(?:toàn bộ |trọn |đủ |tối đa )?(?:số )?điểm tối đa|tối đa(?: số)? điểm|điểm chuẩn|đủ điểm|trọn điểm)"
_SPLITS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<when>.+?)\s*\(\s*(?P<points>{NUMBER})\s*{_POINTS}\s*\)",
        rf"(?P<when>.+?)[\s,:;=-]+{_GIVEN}\s+(?P<share>{NUMBER})\s*%\s*(?:tổng )?(?:số )?điểm(?: tối đa| chuẩn)?",
        rf"(?P<when>.+?)\s*[:=]\s*(?P<share>{NUMBER})\s*%\s*(?:tổng )?(?:số )?điểm(?: tối đa| chuẩn)?",
        rf"(?P<when>.+?)\s*[:=]\s*(?:{_GIVEN}\s+)?(?P<points>{NUMBER})(?:\s*{_POINTS})?",
        rf"(?P<when>.+?)[\s,;-]+{_GIVEN}\s+(?:số điểm là\s+)?(?P<points>{NUMBER})\s*{_POINTS}",
        rf"(?P<when>.+?)(?:\s*[:=,;-]\s*|\s+)(?:{_GIVEN}\s+)?(?P<whole>{_MOST})",
        r"(?P<when>.+?)(?:\s*[:=,;-]\s*|\s+)(?:thì )?(?P<none>không (?:được |có |tính |cho |chấm )?(?:tính )?điểm)",
        rf"(?P<when>.+?)(?:\s*[,-]\s*|\s+)(?P<points>{NUMBER})\s*{_POINTS}",
        rf"(?P<points>{NUMBER})\s*{_POINTS}\s*[:,-]?\s*(?:khi |nếu )?(?P<when>.+)",
    )
)
_LATE = r"(?:chậm|muộn|trễ|quá)(?:\s+(?:thời hạn|thời gian|hạn))?(?:\s+(?:quy định|yêu cầu))?"
_DONE = (
    r"(?:(?:có|đã|báo cáo|gửi|nộp|ban hành|trình|hoàn thành|thực hiện|cập nhật|công bố|công khai|kế hoạch|văn bản)\b"
    r"(?:(?!không|chưa)[^\d%:])*?)?"
)
_LATE_AT_ALL = re.compile(rf"{_DONE}\s*(?:{_LATE}|sau thời hạn.*|sau thời gian.*|(?:không|chưa) đúng (?:thời )?hạn.*)")
_LATE_BY = re.compile(rf"\b{_LATE}\b")
_OF_DAYS = re.compile(rf"\b(?:{_LATE}|sớm|hạn)\b")
_EARLY_BY = re.compile(r"\b(?:sớm|trước (?:thời )?hạn)\b")
_IN_TIME_TOO = re.compile(r"(?:.*\s)?đúng (?:thời )?hạn(?:,| hoặc)\s*")
_IN_TIME = re.compile(rf"{_DONE}\s*(?:đúng|bảo đảm|đảm bảo|trong)\s+(?:thời hạn|hạn|thời gian|tiến độ)(?:\s+[^\d%]*)?")
_MINUS = r"(?:bị\s+)?(?:trừ|(?<!cắt )(?<!tinh )giảm(?:\s+trừ)?)"
_EACH = re.compile(
    r"(?:cứ\s+)?(?:mỗi|từng|cứ)\s+(?P<thing>.+?)(?:\s*[:;,=-]\s*|\s+)(?:thì\s+)?"
    rf"(?P<given>{_GIVEN}|{_MINUS}|)\s*(?:thêm|đi)?\s*(?P<points>{NUMBER})\s*(?:{_POINTS})?(?P<rest>.*)"
)
_FAULT_BEFORE = re.compile(
    r"(?:(?:thiếu|chậm|muộn|trễ|sai|hoặc|không|chưa|gửi|nộp|có|báo cáo|đúng hạn)\s+){1,8}(?=mỗi\s)"
)
"""`thiếu hoặc chậm mỗi báo cáo trừ …`: what each is faulted for stands before it."""
_TAKEN = re.compile(
    r"(?<!ngoại )(?<!loại )(?<!khấu )(?<!diệt )(?<!phòng )(?<!bài )\btrừ\b(?! (?:ra )?khỏi\b)(?!(?<=[(, ]trừ) "
    r"(?:các |những )?trường hợp\b)|"
    rf"\bgiảm(?:\s+(?:trừ|đi|thêm|mất))*\s+(?:{NUMBER}\s*(?:%\s*(?:tổng )?(?:số )?)?{_POINTS}(?! *:)|(?:số )?điểm\b)|"
    rf"(?:[:=(]\s*-\s*|(?<![\d%])\s-){NUMBER}\s*(?:{_POINTS}|\)|$)"
)
"""Points are taken away: by a word, or by a sign before them. `Trừ trường hợp` inside a sentence is an exception."""
_FOR_EACH = re.compile(r"(?:cứ|mỗi|từng)\b")
_EACH_INSIDE = re.compile(
    rf"\bcứ\s+(?:mỗi|một|{NUMBER})\b.*\d|\bmỗi\s.*\d.*\b(?:tối đa|không quá|không vượt quá)\s[^\d]*\d"
)
"""So much for so many, up to so much, somewhere in a line."""
_EACH_LAST = re.compile(
    rf"(?P<given>{_GIVEN}|(?:bị\s+)?trừ)\s+(?P<points>{NUMBER})\s*{_POINTS}\s*"
    r"(?:cho|đối với|với|/)?\s*(?:mỗi|một|01|1)\s+(?P<thing>[^,;:]+)(?P<rest>.*)"
)
_EACH_SPOKEN = re.compile(
    rf"(?P<most>{NUMBER}) điểm, mỗi trường hợp trừ (?P<points>{NUMBER}) điểm, thấp nhất (?P<floor>-?{NUMBER}) điểm"
)
_COUNT_SPOKEN = re.compile(rf"điểm = số lượng × (?P<points>{NUMBER}) điểm, tối đa (?P<most>{NUMBER}) điểm")
_CAP = re.compile(rf"(?:tối đa|không quá|không vượt quá)[^\d]*?(?P<most>{NUMBER})\s*(?:{_POINTS})?")
_TIMES_MOST = re.compile(
    rf"(?:×|nhân(?: với)?)\s*(?:số )?(?:điểm tối đa|điểm chuẩn|thang điểm|số điểm)|"
    rf"(?:điểm tối đa|điểm chuẩn|số điểm)\s*(?:×|nhân(?: với)?)|×\s*(?P<most>{NUMBER})(?:\s*{_POINTS})?\s*$"
)
_RATIO = re.compile(r"tỷ lệ|tỉ lệ|/|:|phần|kết quả")
_STRAIGHT = re.compile(
    rf"(?:điểm = )?kết quả / (?P<full>{NUMBER})\s*(?P<rate>%?) × (?P<most>{NUMBER}) điểm, tối đa {NUMBER} điểm"
)
_RISING = re.compile(
    rf"tăng đều từ 0 điểm tại (?P<from>{NUMBER})\s*%? đến (?P<most>{NUMBER}) điểm tại (?P<full>{NUMBER})\s*(?P<rate>%?)"
)
_NONE_THERE = re.compile(
    r"\bkhông (?:có )?phát sinh\b|\btrong năm không có\b|\bkhông có (?:hồ sơ|nhiệm vụ|đối tượng)\b"
)
_NOT_COUNTED = re.compile(
    r"không (?:đánh giá|chấm điểm|áp dụng|xem xét)|(?:loại|trừ)(?: ra)? khỏi|không tính (?:vào )?(?:tổng|tiêu chí)"
)
_SURVEY = re.compile(r"điều tra xã hội học|đt\s?xhh|\bxhh\b|khảo sát (?:ý kiến|mức độ|sự) ?|kết quả khảo sát")
_REST = re.compile(r"(?:các )?(?:trường hợp|mức)?\s*(?:còn lại|khác)(?: \(.*\))?|(?:chậm|muộn|thấp) hơn(?: nữa)?")
_REMARK = re.compile(
    r"(?:trong đó|ghi chú|lưu ý|chú thích|với)\b.*|[a-zđ]\d?\s*(?::|là|=)\s+\D.*|cách (?:tính|chấm).{0,40}:?"
)
_OTHERS = re.compile(
    r"\b(?:hoặc|trong đó|đồng thời|ngoại trừ|trừ trường hợp|nếu|khi|"
    r"(?:và|nhưng|mà|song) (?:có|phải|được|không|chưa|đảm bảo|bảo đảm|gửi|ban hành|báo cáo|đúng|chậm))\b"
)
_ONE_VERB = re.compile(
    r"\bđược (?:[^\W\d_]+ ){1,3}hoặc (?!tăng|giảm|có|không|chưa|đạt|trên|dưới|từ|bằng|thuộc|là)(?=[^\W\d_])"
)
"""`được xử lý hoặc kiến nghị xử lý`: two verbs of one thing, no second condition."""
_OR_NONE = re.compile(r"hoặc (?:là )?(?:không|chưa)\b")


LONGEST = 600
"""Letters of a line: a longer one is a paragraph, and nobody reads it as a rule."""


def asks_for_survey(title: str) -> bool:
    """Whether a title says that points come from a survey."""
    return len(title) <= LONGEST and _SURVEY.search(plain(title)) is not None


def takes_points(text: str) -> bool:
    """Whether a line takes points away."""
    return len(text) <= LONGEST and _TAKEN.search(plain(text)) is not None


def counts_each(text: str) -> bool:
    """Whether a line gives so much for each thing, understood or not."""
    said = plain(text) if len(text) <= LONGEST else ""
    return _FOR_EACH.match(said) is not None or _EACH_INSIDE.search(said) is not None


def read_line(
    text: str, most: Fraction | None, stated: Fraction | None = None, *, penalty: bool = False
) -> Meaning | None:
    """What a line means. `most` is the component's maximum; `stated` the points of its own in the column of points;
    `penalty`: among penalties, whose rules say what is taken away."""
    said = plain(text) if len(text) <= LONGEST else ""
    if not said:
        return None
    for reader in (_read_spoken, _read_each):
        if (meaning := reader(said, most)) is not None:
            return meaning if _writable(meaning) else None
    if not penalty and takes_points(text):
        return None  # a deduction is read as `Each`, or not at all: never as a gain
    for reader in (_read_formula, _read_empty):
        if (meaning := reader(said, most)) is not None:
            return meaning if _writable(meaning) else None
    if _FOR_EACH.match(said) or _EACH_INSIDE.search(said):
        return None  # so much for so many: read as `Each`, or not at all
    if (parted := _parted(said, most, stated)) is not None:
        when, points = parted
        return _read_when(when, points) if _allowed(points, most) else None
    if _SURVEY.search(said):
        return Survey()
    return Remark() if _REMARK.fullmatch(said) else None


def _allowed(points: Fraction, most: Fraction | None) -> bool:
    return writable_points(points) and (most is None or points <= most)


def _writable(meaning: Meaning) -> bool:
    """Whether the language takes the numbers of a line."""
    if isinstance(meaning, Each):
        return meaning.each > 0 and all(writable_points(abs(one)) for one in (meaning.each, meaning.floor or _ZERO))
    if isinstance(meaning, Formula):
        return meaning.full_at > 0 and all(
            writable_bound(one, meaning.rate) for one in (meaning.full_at, meaning.from_ or _ZERO)
        )
    return True


def _parted(said: str, most: Fraction | None, stated: Fraction | None) -> tuple[str, Fraction] | None:
    """The condition and its points; None when the line gives none, or another number than its column."""
    found = next((match for pattern in _SPLITS if (match := pattern.fullmatch(said))), None)
    if found is None:
        return (said.rstrip(": "), stated) if stated is not None else None
    known = found.groupdict()
    if known.get("points"):
        points = exact(known["points"])
    elif known.get("none"):
        points = _ZERO
    elif most is None:
        return None
    else:
        points = most * exact(known["share"]) / 100 if known.get("share") else most
    if stated is not None and stated != points:
        return (said.rstrip(": "), stated) if known.get("points") and not re.search("điểm", said) else None
    return known["when"].rstrip(" :,-;"), points


def _read_when(when: str, points: Fraction) -> Meaning:
    """A condition that has points."""
    if _REST.fullmatch(when):
        return Rest(points)
    dated = read_due(when)
    if dated is not None:
        return Dated(*dated, points)
    bounded = read_bounds(when)
    if bounded and (late := _late(when, bounded, points)):
        return late
    if bounded and not (bounded.unit and _OF_DAYS.search(when)) and (level := _level(bounded, points)):
        return level
    if not any(letter.isdigit() for letter in without_names(when)):
        if _LATE_AT_ALL.fullmatch(when):
            return Late(Interval(_ZERO, None, False), points)
        if _IN_TIME.fullmatch(when):
            return Late(Interval(None, _ZERO, True, True), points)
    return Option(when, points, bool(DENIES.match(when)))


def _late(when: str, bounded: Bounded, points: Fraction) -> Late | None:
    """Days late, in calendar days: the word for late stands by the bound. Days early are late by less than none."""
    if bounded.rate or bounded.unit != "ngày":
        return None
    in_time = _IN_TIME_TOO.match(bounded.before)
    before = bounded.before[in_time.end() :] if in_time else bounded.before
    none_too = points == 0 and _OR_NONE.match(bounded.after)
    if _OTHERS.search(f"{before} {bounded.after}") and not none_too:
        return None
    low, high = bounded.interval.low, bounded.interval.high
    low_closed, high_closed = bounded.interval.low_closed, bounded.interval.high_closed
    if _EARLY_BY.search(before):
        if low is None:
            low, low_closed = _ZERO, bool(in_time)
        return Late(Interval(None if high is None else -high, -low, high_closed, low_closed), points)
    if not _LATE_BY.search(before if bounded.alone else when):
        return None
    if low is None and not in_time:
        return Late(Interval(_ZERO, high, False, high_closed), points)
    return Late(Interval(low, high, low_closed, high_closed), points)


def _level(bounded: Bounded, points: Fraction) -> Level | None:
    """A stretch of the result. Other conditions beside the bound make it none, except "or nothing at all" for 0."""
    beside = _ONE_VERB.sub("", f"{bounded.before} {bounded.after}")
    if _OTHERS.search(beside) and not (points == 0 and _OR_NONE.match(bounded.after)):
        return None
    interval = bounded.interval
    if bounded.alone:
        if not bounded.rate and re.search(r"(?:^|\s)có(?: được)?$", bounded.before):
            return Level(interval, False, points)
        full = bounded.rate and interval.low == _WHOLE
        if not full and not re.search(r"\b(?:đạt|đạt mức|được)$", bounded.before):
            return None
        interval = Interval(interval.low, None)
    return Level(interval, bounded.rate, points)


def _read_each(said: str, most: Fraction | None) -> Each | None:
    faulted = _FAULT_BEFORE.match(said)
    match = _EACH.fullmatch(said[faulted.end() :] if faulted else said) or _EACH_LAST.fullmatch(said)
    if match is None:
        return None
    thing = re.sub(r"^(?:01|1|một)\s+", "", match["thing"])
    if re.search(r"[\d%]", without_names(thing)) or (match["given"] == "" and "điểm" not in said and ":" not in said):
        return None
    minus = re.search("trừ|giảm", match["given"]) is not None
    if not minus and (faulted or _TAKEN.search(said)):
        return None
    rest = match["rest"].strip(" ,;.()")
    if not rest or re.fullmatch(r"(?:nhưng )?(?:cho )?(?:đến|tới) (?:khi )?hết(?: số)? điểm", rest):
        return Each(exact(match["points"]), minus)
    if (cap := _CAP.search(rest)) and not re.search(r"\d", rest[: cap.start()] + rest[cap.end() :]):
        return None if minus else Each(exact(match["points"]), minus, exact(cap["most"]))
    if re.fullmatch(_MOST, rest) or re.fullmatch(rf"(?:nhưng |và )?không (?:quá|vượt quá) {_MOST}", rest):
        return Each(exact(match["points"]), minus)
    return None


def _read_spoken(said: str, most: Fraction | None) -> Meaning | None:
    """The product's own sentences, where no decision speaks like that."""
    if match := _EACH_SPOKEN.fullmatch(said):
        floor = exact(match["floor"].lstrip("-")) * (-1 if match["floor"].startswith("-") else 1)
        return Each(exact(match["points"]), True, floor=floor)
    if match := _COUNT_SPOKEN.fullmatch(said):
        return Each(exact(match["points"]), False, exact(match["most"]))
    if match := _STRAIGHT.fullmatch(said):
        return Formula(_end(match["full"], match["rate"]), bool(match["rate"]))
    if match := _RISING.fullmatch(said):
        return Formula(
            _end(match["full"], match["rate"]), bool(match["rate"]), from_=_end(match["from"], match["rate"])
        )
    return None


def _end(number: str, rate: str) -> Fraction:
    return exact(number) / 100 if rate else exact(number)


def _read_formula(said: str, most: Fraction | None) -> Formula | None:
    """Points in proportion to a ratio; a bound before it says for which results."""
    match = _TIMES_MOST.search(said)
    if match is None or (match["most"] and (most is None or exact(match["most"]) != most)):
        if re.search(r"(?:tính )?theo tỷ lệ(?: tương ứng)?$|tỷ lệ thuận", said) and "điểm" in said:
            return Formula(_WHOLE)
        return None
    head, _, body = said.partition("công thức")
    if not body:
        head, body = "", said
    if not _RATIO.search(body) or re.search(r"[+]|\d\s*-|-\s*\d", body):
        return None
    bounded = read_bounds(re.sub(r"(?:thì|được|điểm|tính|theo|:).*$", "", head)) if re.search(r"\d", head) else None
    if re.search(r"\d", without_names(head)) and (bounded is None or not bounded.rate or bounded.alone):
        return None
    numbers = {exact(number) for number in re.findall(NUMBER, body)} - {Fraction(100), most}
    return None if numbers else Formula(_WHOLE, within=bounded.interval if bounded else None)


def _read_empty(said: str, most: Fraction | None) -> Empty | None:
    if not _NONE_THERE.search(said):
        return None
    if _NOT_COUNTED.search(said):
        return Empty(Zero.NOT_APPLICABLE)
    full = re.search(_MOST, said) is not None
    if not full and most is not None and (parted := _parted(said, most, None)):
        full = parted[1] == most and most > 0
    return Empty(Zero.FULL) if full else None
