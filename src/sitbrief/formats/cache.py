"""Briefings that were validated before, kept so that they need not be validated again.

An entry goes by the hash of the file's bytes and of the rules that found them valid: another file, or another rule, is
another entry, so nothing that is out of date can be shown. Every entry carries a checksum. What is damaged is as good as
missing, and nothing that goes wrong with the cache itself is ever an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

try:
    from _blake2 import blake2b  # what hashlib has, without the three milliseconds in which it loads OpenSSL
except ImportError:  # pragma: no cover  # a Python that was built without
    from hashlib import blake2b

from pathlib import Path

from sitbrief.briefing.when import zone
from sitbrief.files.private_store import PrivateStore
from sitbrief.files.reading import Unreadable, read_file
from sitbrief.formats import native
from sitbrief.formats.codec import pack, unpack
from sitbrief.formats.fingerprint import fingerprint

if TYPE_CHECKING:
    from sitbrief.briefing.models import Briefing

_HASH_BYTES = 32

_Stamp: TypeAlias = tuple[int, ...] | None


class Cache:
    """Loads briefings, without validating them again where that was done before.

    Args:
        folder: Where the entries are; None keeps nothing from one run to the next.
    """

    def __init__(self, folder: Path | None) -> None:
        rules = fingerprint()
        self._rules = blake2b(rules, digest_size=_HASH_BYTES).digest()
        self._store = PrivateStore(folder) if folder is not None and rules else None
        self._known: dict[str, Briefing] = {}
        self._ahead: dict[str | Path, tuple[_Stamp, str, bytes]] = {}

    def load(self, path: str | Path) -> Briefing:
        """Load a briefing from a file.

        Raises:
            Unreadable: the file cannot be read.
            Invalid: it is no briefing.
        """
        name, data = self._read(path)
        briefing = self._found(name)
        if briefing is None:
            briefing = native.loads(data, path)
            self._known[name] = briefing
            if self._store is not None:
                self._store.write(name, _entry(name, briefing))
        return briefing

    def has(self, path: str | Path) -> bool:
        """Whether a file can be loaded without being validated. It is not read again then, unless it has changed."""
        stamp = _stamp(path)  # before it is read: what is written meanwhile is seen
        try:
            data = read_file(path)
        except Unreadable:
            return False
        name = self._name(data)
        there = self._found(name) is not None
        self._ahead[path] = stamp, name, b"" if there else data
        return there

    def fill(self, path: str | Path) -> bytes:
        """Validate a file for another process, which then finds it in the same store.

        Returns:
            What that process has to `take` where it does not; nothing if the file is no briefing.
        """
        try:
            name, data = self._read(path)
            entry = _entry(name, native.loads(data, path))
        except (Unreadable, native.Invalid):
            return b""
        stored = self._store is not None and self._store.write(name, entry)
        return b"" if stored else bytes.fromhex(name) + entry

    def take(self, filled: bytes) -> None:
        """Take what another process has filled."""
        name = filled[:_HASH_BYTES].hex()
        briefing = _opened(name, filled[_HASH_BYTES:])
        if briefing is not None:
            self._known[name] = briefing

    def _read(self, path: str | Path) -> tuple[str, bytes]:
        """The name of the entry of a file, and its bytes where there is none."""
        stamp, name, data = self._ahead.pop(path, (None, "", b""))
        if stamp is None or stamp != _stamp(path):
            data = read_file(path)
            name = self._name(data)
        return name, data

    def _name(self, data: bytes) -> str:
        return blake2b(data, key=self._rules, digest_size=_HASH_BYTES).hexdigest()

    def _found(self, name: str) -> Briefing | None:
        if name not in self._known and self._store is not None:
            briefing = _opened(name, self._store.read(name))
            if briefing is not None:
                self._known[name] = briefing
        return self._known.get(name)


def _stamp(path: str | Path) -> _Stamp:
    """What no write leaves as it is, whatever is set back afterwards; None where there is no such file."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _entry(name: str, briefing: Briefing) -> bytes:
    packed = pack(briefing)
    return _checksum(name, packed) + packed


def _opened(name: str, entry: bytes) -> Briefing | None:
    packed = entry[_HASH_BYTES:]
    if not packed or entry[:_HASH_BYTES] != _checksum(name, packed):
        return None
    try:
        briefing = unpack(packed)
        zone(briefing.zone)  # the one rule that depends on what else is on the machine
    except ValueError:
        return None
    return briefing


def _checksum(name: str, packed: bytes) -> bytes:
    return blake2b(packed, key=bytes.fromhex(name), digest_size=_HASH_BYTES).digest()
