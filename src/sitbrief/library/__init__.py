"""Many briefings: where they are, what is in them, which edition comes before which."""

from sitbrief.library.folder import Item, Library, NotFound, SameId

__all__ = ["Item", "Library", "NotFound", "SameId"]
