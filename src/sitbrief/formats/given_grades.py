"""Grades and markings that rows bring with them: of one source the worst that is given, of a briefing the strictest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitbrief.formats.event import Event

_MARKINGS: Final = ("", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""From that which allows most on."""

_UNKNOWN: Final = "F"


def stricter(one: str, other: str) -> str:
    """Of two markings the one that allows less; an empty one says nothing."""
    return max(one, other, key=_MARKINGS.index)


class SourceGrades:
    """The reliability of sources, as rows give it while they come in.

    Attributes:
        given: Some row has graded its source, or what it says.
    """

    def __init__(self) -> None:
        self.given = False
        self._given: dict[str, tuple[str, str]] = {}

    def add(self, event: Event) -> None:
        """Take the grade that a row gives its originator; one that is known before F, which says nothing."""
        self.given |= bool(event.reliability) or event.credibility is not None
        if not event.reliability or not event.originator:
            return
        given = event.reliability, event.reliability_basis
        known = self._given.setdefault(event.originator, given)
        self._given[event.originator] = max(known, given, key=lambda grade: (grade[0] != _UNKNOWN, grade[0]))

    def of(self, name: str) -> tuple[str, str] | None:
        """The grade of a source and where it stands; None where no row gives it one."""
        return self._given.get(name)
