"""The briefings of an import are written: many of them by two processes at once, where there are two processors."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from typing import TYPE_CHECKING, Final, Self

from sitbrief.cli import output
from sitbrief.formats.writing import Unwritable, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sitbrief.formats.assembly import Group
    from sitbrief.formats.conversion import Conversion

_MANY: Final = 64
"""From so many groups on a second process is worth its start."""

_READ_BYTES: Final = 1 << 16


def write_groups(
    conversion: Conversion,
    groups: Sequence[Group],
    folder: Path,
    tell: Callable[[int, int], None],
    *,
    overwrite: bool,
) -> int:
    """Write the briefings of these groups, and their paths to stdout in order; how many there are.

    Args:
        conversion: Makes them.
        groups: Which.
        folder: Where to.
        tell: Is told how many groups of how many are written.
        overwrite: Whether to replace what is there.

    Raises:
        Unwritable: one cannot be written; those before it are.
    """
    half = len(groups) // 2 if len(groups) >= _MANY and _processors() > 1 else len(groups)
    written = 0
    with _Second(conversion, groups[half:], folder, overwrite=overwrite) as second:
        for number, group in enumerate(groups[:half], 1):
            tell(number * len(groups) // half, len(groups))
            for path in _write(conversion, group, folder, overwrite=overwrite):
                output.mention(str(path))
                written += 1
        for line in second.paths():
            output.mention(line)
            written += 1
    return written


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _write(conversion: Conversion, group: Group, folder: Path, *, overwrite: bool) -> Iterator[Path]:
    for made in conversion.made(group):
        path = folder / f"{made.id}.json"
        write_file(path, made.data, overwrite=overwrite)
        yield path


class _Second:
    """A child that writes its share. It has all that was read, as a copy that costs nothing until it changes."""

    def __init__(
        self, conversion: Conversion, groups: Sequence[Group], folder: Path, *, overwrite: bool
    ) -> None:
        self._pid = self._pipe = 0
        if not groups:
            return
        ours, theirs = os.pipe()
        self._pid = os.fork()
        if self._pid:
            os.close(theirs)
            self._pipe = ours
            return
        status = 1
        try:
            os.close(ours)
            answers = "\n".join(_share(conversion, groups, folder, overwrite=overwrite))
            with os.fdopen(theirs, "w", encoding="utf-8") as pipe:  # at the end: nobody reads it before
                pipe.write(answers)
            status = 0
        finally:
            os._exit(status)  # nothing of what the parent was about to do is the child's business

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if not self._pid:
            return
        os.close(self._pipe)
        if kind is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGINT)
        os.waitpid(self._pid, 0)

    def paths(self) -> Iterator[str]:
        """The paths that it has written, when it is done.

        Raises:
            Unwritable: it could not write one.
        """
        data = bytearray()
        while self._pid and (part := os.read(self._pipe, _READ_BYTES)):
            data += part
        for line in data.decode().splitlines():
            path, what = json.loads(line)
            if what:
                raise Unwritable(path, what)
            yield path


def _share(
    conversion: Conversion, groups: Sequence[Group], folder: Path, *, overwrite: bool
) -> Iterator[str]:
    """In the child: write; each path, and with the last a reason where it could not be written."""
    try:
        for group in groups:
            for path in _write(conversion, group, folder, overwrite=overwrite):
                yield json.dumps([str(path), ""])
    except Unwritable as error:
        yield json.dumps([str(error.path), error.what])
