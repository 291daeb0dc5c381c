"""Texts that criteria rest on are in force in the year of the round; a text that was replaced is named with the new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from par_engine.calendar import viet_date
from par_engine.catalogue.legal import LegalText
from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding, Severity
from par_engine.reading.models import Loaded


def check_legal(yardstick: Yardstick) -> Iterator[Finding]:
    """Warnings for texts that were not in force on any day of the set's year."""
    year, texts = yardstick.set.year, yardstick.catalogue.texts
    for file, path, name in _cited(yardstick):
        text = texts.get(name)
        if text and (why := _out_of_force(text, year)):
            newer = texts.get(text.replaced_by or "")
            action = f"xem có phải căn cứ vào {newer.words()} (mã {newer.id})" if newer else "xem lại căn cứ"
            message = f"{text.words()} {why}, không có hiệu lực trong năm {year}"
            yield file.finding("basis.in_force", path, message, found=name, action=action, severity=Severity.WARNING)


def _out_of_force(text: LegalText, year: int) -> str:
    force = text.in_force
    if force and force.from_ and force.to and force.from_ > force.to:
        return ""  # reported as such
    if force and force.to and force.to < dt.date(year, 1, 1):
        return f"có hiệu lực đến ngày {viet_date(force.to)}"
    if force and force.from_ and force.from_ > dt.date(year, 12, 31):
        return f"có hiệu lực từ ngày {viet_date(force.from_)}"
    return ""


def _cited(yardstick: Yardstick) -> Iterator[tuple[Loaded[Any], KeyPath, str]]:
    """Every citation on which something rests, with its place."""
    for number, cited in enumerate(yardstick.set.basis):
        yield yardstick.set_file, ("basis", number, "text"), cited.text
    for number, exemption in enumerate(yardstick.set.exemptions):
        if exemption.basis:
            yield yardstick.set_file, ("exemptions", number, "basis", "text"), exemption.basis.text
    for placed in yardstick.all_components():
        for number, cited in enumerate(placed.component.basis):
            yield placed.file, (*placed.path, "basis", number, "text"), cited.text
        for number, rule in enumerate(placed.component.applies_to.except_):
            if rule.basis:
                path = (*placed.path, "applies_to", "except", number, "basis", "text")
                yield placed.file, path, rule.basis.text
