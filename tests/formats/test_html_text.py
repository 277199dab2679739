"""The words of a page: as the standard library's parser finds them, in time that grows with the page."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.formats.html_text import text_of

WORDS = st.sampled_from(["a", " b ", "c\nd", "&amp;", "&#233;", "&lt;p&gt;", "5 < 6", "x > y", "'q\"", "é"])
NAMES = st.sampled_from(["p", "BR", "div", "li", "a", "b", "h2", "table", "custom-tag"])
ATTRIBUTES = st.sampled_from(["", ' href="x"', " title='1 > 0'", ' alt="a > b"', " checked", ' a="1" b=2'])
TAGS = st.builds(
    lambda name, more, end: f"<{name}{more}{end}>", NAMES, ATTRIBUTES, st.sampled_from(["", " /"])
)
CLOSING = NAMES.map(lambda name: f"</{name}>")
OTHERS = st.sampled_from(
    [
        "<!-- <p> -->",
        "<!DOCTYPE html>",
        "<?pi x?>",
        "<script>if (a < b) {}</script>",
        "<style>p > a {}</style>",
    ]
)
PAGES = st.lists(WORDS | TAGS | CLOSING | OTHERS, max_size=12).map("".join)

ENDLESS = [
    "<a",
    "<a ",
    "<a b=",
    "<a b='",
    '<a b=">"',
    "<!",
    "<!--",
    "</a",
    "<?",
    "<script",
    "<![CDATA[",
    "<p ",
    "&#",
]


class Reference(HTMLParser):
    """What is seen of a page, as the standard library takes it apart."""

    BLOCKS = frozenset({"p", "br", "div", "li", "h2", "table"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unseen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.unseen = tag in {"script", "style"}
        self.parts += ["\n"] if tag in self.BLOCKS else []

    def handle_endtag(self, tag: str) -> None:
        self.unseen = False
        self.parts += ["\n"] if tag in self.BLOCKS else []

    def handle_data(self, data: str) -> None:
        self.parts += [] if self.unseen else [" ".join(data.split("\n"))]


@given(PAGES)
def test_a_page_says_what_the_standard_parser_finds_in_it(page: str) -> None:
    reference = Reference()
    reference.feed(page)
    reference.close()
    assert text_of(page) == "".join(reference.parts)


def test_the_text_of_a_page_is_what_one_sees() -> None:
    assert text_of("a<style>x{}</style>b</style>c<p>d\ne</p>") == "abc\nd e\n"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("a < b", "a < b"),
        ("a <", "a <"),
        ("a <b", "a <b"),
        ("a <!-- b", "a <!-- b"),
        ("a <script>b", "a "),
        ("a <script/>b", "a b"),
        ('a <b c="d>e', "a e"),
        ('a <b c="d>e<b c="f>g', "a g"),
        ("a </>b", "a b"),
        ("a <1>b", "a <1>b"),
    ],
)
def test_what_has_no_end_is_text_and_loses_no_more_than_itself(page: str, words: str) -> None:
    assert text_of(page) == words


@pytest.mark.parametrize("part", ENDLESS)
def test_tags_without_an_end_cost_as_much_as_other_text(part: str) -> None:
    """Against a plain page of ten times the size: two hundred kilobytes took minutes where each looked to the end."""
    size = 200_000
    began = time.process_time()
    text_of("plain words <b>and</b> " * (size * 10 // 23))
    plain = time.process_time() - began
    for end in ("", ">", "'>"):
        began = time.process_time()
        text_of(part * (size // len(part)) + end)
        assert time.process_time() - began < plain + 0.5
