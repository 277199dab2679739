"""Which segments an index is made of, and which files each has read: one small file, replaced as a whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

import orjson

from sitbrief.formats.fingerprint import fingerprint
from sitbrief.library.index.segment import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME: Final = "manifest"
_LARGEST: Final = 256 * 1024 * 1024


class FileNote(NamedTuple):
    """A file as it was when it was read.

    Attributes:
        name: The file, as `Names` has it.
        size: Bytes.
        modified: When it was changed at last, in nanoseconds.
        digest: The hash of its bytes.
    """

    name: str
    size: int
    modified: int
    digest: str

    @property
    def identity(self) -> tuple[int, int]:
        """What tells without reading it that a file is the same."""
        return self.size, self.modified


class Refused(NamedTuple):
    """A file that holds no briefing.

    Attributes:
        note: The file.
        why: Why not: what stands behind its path on one line.
        unread: It could not even be read.
    """

    note: FileNote
    why: str
    unread: bool


class SegmentNote(NamedTuple):
    """A segment.

    Attributes:
        name: Its file.
        digest: The hash of its bytes.
        size: Bytes.
        entries: How many entries it has.
        files: The files of its editions, in the order in which it numbers them; None for one that counts no more.
    """

    name: str
    digest: str
    size: int
    entries: int
    files: tuple[FileNote | None, ...]


class Manifest(NamedTuple):
    """The state of an index.

    Attributes:
        segments: The segments.
        refused: Files that hold no briefing.
    """

    segments: tuple[SegmentNote, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def files(self) -> Mapping[str, FileNote]:
        """All files that were read, by their names."""
        live = [note for segment in self.segments for note in segment.files if note]
        return {note.name: note for note in (*live, *(refused.note for refused in self.refused))}

    @property
    def entries(self) -> int:
        """How many entries there are, those of editions that count no more included."""
        return sum(segment.entries for segment in self.segments)


EMPTY: Final = Manifest()


def rules() -> str:
    """What an index depends on besides the files: another version of any of it is another index."""
    return f"{VERSION}/{fingerprint().hex()}"


def load(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where there is none, or none that can be used."""
    try:
        with (folder / NAME).open("rb") as file:
            data = file.read(_LARGEST)
        seal, content = data[:8], data[8:]
        if seal != _seal(content):
            return None
        version, segments, refused = orjson.loads(content)
        if version != rules():
            return None
        return Manifest(
            tuple(
                SegmentNote(name, digest, size, entries, tuple(note and FileNote(*note) for note in files))
                for name, digest, size, entries, files in segments
            ),
            tuple(Refused(FileNote(*note), why, unread) for note, why, unread in refused),
        )
    except (OSError, ValueError, TypeError):
        return None


def store(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest of a folder: synced, then renamed.

    Raises:
        OSError: it cannot be written.
    """
    content = orjson.dumps([rules(), manifest.segments, manifest.refused], default=tuple)
    new = folder / f".{NAME}-{os.getpid()}"
    try:
        with new.open("wb") as file:
            file.write(_seal(content) + content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(folder / NAME)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    _sync(folder)


def _sync(folder: Path) -> None:
    """Have the folder's own entries on the disk, where the file system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _seal(content: bytes) -> bytes:
    return f"{crc32(content):08x}".encode()
