"""What reading a file in another format came to: how many rows, what could not be read, which names lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from sitbrief.formats.province_lookup import UnknownProvince


class ImportReport(NamedTuple):
    """What became of the rows of one file.

    Attributes:
        file: Its name.
        rows: How many rows it has, header and tags left out.
        rejects: How many of them could not be read.
        unplaced: The names in it of which no province of their country is known, the most frequent first.
        choices: How it was read, where there was a choice, as in "read from the sheet Data".
    """

    file: str
    rows: int
    rejects: int
    unplaced: tuple[UnknownProvince, ...]
    choices: tuple[str, ...] = ()

    def words(self, settle: str = "a") -> str:
        """What has to be done about it, in a line.

        Args:
            settle: What settles the names: a key of the reader, or a command.
        """
        todo = []
        if self.rejects:
            todo.append(f"{self.rejects:,} of {plural(self.rows, 'row')} not read: sitbrief import says why")
        if self.unplaced:
            todo.append(f"{plural(len(self.unplaced), 'name')} without province: {settle}")
        if not todo:
            todo.append(f"{clean_line(self.file)}: all of {plural(self.rows, 'row')} read")
            if not self.choices:
                return f"{todo[0]}."
        return " · ".join((*todo, *self.choices))
