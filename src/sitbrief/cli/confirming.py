"""A question before much is written, where somebody is there to answer it."""

from __future__ import annotations

import sys

from sitbrief.cli import output


def confirmed(words: str, question: str, *, yes: bool) -> bool:
    """Say what is about to happen, and ask at a terminal whether it shall.

    Without a terminal on both sides nobody can answer: it goes on, as a script expects that worked before.

    Args:
        words: What is about to happen.
        question: What to answer yes to.
        yes: It is agreed to already.
    """
    output.say(words)
    if yes or not (_is_terminal(sys.stdin) and _is_terminal(sys.stderr)):
        return True
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _is_terminal(stream: object) -> bool:
    """Whether one of the standard streams is there and a terminal."""
    return bool(getattr(stream, "isatty", bool)())
