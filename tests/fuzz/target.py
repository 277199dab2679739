"""A target: bytes in, nothing out, or what does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from fuzz.bounded import Hang, bounded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    Strategy = st.SearchStrategy[bytes]


class Hanging(AssertionError):
    """An input takes too long."""


class Target(NamedTuple):
    """What is fuzzed.

    Attributes:
        name: By which it is called.
        inputs: What goes in.
        run: Takes an input and an empty folder of its own; raises where something does not hold.
        examples: How many inputs the suite tries.
        seeds: Inputs from which a fuzzer that is guided by coverage begins.
        damage: What such a fuzzer does to inputs beside turning bytes; None where bytes are all there is.
    """

    name: str
    inputs: Strategy
    run: Callable[[bytes, Path], None]
    examples: int
    seeds: tuple[bytes, ...] = ()
    damage: Callable[[bytes, Random], bytes] | None = None

    def hold(self, data: bytes, folder: Path) -> None:
        """Try one input.

        Raises:
            AssertionError: something does not hold.
            Hanging: it takes too long.
            Exception: whatever the program did not catch.
        """
        try:
            with bounded():
                self.run(data, folder)
        except Hang as error:
            raise Hanging(f"{self.name} hangs: {error}") from error


def damaged_by(damage: Callable[[bytes, Random], bytes], bases: Strategy) -> Strategy:
    """Inputs with a little damage; hypothesis shrinks what is chosen."""
    return st.builds(damage, bases, st.randoms(use_true_random=False))
