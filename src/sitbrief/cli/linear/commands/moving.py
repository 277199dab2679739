"""Commands that move within and between the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sitbrief.briefing.entries import Pane
from sitbrief.briefing.lists import BRIEFING_LISTS
from sitbrief.cli.linear.commands.base import Word, place_of
from sitbrief.cli.linear.paging import page_before, page_from, page_with

if TYPE_CHECKING:
    from sitbrief.cli.linear.paging import Page
    from sitbrief.cli.linear.session import Session


class _MoveWord(Word):
    """Move."""

    group: ClassVar[str] = "Moving"
    otherwise: ClassVar[str] = "there is no list here"
    keeps_question: ClassVar[bool] = True

    def available(self, session: Session) -> bool:
        """There is something to move over."""
        return bool(session.here.count())


class MoreWord(_MoveWord):
    """Read the next page of the list; an empty line does the same."""

    names = ("more", "m", "pagedown")

    def run(self, session: Session, words: str) -> None:
        """The next page."""
        del words
        page = session.here.page
        if page.end >= page.total:
            session.say(f"That is the end of the list: {page.total:,} in all.")
        else:
            _turn(session, page_from(page.end, page.total))


class BeforeWord(_MoveWord):
    """Read the page before."""

    names = ("before", "b", "pageup")

    def run(self, session: Session, words: str) -> None:
        """The page before."""
        del words
        if session.here.page.start == 0:
            session.say("That is the beginning of the list.")
        else:
            _turn(session, page_before(session.here.page))


class FirstWord(_MoveWord):
    """Read the first page."""

    names = ("first", "g", "home")

    def run(self, session: Session, words: str) -> None:
        """The first page."""
        del words
        _turn(session, page_from(0, session.here.count()))


class LastWord(_MoveWord):
    """Read the last page."""

    names = ("last", "G", "end")

    def run(self, session: Session, words: str) -> None:
        """The last page."""
        del words
        _turn(session, page_with(session.here.count() - 1, session.here.count()))


class DownWord(_MoveWord):
    """Go one row down, and read it alone."""

    names = ("down", "j")

    def run(self, session: Session, words: str) -> None:
        """The next row."""
        del words
        _step(session, 1)


class UpWord(_MoveWord):
    """Go one row up, and read it alone."""

    names = ("up", "k")

    def run(self, session: Session, words: str) -> None:
        """The row above."""
        del words
        _step(session, -1)


class AgainWord(Word):
    """Read again what was read last: the entry, or the page of the list."""

    names = ("again", "l")
    group = "Moving"
    keeps_question = True

    def run(self, session: Session, words: str) -> None:
        """The same."""
        del words
        here = session.here
        session.say(*here.read(full=True, page=here.page))


class WhereWord(Word):
    """Say where you are: briefing, marking, time, pane, filters."""

    names = ("where", "w")
    group = "Moving"
    keeps_question = True

    def run(self, session: Session, words: str) -> None:
        """All of it."""
        del words
        here = session.here
        row = f", row {here.at + 1:,} of {here.count():,}" if here.count() else ""
        briefing, force = session.asked_at.whereabouts(session.shown_view)
        session.say(briefing, f"In {here.word}{row}. {force}")


class GoToPaneWord(Word):
    """Go to a pane, by its name or number; without one, to the next."""

    names = ("pane", "tab")
    takes = "NAME"
    group = "Moving"

    def run(self, session: Session, words: str) -> None:
        """To the pane."""
        names = [spec.id for spec in BRIEFING_LISTS]
        at = place_of(words)
        if not words:
            at = (names.index(session.rows.pane) + 1) % len(names) if session.rows else 0
        if at is None:
            at = next((n for n, name in enumerate(names) if name.startswith(words.casefold())), None)
        if at is None or not 0 <= at < len(names):
            told = ", ".join(f"{n} {spec.title}" for n, spec in enumerate(BRIEFING_LISTS, 1))
            session.say(f"The panes are {told}.")
        else:
            session.go_to(names[at])


class _ToPaneWord(Word):
    """Go to a pane."""

    group: ClassVar[str] = "Moving"
    pane: ClassVar[Pane]

    def run(self, session: Session, words: str) -> None:
        """To the pane."""
        del words
        session.go_to(self.pane)


class TimelineWord(_ToPaneWord):
    """Go to the timeline."""

    names = ("timeline",)
    pane = Pane.TIMELINE


class FrontsWord(_ToPaneWord):
    """Go to the fronts."""

    names = ("fronts",)
    pane = Pane.FRONTS


class HumanitarianWord(_ToPaneWord):
    """Go to the humanitarian notes."""

    names = ("humanitarian", "notes")
    pane = Pane.HUMANITARIAN


class SourcesWord(_ToPaneWord):
    """Go to the sources."""

    names = ("sources",)
    pane = Pane.SOURCES


class DayWord(Word):
    """Go to a day in the timeline, as in day 2024-12-04, 2024-12 or 2024."""

    names = ("day", "d")
    takes = "DAY"
    group = "Moving"
    otherwise = "the timeline shows nothing"

    def available(self, session: Session) -> bool:
        """The timeline shows something."""
        return bool(session.view.count(Pane.TIMELINE))

    def run(self, session: Session, words: str) -> None:
        """To the first entry of the day, or of the next that has one."""
        from sitbrief.briefing.filter_text import day_of

        day = day_of(words)
        if day is None:
            session.say(self.help)
            return
        rows = session.place_at(Pane.TIMELINE, session.view.first_on(day))
        session.say(*rows.read(page=page_from(rows.at, rows.count())))


def _turn(session: Session, page: Page) -> None:
    session.here.at = page.start
    session.say(*session.here.turn(page))


def _step(session: Session, step: int) -> None:
    at = session.here.at + step
    if 0 <= at < session.here.count():
        session.say(*session.here.go(at))
    else:
        session.say("That is the end of the list." if step > 0 else "That is the beginning of the list.")


COMMANDS = (
    MoreWord(),
    BeforeWord(),
    FirstWord(),
    LastWord(),
    DownWord(),
    UpWord(),
    AgainWord(),
    WhereWord(),
    GoToPaneWord(),
    TimelineWord(),
    FrontsWord(),
    HumanitarianWord(),
    SourcesWord(),
    DayWord(),
)
