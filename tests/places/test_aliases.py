from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.places import NO_ALIASES, Ambiguous, ResolvedPlace, country, resolve
from sitbrief.places.aliases import Mistake, parse, with_alias

SYRIA = country("SY")
MYANMAR = country("MM")
assert SYRIA is not None
assert MYANMAR is not None

FILE = "# What our partners write\n\nSY\tHasake Gov.\tSY-HA\nMM\tN. Shan\tMM-17\r\nSY\tDimashq\tSY-RD\n"


def iso(typed: str, text: str = FILE) -> str | None:
    aliases, mistakes = parse(text)
    assert not mistakes
    assert SYRIA is not None
    answer = resolve(typed, SYRIA, aliases)
    return answer.province.iso if isinstance(answer, ResolvedPlace) else None


def test_an_alias_names_its_province_however_it_is_written() -> None:
    assert iso("Hasake Gov.") == iso(" hasake  GOV. ") == iso("Ḩasake Gov.") == "SY-HA"


def test_an_alias_settles_an_ambiguous_name() -> None:
    assert isinstance(resolve("Dimashq", SYRIA), Ambiguous)
    assert iso("Dimashq") == "SY-RD"


def test_an_alias_is_for_its_spelling_alone() -> None:
    """What is not the spelling itself means what it meant."""
    assert iso("Dimashq Governorate") == "SY-DI"
    assert iso("Hama") == "SY-HM"
    assert iso("N. Shan") is None


def test_an_alias_is_for_its_country_alone() -> None:
    aliases, _ = parse(FILE)
    shan = resolve("n. shan", MYANMAR, aliases)
    assert isinstance(shan, ResolvedPlace)
    assert shan.province.iso == "MM-17"


def test_an_alias_for_a_foreign_code_leaves_the_pcode_alone() -> None:
    """GeoNames' SY.01 is Al-Hasakah, OCHA's SY01 is Damascus."""
    text = "SY\tSY.01\tSY-HA\n"
    assert iso("SY.01", text) == "SY-HA"
    assert iso("SY01", text) == "SY-DI"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("SY\tHasake", "not 2 fields"),
        ("SY Hasake SY-HA", "not 1 fields"),
        ("SY\tHasake\tSY-HA\tx", "not 4 fields"),
        ("ZZ\tHasake\tZZ-HA", 'no country has the code "ZZ"'),
        ("sy\tHasake\tSY-HA", 'no country has the code "sy"'),
        ("SY\tHasake\tSY-XX", "no province of Syria"),
        ("SY\tShan\tMM-17", "no province of Syria"),
        ("SY\t \tSY-HA", "the spelling is empty"),
        ("SY\t'\tSY-HA", "the spelling is empty"),
        ("SY\tSY05\tSY-HA", "a code already, that of Hama"),
        ("SY\t٥\tSY-HA", "a code already, that of Hama"),
        ("SY\tHASAKE GOV.\tSY-HM", "line 2 gives this spelling to SY-HA"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_rest_counts(line: str, what: str) -> None:
    aliases, mistakes = parse(f"# comment\nSY\tHasake Gov.\tSY-HA\n{line}\nMM\tN. Shan\tMM-17\n")
    assert [mistake.line for mistake in mistakes] == [3]
    assert what in mistakes[0].what
    assert sorted(aliases.values()) == ["MM-17", "SY-HA"]


def test_the_same_alias_twice_is_no_mistake() -> None:
    assert parse("SY\tHasake Gov.\tSY-HA\nSY\thasake gov.\tSY-HA\n")[1] == ()


def test_nothing_is_no_alias() -> None:
    assert parse("") == (NO_ALIASES, ())


def test_an_alias_is_added_at_the_end_or_where_it_was() -> None:
    more = with_alias(FILE, "Reef", "SY-RD")
    assert more == FILE + "SY\tReef\tSY-RD\n"
    changed = with_alias(more, "DIMASHQ", "SY-DI")
    assert changed == more.replace("SY\tDimashq\tSY-RD", "SY\tDIMASHQ\tSY-DI")
    assert with_alias("", "Reef", "SY-RD") == "SY\tReef\tSY-RD\n"


def test_of_an_alias_that_stood_there_twice_one_is_left() -> None:
    twice = "SY\tReef\tSY-RD\nbroken\nSY\treef\tSY-HM\n"
    assert with_alias(twice, "Reef", "SY-DI") == "SY\tReef\tSY-DI\nbroken\n"


@pytest.mark.parametrize(
    ("spelling", "iso"), [("", "SY-HA"), ("SY05", "SY-HA"), ("x", "SY-XX"), ("x", "Hama")]
)
def test_what_would_be_no_alias_is_not_added(spelling: str, iso: str) -> None:
    with pytest.raises(ValueError, match=r"empty|a code already|no province|no country"):
        with_alias(FILE, spelling, iso)


@given(st.text(st.characters(exclude_categories=())), st.text(max_size=200))
def test_what_is_added_is_read_again(spelling: str, text: str) -> None:
    try:
        written = with_alias(text, spelling, "SY-HM")
    except ValueError:
        return
    aliases, _ = parse(written)
    assert resolve(spelling, SYRIA, aliases) == ResolvedPlace(SYRIA.provinces[4])


@given(st.text(st.sampled_from("SYM\t\n# HMA-05é")))
def test_any_text_is_read(text: str) -> None:
    aliases, mistakes = parse(text)
    assert all(isinstance(mistake, Mistake) for mistake in mistakes)
    assert all(SYRIA.province(iso) or MYANMAR.province(iso) for iso in aliases.values())
