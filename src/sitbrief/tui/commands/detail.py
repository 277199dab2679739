"""What an open entry, source or briefing can be told to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from sitbrief.tui.commands.base import Command, CommandSet, by_id

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


class DetailDownCommand(Command[OpenDetail]):
    """Go to the next link in sight, or a line down."""

    id, keys, shown, hint, group = "detail.down", "j,down", "j ↓", "move", "Moving"

    def run(self, detail: OpenDetail) -> None:
        """A step down."""
        detail.text.step(1)


class DetailUpCommand(Command[OpenDetail]):
    """Go to the previous link in sight, or a line up."""

    id, keys, shown, group = "detail.up", "k,up", "k ↑", "Moving"

    def run(self, detail: OpenDetail) -> None:
        """A step up."""
        detail.text.step(-1)


class DetailNextLinkCommand(Command[OpenDetail]):
    """Go to the next link."""

    id, keys, shown, hint, group = "detail.next-link", "tab", "Tab", "next link", "Moving"

    def available(self, detail: OpenDetail) -> bool:
        """There is one."""
        return detail.has_links

    def run(self, detail: OpenDetail) -> None:
        """The next link."""
        detail.text.next_link(1)


class DetailPreviousLinkCommand(DetailNextLinkCommand):
    """Go to the previous link."""

    id, keys, shown, hint = "detail.previous-link", "shift+tab", "shift+Tab", ""

    def run(self, detail: OpenDetail) -> None:
        """The previous link."""
        detail.text.next_link(-1)


class DetailPageDownCommand(Command[OpenDetail]):
    """Go one page down."""

    id, keys, shown = "detail.page-down", "pagedown,space,ctrl+d", "PgDn Space"
    hint, group = "page", "Moving"

    def run(self, detail: OpenDetail) -> None:
        """A page down."""
        detail.text.page(1)


class DetailPageUpCommand(Command[OpenDetail]):
    """Go one page up."""

    id, keys, shown, group = "detail.page-up", "pageup,b,ctrl+u", "PgUp b", "Moving"

    def run(self, detail: OpenDetail) -> None:
        """A page up."""
        detail.text.page(-1)


class DetailHomeCommand(Command[OpenDetail]):
    """Go to the beginning."""

    id, keys, shown, group = "detail.home", "g,home", "g Home", "Moving"

    def run(self, detail: OpenDetail) -> None:
        """To the beginning."""
        detail.text.page(-_ALL_OF_IT)


class DetailEndCommand(Command[OpenDetail]):
    """Go to the end."""

    id, keys, shown, group = "detail.end", "G,end", "G End", "Moving"

    def run(self, detail: OpenDetail) -> None:
        """To the end."""
        detail.text.page(_ALL_OF_IT)


class DetailFollowCommand(Command[OpenDetail]):
    """Open what the selected link leads to."""

    id, keys, shown, hint, group = "detail.follow", "enter", "Enter", "follow", "Opening"

    def available(self, detail: OpenDetail) -> bool:
        """There is one."""
        return detail.has_links

    def run(self, detail: OpenDetail) -> None:
        """Follow it."""
        link = detail.text.selected
        if link is not None:
            detail.follow(link)
        else:
            detail.say("No link is selected: Tab goes to the next one.")


class DetailCopyCommand(Command[OpenDetail]):
    """Copy this to the clipboard of your terminal (OSC 52)."""

    id, keys, shown, hint, group = "detail.copy", "y", "y", "copy", "Taking away"

    def available(self, detail: OpenDetail) -> bool:
        """It is an entry or a source."""
        return detail.link is not None

    def run(self, detail: OpenDetail) -> None:
        """Send it to the terminal."""
        from sitbrief.tui.copying import copy_linked

        if detail.link is not None:
            detail.say(copy_linked(detail.app, detail.view.index, detail.link))


class DetailHelpCommand(Command[OpenDetail]):
    """List and search the keys alive here."""

    id, keys, shown, hint, group = "detail.help", "question_mark", "?", "keys", "Leaving"

    def run(self, detail: OpenDetail) -> None:
        """Show them."""
        from sitbrief.tui.screens.help import HelpScreen

        detail.app.push_screen(HelpScreen(detail.alive(), detail.palette))


class DetailBackCommand(Command[OpenDetail]):
    """Go back to where this was opened from."""

    id, keys, shown = "detail.back", "q,backspace,escape", "q Esc"
    hint, group = "back", "Leaving"

    def run(self, detail: OpenDetail) -> None:
        """Back."""
        detail.back()


_COMMANDS: tuple[Command[Any], ...] = (
    DetailDownCommand(),
    DetailUpCommand(),
    DetailNextLinkCommand(),
    DetailPreviousLinkCommand(),
    DetailPageDownCommand(),
    DetailPageUpCommand(),
    DetailHomeCommand(),
    DetailEndCommand(),
    DetailFollowCommand(),
    DetailCopyCommand(),
    DetailHelpCommand(),
    DetailBackCommand(),
)
DETAIL = CommandSet(
    by_id(_COMMANDS),
    (
        "detail.follow",
        "detail.next-link",
        "detail.back",
        "detail.down",
        "detail.page-down",
        "detail.copy",
        "detail.help",
    ),
)
