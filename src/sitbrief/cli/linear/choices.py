"""A question with numbered answers. Whoever types anything else than a number has not answered, and that is well."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sitbrief.cli.linear.station import Station

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitbrief.cli.linear.desk import Desk
    from sitbrief.cli.linear.voice import Told

Answer: TypeAlias = "tuple[str, Callable[[], None]]"
"""What an answer says, and what it does."""


class Choices(Station):
    """The question. It is gone when it is answered, or when something else is done."""

    word = "which"

    def __init__(self, question: str, answers: tuple[Answer, ...]) -> None:
        super().__init__()
        self._question = question
        self._answers = answers

    def head(self, *, full: bool) -> Iterator[Told]:
        """The question."""
        del full
        yield self._question

    def count(self) -> int:
        """The answers."""
        return len(self._answers)

    def rows(self, start: int, size: int) -> Iterator[Told]:
        """The answers."""
        for at, (words, _) in enumerate(self._answers[start : start + size], start):
            yield f"{at + 1}. {words}"

    def open(self, desk: Desk, at: int) -> None:
        """Take an answer."""
        desk.leave_question()
        self._answers[at][1]()
