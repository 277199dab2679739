"""The reader, which runs when the first word is no command. Without a terminal it prints plain text instead."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.configured import chosen, filters_of_config, told
from sitbrief.cli.errors import Usage
from sitbrief.cli.options import Countries, add_filters, add_library, check_filters, filters_of
from sitbrief.cli.table import BY_NAME
from sitbrief.terminal.environment import PROFILES, THEMES, speaks_utf8

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitbrief.briefing import Briefing, Filters
    from sitbrief.cli.restore import SavedState
    from sitbrief.config.model import Config, Problem
    from sitbrief.formats.cache import Cache
    from sitbrief.library import Library
    from sitbrief.library.foreign_files import Converter
    from sitbrief.terminal.environment import Settings

EXAMPLES = """\
  sitbrief
  sitbrief briefing.json --province Hama
  sitbrief --library reports/ --open ID
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="files and folders; the library by default")
    parser.add_argument("--open", metavar="BRIEFING", help="open this one first: a file, or an id")
    parser.add_argument(
        "--profile",
        choices=PROFILES,
        help="how far away the terminal is; by default ssh over SSH, else local",
    )
    parser.add_argument("--theme", choices=THEMES, help="colours; by default the terminal's own")
    parser.add_argument(
        "--ascii",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="show nothing but ASCII; by default where the locale is not one of UTF-8",
    )
    parser.add_argument("--fresh", action="store_true", help="start at the beginning, not where you left off")
    parser.add_argument("--plain", action="store_true", help="talk line by line, as a screen reader wants it")
    add_library(parser)
    add_filters(parser)


def run(args: argparse.Namespace) -> int:
    """Open the reader, or print what it would open."""
    import gc

    from sitbrief.terminal.environment import why_not_interactive

    gc.disable()  # until all is loaded: what is loaded now stays, and looking through it costs a tenth of the start
    _look_for_commands(args.paths)
    config, problems = told(args.config), chosen(args.config).problems
    reason = why_not_interactive(sys.stdin, sys.stderr, os.environ)
    args.plain = args.plain or bool(reason is None and config.get("plain"))
    reason = "--plain" if args.plain else reason
    if reason is None:
        settings = _settings(args, config)

    from sitbrief.cli.briefings import library_of, user_cache

    check_filters(args)
    cache = user_cache()
    converter = _converter(args)
    library, words = library_of(args, args.paths, cache, converter.items if converter else None)
    large = _is_large(library, args)
    if reason is None:
        _load_screen(cache, [] if large else _wanted(args, library), converter)
        return _read(args, library, _with(problems, words), settings, large=large)
    if large:
        from sitbrief.cli.indexing import bring_up_to_date

        bring_up_to_date(library, spoken=args.plain)
    if args.plain:
        return _converse(args, library, words, large=large)
    if _is_of_many(library, args):
        return _tell_countries(library, args.paths[0])
    briefing = _chosen(args, library)
    filters = _filters(args, library)
    if briefing is None:
        return _list(library, words, filters)
    output.say(f"Plain text: {reason.rstrip('.')}. {_words(library, briefing, words, 'sitbrief alias')}")
    return _print(library, briefing, filters)


def _read(args: argparse.Namespace, library: Library, words: str, settings: Settings, *, large: bool) -> int:
    """Open the reader, where its user left off."""
    from sitbrief.tui import run as read
    from sitbrief.tui.keymap import keymap

    filters = _filters(args, library)
    past, briefing, wrong = _left_off(args, library, filters, large=large)
    choose = briefing is None and _is_of_many(library, args)
    if briefing is None and not large:
        briefing = _chosen(args, library)
        if briefing is None:
            return _list(library, words, filters)
    keys, of_keys = _keys(chosen(args.config).config)
    for problem in of_keys:
        output.say(str(problem))
    keymap.use(keys)
    words = _with((*wrong, *of_keys), words)
    try:
        if briefing is None:
            return read(past.library(filters, words), settings, keys)
        words = _words(library, briefing, words, keymap.key("settle"))
        return read(past.opening(briefing, filters, words, choose=choose), settings, keys)
    finally:
        past.close()


