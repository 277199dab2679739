"""The manual page: what `--help` prints, as roff that says nothing else."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sitbrief.cli.help import program_help
from sitbrief.cli.options import add_filters
from sitbrief.cli.parser import parser_of
from sitbrief.cli.table import COMMANDS, HIDDEN, READER
from support.program import ROOT, environment, need

sys.path.insert(0, str(ROOT / "tools"))
from manual import PAGE, escaped, main, manual

if TYPE_CHECKING:
    from pathlib import Path


def shown(source: str) -> str:
    """The page as groff sets it, wide and without overstriking; its warnings are errors."""
    done = subprocess.run(
        [need("groff"), "-man", "-Tutf8", "-ww", "-rLL=500n", "-P-c", "-P-bou", "-rHY=0"],
        input=source.encode(),
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return re.sub(r"(?<=\S) +", " ", done.stdout.decode())


def test_the_page_that_is_installed_is_the_one_that_the_help_makes() -> None:
    """Where it is not: python tools/manual.py."""
    assert PAGE.read_text(encoding="utf-8") == manual()
    assert main(["--check"]) == 0


def test_every_command_and_option_is_on_the_page_with_what_the_help_says_of_it() -> None:
    text = shown(manual())
    filters = argparse.ArgumentParser(add_help=False)
    add_filters(filters)
    told_once = {f"--{name}" for name in vars(filters.parse_args([]))}

    for command in (READER, *COMMANDS):
        assert command.help in text
        for action in parser_of(command).actions:
            names = action.option_strings
            assert all(re.search(rf"^ +(\S+ .*)?{name}\b", text, re.MULTILINE) for name in names)
            if command is not READER and not told_once.intersection(names):
                assert f" {action.help}\n" in text


def test_every_line_of_the_help_is_on_the_page() -> None:
    text = " ".join(shown(manual()).split())
    lines = [line for line in program_help().splitlines() if line.startswith(" ")]

    parts = [part for line in lines for part in re.split(" {2,}", line.strip())]
    assert len(parts) > 60
    assert [part for part in parts if part not in text] == []


def test_commands_for_those_who_install_are_not_on_it() -> None:
    assert [command.name for command in HIDDEN if f"sitbrief {command.name}" in program_help()] == []


@pytest.mark.parametrize(
    "text",
    [
        ".SH a request",
        "'br another",
        r"a \fB back\slash \n(.g",
        "--option-with-hyphens -o",
        '"quoted" `so` ^ ~ and it\'s',
        "حماة",
    ],
)
def test_a_text_stays_as_it_is(text: str) -> None:
    page = f'.TH X 1 "" "x" "y"\n.SH NAME\nx \\- y\n.PP\n{escaped(text)}\n'

    assert f" {text}\n" in shown(page)


def test_man_shows_it_from_where_it_is_installed(tmp_path: Path) -> None:
    """man looks in share/man beside a folder of the PATH, so a virtual environment has it, too."""
    prefix = tmp_path / "prefix"
    (prefix / "bin").mkdir(parents=True)
    (prefix / "share" / "man" / "man1").mkdir(parents=True)
    (prefix / "share" / "man" / "man1" / "sitbrief.1").write_bytes(PAGE.read_bytes())
    surroundings = environment(tmp_path, MANWIDTH="200")
    path = f"{prefix / 'bin'}:{surroundings['PATH']}"

    done = subprocess.run(
        [need("man"), "--warnings", "sitbrief"],
        env={**surroundings, "PATH": path},
        capture_output=True,
        check=True,
    )

    assert b"read briefings in the terminal" in done.stdout
    assert done.stderr == b""
