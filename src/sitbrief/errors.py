"""The base of all errors that a caller may catch: each is told in one line, and none is a fault of the program."""

from __future__ import annotations


class SitbriefError(Exception):
    """Something is wrong with a file, a name or a value that was given. `str` says what, in one line."""
