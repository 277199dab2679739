"""Briefings validated in a child process, while this one loads the screen.

On a first opening the validator takes half as long as the screen to load, and neither needs the other. Whatever becomes
of the child, the files are loaded in the usual way afterwards: it can make that faster, and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sitbrief.formats.cache import Cache
    from sitbrief.library.foreign_files import Converter

_LENGTH_BYTES = 8
_READ_BYTES = 1 << 20


class _Task(NamedTuple):
    """The work of a child process, and what is done with its result.

    Attributes:
        fill: Runs in the child.
        take: Runs here, with what the child made.
    """

    fill: Callable[[], bytes]
    take: Callable[[bytes], None]


@contextlib.contextmanager
def validated_ahead(
    cache: Cache, paths: Iterable[Path], converter: Converter | None = None, foreign: Iterable[Path] = ()
) -> Iterator[None]:
    """Run tasks in a child process while the context is open; their results are in place at its end.

    Args:
        cache: Has the briefings afterwards that it does not have yet.
        paths: Files of briefings.
        converter: Has files in other formats.
        foreign: Those.
    """
    tasks = [_Task(partial(cache.fill, path), cache.take) for path in paths if not cache.has(path)]
    if converter is not None:
        tasks += [
            _Task(partial(converter.fill, path), partial(converter.take, path))
            for path in foreign
            if converter.wants(path)
        ]
    child = _fork(tasks) if tasks and _alone() else None
    if child is None:
        yield
        return
    pid, pipe = child
    try:
        yield
        for task, filled in zip(tasks, _received(pipe), strict=False):  # it may have been cut off
            task.take(filled)
    except BaseException:
        os.kill(pid, signal.SIGKILL)  # not yet waited for, so the id is still its own
        raise
    finally:
        os.close(pipe)
        os.waitpid(pid, 0)


def _alone() -> bool:
    """Whether nothing else runs in this process: a lock that another thread holds would stay locked in the child."""
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1


def _fork(tasks: Sequence[_Task]) -> tuple[int, int] | None:
    """A child at work and the pipe that it answers through; None where there can be none."""
    try:
        ours, theirs = os.pipe()
    except OSError:
        return None
    try:
        pid = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return None
    if pid == 0:
        try:
            _work(tasks, theirs)
        finally:
            os._exit(0)  # nothing of what this process was about to do at its end is the child's business
    os.close(theirs)
    return pid, ours


def _work(tasks: Sequence[_Task], pipe: int) -> None:
    """The child's main function: silent, without a terminal, ended by any signal."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    with os.fdopen(pipe, "wb") as answers:
        for task in tasks:
            filled = task.fill()
            answers.write(len(filled).to_bytes(_LENGTH_BYTES) + filled)


def _received(pipe: int) -> Iterator[bytes]:
    """The complete messages that the child has sent."""
    data = bytearray()
    while part := os.read(pipe, _READ_BYTES):
        data += part
    while data:
        end = _LENGTH_BYTES + int.from_bytes(data[:_LENGTH_BYTES])
        if end <= len(data):
            yield bytes(data[_LENGTH_BYTES:end])
        del data[:end]
