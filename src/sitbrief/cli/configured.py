"""The user's configuration, for commands and the reader: read once, its mistakes said, never fatal."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitbrief.cli import output
from sitbrief.config.model import Config
from sitbrief.paths import config_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from sitbrief.briefing import Filters
    from sitbrief.config.model import Problem


class Chosen(NamedTuple):
    """A configuration with its mistakes.

    Attributes:
        config: What is set.
        problems: What does not count.
    """

    config: Config
    problems: tuple[Problem, ...]


def add_config(parser: argparse.ArgumentParser) -> None:
    """Add the option that names a configuration file."""
    parser.add_argument(
        "--config", metavar="FILE", help="another configuration than ~/.config/sitbrief/config.toml"
    )


@lru_cache(maxsize=1)
def chosen(named: str | None = None) -> Chosen:
    """The configuration: the file that is named, or the user's own."""
    return read(named, os.environ)


def read(named: str | None, environ: Mapping[str, str]) -> Chosen:
    """Read the configuration of an environment."""
    path = Path(named) if named else config_file(environ)
    if path is None or not (named or os.path.exists(path)):  # noqa: PTH110  it may not be ours to look there
        return Chosen(Config(), ())
    from sitbrief.config.file import load  # late: most have none

    return Chosen(*load(path))


@lru_cache(maxsize=1)
def told(named: str | None = None) -> Config:
    """The configuration; its mistakes are reported once in a process."""
    config, problems = chosen(named)
    for problem in problems:
        output.say(str(problem))
    return config


def filters_of_config(config: Config) -> tuple[Filters | None, tuple[Problem, ...]]:
    """The configured filters, without unreadable ones; None where none are set."""
    asked = config.asked
    if asked is None:
        return None, ()
    from sitbrief.briefing import filter_text
    from sitbrief.library.spellings import settled

    problems: list[Problem] = []
    while True:
        try:
            return filter_text.filters(asked, aliases=settled(os.environ)), tuple(problems)
        except filter_text.NotUnderstood as error:
            name = "province" if error.field == "provinces" else error.field
            problems.append(config.problem("filters", name, error.what, error.hint))
            asked = replace(asked, **{error.field: ""})
