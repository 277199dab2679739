from __future__ import annotations

import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest

from sitbrief import places


def test_a_country_is_found_by_its_code_in_either_case() -> None:
    syria = places.country("SY")
    assert syria is not None
    assert places.country("sy") is syria
    assert (syria.iso2, syria.name, syria.zone) == ("SY", "Syria", "Asia/Damascus")


@pytest.mark.parametrize("iso2", ["", "XX", "SYR", "../sy", "sitbrief.places.syria"])
def test_no_other_text_is_a_country(iso2: str) -> None:
    assert places.country(iso2) is None


def test_known_countries() -> None:
    assert places.known_countries() == ("SY",)


@pytest.mark.parametrize("iso2", places.known_countries())
def test_the_data_of_a_country_is_consistent(iso2: str) -> None:
    country = places.country(iso2)
    assert country is not None
    assert country.iso2 == iso2
    assert ZoneInfo(country.zone).key == country.zone
    pcodes = [province.pcode for province in country.provinces]
    assert pcodes == sorted(set(pcodes))
    isos = [province.iso for province in country.provinces]
    assert len(set(isos)) == len(isos)
    for province in country.provinces:
        assert province.country == iso2
        assert province.pcode == iso2 + province.number
        assert province.number.isdecimal()
        assert len(set(province.names)) == len(province.names)
        assert places.province(province.iso) is province
    for shared in country.ambiguous:
        assert [province.iso for province in country.sharing(shared)] == list(shared.isos)


def test_a_province_is_found_by_its_exact_code_only() -> None:
    hama = places.province("SY-HM")
    assert hama is not None
    assert (hama.name, hama.local_name, hama.number, hama.country) == ("Hama", "حماة", "05", "SY")
    assert [places.province(iso) for iso in ("sy-hm", "SY-XX", "XX-HM", "SY05", "Hama", "")] == [None] * 6


def test_importing_loads_no_country_and_nothing_slow() -> None:
    """Python starts anew, so that what other tests loaded does not count."""
    code = "import sys, sitbrief.places; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert "sitbrief.places.resolve" in loaded
    assert not {"sitbrief.places.syria", "difflib", "pydantic", "rich", "textual"} & set(loaded)
