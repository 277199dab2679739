"""The export dialog: where to, and the command line that does the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Vertical

from sitbrief.files.writing import Unwritable, file_at, is_there, write_file
from sitbrief.formats.export import EXPORT_FORMATS, USUAL, UnknownFormat, of_file
from sitbrief.formats.extract import exported_id, spare_full_edition
from sitbrief.library.commands import export_command
from sitbrief.text import alternatives, clean_line, clean_row
from sitbrief.tui.content import content
from sitbrief.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from sitbrief.briefing import View
    from sitbrief.tui.palette import Palette


class ExportDialog(Dialog[str]):
    """Writes what is shown, in the format that the file's name ends in. Answers with what was done. Asks before it replaces a file."""

    def __init__(self, view: View, library_path: str | None, palette: Palette) -> None:
        super().__init__(palette)
        self._view = view
        self._library = library_path
        self._confirmed = ""
        self._file_name = USUAL.file_name(exported_id(view))

    def compose(self) -> ComposeResult:
        """The field, the command line, what the keys do."""
        with Vertical(id="box"):
            name = self._file_name
            yield self.label(self._title(name), name="title")
            yield self.field(name)
            yield self.label("The same from a shell:")
            yield self.label(self._command(name), name="command")
            endings = alternatives([known.ending for known in EXPORT_FORMATS])
            yield self.label(f"Enter write · Esc back · a name in {endings}", name="message")

    def edited(self, value: str) -> None:
        """Show the format and the command line for that file."""
        from textual.widgets import Label

        self.query_one("#title", Label).update(content(clean_row(self._title(value))))
        self.query_one("#command", Label).update(content(clean_row(self._command(value))))

    def _title(self, name: str) -> str:
        """What is about to be written."""
        try:
            label = of_file(self._path(name)).label
        except UnknownFormat:
            label = "..."
        return f"Export as {label}: {self._view.summary()}. File on this machine:"

    def _path(self, name: str) -> str:
        """The path that a name stands for."""
        # By words: a Path raises for a user there is not, and forgets the slash that says that a folder is meant.
        return file_at(os.path.expanduser(name.strip()), self._file_name)  # noqa: PTH111

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
        path = self._path(name)
        try:
            chosen = of_file(path)
            if is_there(path) and self._confirmed != path:
                if chosen.name == "json":
                    spare_full_edition(self._view, path)
                self._confirmed = path
                self.tell(clean_line(f"{path} exists: Enter again replaces it, or give another name"))
                return
            write_file(path, chosen.write(self._view), overwrite=self._confirmed == path)
        except (Unwritable, UnknownFormat) as error:
            self.tell(str(error))
        else:
            self.answer(clean_line(f"Written: {Path(path).absolute()}, {self._view.summary()}"))
