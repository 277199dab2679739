"""Frozen dataclasses that cost nothing to define.

The standard decorator writes six functions for every class and compiles them each time the program starts: a millisecond
a class, of which sitbrief has some forty before its first screen. Here all classes share one function of each kind. An
object takes half a microsecond longer to make in return; fields, `replace`, matching and type checking are the same.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
        """What `dataclasses.dataclass` does for classes that are frozen and have slots; it makes no others."""
        if not (frozen and slots):
            raise TypeError("only frozen classes with slots are made here")

        def make(kind: type[T]) -> type[T]:
            return _made(
                dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
            )

        return make


T = TypeVar("T")

_set = object.__setattr__


class _Plan(NamedTuple):
    """What the shared functions need to know about a class.

    Attributes:
        names: Its fields.
        all_names: The same, to compare with.
        positional: Those that can be given without their name; they come first.
        defaults: The values of those that need not be given.
        compared: Reads the fields by which objects are equal.
        checked: Whether it has a `__post_init__`.
    """

    names: tuple[str, ...]
    all_names: frozenset[str]
    positional: tuple[str, ...]
    defaults: dict[str, Any]
    compared: Callable[[object], object]
    checked: bool


def _made(kind: type[T]) -> type[T]:
    fields = dataclasses.fields(kind)  # type: ignore[arg-type]  # it has just become a dataclass
    if any(field.default_factory is not dataclasses.MISSING for field in fields):
        raise TypeError(f"{kind.__name__}: what is frozen needs no default that is made anew")
    plan = _Plan(
        names=tuple(field.name for field in fields),
        all_names=frozenset(field.name for field in fields),
        positional=tuple(field.name for field in fields if not field.kw_only),
        defaults={field.name: field.default for field in fields if field.default is not dataclasses.MISSING},
        compared=attrgetter(*(field.name for field in fields if field.compare)),
        checked=hasattr(kind, "__post_init__"),
    )
    for name, value in {**_SHARED, "__plan__": plan}.items():
        if name not in vars(kind):
            setattr(kind, name, value)
    return kind


def _init(self: Any, *given: object, **named: object) -> None:  # noqa: ANN401  # any class made here
    plan: _Plan = self.__plan__
    values = {**plan.defaults, **named}
    if given:
        placed = plan.positional[: len(given)]
        if len(placed) < len(given) or not named.keys().isdisjoint(placed):
            raise TypeError(
                f"{type(self).__name__} takes by place: {', '.join(plan.positional) or 'nothing'}"
            )
        values.update(zip(plan.positional, given, strict=False))
    if values.keys() != plan.all_names:
        wrong = plan.all_names ^ values.keys()
        raise TypeError(f"{type(self).__name__} misses or does not have: {', '.join(sorted(wrong))}")
    for name, value in values.items():
        _set(self, name, value)
    if plan.checked:
        self.__post_init__()


def _repr(self: Any) -> str:  # noqa: ANN401
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__plan__.names)
    return f"{type(self).__qualname__}({values})"


def _eq(self: Any, other: Any) -> Any:  # noqa: ANN401
    if type(self) is not type(other):
        return NotImplemented
    compared: Callable[[object], object] = self.__plan__.compared
    return compared(self) == compared(other)


def _hash(self: Any) -> int:  # noqa: ANN401
    return hash(self.__plan__.compared(self))


def _frozen(self: object, name: str, *_value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__} is frozen: {name} stays")


def _getstate(self: Any) -> tuple[object, ...]:  # noqa: ANN401
    return tuple(getattr(self, name) for name in self.__plan__.names)


def _setstate(self: Any, state: tuple[object, ...]) -> None:  # noqa: ANN401
    for name, value in zip(self.__plan__.names, state, strict=True):
        _set(self, name, value)


_SHARED = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
