"""What is said and heard: lines that end with a newline, a short prompt, and nothing that a terminal would obey."""

from __future__ import annotations

import io
import sys
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

from sitbrief.cli import output
from sitbrief.cli.briefings import width
from sitbrief.formats import plain
from sitbrief.formats.blocks import Block
from sitbrief.frozen import dataclass
from sitbrief.text import cells, clean_layout, clean_line, clean_row, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LONGEST: Final = 4_096
"""So many characters of a line are heard: as many as a terminal lets anybody type."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A line that must stay one, to be copied into a shell."""

    text: str


Told: TypeAlias = str | Verbatim | Block
"""Something to say: a paragraph, a line as it is, or a block of the plain text."""


class Console:
    """Speaks on stdout, hears on stdin.

    At a terminal only the prompt is printed, for the terminal itself shows what is typed. Of a pipe what was heard is
    printed behind the prompt, so that the whole reads like the conversation that it is.
    """

    def __init__(self, *, ascii_only: bool = False) -> None:
        """Make the console.

        Args:
            ascii_only: Whether to print nothing but ASCII.
        """
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
        self._worded: Callable[[str], str] = str
        if ascii_only:
            from sitbrief.cli.linear.ascii import in_ascii  # late: seldom needed

            self._worded = in_ascii
        self._typed = sys.stdin is not None and sys.stdin.isatty()

    def tell(self, told: Iterable[Told]) -> None:
        """Say something."""
        output.data(clean_layout("".join(f"{self._worded(line)}\n" for line in lines(told, width()))))

    def ask(self, prompt: str) -> str | None:
        """Ask for a line; None where there will be no more."""
        if self._typed:
            self._prompt(prompt)
        try:
            heard = self._heard()
        except KeyboardInterrupt:
            self.tell([""])
            raise
        if self._typed and not heard:
            self.tell([""])
        elif heard and not self._typed:
            self.tell([Verbatim(f"{prompt}{heard}")])
        return heard.rstrip("\r\n") if heard else None

    def _prompt(self, prompt: str) -> None:
        """Print the prompt where whoever types sees it."""
        if sys.stdout is not None and sys.stdout.isatty():
            output.data(clean_row(prompt))
        elif sys.stderr is not None:
            sys.stderr.write(clean_row(prompt))
            sys.stderr.flush()

    def _heard(self) -> str:
        """A line with its end; what is too long of it is left out. Empty at the end."""
        if sys.stdin is None:
            return ""
        heard = sys.stdin.readline(_LONGEST)
        rest = heard
        while len(rest) == _LONGEST and not rest.endswith("\n"):
            rest = sys.stdin.readline(_LONGEST)
        return heard


def lines(told: Iterable[Told], room: int) -> Iterator[str]:
    """What is told as lines of at most so many cells; only what must stay one line may be longer."""
    for is_block, group in groupby(told, key=lambda one: isinstance(one, Block)):
        if is_block:
            blocks = (one for one in group if isinstance(one, Block))
            for long in plain.laid_out(blocks, sys.maxsize):
                yield from _indented(long, room)
        else:
            for one in group:
                if isinstance(one, Verbatim):
                    yield clean_line(one.text)
                elif isinstance(one, str):
                    yield from _wrapped(one, room)


def _indented(line: str, room: int) -> Iterator[str]:
    """A line of the plain text, of any length, in lines that begin as it does, or not as far in where room is short."""
    bare = line.strip(" \n")
    depth = line.index(bare) // 2
    indent = "  " * min(depth, room // 8)
    yield from ((indent + part).rstrip(" ") for part in _wrapped(bare, room - len(indent)))


def _wrapped(text: str, room: int) -> Iterator[str]:
    """Lines that end at a word. One too long for any line is left whole on its own: nobody can open half an address."""
    words: list[str] = []
    for word in clean_line(text).split(" "):
        if cells(word) <= room or not _stays_whole(word):
            words.append(word)
            continue
        if words:
            yield from _broken(words, room)
            words = []
        yield clean_line(word)
    if words:
        yield from _broken(words, room)


def _broken(words: list[str], room: int) -> Iterator[str]:
    # Where a line begins is known only now: a mark that sat on the space before it has nothing to sit on.
    yield from map(clean_line, wrap(" ".join(words), room))


def _stays_whole(word: str) -> bool:
    """Whether a word may not be broken: addresses, paths. Whole sentences of Chinese or Thai are one word, and may be."""
    return word.isascii() or "://" in word
