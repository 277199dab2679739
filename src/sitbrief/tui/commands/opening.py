"""Commands that open something, search, or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.tui.commands.base import Command
from sitbrief.tui.redrawing import redraw

if TYPE_CHECKING:
    from sitbrief.tui.screens.panes import PanesScreen
    from sitbrief.tui.screens.reader import Reader


class Open(Command["PanesScreen"]):
    """Open the entry: who says it, the quote, the grade, rival claims, links."""

    id, keys, shown, hint, group = "open", "enter", "Enter", "open", "Opening"

    def available(self, reader: PanesScreen) -> bool:
        """An entry is selected."""
        return reader.pane.selected is not None

    def run(self, reader: PanesScreen) -> None:
        """Open what is selected."""
        reader.open_selected()


class Summary(Command["Reader"]):
    """Show the summary; all of it where it does not fit; hide it."""

    id, keys, shown, group = "summary", "s", "s", "Opening"

    def run(self, reader: Reader) -> None:
        """The next of the three."""
        reader.step_summary()


class Search(Command["PanesScreen"]):
    """Search in this briefing."""

    id, keys, shown, hint, group = "search", "slash", "/", "search", "Opening"

    def run(self, reader: PanesScreen) -> None:
        """Ask for words."""
        reader.ask_for_words()


class NextMatch(Command["PanesScreen"]):
    """Go to the next match."""

    id, keys, shown, group = "search.next", "n", "n", "Opening"

    def available(self, reader: PanesScreen) -> bool:
        """Something was searched for."""
        return bool(reader.sought)

    def run(self, reader: PanesScreen) -> None:
        """The next match."""
        reader.step_match(1)


class PreviousMatch(Command["PanesScreen"]):
    """Go to the previous match."""

    id, keys, shown, group = "search.previous", "N", "N", "Opening"

    def available(self, reader: PanesScreen) -> bool:
        """Something was searched for."""
        return bool(reader.sought)

    def run(self, reader: PanesScreen) -> None:
        """The previous match."""
        reader.step_match(-1)


class Library(Command["Reader"]):
    """Open the library: the entries of all its editions in one list, and the editions."""

    id, keys, shown, hint, group = "library", "o", "o", "library", "Opening"

    def run(self, reader: Reader) -> None:
        """Show the library; files of other formats, which an index has nothing of, as a list."""
        from sitbrief.tui.screens.library import LibraryList

        if not any(item.account for item in reader.library.shown_items):
            reader.open_library()
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                reader.open_briefing(name)

        reader.ask(LibraryList(reader.library, reader.view.index.briefing.id, reader.palette), chosen)


class Older(Command["Reader"]):
    """Open the older edition."""

    id, keys, shown, group = "edition.older", "less_than_sign", "<", "Opening"

    def available(self, reader: Reader) -> bool:
        """There is one."""
        return reader.edition(-1) is not None

    def run(self, reader: Reader) -> None:
        """Open it."""
        reader.open_edition(-1)


class Newer(Command["Reader"]):
    """Open the newer edition."""

    id, keys, shown, group = "edition.newer", "greater_than_sign", ">", "Opening"

    def available(self, reader: Reader) -> bool:
        """There is one."""
        return reader.edition(1) is not None

    def run(self, reader: Reader) -> None:
        """Open it."""
        reader.open_edition(1)


class Help(Command["PanesScreen"]):
    """List and search the keys alive here."""

    id, keys, shown, hint, group = "help", "question_mark", "?", "keys", "Leaving"

    def run(self, reader: PanesScreen) -> None:
        """Show them."""
        from sitbrief.tui.screens.help import Help as HelpScreen

        reader.app.push_screen(HelpScreen(reader.alive(), reader.palette))


class Redraw(Command["PanesScreen"]):
    """Draw the screen again."""

    id, keys, shown, group = "redraw", "ctrl+l", "ctrl+l", "Leaving"

    def run(self, reader: PanesScreen) -> None:
        """Send all of it, whatever the terminal shows."""
        redraw(reader.app)


class Leave(Command["PanesScreen"]):
    """Go back; leave at the top level."""

    id, keys, shown, hint, group = "leave", "q", "q :q ctrl+c", "leave", "Leaving"

    def run(self, reader: PanesScreen) -> None:
        """Leave."""
        reader.leave()


class Back(Command["PanesScreen"]):
    """Close the summary or the enlarged pane."""

    id, keys, shown, group = "back", "escape,backspace", "Esc Backspace", "Leaving"

    def run(self, reader: PanesScreen) -> None:
        """Close what is open."""
        reader.step_back()


COMMANDS: tuple[Command[Any], ...] = (
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
