from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.places import Ambiguous, ResolvedPlace, UnknownName, country, resolve
from sitbrief.places.fold import dress, fold_name, says_level

SYRIA = country("SY")
assert SYRIA is not None

# Every form that the project promises to know, written out anew: a form lost from the data fails here.
PROMISED = {
    "SY-DI": "SY01|01|1|Damascus|دمشق|Damas|Dimashq Governorate|Muḩāfaz̧at Dimashq|محافظة دمشق|damascus province",
    "SY-HL": "SY02|02|2|Aleppo|حلب|Halab|Haleb|Alep|Ḩalab",
    "SY-RD": "SY03|03|3|Rural Damascus|ريف دمشق|Rif Dimashq|Reef Dimashq|Damascus Countryside|Rif Dimashq Governorate",
    "SY-HI": "SY04|04|4|Homs|حمص|Hims|Ḩimş",
    "SY-HM": "SY05|05|5|٠٥|۵|Hama|حماة|حماه|محافظة حماة|Hamah|Ḩamāh|Hamah Governorate|HAMA",
    "SY-LA": "SY06|06|6|Lattakia|اللاذقية|لاذقية|Latakia|Lattakieh|Al Lādhiqīyah",
    "SY-ID": "SY07|07|7|Idleb|إدلب|ادلب|أدلب|Idlib|Edleb",
    "SY-HA": "SY08|08|8|Al-Hasakeh|الحسكة|حسكة|Al Hasakah|Hasaka|Hassakeh|Al-Haska|Hasakah|al hasaka",
    "SY-DY": (
        "SY09|sy09|Sy09|09|9|٠٩|SY-DY|sy-dy|SY\u2011DY|Deir-ez-Zor|دير الزور|محافظة دير الزور|دير زور|Deir el-Zour|"
        "Deir al-Zour|Deir Ezzor|Dayr az Zawr|Deirezzor|deir al zour|dayr az zawr|Deir ez-Zor|deir-el-zor|DeirEzzor"
    ),
    "SY-TA": "SY10|10|Tartous|طرطوس|Tartus|Ţarţūs",
    "SY-RA": "SY11|11|Ar-Raqqa|الرقة|رقة|Raqqa|Raqqah|Rakka|Al-Raqqa|ar raqqah",
    "SY-DR": "SY12|12|Dar'a|درعا|Daraa|Dara|Deraa|Dar‘ā|Dar’a|Dar`a|Dar a",
    "SY-SU": "SY13|13|As-Sweida|السويداء|سويداء|As Suwayda|Sweida|Suwayda|As Suwaydā'|al-Sweida",
    "SY-QU": "SY14|14|١٤|Quneitra|القنيطرة|Kuneitra|Al Qunayţirah|Quneitra.",
}


@pytest.mark.parametrize(
    ("iso", "form"), [(iso, form) for iso, forms in PROMISED.items() for form in forms.split("|")]
)
def test_every_form_names_its_province(iso: str, form: str) -> None:
    province = SYRIA.province(iso)
    assert province is not None
    assert resolve(form, SYRIA) == ResolvedPlace(province)
    assert resolve(f" \ufeff{form}\n", SYRIA) == ResolvedPlace(province)


def test_the_codes_and_names_of_the_data_lead_back_to_it() -> None:
    assert {province.iso for province in SYRIA.provinces} == set(PROMISED)
    for province in SYRIA.provinces:
        for form in {province.iso, province.pcode, province.number, *province.names} - {"Dimashq"}:
            assert resolve(form, SYRIA) == ResolvedPlace(province), form


def test_no_two_provinces_share_a_folded_name_but_the_declared() -> None:
    shared = {fold_name(shared.spelling).replace(" ", "") for shared in SYRIA.ambiguous}
    owner: dict[str, str] = {}
    for province in SYRIA.provinces:
        for name in province.names:
            key = fold_name(name).replace(" ", "")
            assert key in shared or owner.setdefault(key, province.iso) == province.iso, name


@pytest.mark.parametrize("form", ["Dimashq", "dimashq", " DIMASHQ ", "Dimashq,"])
def test_an_alias_of_two_provinces_is_ambiguous_alone(form: str) -> None:
    answer = resolve(form, SYRIA)
    assert isinstance(answer, Ambiguous)
    assert [province.iso for province in answer.provinces] == ["SY-DI", "SY-RD"]


@pytest.mark.parametrize(
    "form",
    [
        "SY.01",  # GeoNames: Al-Hasakah, not Damascus
        "SY.HM",  # HASC
        "SY.9",
        "SY",
        "SY5",
        "SY-XX",
        "SY15",
        "15",
        "0",
        "00",
        "009",
        "-5",
        ".5",
        "5.",
        "Hama 2",
        "Damascus City",
        "Syrian Desert",
        "Al",
        "Governorate",
        "محافظة",
        "",
        "???",
        "\x00",
    ],
)
def test_what_names_no_province_is_unknown(form: str) -> None:
    assert isinstance(resolve(form, SYRIA), UnknownName)


