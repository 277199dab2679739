"""The words of a page of HTML, in one pass over it.

The standard library's parser looks for the end of each tag that has none through all that follows: fifty kilobytes of
`<a ` take it a minute. Here no part of a page is gone through twice.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS: Final = frozenset(
    {"p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "ul", "ol", "table"}
)
_UNSEEN: Final = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style")}

_NAME: Final = re.compile(r"</?([a-zA-Z][^\t\n\r\f />\x00]*+)")
_TAG: Final = re.compile(r"""<[^<>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+>""")
"""A tag with its attributes, a closing bracket between quotes among them."""


def text_of(html: str) -> str:
    """The words of a page; what begins a block, and what ends it, is a new line."""
    return "".join(_parts(html))


def _parts(html: str) -> Iterator[str]:
    at, quoted = 0, True
    while True:
        begin = html.find("<", at)
        if begin < 0:
            break
        yield _words(html[at:begin])
        end, name = begin + 1, ""
        if html.startswith(("<!", "<?", "</"), begin) or html[end : end + 1].isalpha():
            named = _NAME.match(html, begin)
            name = named[1].lower() if named else ""
            found = _TAG.match(html, begin) if quoted and name else None
            # A quote without its partner: so for all that follow.
            quoted = quoted and (found is not None or not name)
            end = found.end() if found else _end(html, begin)
        if end == 0:  # what has no end is no tag
            at = begin
            break
        if end == begin + 1:
            yield "<"
        if name in _BLOCKS:
            yield "\n\n" if html[end - 2] == "/" else "\n"
        if name in _UNSEEN and html[begin + 1] != "/" and html[end - 2] != "/":
            closing = _UNSEEN[name].search(html, end)
            if closing is None:
                return
            end = closing.start()
        at = end
    yield _words(html[at:])


def _end(html: str, begin: int) -> int:
    """Where a comment, a declaration or a tag ends; 0 where it does not."""
    if html.startswith("<!--", begin):
        return html.find("-->", begin + 4) + 3 if html.find("-->", begin + 4) >= 0 else 0
    return html.find(">", begin) + 1


def _words(text: str) -> str:
    return " ".join(unescape(text).split("\n"))
