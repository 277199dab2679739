"""Every country: what its file says holds for what is typed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief import places
from sitbrief.places import Ambiguous, ResolvedPlace, UnknownName, country, resolve

KNOWN = places.known_countries()
SPELLINGS = Path(__file__).parents[1] / "data" / "provider_spellings.tsv"


def known(iso2: str) -> places.Country:
    found = country(iso2)
    assert found is not None
    return found


def means(typed: str, iso2: str) -> set[str]:
    """The provinces that a spelling may mean."""
    match resolve(typed, known(iso2)):
        case ResolvedPlace(province):
            return {province.iso}
        case Ambiguous(provinces):
            return {province.iso for province in provinces}
        case UnknownName():
            return set()


@cache
def provider_spellings() -> tuple[tuple[str, str], ...]:
    lines = SPELLINGS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple((iso, spelling) for iso, spellings in rows for spelling in spellings.split("|"))


def test_nearly_all_spellings_of_providers_are_known_and_none_is_taken_for_another() -> None:
    answers = {(iso, spelling): means(spelling, iso[:2]) for iso, spelling in provider_spellings()}
    assert len(answers) >= 400
    wrong = {what: found for what, found in answers.items() if found and what[0] not in found}
    unknown = [what for what, found in answers.items() if not found]
    assert wrong == {}
    assert len(unknown) <= 0.03 * len(answers), unknown


@pytest.mark.parametrize("iso2", KNOWN)
def test_every_name_and_code_of_a_province_leads_back_to_it(iso2: str) -> None:
    for province in known(iso2).provinces:
        for name in province.names:
            assert province.iso in means(name, iso2), name
            assert province.iso in means(f" {name.upper()} ", iso2) or not name.isascii(), name
        for code in filter(None, (province.iso, province.pcode, province.number)):
            assert means(code, iso2) == {province.iso}, code


@pytest.mark.parametrize("iso2", KNOWN)
def test_a_name_of_two_provinces_is_asked_about(iso2: str) -> None:
    """Whichever comes first in the file."""
    owners: dict[str, set[str]] = {}
    for province in known(iso2).provinces:
        for name in province.names:
            owners.setdefault(name, set()).add(province.iso)
    for name, isos in owners.items():
        assert isos <= means(name, iso2), name


@given(st.sampled_from(KNOWN), st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=4))
def test_codes_of_geonames_and_hasc_name_no_province(iso2: str, code: str) -> None:
    """SY.01 is not SY01."""
    assert means(f"{iso2}.{code}", iso2) == set()


@pytest.mark.parametrize("iso2", KNOWN)
def test_no_pcode_with_a_dot_names_a_province(iso2: str) -> None:
    for province in known(iso2).provinces:
        for code in filter(None, (province.pcode, province.iso)):
            dotted = f"{iso2}.{code.removeprefix(iso2).removeprefix('-')}"
            assert means(dotted, iso2) == set(), dotted


@given(st.sampled_from(KNOWN), st.text())
def test_any_text_gets_an_answer_in_any_country(iso2: str, typed: str) -> None:
    answer = resolve(typed, known(iso2))
    if isinstance(answer, UnknownName):
        assert len(answer.nearest) <= 3


def test_the_order_of_asking_does_not_matter() -> None:
    """Sixteen countries are kept at once: backwards they are taken in and let go in another order."""
    rows = provider_spellings()
    forwards = {row: means(row[1], row[0][:2]) for row in rows}
    assert {row: means(row[1], row[0][:2]) for row in reversed(rows)} == forwards


@pytest.mark.parametrize(
    ("iso2", "typed", "isos"),
    [
        ("UA", "Kyiv City", {"UA-30"}),
        ("UA", "Kyivska oblast", {"UA-32"}),
        ("UA", "Kyiv Oblast", {"UA-32"}),
        ("UA", "Kyiv", {"UA-30", "UA-32"}),
        ("UA", "Київська область", {"UA-32"}),
        ("RU", "Moscow Oblast", {"RU-MOS"}),
        ("RU", "Moscow City", {"RU-MOW"}),
        ("RU", "Moscow", {"RU-MOS", "RU-MOW"}),
        ("MX", "Mexico", {"MX-MEX"}),
        ("MX", "Mexico City", {"MX-CMX"}),
        ("AR", "Buenos Aires", {"AR-B"}),
        ("AR", "Ciudad de Buenos Aires", {"AR-C"}),
        ("PA", "Panama", {"PA-8"}),
        ("PK", "Punjab", {"PK-PB"}),
        ("IN", "Punjab", {"IN-PB"}),
        ("UZ", "Tashkent city", {"UZ-TK"}),
        ("UZ", "Tashkent Region", {"UZ-TO"}),
        ("YE", "Sana'a City", {"YE-SA"}),
        ("BY", "Minsk", {"BY-HM", "BY-MI"}),
        ("BY", "Minsk City", {"BY-HM"}),
        ("VN", "Tỉnh Điện Biên", {"VN-71"}),
        ("TR", "ŞIRNAK İLİ", {"TR-73"}),
        ("PL", "Łódzkie", {"PL-10"}),
        ("DK", "Region Sjælland", {"DK-85"}),
        ("LC", "St. Lucia", set()),
        ("JP", "東京都", {"JP-13"}),
        ("JP", "京都府", {"JP-26"}),
        ("MM", "ရှမ်းပြည်နယ်", {"MM-17"}),
        ("CD", "Nord", set()),
        ("MM", "State", set()),
        ("UA", "область", set()),
    ],
)
def test_words_for_a_level_neither_part_spellings_nor_merge_provinces(
    iso2: str, typed: str, isos: set[str]
) -> None:
    assert means(typed, iso2) == isos


@pytest.mark.parametrize(
    ("iso2", "code"), [("AZ", "AZ.QAX"), ("AR", "ar.salta"), ("SY", "SY.HM"), ("AS", "AS.Western")]
)
def test_a_country_and_a_dot_is_another_scheme_even_where_a_name_follows(iso2: str, code: str) -> None:
    assert resolve(code, known(iso2)) == UnknownName(())


@pytest.mark.parametrize(
    ("iso2", "written", "iso"),
    [
        ("LY", "Tripoli (tarabulus)", "LY-TB"),
        ("LY", "Surt district", "LY-SR"),
        ("LY", "LY0103", "LY-BA"),
        ("DZ", "Bordj Badji Mokhtar province", "DZ-50"),
        ("ID", "Central Papua", "ID-PT"),
        ("ID", "Papua", "ID-PA"),
        ("ET", "South Ethiopia", "ET-X017"),
        ("SS", "Greater Pibor Administrative Area", "SS-X012"),
        ("SY", "Идлиб", "SY-ID"),
        ("SY", "Gouvernorat de Lattaquié", "SY-LA"),
        ("IR", "East Azarbaijan", "IR-03"),
        ("IR", "East Azerbaijan (Province)", "IR-03"),
        ("IR", "Azarbayjan-e Gharbi, Ostan-e", "IR-04"),
        ("IR", "West Azarbaijan province", "IR-04"),
        ("MA", "La Oriental", "MA-02"),
        ("MA", "الجهة الشرقية", "MA-02"),
        ("MA", "Fès - Meknès", "MA-03"),
        ("MA", "جهة الدار البيضاء سطات", "MA-06"),
        ("OM", "Al Batinah South", "OM-BJ"),
        ("OM", "Северная Эль-Батина", "OM-BS"),
        ("TD", "منطقة كانم", "TD-KA"),
        ("TW", "Chiai City", "TW-CYI"),
    ],
)
def test_codes_that_changed_hands_are_those_of_today(iso2: str, written: str, iso: str) -> None:
    assert means(written, iso2) == {iso}


@pytest.mark.parametrize(
    ("iso2", "written"),
    [
        ("MA", "Grand Casablanca"),
        ("MA", "Meknès-Tafilalet"),
        ("MA", "Doukkala-Abda"),
        ("AZ", "كنجة"),
    ],
)
def test_a_name_of_elsewhere_finds_nothing(iso2: str, written: str) -> None:
    assert not means(written, iso2)


@pytest.mark.parametrize(
    ("iso2", "written"),
    [
        ("YE", "صنعاء"),
        ("UA", "Киев"),
        ("UA", "كييف"),
        ("MZ", "مابوتو"),
        ("KG", "Och"),
        ("KG", "Ош"),
        ("KG", "أوش"),
    ],
)
def test_what_a_city_and_the_province_around_it_are_called_is_asked_about_in_every_script(
    iso2: str, written: str
) -> None:
    assert isinstance(resolve(written, known(iso2)), Ambiguous)
