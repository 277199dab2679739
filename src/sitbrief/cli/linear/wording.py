"""How the things of a list are worded on a line: the words that tell them apart first, then what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sitbrief.briefing.lists import BRIEFING_LISTS
from sitbrief.briefing.when import as_of_words
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitbrief.briefing import Briefing, Filters, View
    from sitbrief.briefing.lists import ListSpec
    from sitbrief.briefing.rows import GroupHeading, Listed


class Summed(Protocol):
    """What is shown under filters."""

    @property
    def filters(self) -> Filters: ...  # noqa: D102
    def summary(self) -> str: ...  # noqa: D102


NOUNS = {spec.id: spec.noun for spec in BRIEFING_LISTS}
"""What one row of a list is."""


def whereabouts(briefing: Briefing) -> str:
    """Which briefing it is, how far it may be passed on, and of when it is."""
    return f"{briefing.id}, {briefing.tlp}, {as_of_words(briefing.as_of, briefing.zone)}"


def in_force(view: Summed) -> str:
    """Which filters are in force and how much they leave."""
    return f"In force: {view.summary()}" if view.filters else view.summary()


def counts(view: View, pane: str) -> str:
    """How much a list shows, as in "9 of 23, 1 contested"."""
    shown, total, contested = view.count(pane), view.total(pane), view.contested(pane)
    words = f"{shown:,}" if shown == total else f"{shown:,} of {total:,}"
    return words + (f", {contested:,} contested" if contested else "")


def group(spec: ListSpec, heading: GroupHeading) -> str:
    """The head of a group of rows."""
    return f"{heading.label}, {spec.counted(heading.count)}:"


def row(listed: Listed) -> str:
    """A row on one line."""
    return f"{listed.headline}: {_joined(listed.facts())}"


def edition(briefing: Briefing, entries: int, contested: int) -> str:
    """A briefing of a library on one line."""
    return _joined(
        (
            f"{briefing.id}: {briefing.called}",
            f"edition {briefing.edition}",
            f"{briefing.tlp}",
            as_of_words(briefing.as_of, briefing.zone),
            plural(entries, "entry"),
            f"{contested:,} contested" if contested else "",
        )
    )


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
