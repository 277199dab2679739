"""The index of a library: finds, counts and orders the entries of all its editions. What it shows in full, the briefing has.

An index is a folder with a *manifest* and *segments*. A segment is an SQLite file with the entries of some editions, which is
never changed. It has three *lists*, timeline, fronts and humanitarian notes, each sorted by the *keys* of its entries; the
*place* of an entry is its number there. A *mark* is what a filter asks for: a province, a grade, a state, an edition. Its posting
list, the places of the entries that have it, is stored as a bit set. A *snapshot* is the index at one moment, with the segments
open; a *view* is what is shown of it under filters.
"""
