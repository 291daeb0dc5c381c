"""How a report prints numbers, dates and long texts: Vietnamese forms as plain text, one place for all formats."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from par_engine.calendar import viet_date
from par_engine.numbers import viet

NONE = "–"
"""What stands where there is no number. Never a zero."""


def points(value: Decimal) -> str:
    """Points with the set's decimals: `1.234,50`."""
    return viet(value)


def percent(value: Decimal | None) -> str:
    """An index or share that is already in per cent: `81,65%`."""
    return NONE if value is None else f"{viet(value)}%"


def day(value: dt.date | None) -> str:
    """`04/12/2019`, or nothing."""
    return viet_date(value) if value else ""


def written_out(value: dt.date) -> str:
    """The date line of an official paper: days below 10 and the first two months carry a zero."""
    month = f"{value.month:02d}" if value.month <= 2 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def paragraphs(text: str | None) -> list[str]:
    """A long text as its paragraphs; empty when nothing was written."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
