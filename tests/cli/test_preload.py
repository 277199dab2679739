"""What a child validates ahead, and what happens when it does not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest

from formats.hostile import bare, sample
from formats.tables import ged
from sitbrief.cli import preload
from sitbrief.cli.preload import validated_ahead
from sitbrief.formats import native
from sitbrief.formats.cache import Cache
from support.program import BRIEFINGS, environment, sitbrief
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

HAMA = BRIEFINGS / "2024-12-05-hama.json"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two briefings and what is none."""
    found = [tmp_path / name for name in ("a.json", "b.json", "c.json", "missing")]
    for path, data in zip(found, (sample(), bare(), {}), strict=False):
        path.write_bytes(orjson.dumps(data))
    return found


def no_children() -> bool:
    """Whether this process has no child left, dead or alive."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


@pytest.mark.parametrize("kept", [True, False])
def test_afterwards_all_that_is_valid_is_loaded_without_a_validator(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    """In the store, or through the pipe where there is none."""
    expected = [native.load(path) for path in files[:2]]
    cache = Cache(tmp_path / "cache" if kept else None)
    before = open_files()
    with validated_ahead(cache, files):
        pass
    assert open_files() == before
    assert no_children()
    assert [cache.has(path) for path in files] == [True, True, False, False]
    monkeypatch.delattr(native, "loads")
    assert [cache.load(path) for path in files[:2]] == expected


def test_a_file_is_opened_once_in_all_processes(files: list[Path], tmp_path: Path) -> None:
    """Whether it was opened before or not, and whether it is a briefing or a table."""
    table = tmp_path / "a.csv"
    table.write_bytes(ged({}))
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from sitbrief.cli.preload import validated_ahead\n"
        "from sitbrief.formats.cache import Cache\n"
        "from sitbrief.library import Library\n"
        "from sitbrief.library.foreign_files import Converter\n"
        "named = {path: Path(path) for path in sys.argv[3:]}\n"
        "log = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND)\n"
        "def look(event, args):\n"
        "    if event == 'open' and str(args[0]) in named:\n"
        "        os.write(log, f'{Path(args[0]).name}\\n'.encode())\n"
        "sys.addaudithook(look)\n"
        "for _ in range(2):\n"
        "    cache, converter = Cache(Path(sys.argv[1])), Converter()\n"
        "    ours = [path for path in named.values() if path.suffix == '.json']\n"
        "    with validated_ahead(cache, ours, converter, named.values()):\n"
        "        pass\n"
        "    library = Library(named.values(), load=cache.load, convert=converter.items)\n"
        "    assert len(library.items) == 3\n"
    )
    argv = [sys.executable, "-c", code, tmp_path / "cache", tmp_path / "log", *files[:2], table]
    subprocess.run(argv, check=True)
    # Once each time; and how the table begins is looked at once, since its name does not tell what it is.
    assert Counter((tmp_path / "log").read_text().split()) == {"a.json": 2, "b.json": 2, "a.csv": 3}


def test_a_large_answer_does_not_wait_for_a_reader_for_ever(tmp_path: Path) -> None:
    """A pipe holds 64 KiB."""
    data = sample()
    data["claims"] += [{**data["claims"][0], "id": f"x{n}", "contradicts": []} for n in range(500)]
    (tmp_path / "a.json").write_bytes(orjson.dumps(data))
    cache = Cache(None)
    with validated_ahead(cache, [tmp_path / "a.json"]):
        pass
    assert cache.has(tmp_path / "a.json")


def test_there_is_no_child_where_nothing_is_to_be_done(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cache(tmp_path / "cache").load(files[0])
    monkeypatch.delattr(os, "fork")
    with validated_ahead(Cache(tmp_path / "cache"), files[:1]):
        pass


def test_there_is_no_child_beside_threads(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    with validated_ahead(Cache(None), files):
        pass
    done.set()
    thread.join()


@pytest.mark.parametrize("name", ["pipe", "fork"])
def test_where_no_child_can_be_made_there_is_none(
    files: list[Path], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError(11, "Resource temporarily unavailable")

    before = open_files()
    monkeypatch.setattr(os, name, fail)
    with validated_ahead(Cache(None), files):
        pass
    assert open_files() == before


def hang(*_: object) -> bytes:
    time.sleep(60)
    return b""


def die(*_: object) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def crash(*_: object) -> bytes:
    raise RuntimeError("a mistake of ours")


@pytest.mark.parametrize("fate", [die, crash])
def test_a_child_that_dies_leaves_the_work_to_its_parent(
    files: list[Path],
    fate: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(Cache, "fill", fate)
    cache = Cache(None)
    with validated_ahead(cache, files):
        pass
    assert no_children()
    assert capfd.readouterr() == ("", "")
    assert cache.load(files[0]) == native.load(files[0])


def test_a_child_that_is_cut_off_in_the_middle_is_not_believed(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Cache.fill

    def half(self: Cache, path: Path) -> bytes:
        return real(self, path) if path == files[0] else die()

    monkeypatch.setattr(Cache, "fill", half)
    cache = Cache(None)
    with validated_ahead(cache, files):
        pass
    assert cache.load(files[0]) == native.load(files[0])
    assert cache.load(files[1]) == native.load(files[1])


def test_whoever_leaves_early_leaves_no_child_behind(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cache, "fill", hang)
    start = time.monotonic()
    before = open_files()
    with pytest.raises(KeyboardInterrupt), validated_ahead(Cache(None), files):
        raise KeyboardInterrupt
    assert time.monotonic() - start < 10
    assert open_files() == before
    assert no_children()


PROBE = """
import os, sys, time
from sitbrief.formats.cache import Cache
def slow(self, path):
    open(os.environ["PROBE"], "w").write(str(os.getpid()))
    time.sleep(60)
