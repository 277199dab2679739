from __future__ import annotations

import re
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest

from sitbrief import places
from sitbrief.places.fold import name_words

KNOWN = places.known_countries()


def test_a_country_is_found_by_its_code_in_either_case() -> None:
    syria = places.country("SY")
    assert syria is not None
    assert places.country("sy") is syria
    assert (syria.iso2, syria.name, syria.zone) == ("SY", "Syria", "Asia/Damascus")


@pytest.mark.parametrize("iso2", ["", "XX", "SYR", "../sy", "ß", "ﬆ", "..", "S/", "sitbrief.places.tables"])
def test_no_other_text_is_a_country(iso2: str) -> None:
    assert places.country(iso2) is None


def test_the_world_is_known() -> None:
    assert list(KNOWN) == sorted(set(KNOWN))
    assert len(KNOWN) >= 230
    assert {"SY", "MM", "UA", "SD", "YE", "CD", "ET", "AF", "PS", "HT", "XK"} <= set(KNOWN)


@pytest.mark.parametrize("iso2", KNOWN)
def test_the_data_of_a_country_is_consistent(iso2: str) -> None:
    country = places.country(iso2)
    assert country is not None
    assert country.iso2 == iso2
    assert country.name
    assert ZoneInfo(country.zone).key == country.zone
    pcodes = [province.pcode for province in country.provinces if province.pcode]
    assert pcodes == sorted(set(pcodes))
    isos = [province.iso for province in country.provinces]
    assert len(set(isos)) == len(isos)
    numbers = [province.number for province in country.provinces]
    assert len(set(numbers)) == len(numbers)
    assert {len(number) for number in numbers} == {3 if len(numbers) > 99 else 2}
    for province in country.provinces:
        assert province.country == iso2
        assert re.fullmatch("[A-Z]{2}-([A-Z0-9]{1,3}|X[0-9]{3,})", province.iso)
        assert province.number.isdecimal()
        assert province.number.strip("0")
        assert all("".join(name_words(name)) for name in province.names)
        assert len(set(province.names)) == len(province.names)
        assert places.province(province.iso) is province
    for shared in country.ambiguous:
        assert [province.iso for province in country.sharing(shared)] == list(shared.isos)


def test_the_numbers_of_syria_are_the_ends_of_its_pcodes() -> None:
    syria = places.country("SY")
    assert syria is not None
    assert [province.pcode for province in syria.provinces] == [f"SY{n:02}" for n in range(1, 15)]
    assert all(province.pcode == f"SY{province.number}" for province in syria.provinces)


def test_a_province_is_found_by_its_exact_code_only() -> None:
    hama = places.province("SY-HM")
    assert hama is not None
    assert (hama.name, hama.local_name, hama.number, hama.country) == ("Hama", "حماة", "05", "SY")
    assert [places.province(iso) for iso in ("sy-hm", "SY-XX", "XX-HM", "SY05", "Hama", "")] == [None] * 6


@pytest.mark.parametrize(
    ("code", "iso"),
    [
        ("SY-HM", "SY-HM"),
        ("sy05", "SY-HM"),
        ("SY٠٥", "SY-HM"),
        ("MM-17", "MM-17"),
        ("BDI001", "BI-BB"),  # Burundi's, though BD is Bangladesh
        ("IQG01", "IQ-AN"),
        ("MMR001", "MM-11"),
        ("KE001", "KE-28"),
        ("MK-X003", "MK-X003"),
        ("SY-XX", None),
        ("SY.01", None),
        ("SY.HM", None),
        ("SY5", None),
        ("SY", None),
        ("05", None),
        ("QQ01", None),
        ("Hama", None),
        ("", None),
    ],
)
def test_a_code_needs_no_country_beside_it(code: str, iso: str | None) -> None:
    found = places.by_code(code)
    assert (found.iso if found else None) == iso


def test_a_code_of_three_letters_may_still_be_that_of_two() -> None:
    """IQG is no country; of COM01 the first two letters are one, and all three are another, and neither has it."""
    assert places.by_code("COM01") is None


@pytest.mark.parametrize("iso2", ["UA", "MM", "DO"])
def test_each_code_leads_to_its_province(iso2: str) -> None:
    country = places.country(iso2)
    assert country is not None
    for province in country.provinces:
        assert places.by_code(province.iso) is province
        assert not province.pcode or places.by_code(province.pcode) is province


def test_importing_loads_no_country_and_nothing_slow() -> None:
    """Python starts anew, so that what other tests loaded does not count."""
    code = (
        "import sys, sitbrief.places as p; from sitbrief.places import tables\n"
        "assert not tables._read.cache_info().currsize\n"
        "p.resolve('Hama', p.country('SY'))\n"
        "assert tables._read.cache_info().currsize == 1\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert "sitbrief.places.resolve" in loaded
    late = {"sitbrief.places.countries", "sitbrief.places.aliases"}
    assert not (late | {"difflib", "pydantic", "rich", "textual"}) & set(loaded)
