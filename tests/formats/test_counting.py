"""Values are counted before they are made, and what only looks like one is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.files.reading import OverLimit
from sitbrief.formats import counting
from sitbrief.formats.counting import is_deeper, refuse_too_many
from sitbrief.limits import Limits, use

if TYPE_CHECKING:
    from collections.abc import Iterator

TRICKY = st.text(st.sampled_from('",{}[]\\\u00e9x'), max_size=12)
JSON = st.recursive(
    st.none() | st.integers() | TRICKY,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TRICKY, inner, max_size=5),
    max_leaves=40,
)


@pytest.fixture
def few() -> Iterator[None]:
    use(Limits(items=1_000))
    yield
    use(Limits())


def weight(content: object) -> int:
    """What a value weighs: the commas and brackets that it is written with."""
    if isinstance(content, (list, dict)):
        inside = content.values() if isinstance(content, dict) else content
        return 2 + max(0, len(content) - 1) + sum(map(weight, inside))
    return 0


def depth(content: object) -> int:
    if isinstance(content, (list, dict)):
        inside = content.values() if isinstance(content, dict) else content
        return 1 + max(map(depth, inside), default=0)
    return 0


@given(JSON, st.integers(1, 7))
def test_what_stands_in_texts_does_not_count_wherever_the_text_is_cut(content: object, piece: int) -> None:
    data = json.dumps(content, ensure_ascii=False).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_PIECE", piece)
        assert counting._signs_outside_strings(data, 10_000) == weight(content)  # noqa: SLF001  what it is about


@given(JSON, st.integers(1, 8))
def test_it_is_told_whether_anything_is_nested_deeper(content: object, most: int) -> None:
    assert is_deeper(json.dumps(content).encode(), most) == (depth(content) > most)


@pytest.mark.parametrize("data", [b"[" * 50, b"]" * 50, b"[" * 50 + b'"'])
def test_brackets_without_partners_count_as_levels(data: bytes) -> None:
    assert is_deeper(data, 40)


@pytest.mark.parametrize("item", [b"{}", b"[]", b"1", b'"a"', b'{"a":1}'])
def test_too_many_values_of_any_kind_are_refused(few: None, item: bytes) -> None:
    refuse_too_many(b"[" + b",".join([item] * 300) + b"]", "a.json")
    with pytest.raises(OverLimit, match=r"a\.json: holds more than 1,000 values \(limits\.items = 1000; "):
        refuse_too_many(b"[" + b",".join([item] * 1_001) + b"]", "a.json")


def test_long_prose_is_no_crowd_of_values(few: None) -> None:
    refuse_too_many(json.dumps({"note": 'a, b [c] {d} "e" \\ ' * 100_000}).encode(), "a.json")
