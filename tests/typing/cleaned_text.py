"""What the type checker must refuse: a text that has not passed the gate where only cleaned text may go.

Nobody runs this. mypy reads it, and each `ignore` that it does not need is an error: then a door has opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_type

from sitbrief.briefing.claims import Claim
from sitbrief.briefing.entries import TimelineEntry
from sitbrief.briefing.models import Highlight
from sitbrief.briefing.sources import Document
from sitbrief.cli.output import data
from sitbrief.formats import markdown, plain
from sitbrief.formats.event import Event, Need
from sitbrief.terminal.clipboard import into_tmux, osc52, prepared
from sitbrief.terminal.pen import PLAIN
from sitbrief.text import Clean, clean_line, truncate, wrap
from sitbrief.tui.content import content
from sitbrief.tui.copying import send

if TYPE_CHECKING:
    from textual.app import App

    from sitbrief.briefing import View
    from sitbrief.briefing.when import When
    from sitbrief.terminal.frame import CellRow


def records(outside: str, clean: Clean, when: When) -> None:
    """No record takes it."""
    Highlight(text=outside)  # type: ignore[arg-type]
    Document(id=clean, publisher=outside)  # type: ignore[arg-type]
    Claim(id=clean, statement=outside, originator=clean, when=when)  # type: ignore[arg-type]
    TimelineEntry(id=clean, headline=outside)  # type: ignore[arg-type]
    TimelineEntry(id=clean, headline=clean)


def importers(outside: str, clean: Clean) -> None:
    """No row of a dataset is told with it."""
    Event("", "SY", "", "", outside, clean, {}, [], [])  # type: ignore[arg-type]
    Event("", "SY", "", "", clean, outside, {}, [], [])  # type: ignore[arg-type]
    Need("Health", "needs", outside)  # type: ignore[arg-type]


def screen(outside: str, clean: Clean) -> None:
    """No widget shows it."""
    content(outside)  # type: ignore[arg-type]
    content(f"{clean} and {outside}")  # type: ignore[arg-type]
    content(clean)


def wire(outside: str, clean: Clean, row: CellRow) -> None:
    """It is not sent to the terminal."""
    row.put(0, outside, PLAIN)  # type: ignore[arg-type]
    row.put(0, clean, PLAIN)


def clipboard(outside: str, clean: Clean, app: App[int]) -> None:
    """It does not get into anybody's clipboard."""
    osc52(outside)  # type: ignore[arg-type]
    prepared(outside, {})  # type: ignore[arg-type]
    into_tmux(outside, {})  # type: ignore[arg-type]
    send(app, outside)  # type: ignore[arg-type]
    send(app, clean)


def printed(outside: str, clean: Clean) -> None:
    """No command prints it."""
    data(outside)  # type: ignore[arg-type]
    data(clean)


def writers(view: View) -> None:
    """What writers make of a view is clean, whole and line by line."""
    assert_type(markdown.write(view), Clean)
    assert_type(markdown.lines(view), Iterator[Clean])
    assert_type(plain.write(view), Clean)
    assert_type(plain.lines(view), Iterator[Clean])


def kept(outside: str) -> tuple[Clean, list[Clean]]:
    """What is shortened or broken stays clean, and what was not clean does not become so."""
    unclean: Clean = truncate(outside, 9)  # type: ignore[assignment]
    del unclean
    return truncate(clean_line(outside), 9), wrap(clean_line(outside), 9)
