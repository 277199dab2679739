"""The command line for what is on the screen, ready for a shell."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from sitbrief.text import REMOVED, removals

if TYPE_CHECKING:
    from sitbrief.briefing import Filters

_BARE: Final = re.compile(r"(?:--?[a-z]+=)?[A-Za-z0-9_./:@,+-]+", re.ASCII)
"""What no shell takes for more than itself; "=" would be a program's path to zsh, "%" a process to fish."""

_ACTING: Final = re.compile(r"['\\]")
_IN_DOUBLE: Final = {"'": "'", "\\": "\\\\"}
_ESCAPED: Final = re.compile(rb"[^ -$&(-\[\]-~]")


def view_command(briefing: str, filters: Filters, *, library: str | None = None) -> str:
    """The command that prints a view.

    Args:
        briefing: The id of a briefing of the library, or its path.
        filters: What is in force.
        library: What `--library` takes; None where the library is found without.
    """
    return command_line("show", _name(briefing), *_options(filters, library))


def export_command(
    briefing: str, filters: Filters, *, output: str | None = None, library: str | None = None
) -> str:
    """The command that exports a view, to a file if one is given, in the format that this is called by."""
    target = (f"--output={output}",) if output else ()
    return command_line("export", _name(briefing), *_options(filters, library), *target)


def search_command(filters: Filters, *, library: str | None = None) -> str:
    """The command that prints what a search in the library finds."""
    from sitbrief.briefing.query import written

    return command_line("search", *((f"--library={library}",) if library else ()), "--", written(filters))


def command_line(*words: str) -> str:
    r"""The line that starts the program with these words, the same to bash, zsh, dash and fish.

    It is one line of what a terminal shows as it is. A word that holds anything else is not quoted: no quoting means the
    same to all of these shells. Then all words go through `printf` and `xargs`, as in printf 'show\000a\033b\000' | ...
    """
    if all(map(_is_plain, words)):
        return " ".join(("sitbrief", *map(_quoted, words)))
    escaped = b"".join(_ESCAPED.sub(_octal, _bytes(word)) + rb"\000" for word in words)
    return f"printf '{escaped.decode('ascii')}' | xargs -0 sitbrief"


def _is_plain(word: str) -> bool:
    """Whether a terminal shows a word as it is, sign by sign: then it can be copied from there, too."""
    return word.isprintable() and not any(removals(word))


def _quoted(word: str) -> str:
    """A word in quotes, unless every shell leaves it alone.

    In fish a backslash between single quotes acts on a quote or a backslash behind it, elsewhere it does not: so either of
    them stands between double quotes, which all read alike. There "!" stands never: it would bring back an old line.
    """
    if _BARE.fullmatch(word):
        return word
    acting = _ACTING.sub(lambda match: f"""'"{_IN_DOUBLE[match[0]]}"'""", word)
    return f"'{acting}'"


def _octal(match: re.Match[bytes]) -> bytes:
    # Always three digits: of two, some shells would take the digit that follows for the third.
    return b"%%" if match[0] == b"%" else b"\\%03o" % match[0][0]


def _bytes(word: str) -> bytes:
    # No word of a process can hold a NUL; here it would end the word.
    return word.replace("\0", REMOVED).encode("utf-8", "surrogateescape")


def _options(filters: Filters, library: str | None) -> tuple[str, ...]:
    return (*filters.options(), *((f"--library={library}",) if library else ()))


def _name(briefing: str) -> str:
    return f".{os.sep}{briefing}" if briefing.startswith("-") else briefing
