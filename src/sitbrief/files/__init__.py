"""Files, whatever is in them: regular ones are opened within limits, new ones written aside, synced and renamed."""
