"""The index of a library: finds, counts and orders the entries of all its editions. What it shows in full, the briefing has."""
