"""Commands that open what is listed, search, and go through the library."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sitbrief.briefing import query
from sitbrief.briefing.lists import TIMELINE
from sitbrief.briefing.navigation import next_match
from sitbrief.briefing.sought import typed_in_quotes
from sitbrief.briefing.unmatched import names_in, nearest
from sitbrief.cli.linear.commands.base import place_of, word
from sitbrief.cli.linear.details import About
from sitbrief.config.commands import COMMANDS
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from sitbrief.cli.linear.session import Session


def _open(session: Session, words: str) -> None:
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


def _find(session: Session, words: str) -> None:
    """The next match from here."""
    sought = clean_line(words)
    if sought:
        session.sought = sought
        _step_match(session, 1)
    else:
        session.say(COMMANDS["search"].spoken)


def _searched(session: Session) -> bool:
    return bool(session.sought)


def _step_match(session: Session, step: int) -> None:
    rows = session.rows
    here = (rows.pane, rows.at) if rows else (TIMELINE.id, -1)
    match = next_match(session.view, session.sought, here, step)
    if match is None:
        hidden = " Filters are in force: filters says which." if session.view.filters else ""
        near = nearest(session.sought, names_in(session.view.index))
        session.say(f"{typed_in_quotes(session.sought)} is not found.{near}{hidden}")
        return
    found = session.place_at(match.pane, match.place)
    around = ", around the end" if match.around else ""
    which = f"match {match.number:,} of {match.total:,}"
    session.say(f"{typed_in_quotes(session.sought)}: {which}{around}, in {found.spec.title}.")
    session.say(*found.go(match.place))


def _open_library(session: Session, words: str) -> None:
    """List the briefings, or open one."""
    if not session.library.swift:
        from sitbrief.cli.indexing import bring_up_to_date

        bring_up_to_date(session.library, spoken=True)
    at = place_of(words)
    if not words:
        session.list_briefings()
        session.read(full=True)
    elif at is None:
        session.open_item(session.library.find(words))
    elif 0 <= at < len(session.library.items):
        session.open_item(session.library.items[at])
    else:
        session.say(f"The library has {plural(len(session.library.items), 'briefing')}.")


def _open_edition(step: int, session: Session, _words: str) -> None:
    item = session.edition(step)
    if item is not None:
        session.open_item(item)


def _search(session: Session, words: str) -> None:
    """Look through the index."""
    from sitbrief.cli.linear.found import Found

    home = session.briefing.country
    query.read(words)  # what cannot be read is said before anything is looked through
    snapshot = session.snapshot()
    if not snapshot.editions:
        session.say("Nothing here is indexed: sitbrief import makes briefings of other files.")
        return
    filters = query.parse(words, home, session.aliases, sorted(snapshot.countries - {home}))
    session.push(Found(session.library, snapshot, filters, home, session.snapshot_anew))


OPENING = (
    word("open", _open, keeps_question=True),
    word("summary", lambda session, _: session.summarise()),
    word("about", lambda session, _: session.push(About(session.shown_view))),
    word("search", _find),
    word("search.next", lambda session, _: _step_match(session, 1), _searched),
    word("search.previous", lambda session, _: _step_match(session, -1), _searched),
    word("library", _open_library),
    word("edition.older", partial(_open_edition, -1), lambda session: bool(session.edition(-1))),
    word("edition.newer", partial(_open_edition, 1), lambda session: bool(session.edition(1))),
    word("search.library", _search),
)
