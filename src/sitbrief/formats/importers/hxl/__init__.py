"""Humanitarian tables: with HXL tags in one of the first rows, or as HDX publishes them without, by their column names.

One row is one claim, with a figure for each number that it counts.
"""

from __future__ import annotations

from typing import Final

from sitbrief.formats.importers.hxl.row_reader import HxlReader
from sitbrief.formats.importers.hxl.tables import named_columns
from sitbrief.formats.importers.hxl.tags import columns, is_tags
from sitbrief.formats.importers.importer import Opened, TableImporter, TableStart
from sitbrief.formats.tally import events_of
from sitbrief.text import clean_line


class Hxl(TableImporter):
    """Tables of the Humanitarian Data Exchange, which counts violence against civilians among the political."""

    name = "hxl"
    publisher = clean_line("HDX")
    maker = "Humanitarian Data Exchange"
    killed = "reported killed"
    fights = events_of("political violence")
    national = True

    def recognises(self, table: TableStart) -> bool:
        """Whether some row is one of tags, or the columns are those of a table that HDX publishes."""
        return _tagged(table) is not None or bool(named_columns(table.names))

    def open(self, table: TableStart) -> Opened | None:
        """Get ready to read what stands below the tags, or the header."""
        tagged, header, rest = _tagged(table), table.header, table.rows[1:]
        if tagged is not None:
            found = columns(table.rows[tagged].cells, [row.cells for row in table.rows[:tagged]])
            above = [cell.strip() for cell in table.rows[max(0, tagged - 1)].cells]
            width = len(table.rows[tagged].cells)
            header = [*above, *[""] * width][:width]
            rest = table.rows[tagged + 1 :]
        elif not (found := named_columns(table.names)):
            return None
        return Opened(HxlReader(found, table).event, header, rest)


def _tagged(table: TableStart) -> int | None:
    """The place of the row of tags."""
    return next((place for place, row in enumerate(table.rows) if is_tags(row.cells)), None)


IMPORTER: Final = Hxl()
