"""What of a long list is in sight, against the same list laid out as a whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitbrief.tui.widgets.viewport import Viewport

HEIGHTS = st.lists(st.integers(2, 5), min_size=1, max_size=30)


@given(HEIGHTS, st.integers(1, 12), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 1)), max_size=8))
def test_the_row_is_in_sight_and_no_room_is_left_empty(
    heights: list[int], room: int, steps: list[tuple[int, int]]
) -> None:
    sight = Viewport(heights.__getitem__)
    everything = [(row, number) for row, height in enumerate(heights) for number in range(height)]
    for step, lead in steps:
        row = step % len(heights)
        before = sight.lines(len(heights), room)
        sight.reveal(row, lead, len(heights), room)
        seen = sight.lines(len(heights), room)
        top = everything.index(seen[0])
        assert seen == everything[top : top + room]
        assert len(seen) == min(room, len(everything))
        own = [(row, number) for number in range(heights[row])]
        if heights[row] <= room:
            assert set(own) <= set(seen)
            assert seen == before or not set(own) <= set(before)
        else:
            # The heading is the first to go; only the end of the list may keep more of it in sight.
            assert set(own[lead : lead + room]) <= set(seen) or seen[-1] == everything[-1]


def top_after(heights: list[int], top: int, row: int, lead: int, room: int) -> int:
    """The line at the top when a row has been scrolled to, of a list that is laid out as a whole; `top` was there before."""
    start = sum(heights[:row])
    height = heights[row]
    top = start + lead if height > room else max(min(top, start), start + height - room)
    return max(0, min(top, sum(heights) - room))


@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=12),
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 1)), min_size=1, max_size=12),
)
def test_it_scrolls_as_little_as_it_must(heights: list[int], room: int, steps: list[tuple[int, int]]) -> None:
    sight, top = Viewport(heights.__getitem__), 0
    everything = [(row, number) for row, height in enumerate(heights) for number in range(height)]
    for step, lead in steps:
        row = step % len(heights)
        sight.reveal(row, lead, len(heights), room)
        top = top_after(heights, top, row, lead, room)
        assert (sight.first, sight.inside) == everything[top]
        assert sight.lines(len(heights), room) == everything[top : top + room]


def test_a_million_rows_cost_what_ten_do() -> None:
    asked: set[int] = set()

    def height_of(row: int) -> int:
        asked.add(row)
        return 2

    sight = Viewport(height_of)
    for row in (999_999, 0, 500_000, 500_001):
        sight.reveal(row, 0, 1_000_000, 20)
        sight.lines(1_000_000, 20)
    assert len(asked) < 100


def test_rows_that_are_gone_leave_no_gap_at_the_end() -> None:
    sight = Viewport(lambda _row: 2)
    sight.reveal(99, 0, 100, 10)
    sight.reveal(4, 0, 6, 10)
    assert sight.lines(6, 10) == [(row, number) for row in range(1, 6) for number in range(2)]
