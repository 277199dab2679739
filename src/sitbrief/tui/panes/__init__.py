"""tui/panes."""
