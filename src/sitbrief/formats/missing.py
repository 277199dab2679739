"""The words by which tables say that a cell is empty: those of R, pandas, SQL, spreadsheets and people."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_DASHES: Final = ("-", "--", "---", "\u2013", "\u2014", "..", "...")
_WORDS: Final = (
    *("na", "n/a", "n.a.", "#n/a", "<na>", "nan", "null", "none", "nil"),
    *("no information", "no data", "not available", "not applicable", "not reported"),
)
_BLANKS: Final = " \t\r\n\u00a0"
"""Around a word; what else Python counts among blanks is shown as a sign that was removed, and says something."""

MISSING: Final = frozenset({"", *_DASHES, *_WORDS})
"""What a whole cell says that says nothing, in lower case."""

_LONGEST: Final = 40
"""Characters of a cell that may be one of them, with blanks around it. Most cells are asked in vain."""

NO_DAY: Final = MISSING | {"tbc", "tbd", "unknown", "not known"}
"""The same in a column of dates, where "unknown" is none."""


@lru_cache(maxsize=65536)
def is_missing(cell: str) -> bool:
    """Whether a cell says nothing. Of a country's code ask `is_missing_code`: NA is Namibia."""
    return len(cell) <= _LONGEST and cell.strip(_BLANKS).lower() in MISSING


def is_missing_code(cell: str) -> bool:
    """The same of a cell that has the code of a country."""
    return is_missing(cell) and cell.strip(_BLANKS) != "NA"


def present(cell: str) -> str:
    """What a cell says, without the blanks around it; empty where it says nothing."""
    plain = cell.strip(_BLANKS)
    return "" if plain.lower() in MISSING else plain
