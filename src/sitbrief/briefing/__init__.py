"""What a briefing is: its records, grades, times, places, figures, states, filters and views.

Attributes:
    Briefing: The model; every other record hangs below it.
    ResolvedBriefing: A briefing with its references followed.
    View: An index under filters: what panes and writers show.
"""

from sitbrief.briefing.filters import Filters
from sitbrief.briefing.models import Briefing
from sitbrief.briefing.resolved import ResolvedBriefing
from sitbrief.briefing.view import View

__all__ = ["Briefing", "Filters", "ResolvedBriefing", "View"]
