"""Between Textual and the wire: what the terminal can do, input and output, signals, the clipboard.

This room knows nothing of briefings.
"""
