"""A dispute of very many claims is told once and named after that; nothing of it is lost, in any format."""

from __future__ import annotations

import csv
import io
import json

import pytest

from briefing.making import briefing, claim, event, view
from sitbrief.briefing import Filters, View
from sitbrief.formats import csv_text, markdown, plain
from sitbrief.formats.native import dumps

MANY = 40
FEW = 5


def quarrel(size: int, *, resting: int = 1) -> View:
    """Claims that all contradict each other, each in entries of its own, and one in no entry."""
    names = [f"c{n}" for n in range(size)]
    claims = [claim(name, contradicts=tuple(other for other in names if other != name)) for name in names]
    events = [event(f"e{n}-{name}", name) for name in names[:-1] for n in range(resting)]
    return view(briefing(*claims, timeline=tuple(events)))


@pytest.mark.parametrize("write", [plain.write, markdown.write])
def test_a_large_dispute_stands_in_full_once_and_every_other_entry_says_where(write: object) -> None:
    text = write(quarrel(MANY, resting=2))  # type: ignore[operator]
    rows = [line for line in text.splitlines() if line.startswith(("| Statement of c", "Rival claims: "))]
    assert len([row for row in rows if "Statement" in row]) == MANY
    told = text.count(f"{MANY - 1} claims, in the table of the entry: Headline of e0-c0") or text.count(
        f"{MANY - 1} claims, in the table of the entry: Headline of e0&#45;c0"
    )
    assert told == 2 * (MANY - 1) - 1 + 1


@pytest.mark.parametrize("write", [plain.write, markdown.write])
def test_a_small_dispute_stands_under_each_entry_that_it_concerns(write: object) -> None:
    text = write(quarrel(FEW))  # type: ignore[operator]
    rows = [line for line in text.splitlines() if line.startswith(("| Statement of c", "Rival claims: "))]
    assert len([row for row in rows if "Statement" in row]) == FEW * FEW
    assert "in the table of" not in text


def test_an_entry_on_several_disputes_names_each_once() -> None:
    one, other = ([f"{side}{n}" for n in range(MANY)] for side in "ab")
    claims = [
        claim(name, contradicts=tuple(rival for rival in side if rival != name))
        for side in (one, other)
        for name in side
    ]
    events = (event("first", "a0"), event("second", "b0"), event("both", "a1", "a2", "b1", "b2", "plain"))
    text = plain.write(view(briefing(*claims, claim("plain"), timeline=events)))
    after = text[text.index("Headline of both: ") : text.index("\nOther claims\n")]
    assert after.count("in the table of the entry: Headline of first") == 1
    assert after.count("in the table of the entry: Headline of second") == 1


def test_those_outside_the_filters_are_marked_in_a_large_dispute_too() -> None:
    made = quarrel(MANY)
    text = plain.write(View(made.index, Filters(text="c7")))
    assert text.count("outside the filters") == MANY - 1


def test_a_chain_of_contradictions_is_one_dispute_in_the_order_of_the_file() -> None:
    names = [f"c{n:02}" for n in range(MANY)]
    claims = [
        claim(name, contradicts=(names[n + 1],) if n + 1 < MANY else ()) for n, name in enumerate(names)
    ]
    index = view(briefing(*claims)).index
    assert all(index.dispute_of(name) == tuple(names) for name in names)
    assert view(briefing(claim("alone"))).index.dispute_of("alone") == ("alone",)


def test_data_formats_have_every_link() -> None:
    made = quarrel(MANY)
    rows = csv.DictReader(io.StringIO("".join(csv_text.lines(made))))
    assert [len(row["contradicts"].split("; ")) for row in rows] == [MANY - 1] * MANY
    content = json.loads(dumps(made.index.briefing))
    assert all(len(one["contradicts"]) == MANY - 1 for one in content["claims"])


@pytest.mark.parametrize(("size", "tables"), [(25, 24 + 1), (26, 1)])
def test_a_dispute_stands_under_each_entry_up_to_two_dozen_rivals(size: int, tables: int) -> None:
    assert markdown.write(quarrel(size)).count("| Statement of c0.") == tables


def test_a_claim_that_nobody_contradicts_hides_no_dispute_of_the_others() -> None:
    names = [f"c{n}" for n in range(MANY)]
    claims = [claim(name, contradicts=tuple(other for other in names if other != name)) for name in names]
    made = view(briefing(claim("plain"), *claims, timeline=(event("both", "plain", "c0"),)))
    entry, _, loose = markdown.write(made).partition("## Other claims")
    assert (entry.count("| Statement of c1."), loose.count("| Statement of c1.")) == (1, 0)
