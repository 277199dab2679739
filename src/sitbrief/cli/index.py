"""`sitbrief index`: brings the index of a library up to date, which the reader otherwise does by itself."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.errors import ACCESS, Usage
from sitbrief.cli.options import add_library
from sitbrief.text import plural

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.library import Library
    from sitbrief.library.index.snapshot import Snapshot

EXAMPLES = """\
  sitbrief index
  sitbrief index --shared /srv/briefings     (for all who read that folder; run it again after imports)
"""


_NICE = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="files and folders; the library by default")
    parser.add_argument(
        "--shared", action="store_true", help="keep it beside the briefings, for all who can read that folder"
    )
    parser.add_argument("--rebuild", action="store_true", help="make all of it anew")
    parser.add_argument("--lines", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--folder", metavar="FOLDER", help=argparse.SUPPRESS)
    add_library(parser)


def run(args: argparse.Namespace) -> int:
    """Build it and say what it has."""
    from sitbrief.cli.briefings import library_of
    from sitbrief.cli.indexing import telling
    from sitbrief.cli.progress import ProgressLine
    from sitbrief.library.index.index_builder import Progress, Watch, build, discard
    from sitbrief.library.index.index_folder import Busy
    from sitbrief.library.index.open_index import open_existing

    library, words = library_of(args, args.paths)
    output.say(words)
    folder = _folder(args, library.paths)
    if args.rebuild:
        discard(folder)

    if args.lines:
        os.nice(_NICE)  # somebody reads beside it

    def lines(progress: Progress) -> None:
        output.data(f"{progress.done} {progress.total} {progress.entries}\n".encode())

    try:
        with ProgressLine() as line:
            build(folder, library.files, Watch(lines if args.lines else telling(line)))
    except Busy:
        output.say("Another process is bringing it up to date.")
        return 0
    found = open_existing(folder)
    if found is None:
        raise OSError(f"the index in {folder} cannot be read again")
    for trouble in found.troubles:
        output.say(trouble.why)
    entries = sum(edition.entries for edition in found.editions)
    editions = plural(len(found.editions), "edition")
    size = sum(segment.size for segment in found.manifest.segments) / 1e6
    output.say(f"Index: {plural(entries, 'entry', 'entries')} of {editions}, {size:,.1f} MB in {folder}")
    return _unread(library, found, beside_a_reader=args.lines)


def _unread(library: Library, found: Snapshot, *, beside_a_reader: bool) -> int:
    """The exit code: something could not be read. A reader is told by the index itself."""
    for item in library.unread:
        output.say(item.error or f"{item.path}: cannot be read")
    unread = library.unread or any(trouble.unread for trouble in found.troubles)
    return ACCESS if unread and not beside_a_reader else 0


def _folder(args: argparse.Namespace, paths: tuple[Path, ...]) -> Path:
    from sitbrief.library.index.index_folder import BESIDE
    from sitbrief.library.index.open_index import locate_index

    if args.folder:
        from sitbrief.cli.briefings import as_path

        return as_path(args.folder)
    if args.shared:
        if len(paths) != 1 or not paths[0].is_dir():
            raise Usage("--shared: an index can be kept beside one folder", "Name that folder alone.")
        return paths[0] / BESIDE
    places = locate_index(paths, os.environ)
    if places.passed_over:
        output.say(places.passed_over)
    for folder in places.folders:
        if folder.name != BESIDE or _is_own(folder):
            return folder
    raise Usage("you have no home folder", "Set HOME or XDG_CACHE_HOME, or keep the index --shared.")


def _is_own(folder: Path) -> bool:
    from sitbrief.library.index.index_folder import IndexFolder

    with IndexFolder.open(folder) as held:
        return held.own
