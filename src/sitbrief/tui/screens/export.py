"""The export dialog: where to, and the command line that does the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical

from sitbrief.formats import markdown
from sitbrief.formats.endings import ENDINGS, MARKDOWN, file_name
from sitbrief.formats.writing import Unwritable, file_at, is_there, write_file
from sitbrief.library.commands import export_command
from sitbrief.text import clean_line, clean_row
from sitbrief.tui.content import content
from sitbrief.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.briefing import View
    from sitbrief.tui.palette import Palette


class Export(Dialog[str]):
    """Writes what is shown as Markdown. Answers with what was done. Asks before it replaces a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False, priority=True, id="export.cancel")
    ]

    def __init__(self, view: View, library_path: str | None, palette: Palette) -> None:
        super().__init__(palette)
        self._view = view
        self._library = library_path
        self._confirmed = ""
        self._file_name = file_name(view.index.briefing.id, ENDINGS[MARKDOWN])

    def compose(self) -> ComposeResult:
        """The field, the command line, what the keys do."""
        with Vertical(id="box"):
            yield self.label(f"Export as Markdown: {self._view.summary()}. File on this machine:")
            name = self._file_name
            yield self.field(name)
            yield self.label("The same from a shell:")
            yield self.label(self._command(name), name="command")
            yield self.label("Enter write · Esc back", name="message")

    def edited(self, value: str) -> None:
        """Show the command line for that file."""
        from textual.widgets import Label

        self.query_one("#command", Label).update(content(clean_row(self._command(value))))

    def _command(self, name: str) -> str:
        """The command line that writes the same to that file."""
        briefing = self._view.index.briefing
        words = export_command(briefing.id, self._view.filters, output=name or None, library=self._library)
        return clean_line(words)

    def submitted(self, value: str) -> None:
        """Write the file, or say why not."""
        name = value.strip()
        if not name:
            self.tell("Give a file name, or Esc to go back")
            return
        # By words: a Path raises for a user there is not, and forgets the slash that says that a folder is meant.
        path = file_at(os.path.expanduser(name), self._file_name)  # noqa: PTH111
        try:
            if is_there(path) and self._confirmed != path:
                self._confirmed = path
                self.tell(clean_line(f"{path} exists: Enter again replaces it, or give another name"))
                return
            write_file(path, markdown.write(self._view).encode(), overwrite=self._confirmed == path)
        except Unwritable as error:
            self.tell(str(error))
        else:
            self.answer(clean_line(f"Written: {Path(path).absolute()}, {self._view.summary()}"))
