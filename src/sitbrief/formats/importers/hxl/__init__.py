"""Humanitarian tables: with HXL tags in one of the first rows, or as HDX publishes them without, by their column names.

One row is one claim, with a figure for each number that it counts.
"""

from __future__ import annotations

from typing import Final

from sitbrief.formats.event import NO_TEXT
from sitbrief.formats.importers.hxl.row_reader import HxlReader
from sitbrief.formats.importers.hxl.tables import is_humanitarian_api, named_columns
from sitbrief.formats.importers.hxl.tags import columns, is_tags
from sitbrief.formats.importers.importer import MOST_HEADER_ROWS, Opened, TableImporter, TableStart
from sitbrief.formats.tally import events_of
from sitbrief.text import clean_line

_HUMANITARIAN_API: Final = clean_line("HDX HAPI")
"""The Humanitarian API of the Humanitarian Data Exchange, which is told by its columns."""


class Hxl(TableImporter):
    """Humanitarian tables, which may be anybody's. They count violence against civilians among the political."""

    name = "hxl"
    publisher = clean_line("the file")
    maker = "an unnamed publisher"
    kind = "other"
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
        labels = [column.label if tagged is not None else header[column.place] for column in found]
        reader = HxlReader(found, table, labels)
        of_api = tagged is None and is_humanitarian_api(table.names)
        # Of more rows nobody knows yet whether they all name one source.
        by_rows = reader.source_of(rest) if len(table.rows) < MOST_HEADER_ROWS else NO_TEXT
        return Opened(
            reader.event,
            header,
            rest,
            publisher=_HUMANITARIAN_API if of_api else by_rows,
            all_read=reader.all_read,
            remarks=reader.remarks,
        )


def _tagged(table: TableStart) -> int | None:
    """The place of the row of tags."""
    return next((place for place, row in enumerate(table.rows) if is_tags(row.cells)), None)


IMPORTER: Final = Hxl()
