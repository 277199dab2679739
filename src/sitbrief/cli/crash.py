"""Crash reports: a fault of the program is written to a file and told in two lines."""

from __future__ import annotations

import contextlib
import os
import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitbrief.cli import output
from sitbrief.text import clean_prose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CRASHED: Final = 70
"""The exit code: neither data nor usage is at fault. It is what other programs use for the same."""

_OTHERS_KEPT: Final = 4
_LONGEST: Final = 200_000
_WHERE: Final = "https://github.com/sitbrief/sitbrief/issues"
_REPORTS: Final = re.compile(r"crash-\d{4}-\d\d-\d\dT\d{6}-\d+\.txt", re.ASCII)
_OURS: Final = Path(__file__).parents[1]


def crashed(error: Exception, words: Sequence[str], environ: Mapping[str, str]) -> int:
    """Write a report and say where it is; where none can be written, say all that would be in it.

    Args:
        error: What nobody expected.
        words: The command line.
        environ: The environment, which knows the user's folder for such things.

    Returns:
        The exit code.
    """
    report = _report(error, words, environ)
    try:
        path = _written(report, environ)
    except Exception:  # noqa: BLE001  whatever goes wrong here is less than what went wrong before
        for line in report.splitlines():
            output.say(line)
        output.say(f"sitbrief: a mistake of its own: {_named(error)}. Please send the lines above: {_WHERE}")
        return CRASHED
    output.say(f"sitbrief: a mistake of its own: {_named(error)}. What led to it is in {path}")
    output.say(f"Please look through that file and send it: {_WHERE}")
    return CRASHED


def _named(error: BaseException) -> str:
    """The kind of an error and the line of ours that it came from. What it says may be a briefing's: the report has it."""
    from sitbrief.tui import Failed

    if isinstance(error, Failed) and error.__cause__ is not None:
        return _named(error.__cause__)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_OURS)]
    place = f" in {Path(ours[-1].filename).relative_to(_OURS)}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{place}"


def _report(error: Exception, words: Sequence[str], environ: Mapping[str, str]) -> str:
    """What those who mend it want to know. The values of variables are not in it: they may be anybody's names."""
    import platform
    from importlib.metadata import version

    from sitbrief import __version__

    head = {
        "sitbrief": __version__,
        "Python": f"{platform.python_version()} on {platform.platform()}",
        "Textual": version("textual"),
        "terminal": " ".join(environ.get(name, "-") for name in ("TERM", "COLORTERM", "LANG")),
        "command": " ".join(["sitbrief", *words]),
    }
    lines = "\n".join(f"{name}: {value}" for name, value in head.items())
    return clean_prose(f"{lines}\n\n{''.join(traceback.format_exception(error))}"[:_LONGEST])


def _written(report: str, environ: Mapping[str, str]) -> Path:
    """Write it for its owner alone; of those before it the last few are kept."""
    from datetime import UTC, datetime

    from sitbrief.files.folders import names_in
    from sitbrief.files.writing import Folder
    from sitbrief.paths import state_folder

    path = state_folder(environ)
    if path is None:
        raise OSError("there is no home folder")
    name = f"crash-{datetime.now(UTC):%Y-%m-%dT%H%M%S}-{os.getpid()}.txt"
    with Folder(path, make=0o700) as folder:
        folder.write(name, f"{report}\n".encode(errors="backslashreplace"), overwrite=False)
        others = sorted(filter(_REPORTS.fullmatch, {*names_in(folder.descriptor)} - {name}))
        for old in others[:-_OTHERS_KEPT]:
            with contextlib.suppress(OSError):
                os.unlink(old, dir_fd=folder.descriptor)
    return path / name
