"""An export that becomes part of what a shell reads at its start: none of what a reader typed is run there."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from formats.hostile import sample, view
from formats.markup import CONSTRUCTS
from sitbrief.briefing import Filters
from sitbrief.formats import csv_text, markdown, native
from sitbrief.formats.extract import extract
from sitbrief.formats.markdown_text import inert
from sitbrief.text import clean_line
from support.program import need
from support.tried import tried

if TYPE_CHECKING:
    from pathlib import Path

SHELLS = ("bash", "zsh", "dash", "fish")
TYPED = (
    *CONSTRUCTS["shells"],
    *(
        "x'; touch ran; echo \"",
        '"; touch ran; "',
        "x\n touch ran",
        "a) touch ran",
        "} touch ran",
        "x & touch ran & y",
        "&#59; touch ran;",
    ),
    *(
        "\\'; touch ran; '",
        "a #\n; touch ran",
        "=touch ran",
        "~/ran",
        "$((touch ran))",
        "*; touch ran",
        "![touch ran",
        "{touch,ran}",
    ),
    *(
        "https://x; touch ran",
        "http:// touch ran;",
        "a.b; touch ran",
        "-; touch ran",
        "/; touch ran",
        "&amp; touch ran",
        ": touch ran;:",
    ),
)


def ran(shell: str, text: bytes, folder: Path) -> bool:
    """Whether a shell that reads a text runs what was typed."""
    need(shell)
    (folder / "rc").write_bytes(text)
    subprocess.run(
        [shell, "rc"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        check=False,
    )
    found = [path for path in folder.iterdir() if path.name != "rc" and not path.name.startswith(".")]
    for path in found:
        path.unlink()
    return bool(found)


@pytest.mark.parametrize("shell", SHELLS)
def test_no_shell_runs_what_a_reader_filtered_by(shell: str, tmp_path: Path) -> None:
    """Held: of the Markdown that the reader writes, of CSV and of JSON."""
    words = [clean_line(typed) for typed in TYPED]
    views = [view(sample(), Filters(text=word, without=word, by=(word,))) for word in words]
    every = view(sample(), Filters(text=" ".join(words)))
    written = [markdown.write(shown).encode() for shown in views]
    written += ["".join(csv_text.lines(every)).encode(), native.dumps(extract(every))]
    failed = [text for text in written if ran(shell, text, tmp_path)]
    tried("filters in an export that a shell reads at its start", len(written), len(failed))
    assert failed == []


@pytest.mark.parametrize("shell", SHELLS)
def test_as_it_was_typed_it_would_be_run(shell: str, tmp_path: Path) -> None:
    """What the test above can see, and why the reader writes Markdown."""
    assert any(ran(shell, f"Filtered to: {clean_line(word)}\n".encode(), tmp_path) for word in TYPED)


@pytest.mark.parametrize("word", ["hama drone", "2024-12-05", "a/b, c: d.", "حماة"])
def test_common_words_stay_readable(word: str) -> None:
    assert inert(word) == word
