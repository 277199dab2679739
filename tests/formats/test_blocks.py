"""What there is to say of a briefing, an entry or a source that is opened, before anybody lays it out."""

from __future__ import annotations

from formats.hostile import sample, view
from sitbrief.briefing import ResolvedBriefing
from sitbrief.briefing.detail import Link
from sitbrief.briefing.entries import Pane
from sitbrief.formats import native
from sitbrief.formats.blocks import NO_CLAIM, Attribution, Fact, Heading
from sitbrief.formats.briefing_blocks import about_blocks, head_blocks
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


def test_an_opened_entry_names_what_its_claims_are_read_from_and_says_once_what_is_known_of_that() -> None:
    data = sample()
    data["claims"][2]["documents"] = ["doc", "bare"]
    shown = view(data)
    blocks = detail_blocks(shown, Link(Pane.TIMELINE, "t1", ""))
    facts = [block for block in blocks if isinstance(block, Fact)]
    document = Fact(1, "Document", "Doc title, Publisher, 2024-12-05", "https://example.org/a_b?c=1")
    assert [fact for fact in facts if fact.label in {"Document", "Note"}] == [
        document,
        Fact(2, "Note", "Doc note."),
        document,
        Fact(1, "Document", "Bare publisher, no date"),
    ]


def test_an_origin_is_told_by_what_it_asserts_and_by_what_it_carries_and_by_no_zero() -> None:
    def told(*, carried: bool, own: bool) -> list[str]:
        data = sample()
        data["documents"][0]["carrier"] = "radio"
        data["claims"] = [claim for claim in data["claims"] if own or claim["id"] != "c7"]
        for claim in data["claims"]:
            claim["carriers"] = ["radio"] if carried and claim["id"] == "c1" else []
        blocks = [block for block in about_blocks(view(data).index) if isinstance(block, Fact)]
        return [f"{block.label} {block.text}" for block in blocks if block.label.endswith("ed by")]

    compiled = "Compiled by Desk"
    asserted = "Asserted by Radio; 1 of 7 claims of this briefing is its own"
    assert told(carried=False, own=True) == [compiled, asserted]
    assert told(carried=True, own=True) == [
        compiled,
        asserted,
        "Carried by Radio; 1 of 7 claims of this briefing came through it",
    ]
    assert told(carried=False, own=False) == [
        compiled,
        "Carried by Radio; 0 of 6 claims of this briefing came through it",
    ]


def test_an_opened_briefing_has_the_head_that_it_has_in_an_export() -> None:
    head = [*head_blocks(WHOLE.index)]
    assert len(head) > 5
    assert [*about_blocks(WHOLE.index)][1 : 1 + len(head)] == head
