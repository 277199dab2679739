"""Whatever an index is made of, and whatever it says: no false row, no hang, nothing written elsewhere, bounded memory."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest

from library.forging import FALSE, MADE, SAID, Forger, beside, fifo, sparse
from sitbrief.library.index.index_folder import LARGEST, Foreign, IndexFolder, hashed
from support.program import BRIEFINGS, COMMAND, environment, need_root, sitbrief
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from support.terminal import Terminal

SECONDS = 5
"""Of the processor: how long it takes on a machine with other work is another matter."""

ALL = os.environ.get("SITBRIEF_FORGED") == "all"
"""Try all kinds of index where the suite tries some: in the reader, in a conversation, by `sitbrief index`."""

MEGABYTES = 300
NOBODY = 65534


class Ground(NamedTuple):
    """Where it happens.

    Attributes:
        library: The folder of the briefings.
        home: The reader's.
        elsewhere: A folder that nothing may be written to.
    """

    library: Path
    home: Path
    elsewhere: Path

    def forger(self) -> Forger:
        """What changes the index beside the briefings."""
        return Forger(self.library / ".sitbrief-index", self.library, self.elsewhere)


class Ended(NamedTuple):
    """How a process ended."""

    code: int
    said: str
    told: str
    seconds: float
    megabytes: float


def some(*kinds: str, among: Iterable[str] = SAID) -> tuple[str, ...]:
    """Some kinds of index; all of them where that is asked for."""
    return tuple(among) if ALL else kinds


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    found = Ground(*(tmp_path / name for name in ("library", "home", "elsewhere")))
    for folder in found:
        folder.mkdir()
    for path in BRIEFINGS.glob("*.json"):
        (found.library / path.name).write_bytes(path.read_bytes())
    (found.elsewhere / "precious").write_text("precious\n", encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a search finds where nobody has forged anything."""
    home = tmp_path_factory.mktemp("home")
    found = sitbrief("search", *QUERY, "--library", str(BRIEFINGS), home=home).stdout
    assert found.count("\n") == 30
    return found


QUERY = ("hama", "after:2024-12-01")


LAUNCHER = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as file:
    file.write(f"{code} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}")
"""
"""Stands between, because a process begins with the memory of the one that it is forked from."""


def run(ground: Ground, *words: str) -> Ended:
    """Run the program to its end, and see what it took."""
    took = ground.home / "took"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LAUNCHER, took, *COMMAND, *words],
        env=environment(ground.home),
        cwd=ground.home,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    code, seconds, megabytes = took.read_text(encoding="utf-8").split()
    return Ended(int(code), done.stdout, done.stderr, float(seconds), float(megabytes))


def hold(ground: Ground, expected: str, before: list[tuple[object, ...]]) -> Ended:
    """Search, and hold that the answer is right, soon there, small, and nothing elsewhere is as it was not."""
    done = run(ground, "search", *QUERY, "--library", str(ground.library))
    obeyed = [sign for sign in done.told if sign < " " and sign not in "\r\n"]
    held = (
        (done.code, done.said) == (0, expected)
        and FALSE not in done.told
        and not obeyed
        and done.seconds < SECONDS
        and done.megabytes < MEGABYTES
        and listed(ground.elsewhere) == before
    )
    tried("indexes that are foreign, damaged or false", 1, 0 if held else 1)
    assert (done.code, done.said) == (0, expected), done.told
    assert FALSE not in done.told
    assert not obeyed
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES
    assert listed(ground.elsewhere) == before
    return done


def listed(folder: Path) -> list[tuple[object, ...]]:
    """All that is in a folder, with what it holds."""
    return sorted(
        (str(path), path.lstat().st_mode, path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in folder.rglob("*")
    )


@pytest.mark.parametrize("kind", SAID)
def test_what_an_index_says_is_held_against_the_briefings(ground: Ground, expected: str, kind: str) -> None:
    """It is this account's own, and sealed rightly."""
    forger = ground.forger()
    SAID[kind](forger)
    forger.seal()
    hold(ground, expected, listed(ground.elsewhere))


