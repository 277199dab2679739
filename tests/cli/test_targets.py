"""Where `export -o` leads: to a file that was meant, a stream that was given, or a line that says why not."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.program import BRIEFINGS, COMMAND, environment, need, sitbrief

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = str(BRIEFINGS / "2024-12-05-hama.json")
ID = "2024-12-05-hama"


def names(folder: Path) -> list[str]:
    """What is in it, but for the cache of what was read."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".cache")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A folder with whatever may stand in the way."""
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("real")
    (tmp_path / "victim").write_text("mine\n")
    (tmp_path / "link.md").symlink_to("victim")
    (tmp_path / "dangling.md").symlink_to("none")
    (tmp_path / "file").write_text("mine\n")
    os.mkfifo(tmp_path / "fifo")
    return tmp_path


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("link.md", "is a link: name the file itself"),
        ("dangling.md", "is a link: name the file itself"),
        ("linked", "its folder is a link, to real: name the folder itself"),
        ("linked/a.md", "its folder is a link, to real: name the folder itself"),
        ("fifo", "is no regular file"),
        ("/dev/full", "is no regular file"),
        ("nodir/", "No such file or directory"),
        ("nodir/a.md", "No such file or directory"),
        ("file/", "Not a directory"),
        ("~nosuchuser/a.md", "No such file or directory"),
        ("n" * 300, "File name too long"),
    ],
)
def test_what_is_no_place_for_a_file_is_told_in_a_line(places: Path, target: str, said: str) -> None:
    """With leave to replace what is there, too: that is about files."""
    before = names(places)
    done = sitbrief("export", SOURCE, "-o", target, "--force", home=places)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert said in done.stderr
    assert names(places) == before
    assert names(places / "real") == []
    assert (places / "victim").read_text() == (places / "file").read_text() == "mine\n"


@pytest.mark.parametrize("target", ["dangling.md", "/dev/fd/63"])
def test_without_leave_to_replace_it_is_told_likewise(places: Path, target: str) -> None:
    before = names(places)
    done = sitbrief("export", SOURCE, "-o", target, home=places)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert names(places) == before


def test_it_is_for_its_owner_alone_and_a_private_file_stays_private(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    assert sitbrief("export", SOURCE, "-o", "a.md", home=tmp_path).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o600
    refused = sitbrief("export", SOURCE, "-o", "a.md", home=tmp_path)
    assert (refused.returncode, "exists already" in refused.stderr) == (3, True)
    target.chmod(0o640)
    assert sitbrief("export", SOURCE, "-o", "a.md", "--force", home=tmp_path).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("folder", ["real", "real/", "."])
def test_into_a_folder_it_goes_by_its_id(places: Path, folder: str) -> None:
    assert sitbrief("export", SOURCE, "-o", folder, home=places).returncode == 0
    assert (places / folder / f"{ID}.md").is_file()


@pytest.mark.parametrize("target", ["inbox/a.md", "inbox"])
def test_a_folder_that_one_may_write_to_and_not_list_takes_an_export(tmp_path: Path, target: str) -> None:
    """Root may list all; so this one gives that right up."""
    folder = tmp_path / "inbox"
    folder.mkdir(mode=0o300)
    words = [*COMMAND, "export", SOURCE, "-o", target]
    if os.geteuid() == 0:
        words[:0] = [need("setpriv"), "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    done = subprocess.run(
        words, env=environment(tmp_path), cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    folder.chmod(0o700)
    assert names(folder) == ["a.md" if target.endswith(".md") else f"{ID}.md"]


@pytest.mark.parametrize("target", ["-", "/dev/stdout", "/dev/fd/1"])
def test_stdout_by_any_name_gets_the_same_bytes(tmp_path: Path, target: str) -> None:
    plain = sitbrief("export", SOURCE, home=tmp_path)
    named = sitbrief("export", SOURCE, "-o", target, home=tmp_path)
    assert (named.returncode, named.stdout, named.stderr) == (0, plain.stdout, plain.stderr)
    assert names(tmp_path) == []


def test_a_stream_that_the_shell_gives_is_written(tmp_path: Path) -> None:
    """As in -o >(gzip > claims.csv.gz); what it names is never opened anew."""
    ours, theirs = os.pipe()
    words = [*COMMAND, "export", SOURCE, "-o", f"/dev/fd/{theirs}"]
    with subprocess.Popen(words, env=environment(tmp_path), cwd=tmp_path, pass_fds=[theirs]) as process:
        os.close(theirs)
        with os.fdopen(ours, "rb") as stream:
            got = stream.read()
    assert process.returncode == 0
    assert got.decode() == sitbrief("export", SOURCE, home=tmp_path).stdout


def test_nowhere_is_a_place_for_those_who_mean_it(tmp_path: Path) -> None:
    done = sitbrief("export", SOURCE, "-o", os.devnull, home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_file_that_the_program_itself_has_open_is_no_stream(tmp_path: Path) -> None:
    """Else a word on the command line could write into a library, or a log."""
    code = (
        "import os, sys\n"
        "own = os.open('own', os.O_RDWR | os.O_CREAT)\n"
        "from sitbrief.cli.main import main\n"
        f"sys.exit(main(['export', {SOURCE!r}, '-o', f'/dev/fd/{{own}}']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "was given no such stream" in done.stderr
    assert (tmp_path / "own").read_bytes() == b""


def test_csv_is_laid_out_as_it_is_asked_for(tmp_path: Path) -> None:
    """A row a claim; one a figure; with the mark by which spreadsheets know UTF-8; the same to a file and to stdout."""
    claims, figures = (
        sitbrief("export", SOURCE, "--format", "csv", *words, home=tmp_path).stdout
        for words in ((), ("--rows", "figures"))
    )
    assert claims.startswith("id,statement,")
    assert figures.startswith("figure,counted,")
    done = sitbrief("export", SOURCE, "-o", "a.csv", "--rows", "figures", "--bom", home=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "a.csv").read_text("utf-8") == f"\ufeff{figures}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rows", "figures"), "--rows is about CSV, and this is Markdown"),
        (("--bom", "-o", "a.json"), "--bom is about CSV, and this is JSON"),
        (("--rows", "sources", "--format", "csv"), "invalid choice"),
        (("-o", "c.docx"), "c.docx: no format ends in .docx; there are .md, .json, .csv or .txt"),
        (("-o", "c.DOCX", "--province", "Hama"), "c.DOCX: no format ends in .DOCX"),
    ],
)
def test_what_no_format_does_is_wrong_usage(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = sitbrief("export", SOURCE, *words, home=tmp_path)
    assert (done.returncode, done.stdout, names(tmp_path)) == (2, "", [])
    assert said in done.stderr


def test_what_is_filtered_goes_into_a_folder_beside_the_full_export(tmp_path: Path) -> None:
    for words in ((), ("--province", "Hama"), ("--province", "Aleppo"), ("--province", "SY-HM")):
        done = sitbrief("export", SOURCE, "-o", ".", "--force", *words, home=tmp_path)
        assert done.returncode == 0
    written = {*names(tmp_path)}
    assert len(written) == 3
    assert all(name.startswith(f"{ID}-extract-") for name in written - {f"{ID}.md"})
