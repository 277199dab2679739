"""The thread that reads keys: how many of them may wait for a busy application."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

import pytest
from textual.events import Callback, Key

from sitbrief.terminal.keyboard import Keyboard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.message import Message

MOST: Final = 256


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)
    os.close(writing)


def wait_until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_busy_application_has_so_many_keys_to_hear_of_and_no_more(line: tuple[int, int]) -> None:
    """The rest waits in the line. Each stop and start of the program let as many more through: hours of typing waited."""
    events: list[Message] = []
    os.write(line[1], b"j" * 1_000)
    keyboard = Keyboard(line[0], events.append, lambda: None)
    wait_until(lambda: isinstance(events[-1:] and events[-1], Callback))
    keyboard.stop()
    assert sum(isinstance(event, Key) for event in events) == MOST

    os.write(line[1], b"k" * 1_000)
    after = Keyboard(line[0], events.append, lambda: None, ahead=keyboard.ahead)
    wait_until(lambda: sum(isinstance(event, Callback) for event in events) == 2)
    after.stop()
    assert sum(isinstance(event, Key) for event in events) == MOST + 1


def test_an_application_that_has_heard_of_all_gets_the_next_keys(line: tuple[int, int]) -> None:
    events: list[Message] = []

    def hear(event: Message) -> None:
        events.append(event)
        if isinstance(event, Callback):
            event.callback()

    os.write(line[1], b"j" * 1_000)
    keyboard = Keyboard(line[0], hear, lambda: None)
    wait_until(lambda: sum(isinstance(event, Key) for event in events) == 1_000)
    keyboard.stop()
    assert keyboard.ahead == 1_000 % MOST
