"""ReliefWeb's saved responses become claims, however few fields a record has."""

from __future__ import annotations

import json
from copy import copy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.tables import briefings, event, put, reason
from sitbrief.files.reading import Unrecognised
from sitbrief.formats import native
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.importing import open_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _pytest.tmpdir import TempPathFactory

REPORT: dict[str, Any] = {
    "title": "Valley: Floods, Situation Report No. 3",
    "url": "https://example.org/node/12",
    "url_alias": "https://example.org/report/syria/valley-floods",
    "date": {"original": "2024-12-05T00:00:00+00:00", "created": "2024-12-06T00:00:00+00:00"},
    "primary_country": {"iso3": "syr", "name": "Syrian Arab Republic"},
    "source": [
        {"name": "Valley Relief", "shortname": "VR", "type": {"name": "NGO"}},
        {"shortname": "Hill Aid"},
    ],
    "theme": [{"name": "Health"}, {"name": "Water Sanitation Hygiene"}, {"name": "Contributions"}],
    "headline": {"title": "Floods", "summary": "Two bridges are out."},
    "body-html": "<h2>Needs</h2><p>Two bridges<br>are &amp; remain out.</p><script>alert(1)</script><ul><li>Tents</li></ul>",
}


def saved(folder: Path, *records: object) -> Path:
    return put(folder, json.dumps({"totalCount": len(records), "data": records}).encode(), "saved.json")


def record(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  whatever JSON holds
    fields = {name: value for name, value in {**REPORT, **changes}.items() if value is not None}
    return {"id": "3670885", "fields": fields}


def test_a_report_is_told_by_its_source_and_carried_by_reliefweb(tmp_path: Path) -> None:
    found = event(saved(tmp_path, record()))
    assert (found.id, found.country) == ("3670885", "SY")
    assert found.originator == "Valley Relief"
    assert found.carriers == ("Hill Aid",)
    assert found.when == {"precision": "reported", "start": "2024-12-05"}
    assert [need.sector for need in found.needs] == ["Health", "WASH"]
    assert found.quote == "Needs\n\nTwo bridges\nare & remain out.\n\nTents"
    assert found.document == {
        "id": "reliefweb-3670885",
        "title": "Valley: Floods, Situation Report No. 3",
        "publisher": "Valley Relief, Hill Aid",
        "carrier": "reliefweb",
        "date": "2024-12-05",
        "url": "https://example.org/report/syria/valley-floods",
    }


def test_it_is_a_briefing_with_its_documents(tmp_path: Path) -> None:
    (briefing,) = briefings(saved(tmp_path, record(), record(title="Another")))
    assert [document.title for document in briefing.documents][1:] == [REPORT["title"], "Another"]
    assert {note.sector for note in briefing.humanitarian} == {"Health", "WASH"}


@pytest.mark.parametrize(
    ("fields", "country"),
    [
        ({"country": [{"iso3": "jor"}, {"iso3": "syr"}], "primary_country": None}, "JO"),
        ({"primary_country": {"name": "Syrian Arab Republic"}}, "SY"),
        ({"primary_country": None, "glide": "FL-2024-000139-TCD"}, "TD"),
        ({"primary_country": None, "name": "Chad: Floods - Aug 2024", "url_alias": None}, "TD"),
        ({"primary_country": None}, "SY"),
        ({"primary_country": [], "country": {}}, "SY"),
    ],
)
def test_a_country_is_found_wherever_it_stands(tmp_path: Path, fields: dict[str, Any], country: str) -> None:
    assert event(saved(tmp_path, record(**fields))).country == country


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"date": {"event": "2024-12-01"}}, {"precision": "day", "start": "2024-12-01"}),
        (
            {"date": None, "name": "Chad: Floods - Aug 2024"},
            {"precision": "month", "start": "2024-08-01", "as_written": "Aug 2024"},
        ),
        (
            {"date": None, "name": "Chad: Flu 2024", "glide": "EP-2024-000139-TCD"},
            {
                "precision": "range",
                "start": "2024-01-01",
                "end": "2024-12-31",
                "as_written": "EP-2024-000139-TCD",
            },
        ),
        (
            {"date": None, "name": "Chad", "glide": "EP-2024-000139-TCD"},
            {
                "precision": "range",
                "start": "2024-01-01",
                "end": "2024-12-31",
                "as_written": "EP-2024-000139-TCD",
            },
        ),
        (
            {"date": {}, "name": "Chad", "glide": "EP-0000-000139-TCD"},
            None,
        ),
        (
            {"date": {}, "name": "Fl 2024 Foo 2024", "glide": "none"},
            None,
        ),
    ],
)
def test_a_time_is_as_precise_as_the_record_says(
    tmp_path: Path, fields: dict[str, Any], expected: dict[str, Any] | None
) -> None:
    assert event(saved(tmp_path, record(**fields))).when == expected


