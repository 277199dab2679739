"""Commands that narrow what is shown."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from sitbrief import places
from sitbrief.briefing import Filters, asking
from sitbrief.briefing.states import State
from sitbrief.briefing.stepping import next_province
from sitbrief.briefing.where import province_name
from sitbrief.cli.linear.choices import Answer, Choices
from sitbrief.cli.linear.commands.base import Command
from sitbrief.cli.linear.wording import in_force
from sitbrief.text import fold, plural

if TYPE_CHECKING:
    from sitbrief.cli.linear.desk import Desk

_OFF: Final = frozenset({"off", "any"})


class _Field(Command):
    """One of the filters, in words. Nothing or "off" takes it away.

    Attributes:
        field: Its name in `asking.Asked`.
    """

    group: ClassVar[str] = "Filtering"
    field: ClassVar[str]

    def run(self, desk: Desk, words: str) -> None:
        """Set it, or take it away."""
        if not words:
            now = getattr(asking.asked(desk.ground.filters), self.field)
            desk.say(f"{self.name}: {now or 'off'}. {self.help}")
            return
        narrow(desk, self.field, "" if fold(words) in _OFF else words)


class Province(Command):
    """Show these provinces alone: any spelling or script, code or number, several with commas.

    Without a name it lists the provinces. off shows all of them again.
    """

    names = ("province", "p")
    takes = "NAME"
    group = "Filtering"

    def run(self, desk: Desk, words: str) -> None:
        """Take the province, ask which one, or list them."""
        if not words:
            rows = desk.ground.provinces
            answers = (_answer(desk, _counted(r.name, r.entries, r.contested), r.code) for r in rows)
            desk.push(Choices("Provinces and their entries. Which one, by number?", tuple(answers)))
            return
        try:
            narrow(desk, "provinces", "" if fold(words) in _OFF else words)
        except asking.NotUnderstood:
            home = places.country(desk.briefing.country)
            meant = places.resolve(words, home, desk.aliases, whole=True) if home else None
            if not isinstance(meant, places.Ambiguous):
                raise
            question = (
                f"{words} is a name of {plural(len(meant.provinces), 'province')}. Which one, by number?"
            )
            desk.push(Choices(question, tuple(_answer(desk, p.name, p.iso) for p in meant.provinces)))


class NextProvince(Command):
    """Show the next province alone."""

    names = ("next", "]")
    group = "Filtering"
    step: ClassVar[int] = 1

    def run(self, desk: Desk, words: str) -> None:
        """The province so many steps on."""
        del words
        filters = desk.ground.filters
        code = next_province([row.code for row in desk.ground.provinces], filters.provinces, self.step)
        if code is None:
            desk.say("No provinces are known of this country.")
        else:
            desk.ground.narrow(desk, replace(filters, provinces=(code,)))


class PreviousProvince(NextProvince):
    """Show the previous province alone."""

    names = ("previous", "[")
    step = -1


class AllProvinces(Command):
    """Show all provinces again."""

    names = ("all", "0")
    group = "Filtering"
    otherwise = "all provinces are shown"

    def available(self, desk: Desk) -> bool:
        """Some province is asked for."""
        return bool(desk.ground.filters.provinces)

    def run(self, desk: Desk, words: str) -> None:
        """All provinces."""
        del words
        narrow(desk, "provinces", "")


class Grade(_Field):
    """Show what has at least this grade, as in grade B2; alone, the next of off, C3, B3, B2, A1."""

    names = ("grade", "r")
    takes = "GRADE"
    field = "grade"

    def run(self, desk: Desk, words: str) -> None:
        """The grade, or the next one in turn."""
        if words:
            super().run(desk, words)
        else:
            desk.ground.narrow(desk, desk.ground.filters.next_least())


class Unknown(_Field):
    """Show or hide what nobody could grade (F, 6): unknown yes, unknown no; alone, the other of the two."""

    names = ("unknown", "u")
    takes = "yes|no"
    field = "unknown"

    def run(self, desk: Desk, words: str) -> None:
        """Turn it over, or set it."""
        super().run(desk, words or ("no" if desk.ground.filters.unknown else "yes"))


class Contested(Command):
    """Show contested entries only, or all states again."""

    names = ("contested", "c")
    group = "Filtering"

    def run(self, desk: Desk, words: str) -> None:
        """Turn it over; off is off."""
        filters = desk.ground.filters
        on = not filters.contested and fold(words) not in _OFF | {"no"}
        desk.ground.narrow(desk, replace(filters, states=(State.CONTESTED,) if on else ()))


class Since(_Field):
    """Show what is of this day or later, as in since 2024-12-05; since off takes it away."""

    names = ("since", "after")
    takes = "DAY"
    field = "since"


class Until(_Field):
    """Show what is of this day or earlier, as in until 2024-12-05; until off takes it away."""

    names = ("until",)
    takes = "DAY"
    field = "until"


class Sector(_Field):
    """Show humanitarian notes of these sectors, as in sector Health, WASH; sector off takes it away."""

    names = ("sector",)
    takes = "NAME"
    field = "sector"


class InState(_Field):
    """Show entries in these states, as in state single source; state off takes it away."""

    names = ("state",)
    takes = "NAME"
    field = "state"


class Words(_Field):
    """Show entries that contain all these words; words off takes it away."""

    names = ("words", "text")
    takes = "WORDS"
    field = "text"


class Without(_Field):
    """Show entries that contain none of these words; without off takes it away."""

    names = ("without",)
    takes = "WORDS"
    field = "without"


class By(_Field):
    """Show what these say or pass on, as in by SOHR; by off takes it away."""

    names = ("by",)
    takes = "NAME"
    field = "by"


class AllFilters(Command):
    """Say all filters, those that are off too."""

    names = ("filters", "f")
    group = "Filtering"

    def run(self, desk: Desk, words: str) -> None:
        """A line each."""
        del words
        filters = desk.ground.filters
        asked = asking.asked(filters)
        for field in fields(asked):
            value = getattr(asked, field.name)
            if field.name == "provinces":
                value = ", ".join(map(province_name, filters.provinces))
            if field.name == "unknown":
                value = "shown" if filters.unknown else "hidden"
            desk.say(f"{_CALLED.get(field.name, field.name)}: {value or 'off'}")
        desk.say(f"{in_force(desk.ground)}.")


class Clear(Command):
    """Take all filters away."""

    names = ("clear",)
    group = "Filtering"

    def run(self, desk: Desk, words: str) -> None:
        """None."""
        del words
        desk.ground.narrow(desk, Filters())


def narrow(desk: Desk, field: str, words: str) -> None:
    """Set one filter by its words."""
    ground = desk.ground
    asked = replace(asking.asked(ground.filters), **{field: words})
    ground.narrow(desk, asking.filters(asked, desk.briefing.country, desk.aliases))


def _answer(desk: Desk, words: str, code: str) -> Answer:
    return words, partial(narrow, desk, "provinces", code)


def _counted(name: str, entries: int, contested: int) -> str:
    words = f"{name}: {plural(entries, 'entry')}" if entries else f"{name}: none"
    return words + (f", {contested:,} contested" if contested else "")


_CALLED: Final = {"provinces": "province", "text": "words"}

COMMANDS = (
    Province(),
    NextProvince(),
    PreviousProvince(),
    AllProvinces(),
    Grade(),
    Unknown(),
    Contested(),
    Since(),
    Until(),
    Sector(),
    InState(),
    Words(),
    Without(),
    By(),
    AllFilters(),
    Clear(),
)
