"""The items of a library: a briefing that is loaded when it is asked for, or a file that holds none and says why."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, NamedTuple

from sitbrief.errors import SitbriefError
from sitbrief.formats.native import Invalid
from sitbrief.frozen import dataclass
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sitbrief.briefing import Briefing
    from sitbrief.files.reading import Unreadable, Unrecognised
    from sitbrief.library.import_report import ImportReport


class NotFound(SitbriefError, LookupError):
    """No briefing goes by a name.

    Attributes:
        name: The name.
        nearest: Ids that are like it, the nearest first.
    """

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        super().__init__(f"no file and no briefing of the library is called {clean_line(name)!r}")
        self.name = name
        self.nearest = nearest


class SameId(SitbriefError, ValueError):
    """Two briefings have the same id; this is the one that does not count."""


class BriefingInfo(NamedTuple):
    """What a list has to know of a briefing, whether it is loaded or not.

    Attributes:
        id: Its id.
        country: The ISO 3166-1 alpha-2 code of its country.
        series: Its series.
        edition: Its number within the series.
        words: What it holds, where that is known before it is made; empty where it has to be loaded.
        extract_of: Of an extract the id of the full edition; empty for a full edition.
    """

    id: str
    country: str
    series: str
    edition: int
    words: str = ""
    extract_of: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A briefing of a library, or a file that holds none.

    Attributes:
        path: The file.
        card: Its id, country, series and number; None where it cannot be loaded.
        load: Loads it, once.
        error: Why not, on one line with the path.
        cause: The same as an exception.
        account: What reading a file in another format came to; None for one of our own.
    """

    path: Path
    card: BriefingInfo | None
    load: Callable[[], Briefing | None] | None = field(default=None, compare=False)
    error: str | None = None
    cause: Exception | None = field(default=None, compare=False)
    account: ImportReport | None = field(default=None, compare=False)

    @property
    def briefing(self) -> Briefing | None:
        """The briefing; None where it cannot be loaded."""
        return self.load() if self.card is not None and self.load is not None else None

    def loaded(self) -> Briefing:
        """The briefing.

        Raises:
            Invalid: it has errors.
            Unreadable: it cannot be read.
            NotFound: it goes by another's id.
        """
        briefing = self.briefing
        if briefing is not None:
            return briefing
        raise self.cause or NotFound(str(self.path), ())


def item_of(path: Path, briefing: Briefing) -> Item:
    """The item of a briefing that is loaded."""
    return Item(path, card_of(briefing), lambda: briefing)


def card_of(briefing: Briefing) -> BriefingInfo:
    """What a list has to know of a briefing that is loaded."""
    return BriefingInfo(
        briefing.id,
        briefing.country,
        briefing.series,
        briefing.edition,
        extract_of=briefing.extract_of or "",
    )


def bad(path: Path, error: Invalid | Unreadable | Unrecognised) -> Item:
    """The item of a file that holds no briefing."""
    if not isinstance(error, Invalid):
        return Item(path, None, error=clean_line(f"{path}: {error.what}"), cause=error)
    line = error.findings[0].line_for(str(path)) if error.findings else f"{path}: is no briefing"
    more = len(error.findings) + error.more - 1
    words = clean_line(f"{line} (and {more} more)" if more > 0 else line)
    return Item(path, None, error=words, cause=error)


def sole(item: Item, owners: Mapping[str, Item]) -> Item:
    """The item; one that says so where another owns its id."""
    owner = owners[item.card.id] if item.card else item
    if owner is item or item.card is None:
        return item
    error = clean_line(f"{item.path}: has the same id as {owner.path}: {item.card.id}")
    return replace(item, card=None, error=error, cause=SameId(error))


def counts_before(item: Item, other: Item) -> bool:
    """Whether of two briefings with the same id it is the one that counts, though it comes later."""
    return _claim_to_id(item) < _claim_to_id(other)


def _claim_to_id(item: Item) -> tuple[bool, bool]:
    card = item.card
    return (bool(card.extract_of), item.path.stem != card.id) if card else (True, True)


def order(item: Item) -> tuple[bool, str, str, int, str, str, str]:
    """A sort key: by country, series and edition, extracts behind what they are of; those that cannot be loaded last."""
    if item.card is None:
        return True, "", "", 0, str(item.path), "", ""
    return False, item.card.country, item.card.series, *place(item.card), item.card.extract_of, item.card.id


def place(card: BriefingInfo) -> tuple[int, str]:
    """A sort key for the editions of a series; an extract has the place of its full edition."""
    return card.edition, card.extract_of or card.id
