"""Puts the limits of the configuration in force before anything is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

_TABLE: Final = "limits"
_MOST_BYTES: Final = 1_000_000


def put_in_force(args: argparse.Namespace, environ: Mapping[str, str]) -> None:
    """Put the limits of the configuration in force; most users have none, and a command should not wait for that."""
    from sitbrief.paths import config_file

    named = getattr(args, "config", None)
    path = named or config_file(environ)
    if path is None or not os.path.exists(path):  # noqa: PTH110  it may not be ours to look there
        return
    from sitbrief.files.reading import Unreadable, read_start

    try:
        start = read_start(path, _MOST_BYTES)
    except Unreadable:  # whoever needs the rest of it says so
        return
    if _TABLE.encode() not in start:
        return
    from sitbrief.cli import output
    from sitbrief.cli.configured import chosen
    from sitbrief.limits import Limits, use

    config, problems = chosen(named)
    known = Limits.__dataclass_fields__
    given = {name: value for (table, name), value in config.values.items() if table == _TABLE}
    bounds = Limits(**{name: value for name, value in given.items() if name in known})
    use(bounds, os.path.abspath(named) if named else "")  # noqa: PTH100  a word, for another process
    if not hasattr(args, "config"):  # the others tell all that is wrong in it
        for problem in problems:
            if problem.what.startswith(f"{_TABLE}."):
                output.say(str(problem))
