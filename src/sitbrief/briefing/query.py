"""What is typed to search: words, words with a minus, and fields as in `by:SOHR`. It becomes filters, like all else."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

from sitbrief import places
from sitbrief.briefing.filter_text import FilterText, NotUnderstood, asked, filters
from sitbrief.briefing.sought import MOST_SOUGHT, terms
from sitbrief.text import clean_line, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitbrief.briefing.filters import Filters
    from sitbrief.places import Aliases

FIELDS: Final[Mapping[str, str]] = {
    "after": "since",
    "since": "since",
    "before": "until",
    "until": "until",
    "by": "by",
    "grade": "grade",
    "in": "provinces",
    "province": "provinces",
    "sector": "sector",
    "state": "state",
    "is": "state",
    "unknown": "unknown",
}
"""The fields that may stand before a colon, and the filters that they are."""

EXAMPLES: Final = (
    ("hama drone", "both words, or words that begin like them"),
    ("-aleppo", "without this word"),
    ("after:2024-12-01 before:2024-12-07", "from the one day to the other, both included"),
    ("by:SOHR", "said or passed on by this source, or coded from what it says"),
    ("grade:B2", "B2 or better"),
    ("in:hama state:contested", "by province, by state; likewise sector:health, unknown:no"),
    ('"cluster munition"', "quotes keep words together, and a colon from meaning a field"),
)
"""What can be typed, each with what it finds."""

_PART: Final = re.compile(r'(-?)(?:([^\W\d_]+):)?(?:"([^"]*)"?|([^\s"]+))|(-)')


def parse(
    text: str, home: str = "", aliases: Aliases = places.NO_ALIASES, abroad: Sequence[str] = ()
) -> Filters:
    """Read a query.

    Args:
        text: What was typed.
        home: The country that a province is meant in, as `filter_text.filters` takes it.
        aliases: Spellings that the reader has settled.
        abroad: Other countries that a province may be in, likewise.

    Raises:
        NotUnderstood: with what cannot be read, and what to type instead.
    """
    return filters(read(text), home, aliases, abroad)


def read(text: str) -> FilterText:
    """Read a query as the words of each filter.

    Raises:
        NotUnderstood: it has a field that there is none of, or one without a value or with two.
    """
    if len(text) > MOST_SOUGHT:
        raise NotUnderstood("the query is too long", f"At most {MOST_SOUGHT:,} characters are read.", "text")
    found: dict[str, list[str]] = {}
    for minus, field, quoted, bare, _ in _PART.findall(clean_line(text)):
        if bare.endswith(":") and bare[:-1].lower() in FIELDS:  # in quotes it is a word
            field, bare = bare[:-1], ""  # noqa: PLW2901  nothing stands behind it
        name, words = _meant(minus, field.lower(), quoted or bare)
        found.setdefault(name, []).append(words)
    given = {name: (" " if name in _WORDS else ",").join(parts) for name, parts in found.items()}
    for name in _ONCE:
        if len(found.get(name, [])) > 1:
            raise NotUnderstood(f"{_typed(name)}: is given twice", "Give it once.", name)
    if any("," in name for name in found.get("by", [])):
        raise NotUnderstood("a name has no comma", "Give by: once for each name.", "by")
    return FilterText(**given)


def _meant(minus: str, field: str, words: str) -> tuple[str, str]:
    """The filter that a part of a query is for, and its value."""
    if field and field not in FIELDS:
        known = ", ".join(f"{name}:" for name in FIELDS)
        raise NotUnderstood(
            f"there is no field {clean_line(field)}:", f"Known are {known} and quotes for words."
        )
    if field and minus:
        raise NotUnderstood(f"-{field}: cannot be left out", "A minus goes before a word.", FIELDS[field])
    if field:
        if not words_of(words):
            raise NotUnderstood(
                f"{field}: has nothing behind it", f"As in {_EXAMPLE[FIELDS[field]]}.", FIELDS[field]
            )
        return FIELDS[field], words
    if not words_of(words):
        raise NotUnderstood(
            f'"{minus}{words}" has no letter and no digit', "Type words, as in hama -drone.", "text"
        )
    together = " ".join(filter(words_of, words.split()))
    return ("without" if minus else "text"), f'"{together}"' if " " in together else together


def written(given: Filters) -> str:
    """Filters as a query: `parse` makes the same of it."""
    words = asked(given)
    parts = [
        *map(_typed_term, terms(words.text)),
        *(f"-{_typed_term(term)}" for term in terms(words.without)),
    ]
    for name, values in (
        ("in", given.provinces),
        ("after", (words.since,)),
        ("before", (words.until,)),
        ("grade", (words.grade,)),
        ("unknown", (words.unknown,)),
        ("sector", given.sectors),
        ("state", given.states),
        ("by", given.by),
    ):
        parts += [f'{name}:"{value}"' if " " in value else f"{name}:{value}" for value in values if value]
    return " ".join(part for part in parts if part)


def both(first: Filters, second: Filters) -> Filters:
    """What is asked for by two filters; where both say something of one field, the second counts, but words add up."""
    nothing = type(second)()
    said = {
        field.name: getattr(second, field.name)
        for field in fields(second)
        if getattr(second, field.name) != getattr(nothing, field.name)
    }
    for name in ("text", "without"):
        before = getattr(first, name)
        unclosed = '"' if before.count('"') % 2 else ""
        said[name] = f"{before}{unclosed} {getattr(second, name)}".strip()
    return replace(first, **said)


def _typed_term(term: str) -> str:
    """A term as it is typed in a query: in quotes where it has several words, or signs that would mean something."""
    return f'"{term}"' if " " in term or ":" in term or term.startswith("-") else term


def _typed(name: str) -> str:
    return next((field for field, meant in FIELDS.items() if meant == name), name)


_WORDS: Final = frozenset({"text", "without"})
_ONCE: Final = ("since", "until", "grade", "unknown")
_EXAMPLE: Final = {
    "since": "after:2024-12-01",
    "until": "before:2024-12-07",
    "by": "by:SOHR",
    "grade": "grade:B2",
    "provinces": "in:hama",
    "sector": "sector:health",
    "state": "state:contested",
    "unknown": "unknown:no",
}
