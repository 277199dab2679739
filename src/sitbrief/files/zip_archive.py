"""Zip archives: which files are in one, and the bytes of one of them, unpacked within limits as they are read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Final, Protocol

from sitbrief.files.reading import OverLimit, Unreadable
from sitbrief.limits import MIB, limits

if TYPE_CHECKING:
    from os import PathLike

_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_LONGEST_COMMENT: Final = 65_535
_LARGEST_DIRECTORY: Final = MIB
"""Bytes of the list of files: some ten thousand of them. All are held at once."""

_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The two that everybody writes. What others unpack to may want gigabytes before the first byte comes out."""


class Packed(Protocol):
    """What unpacks: only as much as is asked for, and from the beginning again."""

    def read(self, size: int, /) -> bytes:
        """So many bytes at most."""

    def seek(self, offset: int, /) -> int:
        """Go there."""

    def close(self) -> None:
        """Let go of what is packed."""


class BoundedStream(io.RawIOBase):
    """What something unpacks to, read from its beginning; not more of it than is taken.

    Args:
        packed: Unpacks it.
        path: The file, for messages.

    Raises:
        OverLimit: more comes out than is taken.
        Unreadable: it is damaged, or cut off.
    """

    def __init__(self, packed: Packed, path: str | PathLike[str]) -> None:
        self._packed = packed
        self._path = path
        self._count = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """To its beginning alone."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Begin anew."""
        if offset or whence != io.SEEK_SET:
            raise io.UnsupportedOperation("what is packed is read from its beginning")
        self._count = 0
        return self._packed.seek(0)

    def tell(self) -> int:
        """How many bytes came out since the beginning."""
        return self._count

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # any that io gives
        """The next bytes."""
        try:
            data = self._packed.read(len(buffer))
        except EOFError as error:
            raise Unreadable(self._path, "ends in the middle of what is packed: fetch it again") from error
        except (zlib.error, zipfile.BadZipFile, NotImplementedError, OSError) as error:
            raise Unreadable(self._path, "is damaged: what is packed in it cannot be unpacked") from error
        self._count += len(data)
        if self._count > limits().unpacked * MIB:
            raise too_large(self._path)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Let go of it."""
        self._packed.close()
        super().close()


def too_large(path: str | PathLike[str]) -> OverLimit:
    """What is said of one that unpacks to more than is taken."""
    return OverLimit(path, f"unpacks to more than {limits().unpacked:,} MiB", "unpacked")


class ZipArchive:
    """A zip archive that is open. Nothing of it is ever written to a path that it names.

    Args:
        file: The file; it stays its opener's.
        path: Its name, for messages.

    Attributes:
        names: The files in it, folders left out, in the order of its list; one that is listed twice once.

    Raises:
        Unreadable: it is damaged, or lists more files than are taken.
    """

    def __init__(self, file: IO[bytes], path: str | PathLike[str]) -> None:
        self._path = path
        size = _directory_bytes(file)
        if size is None:
            raise Unreadable(path, "is a damaged zip archive, or one that is cut off: fetch it again")
        if size > _LARGEST_DIRECTORY:
            raise Unreadable(path, "is a zip archive of very many files: unpack it and name the one to read")
        try:
            self._archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Unreadable(path, "is a damaged zip archive: fetch it again") from error
        self._infos = {info.filename: info for info in self._archive.infolist() if not info.is_dir()}
        self.names = list(self._infos)

    def open(self, name: str) -> io.BufferedReader:
        """One of its files, from its beginning.

        Raises:
            OverLimit: it says that it is larger than is taken.
            Unreadable: it has a password, or is packed in a way that few programs know.
        """
        info = self._infos[name]
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable(self._path, "is protected by a password: unpack it first")
        if info.compress_type not in _METHODS:
            raise Unreadable(self._path, "is packed in a way that few programs know: pack it as zip again")
        if info.file_size > limits().unpacked * MIB:
            raise too_large(self._path)
        try:
            return io.BufferedReader(BoundedStream(self._archive.open(info), self._path), 1 << 16)
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            raise Unreadable(self._path, "is a damaged zip archive: fetch it again") from error


def _directory_bytes(file: IO[bytes]) -> int | None:
    """The bytes of the list of files, by what stands at the end of the archive; None where it is none."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT))
    end = file.read()
    file.seek(0)
    found = end.rfind(_END)
    if found < 0 or len(end) - found < _END_BYTES:
        return None
    # An archive of the larger kind (zip64) has 0xFFFFFFFF here, which is too many as well.
    return int(struct.unpack_from("<I", end, found + 12)[0])
