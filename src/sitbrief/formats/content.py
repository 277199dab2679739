"""What a file holds: its own bytes, or what is packed in it. What unpacks is loaded for a packed file alone."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final, NamedTuple

from sitbrief.files.kinds import archive_of, is_gzip, is_zip
from sitbrief.files.reading import Unreadable
from sitbrief.formats.event import NO_TEXT

if TYPE_CHECKING:
    from os import PathLike

    from sitbrief.formats.workbook import Workbook
    from sitbrief.text import Clean

_START: Final = 1 << 12


class Content(NamedTuple):
    """What a file holds.

    Attributes:
        stream: Its bytes, unpacked, which can be read from the beginning again; of a workbook those of its archive.
        workbook: The workbook that it is; None for any other.
        member: The name of the file in the archive that it is; empty where there is none, or no choice.
    """

    stream: IO[bytes]
    workbook: Workbook | None = None
    member: Clean = NO_TEXT


def is_packed(start: bytes) -> bool:
    """Whether a file that begins so has to be unpacked."""
    return is_gzip(start) or is_zip(start)


def plain(file: IO[bytes], start: bytes, path: str | PathLike[str]) -> Content:
    """What an open file holds that is not packed.

    Raises:
        Unreadable: it is of a kind that nothing of ours reads.
    """
    if what := archive_of(start):
        raise Unreadable(path, what)
    return Content(file)


def start_of(stream: IO[bytes]) -> bytes:
    """How a stream begins; it is begun anew."""
    start = stream.read(_START)
    stream.seek(0)
    return start
