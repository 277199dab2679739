from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.making import DAY
from sitbrief.briefing import Filters
from sitbrief.briefing.entries import Sector
from sitbrief.briefing.filter_text import FilterText, NotUnderstood, asked, day_of, filters
from sitbrief.briefing.grades import Grade, Reliability
from sitbrief.briefing.states import State
from sitbrief.places import country
from sitbrief.places.resolve import alias_key
from sitbrief.text import clean_line, words_of

SYRIA = country("SY")
assert SYRIA is not None


def test_nothing_asked_filters_nothing() -> None:
    assert filters(FilterText()) == Filters()


def test_every_field_is_read_as_people_write_it() -> None:
    asked = FilterText(
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
        (FilterText(provinces="Dimashq"), "provinces", "Which one: Damascus"),
        (FilterText(provinces="Alepppo"), "provinces", "Did you mean Aleppo"),
        (FilterText(provinces="Hama, zzzzzzzzzzzz"), "provinces", "no province is called"),
        (FilterText(since="5 December"), "since", "is not a day"),
        (FilterText(until="2024-02-30"), "until", "there is no day"),
        (FilterText(since="2024-12-06", until="2024-12-05"), "until", "Swap"),
        (FilterText(grade="F6"), "grade", "unknown, not worst"),
        (FilterText(unknown="maybe"), "unknown", "neither yes nor no"),
        (FilterText(sector="weather"), "sector", "Give one of: CCCM"),
        (FilterText(sector="e"), "sector", "Early Recovery, Education"),
        (FilterText(state="[/]"), "state", "is not one of them"),
        (FilterText(text="-"), "text", '"-" has no letter and no digit'),
        (FilterText(without="\N{PARTY POPPER}"), "without", "has no letter and no digit"),
        (FilterText(by="SOHR, ?"), "by", '"?" has no letter and no digit'),
    ],
)
def test_what_is_not_understood_is_named_with_its_field_and_a_way_on(
    asked: FilterText, field: str, said: str
) -> None:
    with pytest.raises(NotUnderstood) as caught:
        filters(asked)
    assert caught.value.field == field
    assert said in str(caught.value)


def asked_by(words: tuple[str, ...]) -> FilterText:
    """The words of a command line as fields: what is given twice is a list."""
    fields: dict[str, list[str]] = {}
    for word in words:
        option, _, value = word.removeprefix("--").partition("=")
        name = {"province": "provinces", "contested": "state"}.get(option, option)
        fields.setdefault(name, []).append(value or option)
    return FilterText(**{name: ", ".join(values) for name, values in fields.items()})


@given(
    st.builds(
        Filters,
        provinces=st.lists(st.sampled_from([one.iso for one in SYRIA.provinces]), unique=True).map(tuple),
        since=st.none() | st.dates(max_value=DAY),
        until=st.none() | st.dates(min_value=DAY),
        least=st.none() | st.builds(Grade, st.sampled_from("ABCDE").map(Reliability), st.integers(1, 5)),
        unknown=st.booleans(),
        sectors=st.lists(st.sampled_from(Sector), unique=True).map(tuple),
        states=st.lists(st.sampled_from(State), unique=True).map(tuple),
        text=st.text().map(clean_line).filter(lambda text: not text or words_of(text)),
    )
)
def test_filters_written_as_options_are_read_back(made: Filters) -> None:
    assert filters(asked_by(made.options())) == made
    assert filters(asked(made)) == made


SPELLINGS = ["Hama", "حماة", "sy-hl", "SY03", "Rif Dimashq", "deirezzor", "Damascus", "Hims Governorate"]


@given(st.lists(st.sampled_from(SPELLINGS)), st.sampled_from([",", ", ", ";", "، "]))
def test_a_list_of_provinces_is_each_of_them_once(names: list[str], comma: str) -> None:
    each = [code for name in names for code in filters(FilterText(provinces=name)).provinces]
    assert filters(FilterText(provinces=comma.join(names))).provinces == tuple(dict.fromkeys(each))


def test_a_name_with_a_comma_in_it_is_one_province() -> None:
    assert filters(FilterText(provinces="Hama, Governorate")).provinces == ("SY-HM",)


@given(st.text(), st.sampled_from(["provinces", "since", "until", "grade", "unknown", "sector", "state"]))
def test_whatever_is_typed_is_read_or_answered(text: str, field: str) -> None:
    try:
        filters(FilterText(**{field: text}))
    except NotUnderstood as error:
        assert error.field == field  # noqa: PT017  # either way out is right
        assert error.hint.endswith((".", "?"))  # noqa: PT017
        assert "\x1b" not in str(error)  # noqa: PT017


@pytest.mark.parametrize("blank", ["", " ", "\t", ", ;"])
def test_blanks_ask_for_nothing(blank: str) -> None:
    assert filters(FilterText(provinces=blank, sector=blank, state=blank)) == Filters()


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_no_day_no_grade_and_no_word_is_no_filter(blank: str) -> None:
    assert filters(FilterText(since=blank, until=blank, grade=blank, unknown=blank, text=blank)) == Filters()


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("u", State.UNVERIFIED),
        ("SINGLE", State.SINGLE_SOURCE),
        ("no-claims", State.NO_CLAIMS),
        ("con t", State.CONTESTED),
    ],
)
def test_a_state_is_known_by_its_beginning_if_no_other_begins_so(typed: str, state: State) -> None:
    assert filters(FilterText(state=typed)).states == (state,)


