"""What is wrong with a native file, and on which line: the slow, position-keeping way through it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

import orjson
from pydantic import ValidationError

from sitbrief.briefing.checker import check
from sitbrief.briefing.findings import Finding, FindingKind, Path
from sitbrief.briefing.models import Briefing
from sitbrief.files.reading import BOM
from sitbrief.formats.json_kinds import may_be_briefing, no_briefing
from sitbrief.formats.positions import MOST_DUPLICATES, places_of, scan
from sitbrief.formats.validation import validated
from sitbrief.formats.validation_limits import record_lists, shell, too_long, without_unknown
from sitbrief.formats.wording import wording
from sitbrief.frozen import dataclass
from sitbrief.limits import limits
from sitbrief.text import plural, removals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from sitbrief.briefing.model_types import Record
    from sitbrief.formats.positions import Scan

T = TypeVar("T")

_MOST_COUNTED: Final = 10_000
"""Findings that are counted beyond those that are told: two million would take minutes."""


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place in the file.

    Attributes:
        line: From 1.
        column: From 1, in characters.
        finding: The finding.
    """

    line: int
    column: int
    finding: Finding

    def line_for(self, name: str) -> str:
        """One line: `name:line:column: kind: where in the briefing: what`."""
        found = self.finding
        return f"{name}:{self.line}:{self.column}: {found.kind}: {found.where}: {found.what}"


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to say about a file.

    Attributes:
        findings: The first hundred, in the order of the file.
        more: How many there are beyond these.
        briefing: What the file holds; None where there are errors.
        complete: All of it was gone through; else there may be more still.
        foreign: It is JSON that is not meant as a briefing.
    """

    findings: tuple[Located, ...]
    more: int = 0
    briefing: Briefing | None = None
    complete: bool = True
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding on its way to a place: its value's as a rule, or its key's, its object's, or one that is known already."""

    finding: Finding
    at_key: bool = False
    missing: bool = False
    offset: int | None = None

    @property
    def path(self) -> Path:
        """The path of what stands at its place."""
        path = self.finding.path
        if self.offset is not None:
            return ()
        return path[:-1] if self.missing else path


@dataclass(frozen=True, slots=True)
class _Flaw:
    """An error of the model, not yet in words: finding the words takes ten times as long as finding the error."""

    path: Path
    error: ErrorDetails

    def found(self) -> _Found:
        finding = Finding(FindingKind.ERROR, self.path, wording(self.error))
        name = self.error["type"]
        return _Found(finding, at_key=name == "unexpected_keyword_argument", missing=name == "missing")


def examine(data: bytes) -> Report:
    """Go over the bytes of a file and find all that is wrong with it."""
    raw = data.removeprefix(BOM)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        what = f"is not UTF-8 (byte 0x{raw[error.start]:02x}): save the file as UTF-8"
        return _broken(before, len(before), what)
    if what := _not_meant(raw):
        start = len(text) - len(text.lstrip())
        return replace(_broken(text, start, what), foreign=True)
    syntax = scan(text)
    if syntax.error:
        return _broken(text, syntax.error.offset, syntax.error.what, syntax.error.path)
    try:
        content = orjson.loads(raw)
    except orjson.JSONDecodeError as error:  # JSON by its grammar, and no text or no number all the same
        what = f"is no JSON: {error.msg}" if syntax.cut else _beyond_grammar(error.msg)
        return _broken(text, error.pos, what)
    if syntax.cut:
        return _broken(text, 0, "nests and repeats its keys so that it would take too long to say where")
    return _judged(text, raw, content, syntax)


def _not_meant(raw: bytes) -> str:
    """What to say of sound JSON that is not meant as a briefing; empty for all else."""
    try:
        content = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return ""
    if not isinstance(content, dict):
        return "is no briefing: that is a JSON object"
    return "" if may_be_briefing(content) else no_briefing(content)


