"""tui/commands."""
