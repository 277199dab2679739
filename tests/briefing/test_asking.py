from __future__ import annotations

from datetime import date

import pytest

from sitbrief.briefing import Filters
from sitbrief.briefing.asking import Asked, NotUnderstood, filters
from sitbrief.briefing.entries import Sector
from sitbrief.briefing.grades import Grade, Reliability
from sitbrief.briefing.states import State


def test_nothing_asked_filters_nothing() -> None:
    assert filters(Asked()) == Filters()


def test_every_field_is_read_as_people_write_it() -> None:
    asked = Asked(
        provinces="حماة، deir el-zour; SY02",
        since=" ٢٠٢٤-١٢-٠١ ",
        until="2024-12-05",
        grade="b/2",
        unknown="No",
        sector="wash, food",
        state="single-source,Contested",
        text=" two\twords ",
    )
    assert filters(asked) == Filters(
        provinces=("SY-HM", "SY-DY", "SY-HL"),
        since=date(2024, 12, 1),
        until=date(2024, 12, 5),
        least=Grade(Reliability.B, 2),
        unknown=False,
        sectors=(Sector.WASH, Sector.FOOD_SECURITY),
        states=(State.SINGLE_SOURCE, State.CONTESTED),
        text="two words",
    )


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        (Asked(provinces="Dimashq"), "provinces", "Which one: Damascus"),
        (Asked(provinces="Alepo"), "provinces", "Did you mean Aleppo"),
        (Asked(provinces="Hama, zzzzzzzzzzzz"), "provinces", "no province is called"),
        (Asked(since="5 December"), "since", "is not a day"),
        (Asked(until="2024-02-30"), "until", "there is no day"),
        (Asked(since="2024-12-06", until="2024-12-05"), "until", "Swap"),
        (Asked(grade="F6"), "grade", "unknown, not worst"),
        (Asked(unknown="maybe"), "unknown", "neither yes nor no"),
        (Asked(sector="weather"), "sector", "Give one of: CCCM"),
        (Asked(sector="e"), "sector", "Early Recovery, Education"),
        (Asked(state="[/]"), "state", "is not one of them"),
    ],
)
def test_what_is_not_understood_is_named_with_its_field_and_a_way_on(
    asked: Asked, field: str, said: str
) -> None:
    with pytest.raises(NotUnderstood) as caught:
        filters(asked)
    assert caught.value.field == field
    assert said in str(caught.value)
