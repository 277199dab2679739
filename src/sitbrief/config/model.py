"""A configuration, and the mistakes in its file."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.briefing.filter_text import FilterText


class Problem(NamedTuple):
    """A mistake in a configuration file.

    Attributes:
        path: The file.
        line: The line, from 1; 0 for the file as a whole.
        what: The key, and what is wrong with it.
        hint: What to do.
    """

    path: Path
    line: int
    what: str
    hint: str

    @property
    def short(self) -> str:
        """The same with the file's name alone, for a line that is short."""
        return str(self._replace(path=Path(self.path.name)))

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else str(self.path)
        return clean_line(f"{where}: {self.what}. {self.hint}")


class Keys(NamedTuple):
    """What a file says of the keys of a binding, by its id: as they are written there, and on which line."""

    id: str
    keys: tuple[str, ...]
    line: int


class Config(NamedTuple):
    """The settings of a configuration file.

    Attributes:
        path: The file; None where there is none.
        values: What each setting is, by its table and name; those that are not in it are as by default.
        keys: What is said of keys, in the file's order.
        lines: The line of each key of the file, by its table and name.
    """

    path: Path | None = None
    values: Mapping[tuple[str, str], Any] = MappingProxyType({})
    keys: tuple[Keys, ...] = ()
    lines: Mapping[tuple[str, str], int] = MappingProxyType({})

    def get(self, name: str, table: str = "") -> Any:  # noqa: ANN401  as the setting has it
        """The value of a setting; None for its default."""
        return self.values.get((table, name))

    @property
    def library(self) -> tuple[str, ...]:
        """The files and folders of the library; none where they are not set."""
        return tuple(os.path.expanduser(path) for path in self.get("library") or ())  # noqa: PTH111  it may know no such user

    @property
    def asked(self) -> FilterText | None:
        """The filters as typed; None where none are set."""
        from sitbrief.briefing.filter_text import FilterText

        found = {name: value for (table, name), value in self.values.items() if table == "filters"}
        if not found:
            return None
        joined = {
            name: ",".join(value) if isinstance(value, tuple) else value for name, value in found.items()
        }
        joined["unknown"] = "yes" if joined.pop("unknown", True) else "no"
        joined["provinces"] = joined.pop("province", "")
        return FilterText(**joined)

    def problem(self, table: str, name: str, what: str, hint: str) -> Problem:
        """A problem with one of the settings."""
        key = f"{table}.{name}" if table else name
        return Problem(self.path or Path(), self.line_of(table, name), f"{key}: {what}", hint)

    def line_of(self, table: str, name: str) -> int:
        """The line of a setting or of a table, or of the table that a setting is written into; 0 where neither is known."""
        places = ((table, name), (table or name, ""), ("", table))
        return next((self.lines[place] for place in places if place in self.lines), 0)
