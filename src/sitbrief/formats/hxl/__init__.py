"""Humanitarian tables: with HXL tags in one of the first rows, or as HDX publishes them without, by their column names.

One row is one claim, with a figure for each number that it counts.
"""

from sitbrief.formats.hxl.reader import MAKER, NAME, PUBLISHER, Reader
from sitbrief.formats.hxl.tables import named_columns, recognises
from sitbrief.formats.hxl.tags import MOST_HEADER_ROWS, columns, is_tags

__all__ = [
    "MAKER",
    "MOST_HEADER_ROWS",
    "NAME",
    "PUBLISHER",
    "Reader",
    "columns",
    "is_tags",
    "named_columns",
    "recognises",
]
