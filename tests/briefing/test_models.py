"""What a file may hold and what not."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from pydantic import ValidationError

from formats.hostile import sample
from sitbrief.briefing import Briefing
from sitbrief.briefing.claims import Claim
from sitbrief.briefing.where import Where, province_name


def load(**changes: object) -> Briefing:
    return Briefing.model_validate_json(orjson.dumps({**sample(), **changes}))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"period": {"start": "2024-12-05", "end": "2024-12-04"}}, "ends before it starts"),
        ({"zone": "Damascus"}, "IANA"),
        ({"country": "syria"}, "pattern"),
        ({"edition": 0}, "greater than"),
        ({"edition": "1"}, "integer"),
        ({"title": " \u200b\n"}, "must not be empty"),
        ({"title": 7}, "string"),
        ({"id": "../x"}, "pattern"),
        ({"tlp": "TLP:WHITE"}, "TLP:CLEAR"),
        ({"as_of": "2024-12-05T18:00:00"}, "offset"),
        ({"as_of": 5}, "offset"),
        ({"surprise": 1}, "Extra inputs"),
        ({"format": "sitbrief/2"}, "sitbrief/1"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        load(**changes)


def test_a_briefing_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load().title = "Other"  # type: ignore[misc]


def test_text_is_cleaned_as_it_enters() -> None:
    assert load(title="a\x1b[2J\nb").title == "a\N{REPLACEMENT CHARACTER}[2J b"


@pytest.mark.parametrize("stamp", ["2024-12-05", "2024-12-05T18:00Z", "2024-12-05T18:00:00+03:00"])
def test_a_stamp_is_written_back_as_precise_as_it_was(stamp: str) -> None:
    written = load(as_of=stamp).model_dump(mode="json")["as_of"]
    assert load(as_of=written).as_of == load(as_of=stamp).as_of
    assert ("T" in written) == ("T" in stamp)


def test_a_stamp_may_be_given_as_an_object_in_python() -> None:
    made = load()
    fields = {name: value for name, value in made if name != "schema_address"}
    assert Briefing.model_validate(fields) == made


@pytest.mark.parametrize(
    "url", ["javascript:x", "https://a b", 'https://a"b', "https://a>b", "https://ä.de", "ftp://a"]
)
def test_only_plain_web_addresses_are_addresses(url: str) -> None:
    documents = [{"id": "d", "publisher": "P", "url": url}]
    with pytest.raises(ValidationError, match="http or https"):
        load(documents=documents, origin=None, claims=[], timeline=[], fronts=[], humanitarian=[], summary=[])


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Hama", "for this province it is SY-HM"),
        ("SY05", "for this province it is SY-HM"),
        ("Dimashq", "SY-DI or SY-RD"),
        ("SY-XX", "as in SY-HM"),
        ("", "as in SY-HM"),
    ],
)
def test_a_province_is_an_iso_code(code: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Where(as_written="x", provinces=(code,))


def test_a_claim_names_each_of_its_provinces_once() -> None:
    where = [
        {"as_written": "a", "provinces": ["SY-HM", "SY-HL"]},
        {"as_written": "b", "provinces": ["SY-HM"]},
    ]
    data: dict[str, Any] = {**sample()["claims"][0], "where": where}
    assert Claim.model_validate_json(orjson.dumps(data)).provinces == ("SY-HM", "SY-HL")


def test_a_province_is_called_by_its_name_and_an_unknown_one_by_its_code() -> None:
    assert (province_name("SY-HM"), province_name("SY-XX")) == ("Hama", "SY-XX")
