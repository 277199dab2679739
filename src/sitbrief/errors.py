"""What all errors have in common that are no mistake of ours: whoever calls may tell them in a line, and go on."""

from __future__ import annotations


class SitbriefError(Exception):
    """Something is wrong with a file, a name or a value that was given. `str` says what, in one line."""
