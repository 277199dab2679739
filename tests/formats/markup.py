"""Texts that would be more than text somewhere: constructs of markup, sheets, shells and terminals, each in many guises."""

from __future__ import annotations

import random
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A few lines for each kind, not one for each text.
# fmt: off
CONSTRUCTS: Final = {
    "links": (
        "[x](https://evil.example)", "[x](javascript:alert(1))", '[x](/y "z")', "[x](<a b>)", "[x][y]",
        "[x][]", "[x]", "[x]: https://evil.example", "[x]: <> 'y'", "]( ", "](y)", "[[wiki]]", "[[a|b]]",
        "[a]{.b}", "[@cite2020]", "[-@c; @d]",
    ),
    "images": (
        "![x](https://evil.example/p.png)", "![x][y]", "![](data:image/png;base64,AA==)", "!", "![[embed]]",
        "!!![x](y)",
    ),
    "autolinks": (
        "<https://evil.example>", "<javascript:x>", "<a@b.example>", "https://evil.example/a_b?c=1&d=2#e",
        "HTTPS://EVIL.EXAMPLE", "http://1.2.3.4:80/", "ftp://evil.example", "ssh://evil.example",
        "file:///etc/passwd", "//evil.example", "http://[::1]/", "https://user:pw@evil.example",
        "https:evil", "tel:+1234567", "data:text/html,x", "xmpp:a@b.example", "http://ex.example).",
        "https://xn--80ak6aa92e.example", "http://еxample.com", "vscode://x", "obsidian://open",
        "magnet:?xt=urn:x",
    ),
    "mail": (
        "a@b.example", "mailto:a@b.example", "first.last+tag@sub.b.co.uk", "a@b", "@user", "@org/team",
        "a@[1.2.3.4]", "A_b@c-d.e2.org",
    ),
    "domains": (
        "www.evil.example", "WWW.EVIL.COM", "wWw.a.b", "evil.com", "evil.example.org/path",
        "sub.evil.co.uk", "evil.info", "x.museum", "пример.рф", "evil.xn--p1ai", "1.2.3.4", "evil.com:8080",
        "a.io?b", "(evil.net)", "evil.org.",
    ),
    "html": (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>", "</li></ul>",
        "</td></tr></table>", "<!-- -->", "<!--", "-->", "<?php ?>", "<!DOCTYPE html>", "<![CDATA[x]]>",
        "<a href='javascript:x'>y</a>", "<style>*{}</style>", "<svg/onload=x>", "< b >",
        "<details open ontoggle=x>", "<pre>", "</pre>", "<br/>", "<x-y>", "<iframe srcdoc='<p>'>",
        "<base href=//evil.example>",
    ),
    "entities": (
        "&amp;", "&#42;", "&#x2a;", "&lt;b&gt;", "&copy", "&nbsp;", "&#0;", "&#128;", "&#xD800;",
        "&#99999999;", "&Tab;", "&NewLine;", "&lbrack;x&rbrack;(y)", "&", "&&", "&;", "&#", "&#x",
        "&ast;x&ast;", "&zwnj;", "&#8238;",
    ),
    "tables": (
        "| a |", "|", "a | b", "\\|", "|---|", "| :-: |", "||", "|a\n|-\n|b", "`|`", "+---+",
        "| a | b |\n| - | - |\n| c | d |",
    ),
    "code": (
        "```", "~~~", "```js\nx\n```", "`x`", "``x ` y``", "`", "    code", "\tcode", "```{r}",
        "~~~\nx\n~~~", "`` ` ``", "{% raw %}",
    ),
    "headings": (
        "# h", "###### h ######", "h #", "#", "x\n===", "x\n---", "x\n- - -", "===", "---", "#tag", "#123",
        "#!shebang", "h {#id}",
    ),
    "lists": (
        "- x", "* x", "+ x", "1. x", "1) x", "999999999. x", "- [ ] x", "- [x] y", ": definition",
        "Term\n: def", "(1) x", "a. x", "-\tx",
    ),
    "blocks": (
        "> q", ">", "***", "- - -", "___", "> [!NOTE]", "!!! note", "::: warning", ":::", "??? x", "<<< x",
        "%%%", "----", "~~~~",
    ),
    "emphasis": (
        "*x*", "**x**", "_x_", "__x__", "***", "**", "~~x~~", "~x~", "^x^", "==x==", "++y++", "*a **b* c**",
        "a*b*c", "_", "**x",
    ),
    "footnotes": (
        "[^1]", "[^1]: note", "^[inline]", "[^x]: a\n    b", "*[HTML]: x", "[^", "[^1][^1]",
    ),
    "front": (
        "---\na: b\n---", "+++\na = 1\n+++", "title: x", "%YAML 1.2", "---", "...", "% Title", "{\n}",
        "---json\n{}\n---",
    ),
    "math": (
        "$x$", "$$x$$", "\\(x\\)", "\\[x\\]", "$`x`$", "$", "$$", "\\begin{x}\\end{x}", "```math",
        "\\input{/etc/passwd}", "\\write18{x}",
    ),
    "dialects": (
        ":+1:", ":x:", "{{ x }}", "{% x %}", "{: .x}", "{.x}", "{#x}", "{++x++}", "{--x--}", "{>>x<<}",
        "||x||", "%%x%%", "[TOC]", "[[_TOC_]]", "{{< x >}}", "<%= x %>", "${x}", "#{x}", "@import x",
        "```mermaid", "{!x!}", "--8<-- 'x'", "[x]{y}", "(c) (tm)", "GH-1", "a/b#1",
    ),
    "backslashes": (
        "\\", "\\\\", "\\*", "\\`", "x\\", "\\\nx", "\\x1b[2J", "\\u202e", "\\&amp;", "\\<b>",
    ),
    "breaks": (
        "x  \ny", "x\n\ny", "\n# y", "\r\n- y", "\u2028# y", "\u2029- y", "\x0b# y", "\x0c> y", "\x85# y",
        "x\\\ny",
    ),
    "bidi": (
        "\u202eevil\u202c", "\u2066x\u2069", "\u200fx", "\u061cx", "\u202dx", "\u2067[x](y)\u2069",
        "\u202e)y(]x[",
    ),
    "invisible": (
        "*\u200bx*", "a\u200d@b.example", "\ufeff# x", "\u2060*x*", "\xad-\xad-", "[\u200bx](y)",
        "\U000e0041x", "ㅤx", "`\u200b`",
    ),
    "terminal": (
        "\x1b[31mx", "\x1b]52;c;aGk=\x07", "\x9b2J", "\x00x", "\x7f", "\x1b]8;;https://evil.example\x1b\\x",
        "\x08\x08", "\x0e", "\x1bP+q\x1b\\",
    ),
    "sheets": (
        "=1+1", "+1", "-1+2", "@SUM(A1)", "=cmd|'/c calc'!A0", "\t=1", "\r=1", ";=1", ",=1", '"=1', "'=1",
        '=HYPERLINK("x")', "|=1", "＝1", "＋1", "－1", "＠x", "− 5", "-0.5", "%=1", "=IMPORTXML(A1)", " =1",
        "\xa0=1", "x;=cmd|' /C x'!A0",
    ),
    "shells": (
        "$(touch ran)", "`touch ran`", "; touch ran", "| touch ran", "&& touch ran", "\ntouch ran\n",
        "> ran", "'; touch ran; '", "!!", '"; touch ran; "', "x'; touch ran; echo \"", "${IFS}",
        "<(touch ran)", "#\ntouch ran", "\\\ntouch ran", "%0Atouch ran",
    ),
    "screens": (
        "[@click=app.quit]x[/]", "[/]", "[b]x[/b]", "[link=https://evil.example]x[/link]", "[",
        "[red on blue]", "[$x]", "{x!r}", "%s%n",
    ),
    "letters": (
        "حماة", "北京", "z\u0301\u0302\u0303\u0304", "e\u0301", "ﬁ", "👨\u200d👩", "ß", "İ", "ẞ", "𝓐", "\ud83d",
    ),
}
# fmt: on
"""The constructs by their kinds, and texts that are often mistaken in the same places."""

