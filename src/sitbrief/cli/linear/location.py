"""Where one can be in a conversation: something that is read out, and a numbered list to go on from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sitbrief.cli.linear.paging import Page, page_with
from sitbrief.cli.linear.wording import in_force, whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitbrief.briefing import Filters, View
    from sitbrief.briefing.detail import Link
    from sitbrief.briefing.rows import ProvinceCount
    from sitbrief.cli.linear.console import Told
    from sitbrief.library.index.view import LibraryView
    from sitbrief.library.items import Item


class Lead(NamedTuple):
    """Where a row leads.

    Attributes:
        view: The briefing that the entry or source is of.
        link: Which one it is.
    """

    view: View
    link: Link


class Conversation(Protocol):
    """What a location asks of the conversation that it is in."""

    def say(self, *told: Told) -> None:
        """Say something, in the end."""

    def leave_question(self) -> None:
        """Forget a question that was asked."""

    def open_link(self, view: View, link: Link) -> None:
        """Go to an entry or a source."""

    def open_item(self, item: Item) -> None:
        """Open another briefing."""

    def go_to(self, pane: str) -> None:
        """Go to a pane."""

    def narrow(self, filters: Filters) -> None:
        """Show the briefing that is open under other filters."""

    def replace(self, location: Location) -> None:
        """Have another location in the place of the one whose filters count, and read it."""


class Location(ABC):
    """A place to be. What it lists is opened by its number.

    Attributes:
        word: What the prompt says.
        at: The place of the row that was read alone or opened at last.
        page: The rows that were read at last.
        shown: The briefing that it is of, under filters; None where it is of none, or of many.
    """

    word: str
    shown: View | None = None

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.page = Page(0, 0, 0)

    @abstractmethod
    def head(self, *, full: bool) -> Iterable[Told]:
        """What is said before the list.

        Args:
            full: All of it; else what one has to hear again when only the list is another.
        """

    def whereabouts(self, view: View) -> tuple[str, str]:
        """Which briefing one is in, with its marking and time; what is in force.

        Args:
            view: What the session shows there.
        """
        told = view.index.briefing
        return f"{whereabouts(told)}: {told.called}, edition {told.edition}.", f"{in_force(view)}."

    @abstractmethod
    def count(self) -> int:
        """How many rows the list has."""

    @abstractmethod
    def rows(self, start: int, size: int) -> Iterable[Told]:
        """So many rows from one on, with their numbers."""

    @abstractmethod
    def open(self, session: Conversation, at: int) -> None:
        """Open a row."""

    def read(self, *, full: bool = False, page: Page | None = None) -> Iterable[Told]:
        """What it says of itself, and a page of its list: the one with the row at hand, if no other is asked for."""
        yield from self.head(full=full)
        yield from self.turn(page or page_with(self.at, self.count()))

    def turn(self, page: Page) -> Iterable[Told]:
        """Read a page of the list."""
        self.page = page
        yield from self.rows(page.start, page.end - page.start)
        if page.words:
            yield page.words

    def go(self, at: int) -> Iterable[Told]:
        """Go to a row and read it alone."""
        self.at = at
        return self.rows(at, 1)


class ListLocation(Location):
    """A location whose rows are entries or sources: each can be opened, and copied without opening it."""

    @abstractmethod
    def lead(self, at: int) -> Lead | str:
        """Where a row leads, or a sentence why it leads nowhere any more."""

    def open(self, session: Conversation, at: int) -> None:
        """Open an entry or a source."""
        self.at = at
        lead = self.lead(at)
        if isinstance(lead, str):
            session.say(lead)
        else:
            session.open_link(*lead)


class FilteredLocation(Location):
    """A location with filters: what is narrowed from here."""

    _view: View | LibraryView

    @property
    def filters(self) -> Filters:
        """The filters in force."""
        return self._view.filters

    @property
    def provinces(self) -> Sequence[ProvinceCount]:
        """The provinces with their counts under all filters but that of provinces."""
        return self._view.provinces

    @property
    @abstractmethod
    def countries(self) -> Sequence[str]:
        """The codes of the countries whose provinces are meant, the most likely first."""

    def summary(self) -> str:
        """What is in force in words, with the counts."""
        return self._view.summary()

    @abstractmethod
    def narrow(self, session: Conversation, filters: Filters) -> None:
        """Show the same under other filters."""


class OfBriefing(FilteredLocation):
    """A location with filters that is one briefing under filters.

    Args:
        view: The briefing.
        at: The place of the row at hand.
    """

    _view: View

    def __init__(self, view: View, at: int = 0) -> None:
        super().__init__(at)
        self._view = self.shown = view

    @property
    def countries(self) -> Sequence[str]:
        """That of the briefing, then others that it speaks of."""
        return self._view.index.countries

    def narrow(self, session: Conversation, filters: Filters) -> None:
        """Show what is left, at the same row if that is."""
        session.narrow(filters)
