"""How well pages are read that nobody has fitted a rule to: composed pages whose truth is known.

`python -m benchmarks.reading` composes newspaper pages in HTML, prints them with Chromium, extracts the
text of the PDFs with several tools, reads it, and prints a table by style and extractor.
"""