def _judged(text: str, raw: bytes, content: dict[str, Any], syntax: Scan) -> Report:
    """What there is to say about sound JSON."""
    # Of a key that occurs twice the last value counts: one has to go on after the first. Not for a hundred of them.
    first = len(syntax.duplicates) in {0, MOST_DUPLICATES}
    doubles = [
        _Found(Finding(FindingKind.PROBLEM, at.path, at.what), offset=at.offset) for at in syntax.duplicates
    ]
    most = limits().findings
    if len(raw) > limits().text:
        long = [*map(_Found, islice(too_long(content), most))]
        if long:
            return Report(_located(text, long, first=first))
    errors, more, complete = _first(_model_errors(content))
    if errors:
        found = [*(error.found() for error in errors), *doubles]
        beyond = len(found[most:])
        return Report(_located(text, found[:most], first=first), more + beyond, complete=complete)
    briefing = validated(Briefing, raw)
    found, more, complete = _first(chain(map(_Found, check(briefing)), doubles, _removals(content, ())))
    refused = any(item.finding.kind is FindingKind.ERROR for item in found)
    return Report(_located(text, found, first=first), more, None if refused else briefing, complete)


def _beyond_grammar(message: str) -> str:
    if "surrogate" in message:
        return "has a \\u escape that is half of a pair"
    return "has a number that is too large"


def _broken(text: str, offset: int, what: str, path: Path = ()) -> Report:
    finding = Finding(FindingKind.ERROR, path, what)
    return Report((Located(*next(places_of(text, [offset])), finding),))


def _first(items: Iterator[T]) -> tuple[list[T], int, bool]:
    """The first hundred, the number of the rest, and whether that is all of it."""
    first = list(islice(items, limits().findings))
    more = sum(1 for _ in islice(items, _MOST_COUNTED))
    return first, more, more < _MOST_COUNTED


def _removals(content: object, path: Path) -> Iterator[_Found]:
    """What cleaning takes out of the texts: the model has none of it any more, the file still does."""
    if isinstance(content, str):
        gone = removals(content)
        if gone.harmful:
            what = f"holds {plural(gone.harmful, 'control character')}, shown as \N{REPLACEMENT CHARACTER}"
            yield _Found(Finding(FindingKind.PROBLEM, path, what))
        elif gone.invisible:
            what = f"holds {plural(gone.invisible, 'invisible character')}, left out"
            yield _Found(Finding(FindingKind.ADVICE, path, what))
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _removals(value, (*path, key))
    elif isinstance(content, list):
        for place, value in enumerate(content):
            yield from _removals(value, (*path, place))


def _model_errors(content: dict[str, Any]) -> Iterator[_Flaw]:
    """The model's errors, record by record: validating all at once would hold all the errors at once."""
    lists = {name: kind for name, kind in record_lists().items() if isinstance(content.get(name), list)}
    found = tuple(_record_errors(Briefing, shell(content), ()))
    version = [item for item in found if item.path == ("format",) and "format" in content]
    if version:  # what follows was meant for another version
        yield from version
        return
    yield from found
    for name, kind in lists.items():
        for place, record in enumerate(content[name]):
            yield from _record_errors(kind, record, (name, place))


def _record_errors(kind: type[Record], record: object, path: Path) -> Iterator[_Flaw]:
    bounded = without_unknown(kind, record) if isinstance(record, dict) else record
    try:
        validated(kind, orjson.dumps(bounded))
    except ValidationError as error:
        found: dict[Path, _Flaw] = {}
        for item in error.errors(include_url=False, include_input=False):
            place = (*path, *_real_steps(record, item["loc"], missing=item["type"] == "missing"))
            # The members of a union complain one by one; the last is the widest.
            found[place] = _Flaw(place, item)
        yield from found.values()


def _real_steps(content: Any, loc: Path, *, missing: bool) -> Path:  # noqa: ANN401  # parsed JSON
    """A validator's path without the steps that only it knows, such as the member of a union."""
    steps: list[str | int] = []
    for step in loc[:-1] if missing else loc:
        known = step in content if isinstance(content, dict) else isinstance(content, list)
        if known and not (isinstance(content, list) and isinstance(step, str)):
            content = content[step]
            steps.append(step)
    return (*steps, loc[-1]) if missing else tuple(steps)


def _located(text: str, found: list[_Found], *, first: bool) -> tuple[Located, ...]:
    """The findings with their places, in the order of the file."""
    paths = [item.path for item in found]
    places = scan(text, {path[:end] for path in paths for end in range(len(path) + 1)}, first=first)

    def offset(item: _Found) -> int:
        if item.offset is not None:
            return item.offset
        return places.keys[item.path] if item.at_key else places.values[item.path]

    placed = sorted(((offset(item), item.finding) for item in found), key=lambda pair: pair[0])
    where = places_of(text, [at for at, _ in placed])
    return tuple(Located(*place, finding) for place, (_, finding) in zip(where, placed, strict=True))
