"""Libraries of briefings: where they are, what is in them, the order of their editions, and where a reader left off."""

from sitbrief.library.folder import Library
from sitbrief.library.items import Item, NotFound, SameId

__all__ = ["Item", "Library", "NotFound", "SameId"]
