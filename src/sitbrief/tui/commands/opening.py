"""Commands that open something, search, or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.tui.commands.base import Command
from sitbrief.tui.redrawing import redraw
from sitbrief.tui.searching import step_match

if TYPE_CHECKING:
    from sitbrief.tui.screens.reader import Reader


class Open(Command):
    """Open the entry: who says it, the quote, the grade, rival claims, links."""

    id, keys, shown, hint, group = "open", "enter", "Enter", "open", "Opening"

    def available(self, reader: Reader) -> bool:
        """An entry is selected."""
        return reader.pane.selected is not None

    def run(self, reader: Reader) -> None:
        """Open what is selected."""
        reader.open_selected()


class Summary(Command):
    """Show the summary; all of it where it does not fit; hide it."""

    id, keys, shown, group = "summary", "s", "s", "Opening"

    def run(self, reader: Reader) -> None:
        """The next of the three."""
        reader.step_summary()


class Search(Command):
    """Search in this briefing."""

    id, keys, shown, hint, group = "search", "slash", "/", "search", "Opening"

    def run(self, reader: Reader) -> None:
        """Ask for words."""
        from sitbrief.tui.screens.ask import Ask

        reader.ask(Ask("Search for", reader.sought, reader.palette), reader.search)


class NextMatch(Command):
    """Go to the next match."""

    id, keys, shown, group = "search.next", "n", "n", "Opening"

    def available(self, reader: Reader) -> bool:
        """Something was searched for."""
        return bool(reader.sought)

    def run(self, reader: Reader) -> None:
        """The next match."""
        step_match(reader, 1)


class PreviousMatch(Command):
    """Go to the previous match."""

    id, keys, shown, group = "search.previous", "N", "N", "Opening"

    def available(self, reader: Reader) -> bool:
        """Something was searched for."""
        return bool(reader.sought)

    def run(self, reader: Reader) -> None:
        """The previous match."""
        step_match(reader, -1)


class Library(Command):
    """List the briefings of the library and open one."""

    id, keys, shown, hint, group = "library", "o", "o", "library", "Opening"

    def run(self, reader: Reader) -> None:
        """Show the list."""
        from sitbrief.tui.screens.library import LibraryList

        def chosen(name: str | None) -> None:
            if name is not None:
                reader.open_briefing(name)

        reader.ask(LibraryList(reader.library, reader.view.index.briefing.id, reader.palette), chosen)


class Older(Command):
    """Open the older edition."""

    id, keys, shown, group = "edition.older", "less_than_sign", "<", "Opening"

    def available(self, reader: Reader) -> bool:
        """There is one."""
        return reader.edition(-1) is not None

    def run(self, reader: Reader) -> None:
        """Open it."""
        reader.open_edition(-1)


class Newer(Command):
    """Open the newer edition."""

    id, keys, shown, group = "edition.newer", "greater_than_sign", ">", "Opening"

    def available(self, reader: Reader) -> bool:
        """There is one."""
        return reader.edition(1) is not None

    def run(self, reader: Reader) -> None:
        """Open it."""
        reader.open_edition(1)


class Help(Command):
    """List and search the keys alive here."""

    id, keys, shown, hint, group = "help", "question_mark", "?", "keys", "Leaving"

    def run(self, reader: Reader) -> None:
        """Show them."""
        from sitbrief.tui.screens.help import Help as HelpScreen

        reader.app.push_screen(HelpScreen(reader.alive(), reader.palette))


class Redraw(Command):
    """Draw the screen again."""

    id, keys, shown, group = "redraw", "ctrl+l", "ctrl+l", "Leaving"

    def run(self, reader: Reader) -> None:
        """Send all of it, whatever the terminal shows."""
        redraw(reader.app)


class Leave(Command):
    """Go back; leave at the top level."""

    id, keys, shown, hint, group = "leave", "q", "q :q ctrl+c", "leave", "Leaving"

    def run(self, reader: Reader) -> None:
        """Leave."""
        reader.app.exit(0)


class Back(Command):
    """Close the summary or the enlarged pane."""

    id, keys, shown, group = "back", "escape,backspace", "Esc Backspace", "Leaving"

    def run(self, reader: Reader) -> None:
        """Close what is open."""
        reader.step_back()


COMMANDS: tuple[Command, ...] = (
    Open(),
    Summary(),
    Search(),
    NextMatch(),
    PreviousMatch(),
    Library(),
    Older(),
    Newer(),
    Help(),
    Redraw(),
    Leave(),
    Back(),
)
