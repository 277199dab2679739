"""`sitbrief alias` settles a spelling for all imports to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from formats.tables import acled, put
from support.program import sitbrief

if TYPE_CHECKING:
    from pathlib import Path


def test_a_settled_spelling_counts_in_the_next_import(tmp_path: Path) -> None:
    path = put(tmp_path, acled({"admin1": "Hammma"}))
    first = sitbrief("import", str(path), "-o", str(tmp_path / "out"), home=tmp_path)
    assert "No province for 'Hammma'" in first.stderr
    assert "sitbrief alias" in first.stderr
    done = sitbrief("alias", "Hammma", "Hama", "--country", "SY", home=tmp_path)
    assert (done.returncode, "Hammma is SY-HM from now on" in done.stderr) == (0, True)
    again = sitbrief("import", str(path), "-o", str(tmp_path / "out"), "--force", home=tmp_path)
    assert "No province" not in again.stderr
    shown = sitbrief("list", str(tmp_path / "out"), "--province", "Hama", home=tmp_path)
    assert "2 of 2" in shown.stdout
    shown = sitbrief("list", str(tmp_path / "out"), "--province", "Hammma", home=tmp_path)
    assert "2 of 2" in shown.stdout
    assert sitbrief("alias", home=tmp_path).stdout.startswith("SY\t")


def test_before_the_first_there_are_none(tmp_path: Path) -> None:
    done = sitbrief("alias", home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "There are none yet.\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Hammma"], "PROVINCE is missing"),
        (["Hammma", "Hama"], "no ISO 3166-2 code"),
        (["Hammma", "Hamas", "--country", "SY"], "Did you mean Hama"),
        (["Hammma", "Dimashq", "--country", "SY"], "may be Damascus (SY-DI) or Rural Damascus (SY-RD)"),
        (["Hammma", "SY-XX"], "has no province"),
        (["SY05", "SY-HI"], "is a code already"),
    ],
)
def test_wrong_words_are_told(tmp_path: Path, words: list[str], told: str) -> None:
    done = sitbrief("alias", *words, home=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.parametrize(
    ("spelling", "iso", "told"),
    [
        ("Hama", "SY-HL", "'Hama' is Hama (SY-HM) already"),
        ("حماة", "SY-HL", "is Hama (SY-HM) already"),
        ("hama governorate, Syria", "SY-HL", "is Hama (SY-HM) already"),
        ("Dimashq", "SY-HL", "is Damascus (SY-DI) or Rural Damascus (SY-RD) already"),
    ],
)
def test_the_name_of_another_province_is_taken_only_by_force(
    tmp_path: Path, spelling: str, iso: str, told: str
) -> None:
    refused = sitbrief("alias", spelling, iso, home=tmp_path)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 2)
    assert told in refused.stderr
    assert f"--force makes it {iso}" in refused.stderr
    assert sitbrief("alias", home=tmp_path).stderr == "There are none yet.\n"
    assert sitbrief("alias", spelling, iso, "--force", home=tmp_path).returncode == 0
    assert sitbrief("alias", home=tmp_path).stdout.endswith(f"\t{iso}\n")


def test_a_name_of_its_own_or_shared_with_others_is_settled_unforced(tmp_path: Path) -> None:
    sitbrief("alias", "Hama", "SY-HL", "--force", home=tmp_path)
    for spelling, iso in (
        ("Hama", "SY-HM"),
        ("Dimashq", "SY-RD"),
        ("Hamaland", "SY-HL"),
        ("Hamaland", "SY-HM"),
    ):
        assert sitbrief("alias", spelling, iso, home=tmp_path).returncode == 0
    settled = [line.split("\t")[1:] for line in sitbrief("alias", home=tmp_path).stdout.splitlines()]
    assert settled == [["hama", "SY-HM"], ["dimashq", "SY-RD"], ["hamaland", "SY-HM"]]


def test_a_mistake_in_the_file_is_told_by_every_import(tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "sitbrief"
    folder.mkdir(parents=True)
    (folder / "places.tsv").write_text("SY\tx\n", encoding="utf-8")
    assert sitbrief("alias", home=tmp_path).returncode == 1
    done = sitbrief("import", str(put(tmp_path, acled({}))), "-o", str(tmp_path / "out"), home=tmp_path)
    assert (done.returncode, "places.tsv:1: " in done.stderr) == (0, True)
