from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.briefing import Filters
from sitbrief.library.commands import export_command, quote, view_command


def test_a_view_is_a_command_line() -> None:
    filters = Filters(provinces=("SY-HM",), text="it's")

    assert view_command("syria-1", filters, library="/my library") == (
        """sitbrief show syria-1 --province=SY-HM '--text=it'"'"'s' '--library=/my library'"""
    )
    assert export_command("syria-1", Filters(), output="-a.md") == "sitbrief export syria-1 --output=-a.md"


def test_an_export_as_markdown_stays_one_whatever_its_file_ends_in() -> None:
    assert export_command("syria-1", Filters(), output="a.csv") == (
        "sitbrief export syria-1 --format=markdown --output=a.csv"
    )


def test_a_path_that_looks_like_an_option_stays_a_path() -> None:
    assert view_command("-x.json", Filters()) == "sitbrief show ./-x.json"


@pytest.mark.parametrize("word", ["a\x1b[31m", "new\nline", "\\'\x07\"9", "\u202eevil", "\udcff", "حماة", ""])
def test_a_shell_reads_a_quoted_word_back_and_a_terminal_obeys_none(word: str) -> None:
    quoted = quote(word)

    assert quoted.isprintable()
    printed = subprocess.run(["bash", "-c", f"printf %s {quoted}"], capture_output=True, check=True).stdout
    assert printed == word.encode("utf-8", "surrogateescape")


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_a_quoted_word_is_printable(word: str) -> None:
    assert quote(word).isprintable()
