"""A JSON scanner that keeps positions: where a value stands, which keys occur twice, where the syntax breaks.

It keeps no values: memory is that of the open brackets and of what is looked for. RFC 8259 and nothing beyond. An object
or list in which nothing is looked for is left to the standard library's parser, which is fifty times as fast: where that
finds nothing wrong in it, it is stepped over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from time import process_time
from typing import TYPE_CHECKING, ClassVar, NoReturn

from sitbrief.formats.counting import is_deeper
from sitbrief.limits import limits, named
from sitbrief.text import clean_line, truncate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sitbrief.briefing.findings import Path

MOST_DUPLICATES = 100

_PATIENCE = 12
"""How often a text may be gone through in vain."""

_SMALL = 4_000_000
"""Characters that are gone through in no time."""

_CHARACTERS_A_SECOND = 100_000_000

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+)"')
_SCALAR = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9A-Za-z_.+-])|(?:true|false|null)\b"
)
_SIMPLE = (
    r"(?:\{[ \t\n\r]*+\}|\[[ \t\n\r]*+\]|"
    rf'(?:{_SCALAR.pattern})|"[^"\\\x00-\x1f,]*+")'
)
_VALUES = re.compile(rf"(?:[ \t\n\r]*+,[ \t\n\r]*+{_SIMPLE})++")
"""Further values of a list, as long as they are simple: no comma but those between them."""

_MEMBERS = re.compile(rf"(?:[ \t\n\r]*+,[ \t\n\r]*+{_STRING.pattern}[ \t\n\r]*+:[ \t\n\r]*+{_SIMPLE})++")
"""Likewise further keys of an object with their values."""

_WORD = re.compile(r"[-+.\w]{1,20}")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where the syntax breaks, or a key occurs again.

    Attributes:
        offset: The character of the text, from 0.
        what: A sentence.
        path: The place in the briefing.
    """

    offset: int
    what: str
    path: Path = ()


@dataclass(slots=True)
class Scan:
    """What a scan found.

    Attributes:
        values: Offsets of the values looked for, by path.
        keys: Offsets of their keys, by path.
        duplicates: Keys that occur again in their object.
        error: Where the syntax breaks; None in sound JSON.
        cut: It was given up: what is nested so that each level had to be gone through again.
    """

    values: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)
    duplicates: list[Trouble] = field(default_factory=list)
    error: Trouble | None = None
    cut: bool = False


@dataclass(slots=True)
class _Object:
    """An open brace: the key it is at, None while that is read, and those before."""

    step: str | None = None
    seen: set[str] = field(default_factory=set)
    close: ClassVar[str] = "}"


@dataclass(slots=True)
class _List:
    """An open bracket: the place it is at."""

    step: int = 0
    close: ClassVar[str] = "]"


class _Done(Exception):
    pass


class _Within:
    """What the fast parser finds in what it reads: too many keys in an object, or one twice."""

    def __init__(self) -> None:
        import json

        self.odd = False
        self._most_keys = limits().keys
        # Numbers stay text: one of a million digits takes no time so.
        decoder = json.JSONDecoder(
            object_pairs_hook=self._look, parse_int=str, parse_float=str, parse_constant=_refuse
        )
        self.read = decoder.raw_decode

    def _look(self, pairs: list[tuple[str, object]]) -> None:
        keys = len(dict(pairs))
        if keys < len(pairs) or keys > self._most_keys:
            self.odd = True


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)


