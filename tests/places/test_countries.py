from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief import places
from sitbrief.places import tables
from sitbrief.places.countries import country_code

ROWS = [line.split("\t") for line in tables.countries().splitlines()]


@pytest.mark.parametrize(
    ("text", "iso2"),
    [
        ("SY", "SY"),
        ("syr", "SY"),
        ("760", "SY"),
        ("٧٦٠", "SY"),
        ("4", "AF"),
        ("004", "AF"),
        ("Syria", "SY"),
        ("Syrian Arab Republic", "SY"),
        ("سوريا", "SY"),
        ("Myanmar (Burma)", "MM"),
        ("DR Congo (Zaire)", "CD"),
        ("Democratic Republic of Congo", "CD"),
        ("Congo", "CG"),
        ("Republic of Congo", "CG"),
        ("Yemen (North Yemen)", "YE"),
        ("Russia (Soviet Union)", "RU"),
        ("Bosnia-Herzegovina", "BA"),
        ("Kingdom of eSwatini (Swaziland)", "SZ"),
        ("Cambodia (Kampuchea)", "KH"),
        ("Serbia (Yugoslavia)", "RS"),
        ("Zimbabwe (Rhodesia)", "ZW"),
        ("Ivory Coast", "CI"),
        ("CÔTE D’IVOIRE", "CI"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("occupied Palestinian territory", "PS"),
        ("Korea, South", "KR"),
        ("Taiwan*", "TW"),
        ("the Gambia", "GM"),
        ("St. Lucia", "LC"),
        ("USA", "US"),
        ("UK", "GB"),
        ("Kosovo", "XK"),
        ("Guinea", "GN"),
        ("Niger", "NE"),
    ],
)
def test_a_country_is_known_by_every_code_and_name(text: str, iso2: str) -> None:
    assert country_code(text) == iso2
    assert country_code(f" \ufeff{text}\n") == iso2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        "Korea",
        "Virgin Islands",
        "Atlantis",
        "0",
        "000",
        "999",
        "0760",
        "SY.",
        "-4",
        "ZZ",
        "Diamond Princess",
    ],
)
def test_what_names_no_country_or_several_is_not_guessed(text: str) -> None:
    assert country_code(text) is None


def test_every_row_is_known_by_its_codes_and_names() -> None:
    assert len(ROWS) >= 249
    assert len({row[0] for row in ROWS}) == len(ROWS)
    for iso2, iso3, number, _, name, more in ROWS:
        for text in filter(None, (iso2, iso3, number, number.lstrip("0"), name, *more.split("|"))):
            assert country_code(text) == iso2, text


def test_every_country_with_provinces_has_a_row() -> None:
    assert set(places.known_countries()) <= {row[0] for row in ROWS}


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_gets_an_answer(text: str) -> None:
    code = country_code(text)
    assert code is None or any(row[0] == code for row in ROWS)
