"""What panes, rail and header read: the view of one briefing, or that of a whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sitbrief.briefing import Filters
    from sitbrief.briefing.rows import GroupedRow, Head, ProvinceCount, StateCount


class ViewLike(Protocol):
    """Filters in; counts and windows of rows out. `View` and `LibraryView` say what each of these means."""

    @property
    def filters(self) -> Filters: ...  # noqa: D102
    @property
    def head(self) -> Head: ...  # noqa: D102
    @property
    def exact(self) -> bool: ...  # noqa: D102
    @property
    def entries_shown(self) -> int: ...  # noqa: D102
    @property
    def entries_total(self) -> int: ...  # noqa: D102
    @property
    def provinces(self) -> tuple[ProvinceCount, ...]: ...  # noqa: D102
    @property
    def bad_files(self) -> int: ...  # noqa: D102
    @property
    def states(self) -> tuple[StateCount, ...]: ...  # noqa: D102
    def count(self, pane: str) -> int: ...  # noqa: D102
    def total(self, pane: str) -> int: ...  # noqa: D102
    def contested(self, pane: str) -> int: ...  # noqa: D102
    def window(self, pane: str, start: int, size: int) -> Sequence[GroupedRow]: ...  # noqa: D102
    def near(self, pane: str, name: str) -> int: ...  # noqa: D102
    def first_on(self, day: date) -> int: ...  # noqa: D102
    def summary(self) -> str: ...  # noqa: D102
