"""The user's own spellings of provinces: a small file in the configuration folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitbrief.formats.reading import Unreadable, read_file
from sitbrief.formats.writing import Unwritable, write_file
from sitbrief.places import NO_ALIASES, Aliases

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = "places.tsv"
_LIMIT: Final = 1024 * 1024
_HEAD: Final = "# Spellings of provinces: country, spelling, ISO 3166-2 code, with tabs between.\n"


def spellings_file(environ: Mapping[str, str]) -> Path | None:
    """Where the file is, whether it exists or not; None where the user has no home."""
    base = environ.get("XDG_CONFIG_HOME", "")
    if os.path.isabs(base):  # noqa: PTH117  a word; the XDG rules ignore relative ones
        return Path(base, "sitbrief", FILE)
    home = environ.get("HOME", "")
    return Path(home, ".config", "sitbrief", FILE) if os.path.isabs(home) else None  # noqa: PTH117


def spellings(path: Path | None) -> tuple[Aliases, tuple[str, ...]]:
    """The spellings in the file, and what is wrong with other lines of it, as file:line: what.

    A file that is not there holds none; one that cannot be read is one mistake.
    """
    if path is None or not path.exists():
        return NO_ALIASES, ()
    from sitbrief.places.aliases import parse  # late: most users have none

    try:
        text = read_file(path, _LIMIT).decode("utf-8", "replace")
    except Unreadable as error:
        return NO_ALIASES, (str(error),)
    found, mistakes = parse(text)
    return found, tuple(f"{path}:{mistake.line}: {mistake.what}" for mistake in mistakes)


def settled(environ: Mapping[str, str]) -> Aliases:
    """The user's own spellings, as far as they can be read."""
    found, _ = spellings(spellings_file(environ))
    return found


def settle(path: Path, spelling: str, iso: str) -> None:
    """Write down that a spelling means a province; from now on it does.

    Raises:
        ValueError: that would be no alias, and why.
        Unreadable: the file is there and cannot be read.
        Unwritable: it cannot be written.
    """
    from sitbrief.places.aliases import with_alias

    text = read_file(path, _LIMIT).decode("utf-8", "surrogateescape") if path.exists() else _HEAD
    new = with_alias(text, spelling, iso)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Unwritable(path, error.strerror or "cannot be written") from error
    write_file(path, new.encode("utf-8", "surrogateescape"), overwrite=True)


def keep_meaning(environ: Mapping[str, str], spelling: str, iso: str) -> str:
    """Write down for this user what a spelling means; why not, in words, where that cannot be."""
    path = spellings_file(environ)
    if path is None:
        return "There is no home folder to keep spellings in."
    try:
        settle(path, spelling, iso)
    except (ValueError, Unreadable, Unwritable) as error:
        return f"It is not kept: {error}"
    return ""
