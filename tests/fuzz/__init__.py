"""Fuzzing: what goes in, what damages it, what holds of whatever comes out."""
