"""Commands that open what is listed, search, and go through the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sitbrief.briefing import query
from sitbrief.briefing.lists import TIMELINE
from sitbrief.briefing.navigation import next_match
from sitbrief.cli.linear.commands.base import Word, place_of
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from sitbrief.cli.linear.session import Session


class OpenWord(Word):
    """Open a row by its number; a number alone does the same, and open alone opens the row you are at."""

    names = ("open",)
    takes = "NUMBER"
    group = "Opening"
    keeps_question = True

    def run(self, session: Session, words: str) -> None:
        """Open it."""
        here = session.here
        at = place_of(words) if words else here.at
        if at is None:
            session.say(f'"{clean_line(words)}" is no number.')
        elif 0 <= at < here.count():
            here.open(session, at)
        elif here.count():
            session.say(f"There is no number {at + 1:,} here: the list goes from 1 to {here.count():,}.")
        else:
            session.say("There is nothing to open here.")


class BackWord(Word):
    """Go back to where this was opened from."""

    names = ("back",)
    group = "Opening"
    keeps_question = True

    def run(self, session: Session, words: str) -> None:
        """One location back."""
        del words
        if session.at_top:
            session.say("This is the top level: quit leaves.")
        else:
            session.back()


class SummaryWord(Word):
    """Go to the top of the briefing: its marking, its time, its summary, its panes."""

    names = ("summary", "s", "panes")
    group = "Opening"

    def run(self, session: Session, words: str) -> None:
        """All of it."""
        del words
        session.summarise()


class AboutItWord(Word):
    """Say who made this briefing, when, and from which documents."""

    names = ("about",)
    group = "Opening"

    def run(self, session: Session, words: str) -> None:
        """All of it."""
        from sitbrief.cli.linear.details import About

        del words
        session.push(About(session.shown_view))


class FindWord(Word):
    """Find words in this briefing, and go to the first match from here; n and N go on and back."""

    names = ("find", "/")
    takes = "WORDS"
    group = "Opening"

    def run(self, session: Session, words: str) -> None:
        """The next match from here."""
        sought = clean_line(words)
        if sought:
            session.sought = sought
            _step_match(session, 1)
        else:
            session.say(self.help)


class NextMatchWord(Word):
    """Go to the next match of what was found."""

    names = ("n",)
    group = "Opening"
    otherwise = "nothing was searched for"
    step: ClassVar[int] = 1

    def available(self, session: Session) -> bool:
        """Something was searched for."""
        return bool(session.sought)

    def run(self, session: Session, words: str) -> None:
        """So many matches on."""
        del words
        _step_match(session, self.step)


class PreviousMatch(NextMatchWord):
    """Go to the previous match of what was found."""

    names = ("N",)
    step = -1


class LibraryWord(Word):
    """List the briefings of the library; with a number or an id, open that one."""

    names = ("library", "editions", "o")
    takes = "NUMBER"
    group = "Opening"

    def run(self, session: Session, words: str) -> None:
        """List them, or open one."""
        from sitbrief.cli.linear.editions import Editions

        if not session.library.swift:
            from sitbrief.cli.indexing import bring_up_to_date

            bring_up_to_date(session.library, spoken=True)
        at = place_of(words)
        if not words:
            session.push(Editions(session.library, session.briefing.id, session.opened()))
        elif at is None:
            session.open_item(session.library.find(words))
        elif 0 <= at < len(session.library.items):
            session.open_item(session.library.items[at])
        else:
            session.say(f"The library has {plural(len(session.library.items), 'briefing')}.")


class OlderWord(Word):
    """Open the older edition."""

    names = ("older", "<")
    group = "Opening"
    otherwise = "there is no older edition"
    step: ClassVar[int] = -1

    def available(self, session: Session) -> bool:
        """There is one."""
        return session.edition(self.step) is not None

    def run(self, session: Session, words: str) -> None:
        """Open it."""
        del words
        item = session.edition(self.step)
        if item is not None:
            session.open_item(item)


class Newer(OlderWord):
    """Open the newer edition."""

    names = ("newer", ">")
    otherwise = "there is no newer edition"
    step = 1


class SearchWord(Word):
    """Search in all editions of the library, the newest first; without words, list all entries.

    Words are found by how they begin, and fields narrow them: search hama drone -aleppo by:SOHR after:2024-12-01
    before:2024-12-07 grade:B2 in:hama state:contested sector:health unknown:no. Filters narrow what is found further.
    """

    names = ("search",)
    takes = "QUERY"
    group = "Opening"

    def run(self, session: Session, words: str) -> None:
        """Look through the index."""
        from sitbrief.cli.linear.found import Found

        home = session.briefing.country
        filters = query.parse(words, home, session.aliases)
        snapshot = session.snapshot()
        if snapshot is None or not snapshot.editions:
            session.say("Nothing here is indexed: sitbrief import makes briefings of other files.")
            return
        session.push(Found(session.library, snapshot, filters, home, session.snapshot_anew))


def _step_match(session: Session, step: int) -> None:
    rows = session.rows
    here = (rows.pane, rows.at) if rows else (TIMELINE.id, -1)
    match = next_match(session.view, session.sought, here, step)
    if match is None:
        hidden = " Filters are in force: filters says which." if session.view.filters else ""
        session.say(f'"{session.sought}" is not found.{hidden}')
        return
    found = session.place_at(match.pane, match.place)
    around = ", around the end" if match.around else ""
    session.say(f'"{session.sought}": match {match.number} of {match.total}{around}, in {found.spec.title}.')
    session.say(*found.go(match.place))


COMMANDS = (
    OpenWord(),
    BackWord(),
    SummaryWord(),
    AboutItWord(),
    FindWord(),
    NextMatchWord(),
    PreviousMatch(),
    LibraryWord(),
    OlderWord(),
    Newer(),
    SearchWord(),
)
