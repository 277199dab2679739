"""What the Markdown writer promises."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from formats.hostile import (
    PAYLOADS,
    bare,
    places,
    replaced,
    replaced_everywhere,
    sample,
    told_forms,
    view,
)
from sitbrief.briefing import Filters
from sitbrief.formats import markdown
from sitbrief.formats.markdown_text import inline
from sitbrief.text import clean_line

COMMONMARK = MarkdownIt("commonmark")
TABLES = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLACES = tuple(places(sample()))


def structure(reader: MarkdownIt, text: str) -> list[tuple[str, str, int, str]]:
    """Everything but the words."""
    found = []
    for token in reader.parse(text):
        found.append((token.type, token.tag, token.level, token.markup))
        merged = [c for c in token.children or () if c.type not in {"text", "text_special"}]
        found += [(c.type, c.tag, c.level, c.markup) for c in merged]
    return found


def words(reader: MarkdownIt, text: str) -> str:
    """Only the words."""
    return " ".join(
        "".join(" " if c.type == "softbreak" else c.content for c in token.children or ())
        for token in reader.parse(text)
    )


@pytest.mark.parametrize("path", PLACES, ids=lambda path: "-".join(map(str, path)))
def test_no_text_becomes_structure(path: tuple[object, ...]) -> None:
    """Wherever a hostile text stands, the document has the structure of its benign twin, and shows the text."""
    benign = markdown.write(view(replaced(path, "benign")))
    twins = [structure(reader, benign) for reader in (COMMONMARK, TABLES)]
    # The first thirteen meet every place one at a time; of the others a few do, and all of them all places at once below.
    for payload in (*PAYLOADS[:13], *PAYLOADS[13 + PLACES.index(path) % 9 :: 9]):
        written = markdown.write(view(replaced(path, payload)))
        assert [structure(reader, written) for reader in (COMMONMARK, TABLES)] == twins, payload
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)
        if "benign" in benign:
            assert any(form in words(TABLES, written) for form in told_forms(payload))


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: repr(payload[:20]))
def test_no_text_becomes_structure_even_everywhere_at_once(payload: str) -> None:
    benign = markdown.write(view(replaced_everywhere("benign")))
    written = markdown.write(view(replaced_everywhere(payload)))
    for reader in (COMMONMARK, TABLES):
        assert structure(reader, benign) == structure(reader, written)


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: repr(payload[:20]))
def test_no_text_becomes_structure_in_a_small_document(payload: str) -> None:
    lines = f"# {inline('benign')}\n\n- **{inline('benign')}:** {inline('benign')}\n\n| a |\n| - |\n| {inline('benign')} |\n"
    hostile = lines.replace("benign", inline(clean_line(payload)))
    kinds = [kind for kind, *_ in structure(TABLES, hostile)]
    assert kinds == [kind for kind, *_ in structure(TABLES, lines)]


@settings(max_examples=15, deadline=None)
@given(st.text(), st.sampled_from(PLACES))
def test_any_text_is_only_text(text: str, path: tuple[object, ...]) -> None:
    cleaned = clean_line(text) or "x"
    written = markdown.write(view(replaced(path, cleaned)))
    benign = markdown.write(view(replaced(path, "benign")))
    for reader in (COMMONMARK, TABLES):
        assert structure(reader, benign) == structure(reader, written)


@given(st.text(alphabet="*_[]<>&|\\`~#!-+.)>=:@$ a1\"'({}", min_size=1))
def test_inline_text_round_trips(text: str) -> None:
    cleaned = clean_line(text)
    assert f"x: {cleaned}".strip() == words(TABLES, f"- **x:** {inline(cleaned)}").strip()


@given(st.lists(st.text(alphabet="|\\`a &-:", min_size=1), min_size=2, max_size=2))
@example(["one | two", "three"])
@example(["a \\| b", "`c | d`"])
def test_a_cell_holds_what_is_written_in_it(texts: list[str]) -> None:
    """What begins a cell where no cell was meant pushes the last one out of its row, and it is not shown."""
    cells = [clean_line(text) for text in texts]
    table = f"| a | b |\n| - | - |\n| {' | '.join(map(inline, cells))} |\n"
    assert [token.content for token in TABLES.parse(table) if token.type == "inline"][2:] == [
        inline(cell) for cell in cells
    ]


@pytest.mark.parametrize("text", ["It's 18:30, at least (300) - A & B, e.g. north-east; 10%!", "حماة، سوريا"])
def test_common_prose_stays_readable(text: str) -> None:
    assert text == inline(text)


def test_every_claim_comes_out_with_who_says_it() -> None:
    shown = view(sample())
    written = words(TABLES, markdown.write(shown))
    for claim in shown.index.briefing.claims:
        assert f"{claim.statement} ({shown.index.attribution(claim)})" in written


def test_the_marking_is_first_and_last() -> None:
    lines = markdown.write(view(sample())).splitlines()
    assert [lines[0], lines[-1]] == ["**TLP:AMBER+STRICT**"] * 2


def test_everything_around_a_claim_is_told() -> None:
    written = words(TABLES, markdown.write(view(sample())))
    for part in (
        "2024-12-05 18:00 +03:00 Asia/Damascus",
        "Carried by: Paper; 3 of 7 claims of this briefing came through it; it is not repeated behind each",
        'Quote: "We saw it."',
        '2024-12-05 morning, day inferred, background, as written: "this morning"',
        'Hama, level: town, as written: "Hama city"',
        'in no province, as written: "the desert"',
        'people displaced of civilians: 300 or more, as said: "at least 300"; scope: Hama; this week; families',
        "advance: 10 to 15 km",
        "Withdrawn: 2024-12-05: Taken back.",
        "Supersedes: Statement of c5. (F6; not stated)",
        "Phase, morning: pushed back (C3; SOHR via Radio)",
        "Phase, dusk: lull (no claim is given for this)",
        "Last confirmed: 2024-12-05",
        "Severity: 4 of 5 (D2; Ministry)",
        "Regraded: 2024-01-01, from B to C: Why changed.",
        "Claim in no entry: Statement of c7. (F6; Radio)",
    ):
        assert part in written
    assert "<https://example.org/a_b?c=1>" in markdown.write(view(sample()))


def test_an_article_that_carries_all_says_so() -> None:
    data = sample()
    for claim in data["claims"]:
        claim["carriers"] = ["paper"]
    assert "Paper; every claim of this briefing came through it" in markdown.write(view(data))


def test_filters_are_told_with_what_they_hide() -> None:
    written = words(TABLES, markdown.write(view(sample(), Filters(provinces=("SY-HM",)))))
    for part in (
        "Filtered to: Hama",
        "Shown: 2 of 7 entries",
        "Hidden: 4 entries without a province",
        "The filters hide 1 highlight of 3.",
        "Nothing to show here: the filters hide 2 humanitarian notes.",
        "contested, outside the filters",
    ):
        assert part in written
    assert "Highlight bare." not in written


def test_filters_that_hide_all_leave_every_section_with_its_reason() -> None:
    written = markdown.write(view(sample(), Filters(since=date(2030, 1, 1))))
    assert written.count("Nothing to show here: the filters hide") == 6
    assert "The filters hide 3 highlights of 3." in written
    assert "without a province" not in written


def test_an_empty_briefing_says_so() -> None:
    assert markdown.write(view(bare())).count("None in this briefing.") == 7


def test_a_claim_that_has_an_entry_only_outside_is_left_out_with_its_documents() -> None:
    data = sample()
    data["summary"] = []
    written = markdown.write(view(data, Filters(provinces=("SY-HL",))))
    assert "Doc title" in written
    assert "Bare publisher" not in written


def test_the_same_view_gives_the_same_bytes() -> None:
    assert markdown.write(view(sample())) == markdown.write(view(sample()))


def test_columns_line_up_by_cells() -> None:
    data = sample()
    data["sources"][0]["short"] = "观察站"
    table = [line for line in markdown.write(view(data)).splitlines() if line.startswith("| ")]
    assert "观察站" in "".join(table)
