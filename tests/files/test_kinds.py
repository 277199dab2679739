"""What is told of a file of another kind: which kind, and nothing that stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitbrief.cli.main import main
from sitbrief.files.kinds import kind_of

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = {
    "a PNG image": b"\x89PNG\r\n\x1a\n hunter2",
    "a JPEG image": b"\xff\xd8\xff\xe0 hunter2",
    "binary": b"\x7fELF\x02\x01 hunter2",
    "a web page: the address may lead to a page about the file; download the file itself": b"\xef\xbb\xbf\n<!DOCTYPE html><p>hunter2",
    "XML: save its table as CSV": b"<?xml version='1.0'?><hunter2/>",
    "empty": b" \n\n",
    "text whose first rows name no columns of theirs": b"hunter2:x:0:0:hunter2:/root:/bin/bash\nhunter2,hunter2\n",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_file_is_told_by_its_kind(kind: str) -> None:
    assert kind_of(OTHERS[kind]) == kind


def test_a_nul_makes_a_file_binary_but_where_every_letter_has_one() -> None:
    assert kind_of(b"HOME=/root\0TOKEN=hunter2\0") == "binary"
    assert kind_of("a,b\n1,2\n".encode("utf-16")) == "text whose first rows name no columns of theirs"


@pytest.mark.parametrize("command", ["check", "show", "export", "import", "list", ""])
@pytest.mark.parametrize(
    "data",
    [
        *OTHERS.values(),
        *(b"TOKEN=hunter2\0", b"hunter2", b"%hunter2%", b'"hunter2', b"'hunter2'"),
        *(b"[hunter2]\npassword=hunter2\n", b"[client]\npassword=hunter2\n", b'["hunter2", hunter2]'),
        *(b"{hunter2}", b"{password: hunter2}"),
    ],
)
def test_no_word_of_a_file_of_another_kind_is_told(
    command: str,
    data: bytes,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Held: whoever has us read a path that he may not read learns none of the words that stand there."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    path = tmp_path / "passwd.csv"
    path.write_bytes(data)
    out = ["-o", str(tmp_path / "out")] if command == "import" else []
    code = main([*([command] if command else []), str(path), *out])
    told = capfd.readouterr()
    assert code in {0, 1}
    assert "hunter2" not in told.out + told.err
