"""What the campaigns of `trust.py` try, done to code without protection: the usual way, as most programs have it.

Each function gives how many cases were tried and how many failed. They show that the cases are able to fail.
"""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import random
import re
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS: Final = Path(__file__).parents[1] / "tests"
_SUITE: Final = TESTS / "data" / "json-test-suite"
_ACTS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
_FORMULA: Final = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20](?![0-9.,]*$)")
_SECONDS: Final = 5.0
_LONGEST_NAME: Final = 252
"""Bytes that a file system leaves for a name before its ending."""

_PARSE: Final = "import sys, json; json.loads(open(sys.argv[1], 'rb').read())"
_MEMORY: Final = 300 * 1024 * 1024


class Count(NamedTuple):
    """Cases.

    Attributes:
        tried: All of them.
        failed: Those that did what they must not.
    """

    tried: int
    failed: int


def _from_tests(name: str) -> Any:  # noqa: ANN401  # modules that mypy does not look at
    if str(TESTS) not in sys.path:
        sys.path.insert(0, str(TESTS))
    return import_module(name)


def _strings() -> tuple[str, ...]:
    found: tuple[str, ...] = _from_tests("fuzz.texts").HOSTILE
    return found


def strings() -> Count:
    """Written to a terminal, into Rich's markup, into a table for a spreadsheet and into Markdown, as they are."""
    from markdown_it import MarkdownIt
    from rich.errors import MarkupError
    from rich.text import Text  # noqa: TID251  what protects from it is not wanted here

    reader = MarkdownIt("commonmark").enable("table")
    twin = [token.type for token in reader.parse("# x\n\n- **a:** x\n\n| a |\n| - |\n| x |\n")]
    failed = 0
    for text in _strings():
        failed += bool(_ACTS.search(text))
        try:
            failed += Text.from_markup(text).plain != text
        except MarkupError:
            failed += 1
        failed += bool(_FORMULA.match(text))
        made = reader.parse(f"# {text}\n\n- **a:** {text}\n\n| a |\n| - |\n| {text} |\n")
        inside = {child.type for token in made for child in token.children or ()} - {
            "text",
            "strong_open",
            "strong_close",
            "softbreak",
        }
        failed += [token.type for token in made] != twin or bool(inside)
    return Count(4 * len(_strings()), failed)


def suite() -> Count:
    """Read by the standard library's JSON, which takes NaN and keeps half of a pair."""
    wrong = 0
    paths = [path for start in "yn" for path in sorted(_SUITE.glob(f"{start}_*.json"))]
    for path in paths:
        try:
            json.loads(path.read_bytes())
            valid = True
        except (ValueError, RecursionError):
            valid = False
        wrong += valid != path.name.startswith("y")
    return Count(len(paths), wrong)


def names() -> Count:
    """Titles as file names in a folder with links: joined to the folder, and opened for writing. Nothing leaves the sandbox."""
    names = list(_from_tests("cli.test_names").names(2_000))
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "out")
        folder.mkdir()
        for text in names:
            reached = os.path.realpath(folder / f"{text}.md".replace("\0", ""))
            failed += (
                not reached.startswith(f"{folder}{os.sep}")
                or "\0" in text
                or len(text.encode("utf-8", "replace")) > _LONGEST_NAME
            )
    return Count(len(names), failed)


def links() -> Count:
    """A report written by `open(path, "w")` where a link, a dangling link, a link to a folder or a FIFO has that name."""
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mine").write_text("mine")
        (folder / "deep").mkdir()
        (folder / "link").symlink_to(folder / "mine")
        (folder / "dangling").symlink_to(folder / "made")
        (folder / "way").symlink_to(folder / "deep")
        os.mkfifo(folder / "fifo")
        for target in ("link", "dangling", "way/report"):
            (folder / target).write_text("theirs")
        failed += (folder / "mine").read_text() != "mine"
        failed += (folder / "made").exists()
        failed += (folder / "deep" / "report").exists()
        failed += _hangs(lambda: (folder / "fifo").write_text("theirs"))
    return Count(4, failed)


def kills(turns: int = 60) -> Count:
    """A file of settings that is rewritten in place, by a process that is killed: how often is it no longer whole?"""
    script = "import sys, json\nwhile True:\n    with open(sys.argv[1], 'w') as f: json.dump(list(range(20000)), f)\n"
    failed = 0
    pick = random.Random(7)  # noqa: S311  # moments, no secrets
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "settings")
        path.write_text(json.dumps(list(range(20_000))))
        for _ in range(turns):
            with subprocess.Popen([sys.executable, "-c", script, str(path)]) as writer:
                time.sleep(0.05 + pick.random() * 0.1)
                writer.kill()
            try:
                failed += json.loads(path.read_bytes()) != list(range(20_000))
            except ValueError:
                failed += 1
    return Count(turns, failed)


def faults() -> Count:
    """The same rewriting on a disk that fills up after so many bytes (RLIMIT_FSIZE): is the old file still whole?"""
    script = (
        "import sys, json, resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
        "with open(sys.argv[1], 'w') as f: json.dump(list(range(20000)), f)\n"
    )
    failed = 0
    limits = range(0, 100_000, 10_000)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "settings")
        for limit in limits:
            path.write_text(json.dumps("mine"))
            subprocess.run(
                [sys.executable, "-c", script, str(path), str(limit)], stderr=subprocess.DEVNULL, check=False
            )
            failed += path.read_bytes() != b'"mine"'
    return Count(len(limits), failed)


