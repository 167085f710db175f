"""How well unseen pages are read: composed pages with known gold.

`python -m benchmarks.reading` composes newspaper pages in HTML, prints them with Chromium, extracts the text
of the PDFs with several tools, reads it, and prints scores by tool and by trait.
"""
