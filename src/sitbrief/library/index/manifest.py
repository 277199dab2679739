"""The manifest: which segments an index has, and which files each was made of. It is one small file, replaced as a whole.

A file goes by its real path; in an index beside the briefings by its name alone, as another machine may have the folder elsewhere.
"""

from __future__ import annotations

import os
from functools import cache
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
VERSION: Final = 3
"""The version of the format; an index of another one is built anew."""

_LARGEST: Final = 64 * MIB
_BYTES: Final = "\0"
"""Begins a name that is no UTF-8 and is stored in hexadecimal digits. No path has this character."""


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
        """What a file has as long as it is not changed."""
        return self.size, self.modified


class RefusedFile(NamedTuple):
    """A file that holds no briefing.

    Attributes:
        note: The file.
        why: Why not; it follows the path in a message.
        unread: Whether it could not even be read.
    """

    note: FileNote
    why: str
    unread: bool


class SegmentNote(NamedTuple):
    """A segment as it was written.

    Attributes:
        name: The name of its file.
        digest: The hash of its bytes.
        size: Bytes.
        entries: How many entries it has.
        files: The files of its editions, in the order of their numbers; None for one that has changed or is gone.
    """

    name: str
    digest: str
    size: int
    entries: int
    files: tuple[FileNote | None, ...]


class Manifest(NamedTuple):
    """What an index is made of.

    Attributes:
        segments: The segments.
        refused: Files that hold no briefing.
    """

    segments: tuple[SegmentNote, ...] = ()
    refused: tuple[RefusedFile, ...] = ()

    @property
    def files(self) -> Mapping[str, FileNote]:
        """All files that it knows, by their names."""
        live = [note for segment in self.segments for note in segment.files if note]
        return {note.name: note for note in (*live, *(refused.note for refused in self.refused))}

    @property
    def unread(self) -> frozenset[str]:
        """The names of files that could not even be read."""
        return frozenset(refused.note.name for refused in self.refused if refused.unread)

    @property
    def entries(self) -> int:
        """How many entries the segments have, also of files that have changed or are gone."""
        return sum(segment.entries for segment in self.segments)


EMPTY: Final = Manifest()


class Names:
    """Names for the files of one index, and files for names. A file has the same name however its path is written.

    Args:
        folder: The index's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._root = os.path.realpath(folder.parent) if folder.name == BESIDE else ""
        self._real = cache(os.path.realpath)

    def of(self, path: Path) -> str:
        """The name of a file, as a text that JSON can hold."""
        parent, own = os.path.split(os.path.abspath(path))  # noqa: PTH100  Path.absolute keeps ".."
        real = self._real(parent)
        if real == self._root:
            return _as_text(own)
        return _as_text(os.path.join(real, own))  # noqa: PTH118  words, thousands of them

    def path(self, name: str) -> Path:
        """The file of a name."""
        return Path(self._root, _as_word(name))


def _rules() -> str:
    """What an index depends on besides its files: the format, and the rules by which briefings are read."""
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
        opened.put(NAME, _seal(content) + content)


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
