"""Whatever the names in a file are, what is made of it can be read: no two things have one id, and nothing is mixed up."""

from __future__ import annotations

import json
import os
import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.hostile import PAYLOADS
from formats.tables import acled, briefings, ged, put, table
from sitbrief.briefing.checker import check
from sitbrief.briefing.findings import FindingKind
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.event import slug
from sitbrief.formats.ids import LONGEST, Ids
from sitbrief.formats.importing import open_file
from sitbrief.formats.native import Invalid, loads
from sitbrief.formats.sound import assert_sound, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from pytest import TempPathFactory  # noqa: PT013

    from sitbrief.briefing import Briefing

EXAMPLES = int(os.environ.get("SITBRIEF_EXAMPLES", "25"))
ALIKE = ("hama )!,?%+%,(&", "hama +~~,!!.#~*")
"""Two names of which the shortened form and the checksum are the same."""

NAMES = st.sampled_from(
    [
        *("Old Town", "OLD TOWN", "old-town", "Old  Town", "Öld Town", "Straße", "STRASSE", "İzmir", "i̇zmir"),
        *(
            "K",
            "\u212a",
            "ſ",
            "s",
            "",
            " ",
            "\u200b",
            "\ufffd",
            "…",
            "قرية",
            "x" * 200,
            "x" * 200 + "y",
            *ALIKE,
        ),
        *("ucdp", "acled", "reliefweb", "ReliefWeb", "UCDP GED", "ACLED", "not stated", "unattributed"),
        *("a 2", "a", "A", "a-2", "a b 1a2b3c4d", *PAYLOADS),
    ]
) | st.text(max_size=90)
ROWS = st.lists(st.tuples(NAMES, NAMES, NAMES, NAMES), min_size=1, max_size=6)


@given(
    st.lists(
        st.tuples(st.text(max_size=90), st.sampled_from(["a", "a-2", "b" * 75, "b" * 80, "b" * 90])),
        max_size=40,
    )
)
def test_every_name_has_an_id_of_its_own_and_keeps_it(asked: list[tuple[str, str]]) -> None:
    ids = Ids()
    found = {name: ids.of(name, wanted) for name, wanted in asked}
    assert len(set(found.values())) == len(found)
    assert all(0 < len(each) <= LONGEST for each in found.values())
    assert {name: ids.of(name, wanted) for name, wanted in asked} == found


def test_the_first_gets_the_id_that_it_wants() -> None:
    ids = Ids()
    assert [ids.new(wanted) for wanted in ("a", "a", "a-3", "a", "b")] == ["a", "a-2", "a-3", "a-4", "b"]


def test_thousands_of_rows_of_one_id_take_no_longer_than_others(tmp_path: Path) -> None:
    """They took a minute: each counted from the first number on."""
    rows = 3_000
    took = []
    head = "D,C,P,I,K\n#date,#country+code,#adm1+name,#id,#affected+killed\n"
    for ids in ([f"SYR{n}" for n in range(rows)], ["SYR1"] * rows):
        start = time.process_time()
        told = "".join(f"2024-12-05,SYR,Hama,{name},1\n" for name in ids)
        (briefing,) = briefings(put(tmp_path, f"{head}{told}".encode()))
        took.append(time.process_time() - start)
        assert len({claim.id for claim in briefing.claims}) == rows
    assert took[1] < 3 * took[0] + 0.5


def test_names_whose_shortened_forms_are_alike_are_told_apart(tmp_path: Path) -> None:
    """Else what one source says would be told as what another says."""
    first, second = ALIKE
    assert slug(first) == slug(second)
    (briefing,) = briefings(
        put(tmp_path, ged(*[{"source_original": "", "source_office": name} for name in ALIKE]))
    )
    named = {source.id: source.name for source in briefing.sources}
    assert [named[claim.coded_from[0]] for claim in briefing.claims] == [first, second]


def test_a_place_in_capitals_is_the_same_place(tmp_path: Path) -> None:
    """Its id was used before, and no reader could open the month."""
    away = {"event_type": "Violence against civilians", "sub_event_type": "Attack", "fatalities": "3"}
    rows = [away | {"admin1": name} for name in ("Old Town", "OLD TOWN")]
    (briefing,) = briefings(put(tmp_path, acled(*rows)))
    assert len(briefing.claims) == 2
    (note,) = briefing.humanitarian
    assert note.headline.startswith("Old Town: 2 events")
    assert "6 reported killed" in note.headline
    fights = [{"admin1": name} for name in ("Old Town", "OLD TOWN")]
    (fought,) = briefings(put(tmp_path, acled(*fights)))
    assert [front.headline.partition(":")[0] for front in fought.fronts] == ["Old Town"]


def test_what_was_in_the_period_before_is_found_however_the_place_is_written(tmp_path: Path) -> None:
    rows = [
        {"event_date": day, "admin1": name}
        for day, name in (("2024-11-01", "OLD TOWN"), ("2024-12-01", "Old Town"), ("2024-12-02", "old town"))
    ]
    _, later = briefings(put(tmp_path, acled(*rows)))
    assert "the period before 1 combat event" in later.fronts[0].headline


