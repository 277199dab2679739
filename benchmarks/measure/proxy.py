"""A TCP proxy on loopback that makes a link of what goes through it."""

from __future__ import annotations

import select
import socket
import threading
import time
from typing import TYPE_CHECKING, Self

from measure.link import Pipe

if TYPE_CHECKING:
    from measure.link import Link

_HOST = "127.0.0.1"
_READ = 1 << 16
_POLL = 0.2


class _Way:
    """From one socket to another."""

    def __init__(self, source: socket.socket, target: socket.socket, link: Link) -> None:
        self.source, self._target, self._pipe = source, target, Pipe(link)
        self.open = True

    @property
    def done(self) -> bool:
        """Whether all that ever comes has arrived."""
        return not self.open and self._pipe.due() == float("inf")

    def readable(self, now: float) -> bool:
        """Whether there is room for more."""
        return self.open and self._pipe.room(now) > 0

    def due(self, now: float) -> float:
        """When something is to be done next, other than to read."""
        return min(self._pipe.due(), now + _POLL if self.readable(now) else self._pipe.roomy())

    def read(self, now: float) -> None:
        """Take what is there."""
        data = self.source.recv(min(self._pipe.room(now), _READ))
        self.open = bool(data)
        self._pipe.put(data, now)

    def deliver(self, now: float) -> None:
        """Hand over what has arrived."""
        if data := self._pipe.take(now):
            self._target.sendall(data)


class Proxy:
    """Passes one connection at a time on to a port, both ways over a link, while the context is open.

    Args:
        link: What to be like.
        to_port: Where to.
    """

    def __init__(self, link: Link, to_port: int) -> None:
        self._link, self._to_port = link, to_port
        self._listener = socket.create_server((_HOST, 0))
        self._listener.settimeout(_POLL)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                near, _ = self._listener.accept()
            except TimeoutError:
                continue
            with near, socket.create_connection((_HOST, self._to_port)) as far:
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                try:
                    self._pass([_Way(near, far, self._link), _Way(far, near, self._link)])
                except OSError:  # an end hung up on what was still to come
                    continue

    def _pass(self, ways: list[_Way]) -> None:
        """Until an end has hung up and the other has heard all of it."""
        while not self._stopped.is_set() and not any(way.done for way in ways):
            now = time.perf_counter()
            for way in ways:
                way.deliver(now)
            wanted = [way.source for way in ways if way.readable(now)]
            pause = min(way.due(now) for way in ways) - time.perf_counter()
            ready = select.select(wanted, [], [], max(0.0, pause))[0]
            for way in ways:
                if way.source in ready:
                    way.read(time.perf_counter())
