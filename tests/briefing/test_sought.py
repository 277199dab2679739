"""What is searched for: words by their beginning, in quotes next to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.making import briefing, claim, event, lying_in
from sitbrief.briefing import ResolvedBriefing
from sitbrief.briefing.sought import Sought, in_quotes, terms, typed_in_quotes
from sitbrief.text import searchable, words_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ('road "was cut" -x', ("road", "was cut", "-x")),
        ('a"b c"d', ("a", "b c", "d")),
        ('"was cu', ("was cu",)),
        ('- "" "?" ... x', ("x",)),
    ],
)
def test_terms_are_words_and_what_stands_in_quotes(text: str, found: tuple[str, ...]) -> None:
    assert terms(text) == found


def test_what_is_typed_may_have_a_minus_and_what_filters_have_may_not() -> None:
    assert Sought.typed('a -b -"c d" e-f') == Sought(("a", "e f"), ("b", "c d"))
    assert Sought.of("a -b", 'x "c d"') == Sought(("a", "b"), ("x", "c d"))
    assert Sought.of("Ḩamāh hamah HAMAH") == Sought(("hamah",))
    assert not any(Sought.typed("- ?"))


def test_what_is_searched_for_is_told_with_what_stands_together_in_quotes() -> None:
    assert in_quotes('a "b c" -d') == '"a" "b c" "-d"'
    assert typed_in_quotes('a -"b c" -d') == '"a" -"b c" -"d"'
    assert in_quotes("?") == typed_in_quotes("?") == '"?"'


@given(st.text(), st.text())
def test_a_text_has_each_of_its_words_their_beginnings_and_its_words_together(text: str, other: str) -> None:
    words = words_of(text)
    line = searchable(text)
    assert bool(words) == bool(line)
    for word in words:
        assert Sought((word, word[:1])).met_by([searchable(other), line])
    if words:
        assert Sought((" ".join(words),)).met_by([line])
        assert not Sought((" ".join(words),)).met_by([])
        assert not Sought((), (words[0],)).met_by([line, searchable(other)])


def test_a_claim_without_a_time_is_searched_too_and_its_countries_are_the_briefings() -> None:
    index = ResolvedBriefing(
        briefing(
            claim("c1", when=None, statement="Undated", where=lying_in("UA-63", "SY-HM")),
            timeline=(event("t1", "c1"),),
        )
    )
    (entry,) = index.briefing.timeline
    assert Sought.of("undated monitor kharkiv").met_by(index.searchable(entry))
    assert index.countries == ("SY", "UA")
