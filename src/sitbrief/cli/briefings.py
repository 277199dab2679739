"""Shared by the commands: from arguments to a library, a briefing, a view."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.briefing import ResolvedBriefing, View
from sitbrief.cli import output
from sitbrief.cli.configured import told
from sitbrief.cli.errors import Usage
from sitbrief.cli.options import Countries, check_filters, filters_of
from sitbrief.formats.cache import Cache
from sitbrief.library import Library
from sitbrief.library.filesystem import SOME, size_of
from sitbrief.library.locations import locate
from sitbrief.paths import cache_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from sitbrief.library.items import BriefingInfo, Item

WIDTH = 80
_WIDEST = 100


def library_of(
    args: argparse.Namespace,
    paths: Sequence[str] = (),
    cache: Cache | None = None,
    convert: Callable[[Path], tuple[Item, ...]] | None = None,
) -> tuple[Library, str]:
    """The library that is asked for, and a sentence that says which one it is.

    Args:
        args: The words of the command line, read.
        paths: The files and folders among them.
        cache: What loads the files; the user's cache by default.
        convert: What makes briefings of files in other formats.

    Raises:
        Usage: two libraries are given.
    """
    if paths and args.library is not None:
        raise Usage("PATH and --library are two libraries", "Give one of the two.")
    named = getattr(args, "config", None)
    accounts = told(named).get("trust", "index")
    if accounts:
        from sitbrief.library.index.index_folder import trust  # late: most name nobody

        trust(accounts)
    place = locate(
        paths,
        library=args.library,
        environ=os.environ,
        configured=told(named).library,
        usual=named is None,
    )
    loader = (cache or user_cache()).load
    library = Library(place.paths, option=place.option, load=loader, convert=convert or _converted)
    library.know(lambda: _known(library))
    return library, place.words


def _known(library: Library) -> dict[Path, BriefingInfo]:
    """What the index knows of the files, where there is one; a few files are loaded instead."""
    if size_of(library.files) < SOME:
        return {}
    from sitbrief.library.index.open_index import known_briefings

    return known_briefings(library.paths, library.files, os.environ)


def _converted(path: Path) -> tuple[Item, ...]:
    from sitbrief.library.foreign_files import items_of  # late: most files are briefings

    return items_of(path)


def user_cache() -> Cache:
    """This user's cache of briefings that were validated before."""
    return Cache(cache_folder(os.environ))


def view_of(args: argparse.Namespace) -> View:
    """The view that is asked for: of a briefing by its path or id, under filters.

    Raises:
        Usage: a filter is not understood, or two libraries are given.
        NotFound: there is no such briefing.
        Invalid: it has errors.
        Unreadable: it cannot be read.
    """
    check_filters(args)
    library, _ = library_of(args)
    index = ResolvedBriefing(library.find(args.briefing).loaded())
    view = View(index, filters_of(args, lambda: Countries.of_briefing(index)))
    say_unmatched(view)
    return view


def say_unmatched(view: View) -> None:
    """Say what the filters ask for in vain."""
    if view.filters.by or view.filters.text:
        from sitbrief.briefing.unmatched import unmatched  # late: most ask for neither

        for words in unmatched(view):
            output.say(words)


def width() -> int:
    """The width for plain text: that of the terminal up to a readable line; 80 where there is none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return WIDTH
    return min(shutil.get_terminal_size((WIDTH, 24)).columns, _WIDEST)


def as_path(word: str) -> Path:
    """A word as a path.

    Raises:
        Usage: it can be none.
    """
    if not word:
        raise Usage("an empty word is no path")
    return Path(word)