_GUISES: Final[tuple[Callable[[str], str], ...]] = (
    lambda x: x,
    lambda x: f"a{x}b",
    lambda x: f"a {x} b",
    lambda x: f" {x} ",
    lambda x: f"({x})",
    lambda x: f"{x}{x}",
    lambda x: f"{x}\n\n{x}",
    lambda x: f"**{x}**",
    lambda x: f"[{x}](y)",
    lambda x: f"`{x}",
    lambda x: f"| {x} | y",
    lambda x: f"<b>{x}",
    lambda x: f"\\{x}",
    lambda x: f"{x}\\",
    lambda x: f"\u202e{x}\u202c",
    "\u200b".join,
    lambda x: x[: len(x) // 2 + 1],
    lambda x: x[len(x) // 2 :],
    lambda x: x.upper(),
    lambda x: "".join(f"&#{ord(sign)};" for sign in x),
    lambda x: f"-{x}",
    lambda x: f"é{x}ü",
    lambda x: f'"{x}"',
    lambda x: f"{x}.",
    lambda x: f"{x}:",
)
"""What may stand around one of them, or be made of it."""


def texts(count: int | None = None, seed: int = 17) -> tuple[str, ...]:
    """Texts, no two alike and none of blanks alone: each construct in each guise, then constructs side by side.

    Args:
        count: So many at most, spread evenly over the first kind; None for all of these and as many pairs again.
        seed: Which pairs.
    """
    found = list(dict.fromkeys(text for text in _alone() if text.strip()))
    if count is None:
        pairs = (text for text in _pairs(random.Random(seed)) if text.strip())  # noqa: S311  the same ones each time
        return tuple(dict.fromkeys(chain(found, islice(pairs, len(found)))))
    step = max(1, len(found) // count)
    return tuple(found[::step][:count])


def _alone() -> Iterator[str]:
    for constructs in CONSTRUCTS.values():
        for construct in constructs:
            for guise in _GUISES:
                yield guise(construct)


def _pairs(choice: random.Random) -> Iterator[str]:
    every = tuple(chain.from_iterable(CONSTRUCTS.values()))
    while True:
        parts = choice.choices(every, k=choice.randint(2, 4))
        yield choice.choice(_GUISES)(choice.choice(("", " ", "\n", "x")).join(parts))
