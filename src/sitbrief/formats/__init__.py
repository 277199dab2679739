"""File formats, a module each: `native` and `importers` read; `native`, `markdown`, `plain` and `csv_text` write a view.

`importing` and `export` have the tables of them. The text formats lay out the same blocks, which `briefing_blocks` makes.
"""
