"""How far an object of STIX may be passed on: the TLP that its markings say, those of the standard by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitbrief.formats.given_grades import stricter
from sitbrief.formats.json_values import object_at, text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORDS: Final = {
    "white": "TLP:CLEAR",
    "clear": "TLP:CLEAR",
    "green": "TLP:GREEN",
    "amber": "TLP:AMBER",
    "amber+strict": "TLP:AMBER+STRICT",
    "red": "TLP:RED",
}
_OF_THE_STANDARD: Final = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "TLP:CLEAR",
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "TLP:GREEN",
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "TLP:AMBER",
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "TLP:RED",
    "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487": "TLP:CLEAR",
    "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb": "TLP:GREEN",
    "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421": "TLP:AMBER",
    "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003": "TLP:AMBER+STRICT",
    "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1": "TLP:RED",
}
"""A bundle need not hold the markings that are part of the standard: TLP 1 and TLP 2."""


def marking_of(refs: Iterable[str], by_id: Mapping[str, dict[str, Any]]) -> str:
    """The strictest TLP of these markings; empty where none says any.

    Args:
        refs: Their ids.
        by_id: The objects of the bundle.
    """
    marking = ""
    for ref in refs:
        found = by_id.get(ref, {})
        definition = object_at(found, "definition")
        words = (
            text_at(definition, "tlp"),
            text_at(definition, "TLP"),
            text_at(found, "x_opencti_definition"),
            text_at(found, "name"),
        )
        said = (_WORDS.get(word.lower().removeprefix("tlp:"), "") for word in words)
        marking = stricter(marking, next(filter(None, (*said, _OF_THE_STANDARD.get(ref, ""))), ""))
    return marking
