from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.hostile import bare, places, replaced, sample
from sitbrief.briefing.findings import FindingKind
from sitbrief.briefing.models import SCHEMA_ADDRESS, Briefing, key_of
from sitbrief.files.reading import Unreadable
from sitbrief.formats import native
from sitbrief.limits import limits
from sitbrief.text import clean_line
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from pathlib import Path


def encoded(data: object, **how: Any) -> bytes:  # noqa: ANN401  # json's own
    return json.dumps(data, **how).encode()


@pytest.mark.parametrize("data", [sample(), bare()])
def test_what_is_written_is_read_back_and_written_the_same(data: dict[str, Any]) -> None:
    briefing = native.loads(encoded(data))
    written = native.dumps(briefing)
    assert native.loads(written) == briefing
    assert native.dumps(native.loads(written)) == written
    assert written.startswith(b'{\n  "$schema": ')
    assert written.endswith(b"}\n")


@given(st.sampled_from(list(places(sample()))), st.text())
def test_any_text_is_kept_as_cleaned_or_refused_with_its_place(
    path: tuple[str | int, ...], text: str
) -> None:
    data = encoded(replaced(path, text))
    try:
        briefing = native.loads(data)
    except native.Invalid as error:
        assert [found.finding.path for found in error.findings] == [path]  # noqa: PT017  # either way is right
    else:
        assert native.loads(native.dumps(briefing)) == briefing


def test_the_order_of_keys_and_blanks_and_a_bom_change_nothing() -> None:
    data = sample()
    backwards = {key: data[key] for key in reversed(data)}
    assert native.loads(b"\xef\xbb\xbf" + encoded(backwards, indent="\t")) == native.loads(encoded(data))


def test_a_file_is_loaded_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(encoded(sample()))
    report = native.check_file(path)
    assert report.briefing == native.load(path)
    assert {found.finding.kind for found in report.findings} == {FindingKind.PROBLEM, FindingKind.ADVICE}


def test_a_file_that_cannot_be_read_is_another_matter(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        native.load(tmp_path / "missing")
    with pytest.raises(Unreadable):
        native.check_file(tmp_path)


def test_a_reference_that_leads_nowhere_keeps_a_briefing_from_loading() -> None:
    with pytest.raises(native.Invalid, match="there is no document zzz"):
        native.loads(encoded({**sample(), "origin": "zzz"}))


def test_an_error_says_the_first_finding_and_how_many_others_there_are() -> None:
    with pytest.raises(native.Invalid) as one:
        native.loads(b"", "a.json")
    assert str(one.value).startswith("a.json:1:1: error: the file: is empty")
    with pytest.raises(native.Invalid, match=r"\(and 2 others\)"):
        native.loads(encoded({**sample(), "title": 1, "tlp": 1, "id": 1}))


def test_no_more_than_a_hundred_findings_are_kept_and_the_rest_counted() -> None:
    with pytest.raises(native.Invalid) as caught:
        native.loads(encoded({**bare(), "claims": [{}] * 1000}))
    assert len(caught.value.findings) == limits().findings
    assert caught.value.more == 1000 * 3 - limits().findings


def test_numbers_stay_as_they_were_written() -> None:
    data = sample()
    data["claims"][0]["figures"][1] |= {"low": 10, "high": 15.5}
    written = orjson.loads(native.dumps(native.loads(encoded(data))))
    figure = written["claims"][0]["figures"][1]
    assert (figure["low"], figure["high"]) == (10, 15.5)
    assert isinstance(figure["low"], int)


@pytest.mark.parametrize("path", sorted(BRIEFINGS.glob("*.json")), ids=lambda path: path.stem)
def test_the_briefings_of_the_package_are_written_back_the_same(path: Path) -> None:
    briefing = native.load(path)
    written = native.dumps(briefing)
    assert native.loads(written, path) == briefing
    assert native.dumps(native.loads(written)) == written


@given(st.sampled_from(list(places(sample()))), st.text(max_size=20), st.sampled_from([None, 0, 1, "\t"]))
def test_what_is_written_is_a_fixed_point_and_a_bom_changes_nothing(
    path: tuple[str | int, ...], text: str, indent: int | str | None
) -> None:
    data = encoded(replaced(path, f"x{text}".encode(errors="replace").decode()), indent=indent)
    briefing = native.loads(data)
    written = native.dumps(briefing)
    assert native.dumps(native.loads(written)) == written
    assert native.loads(b"\xef\xbb\xbf" + data) == briefing == native.loads(written)


def test_what_is_as_by_default_is_not_written_and_the_rest_in_the_order_of_the_model() -> None:
    written = orjson.loads(native.dumps(native.loads(encoded(bare()))))
    assert set(written) == {"$schema", *bare()}
    whole = orjson.loads(native.dumps(native.loads(encoded(sample()))))
    names = [key_of(field.name) for field in fields(Briefing)]
    assert list(whole) == [name for name in names if name in whole]
    assert whole["$schema"] == SCHEMA_ADDRESS


@pytest.mark.parametrize("path", ["./briefing.json", "../schema/briefing-1.json", "briefing.json"])
def test_a_path_to_the_schema_is_kept(path: str) -> None:
    written = native.dumps(native.loads(encoded({**bare(), "$schema": path})))
    assert orjson.loads(written)["$schema"] == path


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://evil.example/a.json",
            "//evil.example/a",
            "http:/x",
            "file:///etc/passwd",
            "/etc/passwd",
            "\\\\host\\a",
        ),
        *(
            "..//host",
            "a\x9b2Jb",
            "\x7f",
            "a\u202eb",
            "a\u200b:b",
            "a\nb",
            "\x00",
            "data:,x",
            "a b",
            "...",
            "~/x",
        ),
    ],
)
def test_an_editor_is_not_sent_to_an_address_of_somebody_else(address: str) -> None:
    """Held: an editor that opens an export asks for no schema but ours, and no sign of a terminal is in the address."""
    briefing = native.loads(encoded({**bare(), "$schema": address}))
    assert orjson.loads(native.dumps(briefing))["$schema"] == SCHEMA_ADDRESS
    assert clean_line(briefing.schema_address) == briefing.schema_address


@pytest.mark.parametrize("depth", [150, 190, 250, 300, 900, 1_000, 2_000, 100_000])
@pytest.mark.parametrize("before", ['{"zz": ', '{"claims": ', '{"claims": [{"when": '])
def test_nesting_of_any_depth_ends_in_findings(depth: int, before: str) -> None:
    """Parsers, writers and validators end at depths of their own."""
    text = before + "[" * depth + "]" * depth + before.count("[") * "}]" + "}"
    with pytest.raises(native.Invalid) as caught:
        native.loads(text.encode())
    assert caught.value.findings


def test_of_a_key_that_occurs_again_the_last_value_is_loaded() -> None:
    data = encoded(bare())[:-1] + b', "title": 7, "title": "last", "period": 7, "period": '
    data += encoded(bare()["period"]) + b"}"
    assert native.loads(data).title == "last"


@pytest.mark.parametrize("data", [b"NaN", b"[]", b"7", b"null", b'"x"', b"{}", b"", b"\xff"])
def test_what_is_no_briefing_is_refused_without_an_inner_error_shown(data: bytes) -> None:
    with pytest.raises(native.Invalid) as caught:
        native.loads(data)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert len(str(caught.value).splitlines()) == 1
