"""What can be said in the conversation."""
