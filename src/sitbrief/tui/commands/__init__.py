"""What screens of panes can be told to do."""
