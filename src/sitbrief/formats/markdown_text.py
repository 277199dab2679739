"""Outside text inside Markdown: what could be taken for structure becomes a numeric entity, all else stays readable.

Backslashes would do for CommonMark, but other renderers show them; an entity is text to all of them. GitHub alone looks
for mail addresses when the entities are gone, and links them: there no way of writing one keeps it from that.
"""

from __future__ import annotations

import re

_SIGNIFICANT = re.compile(
    r"[*_\[\]<>|\\`~#$@{}^]"  # wherever they stand
    r"|&(?=[#A-Za-z])"  # an entity
    r"|!(?=\[)"  # an image
    r"|:(?=//|[a-z0-9_+-]+:)"  # an address, an emoji
    r"|(?<=www)\.|(?<=\S)\.(?=[^\W\d_]{2})|/(?=/)"  # an address without a scheme: any domain is one to some
    r"|(?<=mailto):|(?<=xmpp):"  # an address of mail
    r"|(?:(?<=[=+%])|(?=[=+%]{2}))[=+%]",  # highlights, insertions and comments of some dialects
    re.IGNORECASE,
)

_PUNCTUATION = re.compile(rf"[!-+;-@\[-`{{-~]|{_SIGNIFICANT.pattern}", re.IGNORECASE)


def inline(value: str) -> str:
    """Outside text for the middle of a line: after a label, in a heading, in a cell. No line may start with it."""
    return _SIGNIFICANT.sub(_entity, " ".join(value.split()))


def inert(value: str) -> str:
    """The same for text that somebody typed: no shell runs any of it, whatever file a line with it becomes part of.

    Nothing of what a shell obeys is left before the first entity, and behind its "&#" a shell sees a comment.
    """
    return _PUNCTUATION.sub(_entity, " ".join(value.split()))


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
