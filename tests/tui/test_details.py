"""A detail says all that a briefing does of a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library.making import CLAIM, put
from sitbrief.briefing import ResolvedBriefing, View
from sitbrief.briefing.detail import Link
from sitbrief.briefing.entries import Pane
from sitbrief.formats import native
from sitbrief.tui.details import DetailText
from sitbrief.tui.palette import palette

if TYPE_CHECKING:
    from pathlib import Path


def test_a_figure_says_whose_it_is_as_in_every_export(tmp_path: Path) -> None:
    figure = {
        "what": "killed",
        "whose": "the police",
        "best": 10,
        "as_said": "ten",
        "scope": {"place": "Hama"},
    }
    path = put(tmp_path, claims=[{**CLAIM, "figures": [figure]}])
    view = View(ResolvedBriefing(native.load(path)))
    lines = DetailText(view, palette(), 200).about(Link(Pane.TIMELINE, "t1", ""))
    texts = ["".join(text for text, _ in line.pieces).strip() for line in lines]
    (told,) = (text for text in texts if text.startswith("Figure"))
    assert told.endswith('killed of the police: 10, as said: "ten"; scope: Hama')
