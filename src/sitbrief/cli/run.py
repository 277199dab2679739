"""Runs the command that the first word names."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.bounds import put_in_force
from sitbrief.cli.errors import explain
from sitbrief.cli.parser import parser_of
from sitbrief.cli.table import BY_NAME, COMPLETE, READER
from sitbrief.text import clean_layout

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(words: Sequence[str]) -> int:
    """Run the command that the first word names, else the reader. Errors become a few lines and an exit code."""
    output.prepare()
    # Looking for plugins that nobody has costs a twelfth of the start, and whatever the environment names would be run.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    try:
        return _dispatch(list(words))
    except BrokenPipeError:
        return output.let_go()
    except Exception as error:  # noqa: BLE001  the last one to look: it is told, and reported
        # Before Python 3.12 one that comes while a class is made is told as the cause of another error.
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise error.__cause__ from None
        told = explain(error)
        if told is None:
            from sitbrief.cli.crash import crashed

            return crashed(error, words, os.environ)
        code, lines = told
        for line in lines:
            output.say(line)
        return code


def _dispatch(words: list[str]) -> int:
    if words[:1] in (["--help"], ["-h"]):
        from sitbrief.cli.help import program_help

        output.data(clean_layout(program_help()))
        return 0
    if words[:1] == [COMPLETE]:
        from sitbrief.cli.completing.protocol import complete

        return complete(words[1:])
    command = BY_NAME.get(words[0], READER) if words else READER
    parser = parser_of(command)
    args = parser.read(words[1:] if command.name else words)
    if args is None:
        output.data(clean_layout(parser.format_help()))
        return 0
    put_in_force(args, os.environ)
    return command.loaded().run(args)
