"""Commands that open what is listed, search, and go through the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sitbrief.briefing import query
from sitbrief.briefing.entries import Pane
from sitbrief.briefing.stepping import next_match
from sitbrief.cli.linear.commands.base import Command, place_of
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from sitbrief.cli.linear.desk import Desk


class Open(Command):
    """Open a row by its number; a number alone does the same, and open alone opens the row you are at."""

    names = ("open",)
    takes = "NUMBER"
    group = "Opening"
    keeps_question = True

    def run(self, desk: Desk, words: str) -> None:
        """Open it."""
        here = desk.here
        at = place_of(words) if words else here.at
        if at is None:
            desk.say(f'"{clean_line(words)}" is no number.')
        elif 0 <= at < here.count():
            here.open(desk, at)
        elif here.count():
            desk.say(f"There is no number {at + 1:,} here: the list goes from 1 to {here.count():,}.")
        else:
            desk.say("There is nothing to open here.")


class Back(Command):
    """Go back to where this was opened from."""

    names = ("back",)
    group = "Opening"
    keeps_question = True

    def run(self, desk: Desk, words: str) -> None:
        """One station back."""
        del words
        if desk.at_top:
            desk.say("This is the top level: quit leaves.")
        else:
            desk.back()


class Summary(Command):
    """Go to the top of the briefing: its marking, its time, its summary, its panes."""

    names = ("summary", "s", "panes")
    group = "Opening"

    def run(self, desk: Desk, words: str) -> None:
        """All of it."""
        del words
        desk.summarise()


class AboutIt(Command):
    """Say who made this briefing, when, and from which documents."""

    names = ("about",)
    group = "Opening"

    def run(self, desk: Desk, words: str) -> None:
        """All of it."""
        from sitbrief.cli.linear.details import About

        del words
        desk.push(About(desk.shown_view))


class Find(Command):
    """Find words in this briefing, and go to the first match from here; n and N go on and back."""

    names = ("find", "/")
    takes = "WORDS"
    group = "Opening"

    def run(self, desk: Desk, words: str) -> None:
        """The next match from here."""
        sought = clean_line(words)
        if sought:
            desk.sought = sought
            _step_match(desk, 1)
        else:
            desk.say(self.help)


class NextMatch(Command):
    """Go to the next match of what was found."""

    names = ("n",)
    group = "Opening"
    otherwise = "nothing was searched for"
    step: ClassVar[int] = 1

    def available(self, desk: Desk) -> bool:
        """Something was searched for."""
        return bool(desk.sought)

    def run(self, desk: Desk, words: str) -> None:
        """So many matches on."""
        del words
        _step_match(desk, self.step)


class PreviousMatch(NextMatch):
    """Go to the previous match of what was found."""

    names = ("N",)
    step = -1


class Library(Command):
    """List the briefings of the library; with a number or an id, open that one."""

    names = ("library", "editions", "o")
    takes = "NUMBER"
    group = "Opening"

    def run(self, desk: Desk, words: str) -> None:
        """List them, or open one."""
        from sitbrief.cli.linear.editions import Editions

        if not desk.library.swift:
            from sitbrief.cli.indexing import bring_up_to_date

            bring_up_to_date(desk.library, spoken=True)
        at = place_of(words)
        if not words:
            desk.push(Editions(desk.library, desk.briefing.id, desk.opened()))
        elif at is None:
            desk.open_item(desk.library.find(words))
        elif 0 <= at < len(desk.library.items):
            desk.open_item(desk.library.items[at])
        else:
            desk.say(f"The library has {plural(len(desk.library.items), 'briefing')}.")


class Older(Command):
    """Open the older edition."""

    names = ("older", "<")
    group = "Opening"
    otherwise = "there is no older edition"
    step: ClassVar[int] = -1

    def available(self, desk: Desk) -> bool:
        """There is one."""
        return desk.edition(self.step) is not None

    def run(self, desk: Desk, words: str) -> None:
        """Open it."""
        del words
        item = desk.edition(self.step)
        if item is not None:
            desk.open_item(item)


class Newer(Older):
    """Open the newer edition."""

    names = ("newer", ">")
    otherwise = "there is no newer edition"
    step = 1


class Search(Command):
    """Search in all editions of the library, the newest first; without words, list all entries.

    Words are found by how they begin, and fields narrow them: search hama drone -aleppo by:SOHR after:2024-12-01
    before:2024-12-07 grade:B2 in:hama state:contested sector:health unknown:no. Filters narrow what is found further.
    """

    names = ("search",)
    takes = "QUERY"
    group = "Opening"

    def run(self, desk: Desk, words: str) -> None:
        """Look through the index."""
        from sitbrief.cli.linear.found import Found

        home = desk.briefing.country
        filters = query.parse(words, home, desk.aliases)
        snapshot = desk.snapshot()
        if snapshot is None or not snapshot.editions:
            desk.say("Nothing here is indexed: sitbrief import makes briefings of other files.")
            return
        desk.push(Found(desk.library, snapshot, filters, home, desk.snapshot_anew))


def _step_match(desk: Desk, step: int) -> None:
    rows = desk.rows
    here = (rows.pane, rows.at) if rows else (Pane.TIMELINE, -1)
    match = next_match(desk.view, desk.sought, here, step)
    if match is None:
        hidden = " Filters are in force: filters says which." if desk.view.filters else ""
        desk.say(f'"{desk.sought}" is not found.{hidden}')
        return
    found = desk.place_at(match.pane, match.place)
    around = ", around the end" if match.around else ""
    desk.say(f'"{desk.sought}": match {match.number} of {match.total}{around}, in {match.pane.title}.')
    desk.say(*found.go(match.place))


COMMANDS = (
    Open(),
    Back(),
    Summary(),
    AboutIt(),
    Find(),
    NextMatch(),
    PreviousMatch(),
    Library(),
    Older(),
    Newer(),
    Search(),
)