@pytest.mark.parametrize("kind", MADE)
def test_what_an_index_is_made_of_is_looked_at(ground: Ground, expected: str, kind: str) -> None:
    forger = ground.forger()
    MADE[kind](forger)
    hold(ground, expected, listed(ground.elsewhere))


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to(path.parents[1] / "elsewhere" / "index"),
        lambda path: path.symlink_to(path.parents[1] / "elsewhere" / "nothing"),
        lambda path: path.symlink_to(path),
        lambda path: path.write_bytes(b"a file"),
        fifo,
        sparse,
    ],
    ids=["a link", "a link to nothing", "a link to itself", "a file", "a FIFO", "a large file"],
)
def test_what_is_no_folder_is_no_index(ground: Ground, expected: str, make: Callable[[Path], object]) -> None:
    beside(ground.forger(), make)
    done = hold(ground, expected, listed(ground.elsewhere))
    assert "The index beside the briefings is not used" in done.told
    assert run(ground, "index", str(ground.library)).code == 0
    before = listed(ground.elsewhere)
    for words in (("--shared",), ("--shared", "--rebuild")):
        shared = run(ground, "index", *words, str(ground.library))
        assert (shared.code, len(shared.told.splitlines())) == (3, 2), shared.told
        assert listed(ground.elsewhere) == before


@pytest.mark.parametrize("words", [(), ("--shared",)], ids=["own", "shared"])
@pytest.mark.parametrize(
    "kind",
    some(
        "a manifest that is a link",
        "a lock that is a link to nothing",
        "a precious file as a manifest",
        "a manifest that is a FIFO",
        "a lock that is a FIFO",
        "a segment that is a FIFO",
        "rows that are deep",
        "a view without end",
        among=(*MADE, *SAID),
    ),
)
def test_an_index_is_brought_up_to_date_or_refused(ground: Ground, kind: str, words: tuple[str, ...]) -> None:
    """One briefing has changed since, so that there is something to write."""
    forger = ground.forger()
    if kind in SAID:
        SAID[kind](forger)
        forger.seal()
    else:
        MADE[kind](forger)
    forger.outdate()
    before = listed(ground.elsewhere)
    done = run(ground, "index", *words, str(ground.library))
    assert done.code in {0, 3}, done.told
    assert "Traceback" not in done.told
    assert not [sign for sign in done.told if sign < " " and sign not in "\r\n"]
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES
    assert listed(ground.elsewhere) == before


def test_an_index_is_made_anew_where_that_is_asked_for(ground: Ground) -> None:
    """Also where there is none."""
    home = ground.home / ".cache"
    assert run(ground, "index", "--rebuild", str(ground.library)).code == 0
    (before,) = home.rglob("*.segment")
    assert run(ground, "index", str(ground.library)).code == 0
    assert list(home.rglob("*.segment")) == [before]
    assert run(ground, "index", "--rebuild", str(ground.library)).code == 0
    (after,) = home.rglob("*.segment")
    assert after != before


@pytest.mark.parametrize("make", ["link", "link to nothing", "other name"])
def test_nothing_is_written_by_a_name_that_somebody_foresaw(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, make: str
) -> None:
    """A name that is not free is not used, whatever has it."""
    forger = ground.forger()
    foreseen = forger.folder / f".new-{'07' * 8}"
    if make == "link":
        foreseen.symlink_to(forger.precious)
    elif make == "link to nothing":
        foreseen.symlink_to(ground.elsewhere / "new")
    else:
        os.link(forger.precious, foreseen)
    before = listed(ground.elsewhere)
    monkeypatch.setattr(os, "urandom", lambda size: b"\7" * size)
    with IndexFolder.open(forger.folder) as held, suppress(FileExistsError):
        held.put("new", b"new")
        assert held.read("new", 3) == b"new"
    assert listed(ground.elsewhere) == before
    assert forger.precious.read_bytes() == b"precious\n"


