"""A command as everybody knows it: what it is called, and how it is told."""

from __future__ import annotations

import re
from typing import NamedTuple


class CommandSpec(NamedTuple):
    """A command.

    Attributes:
        group: Under which head the help lists it.
        id: Its name in `[keys]`.
        help: A sentence.
        keys: The reader's keys as a person writes them, with spaces between; empty where it has none.
        words: What calls it in the conversation, the word that help lists it by first; empty where nothing does.
        takes: What may follow the word.
        spoken: The sentence of the conversation, where what a word takes belongs into it.
        more: What else there is to know of the word, a sentence or several.
        hint: One or two words for the reader's bottom line; empty for none.
        idle: What is the case where it would do nothing.
        shown: The keys as the reader's help shows them, where it leaves some out or has more to name.
        scope: Where its keys are alive: two of one scope cannot have the same key.
        why_missing: Why the reader has no key for it, or the conversation no word.
    """

    group: str
    id: str
    help: str
    keys: str = ""
    words: str = ""
    takes: str = ""
    spoken: str = ""
    more: str = ""
    hint: str = ""
    idle: str = "nothing to do here"
    shown: str = ""
    scope: str = "panes"
    why_missing: str = ""

    @property
    def name(self) -> str:
        """What it is called: its help up to the first comma, colon, semicolon, bracket or full stop."""
        return re.split(r"[:;,(]|\.\s|\.$", self.help, maxsplit=1)[0].strip()

    @property
    def written(self) -> str:
        """Its keys as the reader's help shows them."""
        return self.shown or self.keys