def folders() -> Count:
    """A cache beside the data that is believed: a link, a FIFO, a bomb, a wrong row, an escape sequence, another shape."""
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mine").write_text("{}")
        bomb = zlib.compress(b"0" * (400 * 1024 * 1024), 9)
        kinds: dict[str, bytes] = {
            "wrong row": zlib.compress(b'[{"grade": "A1", "headline": "never said"}]'),
            "escape": zlib.compress(b'[{"grade": "A1", "headline": "\\u001b[2J"}]'),
            "bomb": bomb,
            "shape": zlib.compress(b"[1, 2]"),
            "version": b"\x00\x01",
        }
        for data in kinds.values():
            path = folder / "cache"
            path.write_bytes(data)
            failed += _shown(path)
        path.unlink()
        path.symlink_to(folder / "mine")
        path.write_text("theirs")  # renewed where it stands
        failed += (folder / "mine").read_text() == "theirs"
        path.unlink()
        os.mkfifo(path)
        failed += _hangs(path.read_bytes)
    return Count(len(kinds) + 2, failed)


def _shown(path: Path) -> bool:
    """Whether a reader that trusts a cache shows what nobody said, breaks, or takes too much."""
    script = (
        "import sys, json, zlib\n"
        "for row in json.loads(zlib.decompress(open(sys.argv[1], 'rb').read())): print(row['grade'], row['headline'])\n"
    )
    done = _ran(script, str(path))
    return _overdone(done) or b"A1" in done.stdout


def bombs() -> Count:
    """Read whole and parsed: small objects, lists and numbers by the million, one key again and again, a file from /dev/zero."""
    made: dict[str, Callable[[], bytes]] = {
        "objects": lambda: b"[" + b"{}," * 10_000_000 + b"{}]",
        "lists": lambda: b"[" + b"[]," * 10_000_000 + b"[]]",
        "numbers": lambda: b"[" + b"1," * 30_000_000 + b"1]",
        "deep": lambda: b"[" * 1_000_000,
        "text": lambda: b'"' + b"\\u0000" * 50_000_000 + b'"',
    }
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "bomb.json")
        for data in made.values():
            path.write_bytes(data())
            failed += _overdone(_ran(_PARSE, str(path)))
    failed += _overdone(_ran(_PARSE, "/dev/zero"))
    return Count(len(made) + 1, failed)


def _ran(script: str, path: str) -> subprocess.CompletedProcess[bytes]:
    """Run a script; the last thing that it prints is how many KiB it took. It gets 5 s and 2 GB."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))

    told = "import resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    words = [sys.executable, "-c", f"{script}\n{told}", path]
    try:
        return subprocess.run(  # this process has one thread
            words, capture_output=True, timeout=_SECONDS, preexec_fn=bound, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(words, 1, b"", b"")


def _overdone(done: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether it broke, or took more than 5 s, or more than 300 MB."""
    return done.returncode != 0 or int(done.stdout.split()[-1]) * 1024 > _MEMORY


def fuzzing(turns: int = 3_000) -> Count:
    """Damaged briefings read by `json.loads` and by fields: whatever raises would be a traceback."""
    damage = _from_tests("fuzz.damage_json").damaged_json
    sample = json.dumps(_from_tests("formats.hostile").sample()).encode()
    pick = random.Random(3)  # noqa: S311  # damage, no secrets
    failed = 0
    for _ in range(turns):
        data = damage(sample, pick)
        try:
            found = json.loads(data)
        except ValueError:
            continue
        except RecursionError:
            failed += 1
            continue
        try:
            out = io.StringIO()
            csv.writer(out).writerow([found["title"].strip(), found["period"]["start"][:10]])
            for claim in found["claims"]:
                csv.writer(out).writerow(
                    [claim["id"].strip(), claim["statement"].strip(), claim["when"]["precision"].upper()]
                )
            out.getvalue().encode()
        except Exception:  # noqa: BLE001  # that is what is counted
            failed += 1
    return Count(turns, failed)


def keys(turns: int = 5) -> Count:
    """A bare Textual application that gets a byte that is not UTF-8, as a Latin-1 terminal sends it: is q still answered?"""
    script = "from textual.app import App\nclass A(App):\n    BINDINGS = [('q', 'quit', 'q')]\nA().run()\n"
    failed = sum(not _answers([sys.executable, "-c", script], b"\xe9") for _ in range(turns))
    return Count(turns, failed)


def _answers(words: list[str], sent: bytes) -> bool:
    """Whether a program in a terminal is still there after something was sent, and leaves when q is."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color")
        os.execv(words[0], words)  # noqa: S606
    try:
        for data in (sent, b"q"):
            _quiet(terminal)
            if os.waitpid(process, os.WNOHANG)[0]:
                process = 0
                return False
            os.write(terminal, data)
        _quiet(terminal)
        gone = os.waitpid(process, os.WNOHANG)[0]
        process = 0 if gone else process
        return bool(gone)
    finally:
        if process:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        os.close(terminal)


def _quiet(terminal: int, seconds: float = 1.0) -> None:
    """Read until nothing comes for a while."""
    while select.select([terminal], [], [], seconds)[0]:
        try:
            os.read(terminal, 65_536)
        except OSError:  # it has gone
            time.sleep(0.1)
            return


def connections() -> Count:
    """A program that looks for a newer release of itself when it starts, as many do; here it asks this machine."""
    script = "import urllib.request as r\ntry: r.urlopen('http://127.0.0.1:9/')\nexcept OSError: pass"
    network = _from_tests("cli.test_network")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(network.traced(folder, [sys.executable, "-c", script]), check=False)
        return Count(1, int(bool(network.connections(network.calls(folder)))))


def _hangs(action: Callable[[], object]) -> bool:
    """Whether something waits for ever: for a second, that is."""

    def end(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        action()
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return False
