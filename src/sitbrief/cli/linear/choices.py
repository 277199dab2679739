"""A question with numbered answers. Whoever types anything else than a number has not answered, and that is well."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sitbrief.cli.linear.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitbrief.cli.linear.console import Told
    from sitbrief.cli.linear.location import Conversation

Answer: TypeAlias = "tuple[str, Callable[[], None]]"
"""What an answer says, and what it does."""


class Choices(Location):
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

    def open(self, session: Conversation, at: int) -> None:
        """Take an answer."""
        session.leave_question()
        self._answers[at][1]()
