"""A reader at the far end of a link: the first screen, and an arrow held down.

The link is either modelled between a pseudo-terminal and the reader, or a real ssh client talks to a real sshd through a
proxy that is as slow. Either way the reader's terminal answers at its own end. Over ssh the time counts from when the
program was called there, not from the login.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure.figures import merge, table
from measure.material import long_briefing
from measure.programs import BRIEFING, ROOT, environment, reader, stock
from measure.proxy import Proxy
from measure.session import NotThere, Session
from measure.sshd import NoServer, Sshd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from measure.link import Link
    from measure.programs import Program
    from measure.session import Step

    _Opener: TypeAlias = Callable[[Program, Path, tuple[int, int]], Session]

HELD_SECONDS, HELD_HERTZ = 3.0, 30.0
MOST_SETTLING_MS = 1500.0
MOST_ROUND_TRIPS = 2.5
_BITS = 8
_MAKERS = {"sitbrief": reader, "stock": stock}
PROGRAMS = tuple(_MAKERS)
_SSH_CONNECTION = "192.0.2.1 50000 192.0.2.2 22"
"""As sshd tells a program where its reader is; sitbrief takes its profile from there being one."""

_BEGIN = ("sh", "-c", 'printf "\\r"; exec "$@"', "sh")
"""Sends a byte, by which the near end knows when the program was called."""


class Crossing(NamedTuple):
    """A program over a link: the medians of its runs.

    Attributes:
        name: Of the program.
        through: Of the way there.
        size: Columns and rows.
        first: The first screen.
        held: An arrow held for 3 seconds; times count from its release.
        most_first_ms: What the first screen may take.
    """

    name: str
    through: str
    size: tuple[int, int]
    first: Step
    held: Step
    most_first_ms: float


def crossings(
    link: Link,
    programs: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    runs: int,
    narrate: Callable[[str], None],
) -> Iterator[Crossing]:
    """Each of these programs, through each way there is."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        long = str(long_briefing(ROOT / "briefings" / f"{BRIEFING}.json", folder))
        ways = {"modelled pty": _modelled(link)}
        try:
            ways["ssh and sshd"] = stack.enter_context(_through_sshd(link, folder / "ssh"))
        except NoServer as reason:
            narrate(f"left out: ssh and sshd: {reason}")
        for program, (through, opener), size in product(programs, ways.items(), sizes):
            make = _MAKERS[program]
            try:
                steps = [_once(opener, make(), make(long), size) for _run in range(runs)]
            except NotThere as reason:
                narrate(f"left out: {make().name} through {through}: {reason}")
                continue
            first, held = merge(steps)
            most = MOST_ROUND_TRIPS * link.delay + first.bytes * _BITS / link.rate
            yield Crossing(make().name, through, size, first, held, most * 1000)


def _once(opener: _Opener, short: Program, long: Program, size: tuple[int, int]) -> list[Step]:
    """The first screen of one briefing, and an arrow held in a longer one."""
    steps = []
    for program in (short, long):
        # Over ssh a program that was killed may still write there.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            session = opener(program, Path(home), size)
            try:
                step = session.start(program.ready)
                steps.append(step if program is short else session.hold("down", HELD_SECONDS, HELD_HERTZ))
            finally:
                session.leave(program.leave)
    return steps


def _modelled(link: Link) -> _Opener:
    def opened(program: Program, home: Path, size: tuple[int, int]) -> Session:
        return Session(program.argv, environment(home, SSH_CONNECTION=_SSH_CONNECTION), size, link)

    return opened


@contextmanager
def _through_sshd(link: Link, folder: Path) -> Iterator[_Opener]:
    with Sshd(folder) as server, Proxy(link, server.port) as proxy:

        def opened(program: Program, home: Path, size: tuple[int, int]) -> Session:
            env = environment(home)
            words = [*_BEGIN, "env", *_told(env), *program.argv]
            return Session(server.client(proxy.port, words), env, size, round_trip=link.delay)

        yield opened


def _told(env: Mapping[str, str]) -> list[str]:
    """What sshd does not hand on of an environment."""
    return [f"{name}={env[name]}" for name in ("HOME", "LANG", "PATH", "SHELL") if name in env]


def link_table(link: Link, found: Sequence[Crossing]) -> str:
    """One row for each program and way."""
    head = (
        "program",
        f"through ({link})",
        "size",
        "first screen, bytes",
        "ms",
        "at most",
        "arrow held 3 s, bytes",
        "ms from release",
        "at most",
    )
    rows = []
    for each in found:
        size = "x".join(map(str, each.size))
        first = [f"{value:,.0f}" for value in (each.first.bytes, each.first.last_ms, each.most_first_ms)]
        held = [f"{value:,.0f}" for value in (each.held.bytes, each.held.last_ms, MOST_SETTLING_MS)]
        rows.append([each.name, each.through, size, *first, *held])
    return table(head, rows)
