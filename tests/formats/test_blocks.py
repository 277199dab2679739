"""What there is to say of a briefing, an entry or a source that is opened, before anybody lays it out."""

from __future__ import annotations

from formats.hostile import sample, view
from sitbrief.briefing import ResolvedBriefing
from sitbrief.briefing.detail import Link
from sitbrief.briefing.entries import Pane
from sitbrief.formats import native
from sitbrief.formats.blocks import NO_CLAIM, Attribution, Fact, Heading
from sitbrief.formats.briefing_blocks import about_blocks
from sitbrief.formats.entry_blocks import detail_blocks
from support.program import BRIEFINGS

WHOLE = view(sample())


def test_a_briefing_says_what_it_is_made_from() -> None:
    index = ResolvedBriefing(native.load(BRIEFINGS / "2024-12-05-hama.json"))
    first, *others = about_blocks(index)
    assert first == Fact(0, "Id", "2024-12-05-hama")
    headings = [block.text for block in others if isinstance(block, Heading)]
    assert headings == [f"Made from {len(index.briefing.documents)} document"]


def test_one_that_is_made_from_nothing_published_says_nothing_of_it() -> None:
    data = sample()
    data["documents"] = []
    for claim in data["claims"]:
        claim.pop("documents", None)
    blocks = [*about_blocks(view(data).index)]
    assert blocks[0] == Fact(0, "Id", data["id"])
    assert not any(isinstance(block, Heading) for block in blocks)


def test_of_a_source_with_many_claims_some_are_told_and_how_many_more_there_are() -> None:
    index = WHOLE.index
    source = max(
        index.briefing.sources, key=lambda each: sum(c.originator == each.id for c in index.briefing.claims)
    )
    asserted = sum(claim.originator == source.id for claim in index.briefing.claims)
    assert asserted > 1
    link = Link(Pane.SOURCES, source.id, source.name)
    facts = [block for block in detail_blocks(WHOLE, link, most_claims=1) if isinstance(block, Fact)]
    assert Fact(1, "And", f"{asserted - 1:,} more; the entries below have them") in facts
    every = [block for block in detail_blocks(WHOLE, link) if isinstance(block, Fact)]
    assert not any(fact.label == "And" for fact in every)


def test_of_the_time_of_a_claim_nothing_is_said_that_is_not_so() -> None:
    blocks = detail_blocks(WHOLE, Link(Pane.TIMELINE, WHOLE.index.entries[Pane.TIMELINE][0].id, ""))
    zone = WHOLE.index.briefing.zone
    told = {block.text for block in blocks if isinstance(block, Fact) and block.label == "When"}
    plain = f"2024-12-05, {zone}"
    assert told == {
        plain,
        f'2024-12-05 morning, {zone}, day inferred, background, as written: "this morning"',
    }


def test_an_opened_entry_says_what_a_list_would_say_above_it() -> None:
    for pane in (Pane.TIMELINE, Pane.FRONTS, Pane.HUMANITARIAN):
        for entry in WHOLE.index.entries[pane]:
            blocks = [*detail_blocks(WHOLE, Link(pane, entry.id, entry.headline))]
            told = " ".join(str(block) for block in blocks)
            assert entry.headline in told
            assert all(claim.statement in told for claim in WHOLE.index.claims_of(entry))


def test_who_says_so_stands_before_the_grade_behind_a_label() -> None:
    index = WHOLE.index
    claims = (index.claims["c1"], index.claims["c2"])
    assert Attribution(index, claims).listed == "SOHR, via Radio (C3); Ministry (D4)"
    assert Attribution(index, ()).listed == NO_CLAIM
