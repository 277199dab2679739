"""A link with a delay and a rate, one direction at a time."""

from __future__ import annotations

from collections import deque
from math import inf
from typing import NamedTuple, Self

_PACKET = 512
_BITS = 8

SSHD_BUFFERS = 200_000
"""About what sshd and the kernel take from a program before it has to wait."""


class Link(NamedTuple):
    """A line between a program and its reader.

    Attributes:
        delay: The round trip in seconds.
        rate: Bits a second, either way.
        buffer: Bytes that may wait for the line before whoever sends is held up.
    """

    delay: float = 0.0
    rate: float = inf
    buffer: int = 1 << 20

    @classmethod
    def parse(cls, text: str) -> Self:
        """From milliseconds and kbit/s, as in 600:64."""
        delay, _, rate = text.partition(":")
        return cls(float(delay) / 1000, float(rate) * 1000, SSHD_BUFFERS)

    def __str__(self) -> str:
        return f"{self.delay * 1000:.0f} ms, {self.rate / 1000:.0f} kbit/s"


class Pipe:
    """One direction of a link: what is put in comes out later, no faster than the rate."""

    def __init__(self, link: Link) -> None:
        self._delay, self._rate, self._buffer = link.delay / 2, link.rate, link.buffer
        self._free = 0.0
        self._under_way: deque[tuple[float, bytes]] = deque()

    def room(self, now: float) -> int:
        """How many bytes it takes now."""
        waiting = max(0.0, self._free - now) * self._rate / _BITS if self._rate < inf else 0.0
        return max(0, self._buffer - int(waiting))

    def roomy(self) -> float:
        """When there is room for a packet again."""
        return self._free - max(0, self._buffer - _PACKET) * _BITS / self._rate

    def put(self, data: bytes, now: float) -> None:
        """Send."""
        for at in range(0, len(data), _PACKET):
            packet = data[at : at + _PACKET]
            self._free = max(self._free, now) + len(packet) * _BITS / self._rate
            self._under_way.append((self._free + self._delay, packet))

    def take(self, now: float) -> bytes:
        """What has arrived."""
        arrived = []
        while self._under_way and self._under_way[0][0] <= now:
            arrived.append(self._under_way.popleft()[1])
        return b"".join(arrived)

    def due(self) -> float:
        """When something arrives next."""
        return self._under_way[0][0] if self._under_way else inf
