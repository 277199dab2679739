"""`sitbrief export`: a briefing in another format, to stdout or a file. Both get the same bytes."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.options import add_filters, add_library
from sitbrief.cli.trouble import Usage
from sitbrief.formats.endings import ENDINGS, MARKDOWN, file_name, format_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from sitbrief.briefing import View

EXAMPLES = """\
  sitbrief export briefing.json > briefing.md
  sitbrief export ID --province Hama --grade B2 -o hama.md
  sitbrief export ID -o reports/               (becomes reports/ID.md)
  sitbrief export ID -o claims.csv             (as its ending says: .md, .json, .csv or .txt)
  sitbrief export ID --format csv > claims.csv
"""

_LINES_AT_ONCE = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("briefing", metavar="BRIEFING", help="a file, or the id of a briefing in the library")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write here; into a folder as ID.md; - is stdout"
    )
    parser.add_argument(
        "--format",
        choices=tuple(ENDINGS),
        metavar="FORMAT",
        help="markdown, json, csv or text; by default as FILE ends, else markdown",
    )
    parser.add_argument("--force", action="store_true", help="overwrite FILE")
    add_library(parser)
    add_filters(parser)


def run(args: argparse.Namespace) -> int:
    """Write it."""
    from sitbrief.cli.briefings import as_path, view_of
    from sitbrief.cli.streams import stream_of, write_stream
    from sitbrief.formats.writing import file_at, write_file

    word = "-" if args.output is None else args.output
    stream = stream_of(word)
    if args.force and stream is not None:
        raise Usage("--force is about -o FILE, which is missing", "Add -o FILE.")
    as_path(word)
    view = view_of(args)
    name = args.format or _format_of(word)
    parts = _written(view, name)
    if stream is not None:
        write_stream(word, stream, parts)
        return 0
    target = file_at(word, file_name(view.index.briefing.id, ENDINGS[name]))
    write_file(target, parts, overwrite=args.force)
    output.say(f"Written: {target} ({view.summary()})")
    return 0


def _format_of(word: str) -> str:
    """The format that the end of a file's name stands for; of a folder's it is Markdown, whatever that ends in."""
    return MARKDOWN if os.path.isdir(word) else format_of(word)  # noqa: PTH112  Path.is_dir raises for a long name


def _written(view: View, name: str) -> Iterator[bytes]:
    """The file, some lines at a time."""
    match name:
        case "json":
            from sitbrief.formats.excerpt import excerpt
            from sitbrief.formats.native import dumps

            yield dumps(excerpt(view))
            return
        case "csv":
            from sitbrief.formats.csv_text import lines
        case "text":
            from sitbrief.formats.plain import lines
        case _:
            from sitbrief.formats.markdown import lines
    found = lines(view)
    while some := "".join(islice(found, _LINES_AT_ONCE)):
        yield some.encode()
