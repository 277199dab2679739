"""Commands that move within and between the lists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sitbrief.briefing.lists import BRIEFING_LISTS, TIMELINE
from sitbrief.cli.linear.commands.base import place_of, word
from sitbrief.cli.linear.paging import SIZE, page_from, page_with
from sitbrief.config.commands import COMMANDS

if TYPE_CHECKING:
    from sitbrief.cli.linear.paging import Page
    from sitbrief.cli.linear.session import Session


def _next_page(session: Session, _words: str) -> None:
    page = session.here.page
    if page.end >= page.total:
        session.say(f"That is the end of the list: {page.total:,} in all.")
    else:
        _turn(session, page_from(page.end, page.total))


def _page_before(session: Session, _words: str) -> None:
    page = session.here.page
    if page.start == 0:
        session.say("That is the beginning of the list.")
    else:
        _turn(session, page_from(page.start - SIZE, page.total))


def _turn(session: Session, page: Page) -> None:
    session.here.at = page.start
    session.say(*session.here.turn(page))


def _step(session: Session, step: int) -> None:
    at = session.here.at + step
    if 0 <= at < session.here.count():
        session.say(*session.here.go(at))
    else:
        session.say("That is the end of the list." if step > 0 else "That is the beginning of the list.")


def _read_again(session: Session, _words: str) -> None:
    here = session.here
    session.say(*here.read(full=True, page=here.page))


def _where(session: Session, _words: str) -> None:
    here = session.here
    row = f", row {here.at + 1:,} of {here.count():,}" if here.count() else ""
    briefing, force = session.asked_at.whereabouts(session.shown_view)
    session.say(briefing, f"In {here.word}{row}. {force}")


def _go_to_pane(session: Session, words: str) -> None:
    """To the pane of a number, or whose name begins so."""
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


def _go_to(pane: str, session: Session, _words: str) -> None:
    session.go_to(pane)


def _has_days(session: Session) -> bool:
    return bool(session.view.count(TIMELINE.id))


def _go_to_day(session: Session, words: str) -> None:
    """To the first entry of the day, or of the next that has one."""
    from sitbrief.briefing.filter_text import day_of

    day = day_of(words)
    if day is None:
        session.say(COMMANDS["move.day"].spoken)
        return
    rows = session.place_at(TIMELINE.id, session.view.first_on(day))
    session.say(*rows.read(page=page_from(rows.at, rows.count())))


_row = partial(word, available=lambda session: bool(session.here.count()), keeps_question=True)

MOVING = (
    _row("move.page-down", _next_page),
    _row("move.page-up", _page_before),
    _row("move.home", lambda session, _: _turn(session, page_from(0, session.here.count()))),
    _row(
        "move.end",
        lambda session, _: _turn(session, page_with(session.here.count() - 1, session.here.count())),
    ),
    _row("move.down", lambda session, _: _step(session, 1)),
    _row("move.up", lambda session, _: _step(session, -1)),
    word("redraw", _read_again, keeps_question=True),
    word("where", _where, keeps_question=True),
    word("pane.next", _go_to_pane),
    *(word(f"pane.{spec.id}", partial(_go_to, spec.id)) for spec in BRIEFING_LISTS),
    word("move.day", _go_to_day, _has_days),
)
