"""sitbrief: a terminal reader for situation briefings.

The rooms, from the ground up: `text`, `places`, `briefing`, `formats`, `library`, `terminal`, `tui`, `cli`.
Each sees only those below it.
"""

__version__ = "0.1.0"
