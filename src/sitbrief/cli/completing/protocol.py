"""The answer to a shell: which files are candidates on the first line, then a word a line."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sitbrief.cli import output
from sitbrief.cli.completing.candidates import Files, candidates_at
from sitbrief.cli.completing.line import quoted, words_of
from sitbrief.text import clean_layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ASSIGNMENT: Final = re.compile(r"([A-Za-z_]\w*)=(.*)", re.ASCII | re.DOTALL)
_NAMES: Final = "names"
"""For bash: the words are to be quoted as names of files are, and files are among them."""


def complete(words: Sequence[str]) -> int:
    """Print what may stand at the cursor: `sitbrief complete` is what a shell runs. No user types it, so no help names it.

    Args:
        words: The shell, and what `answer` takes of it.
    """
    with suppress(Exception):  # somebody is in the middle of a line: nothing may be written into it
        output.data(clean_layout(answer(words[0], words[1:], os.environ)))
    return 0


def answer(shell: str, words: Sequence[str], environ: Mapping[str, str]) -> str:
    """What to tell a shell.

    Args:
        shell: "bash", or another one.
        words: For bash the line up to the cursor, and the end of it that will be replaced; for others the words of the
            line, the last being the one under the cursor.
        environ: The environment.
    """
    if shell == "bash":
        line, replaced = words
        return _for_bash(line, replaced, environ)
    before, settings = _command(words[:-1])
    found = candidates_at(before, words[-1], {**environ, **settings})
    return "".join(
        f"{line}\n" for line in (found.files, *("\t".join(candidate) for candidate in found.candidates))
    )


def _command(words: Sequence[str]) -> tuple[Sequence[str], Mapping[str, str]]:
    """The words behind the program's name, and the variables that are set before it."""
    settings: dict[str, str] = {}
    for place, word in enumerate(words):
        found = _ASSIGNMENT.fullmatch(word)
        if found is None:
            return words[place + 1 :], settings
        settings[found[1]] = found[2]
    return (), settings


def _for_bash(line: str, replaced: str, environ: Mapping[str, str]) -> str:
    *before, here = words_of(line)
    if here.target:
        return f"{Files.FILES}\n"
    typed, settings = _command([word.value for word in before if not word.target])
    found = candidates_at(typed, here.value, {**environ, **settings})
    kept = here.raw.removesuffix(replaced)
    # What bash keeps is the same in each candidate: it is what was typed.
    end = len(words_of(kept)[-1].value) if kept else 0
    values = [candidate.value[end:] for candidate in found.candidates]
    if values and found.files is Files.FILES:
        files = [name[end:] for name in _here(here.value)]
        return "".join(f"{word}\n" for word in (_NAMES, *values, *files))
    lines = (quoted(value, here.quote) for value in values)
    return "".join(f"{word}\n" for word in (found.files, *lines) if word is not None)


def _here(typed: str) -> Iterator[str]:
    """The files of this folder whose names begin so. One that no line of text could hold is left out."""
    with os.scandir() as entries:
        for entry in entries:
            hidden = entry.name.startswith(".") and not typed.startswith(".")
            if entry.name.startswith(typed) and entry.name.isprintable() and not hidden:
                yield entry.name
