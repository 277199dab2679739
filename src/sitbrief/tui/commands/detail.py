"""What an open entry, source or briefing can be told to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.tui.commands.base import Command
from sitbrief.tui.commands.sets import CommandSet, by_id

if TYPE_CHECKING:
    from sitbrief.tui.screens.detail_screen import DetailScreen

_ALL_OF_IT = 9_999
"""So many pages no text has."""


class DetailDownCommand(Command["DetailScreen"]):
    """Go to the next link in sight, or a line down."""

    id, keys, shown, hint, group = "detail.down", "j,down", "j ↓", "move", "Moving"

    def run(self, detail: DetailScreen) -> None:
        """A step down."""
        detail.text.step(1)


class DetailUpCommand(Command["DetailScreen"]):
    """Go to the previous link in sight, or a line up."""

    id, keys, shown, group = "detail.up", "k,up", "k ↑", "Moving"

    def run(self, detail: DetailScreen) -> None:
        """A step up."""
        detail.text.step(-1)


class DetailNextLinkCommand(Command["DetailScreen"]):
    """Go to the next link."""

    id, keys, shown, hint, group = "detail.next-link", "tab", "Tab", "next link", "Moving"

    def available(self, detail: DetailScreen) -> bool:
        """There is one."""
        return detail.has_links

    def run(self, detail: DetailScreen) -> None:
        """The next link."""
        detail.text.next_link(1)


class DetailPreviousLinkCommand(DetailNextLinkCommand):
    """Go to the previous link."""

    id, keys, shown, hint = "detail.previous-link", "shift+tab", "shift+Tab", ""

    def run(self, detail: DetailScreen) -> None:
        """The previous link."""
        detail.text.next_link(-1)


class DetailPageDownCommand(Command["DetailScreen"]):
    """Go one page down."""

    id, keys, shown = "detail.page-down", "pagedown,space,ctrl+d", "PgDn Space"
    hint, group = "page", "Moving"

    def run(self, detail: DetailScreen) -> None:
        """A page down."""
        detail.text.page(1)


class DetailPageUpCommand(Command["DetailScreen"]):
    """Go one page up."""

    id, keys, shown, group = "detail.page-up", "pageup,b,ctrl+u", "PgUp b", "Moving"

    def run(self, detail: DetailScreen) -> None:
        """A page up."""
        detail.text.page(-1)


class DetailHomeCommand(Command["DetailScreen"]):
    """Go to the beginning."""

    id, keys, shown, group = "detail.home", "g,home", "g Home", "Moving"

    def run(self, detail: DetailScreen) -> None:
        """To the beginning."""
        detail.text.page(-_ALL_OF_IT)


class DetailEndCommand(Command["DetailScreen"]):
    """Go to the end."""

    id, keys, shown, group = "detail.end", "G,end", "G End", "Moving"

    def run(self, detail: DetailScreen) -> None:
        """To the end."""
        detail.text.page(_ALL_OF_IT)


class DetailFollowCommand(Command["DetailScreen"]):
    """Open what the selected link leads to."""

    id, keys, shown, hint, group = "detail.follow", "enter", "Enter", "follow", "Opening"

    def available(self, detail: DetailScreen) -> bool:
        """There is one."""
        return detail.has_links

    def run(self, detail: DetailScreen) -> None:
        """Follow it."""
        link = detail.text.selected
        if link is not None:
            detail.follow(link)
        else:
            detail.say("No link is selected: Tab goes to the next one.")


class DetailCopyCommand(Command["DetailScreen"]):
    """Copy this to the clipboard of your terminal (OSC 52)."""

    id, keys, shown, hint, group = "detail.copy", "y", "y", "copy", "Taking away"

    def available(self, detail: DetailScreen) -> bool:
        """It is an entry or a source."""
        return detail.link is not None

    def run(self, detail: DetailScreen) -> None:
        """Send it to the terminal."""
        from sitbrief.tui.copying import copy_linked

        copy_linked(detail)


class DetailHelpCommand(Command["DetailScreen"]):
    """List and search the keys alive here."""

    id, keys, shown, hint, group = "detail.help", "question_mark", "?", "keys", "Leaving"

    def run(self, detail: DetailScreen) -> None:
        """Show them."""
        from sitbrief.tui.screens.help import HelpScreen

        detail.app.push_screen(HelpScreen(detail.alive(), detail.palette))


class DetailBackCommand(Command["DetailScreen"]):
    """Go back to where this was opened from."""

    id, keys, shown = "detail.back", "q,backspace,escape", "q Esc"
    hint, group = "back", "Leaving"

    def run(self, detail: DetailScreen) -> None:
        """Back."""
        detail.dismiss(None)


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