Cache.fill = slow
from sitbrief.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
"""The program with a child that never answers, and that says who it is."""


@pytest.fixture
def waiting(tmp_path: Path) -> Callable[[], tuple[Terminal, int]]:
    """Start the program up to where it waits for its child; the terminal and the child's id."""

    def start() -> tuple[Terminal, int]:
        note = tmp_path / "child"
        found = Terminal(
            [sys.executable, "-c", PROBE, str(HAMA)],
            cols=80,
            rows=24,
            env=environment(tmp_path, PROBE=str(note)),
            cwd=str(tmp_path),
        )
        found.wait_until(lambda: note.exists() and bool(note.read_text()), "a child at work")
        return found, int(note.read_text())

    return start


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether a process that is not ours ends."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":  # its new parent, the first process here, may be slow to take note
            return True
        time.sleep(0.05)
    return False


@pytest.mark.pty
def test_ctrl_c_ends_both(waiting: Callable[[], tuple[Terminal, int]]) -> None:
    found, child = waiting()
    found.send("ctrl+c")
    assert found.wait_exit() == 130
    assert gone(child)
    assert found.echoing()
    assert "Traceback" not in found.grid()
    found.close()


@pytest.mark.pty
def test_a_line_that_is_cut_ends_both(waiting: Callable[[], tuple[Terminal, int]]) -> None:
    found, child = waiting()
    found.hang_up()
    found.wait_exit()
    assert gone(child)
    found.close()


@pytest.mark.pty
def test_the_first_opening_and_the_next_show_the_same(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    screens = []
    for _ in range(2):
        found = terminal(str(HAMA)).wait_for("4 Sources").settle()
        screens.append(found.grid())
        found.send("q")
        assert found.wait_exit() == 0
    assert screens[0] == screens[1]
    assert len(list((tmp_path / ".cache" / "sitbrief").iterdir())) == 1


@pytest.mark.pty
@pytest.mark.parametrize("content", [b"{}", b"", b'{"title": 7}', b"\xff"])
def test_a_file_that_is_none_is_told_in_a_terminal_as_without_one(
    content: bytes, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    expected = sitbrief("show", "bad.json", home=tmp_path)
    found = terminal("bad.json", cols=200)
    assert found.wait_exit() == expected.returncode == 1
    assert found.grid().split() == expected.stderr.split()


@pytest.mark.pty
def test_a_home_that_cannot_be_written_opens_as_well(tmp_path: Path) -> None:
    found = Terminal(
        [sys.executable, "-m", "sitbrief", str(HAMA)],
        cols=80,
        rows=24,
        env=environment(Path("/proc"), XDG_CACHE_HOME="/proc/none"),
        cwd=str(tmp_path),
    )
    found.wait_for("4 Sources").send("q")
    assert found.wait_exit() == 0
    found.close()


def test_the_child_has_no_terminal(files: list[Path], tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from sitbrief.cli.preload import validated_ahead\n"
        "from sitbrief.formats.cache import Cache\n"
        "def look(self, path):\n"
        "    print('out'); print('err', file=sys.stderr)\n"
        "    links = [os.readlink(f'/proc/self/fd/{n}') for n in range(3)]\n"
        "    Path('links').write_text(' '.join(links))\n"
        "    return b''\n"
        "Cache.fill = look\n"
        "sys.stdout.write('before ')\n"
        "with validated_ahead(Cache(None), [Path(sys.argv[1])]): pass\n"
        "print('after')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, files[0]], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (tmp_path / "links").read_text() == "/dev/null /dev/null /dev/null"
    assert (run.stdout, run.stderr) == ("before after\n", "")


def test_the_length_of_what_is_sent_is_believed_no_further_than_it_reaches() -> None:
    ours, theirs = os.pipe()
    os.write(theirs, (3).to_bytes(8) + b"abc" + (0).to_bytes(8) + (2**63).to_bytes(8) + b"x")
    os.close(theirs)
    assert list(preload._received(ours)) == [b"abc", b""]  # noqa: SLF001
    os.close(ours)
