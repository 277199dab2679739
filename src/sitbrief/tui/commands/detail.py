"""What an open entry, source or briefing can be told to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from sitbrief.tui.commands.base import Command, command, command_set

if TYPE_CHECKING:
    from textual.app import App

    from sitbrief.briefing import View
    from sitbrief.briefing.detail import Link
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.widgets.text import LinkedText

_ALL_OF_IT = 9_999
"""So many pages no text has."""


class OpenDetail(Protocol):
    """What commands ask of a screen with one thing in full."""

    view: View
    link: Link | None
    palette: Palette
    has_links: bool

    @property
    def app(self) -> App[Any]:
        """The application."""

    @property
    def text(self) -> LinkedText:
        """The text."""

    def alive(self) -> tuple[Command[Any], ...]:
        """The commands that would do something now."""

    def say(self, message: str) -> None:
        """Put a message on the bottom line until the next key."""

    def follow(self, link: Link) -> None:
        """Open what a link leads to, on top."""

    def back(self) -> None:
        """Go back to where this was opened from."""


def _has_links(detail: OpenDetail) -> bool:
    return detail.has_links


def _follow(detail: OpenDetail) -> None:
    link = detail.text.selected
    if link is not None:
        detail.follow(link)
    else:
        detail.say("No link is selected: Tab goes to the next one.")


def _copy(detail: OpenDetail) -> None:
    from sitbrief.tui.copying import copy_linked

    if detail.link is not None:
        detail.say(copy_linked(detail.app, detail.view.index, detail.link))


def _show_help(detail: OpenDetail) -> None:
    from sitbrief.tui.screens.help import HelpScreen

    detail.app.push_screen(HelpScreen(detail.alive(), detail.palette))


_OWN: Final[tuple[Command[OpenDetail], ...]] = (
    command("detail.down", lambda detail: detail.text.step(1)),
    command("detail.up", lambda detail: detail.text.step(-1)),
    command("detail.next-link", lambda detail: detail.text.next_link(1), _has_links),
    command("detail.previous-link", lambda detail: detail.text.next_link(-1), _has_links),
    command("detail.page-down", lambda detail: detail.text.page(1)),
    command("detail.page-up", lambda detail: detail.text.page(-1)),
    command("detail.home", lambda detail: detail.text.page(-_ALL_OF_IT)),
    command("detail.end", lambda detail: detail.text.page(_ALL_OF_IT)),
    command("detail.follow", _follow, _has_links),
    command("detail.copy", _copy, lambda detail: detail.link is not None),
    command("detail.help", _show_help),
    command("detail.back", lambda detail: detail.back()),
)

DETAIL: Final = command_set(
    _OWN,
    hints=(
        "detail.follow",
        "detail.next-link",
        "detail.back",
        "detail.down",
        "detail.page-down",
        "detail.copy",
        "detail.help",
    ),
)
