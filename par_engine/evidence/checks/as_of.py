"""As-of dates outside the period: figures that stop early, or run past the day the file was prepared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from par_engine.calendar import viet_date
from par_engine.catalogue.load import Catalogue
from par_engine.evidence.checks.verdict import Verdict
from par_engine.evidence.evidence import Evidence
from par_engine.findings import Severity
from par_engine.text import listing


def check_as_of(evidence: Evidence, catalogue: Catalogue) -> Iterator[Verdict]:
    """One finding per date, naming the figures."""
    submission = evidence.submission
    dated: dict[dt.date, list[str]] = {}
    for name in catalogue.indicators:  # in this order, whatever the order of the file
        reported = submission.values.get(name)
        if reported and reported.as_of:
            dated.setdefault(reported.as_of, []).append(name)
    for day, names in sorted(dated.items()):
        titles = listing((catalogue.indicators[name].title for name in names), 4)
        latest = min(submission.period.to, submission.prepared_on)
        if day < submission.period.from_ or day > submission.prepared_on:
            message = f"số liệu ghi tính đến {viet_date(day)}, ngoài khoảng từ đầu kỳ đến ngày lập hồ sơ: {titles}"
            action = "sửa ngày chốt số liệu hoặc ngày lập hồ sơ"
        elif day < latest:
            message = (
                f"số liệu mới tính đến {viet_date(day)}, trước ngày cuối kỳ {viet_date(submission.period.to)}: {titles}"
            )
            action = "cập nhật số liệu đến cuối kỳ, hoặc giải trình"
        else:
            continue
        finding = evidence.file.finding(
            "value.as_of", ("values", names[0]), message, found=viet_date(day), action=action, severity=Severity.WARNING
        )
        yield Verdict(frozenset(names), finding)
