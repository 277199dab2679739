"""What a file is called says what is written into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitbrief.formats.endings import ENDINGS, MARKDOWN, file_name, format_of


@pytest.mark.parametrize("name", ENDINGS)
def test_a_format_goes_by_its_ending(name: str) -> None:
    assert format_of(Path("folder.d", f"out{ENDINGS[name]}")) == name
    assert format_of(f"OUT{ENDINGS[name].upper()}") == name


@pytest.mark.parametrize("path", ["out", "out.markdown", "out.json.bak", ".json", "x.csv/out", "", "a\0b"])
def test_what_ends_in_nothing_that_is_known_is_markdown(path: str) -> None:
    assert format_of(path) == MARKDOWN


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9", "nul.2024", "con.d.e"])
def test_no_file_is_called_like_a_device(name: str) -> None:
    assert file_name(name, ".md") == f"_{name}.md"


@pytest.mark.parametrize("name", ["2024-12-05-hama", "console", "com", "com10", "null", "a.con"])
def test_other_files_are_called_by_the_id(name: str) -> None:
    assert file_name(name, ".json") == f"{name}.json"
