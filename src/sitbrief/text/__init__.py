"""Text: the gate through which it enters, folding and words for search, widths in a terminal, counts with their nouns."""

from __future__ import annotations

from sitbrief.text.counts import alternatives, plural
from sitbrief.text.fold import digits, fold
from sitbrief.text.gate import (
    LINE_BREAK,
    REMOVED,
    RULES,
    Clean,
    Removal,
    clean_cells,
    clean_layout,
    clean_line,
    clean_prose,
    clean_row,
    joined,
    labelled,
    removals,
)
from sitbrief.text.widths import cells, clusters, leans, measure_for, truncate, wrap, wrapped
from sitbrief.text.words import searchable, words_of

__all__ = [
    "LINE_BREAK",
    "REMOVED",
    "RULES",
    "Clean",
    "Removal",
    "alternatives",
    "cells",
    "clean_cells",
    "clean_layout",
    "clean_line",
    "clean_prose",
    "clean_row",
    "clusters",
    "digits",
    "fold",
    "joined",
    "labelled",
    "leans",
    "measure_for",
    "plural",
    "removals",
    "searchable",
    "truncate",
    "words_of",
    "wrap",
    "wrapped",
]
