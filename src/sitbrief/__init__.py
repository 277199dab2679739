"""sitbrief: situation briefings in a terminal, and for programs `load`, `Filters`, `View` and `export`.

The rooms, from the ground up: `text`, `files`, `places`, `briefing`, `formats`, `library`, `config`, `terminal`, `tui`,
`cli`. Each sees only those below it. What is offered to programs stands in `api`.
"""

# Nothing is imported here, not even `typing`: with `python -m sitbrief` it would be looked for in the current folder first.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from sitbrief.api import Briefing, Filters, ResolvedBriefing, SitbriefError, View, export, load

__version__ = "0.1.0"

__all__ = ["Briefing", "Filters", "ResolvedBriefing", "SitbriefError", "View", "export", "load"]


def __getattr__(name: str) -> object:
    """What programs are offered, loaded late: the command line asks for none of it, and starts sooner so."""
    if name in __all__:
        from sitbrief import api

        return getattr(api, name)
    raise AttributeError(f"module 'sitbrief' has no attribute {name!r}")
