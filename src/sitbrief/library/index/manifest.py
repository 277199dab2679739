"""Which segments an index is made of, and which files each has read: one small file, replaced as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zlib import crc32

import orjson

from sitbrief.formats.fingerprint import fingerprint
from sitbrief.library.index.checking import Damaged
from sitbrief.library.index.decoding import MIB, is_line, loaded
from sitbrief.library.index.index_folder import SEGMENT, IndexFolder
from sitbrief.library.index.naming import BESIDE, is_name
from sitbrief.library.index.segment import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME: Final = "manifest"
_LARGEST: Final = 64 * MIB
_MOST: Final = 1 << 63


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


class RefusedFile(NamedTuple):
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
    refused: tuple[RefusedFile, ...] = ()

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
        with IndexFolder.open(folder) as opened:
            data = opened.read(NAME, _LARGEST)
        seal, content = data[:8], data[8:]
        if seal != _seal(content):
            return None
        version, segments, refused = loaded(content, _LARGEST)
        if version != rules():
            return None
        plain = folder.name == BESIDE
        return Manifest(
            tuple(_segment(one, plain=plain) for one in segments),
            tuple(_refused(one, plain=plain) for one in refused),
        )
    except (OSError, ValueError, TypeError, Damaged):
        return None


def store(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest of a folder: synced, then renamed.

    Raises:
        OSError: it cannot be written.
    """
    content = orjson.dumps([rules(), manifest.segments, manifest.refused], default=tuple)
    with IndexFolder.open(folder) as opened:
        opened.put(NAME, (_seal(content), content))


def _segment(said: Any, *, plain: bool) -> SegmentNote:  # noqa: ANN401  what came out of JSON
    name, digest, size, entries, files = said
    if not (_is_text(name) and SEGMENT.fullmatch(name) and _is_text(digest) and _is_count(size, entries)):
        raise Damaged("a segment is none of ours")
    return SegmentNote(
        name, digest, size, entries, tuple(note and _note(note, plain=plain) for note in files)
    )


def _refused(said: Any, *, plain: bool) -> RefusedFile:  # noqa: ANN401  likewise
    note, why, unread = said
    if not (_is_text(why) and is_line(why) and isinstance(unread, bool)):
        raise Damaged("it is not said why")
    return RefusedFile(_note(note, plain=plain), why, unread)


def _note(said: Any, *, plain: bool) -> FileNote:  # noqa: ANN401  likewise
    note = FileNote(*said)
    if not (_is_text(note.name) and is_name(note.name, plain=plain) and _is_text(note.digest)):
        raise Damaged("a file is none of the library")
    if not _is_count(note.size, abs(note.modified)):
        raise Damaged("a file is of no size, or of no time")
    return note


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(*values: object) -> bool:
    return all(type(value) is int and 0 <= value < _MOST for value in values)


def _seal(content: bytes) -> bytes:
    return f"{crc32(content):08x}".encode()