def test_a_day_may_stand_alone_on_both_sides() -> None:
    assert filters(FilterText(since="2024-12-05", until="2024-12-05")) == Filters(since=DAY, until=DAY)


@pytest.mark.parametrize("typed", ["Hama, Hmos", "Hmos, Hama"])
def test_a_list_with_a_mistake_in_it_is_no_name_with_something_behind_a_comma(typed: str) -> None:
    """Files write "Hama, Syria"; who types a list must not lose half of it."""
    with pytest.raises(NotUnderstood, match="no province is called"):
        filters(FilterText(provinces=typed))


def test_a_spelling_that_the_reader_has_settled_is_understood() -> None:
    own = {("SY", alias_key("Our town")): "SY-HM"}
    for home in ("SY", ""):
        assert filters(FilterText(provinces="our town, Aleppo"), home, own).provinces == ("SY-HM", "SY-HL")
    with pytest.raises(NotUnderstood):
        filters(FilterText(provinces="our town"))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-12-05", date(2024, 12, 5)),
        (" ٢٠٢٤-١٢ ", date(2024, 12, 1)),
        ("2024", date(2024, 1, 1)),
        ("", None),
    ],
)
def test_a_day_to_go_to_may_be_a_month_or_a_year(typed: str, day: date | None) -> None:
    assert day_of(typed) == day


@pytest.mark.parametrize("typed", ["soon", "2024-13", "0000", "20241"])
def test_what_is_no_day_cannot_be_gone_to(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        day_of(typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("٢٠٢٤-٠٢", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("9999", date(9999, 1, 1), date.max),
        ("9999-12", date(9999, 12, 1), date.max),
    ],
)
def test_a_month_or_a_year_is_taken_from_its_first_day_to_its_last(
    typed: str, first: date, last: date
) -> None:
    assert filters(FilterText(since=typed, until=typed)) == Filters(since=first, until=last)


@pytest.mark.parametrize("typed", ["0000", "2024-13", "2024-1"])
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        filters(FilterText(until=typed))


def test_a_province_abroad_is_found_where_the_country_has_none_of_that_name() -> None:
    def found(typed: str, *abroad: str) -> tuple[str, ...]:
        return filters(FilterText(provinces=typed), "AF", abroad=abroad).provinces

    assert found("Kharkiv", "SY", "UA") == ("UA-63",)
    assert found("Kabul, Kharkiv", "SY", "UA") == ("AF-KAB", "UA-63")
    with pytest.raises(NotUnderstood, match='no province of Afghanistan or Syria is called "Kharkiv"'):
        found("Kharkiv", "SY")


@pytest.mark.parametrize(("home", "example"), [("", "Hama or SY-HM"), ("SY", "Hama or SY-HM"), ("UA", "UA-")])
def test_the_way_on_names_a_province_of_the_country(home: str, example: str) -> None:
    with pytest.raises(NotUnderstood, match=example):
        filters(FilterText(provinces="Qqqqq"), home)


def test_of_a_country_without_provinces_a_code_is_wanted() -> None:
    with pytest.raises(NotUnderstood, match=r"Give a code\."):
        filters(FilterText(provinces="Qqqqq"), "ZZ")


@pytest.mark.parametrize("field", ["text", "without"])
def test_more_than_ten_thousand_characters_are_not_looked_for(field: str) -> None:
    """Held: SQLite's full text, asked for 300,000 words, took minutes and then the process with it."""
    words = "a " * 5_000
    assert getattr(filters(FilterText(**{field: words})), field) == words.strip()
    with pytest.raises(NotUnderstood, match="10,001 characters are too many to look for") as caught:
        filters(FilterText(**{field: f"{words}b"}))
    assert caught.value.field == field


def test_what_is_too_long_for_a_name_is_not_looked_for() -> None:
    """Held: how like a million letters are to every name in the world is not worked out: that takes hours."""
    for text in ("x" * 1_000_000, "a/" * 100_000, "hama," * 100_000 + "x" * 201):
        with pytest.raises(NotUnderstood, match="characters long"):
            filters(FilterText(provinces=text))


def test_without_a_first_country_a_name_is_asked_for_in_all_that_are_given_alike() -> None:
    """Argentina and Spain have a La Rioja each: which one is a question only where both are in the library."""
    asked = FilterText(provinces="La Rioja")
    assert filters(asked, abroad=("ES", "SY")).provinces == ("ES-RI",)
    assert filters(asked, abroad=("AR",)).provinces == ("AR-F",)
    with pytest.raises(NotUnderstood, match=r"Which one: La Rioja .AR-F. or La Rioja .ES-RI."):
        filters(asked, abroad=("AR", "ES"))
    with pytest.raises(NotUnderstood, match='no province of Syria or Ukraine is called "La Rioja"'):
        filters(asked, abroad=("SY", "UA"))
    with pytest.raises(NotUnderstood, match="no province of 4 countries is called"):
        filters(asked, abroad=("SY", "UA", "LB", "IQ"))