def _converse(args: argparse.Namespace, library: Library, words: str, *, large: bool) -> int:
    """Read line by line, where its user left off."""
    from sitbrief.cli.linear import converse

    filters = _filters(args, library)
    past, briefing, _ = _left_off(args, library, filters, large=large)
    choose = briefing is None and _is_of_many(library, args)
    briefing = briefing or _chosen(args, library)
    if briefing is None:
        return _list(library, words, filters)
    asked = chosen(args.config).config.get("ascii") if args.ascii is None else args.ascii
    ascii_only = not speaks_utf8(os.environ) if asked is None else bool(asked)
    words = _words(library, briefing, words, "settle")
    opening = past.opening(briefing, filters, words, choose=choose)
    return converse(past, briefing, opening, ascii_only=ascii_only)


def _filters(args: argparse.Namespace, library: Library) -> Filters:
    """The filters asked for; a province is one of the countries of the library."""
    return filters_of(args, lambda: Countries.of_library(library.countries))


def _settings(args: argparse.Namespace, config: Config) -> Settings:
    """What to ask of the terminal: as the command line says, else the configuration. Textual reads the environment then."""
    from sitbrief.terminal.environment import prepare

    profile, theme = (
        None if word == "auto" else word for word in (config.get("profile"), config.get("theme"))
    )
    settings = prepare(
        os.environ,
        args.profile or profile,
        args.theme or theme,
        ascii_only=config.get("ascii") if args.ascii is None else args.ascii,
    )
    return settings._replace(mouse=bool(config.get("mouse")), frames=config.get("frames", "limits"))


def _left_off(
    args: argparse.Namespace, library: Library, filters: Filters, *, large: bool
) -> tuple[SavedState, Briefing | None, tuple[Problem, ...]]:
    """What the user was doing and the briefing that was open then; what is wrong with the usual filters, which is said.

    The usual filters are those to begin with, where none are asked for.
    """
    from sitbrief.cli.restore import SavedState

    usual, wrong = (None, ()) if filters else filters_of_config(chosen(args.config).config)
    for problem in wrong:
        output.say(str(problem))
    past = SavedState(library, fresh=args.fresh, usual=usual)
    return past, None if args.open or filters else past.last(large=large), wrong


