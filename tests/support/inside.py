"""The program run in this process, thousands of times: a process of its own for each would take hours."""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from sitbrief.cli import configured
from sitbrief.cli.run import run

if TYPE_CHECKING:
    from collections.abc import Sequence


class Ran(NamedTuple):
    """What a command came to.

    Attributes:
        code: The exit code.
        out: What it wrote to stdout.
        err: What it wrote to stderr.
        report: What it wrote down of a mistake of its own; empty where it made none.
    """

    code: int
    out: bytes
    err: bytes
    report: str


def run_inside(words: Sequence[str], folder: Path, **extra: str) -> Ran:
    """Run a command with a home and a current folder of its own; nobody types."""
    here = Path.cwd()
    out, err = io.BytesIO(), io.BytesIO()
    streams = [io.TextIOWrapper(stream, encoding="utf-8") for stream in (io.BytesIO(), out, err)]
    environ = {"HOME": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8", **extra}
    configured.chosen.cache_clear()
    configured.told.cache_clear()
    try:
        os.chdir(folder)
        with (
            mock.patch.dict(os.environ, environ, clear=True),
            mock.patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
        ):
            code = run(words)
            streams[1].flush()
            streams[2].flush()
        reports = [path.read_text(encoding="utf-8") for path in folder.rglob("crash-*.txt")]
        return Ran(code, out.getvalue(), err.getvalue(), "\n".join(reports))
    finally:
        gc.enable()  # an import turns it off, for it ends with its process
        os.chdir(here)
