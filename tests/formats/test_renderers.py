"""Five programs that others read our Markdown with make the same of it, whatever the texts in it are.

By default each text stands in one place of a document; with SITBRIEF_STRINGS=all each stands in every place, and seven times
as many in one.
"""

from __future__ import annotations

import os
import re
from collections import deque
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest

from formats.hostile import PAYLOADS, filled, places, sample, told_forms, view
from formats.markup import texts
from formats.renderers import RENDERERS, Tree, read
from sitbrief.briefing import Filters
from sitbrief.briefing.sought import in_quotes
from sitbrief.formats import markdown
from sitbrief.formats.markdown_text import inline
from sitbrief.text import clean_line
from support.tried import tried as tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PLACES = tuple(places(sample()))
ALL = os.environ.get("SITBRIEF_STRINGS") == "all"
NAUGHTY = orjson.loads((Path(__file__).parents[1] / "data/naughty_strings/strings.json").read_bytes())
_MAIL = re.compile(r'<a href="(?:mailto:|xmpp:)?([^"]+)">((?:mailto:|xmpp:)?\1)</a>')
"""A link to exactly what it shows: what GitHub makes of a mail address, however that is written."""


def hostile(count: int | None) -> list[str]:
    """The texts as a briefing can hold them: a file has no half of a pair, and no empty field."""
    found = (text.encode("utf-8", "replace").decode() for text in (*NAUGHTY, *PAYLOADS, *texts(count)))
    return [text for text in dict.fromkeys(found) if clean_line(text)]


def documents() -> Iterator[tuple[list[str], str]]:
    """Documents with another text in each place, and these texts."""
    size = len(PLACES)
    every = deque(hostile(2_200))
    for _ in range(size if ALL else 1):
        yield from map(document, batched(every, size))
        every.rotate(1)
    if ALL:
        yield from map(document, batched(hostile(None), size))


def batched(every: Iterable[str], size: int) -> Iterator[list[str]]:
    words = iter(every)
    while some := list(islice(words, size)):
        yield some


def document(words: list[str]) -> tuple[list[str], str]:
    rest = (f"benign {place}" for place in range(len(words), len(PLACES)))
    return words, markdown.write(view(filled([*words, *rest])))


def rendered(name: str, text: str) -> tuple[Tree, str]:
    html = RENDERERS[name]()(text)
    return read(_MAIL.sub(r"\2", html) if name == "cmark_gfm" else html)


def benign() -> str:
    return markdown.write(view(filled(f"benign {place}" for place in range(len(PLACES)))))


@pytest.mark.parametrize("name", RENDERERS)
def test_no_renderer_makes_more_of_a_text_than_its_letters(name: str) -> None:
    """Held: tags, links and images are those of a document with harmless texts, and every text is there to the letter."""
    twin, _ = rendered(name, benign())
    tried = 0
    for words, written in documents():
        tree, shown = rendered(name, written)
        assert tree == twin, _culprits(name, words)
        assert [word for word in words if not any(form in shown for form in told_forms(word))] == []
        tried += len(words)
    tell(f"texts in Markdown, shown to {name}", tried)
    assert tried >= 2_000 + len(NAUGHTY)


@pytest.mark.parametrize("name", RENDERERS)
def test_without_the_entities_each_would(name: str) -> None:
    """What the test above can see: the same texts, let through as they are, change what every one of them makes."""
    twin, _ = rendered(name, inline("x benign"))
    assert sum(rendered(name, f"x {clean_line(text)}")[0] != twin for text in texts(400)) > 40
    assert [text for text in texts(400) if rendered(name, f"x {inline(clean_line(text))}")[0] != twin] == []


def test_what_a_reader_filters_by_is_outside_text_too() -> None:
    """Held: a line that tells the filters is the reader's text, and no more than that anywhere."""
    for name in RENDERERS:
        twin, _ = rendered(name, markdown.write(view(sample(), Filters(text="benign", by=("benign",)))))
        every = [clean_line(text.encode("utf-8", "replace").decode()) for text in texts(600)]
        for start in range(0, len(every), 50):
            text = " ".join(every[start : start + 50])
            written = markdown.write(
                view(sample(), Filters(text=f"benign {text}", by=tuple(every[start : start + 50])))
            )
            tree, shown = rendered(name, written)
            assert tree == twin, text
            assert in_quotes(f"benign {text}") in shown


@pytest.mark.parametrize(
    "text", ["evil.com", "EVIL.co.uk", "xn--a.xn--p1ai", "//localhost", "пример.рф", "a@b.info", "%%x%%"]
)
def test_what_is_an_address_without_a_scheme_to_some_is_text(text: str) -> None:
    assert rendered("markdown_it", inline(text)) == ((("p",), ("/p",)), text)


def _culprits(name: str, words: list[str]) -> list[object]:
    """Which of the texts of a document does it, and where; of a text that does it with others alone, none."""
    twin, _ = rendered(name, benign())
    found: list[object] = []
    for place, word in enumerate(words):
        alone = [f"benign {number}" for number in range(len(words))]
        alone[place] = word
        if rendered(name, markdown.write(view(filled(alone))))[0] != twin:
            found.append((PLACES[place], word))
    return found