def _keys(config: Config) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The keys of bindings that have others than usual, and what is wrong with them."""
    if not config.keys:
        return {}, ()
    from sitbrief.tui.own_keys import resolve

    return resolve(config)


def _with(problems: Sequence[Problem], words: str) -> str:
    """The sentence that the reader begins with; mistakes in the configuration go before which library it is."""
    if not problems:
        return words
    more = f" {len(problems) - 1} more: sitbrief config" if len(problems) > 1 else ""
    return f"{problems[0].short}{more}"


def _is_large(library: Library, args: argparse.Namespace) -> bool:
    """Whether a library as a whole is asked for that is not loaded whole. Its index tells then what is in it."""
    if args.open is not None or (args.paths and not os.path.isdir(args.paths[0])):  # noqa: PTH112  a word
        return False
    from sitbrief.library.filesystem import LARGE, size_of

    most = chosen(args.config).config.get("large", "limits")

    return size_of(library.files) > (most * 1024 * 1024 if most else LARGE)


def _is_of_many(library: Library, args: argparse.Namespace) -> bool:
    """Whether the file asked for holds several countries: which one is meant only the reader knows."""
    if args.open is not None or not args.paths or os.path.isdir(args.paths[0]):  # noqa: PTH112  a word
        return False
    return len(library.countries_in(Path(args.paths[0]))) > 1


def _tell_countries(library: Library, path: str) -> int:
    """Print what is of which country in a file, and how to read it."""
    from sitbrief import places
    from sitbrief.library.commands import command_line
    from sitbrief.text import clean_layout, clean_line, plural

    cards = [item.card for item in library.items if item.card]
    named = {card.country: places.country(card.country) for card in cards}
    countries = plural(len(named), "country", "countries")
    output.say(f"{clean_line(path)}: {countries}. sitbrief list has more of each; one in full:")
    largest = library.at(Path(path)).card
    if largest:
        output.say(f"  {command_line('show', largest.id, f'--library={path}')}")
    for card in cards:
        home = named[card.country]
        output.data(clean_layout(f"{card.id}: {home.name if home else card.country}, {card.words}\n"))
    return 0


def _words(library: Library, briefing: Briefing, words: str, settle: str) -> str:
    """Which library it is; of a file in another format, what reading it came to."""
    item = library.source(briefing)
    return item.account.words(settle) if item and item.account else words


def _list(library: Library, words: str, filters: Filters) -> int:
    from sitbrief.cli.list_ import print_list

    output.say(words)
    return print_list(library, filters)


def _look_for_commands(paths: list[str]) -> None:
    """A command misspelt, or behind an option, would be told to be no file. Say what is meant."""
    for place, word in enumerate(paths):
        if os.path.lexists(word):
            continue
        if word in BY_NAME:
            raise Usage(f"{word} is a command only as the first word", f"sitbrief {word} --help tells more.")
        if place == 0 and word.isalpha():
            import difflib

            near = difflib.get_close_matches(word, BY_NAME, n=1)
            hint = f"Did you mean sitbrief {near[0]}?" if near else "See sitbrief --help."
            raise Usage(f"there is no file, folder or command {word!r}", hint)


def _converter(args: argparse.Namespace) -> Converter | None:
    """What makes briefings of files in other formats, where some may be meant."""
    from sitbrief.library.folder import may_be_briefing

    words = [word for word in (args.open, *args.paths) if word and os.path.isfile(word)]  # noqa: PTH113  a word
    if all(may_be_briefing(Path(word)) for word in words):
        return None
    from sitbrief.library.foreign_files import Converter

    return Converter()


def _load_screen(cache: Cache, paths: list[Path], converter: Converter | None) -> None:
    """Import the screen, while what has to be read and validated before it can show anything is."""
    from sitbrief.cli.preload import validated_ahead
    from sitbrief.library.folder import may_be_briefing

    ours = [path for path in paths if converter is None or may_be_briefing(path)]
    with validated_ahead(cache, ours, converter, paths):
        import sitbrief.tui.app  # noqa: F401


def _wanted(args: argparse.Namespace, library: Library) -> list[Path]:
    """The files that may be loaded for the first screen: the one to open and, for its other editions, the library."""
    named = [Path(word) for word in (args.open, *args.paths[:1]) if word and os.path.isfile(word)]  # noqa: PTH113
    return [*dict.fromkeys([*named, *library.files])]


def _chosen(args: argparse.Namespace, library: Library) -> Briefing | None:
    """The briefing to open: the one asked for, else the first file given, else the newest of the first series.

    An extract is opened where it is asked for, or there is nothing else.
    """
    if args.open is not None:
        return library.find(args.open).loaded()
    if args.paths and not os.path.isdir(args.paths[0]):  # noqa: PTH112  a word, not yet a path
        item = library.at(Path(args.paths[0]))
        if item.card is not None or len(args.paths) == 1:
            return item.loaded()
    good = sorted(
        (item for item in library.items if item.card),
        key=lambda item: bool(item.card and item.card.extract_of),
    )
    return library.newest(good[0]).loaded() if good else None


def _print(library: Library, briefing: Briefing, filters: Filters) -> int:
    from sitbrief.briefing import ResolvedBriefing, View
    from sitbrief.cli.briefings import say_unmatched, width
    from sitbrief.formats import plain

    others = sum(item.card is not None for item in library.items) - 1
    if others > 0:
        output.say(f"Shown: {briefing.id}, one of {others + 1}. sitbrief list shows them all.")
    view = View(ResolvedBriefing(briefing), filters)
    say_unmatched(view)
    output.data(plain.write(view, width()))
    return 0
