from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.places import ResolvedPlace, country, narrow, resolve

SYRIA = country("SY")
assert SYRIA is not None


def numbers(typed: str) -> list[str]:
    return [province.number for province in narrow(typed, SYRIA)]


@pytest.mark.parametrize("typed", ["", "  ", "\u200b"])
def test_nothing_typed_leaves_all_in_order(typed: str) -> None:
    assert narrow(typed, SYRIA) == SYRIA.provinces


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0", ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"]),
        ("05", ["05"]),
        ("٠٥", ["05"]),
        ("1", ["01", "10", "11", "12", "13", "14"]),
        ("sy-hm", ["05"]),
        ("SY09", ["09"]),
        ("sy-h", ["02", "04", "05", "08"]),
        ("sy.", []),
        ("SY.01", []),
        ("SY.HM", []),
        ("hm", ["05"]),
        ("deirezz", ["09"]),
        ("deir ez-z", ["09"]),
        ("deir al", ["09"]),
        ("دير ال", ["09"]),
        ("الر", ["11"]),
        ("رق", ["11"]),
        ("zawr", ["09"]),
        ("dimashq", ["01", "03"]),
        ("dima", ["01", "03"]),
        ("damascus", ["01", "03"]),
        ("damas", ["01", "03"]),
        ("rif", ["03"]),
        ("ham", ["05"]),
        ("HAMAH GOVERNORATE", ["05"]),
        ("qq", ["11"]),
        ("xyz", []),
        ("???", []),
    ],
)
def test_narrowing(typed: str, expected: list[str]) -> None:
    assert numbers(typed) == expected


def test_the_start_of_a_name_comes_before_the_start_of_a_word_before_its_middle() -> None:
    """Aleppo and Al-Hasakeh start with "al"; in "Deir al-Zour" a word does; Rural Damascus contains it."""
    found = numbers("al")
    assert found.index("02") < found.index("08") < found.index("09") < found.index("03")


@given(st.sampled_from([name for province in SYRIA.provinces for name in province.names]), st.integers(1, 30))
def test_every_start_of_a_name_keeps_its_province(name: str, length: int) -> None:
    owner = next(province for province in SYRIA.provinces if name in province.names)
    assert owner in narrow(name[:length], SYRIA)


@given(st.text())
def test_what_resolves_comes_first(typed: str) -> None:
    answer = resolve(typed, SYRIA)
    if isinstance(answer, ResolvedPlace):
        assert narrow(typed, SYRIA)[0] == answer.province


@pytest.mark.parametrize("province", SYRIA.provinces, ids=lambda province: province.iso)
def test_a_province_typed_in_full_comes_first(province: object) -> None:
    found = next(known for known in SYRIA.provinces if known is province)
    for form in {found.iso, found.pcode, found.number, *found.names}:
        assert narrow(form, SYRIA)[0] is found


def test_a_country_without_p_codes_is_narrowed_by_the_rest() -> None:
    andorra = country("AD")
    assert andorra is not None
    assert [province.name for province in narrow("ordi", andorra)] == ["Ordino"]
