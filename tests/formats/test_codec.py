"""Whatever is packed is unpacked the same, and nothing else is."""

from __future__ import annotations

import copy
import json
from dataclasses import MISSING, fields
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin, get_type_hints

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.hostile import bare, sample
from sitbrief.briefing import Briefing
from sitbrief.briefing.figures import Figure
from sitbrief.briefing.model_types import Record
from sitbrief.briefing.models import Period
from sitbrief.formats import codec, native
from sitbrief.formats.codec import pack, unpack, values
from sitbrief.text import Clean
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)

PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTS,
    Clean: TEXTS,
    int: st.integers(-(10**15), 10**15),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=OFFSETS).map(lambda moment: moment.replace(fold=0)),
    type(None): st.none(),
}


def hinted(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  # any annotation
    """Anything that a field of that type may hold."""
    if hint in PLAIN:
        return PLAIN[hint]
    origin, members = get_origin(hint), get_args(hint)
    if origin is tuple:
        return st.lists(hinted(members[0]), max_size=2).map(tuple)
    if origin is Literal:
        return st.sampled_from(members)
    if origin is not None or isinstance(hint, UnionType):
        return st.one_of(*map(hinted, members))
    return st.sampled_from(hint) if issubclass(hint, StrEnum) else record(hint)


@st.composite
def record(draw: st.DrawFn, kind: type[Any]) -> Record:
    """Any record of a kind: of every field its default or anything of its type."""
    if kind is Period:
        start, end = sorted([draw(st.dates()), draw(st.dates())])
        return Period(start=start, end=end)
    hints = get_type_hints(kind)
    given = {
        field.name: draw(hinted(hints[field.name]))
        for field in fields(kind)
        if field.default is MISSING or draw(st.booleans())
    }
    if kind is Briefing and given.get("extract_of") in {None, given["id"]}:
        given = {name: value for name, value in given.items() if name not in OF_AN_EXTRACT}
    try:
        made: Record = kind(**given)
    except ValueError:
        made = Figure(what="x", best=draw(PLAIN[float])) if kind is Figure else draw(SOME_WHENS)
    return made


OF_AN_EXTRACT = {"extract_of", "filtered_to", "full_entries"}
SOME_WHENS = st.sampled_from([claim.when for claim in native.loads(orjson.dumps(sample())).claims])


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=50)
@given(record(Briefing))
def test_what_is_packed_is_unpacked_the_same(briefing: Briefing) -> None:
    found = unpack(pack(briefing))
    assert found == briefing
    assert repr(found) == repr(
        briefing
    )  # 1 and 1.0 are equal, a day and a word are not told apart by it alone


def read_as(hint: Any) -> object:  # noqa: ANN401  # any annotation
    """What of a type JSON does not have: records, words, days and moments, alone or in a list."""
    origin, members = get_origin(hint), get_args(hint)
    if origin is tuple:
        return [read_as(members[0])]
    if origin is Annotated:
        return read_as(members[0])
    if members and origin is not Literal:
        return frozenset().union(*(read_as(member) for member in members))
    known = isinstance(hint, type) and issubclass(hint, (Record, StrEnum, date))
    return frozenset({hint} if known else ())


def kinds(base: type[Any]) -> Iterator[type[Any]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


@pytest.mark.parametrize(
    "kind", sorted({*kinds(Record)}, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__
)
def test_the_text_of_an_annotation_says_what_its_evaluation_does(kind: type[Any]) -> None:
    """A field whose annotation is written in another way would be read as it stands in the file."""
    hints = get_type_hints(kind)
    for field in fields(kind):
        many, told = codec.field_type(kind, field)
        assert ([read_as(told)] if many else read_as(told)) == read_as(hints[field.name]), field.name


def test_a_key_that_no_record_has_is_refused() -> None:
    given = values(native.loads(orjson.dumps(bare())))
    for wrong in ({"more": 1}, {"period": {"start": "2024-12-05"}}, {"tlp": "TLP:BLUE"}, {"issued": "today"}):
        with pytest.raises(ValueError, match=r"."):
            unpack(json.dumps({**given, **wrong}).encode())


def test_the_values_that_a_record_is_made_of_stay_as_they_are() -> None:
    given = values(native.loads(orjson.dumps(sample())))
    before = copy.deepcopy(given)
    assert values(codec.record(Briefing, given)) == before == given


@pytest.mark.parametrize("path", sorted(BRIEFINGS.glob("*.json")), ids=lambda path: path.stem)
def test_a_briefing_of_the_package_is_unpacked_the_same(path: Any) -> None:  # noqa: ANN401
    briefing = native.load(path)
    assert unpack(pack(briefing)) == briefing


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"null",
        b"[]",
        b"{}",
        b"7",
        b'"x"',
        b'{"period": 7}',
        b'{"period": {}}',
        b'{"claims": 7}',
        b'{"claims": [7]}',
        b'{"tlp": []}',
        b'{"issued": 7}',
        b"[" * 100_000,
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        unpack(data)
    assert isinstance(caught.value, ValueError)


def test_the_values_of_a_file_are_in_the_order_of_the_model_and_leave_defaults_out() -> None:
    written = values(native.loads(orjson.dumps(bare())))
    assert list(written) == [name for name in bare() if name in written]
    assert written["tlp"] == bare()["tlp"]
    assert type(written["period"]["start"]) is str
