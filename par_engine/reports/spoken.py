"""The measure of a component in words, for the round of a sheet."""

from __future__ import annotations

from par_engine.catalogue.measure import Measure
from par_engine.catalogue.scope import EVENT
from par_engine.catalogue.spoken import in_words
from par_engine.numbers import viet_large, viet_rate
from par_engine.scoring.result import ScoreSheet


def spoken(sheet: ScoreSheet, measure: Measure) -> str:
    """With titles, years and the values of constants."""
    indicators, constants = sheet.yardstick.catalogue.indicators, sheet.yardstick.set.constants

    def title(name: str) -> str:
        if name.startswith(EVENT):
            return sheet.yardstick.set.events[name.removeprefix(EVENT)]
        return indicators[name].title if name in indicators else constants[name].title

    def value(name: str, year: int) -> str:
        number = sheet.yardstick.constant(name, year)
        if number is None:
            return "chưa có"
        rate = all(step.rate for step in constants[name].values.values())
        return viet_rate(number) if rate else viet_large(number)

    return in_words(measure, title, sheet.situation.submission.period.to.year, value)
