"""What a file may hold and what not."""

from __future__ import annotations

import orjson
import pytest
from pydantic import ValidationError

from briefing.making import claim, event, front, lying_in, read, source
from formats.hostile import sample
from sitbrief.briefing import Briefing
from sitbrief.briefing.entries import Axis, HumanitarianNote, Pane, Phase, Sector, claim_ids
from sitbrief.formats.validation import validated


def load(**changes: object) -> Briefing:
    return validated(Briefing, orjson.dumps({**sample(), **changes}))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"period": {"start": "2024-12-05", "end": "2024-12-04"}}, "ends before it starts"),
        ({"period": {"start": "20241204", "end": "2024-12-05"}}, "valid date"),
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
        ({"surprise": 1}, "surprise"),
        ({"format": "sitbrief/2"}, "sitbrief/1"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        load(**changes)


def test_a_claim_names_each_of_its_provinces_once_in_the_order_written() -> None:
    where = (*lying_in("SY-HM", "SY-HL"), *lying_in(), *lying_in("SY-HM", "SY-DY"))
    assert claim("a", where=where).provinces == ("SY-HM", "SY-HL", "SY-DY")


def test_nobody_can_take_the_name_that_stands_for_nobody() -> None:
    """A source called so would confirm what nobody signed."""
    with pytest.raises(ValidationError, match="stands for no named source"):
        read(source("unattributed"))


@pytest.mark.parametrize("originator", ["not stated", "unattributed", "sohr"])
def test_an_originator_is_a_source_or_a_word_for_none(originator: str) -> None:
    assert read(claim("a", originator)).originator == originator


@pytest.mark.parametrize(
    "originator", ["", "Not stated", "not stated ", "SOHR", "the article", "unattributed\n"]
)
def test_an_originator_in_other_words_is_refused(originator: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        read(claim("a", originator))


@pytest.mark.parametrize("credibility", [0, 7, -1])
def test_credibility_goes_from_1_to_6(credibility: int) -> None:
    with pytest.raises(ValidationError, match="equal to"):
        read(claim("a", credibility=credibility))


@pytest.mark.parametrize("severity", [0, 6])
def test_no_severity_lies_outside_its_scale(severity: int) -> None:
    with pytest.raises(ValidationError, match="equal to"):
        read(HumanitarianNote(id="h", headline="H", sector=Sector.HEALTH, severity=severity))


def test_a_source_is_called_by_its_short_name_where_it_has_one() -> None:
    assert source("sohr", short="SOHR").label == "SOHR"
    assert source("radio").label == "radio"


def test_a_pane_is_titled_as_a_word() -> None:
    assert [pane.title for pane in Pane] == ["Timeline", "Fronts", "Humanitarian", "Sources"]


def test_an_entry_rests_on_its_own_claims_first_and_on_each_once() -> None:
    made = front(
        "f",
        "c2",
        "c1",
        phases=(Phase(label="dawn", movement="m", claims=("c4", "c1")),),
        axes=(Axis(name="north", claims=("c3", "c2")),),
    )
    assert claim_ids(made) == ("c2", "c1", "c3", "c4")
    assert claim_ids(event("t", "c2", "c1", "c2")) == ("c2", "c1")
