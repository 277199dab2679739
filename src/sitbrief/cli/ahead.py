"""Briefings validated in a child process, while this one loads the screen.

On a first opening the validator takes half as long as the screen to load, and neither needs the other. Whatever becomes
of the child, the files are loaded in the usual way afterwards: it can make that faster, and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sitbrief.formats.cache import Cache

_LENGTH_BYTES = 8
_READ_BYTES = 1 << 20


@contextlib.contextmanager
def validated_ahead(cache: Cache, paths: Iterable[Path]) -> Iterator[None]:
    """While the context is open a child validates what the cache does not have; at its end the cache has it."""
    missing = [path for path in paths if not cache.has(path)]
    child = _fork(cache, missing) if missing and _alone() else None
    if child is None:
        yield
        return
    pid, pipe = child
    try:
        yield
        for filled in _received(pipe):
            cache.take(filled)
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


def _fork(cache: Cache, paths: list[Path]) -> tuple[int, int] | None:
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
            _work(cache, paths, theirs)
        finally:
            os._exit(0)  # nothing of what this process was about to do at its end is the child's business
    os.close(theirs)
    return pid, ours


def _work(cache: Cache, paths: list[Path], pipe: int) -> None:
    """The child: silent, without a terminal, and gone with the first signal."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    with os.fdopen(pipe, "wb") as answers:
        for path in paths:
            filled = cache.fill(path)
            answers.write(len(filled).to_bytes(_LENGTH_BYTES) + filled)


def _received(pipe: int) -> Iterator[bytes]:
    """What the child has sent, when it has sent all; what it was cut off in is left out."""
    data = bytearray()
    while part := os.read(pipe, _READ_BYTES):
        data += part
    while data:
        end = _LENGTH_BYTES + int.from_bytes(data[:_LENGTH_BYTES])
        if end <= len(data):
            yield bytes(data[_LENGTH_BYTES:end])
        del data[:end]
