"""The blocks that a written briefing is made of. Their texts are data: each writer makes them harmless in its own way."""

from __future__ import annotations

from sitbrief.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        level: 1 for the title, 2 for a section, 3 for a group in it.
        text: Its words.
    """

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence of ours, which may name things of the briefing.

    Attributes:
        text: Its words.
        strong: It is to be seen first.
    """

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list.

    Attributes:
        depth: 0 for an item of its own, 1 for one below it, and so on.
        label: What the text is, in a word or two; an entry's headline.
        text: What there is to say.
        url: A web address that belongs to it, validated by the model.
        typed: The text is the reader's own, who may not be the one on whose account the file is written.
    """

    depth: int
    label: str
    text: str
    url: str | None = None
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Things side by side.

    Attributes:
        title: What they are; empty under a heading that says so.
        head: What each column is.
        rows: A row for each thing; its first column names it.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | ListItem | Table