def test_a_file_of_which_the_name_is_blank_has_a_title(tmp_path: Path) -> None:
    (briefing,) = briefings(put(tmp_path, acled({}), " "))
    assert briefing.documents[0].title


def checked(found: list[Briefing]) -> None:
    """Each was loaded; the checker has nothing against it either."""
    assert found
    for briefing in found:
        assert [each for each in check(briefing) if each.kind is FindingKind.ERROR] == []


@settings(max_examples=EXAMPLES)
@given(ROWS)
def test_whatever_an_acled_file_says_is_a_briefing_that_opens(
    tmp_path_factory: TempPathFactory, texts: list[tuple[str, str, str, str]]
) -> None:
    kinds = ("Battles", "Violence against civilians", "Protests")
    rows = [
        {
            "event_id_cnty": a or "x",
            "event_type": kinds[n % 3],
            "actor1": b,
            "source": c,
            "admin1": d,
            "location": a,
        }
        for n, (a, b, c, d) in enumerate(texts)
    ]
    checked(briefings(put(tmp_path_factory.mktemp("ids"), acled(*rows))))


@settings(max_examples=EXAMPLES)
@given(ROWS)
def test_whatever_a_ucdp_file_says_is_a_briefing_that_opens(
    tmp_path_factory: TempPathFactory, texts: list[tuple[str, str, str, str]]
) -> None:
    rows = [
        {
            "id": a,
            "side_a": b,
            "source_original": c,
            "source_office": d,
            "adm_1": a,
            "type_of_violence": str(n % 3 + 1),
        }
        for n, (a, b, c, d) in enumerate(texts)
    ]
    found = briefings(put(tmp_path_factory.mktemp("ids"), ged({}, *rows)))
    checked(found)


@settings(max_examples=EXAMPLES)
@given(ROWS)
def test_whatever_an_hxl_file_says_is_a_briefing_that_opens(
    tmp_path_factory: TempPathFactory, texts: list[tuple[str, str, str, str]]
) -> None:
    tags = {
        "c": "#country+code",
        "a": "#adm1+name",
        "n": "#description",
        "o": "#org",
        "i": "#inneed+f",
        "s": "#sector",
    }
    rows = [{"c": "SYR", "a": a, "n": b, "o": c, "i": "5", "s": d} for a, b, c, d in texts]
    good = {"c": "SYR", "a": "Hama", "n": "x", "o": "y", "i": "5", "s": "Health"}
    checked(briefings(put(tmp_path_factory.mktemp("ids"), table([*tags], [tags, good, *rows]))))


@settings(max_examples=EXAMPLES)
@given(ROWS)
def test_whatever_a_reliefweb_response_says_is_a_briefing_that_opens(
    tmp_path_factory: TempPathFactory, texts: list[tuple[str, str, str, str]]
) -> None:
    records: list[dict[str, Any]] = [
        {
            "id": a,
            "fields": {
                "title": b or "x",
                "country": [{"iso3": "syr"}],
                "source": [{"name": c}, {"name": d}],
                "theme": [{"name": "Health"}],
                "body": a,
                "url": f"https://example.org/{len(b)}",
            },
        }
        for a, b, c, d in texts
    ]
    records.append({"id": "1", "fields": {"title": "Good", "country": [{"iso3": "syr"}]}})
    data = json.dumps({"data": records}).encode("utf-8", "surrogatepass")
    checked(briefings(put(tmp_path_factory.mktemp("ids"), data, "saved.json")))


@pytest.mark.parametrize("ids", [("1", "1"), ("a b", "a  b"), ("A", "a")])
def test_two_reports_of_one_id_are_both_told(tmp_path: Path, ids: tuple[str, str]) -> None:
    """Each claim rests on the report that it was read from."""
    records = [
        {"id": name, "fields": {"title": title, "country": [{"iso3": "syr"}], "source": [{"name": "UN"}]}}
        for name, title in zip(ids, ("One", "Other"), strict=True)
    ]
    (briefing,) = briefings(put(tmp_path, json.dumps({"data": records}).encode(), "saved.json"))
    titles = {document.id: document.title for document in briefing.documents}
    assert [titles[claim.documents[0]] for claim in briefing.claims] == ["One", "Other"]


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"F6", b"F6"), (b'"precision"', b'"precison"'), (b'"claims":["acled-syr100001"]', b'"claims":["x"]')],
)
def test_what_was_made_opens_or_is_told_as_the_loader_tells_it(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    with Conversion(open_file(put(tmp_path, acled({}))), "events.csv", "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
        (made,) = conversion.files(conversion.groups[0])
    prepare()
    data = made.data.replace(old, new)
    try:
        loads(data, "x.json")
    except Invalid as error:
        with pytest.raises(Invalid, match=re.escape(str(error))):
            assert_sound(data, "x.json")
        assert old != new
    else:
        assert_sound(data, "x.json")
        assert old == new
