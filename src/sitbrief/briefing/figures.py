"""Figures as they were said: ranges over a stated scope, never finer than the words behind them."""

from __future__ import annotations

import re
from typing import Annotated, Final

from sitbrief.briefing.model_types import Line, Record
from sitbrief.briefing.rules import Bound
from sitbrief.frozen import dataclass

_BOUND = 10**15

Number = Annotated[
    Annotated[int, Bound(ge=-_BOUND, le=_BOUND)] | Annotated[float, Bound(ge=-_BOUND, le=_BOUND)],
    Bound(mode="left_to_right"),
]
"""A number as written: whole numbers stay whole, and exact when they are written back."""

_BEYOND: Final = re.compile(r"(?i)(?:more than|over|above)\b")
_SHORT_OF: Final = re.compile(r"(?i)(?:(?:less|fewer) than|under|below)\b")
"""How words begin that leave their number out: it is the bound that is stated, and no part of the range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Record):
    """What a figure is a figure of: two figures with different scopes are not rivals and are never added.

    Attributes:
        place: Where, in words.
        period: Over which time, in words.
        among: Of which part of the whole, in words.
    """

    place: Line | None = None
    period: Line | None = None
    among: Line | None = None

    def __str__(self) -> str:
        return "; ".join(part for part in (self.place, self.period, self.among) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A number somebody gave.

    "At least 300" is a floor: low 300, best and high unknown. A bound that nobody stated stays missing. "More than 25" is the
    floor that was said, 25, for 26 nobody has said; it is told in those words.

    Attributes:
        what: What is counted or measured, in the plural ("militants killed").
        unit: The unit of a measure ("km"); None for a count.
        whose: Whose (of which side, which population).
        low: The least it can be.
        best: The figure as such.
        high: The most it can be.
        as_said: The qualifier and number as said ("at least 300").
        scope: Over which place and period.
        key: One of the briefing's key figures.
        inconsistent: low, best and high decrease somewhere, and are kept as they were given.
    """

    what: Line
    unit: Line | None = None
    whose: Line | None = None
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    as_said: Line | None = None
    scope: Scope = Scope()
    key: bool = False
    inconsistent: bool = False

    def __post_init__(self) -> None:
        bounds = [n for n in (self.low, self.best, self.high) if n is not None]
        if not bounds:
            raise ValueError("a figure needs at least one of low, best, high")
        if bounds != sorted(bounds) and not self.inconsistent:
            raise ValueError(
                "low, best and high must not decrease; mark the figure as inconsistent where they were given so"
            )

    def __str__(self) -> str:
        """The range in a few words: "300 or more", "more than 25", "10 to 15 km", "about ..." never."""
        if self.inconsistent:
            return f"{as_given(self.low, self.best, self.high)}{f' {self.unit}' if self.unit else ''}, inconsistent as given"
        return self._beyond or number_range(self.low, self.best, self.high, self.unit)

    @property
    def _beyond(self) -> str:
        """The only bound with the words that leave it out: "more than 25", "under 40 km"; empty where there are none."""
        known = (self.low is not None, self.best is not None, self.high is not None)
        words = {(True, False, False): _BEYOND, (False, False, True): _SHORT_OF}.get(known)
        found = words.match(self.as_said) if words and self.as_said else None
        bound = self.high if self.low is None else self.low
        if found is None or bound is None:
            return ""
        return f"{found[0].lower()} {number(bound)}{f' {self.unit}' if self.unit else ''}"

    @property
    def with_words(self) -> str:
        """The range, and how it was said where that says more."""
        same = not self.as_said or self.as_said.lower() == str(self)
        return str(self) if same else f'{self}, as said: "{self.as_said}"'

    @property
    def in_full(self) -> str:
        """What is counted, whose, how many, as it was said, and within what: all that a line can say of it."""
        whose = f" of {self.whose}" if self.whose else ""
        scope = f"; scope: {self.scope}" if str(self.scope) else ""
        return f"{self.what}{whose}: {self.with_words}{scope}"


def number(value: float) -> str:
    """A number with thousands separators."""
    return f"{value:,}"


def as_given(low: float | None, best: float | None, high: float | None) -> str:
    """Bounds that make no range, each by its name: "low 5, best 3, high 7"."""
    bounds = (("low", low), ("best", best), ("high", high))
    return ", ".join(f"{name} {number(value)}" for name, value in bounds if value is not None)


def number_range(low: float | None, best: float | None, high: float | None, unit: str | None = None) -> str:
    """A range in words: "25", "300 or more", "up to 40 km", "10 to 15", "12 (10 to 15)", "unknown"."""
    measure = f" {unit}" if unit else ""
    if low is not None and high is not None:
        span = f"{number(low)} to {number(high)}" if low != high else number(low)
        span += measure
    elif low is not None:
        span = f"{number(low)}{measure} or more"
    elif high is not None:
        span = f"up to {number(high)}{measure}"
    else:
        span = ""
    if best is None:
        return span or "unknown"
    middle = f"{number(best)}{measure}"
    return f"{middle} ({span})" if span not in {"", middle} else middle
