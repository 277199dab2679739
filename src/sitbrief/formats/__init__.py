"""One module a format, reading or writing.

Reading: `native`. Writing: `native`, `markdown`, `plain`; a writer takes a view and returns text. The rest serves them:
`reading` and `writing` are the only ways to a file, `document` is the outline that the writers share.
"""
