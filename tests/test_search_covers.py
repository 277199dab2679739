"""A search covers all that is shown: a word in any one text of a briefing is found, in the briefing and in the index alike."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.hostile import places
from sitbrief.briefing import ResolvedBriefing, View, query
from sitbrief.briefing.claims import Claim
from sitbrief.briefing.entries import ENTRY_PANES, Pane, claim_ids
from sitbrief.briefing.filter_text import FilterText, filters
from sitbrief.formats import native
from sitbrief.library.index.index_builder import build
from sitbrief.library.index.open_index import open_snapshot
from sitbrief.library.index.view import LibraryView
from sitbrief.text import words_of
from test_telling import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitbrief.briefing import Filters
    from sitbrief.library.index.snapshot import Snapshot

WORDS = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=6).filter(words_of)
OF_SOURCES_ALONE = {"rationale", "control", "why"}
"""What is told of a source and not of an entry with claims of that source."""


def marked(data: dict[str, Any], word: str) -> Iterator[tuple[tuple[object, ...], str]]:
    """Put a word of its own into each text of the entries, claims, documents and sources; where, and which word."""
    for number, path in enumerate(places(data)):
        if path[0] in {"documents", "sources", "claims", *ENTRY_PANES}:
            own = f"xq{chr(ord('a') + number // 26)}{chr(ord('a') + number % 26)}z{word}"
            spot: Any = data
            for step in path[:-1]:
                spot = spot[step]
            spot[path[-1]] += f" {own}"
            yield path, own


def holders(index: ResolvedBriefing, path: tuple[object, ...]) -> set[str]:
    """The ids of the entries of which a text at that place of a file is shown."""
    part, at = path[0], path[1]
    assert isinstance(at, int)
    briefing = index.briefing
    if part not in {"documents", "sources", "claims"}:
        return {getattr(briefing, str(part))[at].id}

    def shows(claim: Claim) -> bool:
        if part == "documents":
            return briefing.documents[at].id in claim.documents
        if part == "sources":
            return briefing.sources[at].id in claim.speakers and path[-1] not in OF_SOURCES_ALONE
        own = briefing.claims[at].id
        return claim.id == own or (path[-1] == "statement" and own in claim.supersedes)

    claims = {claim.id for claim in briefing.claims if shows(claim)}
    entries = (entry for listed in index.entries.values() for entry in listed)
    return {entry.id for entry in entries if claims.intersection(claim_ids(entry))}


def shown(view: View | LibraryView) -> set[str]:
    """The ids of all entries that a view shows."""
    rows = [placed.row for pane in ENTRY_PANES for placed in view.window(pane, 0, view.count(pane))]
    return {row.id.rpartition("/")[2] for row in rows}


def indexed(snapshot: Snapshot, found: Filters) -> set[str]:
    """The same by the index."""
    view = LibraryView(snapshot, found)
    view.advance(float("inf"))
    return shown(view)


def matched(view: View, words: str) -> set[str]:
    """The ids of the entries that a search in the briefing goes to."""
    return {view.window(pane, at, 1)[0].row.id for pane in ENTRY_PANES for at in view.matches(pane, words)}


def snapshot_of(data: dict[str, Any], folder: Path) -> tuple[View, Snapshot]:
    """A briefing as it is read, and its index."""
    path = folder / "whole.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    build(folder / "index", [path])
    found = open_snapshot(folder / "index")
    assert found is not None
    return View(ResolvedBriefing(native.load(path))), found


@settings(max_examples=15, deadline=None)
@given(word=WORDS)
def test_a_word_in_any_one_text_is_found_by_all_ways_of_searching(
    tmp_path_factory: pytest.TempPathFactory, word: str
) -> None:
    data = whole()
    marks = list(marked(data, word))
    view, snapshot = snapshot_of(data, tmp_path_factory.mktemp("covers"))
    assert len(marks) > 60
    for path, own in marks:
        expected = holders(view.index, path)
        assert shown(View(view.index, filters(FilterText(text=own)))) == expected, path
        assert matched(view, own) == expected, path
        assert indexed(snapshot, query.parse(own)) == expected, path
        every = shown(view)
        assert shown(View(view.index, filters(FilterText(without=own)))) == every - expected, path
        assert matched(view, f"xq -{own} -nothing") == every - expected, path
        assert indexed(snapshot, query.parse(f"-{own}")) == every - expected, path
        if path[0] == "sources":
            assert view.matches(Pane.SOURCES, own) == (path[1],)
    snapshot.close()


def test_ids_addresses_and_provinces_are_found(tmp_path: Path) -> None:
    view, snapshot = snapshot_of(whole(), tmp_path)
    for words in ("t1", "c3", '"c3"', "example.org/a_b", "Hama Aleppo", '"Hama city"', "sohr", "Ministry"):
        expected = shown(View(view.index, filters(FilterText(text=words))))
        assert expected
        assert matched(view, words) == expected
        assert indexed(snapshot, query.parse(words)) == expected
    snapshot.close()


def test_no_text_of_a_claim_is_forgotten() -> None:
    """In the briefing that the words are put into each text of a claim is set somewhere."""
    data = whole()
    for field in dataclasses.fields(Claim):
        assert any(field.name in claim for claim in data["claims"]), field.name


@pytest.mark.parametrize(
    ("text", "found", "not_found"),
    [
        (
            "the road was cut",
            ['"road was"', '"was cut"', '"was cu"', '"road"'],
            ['"oad was"', '"road cut"', '"cut the"', '"cut c3"'],
        ),
        ("Al-Bab, 10:30", ["al-bab", "10:30", '"bab 10"'], ["30:10", "ab", '"bab al"']),
        ("الطريق الدولي", ['"الطريق الدولي"', '"طريق دولي"', "دولي"], ['"دولي طريق"', "ريق"]),
        ("在阿勒颇市", ["阿勒颇", '"勒颇市"'], ["颇勒"]),
        ("सीरिया में", ["सीरिया", "सीरि"], ["सूरिया", "रिया"]),
        ("ရန်ကုန်မြို့", ["ကုန်", "ရန်ကုန်"], ["ကုန်ရန်"]),
    ],
)
def test_words_are_found_by_their_beginning_and_in_quotes_together(
    tmp_path: Path, text: str, found: list[str], not_found: list[str]
) -> None:
    data = whole()
    data["claims"][2]["statement"] = text
    view, snapshot = snapshot_of(data, tmp_path)
    holding = holders(view.index, ("claims", 2, "statement"))
    every = shown(view)
    for words, expected in [*((one, holding) for one in found), *((one, set()) for one in not_found)]:
        assert shown(View(view.index, filters(FilterText(text=words)))) == expected, words
        assert matched(view, words) == expected, words
        assert indexed(snapshot, query.parse(words)) == expected, words
        assert shown(View(view.index, filters(FilterText(without=words)))) == every - expected, words
        assert indexed(snapshot, filters(FilterText(without=words))) == every - expected, words
    snapshot.close()
