"""Many briefings: where they are, what is in them, which edition comes before which."""

from sitbrief.library.folder import Library
from sitbrief.library.items import Item, NotFound, SameId

__all__ = ["Item", "Library", "NotFound", "SameId"]
