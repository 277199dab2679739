"""One door for the formats of exports: what a file is called says what is written into it, and nothing is guessed."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

import pytest

from sitbrief.briefing import ResolvedBriefing, View
from sitbrief.formats import native
from sitbrief.formats.export import EXPORT_FORMATS, USUAL, ExportFormat, UnknownFormat, named, of_file
from support.program import BRIEFINGS


@pytest.mark.parametrize("known", EXPORT_FORMATS, ids=lambda known: known.name)
def test_a_format_goes_by_its_name_and_its_ending(known: ExportFormat) -> None:
    assert named(known.name) is known
    assert of_file(Path("folder.d", f"out{known.ending}")) is known
    for ending in known.other_endings:
        assert of_file(f"out{ending}") is known
    assert of_file(f"OUT{known.ending.upper()}") is known
    assert mimetypes.types_map.get(known.ending, known.media_type) == known.media_type


@pytest.mark.parametrize("name", ["markdown", "json", "csv", "text"])
def test_a_format_writes_all_that_a_view_shows(name: str) -> None:
    briefing = native.loads((BRIEFINGS / "2024-12-05-hama.json").read_bytes())
    parts = [*named(name).write(View(ResolvedBriefing(briefing)))]
    assert all(parts)
    text = re.sub(r"[\s\\\"]+", "", b"".join(parts).decode())
    lost = [c.id for c in briefing.claims if re.sub(r"[\s\"]+", "", c.statement) not in text]
    assert lost == []


def test_no_two_formats_share_a_name_or_an_ending() -> None:
    assert len({known.name for known in EXPORT_FORMATS}) == len(EXPORT_FORMATS)
    endings = [ending for known in EXPORT_FORMATS for ending in (known.ending, *known.other_endings)]
    assert len({*endings}) == len(endings)


@pytest.mark.parametrize("path", ["out", ".json", "x.csv/out", "", "a\0b", "-"])
def test_a_name_without_an_ending_is_markdown(path: str) -> None:
    assert of_file(path) is USUAL


@pytest.mark.parametrize("path", ["out.json.bak", "x.sh", "x.md/out.pdf"])
def test_an_ending_that_nobody_knows_is_refused(path: str) -> None:
    with pytest.raises(UnknownFormat, match=r"no format ends in \.\w+; there are \.md, .* or \.\w+$"):
        of_file(path)


def test_a_name_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownFormat, match=r"docx is no format; there are markdown, .* or \w+$"):
        named("docx")


def test_a_folder_may_end_in_anything(tmp_path: Path) -> None:
    folder = tmp_path / "reports.2024"
    folder.mkdir()
    assert of_file(folder) is USUAL


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9", "nul.2024", "con.d.e"])
def test_no_file_is_called_like_a_device(name: str) -> None:
    assert USUAL.file_name(name) == f"_{name}.md"


@pytest.mark.parametrize("name", ["2024-12-05-hama", "console", "com", "com10", "null", "a.con"])
def test_other_files_are_called_by_the_id(name: str) -> None:
    assert named("json").file_name(name) == f"{name}.json"
