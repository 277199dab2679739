"""Which segments an index is made of, and which files each has read: one small file, replaced as a whole.

A file goes by its real path. Beside the briefings an index has the names alone: another machine may have that folder elsewhere.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zlib import crc32

import orjson

from sitbrief.formats.fingerprint import fingerprint
from sitbrief.library.index.decoding import MIB, Damaged, is_count, is_line, loaded
from sitbrief.library.index.index_folder import BESIDE, SEGMENT, IndexFolder

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "manifest"
VERSION: Final = 2
"""Of what an index holds and how; another version is built anew."""

_LARGEST: Final = 64 * MIB
_BYTES: Final = "\0"
"""Opens a name that is no UTF-8, in hexadecimal digits. No path has this character."""


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
    def unread(self) -> frozenset[str]:
        """The names of files that could not even be read."""
        return frozenset(refused.note.name for refused in self.refused if refused.unread)

    @property
    def entries(self) -> int:
        """How many entries there are, those of editions that count no more included."""
        return sum(segment.entries for segment in self.segments)


EMPTY: Final = Manifest()


class Names:
    """The names of files for one index, and the files of names: the same however somebody writes their paths.

    Args:
        folder: The index's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._root = os.path.realpath(folder.parent) if folder.name == BESIDE else ""
        self._real: dict[str, str] = {}

    def of(self, path: Path) -> str:
        """The name of a file, as a text that JSON can hold."""
        parent, own = os.path.split(os.path.abspath(path))  # noqa: PTH100  Path.absolute keeps ".."
        if parent not in self._real:
            self._real[parent] = os.path.realpath(parent)
        real = self._real[parent]
        if real == self._root:
            return _as_text(own)
        return _as_text(os.path.join(real, own))  # noqa: PTH118  words, thousands of them

    def path(self, name: str) -> Path:
        """The file of a name."""
        return Path(self._root, _as_word(name))


def _rules() -> str:
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
        if version != _rules():
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
    content = orjson.dumps([_rules(), manifest.segments, manifest.refused], default=tuple)
    with IndexFolder.open(folder) as opened:
        opened.put(NAME, (_seal(content), content))


def _segment(said: Any, *, plain: bool) -> SegmentNote:  # noqa: ANN401  what came out of JSON
    name, digest, size, entries, files = said
    sound = isinstance(name, str) and SEGMENT.fullmatch(name) and isinstance(digest, str)
    if not (sound and is_count(size) and is_count(entries)):
        raise Damaged("a segment is none of ours")
    return SegmentNote(
        name, digest, size, entries, tuple(note and _note(note, plain=plain) for note in files)
    )


def _refused(said: Any, *, plain: bool) -> RefusedFile:  # noqa: ANN401  likewise
    note, why, unread = said
    if not (is_line(why) and isinstance(unread, bool)):
        raise Damaged("it is not said why")
    return RefusedFile(_note(note, plain=plain), why, unread)


def _note(said: Any, *, plain: bool) -> FileNote:  # noqa: ANN401  likewise
    name, size, modified, digest = said
    if not (isinstance(digest, str) and _is_name(name, plain=plain)):
        raise Damaged("a file is none of the library")
    if not (is_count(size) and is_count(abs(modified))):
        raise Damaged("a file is of no size, or of no time")
    return FileNote(name, size, modified, digest)


def _seal(content: bytes) -> bytes:
    return f"{crc32(content):08x}".encode()


def _is_name(name: object, *, plain: bool) -> bool:
    try:
        word = _as_word(name) if isinstance(name, str) else ""
    except ValueError:
        return False
    if "\0" in word or not word:
        return False
    if plain:
        return os.sep not in word and word not in {os.curdir, os.pardir}
    return os.path.isabs(word) and os.path.normpath(word) == word  # noqa: PTH117  a word


def _as_text(word: str) -> str:
    raw = os.fsencode(word)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return f"{_BYTES}{raw.hex()}"


def _as_word(text: str) -> str:
    raw = bytes.fromhex(text[1:]) if text.startswith(_BYTES) else text.encode()
    return os.fsdecode(raw)
