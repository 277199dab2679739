"""What readers are given, whole: a briefing that uses every field as text and as Markdown, and all that can be opened in it."""

from __future__ import annotations

from typing import Any

import pytest

from formats.hostile import sample, view
from sitbrief.briefing import Filters
from sitbrief.briefing.detail import Link
from sitbrief.briefing.entries import Pane
from sitbrief.formats import markdown, plain
from sitbrief.formats.entry_blocks import detail_blocks
from support.snapshots import stored


def whole() -> dict[str, Any]:
    """The sample with what is derived or coded, and an address that leads elsewhere than it seems to."""
    data = sample()
    data["fronts"][0]["derived"] = data["humanitarian"][0]["derived"] = True
    data["claims"][3]["coded_from"] = ["sohr", "radio"]
    data["claims"][4]["documents"] = ["bare"]
    data["documents"][1]["url"] = "https://example.org@192.0.2.1/"
    return data


@pytest.mark.parametrize(
    ("name", "filters"),
    [("whole", None), ("filtered", Filters(provinces=("SY-HM",), text="statement"))],
)
def test_a_briefing_as_text_and_as_markdown(name: str, filters: Filters | None) -> None:
    shown = view(whole(), filters)
    for ending, text in ((".txt", plain.write(shown)), (".md", markdown.write(shown))):
        assert text == stored(f"written-{name}{ending}", text)


def test_all_that_can_be_opened() -> None:
    shown = view(whole(), Filters(provinces=("SY-HM",)))
    entries = [Link(pane, each.id, "") for pane, found in shown.index.entries.items() for each in found]
    sources = [Link(Pane.SOURCES, each.id, "") for each in shown.index.briefing.sources]
    opened = ("".join(plain.laid_out(detail_blocks(shown, link), 80)) for link in (*entries, *sources))
    text = "\n----\n".join(opened)
    assert text == stored("written-opened.txt", text)
