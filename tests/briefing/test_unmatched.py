"""What filters ask for in vain is said, with the nearest names there are."""

from __future__ import annotations

import pytest

from formats.hostile import sample, view
from sitbrief.briefing import Filters, View
from sitbrief.briefing.unmatched import nearest, unmatched

WHOLE = view(sample())


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(), ()),
        (Filters(provinces=("SY-DY",)), ()),
        (Filters(text="statement", by=("sohr", "min")), ()),
        (Filters(by=("XYZ",)), ('No source here is called "XYZ".',)),
        (
            Filters(by=("SOHR", "Observatri")),
            ('No source here is called "Observatri". Did you mean Observatory?',),
        ),
        (Filters(text="Hamma"), ('No entry has "Hamma". Did you mean Hama?',)),
        (Filters(text='statement "of statement"'), ('No entry has "of statement".',)),
        (Filters(text="Highlight zzzz"), ('No entry has "Highlight".', 'No entry has "zzzz".')),
        (Filters(text="bare f2"), ('No entry has all of "bare" "f2".',)),
        (Filters(text="bare", provinces=("SY-DY",)), ()),
        (Filters(without="zzzz"), ()),
        (
            Filters(text="zzzz", by=("Nobody",)),
            ('No source here is called "Nobody".', 'No entry has "zzzz".'),
        ),
    ],
)
def test_what_is_asked_for_in_vain_is_said_once(filters: Filters, said: tuple[str, ...]) -> None:
    assert unmatched(View(WHOLE.index, filters)) == said


def test_a_name_is_near_by_all_of_it_or_by_a_word_of_it() -> None:
    assert nearest("sirian", ["Syrian Observatory", "Radio"]) == " Did you mean Syrian Observatory?"
    assert nearest("Ḩamāh", ["Hamah", "Homs"]) == " Did you mean Hamah?"
    assert nearest("x" * 1_000_000, ["x" * 500, "Radio"]).startswith(" Did you mean xx")
    assert nearest("ab", ["a b", "of ab cd"]) == " Did you mean a b?"
    assert nearest("zebra", ["Radio"]) == nearest("zebra", []) == ""