@pytest.mark.parametrize("code", ["SY.01", "SY.HM", "SY15", "", "???"])
def test_a_foreign_code_suggests_no_province(code: str) -> None:
    assert resolve(code, SYRIA) == UnknownName(())


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("Hamma", "SY-HM"),
        ("Deir Zoor", "SY-DY"),
        ("Lattakeya", "SY-LA"),
        ("الحسكات", "SY-HA"),
        ("Idleeb", "SY-ID"),
    ],
)
def test_a_mistake_suggests_what_is_near(typed: str, iso: str) -> None:
    answer = resolve(typed, SYRIA)
    assert isinstance(answer, UnknownName)
    assert answer.nearest[0].iso == iso
    assert len(set(answer.nearest)) == len(answer.nearest) <= 3


def test_at_most_three_are_suggested() -> None:
    answer = resolve("Hamas", SYRIA)
    assert isinstance(answer, UnknownName)
    assert answer.nearest[0].iso == "SY-HM"
    assert len(answer.nearest) == 3


def test_a_very_long_text_is_answered_at_once() -> None:
    start = time.process_time()
    assert resolve("Hama " * 100_000, SYRIA) == UnknownName(())
    assert time.process_time() - start < 10


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_gets_an_answer(typed: str) -> None:
    answer = resolve(typed, SYRIA)
    if isinstance(answer, UnknownName):
        assert len(answer.nearest) <= 3
    assert resolve(typed.upper(), SYRIA) == answer or not typed.isascii()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Deir ez-Zor Governorate", "deir zor"),
        ("محافظة الرقة", "رقه"),
        ("As-Sweida", "sweida"),
        ("Dar'a", "dara"),
        ("Al", "al"),
        ("Province", "province"),
        ("الب", "الب"),
        ("(Hama)", "hama"),
        ("Hama 2", "hama 2"),
        ("", ""),
    ],
)
def test_folded_names(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@pytest.mark.parametrize(
    ("name", "bare", "with_cities"),
    [("Kyiv City", "kyiv", "kyiv city"), ("City", "city", "city"), ("Kyiv Oblast", "kyiv", "kyiv")],
)
def test_the_words_for_a_city_go_or_stay(name: str, bare: str, with_cities: str) -> None:
    worn = dress("UA")
    assert (fold_name(name, worn), fold_name(name, worn, cities=False)) == (bare, with_cities)


@pytest.mark.parametrize(
    "name", ["Dimashq Governorate", "PROVINCE of Homs", "Muḩāfaz̧at Ḩamāh", "محافظة حماة"]
)
def test_a_name_with_the_word_for_a_province_says_its_level(name: str) -> None:
    assert says_level(name)


@pytest.mark.parametrize("name", ["Dimashq", "Provincetown", "Rural Damascus", ""])
def test_a_bare_name_does_not_say_its_level(name: str) -> None:
    assert not says_level(name)


@pytest.mark.parametrize(
    ("iso2", "written", "expected"),
    [
        ("SY", "Homs (Hims)", {"SY-HI"}),
        ("SY", "Homs (Hama)", {"SY-HI", "SY-HM"}),
        ("SY", "Hama, Homs", {"SY-HI", "SY-HM"}),
        ("SY", "Hama, Syria", {"SY-HM"}),
        ("SY", "(x) [Hama]", set()),
        ("SY", "Gouvernorat de Homs", {"SY-HI"}),
        ("SY", "de Homs", {"SY-HI"}),
        ("MM", "Shan (N)", {"MM-17"}),
        ("TZ", "Arusha, Mkoa wa", {"TZ-01"}),
        ("ML", "MÃ©naka", {"ML-9"}),
        ("SS", "Eastern Equatoria", {"SS-EE"}),
        ("SS", "East Equatoria state", {"SS-EE"}),
        ("KE", "Nowhere Eastern", set()),
        ("RU", "Komi, Rep.", {"RU-KO"}),
        ("SY", "x" * 81 + " (Hama)", set()),
    ],
)
def test_a_name_that_is_dressed_joined_or_damaged_is_read_as_what_it_was(
    iso2: str, written: str, expected: set[str]
) -> None:
    """Where two parts of it contradict each other it is asked about."""
    home = country(iso2)
    assert home is not None
    match resolve(written, home):
        case ResolvedPlace(province):
            found = {province.iso}
        case Ambiguous(provinces):
            found = {province.iso for province in provinces}
        case UnknownName():
            found = set()
    assert found == expected
