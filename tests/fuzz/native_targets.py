"""Targets around our own format: reading, checking, writing it back, and every export."""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

import orjson
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from formats.hostile import bare, sample
from fuzz.briefings import encoded
from fuzz.damage import damaged
from fuzz.damage_json import damaged_json
from fuzz.holds import cleaned, inert, one_line, safe_table
from fuzz.target import Target, damaged_by
from sitbrief.briefing import Briefing, Filters, ResolvedBriefing, View
from sitbrief.briefing.entries import Sector
from sitbrief.briefing.filters import LEAST_GRADES
from sitbrief.briefing.states import State
from sitbrief.formats import csv_text, markdown, plain
from sitbrief.formats.codec import pack, unpack
from sitbrief.formats.diagnosis import examine
from sitbrief.formats.extract import extract
from sitbrief.formats.native import Invalid, dumps, loads

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES: Final = (orjson.dumps(sample()), orjson.dumps(bare()))

_valid: Final = st.one_of(encoded, st.sampled_from(SAMPLES))
_inputs: Final = st.one_of(
    damaged_by(damaged_json, st.sampled_from(SAMPLES)),
    damaged_by(damaged_json, encoded),
    damaged_by(damaged, st.sampled_from(SAMPLES)),
    encoded,
)


def _loads(data: bytes) -> Briefing | None:
    try:
        return loads(data)
    except Invalid as error:
        one_line(str(error))
        return None


def _load(data: bytes, _folder: Path) -> None:
    """It loads, clean, and comes back from both ways of writing it; or it is refused in a line."""
    briefing = _loads(data)
    if briefing is None:
        return
    cleaned(briefing)
    written = dumps(briefing)
    inert(written.decode())
    again = loads(written)
    # Whatever address of the schema a file has, ours is written.
    assert replace(again, schema_address=briefing.schema_address) == briefing
    assert dumps(again) == written
    assert unpack(pack(briefing)) == briefing


def _check(data: bytes, _folder: Path) -> None:
    """What is found is told in clean lines, each at a place of the file; and both ways agree on what loads."""
    report = examine(data)
    lines = data.decode("utf-8", "replace").split("\n")
    for found in report.findings:
        one_line(found.line_for("-"))
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
    assert (report.briefing is None) == (_loads(data) is None)


def _views(data: bytes) -> list[View]:
    """The briefing whole, and under filters that depend on it alone."""
    briefing = _loads(data)
    if briefing is None:
        return []
    index = ResolvedBriefing(briefing)
    number = zlib.crc32(data)
    claims = briefing.claims
    claim = claims[number % len(claims)] if claims else None
    filters = Filters(
        provinces=claim.provinces[:1] if claim else (),
        since=briefing.period.start if briefing.period and number & 1 else None,
        least=LEAST_GRADES[number % len(LEAST_GRADES)] if number & 2 else None,
        unknown=bool(number & 4),
        sectors=(list(Sector)[number % len(Sector)],) if number & 8 else (),
        states=(list(State)[number % len(State)],) if number & 16 else (),
        text=claim.statement if claim and number & 32 else "",
        by=(briefing.sources[0].name,) if briefing.sources and number & 64 else (),
    )
    return [View(index), View(index, filters)]


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _as_markdown(data: bytes, _folder: Path) -> None:
    """No character acts, and the text makes no structure: no HTML, image, code, quote or second title."""
    for view in _views(data):
        written = markdown.write(view)
        inert(written)
        tokens = [inside for token in _parser().parse(written) for inside in (token, *(token.children or ()))]
        kinds = {token.type for token in tokens}
        assert not kinds & {
            "html_block",
            "html_inline",
            "image",
            "fence",
            "code_block",
            "code_inline",
            "hr",
        }, kinds
        assert not kinds & {"blockquote_open", "ordered_list_open", "em_open", "s_open", "hardbreak"}, kinds
        assert sum(token.type == "heading_open" and token.tag == "h1" for token in tokens) == 1
        addresses = {document.url for document in view.index.briefing.documents if document.url}
        links = [token for token in tokens if token.type == "link_open"]
        assert all(token.markup == "autolink" for token in links), links
        assert not addresses or len(links) <= written.count("<http"), links
        assert addresses or not links, links


def _as_text(data: bytes, _folder: Path) -> None:
    for view in _views(data):
        inert("".join(plain.lines(view)))


def _as_csv(data: bytes, _folder: Path) -> None:
    """One row a claim, all of one length, none of them a formula; and every claim is there."""
    for view in _views(data):
        rows = safe_table("".join(csv_text.lines(view)), len(csv_text.HEAD))
        shown = [c for c in view.index.briefing.claims if not view.filters or c.id in view.claims_shown]
        assert len(rows) == 1 + len(shown)


def _as_json(data: bytes, _folder: Path) -> None:
    """An extract loads wherever the whole loads, and is clean."""
    for view in _views(data):
        made = extract(view)
        written = dumps(made)
        inert(written.decode())
        assert replace(loads(written), schema_address=made.schema_address) == made
        cleaned(made)


NATIVE: Final = (
    Target("load", _inputs, _load, 60, SAMPLES, damaged_json),
    Target("check", _inputs, _check, 60, SAMPLES, damaged_json),
    Target("markdown", _valid, _as_markdown, 25, SAMPLES),
    Target("text", _valid, _as_text, 25, SAMPLES),
    Target("csv", _valid, _as_csv, 25, SAMPLES),
    Target("json", _valid, _as_json, 25, SAMPLES),
)
