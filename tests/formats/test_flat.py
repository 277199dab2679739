"""Whatever is packed is unpacked the same, and nothing else is."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.hostile import bare, sample
from sitbrief.briefing import Briefing
from sitbrief.briefing.figures import Figure
from sitbrief.briefing.model_types import Record
from sitbrief.briefing.models import Period
from sitbrief.formats import native
from sitbrief.formats.flat import pack, unpack, values
from sitbrief.text import Clean
from support.program import BRIEFINGS

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
    try:
        made: Record = kind(**given)
    except ValueError:
        made = Figure(what="x", best=draw(PLAIN[float])) if kind is Figure else draw(SOME_WHENS)
    return made


SOME_WHENS = st.sampled_from([claim.when for claim in native.loads(orjson.dumps(sample())).claims])


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=50)
@given(record(Briefing))
def test_what_is_packed_is_unpacked_the_same(briefing: Briefing) -> None:
    found = unpack(pack(briefing))
    assert found == briefing
    assert repr(found) == repr(
        briefing
    )  # 1 and 1.0 are equal, a day and a word are not told apart by it alone


def test_every_kind_of_record_and_word_is_known() -> None:
    """A kind that the table does not have could be packed and never unpacked."""
    whole = native.loads(orjson.dumps(sample()))
    seen: set[type] = set()

    def look(value: object) -> None:
        seen.add(type(value))
        if isinstance(value, Record):
            for field in fields(value):  # type: ignore[arg-type]
                look(getattr(value, field.name))
        elif isinstance(value, tuple):
            for item in value:
                look(item)

    look(whole)
    assert {kind.__name__ for kind in Record.__subclasses__()} - {kind.__name__ for kind in seen} <= {
        "Entry",
        "Coordinates",
    }
    assert unpack(pack(whole)) == whole


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
        b'{"": "Claim"}',
        b'{"": "Briefing"}',
        b'{"": "os.system", "is": "x"}',
        b'{"": "date", "is": "x"}',
        b'{"": "date", "is": 7}',
        b'{"": "Tlp"}',
        b'{"": "Period", "start": 1, "end": "x"}',
        b'{"": ["Briefing"]}',
        b"[" * 100_000,
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        unpack(data)
    assert isinstance(caught.value, ValueError)


def test_a_kind_is_looked_up_in_a_table_and_nowhere_else() -> None:
    for name in ("object", "__import__", "Record", "int"):
        with pytest.raises(ValueError, match="no packed briefing"):
            unpack(json.dumps({"": name, "is": "x"}).encode())


def test_the_values_of_a_file_are_in_the_order_of_the_model_and_leave_defaults_out() -> None:
    written = values(native.loads(orjson.dumps(bare())))
    assert list(written) == [name for name in bare() if name in written]
    assert written["tlp"] == bare()["tlp"]
    assert type(written["period"]["start"]) is str