@pytest.mark.parametrize(
    "kind", some("false rows", "rows that a terminal obeys", "titles that a terminal obeys")
)
def test_programs_are_told_what_the_briefings_say(ground: Ground, kind: str) -> None:
    forger = ground.forger()
    words = ("search", *QUERY, "--json", "--library", str(ground.library))
    honest = run(ground, *words)
    assert (honest.code, honest.said.count("\n")) == (0, 30), honest.told
    SAID[kind](forger)
    forger.seal()
    done = run(ground, *words)
    assert (done.code, done.said) == (0, honest.said), done.told


@pytest.mark.parametrize("name", ["", "manifest", "SEGMENT"])
def test_what_another_account_has_made_is_not_used(ground: Ground, expected: str, name: str) -> None:
    """Here the folder, or one file in it, is nobody's."""
    need_root("give a file away")
    forger = ground.forger()
    SAID["false rows"](forger)
    forger.seal()
    os.chown(forger.folder / name.replace("SEGMENT", forger.segment.name), NOBODY, NOBODY)
    done = hold(ground, expected, listed(ground.elsewhere))
    assert ("made by another account" in done.told) == (not name)


@pytest.mark.parametrize("where", ["", "sitbrief", "sitbrief/index"])
@pytest.mark.parametrize("kind", ["link", "open", "foreign"])
def test_the_cache_is_looked_at_as_closely(ground: Ground, expected: str, where: str, kind: str) -> None:
    """A link in it leads the index elsewhere, and what others can write they can replace. Its own place may be a link."""
    cache = ground.home / ".cache"
    (cache / "sitbrief" / "index").mkdir(parents=True)
    for folder in (cache, cache / "sitbrief", cache / "sitbrief" / "index"):
        folder.chmod(0o700)
    path = cache / where
    if kind == "link":
        path.rename(ground.elsewhere / "real")
        path.symlink_to(ground.elsewhere / "real")
    elif kind == "open":
        path.chmod(0o777)
    else:
        need_root("give a folder away")
        os.chown(path, NOBODY, NOBODY)
    done = run(ground, "search", *QUERY, "--library", str(ground.library))
    assert (done.code, done.said) == (0, expected), done.told
    kept = [file for file in ground.home.parent.rglob("*.segment") if file.is_file()]
    if (kind, where) == ("link", ""):
        assert kept
    else:
        assert not kept
        assert "cannot be used" in done.told


def test_who_can_read_a_shared_index_of_an_account_that_is_named_uses_it(
    ground: Ground, expected: str
) -> None:
    """By default it is ignored, and the reader's own is made."""
    need_root("be several accounts")
    deploy = 65533
    shared = ground.library / ".sitbrief-index"
    assert run(ground, "index", "--shared", str(ground.library)).code == 0
    for path in (ground.library, *ground.library.rglob("*")):
        os.chown(path, deploy, deploy)
    done = hold(ground, expected, listed(ground.elsewhere))
    assert f"made by another account (number {deploy})" in done.told
    config = ground.home / ".config" / "sitbrief" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'[index]\ntrust = ["{deploy}"]\n', encoding="utf-8")
    (ground.home / ".cache" / "sitbrief").rename(ground.home / "old")
    before = listed(shared)
    done = hold(ground, expected, listed(ground.elsewhere))
    assert "not used" not in done.told
    assert listed(shared) == before
    assert not list((ground.home / ".cache").rglob("*.segment"))
    (ground.library / "2024-12-05-hama.json").unlink()
    done = run(ground, "search", *QUERY, "--library", str(ground.library))
    assert (done.code, 0 < done.said.count("\n") < 30) == (0, True), "what is out of date there is made here"
    assert listed(shared) == before


def test_nothing_of_an_older_time_is_left_behind(ground: Ground, expected: str) -> None:
    """What was being written when somebody pulled the plug goes with the next building; what is not ours stays."""
    forger = ground.forger()
    ours = [
        ".new-0123456789abcdef",
        ".new-0123456789abcdef.segment",
        ".manifest-77",
        "0123456789abcdef.segment",
    ]
    theirs = [".new-notes", ".manifest-of-cargo", "thesis.segment", "notes.txt"]
    for name in (*ours, *theirs):
        (forger.folder / name).write_text("x", encoding="utf-8")
    (ground.library / "2024-12-05-hama.json").touch()
    run(ground, "index", str(ground.library))
    left = {path.name for path in forger.folder.iterdir()}
    assert not left.intersection(ours)
    assert left.issuperset(theirs)


