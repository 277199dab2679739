"""The rules of a field, declared beside its type. A validator asks for them; nothing else needs one to be there.

Each rule is metadata of an `Annotated` type. pydantic, which checks what is read from files, calls the two methods with
names of its own when it builds a validator, and only then is it imported: a briefing is shown without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema


class Checked:
    """A function cleans the value, or refuses it with a ValueError.

    Args:
        check: The function.
        shown: What an editor learns of it, in terms of JSON Schema.
    """

    def __init__(self, check: Callable[[str], str], *, shown: Mapping[str, Any] | None = None) -> None:
        self._check = check
        self._shown = shown or {}

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), **self._shown}


class Read:
    """A function reads the value from whatever the file holds.

    Args:
        read: The function; it refuses with a ValueError.
        shown: The type in terms of JSON Schema.
    """

    def __init__(self, read: Callable[[object], object], *, shown: Mapping[str, Any]) -> None:
        self._read = read
        self._shown = shown

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**self._shown}


class Bound:
    """The validator's own bounds, by its own names: ge and le, pattern, fail_fast, the mode of a union."""

    def __init__(self, **bounds: object) -> None:
        self._bounds = bounds

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return {**handler(source), **self._bounds}


def refusal(kind: str) -> ValueError:
    """An error of one of the validator's own kinds, so that it is worded like them."""
    from pydantic_core import PydanticKnownError

    return PydanticKnownError(kind)  # type: ignore[arg-type]  # one of a long list of literals
