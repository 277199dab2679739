"""Entries and sources in a few lines."""

from __future__ import annotations

from sitbrief.briefing import ResolvedBriefing
from sitbrief.briefing.detail import Link
from sitbrief.briefing.entries import Pane
from sitbrief.formats import native
from sitbrief.formats.clipboard_text import entry_text, linked_text, source_text
from support.program import BRIEFINGS


def test_an_entry_says_who_says_so_behind_each_claim() -> None:
    index = ResolvedBriefing(native.load(BRIEFINGS / "2024-12-05-hama.json"))
    for entry in index.briefing.fronts:
        headline, *said = entry_text(index, entry).splitlines()
        assert headline == entry.headline
        claims = index.claims_of(entry)
        assert said == [f"- {claim.statement} ({index.attribution(claim)})" for claim in claims]


def test_a_source_has_its_reliability_and_why() -> None:
    index = ResolvedBriefing(native.load(BRIEFINGS / "2024-12-05-hama.json"))
    source = index.briefing.sources[0]
    assert source_text(source) == f"{source.name}: {source.reliability}, {source.rationale}\n"


def test_what_a_link_leads_to_is_told_as_it_is_in_its_list() -> None:
    index = ResolvedBriefing(native.load(BRIEFINGS / "2024-12-05-hama.json"))
    source, front = index.briefing.sources[0], index.briefing.fronts[0]
    assert linked_text(index, Link(Pane.SOURCES, source.id, source.name)) == source_text(source)
    assert linked_text(index, Link(Pane.FRONTS, front.id, front.headline)) == entry_text(index, front)
