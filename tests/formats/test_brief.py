"""Entries and sources in a few lines, with all that whoever gets them needs to pass them on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitbrief.briefing import ResolvedBriefing
from sitbrief.briefing.detail import Link
from sitbrief.briefing.entries import ENTRY_PANES, Pane
from sitbrief.formats import native
from sitbrief.formats.clipboard_text import entry_text, linked_text, source_text
from support.program import BRIEFINGS

INDEX = ResolvedBriefing(native.load(BRIEFINGS / "2024-12-05-hama.json"))
WEEK = ResolvedBriefing(native.load(BRIEFINGS / "2024-12-06-hama.json"))


def test_an_entry_says_who_says_so_behind_each_claim() -> None:
    for index in (INDEX, WEEK):
        for entry in (entry for pane in ENTRY_PANES for entry in index.entries[pane]):
            headline, *said = entry_text(index, entry).splitlines()
            assert headline == entry.headline
            claims = index.claims_of(entry)
            told = [line for line in said if line.startswith("- ")]
            assert told == [f"- {claim.statement} ({index.attribution(claim)})" for claim in claims]


def test_an_entry_cites_the_documents_of_its_claims_with_title_publisher_date_and_address() -> None:
    for entry in (entry for pane in ENTRY_PANES for entry in WEEK.entries[pane]):
        text = entry_text(WEEK, entry)
        documents = [WEEK.documents[name] for claim in WEEK.claims_of(entry) for name in claim.documents]
        assert documents
        for document in documents:
            for part in (document.title, document.publisher, str(document.date), document.url):
                assert part is None or part in text


def test_a_document_of_all_claims_is_cited_once_and_an_address_says_where_it_leads() -> None:
    document = replace(INDEX.briefing.documents[0], url="https://example.org@evil.example/x", title="A title")
    index = ResolvedBriefing(replace(INDEX.briefing, documents=(document,)))
    front = max(index.briefing.fronts, key=lambda one: len(one.claims))
    text = entry_text(index, front)
    assert text.count("Document: A title, Not named in the text, 2024-12-05, https://example.org@evil") == 1
    assert text.endswith("(goes to evil.example: what stands before @ is no host)\n")


def test_an_entry_without_claims_is_its_headline() -> None:
    entry = replace(INDEX.briefing.timeline[0], claims=())
    assert entry_text(INDEX, entry) == f"{entry.headline}\n"


def test_a_source_has_its_reliability_and_why() -> None:
    source = INDEX.briefing.sources[0]
    assert source_text(source) == f"{source.name}: {source.reliability}, {source.rationale}\n"


@pytest.mark.parametrize(
    ("dated", "words"),
    [(True, "as of 2024-12-05 Asia/Damascus"), (False, "undated")],
    ids=["dated", "undated"],
)
def test_what_a_link_leads_to_carries_the_marking_and_the_time(dated: bool, words: str) -> None:  # noqa: FBT001
    briefing = INDEX.briefing if dated else replace(INDEX.briefing, as_of=None)
    index = ResolvedBriefing(briefing)
    source, front = briefing.sources[0], briefing.fronts[0]
    head = f"TLP:CLEAR\nSyria: the fighting for Hama, edition 1, {words}\n"
    assert linked_text(index, Link(Pane.SOURCES, source.id, "")) == f"{head}{source_text(source)}"
    assert linked_text(index, Link(Pane.FRONTS, front.id, "")) == f"{head}{entry_text(index, front)}"
