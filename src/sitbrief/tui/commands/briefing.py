"""Commands of the reader of one briefing alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitbrief.tui.commands.base import Command

if TYPE_CHECKING:
    from sitbrief.tui.screens.briefing_screen import BriefingScreen


class SettleCommand(Command["BriefingScreen"]):
    """Say which province a name in the file means, where no spelling does: once and for all."""

    id, keys, shown, hint, group = "settle", "a", "a", "settle names", "Filtering"

    def available(self, reader: BriefingScreen) -> bool:
        """The file, of another format, has such names."""
        from sitbrief.tui.settling import unplaced

        return bool(unplaced(reader))

    def run(self, reader: BriefingScreen) -> None:
        """List them."""
        from sitbrief.tui.settling import settle_names

        settle_names(reader)


class SummaryCommand(Command["BriefingScreen"]):
    """Show the summary; all of it where it does not fit; hide it."""

    id, keys, shown, group = "summary", "s", "s", "Opening"

    def run(self, reader: BriefingScreen) -> None:
        """The next of the three."""
        reader.step_summary()


class LibraryCommand(Command["BriefingScreen"]):
    """Open the library: the entries of all its editions in one list, and the editions."""

    id, keys, shown, hint, group = "library", "o", "o", "library", "Opening"

    def run(self, reader: BriefingScreen) -> None:
        """Show the library; files of other formats, which an index has nothing of, as a list."""
        from sitbrief.tui.screens.library import LibraryList

        if not any(item.account for item in reader.library.shown_items):
            reader.open_library()
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                reader.open_briefing(name)

        reader.ask(LibraryList(reader.library, reader.view.index.briefing.id, reader.palette), chosen)


class OlderCommand(Command["BriefingScreen"]):
    """Open the older edition."""

    id, keys, shown, group = "edition.older", "less_than_sign", "<", "Opening"

    def available(self, reader: BriefingScreen) -> bool:
        """There is one."""
        return reader.edition(-1) is not None

    def run(self, reader: BriefingScreen) -> None:
        """Open it."""
        reader.open_edition(-1)


class NewerCommand(Command["BriefingScreen"]):
    """Open the newer edition."""

    id, keys, shown, group = "edition.newer", "greater_than_sign", ">", "Opening"

    def available(self, reader: BriefingScreen) -> bool:
        """There is one."""
        return reader.edition(1) is not None

    def run(self, reader: BriefingScreen) -> None:
        """Open it."""
        reader.open_edition(1)


class ExportCommand(Command["BriefingScreen"]):
    """Export what is shown, as Markdown or in another format."""

    id, keys, shown, hint, group = "export", "e", "e", "export", "Taking away"

    def run(self, reader: BriefingScreen) -> None:
        """Ask where to."""
        from sitbrief.tui.screens.export_dialog import ExportDialog

        reader.ask(ExportDialog(reader.view, reader.library.option, reader.palette), reader.say_if)


COMMANDS: tuple[Command[Any], ...] = (
    SettleCommand(),
    SummaryCommand(),
    LibraryCommand(),
    OlderCommand(),
    NewerCommand(),
    ExportCommand(),
)
