"""How much is taken from outside before it is refused, so that nothing that is opened costs minutes or gigabytes.

One table: what reads asks `limits()`, the configuration and the help are made of the same fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

MIB: Final = 1024 * 1024


def _limit(default: int, unit: str, help_text: str, *, least: int, most: int) -> int:
    """A field of `Limits`: what it is by default, in which unit it is told, what it bounds, and what it may be set to."""
    metadata = {"unit": unit, "help": help_text, "least": least, "most": most}
    value: int = field(default=default, metadata=metadata)
    return value


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds in force. What is over one is told in a line that names it; nothing is cut off in silence.

    Attributes:
        briefing: MiB of a file that is read whole: a briefing, a ReliefWeb report, a configuration.
    """

    briefing: int = _limit(64, "MiB", "a file that is read whole: a briefing, a report", least=1, most=2_048)


_in_force = Limits()


def limits() -> Limits:
    """The bounds in force in this process."""
    return _in_force


def use(chosen: Limits) -> None:
    """Put other bounds in force, as the configuration has them; once, before anything is read."""
    global _in_force  # noqa: PLW0603  one process, one configuration
    _in_force = chosen
