"""Compound yearly growth, `(end ÷ start)^(1/n) − 1`, decided exactly although it is rarely a fraction.

A root is never computed in floating point. With `T = 10^20`, `floor(T · root)` is an integer root, hence exact. A root
that is a fraction is that fraction. Any other lies strictly inside one cell of the grid of `1/T` and is represented by
the middle of the cell. Middle and root lie on the same side of every number with at most 20 decimals, so **every
comparison with a threshold (at most six decimals) is the comparison of the true growth**:
`g ≥ a/b ⇔ end·bⁿ ≥ start·(b+a)ⁿ`. For arithmetic with the growth this would not hold: the language allows
compound growth only as a whole measure, and only in rules that award fixed points.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

GRID = 10**20


class Root(Fraction):
    """A growth that is no fraction, by the middle of its cell of the grid; it prints as what it stands for."""

    ratio: Fraction
    degree: int

    def __str__(self) -> str:
        return f"({self.ratio})^(1/{self.degree}) - 1"

    def __reduce__(self) -> tuple[Callable[[Fraction, int], Fraction], tuple[Fraction, int]]:
        return _root, (self.ratio, self.degree)

    def __copy__(self) -> Root:
        return self

    def __deepcopy__(self, _: object) -> Root:
        return self


def mean_yearly_growth(start: Fraction, end: Fraction, years: int) -> Fraction:
    """The yearly rate at which `start` grows to `end`; neither is negative. Raises ZeroDivisionError from nothing."""
    if start < 0 or end < 0 or years < 1:
        raise ValueError("compound growth is of figures that are not negative, over at least one year")
    return _root(end / start, years)


def _root(ratio: Fraction, degree: int) -> Fraction:
    """`ratio^(1/degree) − 1`: itself where it is a fraction, else the middle of its cell."""
    exact = Fraction(whole_root(ratio.numerator, degree), whole_root(ratio.denominator, degree))
    if exact**degree == ratio:
        return exact - 1
    whole = whole_root(ratio.numerator * GRID**degree // ratio.denominator, degree)
    root = Root(2 * (whole - GRID) + 1, 2 * GRID)
    root.ratio, root.degree = ratio, degree
    return root


def whole_root(number: int, degree: int) -> int:
    """The largest whole number whose power is not above `number` (0 or more)."""
    if number < 2:
        return number
    low, high = 1, 1 << (number.bit_length() // degree + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle)
    return low