@pytest.mark.pty
@pytest.mark.parametrize(
    "kind",
    some(
        "false rows",
        "rows that a terminal obeys",
        "titles that a terminal obeys",
        "keys of no day",
        "a bomb of bits",
        "sets of another size",
        "sets that are not packed",
        "a view without end",
        "rows that are no JSON",
        "an edition of no marking",
        "a province that is none",
    ),
)
def test_the_reader_shows_what_the_briefings_say(
    terminal: Callable[..., Terminal], ground: Ground, kind: str
) -> None:
    """Where it is found out when the keys rest, the rows are replaced by themselves. It stays small."""
    forger = ground.forger()
    SAID[kind](forger)
    forger.seal()
    screen = terminal(str(ground.library), cols=120, rows=40, env={"SITBRIEF_LIBRARY": ""})
    screen.wait_for("4 Sources").settle()
    screen.send("o").wait_for("4 Editions").wait_for("49 of 49 shown")
    screen.wait_until(lambda: FALSE not in screen.grid() and "damaged" not in screen.grid(), "true rows")
    screen.wait_for("HTS cuts off the Syrian Desert road")
    screen.send("4").settle()
    screen.wait_until(lambda: FALSE not in screen.grid(), "true titles")
    assert not screen.controls()
    screen.send("q").wait_for("4 Sources")
    assert screen.megabytes() < MEGABYTES
    screen.send("q")
    assert screen.wait_exit() == 0


@pytest.mark.pty
@pytest.mark.parametrize("key", ["q", "ctrl+c"])
@pytest.mark.parametrize("name", ["manifest", "lock", "SEGMENT"])
def test_a_fifo_holds_up_no_key(
    terminal: Callable[..., Terminal], ground: Ground, name: str, key: str
) -> None:
    forger = ground.forger()
    forger.replace(name.replace("SEGMENT", forger.segment.name), fifo)
    screen = terminal(str(ground.library), cols=120, rows=40, env={"SITBRIEF_LIBRARY": ""})
    screen.wait_for("4 Sources").settle()
    screen.send("o").wait_for("4 Editions").wait_for("49 of 49 shown")
    if key == "q":
        screen.send("q").wait_for("4 Sources")
    screen.send(key)
    assert screen.wait_exit() == 0


