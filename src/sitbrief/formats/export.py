"""The formats that a view is exported in. A new one is a module with `lines(view)`, and an entry here.

The command line, the dialog, `--plain`, completion, help and the manual read them from here. What writes a format is
loaded when something is first exported in it.
"""

from __future__ import annotations

import os
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.errors import SitbriefError
from sitbrief.text import alternatives, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.briefing import View

_LINES_AT_ONCE: Final = 500

_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names that Windows keeps for devices, whatever they end in: nobody there could open such a file, or get rid of it."""


class UnknownFormat(SitbriefError):
    """No format of that name, or of a file that ends like that; which there are, in one line."""


class ExportFormat(NamedTuple):
    """A format.

    Attributes:
        name: What `--format` calls it.
        ending: What the names of its files end in, with the dot.
        label: What it is called in a sentence.
        media_type: What it is to a web server or a mail program.
        writer: The module in `sitbrief.formats` that writes it.
        other_endings: What else the names of its files may end in.
    """

    name: str
    ending: str
    label: str
    media_type: str
    writer: str
    other_endings: tuple[str, ...] = ()

    def write(self, view: View, **layout: str | bool) -> Iterator[bytes]:
        """All that a view shows, in UTF-8, some lines at a time; `layout` is what else the writer's `lines` takes."""
        lines: Iterator[str] = import_module(f"sitbrief.formats.{self.writer}").lines(view, **layout)
        while some := "".join(islice(lines, _LINES_AT_ONCE)):
            yield some.encode()

    def file_name(self, briefing_id: str) -> str:
        """The name of a briefing's file: its id, made another where that is a device's somewhere."""
        name = f"{briefing_id}{self.ending}"
        return f"_{name}" if name.partition(".")[0] in _DEVICES else name


EXPORT_FORMATS: Final = (
    ExportFormat("markdown", ".md", "Markdown", "text/markdown", "markdown", (".markdown",)),
    ExportFormat("json", ".json", "JSON", "application/json", "extract"),
    ExportFormat("csv", ".csv", "CSV", "text/csv", "csv_text"),
    ExportFormat("text", ".txt", "text", "text/plain", "plain"),
)

CSV_ROWS: Final = ("claims", "figures")
"""What a row of CSV may be of."""

USUAL: Final = EXPORT_FORMATS[0]
"""What is written where nobody names a format."""


def named(name: str) -> ExportFormat:
    """The format of that name.

    Raises:
        UnknownFormat: there is none.
    """
    for known in EXPORT_FORMATS:
        if known.name == name:
            return known
    raise UnknownFormat(
        f"{clean_line(name)} is no format; there are {alternatives([known.name for known in EXPORT_FORMATS])}"
    )


def of_file(path: str | os.PathLike[str]) -> ExportFormat:
    """The format that the end of a file's name stands for; the usual one of a name without an ending, and of a folder.

    Raises:
        UnknownFormat: no format ends like that.
    """
    if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises for a long name
        return USUAL
    _, ending = os.path.splitext(path)  # noqa: PTH122  a word, which may be none that Path takes
    for known in EXPORT_FORMATS:
        if ending.lower() in (known.ending, *known.other_endings):
            return known
    if ending:
        endings = alternatives([known.ending for known in EXPORT_FORMATS])
        name = clean_line(os.fspath(path))
        raise UnknownFormat(f"{name}: no format ends in {clean_line(ending)}; there are {endings}")
    return USUAL
