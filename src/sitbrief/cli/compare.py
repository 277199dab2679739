"""`sitbrief compare`: what the reader asks about its index. No user types it, so no help names it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.configured import add_config

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  sitbrief compare < questions
"""

_NICE = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes: questions come on stdin."""
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Answer each question in its turn."""
    from sitbrief.library.index.agreement import Agreement, answer

    del args
    os.nice(_NICE)  # somebody reads beside it
    agreement = Agreement()
    for line in sys.stdin.buffer if sys.stdin else ():
        try:
            answered = answer(line, agreement)
        except (ValueError, TypeError) as error:
            output.say(f"That is no question: {error}")
            return 1
        output.data(answered)
    return 0
