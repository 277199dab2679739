"""Our frozen classes do what the standard ones do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, replace

import pytest

from sitbrief.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """Two that may stand by place."""

    one: object
    two: object = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same."""

    one: object
    two: object = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """By name alone, checked as a whole, one field no matter when comparing."""

    size: int
    note: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("less than nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class More(Named):
    """One field more."""

    extra: int = 0


@pytest.mark.parametrize(
    ("given", "named"),
    [((1,), {}), ((1, 3), {}), ((), {"one": 1}), ((1,), {"two": 3}), ((), {"two": 3, "one": None})],
)
def test_an_object_is_made_shown_and_taken_apart_as_the_standard_one_is(
    given: tuple[object, ...], named: dict[str, object]
) -> None:
    ours, theirs = Ours(*given, **named), Theirs(*given, **named)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert hash(ours) == hash(theirs)
    match ours:
        case Ours(one, two):
            assert (one, two) == (theirs.one, theirs.two)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((), {}),
        ((), {"two": 2}),
        ((1, 2, 3), {}),
        ((1,), {"one": 1}),
        ((1, 2), {"two": 2}),
        ((1,), {"three": 3}),
        ((), {"two": 2, "three": 3}),
    ],
)
def test_what_the_standard_one_refuses_is_refused(
    given: tuple[object, ...], named: dict[str, object]
) -> None:
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_equal_are_objects_of_one_class_with_equal_fields() -> None:
    assert Ours(1) == Ours(1, 2) != Ours(2)
    assert Ours(1) != Theirs(1)
    assert Named(size=1) != More(size=1)
    assert Named(size=1, note="a") == Named(size=1, note="b")
    assert len({Ours(1), Ours(1), Ours(2)}) == 2


def test_nothing_can_be_changed_added_or_taken_away() -> None:
    made = Ours(1)
    for name in ("one", "three"):
        with pytest.raises(FrozenInstanceError):
            setattr(made, name, 2)
        with pytest.raises(FrozenInstanceError):
            delattr(made, name)
    assert not hasattr(made, "__dict__")


def test_fields_can_be_replaced_and_a_base_brings_its_own() -> None:
    assert replace(More(size=1, extra=2), size=3) == More(size=3, extra=2)
    assert [item.name for item in dataclasses.fields(More)] == ["size", "note", "extra"]


def test_the_whole_is_checked_when_it_is_made() -> None:
    for kind in (Named, More):
        with pytest.raises(ValueError, match="less than nothing"):
            kind(size=-1)
    with pytest.raises(TypeError, match="by place: nothing"):
        Named(1)  # type: ignore[misc]


def test_an_object_can_be_copied_and_pickled() -> None:
    made = Ours([1], 2)
    for other in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):  # noqa: S301
        assert other == made


def test_what_cannot_be_made_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="only frozen"):
        dataclass(frozen=False, slots=True)  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="made anew"):

        @dataclass(frozen=True, slots=True)
        class _Listed:
            many: list[int] = field(default_factory=list)
