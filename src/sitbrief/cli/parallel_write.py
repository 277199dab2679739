"""Writes the briefings of an import: each is opened again before it gets its name, while the next is made.

What is made here is sound by construction; that it is so is seen each time. To open a briefing takes longer than to make
it, so it is done by child processes, which have what was made as a copy that costs nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from sitbrief.cli import output
from sitbrief.files.reading import Unreadable
from sitbrief.files.writing import Unwritable
from sitbrief.formats.native import Invalid
from sitbrief.formats.sound import assert_sound, prepare
from sitbrief.threads import processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitbrief.files.writing import Folder
    from sitbrief.formats.assembly import BriefingFile
    from sitbrief.formats.conversion import Conversion
    from sitbrief.formats.dataset import Group

_BATCH_BYTES: Final = 2_000_000
"""The least bytes that are worth starting a process for."""

_READ_BYTES: Final = 1 << 16


class Unsound(Exception):
    """A briefing made by an import that cannot be opened: a fault of the program, whatever the rows are."""


def write(made: BriefingFile, folder: Folder, name: str, *, overwrite: bool) -> str:
    """Write a briefing that opens; its path.

    Raises:
        Unwritable: it cannot be written.
        Unsound: it does not open.
    """
    path = folder.of(name)
    try:
        assert_sound(made.data, path)
    except Invalid as error:
        raise Unsound(f"the import has made {error}") from error
    except Unreadable as error:
        raise Unwritable(path, f"would not be opened again: it {error.what}") from error
    folder.write(name, made.data, overwrite=overwrite)
    return path


def write_groups(
    conversion: Conversion,
    groups: Sequence[Group],
    folder: Folder,
    tell: Callable[[int, int], None],
    *,
    overwrite: bool,
) -> int:
    """Write the briefings of these groups, and their paths to stdout in order; how many there are.

    Args:
        conversion: Makes them.
        groups: Which.
        folder: Where to.
        tell: Is told how many groups of how many are made.
        overwrite: Whether to replace what is there.

    Raises:
        Unwritable: one cannot be written; those before it are.
        Unsound: one does not open; likewise.
    """
    prepare()
    written = 0
    with _Children(folder, overwrite=overwrite) as children:
        for number, group in enumerate(groups, 1):
            tell(number, len(groups))
            for made in conversion.files(group):
                written += _mentioned(children.add(made))
        return written + _mentioned(children.finished())


def _mentioned(paths: Iterator[str]) -> int:
    count = 0
    for path in paths:
        output.mention(path)
        count += 1
    return count


class _Child(NamedTuple):
    """A process that writes some briefings, and the pipe on which it tells of them."""

    pid: int
    pipe: int


class _Children:
    """Processes that write, at most as many as there are processors. Where there is one, this process writes."""

    def __init__(self, folder: Folder, *, overwrite: bool) -> None:
        self._folder, self._overwrite = folder, overwrite
        self._most = processors()
        self._batch: list[BriefingFile] = []
        self._running: deque[_Child] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Stop those that are still at it: something went wrong."""
        for child in self._running:
            os.close(child.pipe)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGINT)
            os.waitpid(child.pid, 0)

    def add(self, made: BriefingFile) -> Iterator[str]:
        """Write one more; the paths of those before it that are written meanwhile."""
        self._batch.append(made)
        if sum(len(each.data) for each in self._batch) >= _BATCH_BYTES:
            yield from self._start()

    def finished(self) -> Iterator[str]:
        """Write what is left; the paths of all that were not told yet."""
        yield from self._start()
        while self._running:
            yield from self._told()

    def _start(self) -> Iterator[str]:
        batch, self._batch = self._batch, []
        if self._most == 1:
            for made in batch:
                yield write(made, self._folder, f"{made.id}.json", overwrite=self._overwrite)
            return
        if not batch:
            return
        while len(self._running) >= self._most:
            yield from self._told()
        ours, theirs = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(ours)
            _write_all(batch, self._folder, theirs, overwrite=self._overwrite)
        os.close(theirs)
        self._running.append(_Child(pid, ours))

    def _told(self) -> Iterator[str]:
        """The paths that the first child has written, when it is done."""
        child = self._running[0]
        data = bytearray()
        while part := os.read(child.pipe, _READ_BYTES):
            data += part
        self._running.popleft()
        os.close(child.pipe)
        os.waitpid(child.pid, 0)
        for line in data.decode().splitlines():
            path, what, unsound = json.loads(line)
            if unsound:
                raise Unsound(unsound)
            if what:
                raise Unwritable(path, what)
            yield path
        if not data:
            raise Unwritable(self._folder.path, "the process that was to write there is gone")


def _write_all(batch: Sequence[BriefingFile], folder: Folder, pipe: int, *, overwrite: bool) -> None:
    """In the child: write the briefings, report each, and exit without running the parent's cleanup."""
    status = 1
    try:
        with os.fdopen(pipe, "w", encoding="utf-8") as told:  # at the end: nobody reads it before
            for line in _share(batch, folder, overwrite=overwrite):
                told.write(f"{line}\n")
        status = 0
    finally:
        os._exit(status)


def _share(batch: Sequence[BriefingFile], folder: Folder, *, overwrite: bool) -> Iterator[str]:
    """Write some; the path of each, and with the last why it could not be written, or be opened."""
    for made in batch:
        try:
            yield json.dumps([write(made, folder, f"{made.id}.json", overwrite=overwrite), "", ""])
        except Unwritable as error:
            yield json.dumps([str(error.path), error.what, ""])
            return
        except Unsound as error:
            yield json.dumps([made.id, "", str(error)])
            return
