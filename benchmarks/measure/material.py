"""Things to read for the programs that are measured: the same words in the format of each."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORDS = """
river bridge road convoy north south market village hospital water line field report claims says near after before
evening morning district supply camp border school power closed open heavy light
""".split()  # noqa: SIM905  # a list of words is read as words
_LINES = 800
_ITEMS = 200
_COLUMNS = 72


def sentences(count: int) -> Iterator[str]:
    """Sentences of these words, always the same."""
    choose = random.Random(1)  # noqa: S311  # no secret
    for _ in range(count):
        yield " ".join(choose.choices(_WORDS, k=choose.randint(5, 10)))[:_COLUMNS].capitalize()


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def text(folder: Path) -> Path:
    """A plain text."""
    return _write(folder / "notes.txt", "".join(f"{line}.\n" for line in sentences(_LINES)))


def log(folder: Path) -> Path:
    """A log."""
    lines = enumerate(sentences(_LINES))
    entries = (f"2024-12-05 {n // 60 % 24:02}:{n % 60:02}:00,000 INFO desk: {line}\n" for n, line in lines)
    return _write(folder / "desk.log", "".join(entries))


def markdown(folder: Path) -> Path:
    """A document with chapters."""
    parts = (
        f"## Chapter {n}\n\n{line}. **{line[:20]}**.\n\n- {line}\n\n" for n, line in enumerate(sentences(80))
    )
    return _write(folder / "notes.md", "# Chapters\n\n" + "".join(parts))


def table(folder: Path) -> Path:
    """A table."""
    path = _write(folder / "notes.csv", "")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "day", "headline", "grade"])
        writer.writerows(
            [n, f"2024-12-{n % 28 + 1:02}", line, "B2"] for n, line in enumerate(sentences(_LINES))
        )
    return path


def database(folder: Path) -> Path:
    """A small database."""
    path = folder / "desk.sqlite"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        for n in range(20):
            connection.execute(f"create table notes_{n:02} (number integer, headline text)")
        connection.executemany("insert into notes_00 values (?, ?)", list(enumerate(sentences(_ITEMS))))
    connection.close()
    return path


def files(folder: Path) -> Path:
    """A folder with many files."""
    for n, line in enumerate(sentences(60)):
        _write(folder / "files" / f"note-{n:03}.txt", line)
    return folder / "files"


def requests(folder: Path) -> Path:
    """A collection of HTTP requests, none of which is ever sent."""
    for n, line in enumerate(sentences(30)):
        request = f"name: request-{n:02}\ndescription: {line}\nurl: http://127.0.0.1:9/{n}\n"
        _write(folder / "collection" / f"request-{n:02}.posting.yaml", request)
    return folder / "collection"


def feed(folder: Path, newsboat: str) -> list[str]:
    """A feed that newsboat has fetched; the words that open it."""
    items = "".join(
        f"<item><title>{line}</title><guid>note-{n}</guid><description>{' '.join([line] * 20)}</description>"
        f"<pubDate>Thu, 05 Dec 2024 {n // 60:02}:{n % 60:02}:00 +0000</pubDate></item>"
        for n, line in enumerate(sentences(_ITEMS))
    )
    channel = f'<rss version="2.0"><channel><title>Field notes</title>{items}</channel></rss>'
    rss = _write(folder / "feed.xml", f'<?xml version="1.0" encoding="utf-8"?>{channel}')
    urls = _write(folder / "urls", f"file://{rss}\n")
    config = _write(folder / "config", "max-items 0\nconfirm-exit no\n")
    words = [newsboat, "-u", str(urls), "-c", str(folder / "cache.db"), "-C", str(config)]
    subprocess.run([*words, "-x", "reload"], check=False, capture_output=True, timeout=60)
    return words


def long_briefing(briefing: Path, folder: Path, times: int = 30) -> Path:
    """The same briefing with its timeline so many times over: a list that a held key does not come to the end of."""
    content = json.loads(briefing.read_text(encoding="utf-8"))
    entries = content["timeline"]
    content["timeline"] = [{**entry, "id": f"{entry['id']}-{n}"} for n in range(times) for entry in entries]
    content["id"] = "2024-12-05-hama-long"
    return _write(folder / "long.json", json.dumps(content, ensure_ascii=False))
