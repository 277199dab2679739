"""What the writer of plain text promises."""

from __future__ import annotations

import re

import pytest

from formats.hostile import PAYLOADS, bare, places, replaced, sample, view
from sitbrief.briefing import Filters
from sitbrief.formats import plain
from sitbrief.text import cells, clean_line

PLACES = tuple(places(sample()))


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [1, 20, 40, 80, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    assert max(cells(line) for line in plain.write(view(sample()), width).splitlines()) <= width


def test_where_there_is_no_room_for_it_nothing_is_indented() -> None:
    assert not [line for line in plain.write(view(sample()), 7).splitlines() if line.startswith(" ")]
    assert [line for line in plain.write(view(sample()), 8).splitlines() if line.startswith("  ")]


def test_every_claim_says_who_through_whom_and_how_far_to_trust_it() -> None:
    written = flat(plain.write(view(sample())))
    said = "Statement of c1. Says: SOHR Relayed by: Paper Relayed by: Radio Grade: C3: fairly reliable; possibly true"
    assert said in written
    for name in range(1, 8):
        assert f"Statement of c{name}. Says: " in written


def test_who_bears_a_sentence_with_several_claims_is_told_once() -> None:
    written = sample()
    first, *others = written["summary"]
    twin = {**next(claim for claim in written["claims"] if claim["id"] == "c1"), "id": "twin"}
    told = {
        **written,
        "summary": [{**first, "claims": ["c1", "twin"]}, *others],
        "claims": [*written["claims"], twin],
    }
    summary = flat(plain.write(view(told))).partition("Key figures")[0]
    assert summary.count("Says: SOHR Relayed by: Paper Relayed by: Radio Grade: C3:") == 1


def test_rivals_are_counted_and_told_one_by_one() -> None:
    written = flat(plain.write(view(sample())))
    assert (
        "Rival claims: 1 of 2: Statement: Statement of c1. Originator: SOHR Carriers: Paper, Radio" in written
    )
    assert "Rival claims: 2 of 2: Statement: Statement of c2." in written


def test_headings_stand_alone_and_nothing_is_drawn() -> None:
    written = plain.write(view(sample()))
    for heading in ("Summary", "Timeline", "Fronts", "Humanitarian", "Sources", "Documents"):
        assert f"\n\n{heading}\n\n" in written
    assert not re.search("[|*_`\u2500-\u257f]", written.replace("a_b", ""))


def test_who_says_a_sentence_stands_below_it_further_in() -> None:
    assert (
        "\n2: Highlight two.\n  Says: Ministry\n  Grade: D2: not usually reliable; probably true\n"
        in plain.write(view(sample()))
    )


def test_a_sentence_without_claims_says_so() -> None:
    assert "Highlight bare. Says: no claim is given for this" in flat(plain.write(view(sample())))


def test_addresses_have_a_line_of_their_own() -> None:
    assert "\n  https://example.org/a_b?c=1\n" in plain.write(view(sample()))


def test_filters_are_told() -> None:
    written = flat(plain.write(view(sample(), Filters(provinces=("SY-HM",)))))
    assert "Filtered to: Hama Shown: 2 of 7 entries" in written


def test_an_empty_briefing_says_so() -> None:
    assert plain.write(view(bare())).count("None in this briefing.") == 7


@pytest.mark.parametrize("path", PLACES, ids=lambda path: "-".join(map(str, path)))
def test_hostile_text_is_shown_and_obeyed_by_nobody(path: tuple[object, ...]) -> None:
    for payload in PAYLOADS[PLACES.index(path) % 7 :: 7]:
        written = plain.write(view(replaced(path, payload)), 20_000)
        assert clean_line(payload) in flat(written)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


def test_a_thing_of_its_own_stands_after_one_blank_line_and_no_line_is_without_words() -> None:
    """Whoever hears it line by line knows by the blank line that something else begins."""
    written = plain.write(view(sample()), 200)
    things = (
        "Edition: 1 of sample",
        "Carried by: Paper",
        "Compiler's note: Note of the whole.",
        "1: Highlight one.",
        "2 of 3: Figure: ",
        "Front one: contested",
        "Note one: confirmed",
        "Claim in no entry: Statement of c7.",
        "Observatory: C, ",
        "Doc title: Publisher, 2024-12-05",
    )
    assert [thing for thing in things if f"\n\n{thing}" not in written] == []
    assert "\n\n\n" not in written
    assert not [line for line in written.splitlines() if line.endswith((":", " "))]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ({}, "Ministry"),
        ({"carriers": ["paper", "radio"]}, "Ministry through Paper through Radio"),
        ({"coded_from": ["sohr", "radio"]}, "Ministry, coded from SOHR, Radio"),
        ({"coded_from": ["sohr"], "carriers": ["paper"]}, "Ministry, coded from SOHR, through Paper"),
    ],
)
def test_who_says_a_figure_is_told_in_one_breath(said: dict[str, list[str]], heard: str) -> None:
    data = sample()
    data["claims"][3].update(said)
    written = plain.write(view(data), 200)
    assert f"\n  Attribution: grade D2, not usually reliable; probably true: {heard}\n" in written


def test_of_very_many_who_say_so_twelve_are_named_and_the_others_counted() -> None:
    data = sample()
    names = [f"s{number}" for number in range(14)]
    data["sources"] += [{**data["sources"][1], "id": name, "name": f"Desk {name}"} for name in names]
    data["claims"] += [{**data["claims"][6], "id": name, "originator": name} for name in names]
    for count, rest in ((12, ""), (13, "  Says: 1 more\n"), (14, "  Says: 2 more\n")):
        data["summary"] = [{"text": "Many say so.", "claims": names[:count]}]
        told = plain.write(view(data)).partition("1: Many say so.\n")[2].partition("\n\n")[0] + "\n"
        assert told.count("Says: Desk") == 12
        assert told.partition(f"Desk {names[11]}\n")[2].partition("\n")[2] == rest


def test_nothing_is_said_of_entries_without_a_province_where_none_is_hidden_for_that() -> None:
    data = sample()
    for claim in data["claims"]:
        claim["where"] = [{"as_written": "Hama", "provinces": ["SY-HM"]}]
    data["timeline"], data["fronts"] = data["timeline"][:2], data["fronts"][:1]
    written = plain.write(view(data, Filters(provinces=("SY-HM",))))
    assert "Filtered to: Hama" in written
    assert "Hidden" not in written
