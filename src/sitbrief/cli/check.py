"""`sitbrief check`: every problem of briefing files, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.errors import ACCESS, DATA, explain
from sitbrief.text import clean_layout, clean_line, plural

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from sitbrief.formats.diagnosis import Report

EXAMPLES = """\
  sitbrief check briefing.json
  sitbrief check library/ drafts/*.json

An error keeps a briefing from loading; a problem is marked where it shows; advice does no harm (exit code 0).
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="files, or folders of them")


def run(args: argparse.Namespace) -> int:
    """Check them all; the highest exit code counts."""
    from collections import Counter

    from sitbrief.briefing.findings import FindingKind
    from sitbrief.cli.briefings import as_path
    from sitbrief.files.reading import Unreadable, Unrecognised
    from sitbrief.library.folder import files_in

    code = 0
    files = 0
    counts: Counter[str] = Counter()
    for word in args.files:
        try:
            paths = files_in(as_path(word))
        except Unreadable as error:
            code = max(code, _unreadable(error))
            counts["unreadable"] += 1
            continue
        for path in paths:
            files += 1
            try:
                report = _report(path)
            except (Unreadable, Unrecognised) as error:
                code = max(code, _unreadable(error))
                counts["unreadable"] += 1
                continue
            name = clean_line(str(path))
            lines = [clean_line(located.line_for(name)) for located in report.findings]
            if report.more:
                least = "" if report.complete else "at least "
                lines.append(clean_line(f"{name}: and {least}{report.more} more"))
            if lines:
                output.data(clean_layout("".join(f"{line}\n" for line in lines)))
            for located in report.findings:
                counts[str(located.finding.kind)] += 1
                if located.finding.kind is not FindingKind.ADVICE:
                    code = max(code, DATA)
            counts["more"] += report.more
            if report.briefing is None:
                code = max(code, DATA)
    output.say(_summary(files, counts))
    return code


def _report(path: Path) -> Report:
    """What there is to say of a briefing file.

    Raises:
        Unreadable: it cannot be read.
        Unrecognised: it is of another format.
    """
    from sitbrief.files.reading import Unrecognised
    from sitbrief.formats.native import check_file
    from sitbrief.library.folder import may_be_briefing

    if may_be_briefing(path):
        return check_file(path)
    from sitbrief.formats.importing import open_file  # late: most files are briefings

    reading = open_file(path)
    reading.close()
    raise Unrecognised(
        path, f"is a table of {reading.publisher}, no briefing yet: sitbrief import makes some of it"
    )


def _unreadable(error: Exception) -> int:
    code, lines = explain(error) or (ACCESS, (str(error),))
    for line in lines:
        output.say(line)
    return code


def _summary(files: int, counts: dict[str, int]) -> str:
    words = [plural(counts[kind], kind) for kind in ("error", "problem") if counts[kind]]
    words += [f"{counts['advice']} advice"] if counts["advice"] else []
    words += [f"{counts['more']} more"] if counts["more"] else []
    words += [f"{counts['unreadable']} unreadable"] if counts["unreadable"] else []
    return f"{plural(files, 'file')}: {', '.join(words) or 'no problems'}"