def test_a_disaster_says_its_status_and_number(tmp_path: Path) -> None:
    fields = {
        "id": 52108,
        "name": "Chad: Floods - Aug 2024",
        "status": "ongoing",
        "glide": "FL-2024-000139-TCD",
    }
    found = event(saved(tmp_path, {"fields": fields}))
    assert found.headline == "Chad: Floods - Aug 2024 (ongoing, GLIDE FL-2024-000139-TCD)"
    assert (found.id, found.originator, found.carriers, found.needs) == ("52108", "", (), ())
    assert found.happened


def test_a_disaster_keeps_its_description(tmp_path: Path) -> None:
    fields = {
        "name": "Floods",
        "body-html": None,
        "description": "Eight *dead*.",
        "description-html": "<p>Eight dead.</p>",
    }
    assert event(saved(tmp_path, record(**fields))).quote == "Eight dead."
    assert event(saved(tmp_path, record(**{**fields, "description-html": None}))).quote == "Eight *dead*."


def test_a_report_in_markdown_is_kept_as_it_is(tmp_path: Path) -> None:
    assert (
        event(saved(tmp_path, record(**{"body-html": None, "body": "**Two** bridges"}))).quote
        == "**Two** bridges"
    )


def test_an_address_that_is_none_is_left_out(tmp_path: Path) -> None:
    assert "url" not in (
        event(saved(tmp_path, record(url_alias="javascript:x", country=None))).document or {}
    )


@pytest.mark.parametrize(
    ("found", "column", "words"),
    [
        ("text", "fields", "no object"),
        ({"fields": []}, "fields", "no object"),
        (record(title=None), "fields.title", "missing"),
        (record(primary_country=None, url_alias=None), "fields.country", "no country"),
        (record(date={"original": "yesterday"}), "fields.date.original", "no day"),
    ],
)
def test_a_record_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, found: object, column: str, words: str
) -> None:
    name, what = reason(saved(tmp_path, found))
    assert name == column
    assert words in what


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"data": {}}', b'{"a": 1}', b"[1, 2"])
def test_what_is_no_response_is_told_so(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Unrecognised):
        open_file(put(tmp_path, data, "saved.json"))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places_in(value: object, path: tuple[int | str, ...] = ()) -> Iterator[tuple[int | str, ...]]:
    """The path of each value in a record."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from places_in(item, (*path, key))


def replaced(value: Any, path: tuple[int | str, ...], new: object) -> Any:  # noqa: ANN401  whatever JSON holds
    """The value with another one in that place."""
    if not path:
        return new
    found = copy(value)
    found[path[0]] = replaced(value[path[0]], path[1:], new)
    return found


@given(st.sampled_from(list(places_in(record()))), JSON)
def test_whatever_stands_in_a_record_it_is_a_claim_or_a_reject(
    tmp_path_factory: TempPathFactory, place: tuple[int | str, ...], new: object
) -> None:
    path = saved(tmp_path_factory.mktemp("changed"), record(), replaced(record(), place, new), record())
    with Conversion(open_file(path), path.name, "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
        assert conversion.claims + conversion.rejects == conversion.rows == 3
        made = [made for group in conversion.groups for made in conversion.files(group)]
    assert sum(len(native.loads(item.data).claims) for item in made) == conversion.claims >= 2


@given(data=st.data(), kind=st.sampled_from(["cut", "bytes", "drop"]))
def test_whatever_happens_to_a_response_its_records_are_claims_and_rejects(
    tmp_path_factory: TempPathFactory, data: st.DataObject, kind: str
) -> None:
    """Or one clear line says that it is no such file."""
    good = json.dumps({"data": [record(), record()]}).encode()
    at = data.draw(st.integers(0, len(good) - 1))
    more = data.draw(st.binary(min_size=1, max_size=4)) if kind == "bytes" else b""
    less = {"cut": len(good), "bytes": 0, "drop": data.draw(st.integers(1, 30))}[kind]
    content = good[:at] + more + good[at + less :]
    path = put(tmp_path_factory.mktemp("changed"), content, "saved.json")
    try:
        reading = open_file(path)
    except Unrecognised as error:
        told = str(error)
    else:
        told = ""
    if told:
        assert "\n" not in told
        return
    with Conversion(reading, path.name, "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
    assert conversion.claims + conversion.rejects == conversion.rows == len(json.loads(content)["data"])