class _Scanner:
    def __init__(self, text: str, wanted: Collection[Path], *, first: bool) -> None:
        self.text = text
        self.at = 0
        self.scan = Scan()
        self.wanted = frozenset(wanted)
        self.parents = frozenset(path[:-1] for path in self.wanted if path)
        self.first = first
        self.open: list[_Object | _List] = []
        self.deepest, self.most_keys = limits().depth, limits().keys
        self.within = _Within()
        self.shallow: bool | None = None
        self.patience = _PATIENCE * (len(text) + _SMALL)

    def run(self) -> Scan:
        try:
            self.space()
            if self.at == len(self.text):
                self.fail("is empty: a briefing is a JSON object")
            self.value()
            while self.open:
                self.after_value()
            self.space()
            if self.at < len(self.text):
                self.fail("there is text after the end of the JSON")
        except _Done:
            pass
        return self.scan

    def path(self) -> Path:
        return tuple(level.step for level in self.open if level.step is not None)

    def fail(self, what: str, offset: int | None = None) -> NoReturn:
        self.scan.error = Trouble(self.at if offset is None else offset, what, self.path())
        raise _Done

    def space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def next(self) -> str:
        self.space()
        return self.text[self.at : self.at + 1]

    def value(self) -> None:
        """Read a scalar, or the opening of an object or list up to its first value."""
        sign = self.next()
        path = self.path() if self.wanted else None
        if path in self.wanted:
            self.scan.values[path] = self.at  # of a key that occurs twice the last value counts
            if self.first and len(self.scan.values) == len(self.wanted):
                raise _Done
        if sign in {"{", "["}:
            if path in self.parents or not self.stepped_over():
                self.enter(sign)
        elif sign == '"':
            self.string()
        else:
            match = _SCALAR.match(self.text, self.at)
            if match is None:
                self.fail(self.not_a_value(sign))
            self.at = match.end()

    def stepped_over(self) -> bool:
        """Go behind an object or list in which nothing is looked for and nothing is wrong."""
        self.within.odd = False
        began = process_time()
        try:
            _, end = self.within.read(self.text, self.at)
        except ValueError as error:
            self.wait(getattr(error, "pos", len(self.text)) - self.at)
            return False
        except RecursionError:  # it does not say how far it came
            taken = int((process_time() - began) * _CHARACTERS_A_SECOND)
            self.wait(min(taken, len(self.text) - self.at))
            return False
        if self.within.odd and not self.wanted:
            self.wait(end - self.at)
            return False
        if not self.fits(end):
            return False
        self.at = end
        return True

    def fits(self, end: int) -> bool:
        """Whether what ends there is not nested too deep: most is not, as it has too few brackets for that."""
        most = self.deepest - len(self.open)
        if self.text.count("[", self.at, end) + self.text.count("{", self.at, end) <= most:
            return True
        if self.shallow is None:
            self.shallow = not is_deeper(self.text.encode(errors="surrogatepass"), self.deepest)
        return self.shallow

    def wait(self, characters: int) -> None:
        """Characters were gone through in vain, and so they may be on each of two hundred levels: not for ever."""
        self.patience -= characters
        if self.patience < 0:
            self.scan.cut = True
            raise _Done

    def enter(self, sign: str) -> None:
        if len(self.open) >= self.deepest:
            self.fail(f"is nested more than {self.deepest} deep ({named('depth')})")
        level = _Object() if sign == "{" else _List()
        self.at += 1
        if self.next() == level.close:
            self.at += 1
            return
        self.open.append(level)
        if isinstance(level, _Object):
            self.key(level)
        self.value()

    def after_value(self) -> None:
        """Read a comma and the next value, or the closing bracket."""
        level = self.open[-1]
        sign = self.next()
        if sign == level.close:
            self.at += 1
            self.open.pop()
        elif sign == ",":
            if self.run_of_simple_values(level):
                return
            self.at += 1
            if isinstance(level, _Object):
                self.key(level)
            else:
                level.step += 1
            self.value()
        elif not sign:
            self.fail(f"the file ends before a closing {level.close}")
        else:
            self.fail(f"expected a comma or {level.close}")

    def run_of_simple_values(self, level: _Object | _List) -> bool:
        """Go behind values that are simple, as far as nobody asks for them; whether there are any."""
        if len(self.open) == self.deepest or (self.wanted and self.path()[:-1] in self.parents):
            return False
        if isinstance(level, _List):
            match = _VALUES.match(self.text, self.at)
            level.step += self.text.count(",", self.at, match.end()) if match else 0
        else:
            # Each key is looked at, until so many stood before that no more are told.
            full = len(self.scan.duplicates) == MOST_DUPLICATES
            match = _MEMBERS.match(self.text, self.at) if full else None
        self.at = match.end() if match else self.at
        return match is not None

    def key(self, level: _Object) -> None:
        level.step = None  # what breaks here is the object, not the value before
        if self.next() != '"':
            self.fail("expected a key in double quotes")
        start = self.at
        name = self.string()
        level.step = name
        path = self.path() if self.wanted else ()
        if path in self.wanted:
            self.scan.keys[path] = start
        if name in level.seen and len(self.scan.duplicates) < MOST_DUPLICATES:
            what = f'the key "{truncate(clean_line(name), 40)}" stood before: only the last one counts'
            self.scan.duplicates.append(Trouble(start, what, self.path()))
        level.seen.add(name)
        if len(level.seen) > self.most_keys:
            self.fail(f"has more than {self.most_keys} keys ({named('keys')})", start)
        if self.next() != ":":
            self.fail("expected a colon after the key")
        self.at += 1

    def string(self) -> str:
        match = _STRING.match(self.text, self.at)
        if match is None:
            self.fail("the string has no end, a line break or control character in it, or a wrong escape")
        self.at = match.end()
        raw = match[1]
        return _unescape(raw) if "\\" in raw else raw

    def not_a_value(self, sign: str) -> str:
        if not sign:
            return "the file ends where a value is expected"
        word = _WORD.match(self.text, self.at)
        if word and not self.text[: self.at].strip():
            return "is no JSON: a briefing is a JSON object"
        if word:  # of a file of another kind, which begins otherwise than a briefing, none is told
            told = word[0] if self.text.lstrip().startswith("{") else "what stands here"
            return f"{told} is no JSON value"
        return (
            "expected a value"
            if sign.isprintable()
            else "a control character stands where a value is expected"
        )


def _unescape(raw: str) -> str:
    import json

    return str(json.loads(f'"{raw}"'))


def scan(text: str, wanted: Collection[Path] = (), *, first: bool = False) -> Scan:
    """Scan a text for duplicate keys and for the first error, or for the places of these paths.

    Args:
        text: The text; where paths are looked for, it is sound.
        wanted: The paths.
        first: Stop when all are found; else it is the last value of a key that counts.
    """
    return _Scanner(text, wanted, first=first).run()


def places_of(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Lines and columns, both from 1, of characters that are given in their order: the text is gone through once."""
    line, before = 1, 0
    for offset in offsets:
        line += text.count("\n", before, offset)
        before = offset
        yield line, offset - text.rfind("\n", 0, offset)
