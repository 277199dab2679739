"""Making several segments at the same time, in processes of their own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, cast

from sitbrief.library.index.segment_builder import NewSegment, Stopped, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    Batch = Sequence[tuple[str, Path]]
    """Files with their names."""

_PATIENCE: Final = 0.1


def each(
    folder: Path, batches: Sequence[Batch], stop: Callable[[], bool], processes: int
) -> Iterator[NewSegment]:
    """Make the batches, several at the same time where there are several.

    Raises:
        Stopped: whoever looks on said so.
        OSError: a segment cannot be written.
        RuntimeError: a process made a mistake; the message is its traceback.
    """
    count = min(len(batches), processes)
    if count <= 1:
        for batch in batches:
            yield make(folder, batch, stop)
        return
    import multiprocessing
    from multiprocessing.connection import wait

    fork = multiprocessing.get_context("fork")  # nothing else runs here, and what is loaded is loaded
    todo = iter(batches)
    running: dict[Connection, BaseProcess] = {}
    try:
        while True:
            free = range(count - len(running))
            for _, batch in zip(free, todo, strict=False):  # the range first: it takes none too many
                ours, theirs = fork.Pipe(duplex=False)
                running[ours] = fork.Process(
                    target=_make_there, args=(theirs, os.getpid(), folder, batch), daemon=True
                )
                running[ours].start()
                theirs.close()
            if not running:
                return
            for ready in wait(list(running), timeout=_PATIENCE):
                yield _told(cast("Connection", ready), running)
            if stop():
                raise Stopped
    finally:
        for process in running.values():
            process.kill()


def _make_there(answer: Connection, parent: int, folder: Path, batch: Batch) -> None:
    """Make a batch in a process of its own, which leaves it to the first one what an interrupt means, and ends with it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answer.send(make(folder, batch, lambda: os.getppid() != parent))
    except Stopped:
        return
    except OSError as error:
        answer.send(error)
    except Exception:  # noqa: BLE001  a mistake of ours: the first process tells of it
        import traceback

        answer.send(traceback.format_exc())


def _told(ready: Connection, running: dict[Connection, BaseProcess]) -> NewSegment:
    process = running.pop(ready)
    try:
        made = ready.recv()
    except EOFError:
        made = OSError("a process that was reading briefings was killed")
    process.join()
    if isinstance(made, OSError):
        raise made
    if isinstance(made, str):
        raise RuntimeError(made)  # noqa: TRY004  it is another's error
    return cast("NewSegment", made)
