"""Strings that would be more than text, a different one in every text of a briefing, through every command that prints.

By default a few briefings are printed; with SITBRIEF_STRINGS=all each string stands in every place.
"""

from __future__ import annotations

import csv
import html
import io
import os
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any, Final

import orjson

from formats import markup
from formats.hostile import PAYLOADS, filled, places, sample
from sitbrief.cli.main import main
from sitbrief.formats.csv_text import unguarded
from sitbrief.text import clean_line, clean_prose
from support.program import COMMAND, ROOT, environment
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

NAUGHTY: Final = orjson.loads((ROOT / "tests/data/naughty_strings/strings.json").read_bytes())
STRINGS: Final = tuple(
    text
    for text in dict.fromkeys(
        text.encode("utf-8", "replace").decode() for text in (*NAUGHTY, *PAYLOADS, *markup.texts(2_000))
    )
    if clean_line(text)
)
PLACES: Final = tuple(places(sample()))
ALL: Final = os.environ.get("SITBRIEF_STRINGS") == "all"
TOLD: Final = {
    "title",
    "headline",
    "statement",
    "name",
    "publisher",
    "note",
    "quote",
    "rationale",
    "needs",
    "movement",
}
"""Fields that every writer for readers writes out, by their keys."""
SEEN: Final = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Signs that Unicode calls formatting and that are drawn: those of numbers, years and verses before Arabic digits."""


def documents() -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Briefings with another text in each place, and these texts."""
    starts = range(0, len(STRINGS), len(PLACES))
    for turn in range(len(PLACES) if ALL else 1):
        for start in starts if ALL else starts[::6]:
            words = [STRINGS[(start + turn + place) % len(STRINGS)] for place in range(len(PLACES))]
            yield filled(words) | {"id": f"b{start}-{turn}", "series": f"s{start}-{turn}"}, words


def letters(text: str) -> str:
    """A text without the blanks and line breaks that laying it out adds and takes away."""
    return "".join(text.split())


def acting(text: str) -> str:
    """The signs of a text that a terminal would obey, or that show nothing."""
    return "".join(sign for sign in text if sign != "\n" and _acts(sign))


def _acts(sign: str) -> bool:
    return (
        unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and sign not in SEEN
    ) or sign in "\u034f\u115f\u1160\u3164\ufe0f\uffa0"


def spoken(words: list[str]) -> list[str]:
    """The texts of a briefing that all of its commands print in full."""
    return [word for path, word in zip(PLACES, words, strict=True) if path[-1] in TOLD]


def test_every_command_prints_all_of_every_text_and_nothing_that_acts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Held: exit code 0, no sign that a terminal obeys or hides, and each text to the letter, less what cleaning takes."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    count = 0
    failed: list[tuple[str, str]] = []
    for data, words in documents():
        count += len(words)
        path = tmp_path / f"{data['id']}.json"
        path.write_bytes(orjson.dumps(data))
        for command in (
            "show",
            "list",
            "check",
            *(f"export --format={name}" for name in ("markdown", "json", "csv", "text")),
        ):
            code = main([*command.split(), str(path)])
            out, err = capfd.readouterr()
            if code not in ({0, 1} if command == "check" else {0}):
                failed.append((command, f"exit code {code}: {err}"))
            ended = out.replace("\r\n", "\n") if command.endswith("csv") else out  # as lines of CSV end
            failed += [(command, sign) for sign in acting(ended + err)]
            failed += [(command, word) for word in lost(command, out, data, words)]
    tried("texts of a briefing, in all that commands print", count, len(failed))
    assert failed == []


def lost(command: str, out: str, data: dict[str, Any], words: list[str]) -> list[str]:
    """The texts that are not there to the letter."""
    if command == "check":
        return []
    if command == "list":
        shown, expected = letters(out), [data["title"]]
    elif command.endswith("json"):
        cleaned = list(strings(orjson.loads(out)))
        return [
            word for word in words if clean_line(word) not in cleaned and clean_prose(word) not in cleaned
        ]
    elif command.endswith("csv"):
        rows = csv.reader(io.StringIO(out, newline=""), strict=True)
        shown = letters("".join(unguarded(cell) for row in rows for cell in row))
        expected = [claim["statement"] for claim in data["claims"]]
    else:
        shown = letters(html.unescape(out) if command.endswith("markdown") else out)
        expected = spoken(words)
    return [word for word in expected if letters(clean_line(word)) not in shown]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def test_a_search_prints_every_headline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    library = tmp_path / "library"
    library.mkdir()
    headlines = {}
    for data, _ in documents():
        (library / f"{data['id']}.json").write_bytes(orjson.dumps(data))
        headlines |= {
            (data["id"], entry["id"]): entry["headline"]
            for pane in ("timeline", "fronts", "humanitarian")
            for entry in data[pane]
        }
    assert main(["search", f"--library={library}", "after:2000-01-01"]) == 0
    plain, narrated = capfd.readouterr()
    assert main(["search", f"--library={library}", "--json", "after:2000-01-01"]) == 0
    out, _ = capfd.readouterr()
    assert acting(plain + out + narrated) == ""
    found = [orjson.loads(line) for line in out.splitlines()]
    wrong = [row for row in found if row["headline"] != clean_line(headlines[row["briefing"], row["entry"]])]
    tried("headlines that a search prints", len(found), len(wrong))
    assert wrong == []
    assert len(found) == len(plain.splitlines()) > len(headlines) // 2


def test_a_conversation_says_every_text_and_nothing_that_acts(tmp_path: Path) -> None:
    """Held: of what is read out line by line, too."""
    for number, (data, words) in enumerate(documents()):
        if number > 1 and not ALL:
            break
        path = tmp_path / f"{number}.json"
        path.write_bytes(orjson.dumps(data))
        asked = "summary\n1\nenter\nall\nback\n2\n1\nall\nback\n3\n1\nall\nback\n4\n1\nall\nexport x.md\nY\ny\nq\n"
        done = subprocess.run(
            [*COMMAND, "--plain", "--fresh", str(path)],
            input=asked.encode(),
            env=environment(tmp_path),
            cwd=tmp_path,
            capture_output=True,
            timeout=60,
            check=False,
        )
        said = done.stdout.decode() + done.stderr.decode()
        assert done.returncode == 0, said
        assert acting(said) == ""
        assert letters(clean_line(data["title"])) in letters(said)
        assert (tmp_path / "x.md").exists()
        (tmp_path / "x.md").unlink()
        assert words
