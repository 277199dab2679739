"""What others make of our Markdown: five programs that turn it into HTML, each with all that it can be told to look for."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

Tree = tuple[tuple[str, ...], ...]
"""The tags of a document in their order, each with its attributes."""

_MISTUNE: Final = (
    *(
        "strikethrough",
        "mark",
        "insert",
        "superscript",
        "subscript",
        "footnotes",
        "table",
        "url",
        "abbr",
        "def_list",
    ),
    *("math", "ruby", "task_lists", "spoiler"),
)


@cache
def cmark_gfm() -> Callable[[str], str]:
    """GitHub's own, by its C library, raw HTML let through."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    asked = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_LIBERAL_HTML_TAG
    return lambda text: cmarkgfm.github_flavored_markdown_to_html(text, options=asked)


@cache
def commonmark_py() -> Callable[[str], str]:
    """The reference implementation of CommonMark, in Python."""
    import commonmark

    return commonmark.commonmark


@cache
def markdown_it() -> Callable[[str], str]:
    """markdown-it, with GitHub's tables, raw HTML, and links made of bare domains."""
    from markdown_it import MarkdownIt

    return MarkdownIt("gfm-like", {"html": True, "linkify": True}).render


@cache
def mistune() -> Callable[[str], str]:
    """mistune, with all of its plugins, raw HTML let through."""
    import mistune

    made = mistune.create_markdown(escape=False, plugins=list(_MISTUNE))
    return lambda text: str(made(text))


@cache
def python_markdown() -> Callable[[str], str]:
    """Python-Markdown, which is older than CommonMark, with the extensions that many turn on."""
    import markdown

    names = ["extra", "sane_lists", "meta", "admonition", "toc", "wikilinks", "nl2br"]
    return lambda text: markdown.markdown(text, extensions=names)


RENDERERS: Final = {
    found.__name__: found for found in (cmark_gfm, commonmark_py, markdown_it, mistune, python_markdown)
}
"""Each by its name: a call makes it, the second call renders."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, ...]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # An anchor is made of the words of its heading.
        told = (f"{name}={value}" for name, value in attrs if not (name == "id" and tag[0] == "h"))
        self.tags.append((tag, *told))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", data))

    def handle_decl(self, decl: str) -> None:
        self.tags.append(("!", decl))

    def handle_pi(self, data: str) -> None:
        self.tags.append(("?", data))

    def unknown_decl(self, data: str) -> None:
        self.tags.append(("![", data))


def read(html: str) -> tuple[Tree, str]:
    """The tags of a document, and its words."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.tags), " ".join("".join(reader.words).split())
