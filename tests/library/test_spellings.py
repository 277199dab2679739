"""A spelling that a user has settled means its province from then on, and a mistake in the file stops nobody."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief import places
from sitbrief.files.reading import Unreadable
from sitbrief.files.writing import Unwritable
from sitbrief.library.spellings import settle, spellings


def test_what_was_settled_is_found(tmp_path: Path) -> None:
    path = tmp_path / "config" / "places.tsv"
    settle(path, "Hasake Gov.", "SY-HA")
    settle(path, "Dimashq", "SY-RD")
    settle(path, "dimashq", "SY-DI")
    found, mistakes = spellings(path)
    syria = places.country("SY")
    assert syria is not None
    assert mistakes == ()
    for written, iso in {"hasake gov.": "SY-HA", "Dimashq": "SY-DI"}.items():
        resolved = places.resolve(written, syria, found)
        assert isinstance(resolved, places.ResolvedPlace)
        assert resolved.province.iso == iso
    assert path.read_text(encoding="utf-8").count("\n") == 3
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_mistakes_are_told_with_their_line_and_the_rest_counts(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    path.write_text("# mine\nSY\tHasake\tSY-XX\nSY\tHasake\tSY-HA\nnonsense\n", encoding="utf-8")
    found, mistakes = spellings(path)
    assert len(found) == 1
    assert [mistake.split(": ")[0] for mistake in mistakes] == [f"{path}:2", f"{path}:4"]


def test_what_is_no_alias_is_refused_and_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    for spelling, iso in (("Hama", "XX-1"), ("", "SY-HM"), ("SY05", "SY-HI")):
        with pytest.raises(ValueError, match=r"\w"):
            settle(path, spelling, iso)
    assert not path.exists()


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert spellings(None)[0] == spellings(tmp_path / "none")[0] == places.NO_ALIASES
    found, mistakes = spellings(tmp_path)
    assert (found, len(mistakes)) == (places.NO_ALIASES, 1)


def test_a_folder_that_takes_no_file_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Unwritable):
        settle(
            tmp_path / "places.tsv" / "x" if (tmp_path / "places.tsv").write_text("") else Path("/proc/x"),
            "N",
            "SY-HM",
        )


@given(st.text(max_size=20), st.sampled_from(["SY-HM", "SY-HI"]))
def test_whatever_is_settled_is_read_back_or_refused(spelling: str, iso: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "places.tsv")
        try:
            settle(path, spelling, iso)
        except ValueError:
            return
        found, mistakes = spellings(path)
        assert mistakes == ()
        assert list(found.values()) == [iso]


def test_a_folder_that_cannot_be_made_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "config").touch()
    path = tmp_path / "config" / "sitbrief" / "places.tsv"
    with pytest.raises(Unwritable, match="Not a directory") as caught:
        settle(path, "Hasake Gov.", "SY-HA")
    assert caught.value.path == path.parent


WRONG = "# mine\nSY\tHasake\tSY-XX\r\nno\x0b tabs\u2028 here\n\n\udcff\nSY\tHasake\tSY-HA\nnonsense without an end"


def test_lines_that_cannot_be_read_are_kept_as_they_are(tmp_path: Path) -> None:
    """One typo, or one byte that is no UTF-8, and all that was settled before would be gone."""
    path = tmp_path / "places.tsv"
    path.write_bytes(WRONG.encode("utf-8", "surrogateescape"))
    settle(path, "Dimashq", "SY-RD")
    settle(path, "HASAKE", "SY-HI")
    written = path.read_bytes().decode("utf-8", "surrogateescape")
    assert written == WRONG.replace("SY\tHasake\tSY-HA", "SY\tHASAKE\tSY-HI") + "\nSY\tDimashq\tSY-RD\n"


def test_a_file_that_cannot_be_read_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk with a fault for a moment is no reason to begin anew."""
    path = tmp_path / "places.tsv"
    settle(path, "Dimashq", "SY-RD")
    before = path.read_bytes()
    real = os.open

    def fail(name: str, *values: int, **how: int) -> int:
        if str(name).endswith("places.tsv"):
            raise OSError(5, "Input/output error")
        return real(name, *values, **how)

    with monkeypatch.context() as patched, pytest.raises(Unreadable, match="Input/output"):  # noqa: PT012
        patched.setattr(os, "open", fail)
        settle(path, "Reef", "SY-RD")
    assert path.read_bytes() == before
    path.write_bytes(b"x" * 2_000_000)
    with pytest.raises(Unreadable, match="larger"):
        settle(path, "Reef", "SY-RD")
    assert path.stat().st_size == 2_000_000


def test_no_link_is_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine\n")
    path = tmp_path / "config" / "places.tsv"
    path.parent.mkdir()
    path.symlink_to(victim)
    with pytest.raises(Unwritable, match="is a link"):
        settle(path, "Dimashq", "SY-RD")
    (tmp_path / "linked").symlink_to("config")
    with pytest.raises(Unwritable, match="its folder is a link, to config"):
        settle(tmp_path / "linked" / "other.tsv", "Dimashq", "SY-RD")
    assert victim.read_bytes() == b"mine\n"


SETTLER = """
import sys
from pathlib import Path
from sitbrief.library.spellings import settle
for number in range(20):
    settle(Path(sys.argv[1]), f"{sys.argv[2]} {number}", "SY-RD")
"""


def test_those_who_settle_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    settlers = [
        subprocess.Popen([sys.executable, "-c", SETTLER, str(path), name])
        for name in ("one", "other", "third")
    ]
    assert [settler.wait(60) for settler in settlers] == [0, 0, 0]
    found, mistakes = spellings(path)
    assert (len(found), mistakes) == (60, ())
    assert [file.name for file in tmp_path.iterdir()] == ["places.tsv"]


def test_who_is_at_it_for_ever_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitbrief.library.spellings._PATIENCE_SECONDS", 0.05)
    held = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    with pytest.raises(Unwritable, match="another process is writing it"):
        settle(tmp_path / "places.tsv", "Dimashq", "SY-RD")
    os.close(held)
    settle(tmp_path / "places.tsv", "Dimashq", "SY-RD")
