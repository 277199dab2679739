"""`sitbrief export`: a briefing in another format, to stdout or a file. Both get the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.errors import Usage
from sitbrief.cli.options import add_filters, add_library
from sitbrief.formats.export import CSV_ROWS, EXPORT_FORMATS, USUAL, UnknownFormat, named, of_file
from sitbrief.text import alternatives

if TYPE_CHECKING:
    import argparse

    from sitbrief.formats.export import ExportFormat

EXAMPLES = f"""\
  sitbrief export briefing.json > briefing.md
  sitbrief export ID --province Hama --grade B2 -o hama.md
  sitbrief export ID --province Hama --format json -o reports/     (an extract with an id of its own)
  sitbrief export ID -o reports/               (becomes reports/ID.md)
  sitbrief export ID -o claims.csv             (as its ending says: {alternatives([known.ending for known in EXPORT_FORMATS])})
  sitbrief export ID --format csv > claims.csv
  sitbrief export ID -o figures.csv --rows figures --bom           (for a spreadsheet)
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("briefing", metavar="BRIEFING", help="a file, or the id of a briefing in the library")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write here; into a folder as ID.md; - is stdout"
    )
    parser.add_argument(
        "--format",
        choices=tuple(known.name for known in EXPORT_FORMATS),
        metavar="FORMAT",
        help=f"{alternatives([known.name for known in EXPORT_FORMATS])}; by default as FILE ends, else {USUAL.name}",
    )
    parser.add_argument(
        "--rows",
        choices=CSV_ROWS,
        metavar="WHAT",
        help=f"of CSV: a row for each of the {alternatives([*CSV_ROWS])}; {CSV_ROWS[0]} by default",
    )
    parser.add_argument(
        "--bom", action="store_true", help="of CSV: begin with the mark by which spreadsheets know UTF-8"
    )
    parser.add_argument("--force", action="store_true", help="overwrite FILE")
    add_library(parser)
    add_filters(parser)


def run(args: argparse.Namespace) -> int:
    """Write it."""
    from sitbrief.cli.briefings import as_path, view_of
    from sitbrief.cli.streams import stream_of, write_stream
    from sitbrief.files.writing import file_at, write_file
    from sitbrief.formats.extract import exported_id, spare_full_edition

    word = "-" if args.output is None else args.output
    stream = stream_of(word)
    if args.force and stream is not None:
        raise Usage("--force is about -o FILE, which is missing", "Add -o FILE.")
    as_path(word)
    chosen = _chosen(args.format, word)
    layout = _layout(chosen, args)
    view = view_of(args)
    parts = chosen.write(view, **layout)
    if stream is not None:
        write_stream(word, stream, parts)
        return 0
    target = file_at(word, chosen.file_name(exported_id(view)))
    if args.force and chosen.name == "json":
        spare_full_edition(view, target)
    write_file(target, parts, overwrite=args.force)
    output.say(f"Written: {target} ({view.summary()})")
    return 0


def _layout(chosen: ExportFormat, args: argparse.Namespace) -> dict[str, str | bool]:
    """How CSV is laid out, where that is asked for."""
    asked: dict[str, str | bool] = {
        name: value for name, value in (("rows", args.rows), ("bom", args.bom)) if value
    }
    if asked and chosen.name != "csv":
        raise Usage(
            f"--{next(iter(asked))} is about CSV, and this is {chosen.label}",
            "Add --format csv, or leave it out.",
        )
    return asked


def _chosen(name: str | None, word: str) -> ExportFormat:
    try:
        return named(name) if name else of_file(word)
    except UnknownFormat as error:
        raise Usage(str(error), "Add --format, or give another name.") from error
