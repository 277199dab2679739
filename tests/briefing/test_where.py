from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefing.making import lying_in, read
from sitbrief.briefing.where import Coordinates, Level, Where, province_name
from sitbrief.places import country

SYRIA = country("SY")
assert SYRIA is not None

CODES = [province.iso for province in SYRIA.provinces]


@given(st.lists(st.sampled_from(CODES)))
def test_a_place_lies_in_no_province_in_one_or_in_several(codes: list[str]) -> None:
    assert read(lying_in(*codes)[0]).provinces == tuple(codes)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Hama", "for this province it is SY-HM"),
        ("حماة", "for this province it is SY-HM"),
        ("SY05", "for this province it is SY-HM"),
        ("sy-hm", "for this province it is SY-HM"),
        ("Dimashq", "code: SY-DI or SY-RD"),
        ("SY-XX", "of a province, as in SY-HM"),
        ("SY.05", "of a province, as in SY-HM"),
        ("ZZ-31", "of a province, as in SY-HM"),
        ("", "of a province, as in SY-HM"),
        ("\x00", "of a province, as in SY-HM"),
    ],
)
def test_a_file_names_provinces_by_iso_code_alone(code: str, said: str) -> None:
    """Any other spelling is answered with the code to write, or with those to choose from."""
    with pytest.raises(ValidationError) as caught:
        read(lying_in("SY-HL", code)[0])
    (error,) = caught.value.errors()
    assert error["loc"] == ("provinces", 1)
    assert error["msg"].endswith(said)


@given(st.text() | st.sampled_from(CODES))
def test_whatever_stands_for_a_province_is_taken_or_refused_in_words(code: str) -> None:
    try:
        read(lying_in(code)[0])
    except ValidationError as error:
        assert "ISO 3166-2 code" in str(error)  # noqa: PT017  # either way out is right
        assert code not in CODES
    else:
        assert code in CODES


@pytest.mark.parametrize(("code", "name"), [("SY-HM", "Hama"), ("SY-DY", "Deir-ez-Zor"), ("SY-DR", "Dar'a")])
def test_a_province_is_called_by_its_name(code: str, name: str) -> None:
    assert province_name(code) == name


@pytest.mark.parametrize("code", ["SY-XX", "XX-YY", ""])
def test_a_province_that_the_table_does_not_have_is_called_by_its_code(code: str) -> None:
    assert province_name(code) == code


@pytest.mark.parametrize(("lat", "lon"), [(90, 180), (-90, -180), (35.13, 36.75), (0, 0)])
def test_the_whole_globe_is_on_the_map(lat: float, lon: float) -> None:
    made = read(Coordinates(lat=lat, lon=lon))
    assert (made.lat, made.lon, made.precision_km) == (lat, lon, None)


@pytest.mark.parametrize(
    ("lat", "lon", "precision"),
    [
        (90.1, 0, None),
        (-90.1, 0, None),
        (0, 180.1, None),
        (0, -180.1, None),
        (0, 0, -1),
        (float("nan"), 0, None),
        (0, float("inf"), None),
        (0, 0, float("inf")),
    ],
)
def test_what_is_off_the_map_is_refused(lat: float, lon: float, precision: float | None) -> None:
    with pytest.raises(ValidationError, match=r"equal to|finite"):
        read(Coordinates(lat=lat, lon=lon, precision_km=precision))


def test_the_level_says_whether_hama_is_the_city_or_the_province() -> None:
    city = Where(as_written="Hama", level=Level.TOWN, provinces=("SY-HM",))
    province = Where(as_written="Hama", level=Level.PROVINCE, provinces=("SY-HM",))
    assert city != province
    assert Where(as_written="Hama").level is None
