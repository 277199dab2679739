"""Commands that narrow what is shown."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from sitbrief import places
from sitbrief.briefing import Filters, filter_text
from sitbrief.briefing.navigation import next_province
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.cli.linear.choices import Answer, Choices
from sitbrief.cli.linear.commands.base import Word
from sitbrief.cli.linear.wording import in_force
from sitbrief.text import fold, plural

if TYPE_CHECKING:
    from sitbrief.cli.linear.session import Session

_OFF: Final = frozenset({"off", "any"})


class _FieldWord(Word):
    """One of the filters, in words. Nothing or "off" takes it away.

    Attributes:
        field: Its name in `filter_text.FilterText`.
    """

    group: ClassVar[str] = "Filtering"
    field: ClassVar[str]

    def run(self, session: Session, words: str) -> None:
        """Set it, or take it away."""
        if not words:
            now = getattr(filter_text.asked(session.filtered.filters), self.field)
            session.say(f"{self.name}: {now or 'off'}. {self.help}")
            return
        narrow(session, self.field, "" if fold(words) in _OFF else words)


class ProvinceWord(Word):
    """Show these provinces alone: any spelling or script, code or number, several with commas.

    Without a name it lists the provinces. off shows all of them again.
    """

    names = ("province", "p")
    takes = "NAME"
    group = "Filtering"

    def run(self, session: Session, words: str) -> None:
        """Take the province, ask which one, or list them."""
        if not words:
            rows = session.filtered.provinces
            answers = (_answer(session, _counted(r.name, r.entries, r.contested), r.code) for r in rows)
            session.push(Choices("Provinces and their entries. Which one, by number?", tuple(answers)))
            return
        try:
            narrow(session, "provinces", "" if fold(words) in _OFF else words)
        except filter_text.NotUnderstood:
            home = places.country(session.briefing.country)
            meant = places.resolve(words, home, session.aliases, whole=True) if home else None
            if not isinstance(meant, places.Ambiguous):
                raise
            question = (
                f"{words} is a name of {plural(len(meant.provinces), 'province')}. Which one, by number?"
            )
            session.push(Choices(question, tuple(_answer(session, p.name, p.iso) for p in meant.provinces)))


class NextProvinceWord(Word):
    """Show the next province alone."""

    names = ("next", "]")
    group = "Filtering"
    step: ClassVar[int] = 1

    def run(self, session: Session, words: str) -> None:
        """The province so many steps on."""
        del words
        filters = session.filtered.filters
        code = next_province([row.code for row in session.filtered.provinces], filters.provinces, self.step)
        if code is None:
            session.say("No provinces are known of this country.")
        else:
            session.filtered.narrow(session, replace(filters, provinces=(code,)))


class PreviousProvince(NextProvinceWord):
    """Show the previous province alone."""

    names = ("previous", "[")
    step = -1


class AllProvincesWord(Word):
    """Show all provinces again."""

    names = ("all", "0")
    group = "Filtering"
    otherwise = "all provinces are shown"

    def available(self, session: Session) -> bool:
        """Some province is asked for."""
        return bool(session.filtered.filters.provinces)

    def run(self, session: Session, words: str) -> None:
        """All provinces."""
        del words
        narrow(session, "provinces", "")


class GradeWord(_FieldWord):
    """Show what has at least this grade, as in grade B2; alone, the next of off, C3, B3, B2, A1."""

    names = ("grade", "r")
    takes = "GRADE"
    field = "grade"

    def run(self, session: Session, words: str) -> None:
        """The grade, or the next one in turn."""
        if words:
            super().run(session, words)
        else:
            session.filtered.narrow(session, session.filtered.filters.next_least())


class UnknownWord(_FieldWord):
    """Show or hide what nobody could grade (F, 6): unknown yes, unknown no; alone, the other of the two."""

    names = ("unknown", "u")
    takes = "yes|no"
    field = "unknown"

    def run(self, session: Session, words: str) -> None:
        """Turn it over, or set it."""
        super().run(session, words or ("no" if session.filtered.filters.unknown else "yes"))


class ContestedWord(Word):
    """Show contested entries only, or all states again."""

    names = ("contested", "c")
    group = "Filtering"

    def run(self, session: Session, words: str) -> None:
        """Turn it over; off is off."""
        filters = session.filtered.filters
        on = not filters.contested and fold(words) not in _OFF | {"no"}
        session.filtered.narrow(session, replace(filters, states=(State.CONTESTED,) if on else ()))


class SinceWord(_FieldWord):
    """Show what is of this day or later, as in since 2024-12-05; since off takes it away."""

    names = ("since", "after")
    takes = "DAY"
    field = "since"


class UntilWord(_FieldWord):
    """Show what is of this day or earlier, as in until 2024-12-05; until off takes it away."""

    names = ("until",)
    takes = "DAY"
    field = "until"


class SectorWord(_FieldWord):
    """Show humanitarian notes of these sectors, as in sector Health, WASH; sector off takes it away."""

    names = ("sector",)
    takes = "NAME"
    field = "sector"


class InStateWord(_FieldWord):
    """Show entries in these states, as in state single source; state off takes it away."""

    names = ("state",)
    takes = "NAME"
    field = "state"


class WordsWord(_FieldWord):
    """Show entries that contain all these words; words off takes it away."""

    names = ("words", "text")
    takes = "WORDS"
    field = "text"


class WithoutWord(_FieldWord):
    """Show entries that contain none of these words; without off takes it away."""

    names = ("without",)
    takes = "WORDS"
    field = "without"


class ByWord(_FieldWord):
    """Show what these say or pass on, as in by SOHR; by off takes it away."""

    names = ("by",)
    takes = "NAME"
    field = "by"


class AllFiltersWord(Word):
    """Say all filters, those that are off too."""

    names = ("filters", "f")
    group = "Filtering"

    def run(self, session: Session, words: str) -> None:
        """A line each."""
        del words
        filters = session.filtered.filters
        asked = filter_text.asked(filters)
        for field in fields(asked):
            value = getattr(asked, field.name)
            if field.name == "provinces":
                value = ", ".join(map(province_name, filters.provinces))
            if field.name == "unknown":
                value = "shown" if filters.unknown else "hidden"
            session.say(f"{_CALLED.get(field.name, field.name)}: {value or 'off'}")
        session.say(f"{in_force(session.filtered)}.")


class ClearWord(Word):
    """Take all filters away."""

    names = ("clear",)
    group = "Filtering"

    def run(self, session: Session, words: str) -> None:
        """None."""
        del words
        session.filtered.narrow(session, Filters())


def narrow(session: Session, field: str, words: str) -> None:
    """Set one filter by its words."""
    filtered = session.filtered
    asked = replace(filter_text.asked(filtered.filters), **{field: words})
    filtered.narrow(session, filter_text.filters(asked, session.briefing.country, session.aliases))


def _answer(session: Session, words: str, code: str) -> Answer:
    return words, partial(narrow, session, "provinces", code)


def _counted(name: str, entries: int, contested: int) -> str:
    words = f"{name}: {plural(entries, 'entry')}" if entries else f"{name}: none"
    return words + (f", {contested:,} contested" if contested else "")


_CALLED: Final = {"provinces": "province", "text": "words"}

COMMANDS = (
    ProvinceWord(),
    NextProvinceWord(),
    PreviousProvince(),
    AllProvincesWord(),
    GradeWord(),
    UnknownWord(),
    ContestedWord(),
    SinceWord(),
    UntilWord(),
    SectorWord(),
    InStateWord(),
    WordsWord(),
    WithoutWord(),
    ByWord(),
    AllFiltersWord(),
    ClearWord(),
)
