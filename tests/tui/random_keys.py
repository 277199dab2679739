"""Random keys into the real program, in bursts and with pauses, with windows that change, pastes, clicks, stops and what
a terminal says without being asked.

    python tests/tui/random_keys.py --keys 20000 --resizes 500 --seed 7

What is typed has neither a slash nor a tilde, so that no export can go anywhere but into the session's own
folder; afterwards that is looked at all the same.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from support.program import COMMAND, ROOT, environment
from support.session import Frozen, Session, patience
from support.terminal import KEYS
from tui.libraries import LIBRARIES, contents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MOVES: Final = (
    *("down", "up", "j", "k", "pagedown", "pageup", "home", "end", "g", "G", " ", "b", "ctrl+d", "ctrl+u"),
    *("tab", "shift+tab", "1", "2", "3", "4", "z", "left", "right", "[", "]", "0", "<", ">"),
)
_NARROWING: Final = ("r", "u", "c", "n", "N", "s", "v", "x", "y", "Y", "ctrl+l")
_OPENING: Final = ("enter", "enter", "o", "p", "f", "e", "a", "?", ":", "\u0638", "Y")
"""The Arabic letter is on the key of the slash, and opens the search without being one where it is typed."""
_BACK: Final = ("esc", "backspace", "esc")
_LEAVING: Final = ("q", "q", "q", ":q", "ctrl+c", "q:", "qo", "qp", "q?", "q\r", "qe", "qf")
_TYPED: Final = "aehmoprst 0123456789-,.()[]'\"\u0645\u062d\u0627\u0431\u6f22\u0301@$"
_ANSWERS: Final = (
    b"\x1b[?64;1;2c", b"\x1b[>41;354;0c", b"\x1b[?2026;2$y", b"\x1b[?2048;1$y", b"\x1b[12;40R", b"\x1b[0n",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\", b"\x1b]10;rgb:ffff/ffff/ffff\x07", b"\x1b]52;c;cXFxcQ==\x07",
    b"\x1bP>|XTerm(388)\x1b\\", b"\x1b[?1u", b"\x1b[I", b"\x1b[O", b"\x1b[48;60000;60000;1;1t",
    b"\x1b[8;60000;60000t", b"\x1b_Gi=1;OK\x1b\\", b"\x1b[<35;70000;70000M", b"\x1b[<0;3;4M\x1b[<0;3;4m",
    b"\xff\xfe\x80", b"\x1b[", b"\x1b]52;c;", b"\x1bP", b"\x1b[M\xff\xff\xff", b"\x00", b"\x1b[99999999999999999999A",
)  # fmt: skip
_SIZES: Final = ((80, 24), (100, 30), (120, 40), (40, 10), (200, 50), (160, 45))
_LARGEST: Final = (65535, 65535)
"""In a long session it comes first, so that what it costs once does not look like something that grows."""
_CLEARED: Final = b"\x1b[m\x1b[H\x1b[J"
_LAST: Final = 50
_ENDS: Final = frozenset({0, 130, -signal.SIGINT, 127})
"""How it may end: left, interrupted before there is a screen, interrupted before there is a program or Python itself."""

_NOTHING_TO_READ: Final = 3


class Over(Exception):
    """The session has ended, as it may."""


@dataclass
class Campaign:
    """What is done, and what was seen.

    Attributes:
        seed: Of what is random.
        keys: How many keys are pressed in all.
        resizes: How often the window changes.
        leaving: Press what leaves the program, too; it is started again then.
        most_found: After so many failures no more are looked for.
        command: What starts the program.
        found: What went wrong, each with the last keys.
        memory: For each session the keys pressed and the KiB used, in time.
        pressed: How many keys were pressed.
        resized: How often the window has changed.
        sessions: How often the program was started.
    """

    seed: int
    keys: int
    resizes: int
    leaving: bool = True
    most_found: int = 20
    command: Sequence[str] = COMMAND
    found: list[str] = field(default_factory=list)
    memory: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    pressed: int = 0
    resized: int = 0
    sessions: int = 0

    def run(self, folder: Path, names: Sequence[str] = tuple(LIBRARIES)) -> Campaign:
        """Go through the libraries, one after the other, in a folder of their own."""
        for number, name in enumerate(names):
            home = folder / name
            random_keys = random.Random(f"{self.seed}-{name}")  # noqa: S311  a seed, not a secret
            words = LIBRARIES[name](home)
            before, beside = contents(home), _beside()
            _Driver(self, name, words, home, random_keys).drive(
                self.keys * (number + 1) // len(names), self.resizes * (number + 1) // len(names)
            )
            after = contents(home)
            if {path: after.get(path) for path in before} != before:
                self.found.append(f"{name}: files of the library have changed")
            if _beside() - beside:
                self.found.append(f"{name}: written elsewhere: {sorted(_beside() - beside)}")
        return self

    def told(self) -> str:
        """In lines."""
        lines = [
            f"seed {self.seed}: {self.pressed} keys, {self.resized} resizes, {self.sessions} sessions: {len(self.found)} failed"
        ]
        for name, points in self.memory.items():
            if len(points) >= 10:
                parts = tenths(points)
                amounts = " ".join(f"{part:.1f}" for part in parts)
                lines.append(f"{name}: MiB by tenths {amounts}; last to fifth {parts[9] / parts[4] - 1:+.1%}")
        return "\n".join([*lines, *self.found])


def tenths(points: Sequence[tuple[int, int]]) -> list[float]:
    """The mean of each tenth of a session's memory, in MiB.

    Args:
        points: The keys pressed and the KiB used, in time; ten of them or more.
    """
    size = len(points) // 10
    return [sum(kib for _, kib in points[n * size : (n + 1) * size]) / size / 1024 for n in range(10)]


def _beside() -> set[Path]:
    """What stands where something would be that is written at the root or beside the program."""
    return {*Path("/").iterdir(), *ROOT.iterdir()}


class _Driver:
    """Keys for one library."""

    def __init__(
        self, campaign: Campaign, name: str, words: Sequence[Sequence[str]], home: Path, chance: random.Random
    ) -> None:
        self._campaign = campaign
        self._name = name
        self._words = words
        self._home = home
        self._chance = chance
        self._last: deque[str] = deque(maxlen=_LAST)
        self._session: Session | None = None
        self._started = 0
        self._series = ""
        self._widened = False
        self._place = home / "cwd" / "a" / "b"
        self._place.mkdir(parents=True, exist_ok=True)

    def drive(self, keys: int, resizes: int) -> None:
        """Press keys and change the window until there were so many of both."""
        campaign, checked = self._campaign, self._campaign.pressed
        try:
            while campaign.pressed < keys and len(campaign.found) < campaign.most_found:
                session = self._session or self._start()
                try:
                    self._act(session)
                    left = max(1, keys - campaign.pressed)
                    while (
                        campaign.resized < resizes
                        and self._chance.random() < (resizes - campaign.resized) * 6 / left
                    ):
                        self._resize(session)
                    self._listen(session)
                    if campaign.pressed - checked >= 150:
                        checked = campaign.pressed
                        self._check(session)
                except Frozen:
                    self._fail(session, f"frozen, in state {session.state()}")
                except Over:
                    pass
        finally:
            if self._session is not None:
                self._session.close()

    def _start(self) -> Session:
        self._campaign.sessions += 1
        self._started += 1
        words = self._words[self._started % len(self._words)]
        self._session = session = Session(
            [*self._campaign.command, *words],
            cols=80,
            rows=24,
            env=environment(self._home),
            cwd=str(self._place),
        )
        self._series = f"{self._name} {self._started}"
        self._widened = False
        self._last.append("<start>")
        if self._chance.random() < 0.7:
            session.pump_until(lambda: _CLEARED in session.raw or session.status() is not None, 20)
        return session

    # What is done

    def _act(self, session: Session) -> None:
        chance = self._chance
        actions: Sequence[tuple[int, Callable[[Session], None]]] = (
            (40, lambda s: self._press(s, chance.choice(_MOVES))),
            (12, lambda s: self._press(s, chance.choice(_NARROWING))),
            (14, self._dialog),
            (8, lambda s: self._press(s, *(chance.choice(_MOVES + _NARROWING + _OPENING + _BACK) for _ in range(chance.randint(2, 30))))),
            (10, lambda s: self._press(s, chance.choice(_BACK))),
            (3, self._paste),
            (2, self._click),
            (3, lambda s: self._raw(s, chance.choice(_ANSWERS))),
            (1, self._stop),
            (2 if self._campaign.leaving else 0, lambda s: self._press(s, chance.choice(_LEAVING))),
        )  # fmt: skip
        chosen = chance.choices([act for _, act in actions], [weight for weight, _ in actions])[0]
        chosen(session)

    def _press(self, session: Session, *keys: str) -> None:
        self._campaign.pressed += len(keys)
        self._last.extend(keys)
        texts = [chr(ord(key[-1]) & 0x1F) if key.startswith("ctrl+") else KEYS.get(key, key) for key in keys]
        session.type("".join(texts).encode())

    def _dialog(self, session: Session) -> None:
        """Open something, do something in it, take it or go back: at once, or as it comes."""
        chance = self._chance
        inside = [chance.choice(_TYPED) for _ in range(chance.randint(0, 8))]
        inside += chance.choices(["down", "up", "tab", "enter", "backspace"], k=chance.randint(0, 3))
        keys = [chance.choice(_OPENING), *inside, chance.choice(["enter", "esc", "esc", "esc"]), "esc"]
        if chance.random() < 0.4:
            self._press(session, *keys)
            return
        for key in keys:
            self._press(session, key)
            self._listen(session)

    def _paste(self, session: Session) -> None:
        chance = self._chance
        text = "".join(chance.choices(_TYPED + "\n\tjqe", k=chance.choice([1, 5, 40, 400])))
        end = b"" if chance.random() < 0.02 else b"\x1b[201~"
        self._raw(session, b"\x1b[200~" + text.encode() + end)

    def _click(self, session: Session) -> None:
        chance = self._chance
        button, x, y = chance.choice([0, 0, 2, 35, 64, 65]), chance.randint(0, 130), chance.randint(0, 45)
        self._raw(session, f"\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m".encode())

    def _raw(self, session: Session, data: bytes) -> None:
        self._last.append(repr(data[:60]))
        session.type(data)

    def _stop(self, session: Session) -> None:
        number = self._chance.choice([signal.SIGSTOP, signal.SIGTSTP, signal.SIGWINCH])
        self._last.append(f"<{number.name}>")
        with suppress(ProcessLookupError):  # the key before has ended it
            session.signal(number)
            if number is not signal.SIGWINCH:
                self._wait_until_it_stopped(session, number)
            session.signal(signal.SIGCONT)

    def _wait_until_it_stopped(self, session: Session, number: signal.Signals) -> None:
        """As a shell does, which has nothing go on but what it has seen stop.

        The kernel may deliver a stop that comes within the same moment as the SIGCONT of the stop before ahead of that one,
        which then takes it back: somebody who wants it stopped says so once more.
        """
        for _ in range(2):
            if session.pump_until(lambda: session.state() in {"T", "Z"}, 2 * patience()):
                return
            session.signal(number)
        raise Frozen

    def _resize(self, session: Session) -> None:
        chance = self._chance
        cols, rows = chance.choice(_SIZES)
        if chance.random() < 0.5:
            cols, rows = chance.randint(1, 210), chance.randint(1, 60)
        if chance.random() < 0.02:
            cols, rows = chance.choice([(0, 0), (1, 1), _LARGEST, (1, 300), (900, 1)])
        if not self._campaign.leaving and not self._widened:
            self._widened, (cols, rows) = True, _LARGEST
        self._campaign.resized += 1
        self._last.append(f"<{cols}x{rows}>")
        session.say_size(cols, rows)

    # What is seen

    def _listen(self, session: Session) -> None:
        session.pump(self._chance.choice([0, 0, 0.001, 0.003, 0.01, 0.02, 0.05]))
        while session.pump(0):
            pass
        if session.status() is not None:
            self._ended(session)

    def _check(self, session: Session) -> None:
        """See whether it still draws when it is asked to."""
        session.type(b"\x1b[201~")
        session.pump(0.1)
        session.raw = b""
        session.type(b"\x0c")
        self._last.append("<look>")
        if not session.pump_until(
            lambda: _CLEARED in session.raw or session.status() is not None, patience()
        ):
            raise Frozen
        if session.status() is not None:
            self._ended(session)
        points = self._campaign.memory.setdefault(self._series, [])
        points.append((self._campaign.pressed, session.memory()))

    def _ended(self, session: Session) -> None:
        reports = sorted(self._home.glob(".local/state/sitbrief/crash-*.txt"))
        status = session.status()
        if reports:
            text = reports[-1].read_text(encoding="utf-8")
            for report in reports:
                report.unlink()
            first = text.split("\n\nThe above exception")[0]
            self._fail(session, f"exit {status}, report:\n{first[-1_200:]}")
        elif status == _NOTHING_TO_READ and self._name == "empty":
            pass
        elif b"KeyboardInterrupt" in session.raw and b"/sitbrief/" not in session.raw:
            pass  # Python itself, which was about to start
        elif status not in _ENDS or b"Traceback" in session.raw:
            self._fail(session, f"exit {status}: {session.raw[-300:]!r}")
        session.close()
        self._session = None
        raise Over

    def _fail(self, session: Session, what: str) -> None:
        self._campaign.found.append(
            f"{self._series} after {self._campaign.pressed} keys: {what}\nlast: {' '.join(self._last)}"
        )
        session.close()
        self._session = None


def main() -> int:
    """Run a campaign and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=2_000)
    parser.add_argument("--resizes", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stay", action="store_true", help="press nothing that leaves")
    parser.add_argument("--library", action="append", choices=list(LIBRARIES))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="random-keys-") as folder:
        campaign = Campaign(options.seed, options.keys, options.resizes, leaving=not options.stay)
        campaign.run(Path(folder), options.library or tuple(LIBRARIES))
    print(campaign.told())  # noqa: T201
    return bool(campaign.found)


if __name__ == "__main__":
    sys.exit(main())
