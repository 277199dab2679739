"""Write the manual page, made of what `--help` prints: headings, paragraphs, items with a text, examples.

python tools/manual.py            writes man/sitbrief.1
python tools/manual.py --check    ends with 1 where that is not what the help says
"""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import __version__
from sitbrief.cli.help import program_help
from sitbrief.cli.parser import parser_of
from sitbrief.cli.table import COMMANDS, READER
from sitbrief.text import clean_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.cli.parser import Parser

EXAMPLES: Final = "examples"
FILTERS: Final = "filters"

_TITLES: Final = {"usage": "SYNOPSIS", "filters, the same everywhere": "FILTERS", "": "OPTIONS"}
_SECTIONS: Final = {"exit codes: ": "EXIT STATUS", "limits: ": "LIMITS"}
"""Paragraphs of the help that are sections of the page, by how they begin."""
_SIGNS: Final = {
    "\\": r"\e",
    "-": r"\-",
    "'": r"\(aq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
    '"': r"\(dq",
}
_SPECIAL: Final = re.compile(r"[\\'`^~\"-]|[^\x00-\x7f]")
_GAP: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_WIDE: Final = 10_000
"""Columns in which no text of a command's help has to be wrapped."""


class Block(NamedTuple):
    """A part of a help text.

    Attributes:
        heading: What stands over it, without the colon; empty where nothing does.
        lines: Its lines; those below a heading begin with spaces.
    """

    heading: str
    lines: tuple[str, ...]

    @property
    def indented(self) -> bool:
        """Whether it holds items, not a paragraph."""
        return self.lines[0].startswith(" ")


def blocks(text: str) -> Iterator[Block]:
    """The parts of a help text, which have an empty line between them."""
    for part in re.split(r"\n{2,}", text.strip("\n")):
        first, *others = part.split("\n")
        if others and first.endswith(":") and others[0].startswith(" "):
            yield Block(first[:-1], tuple(others))
        else:
            yield Block("", (first, *others))


def page(text: str, commands: Iterable[Parser], does: str) -> str:
    """The manual page of the program.

    Args:
        text: The help of the program.
        commands: The parsers of its commands.
        does: What it does, for the list of all pages.
    """
    lines = [
        f'.TH SITBRIEF 1 "" "sitbrief {__version__}" "User Commands"',
        ".SH NAME",
        f"sitbrief {escaped('-')} {escaped(does)}",
    ]
    parts = list(blocks(text))
    intro = parts.pop(0)
    for block in parts:
        begun = next((words for words in _SECTIONS if block.lines[0].startswith(words)), None)
        if begun:
            first = block.lines[0].removeprefix(begun)
            lines += [
                f".SH {_SECTIONS[begun]}",
                *_paragraph([first[:1].upper() + first[1:], *block.lines[1:]]),
            ]
            continue
        if block.heading == EXAMPLES:
            lines += _commands(commands)
        if block.heading or block.indented:
            lines.append(f".SH {escaped(_TITLES.get(block.heading, block.heading.upper()))}")
        lines += _body(block)
        if block.heading == "usage":
            lines += [".SH DESCRIPTION", *_body(intro)]
    pairs = zip(["", *lines], lines, strict=False)
    # The first paragraph below a heading needs no request.
    return "".join(
        f"{line}\n" for above, line in pairs if line != ".PP" or not above.startswith((".SH", ".SS"))
    )


def escaped(text: str) -> str:
    """A text as roff takes it for nothing but text: signs that it would replace, and a line that begins like a request."""
    found = _SPECIAL.sub(lambda sign: _SIGNS.get(sign[0], f"\\[u{ord(sign[0]):04X}]"), text)
    return f"\\&{found}" if found.startswith(".") else found


def _commands(commands: Iterable[Parser]) -> Iterator[str]:
    """A section with all that each command takes; the filters are told once, above it."""
    import argparse

    yield ".SH THE COMMANDS ONE BY ONE"
    for parser in commands:
        parser.formatter_class = partial(argparse.RawDescriptionHelpFormatter, width=_WIDE)
        usage, *parts = blocks(parser.format_help())
        yield f".SS {escaped(usage.lines[0].removeprefix('usage: '))}"
        for block in parts:
            if block.heading == FILTERS:
                yield from _paragraph(["It takes the filters, too."])
            else:
                yield from _body(block)


def _body(block: Block) -> Iterator[str]:
    if block.heading == EXAMPLES and not _explained(block):
        yield ".PP"
        yield ".EX"
        yield from (escaped(_GAP.sub("  ", line)) for line in block.lines)
        yield ".EE"
    elif block.indented:
        for term, told in _items(block.lines):
            yield ".TP"
            yield " ".join(map(_typed, term.split()))
            yield escaped(told)
    else:
        yield from _paragraph(block.lines)


def _explained(block: Block) -> bool:
    """Whether examples have a text to their right, and not just a remark in brackets."""
    return any(told and not told.startswith("(") for _, told in _items(block.lines))


def _paragraph(lines: Iterable[str]) -> Iterator[str]:
    yield ".PP"
    yield from map(escaped, lines)


def _items(lines: Iterable[str]) -> list[tuple[str, str]]:
    """What stands left, and what is told of it to its right, or below it and further in."""
    items: list[tuple[str, str]] = []
    for line in lines:
        term, *told = _GAP.split(line.strip(), maxsplit=1)
        if line.startswith("   ") and items:
            left, right = items[-1]
            items[-1] = (left, f"{right} {line.strip()}".strip())
        else:
            items.append((term, told[0] if told else ""))
    return items


def _typed(word: str) -> str:
    """A word of a command line: what is to be replaced in italics, what is typed as it stands in bold."""
    bare = word.strip("[],.")
    font = "I" if bare.isalpha() and bare.isupper() else "B"
    return f"\\f{font}{escaped(word)}\\fR"


PAGE: Final = Path(__file__).parents[1] / "man" / "sitbrief.1"


def manual() -> str:
    """The manual page."""
    return clean_layout(page(program_help(), map(parser_of, COMMANDS), READER.help))


def main(words: list[str]) -> int:
    """Write it, or see whether it is as it would be written."""
    if words == ["--check"]:
        return int(PAGE.read_text(encoding="utf-8") != manual())
    PAGE.write_text(manual(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
