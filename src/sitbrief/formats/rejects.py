"""The rows that could not be read, as CSV beside the briefings: where each stands, why, and what stands there.

What stands there is cleaned, as all that is shown: who opens the file in a terminal sees where something was removed.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Final, Self

from sitbrief.files.writing import told
from sitbrief.formats.csv_text import csv_line
from sitbrief.text import clean_line, clean_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitbrief.files.new_file import NewFile
    from sitbrief.files.writing import Folder
    from sitbrief.formats.row_outcome import Reject

HEAD: Final = ("line", "column", "column_name", "reason")

_LONGEST_NAME: Final = 200
"""Bytes of the name of the file that they come from; a whole name may have 255."""


class RejectsFile:
    """Made when the first row comes, and there under its name when all of them are in it.

    Args:
        folder: Where it goes.
        name: The name of the file that the rows come from.
        header: The names of its columns.
        overwrite: Whether to replace that of an import before; else it gets a number.
    """

    def __init__(self, folder: Folder, name: str, header: Sequence[str], *, overwrite: bool) -> None:
        shortened = os.fsencode(name)[:_LONGEST_NAME]
        self._stem = clean_line(os.fsdecode(shortened)) or "import"
        self._folder = folder
        self._header = header
        self._overwrite = overwrite
        self._new: NewFile | None = None
        self._text: io.TextIOWrapper | None = None
        self._path = folder.of(self._name(1))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._new is not None:
            self._new.close()

    def add(self, found: Reject) -> None:
        """Write one down.

        Raises:
            Unwritable: the folder takes no file, or the disk no more of it.
        """
        if self._text is None:
            self._new = self._folder.new(self._name(1))
            self._text = io.TextIOWrapper(self._new.file, encoding="utf-8", newline="")
            self._write([*HEAD, *map(clean_prose, self._header)])
        place = [str(found.line), str(found.column or ""), found.name, found.reason]
        self._write(map(clean_prose, [*place, *found.cells]))

    def keep(self) -> str:
        """Give it its name; its path, or nothing where there was nothing to write down.

        Raises:
            Unwritable: that cannot be.
        """
        if self._text is None or self._new is None:
            return ""
        number = 1
        while True:
            name = self._name(number)
            with told(self._folder.of(name)):
                self._text.flush()
                try:
                    self._new.keep(name, overwrite=self._overwrite)
                except FileExistsError:
                    number += 1
                else:
                    return self._folder.of(name)

    def _name(self, number: int) -> str:
        return f"{self._stem}.rejects{f'-{number}' if number > 1 else ''}.csv"

    def _write(self, cells: Iterable[str]) -> None:
        assert self._text is not None  # noqa: S101  it was opened in this very moment
        with told(self._path):
            self._text.write(csv_line(cells))
