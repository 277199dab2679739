"""All targets by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fuzz.import_targets import IMPORTS
from fuzz.native_targets import NATIVE
from fuzz.store_targets import STORES
from fuzz.wire_targets import WIRE
from fuzz.word_targets import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fuzz.target import Target

TARGETS: Final[Mapping[str, Target]] = {
    target.name: target for target in (*NATIVE, *IMPORTS, *WORDS, *STORES, *WIRE)
}
