"""The rows that could not be read, as CSV beside the briefings: where each stands, why, and what stands there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, Self

from sitbrief.formats.csv_text import csv_line
from sitbrief.formats.writing import Unwritable

if TYPE_CHECKING:
    import io
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from sitbrief.formats.importing import Reject

HEAD: Final = ("line", "column", "column_name", "reason")


class RejectsFile:
    """Made when the first row comes, and there under its name when all of them are in it.

    Args:
        path: Where it goes.
        header: The names of the file's columns.
    """

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.path = path
        self._header = header
        self._temporary: Path | None = None
        self._file: io.TextIOWrapper | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)

    def add(self, found: Reject) -> None:
        """Write one down.

        Raises:
            Unwritable: the folder takes no file.
        """
        if self._file is None:
            self._open()
        assert self._file is not None  # noqa: S101  it was opened in this very moment
        place = [str(found.line), str(found.column or ""), found.name, found.reason]
        self._file.write(csv_line([*place, *found.cells]))

    def keep(self) -> bool:
        """Give it its name; False where there was nothing to write down."""
        if self._file is None or self._temporary is None:
            return False
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._temporary.replace(self.path)
        self._temporary = None
        return True

    def _open(self) -> None:
        # The name is known before the file is there: whoever is interrupted here leaves none behind.
        self._temporary = self.path.parent / f".sitbrief-{os.urandom(8).hex()}"
        try:
            descriptor = os.open(self._temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except OSError as error:
            self._temporary = None
            raise Unwritable(self.path, error.strerror or "cannot be written") from error
        self._file = os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape", newline="")
        self._file.write(csv_line([*HEAD, *self._header]))
