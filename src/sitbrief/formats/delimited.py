"""Tables in text files: cells between commas, semicolons or tabs, in quotes where they hold these or new lines.

A file is read row by row, whatever its size. Nothing is guessed beyond the first lines: the encoding is UTF-8 (or UTF-16
where a mark says so) unless the user names another.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from sitbrief.formats.reading import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS: Final = ",;\t|"
_SAMPLED_LINES: Final = 30
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Row(NamedTuple):
    """One row of a table.

    Attributes:
        line: The line of the file on which it begins, from 1.
        cells: Its cells.
        wrong: Why it is none, where it is none.
    """

    line: int
    cells: list[str]
    wrong: str = ""


class Layout(NamedTuple):
    """How a file writes its cells.

    Attributes:
        encoding: Its encoding, by Python's name.
        delimiter: What stands between cells.
    """

    encoding: str
    delimiter: str

    @property
    def decimal_comma(self) -> bool:
        """Whether a comma may be a decimal point: where semicolons separate, it is."""
        return self.delimiter == ";"


def encoding_of(start: bytes, asked: str | None = None) -> str:
    """The encoding of a file that starts so."""
    if asked is not None:
        return asked
    return next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")


def layout_of(start: bytes, encoding: str | None = None) -> Layout:
    """How a file that starts so writes its cells: by what splits its first row into most of them, then the next ones.

    Raises:
        LookupError: there is no such encoding.
    """
    name = encoding_of(start, encoding)
    text = start.decode(name, "replace")
    return Layout(name, max(DELIMITERS, key=lambda delimiter: _widths(text, delimiter)))


def _widths(text: str, delimiter: str) -> list[int]:
    """Into how many cells the first rows split."""
    counts: list[int] = []
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    with contextlib.suppress(csv.Error):  # a cell without an end; what was before it tells enough
        counts.extend(len(row) for row in islice(found, _SAMPLED_LINES))
    return counts


def rows(file: IO[bytes], layout: Layout) -> Iterator[Row]:
    """The rows of a file, empty ones left out.

    What is not in the file's encoding, and a cell that has no end, makes a row wrong; the next ones are read.

    Raises:
        Unreadable: the disk or the network gave up.
    """
    text = io.TextIOWrapper(file, encoding=layout.encoding, errors="surrogateescape", newline="")
    reader = csv.reader(text, delimiter=layout.delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Row(line, [], f"{error}: is a quote missing?")
            continue
        except UnicodeError:
            yield Row(line, [], f"is not {layout.encoding}")
            break
        except OSError as error:
            raise Unreadable(getattr(file, "name", "-"), error.strerror or "cannot be read") from error
        if cells:
            yield Row(line, cells)
    text.detach()  # the file is its opener's


def is_decoded(cells: list[str]) -> bool:
    """Whether all bytes of a row were in the file's encoding."""
    text = "".join(cells)
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
