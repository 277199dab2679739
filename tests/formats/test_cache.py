"""A briefing from the cache is the one that the file holds now, or it is not from the cache."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.hostile import bare, sample
from sitbrief.briefing.models import Briefing
from sitbrief.files.reading import Unreadable
from sitbrief.formats import cache as caches
from sitbrief.formats import native
from sitbrief.formats.cache import Cache
from sitbrief.formats.native import Invalid

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A briefing's file."""
    path = tmp_path / "a.json"
    path.write_bytes(orjson.dumps(sample()))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a cache will be."""
    return tmp_path / "cache" / "sitbrief"


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_the_second_time_nothing_is_validated(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Cache(folder).load(file)
    monkeypatch.delattr(native, "loads")
    assert Cache(folder).load(file) == first
    assert first == Cache(folder).load(str(file))


def test_the_same_bytes_under_another_name_are_the_same_briefing(file: Path, folder: Path) -> None:
    Cache(folder).load(file)
    assert Cache(folder).has(file.rename(file.with_name("b.json")))
    assert len(entries(folder)) == 1


def test_a_file_changed_in_secret_is_never_shown_as_it_was(file: Path, folder: Path) -> None:
    """The same size, the same time of change, the same file: only the bytes tell."""
    before = file.stat()
    Cache(folder).load(file)
    changed = file.read_bytes().replace(b"2024-12-05", b"2024-12-04", 1)
    assert changed != file.read_bytes()
    with file.open("r+b") as same:
        same.write(changed)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        before.st_size,
        before.st_mtime_ns,
        before.st_ino,
    )
    assert not Cache(folder).has(file)
    assert Cache(folder).load(file) == native.loads(changed)


def test_what_was_looked_for_is_not_read_again_unless_it_has_changed(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(folder)
    assert not cache.has(file)
    before = file.stat()
    with monkeypatch.context() as context:
        context.delattr(caches, "read_file")
        assert cache.load(file).id == sample()["id"]
    assert cache.has(file)
    changed = file.read_bytes().replace(b"2024-12-05", b"2024-12-04", 1)
    file.write_bytes(changed)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert cache.load(file) == native.loads(changed)


def test_a_file_that_goes_bad_is_told_as_ever(file: Path, folder: Path) -> None:
    cache = Cache(folder)
    cache.load(file)
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(Invalid) as caught:
        cache.load(file)
    with pytest.raises(Invalid) as expected:
        native.load(file)
    assert str(caught.value) == str(expected.value)
    file.unlink()
    with pytest.raises(Unreadable):
        cache.load(file)
    assert not cache.has(file)


def test_other_rules_find_nothing_of_what_was_kept(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cache(folder).load(file)
    monkeypatch.setattr(caches, "fingerprint", lambda: b"other rules")
    assert not Cache(folder).has(file)
    Cache(folder).load(file)
    assert len(entries(folder)) == 2


def test_without_a_fingerprint_nothing_is_kept(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "fingerprint", lambda: b"")
    assert Cache(folder).load(file) == native.load(file)
    assert not folder.exists()


def test_without_a_folder_a_file_is_validated_once_all_the_same(file: Path) -> None:
    cache = Cache(None)
    assert not cache.has(file)
    assert cache.load(file) is cache.load(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_an_entry_with_a_flipped_bit_is_not_shown_but_made_again(
    data: st.DataObject, file: Path, folder: Path
) -> None:
    Cache(folder).load(file)
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    place, bit = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 7))
    entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
    assert not Cache(folder).has(file)
    assert Cache(folder).load(file) == native.load(file)
    assert entry.read_bytes() == whole


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, 1000])
def test_an_entry_that_was_cut_off_is_made_again(length: int, file: Path, folder: Path) -> None:
    Cache(folder).load(file)
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    entry.write_bytes(whole[:length])
    assert Cache(folder).load(file) == native.load(file)
    assert entry.read_bytes() == whole


def test_an_entry_under_the_name_of_another_is_not_shown(file: Path, folder: Path) -> None:
    Cache(folder).load(file)
    (entry,) = entries(folder)
    file.write_bytes(orjson.dumps(bare()))
    Cache(folder).load(file)
    (other,) = set(entries(folder)) - {entry}
    entry.replace(other)
    assert not Cache(folder).has(file)


def test_an_entry_that_is_sound_and_holds_no_briefing_is_ignored(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "pack", lambda _: b'{"": "Tlp", "is": "TLP:RED"}')
    Cache(folder).load(file)
    assert not Cache(folder).has(file)


def test_a_zone_that_this_machine_no_longer_knows_is_told_as_ever(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Cache(folder).load(file)

    def gone(name: str) -> Any:  # noqa: ANN401
        raise ValueError(name)

    monkeypatch.setattr(caches, "zone", gone)
    assert not Cache(folder).has(file)


def test_what_one_process_fills_another_finds_in_the_store(file: Path, folder: Path) -> None:
    cache = Cache(folder)
    assert Cache(folder).fill(file) == b""
    assert cache.has(file)


def test_without_a_store_it_is_handed_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled = Cache(None).fill(file)
    cache = Cache(None)
    cache.take(filled)
    monkeypatch.delattr(native, "loads")
    assert isinstance(cache.load(file), Briefing)


@pytest.mark.parametrize("cut", [0, 1, 32, 64, 65, 1000])
def test_what_was_cut_off_on_the_way_is_not_taken(cut: int, file: Path) -> None:
    cache = Cache(None)
    cache.take(Cache(None).fill(file)[:cut])
    assert not cache.has(file)


def test_nothing_is_handed_over_of_what_is_no_briefing(file: Path, folder: Path) -> None:
    file.write_bytes(b"{}")
    assert Cache(folder).fill(file) == b""
    assert Cache(folder).fill(file.with_name("missing")) == b""
    assert not folder.exists()


def test_many_processes_at_once_get_the_same_and_leave_one_entry(file: Path, folder: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from sitbrief.formats.cache import Cache\n"
        "for _ in range(20):\n"
        "    print(Cache(Path(sys.argv[2])).load(sys.argv[1]).id)\n"
        "    for entry in Path(sys.argv[2]).iterdir():\n"
        "        entry.unlink(missing_ok=True)\n"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, file, folder], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for run in runs:
        assert run.communicate(timeout=60)[0] == f"{sample()['id']}\n" * 20
        assert run.returncode == 0
    Cache(folder).load(file)
    assert len(entries(folder)) == 1