@pytest.mark.parametrize(
    "kind",
    some(
        "false rows",
        "rows that a terminal obeys",
        "short rows",
        "sets that are not packed",
        "an edition of no day",
        "a view without end",
        "a full text of nothing",
    ),
)
def test_the_conversation_says_what_the_briefings_say(ground: Ground, kind: str) -> None:
    """To the last row, and the list of editions."""
    forger = ground.forger()
    honest = conversation(ground, "before")
    assert (honest.returncode, "30 of 49 shown" in honest.stdout) == (0, True), honest.stderr
    assert "Rows 21 to 30 of 30, the end." in honest.stdout
    assert "1. 2024-12-05-hama" in honest.stdout
    SAID[kind](forger)
    forger.seal()
    done = conversation(ground, "after")
    assert done.returncode == 0, done.stderr
    assert done.stdout == honest.stdout
    assert FALSE not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def conversation(ground: Ground, home: str) -> subprocess.CompletedProcess[str]:
    """Search line by line, read all that is found, and look at the editions.

    Args:
        ground: Where.
        home: The name of a reader's home, who has not read anything before.
    """
    folder = ground.home / home
    folder.mkdir()
    return subprocess.run(
        [*COMMAND, "--plain", str(ground.library)],
        input="search hama\nmore\nmore\neditions\nq\nq\nq\nq\n",
        env=environment(folder),
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_of_an_index_that_others_can_write_is_not_used(tmp_path: Path, mode: int) -> None:
    with IndexFolder.open(tmp_path / "index", make=True) as held:
        held.put("piece", b"ours")
        with held.locked():
            pass
        assert (held.size("piece"), held.read("piece", 4)) == (4, b"ours")
        for name in ("piece", "lock"):
            (tmp_path / "index" / name).chmod(mode)
        assert held.size("piece") is None
        for use in (lambda: held.read("piece", 4), lambda: held.digest("piece"), held.locked().__enter__):
            with pytest.raises(Foreign, match="can be written by others"):
                use()


@pytest.mark.parametrize(
    ("where", "folders", "files"),
    [
        ("cache/sitbrief/index/some", 0o700, 0o600),
        ("library/.sitbrief-index", 0o755, 0o644),
    ],
)
def test_what_is_made_is_for_this_account_or_beside_briefings_for_all_who_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, folders: int, files: int
) -> None:
    """Whatever the account lets others do with its files otherwise. The library itself is there already."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "library").mkdir()
    before = os.umask(0)
    try:
        with IndexFolder.open(tmp_path / where, make=True) as held:
            held.put("piece", b"ours")
            with held.locked():
                pass
    finally:
        os.umask(before)
    made = [path for path in (tmp_path / where.partition("/")[0]).rglob("*") if path.is_dir()]
    top = [tmp_path / "cache"] if folders == 0o700 else []
    assert {stat.S_IMODE(path.stat().st_mode) for path in (*top, *made)} == {folders}
    assert stat.S_IMODE((tmp_path / where / "piece").stat().st_mode) == files
    assert stat.S_IMODE((tmp_path / where / "lock").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("piece", lambda path: os.link(path.with_name("own"), path), "other names elsewhere"),
        ("piece", lambda path: path.write_bytes(b"ours!"), "too large"),
        ("piece", lambda path: path.mkdir(), "not a regular file"),
        ("piece", fifo, "not a regular file"),
        ("lock", lambda path: path.write_bytes(b"x"), "too large"),
        ("lock", fifo, "not a regular file"),
    ],
    ids=[
        "a second name",
        "a byte more",
        "a folder",
        "a FIFO",
        "a lock that holds a byte",
        "a lock that is a FIFO",
    ],
)
def test_what_is_in_the_folder_is_a_file_of_its_own_of_a_known_size(
    tmp_path: Path, name: str, make: Callable[[Path], object], why: str
) -> None:
    with IndexFolder.open(tmp_path / "index", make=True) as held:
        held.put("own", b"ours")
        assert held.read("own", 4) == b"ours"
        make(tmp_path / "index" / name)
        with pytest.raises(Foreign, match=why):
            held.locked().__enter__() if name == "lock" else held.read(name, 4)


def test_a_folder_that_cannot_be_trusted_or_is_not_there_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    with pytest.raises(Foreign, match="can be written by others"), IndexFolder.open(tmp_path / "open"):
        pass
    with pytest.raises(FileNotFoundError), IndexFolder.open(tmp_path / "none"):
        pass


def test_what_cannot_be_written_is_told_and_nothing_of_it_is_left(tmp_path: Path) -> None:
    with IndexFolder.open(tmp_path / "index", make=True) as held:
        (tmp_path / "index" / "taken" / "inside").mkdir(parents=True)
        with pytest.raises(OSError, match="taken"):
            held.put("taken", b"ours")
    assert [path.name for path in (tmp_path / "index").iterdir()] == ["taken"]


def test_a_digest_is_that_of_all_bytes_or_of_none(tmp_path: Path) -> None:
    data = bytes(range(256)) * 8192
    with IndexFolder.open(tmp_path / "index", make=True) as held:
        held.put("piece", data)
        assert held.digest("piece") == hashed(data)
        stops = iter((False, True))
        assert held.digest("piece", lambda: next(stops)) == ""


def test_a_segment_may_be_large_but_not_without_end(tmp_path: Path) -> None:
    with IndexFolder.open(tmp_path / "index", make=True) as held:
        held.put("piece", b"")
        os.truncate(tmp_path / "index" / "piece", 20_000_000)
        assert held.digest("piece") == hashed(bytes(20_000_000))
        os.truncate(tmp_path / "index" / "piece", LARGEST + 1)
        with pytest.raises(Foreign, match="too large"):
            held.digest("piece")
