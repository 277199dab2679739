"""A JSON scanner that keeps positions: where a value stands, which keys occur twice, where the syntax breaks.

It builds no values: memory is that of the open brackets and of what is looked for. RFC 8259 and nothing beyond.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NoReturn

from sitbrief.formats.reading import MOST_KEYS
from sitbrief.text import clean_line, truncate

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitbrief.briefing.findings import Path

DEEPEST = 200
"""Levels of nesting. A briefing needs eight."""

MOST_DUPLICATES = 100

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+)"')
_SCALAR = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9A-Za-z_.+-])|(?:true|false|null)\b"
)
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
    """

    values: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)
    duplicates: list[Trouble] = field(default_factory=list)
    error: Trouble | None = None


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


class _Broken(Exception):
    pass


class _Scanner:
    def __init__(self, text: str, wanted: Collection[Path]) -> None:
        self.text = text
        self.at = 0
        self.scan = Scan()
        self.wanted = frozenset(wanted)
        self.open: list[_Object | _List] = []

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
        except _Broken:
            pass
        return self.scan

    def path(self) -> Path:
        return tuple(level.step for level in self.open if level.step is not None)

    def fail(self, what: str, offset: int | None = None) -> NoReturn:
        self.scan.error = Trouble(self.at if offset is None else offset, what, self.path())
        raise _Broken

    def space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def next(self) -> str:
        self.space()
        return self.text[self.at : self.at + 1]

    def value(self) -> None:
        """Read a scalar, or the opening of an object or list up to its first value."""
        sign = self.next()
        if self.wanted:
            path = self.path()
            if path in self.wanted:
                self.scan.values[path] = self.at  # of a key that occurs twice the last value counts
        if sign in {"{", "["}:
            self.enter(sign)
        elif sign == '"':
            self.string()
        else:
            match = _SCALAR.match(self.text, self.at)
            if match is None:
                self.fail(self.not_a_value(sign))
            self.at = match.end()

    def enter(self, sign: str) -> None:
        if len(self.open) >= DEEPEST:
            self.fail(f"is nested more than {DEEPEST} deep")
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
        if len(level.seen) > MOST_KEYS:
            self.fail(f"has more than {MOST_KEYS} keys", start)
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
        if word:
            return f"{word[0]} is no JSON value"
        return (
            "expected a value"
            if sign.isprintable()
            else "a control character stands where a value is expected"
        )


def _unescape(raw: str) -> str:
    import json

    found = json.loads(f'"{raw}"')
    return found if isinstance(found, str) else raw


def scan(text: str, wanted: Collection[Path] = ()) -> Scan:
    """Scan a text for the places of these paths, for duplicate keys and for the first error."""
    return _Scanner(text, wanted).run()


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both from 1, columns in characters."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
