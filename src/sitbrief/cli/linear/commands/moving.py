"""Commands that move within and between the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sitbrief.briefing.entries import Pane
from sitbrief.cli.linear.commands.base import Command, place_of
from sitbrief.cli.linear.overview import PANES
from sitbrief.cli.linear.paging import page_before, page_from, page_with

if TYPE_CHECKING:
    from sitbrief.cli.linear.desk import Desk
    from sitbrief.cli.linear.paging import Page


class _Move(Command):
    """Move."""

    group: ClassVar[str] = "Moving"
    otherwise: ClassVar[str] = "there is no list here"
    keeps_question: ClassVar[bool] = True

    def available(self, desk: Desk) -> bool:
        """There is something to move over."""
        return bool(desk.here.count())


class More(_Move):
    """Read the next page of the list; an empty line does the same."""

    names = ("more", "m", "pagedown")

    def run(self, desk: Desk, words: str) -> None:
        """The next page."""
        del words
        page = desk.here.page
        if page.end >= page.total:
            desk.say(f"That is the end of the list: {page.total:,} in all.")
        else:
            _turn(desk, page_from(page.end, page.total))


class Before(_Move):
    """Read the page before."""

    names = ("before", "b", "pageup")

    def run(self, desk: Desk, words: str) -> None:
        """The page before."""
        del words
        if desk.here.page.start == 0:
            desk.say("That is the beginning of the list.")
        else:
            _turn(desk, page_before(desk.here.page))


class First(_Move):
    """Read the first page."""

    names = ("first", "g", "home")

    def run(self, desk: Desk, words: str) -> None:
        """The first page."""
        del words
        _turn(desk, page_from(0, desk.here.count()))


class Last(_Move):
    """Read the last page."""

    names = ("last", "G", "end")

    def run(self, desk: Desk, words: str) -> None:
        """The last page."""
        del words
        _turn(desk, page_with(desk.here.count() - 1, desk.here.count()))


class Down(_Move):
    """Go one row down, and read it alone."""

    names = ("down", "j")

    def run(self, desk: Desk, words: str) -> None:
        """The next row."""
        del words
        _step(desk, 1)


class Up(_Move):
    """Go one row up, and read it alone."""

    names = ("up", "k")

    def run(self, desk: Desk, words: str) -> None:
        """The row above."""
        del words
        _step(desk, -1)


class Again(Command):
    """Read again what was read last: the entry, or the page of the list."""

    names = ("again", "l")
    group = "Moving"
    keeps_question = True

    def run(self, desk: Desk, words: str) -> None:
        """The same."""
        del words
        here = desk.here
        desk.say(*here.read(full=True, page=here.page))


class Where(Command):
    """Say where you are: briefing, marking, time, pane, filters."""

    names = ("where", "w")
    group = "Moving"
    keeps_question = True

    def run(self, desk: Desk, words: str) -> None:
        """All of it."""
        del words
        here = desk.here
        row = f", row {here.at + 1:,} of {here.count():,}" if here.count() else ""
        briefing, force = desk.asked_at.whereabouts(desk.shown_view)
        desk.say(briefing, f"In {here.word}{row}. {force}")


class GoToPane(Command):
    """Go to a pane, by its name or number; without one, to the next."""

    names = ("pane", "tab")
    takes = "NAME"
    group = "Moving"

    def run(self, desk: Desk, words: str) -> None:
        """To the pane."""
        at = place_of(words)
        if not words:
            at = (PANES.index(desk.rows.pane) + 1) % len(PANES) if desk.rows else 0
        if at is None:
            at = next((n for n, pane in enumerate(PANES) if pane.value.startswith(words.casefold())), None)
        if at is None or not 0 <= at < len(PANES):
            names = ", ".join(f"{n} {pane.title}" for n, pane in enumerate(PANES, 1))
            desk.say(f"The panes are {names}.")
        else:
            desk.go_to(PANES[at])


class _ToPane(Command):
    """Go to a pane."""

    group: ClassVar[str] = "Moving"
    pane: ClassVar[Pane]

    def run(self, desk: Desk, words: str) -> None:
        """To the pane."""
        del words
        desk.go_to(self.pane)


class Timeline(_ToPane):
    """Go to the timeline."""

    names = ("timeline",)
    pane = Pane.TIMELINE


class Fronts(_ToPane):
    """Go to the fronts."""

    names = ("fronts",)
    pane = Pane.FRONTS


class Humanitarian(_ToPane):
    """Go to the humanitarian notes."""

    names = ("humanitarian", "notes")
    pane = Pane.HUMANITARIAN


class Sources(_ToPane):
    """Go to the sources."""

    names = ("sources",)
    pane = Pane.SOURCES


class Day(Command):
    """Go to a day in the timeline, as in day 2024-12-04, 2024-12 or 2024."""

    names = ("day", "d")
    takes = "DAY"
    group = "Moving"
    otherwise = "the timeline shows nothing"

    def available(self, desk: Desk) -> bool:
        """The timeline shows something."""
        return bool(desk.view.count(Pane.TIMELINE))

    def run(self, desk: Desk, words: str) -> None:
        """To the first entry of the day, or of the next that has one."""
        from sitbrief.briefing.asking import day_of

        day = day_of(words)
        if day is None:
            desk.say(self.help)
            return
        rows = desk.place_at(Pane.TIMELINE, desk.view.first_on(day))
        desk.say(*rows.read(page=page_from(rows.at, rows.count())))


def _turn(desk: Desk, page: Page) -> None:
    desk.here.at = page.start
    desk.say(*desk.here.turn(page))


def _step(desk: Desk, step: int) -> None:
    at = desk.here.at + step
    if 0 <= at < desk.here.count():
        desk.say(*desk.here.go(at))
    else:
        desk.say("That is the end of the list." if step > 0 else "That is the beginning of the list.")


COMMANDS = (
    More(),
    Before(),
    First(),
    Last(),
    Down(),
    Up(),
    Again(),
    Where(),
    GoToPane(),
    Timeline(),
    Fronts(),
    Humanitarian(),
    Sources(),
    Day(),
)
