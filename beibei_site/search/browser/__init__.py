"""The browser's index: postings lists in small script files that are read by `static/search/`.

Articles come in, output files go out. Imports nothing of `search.whoosh`.
"""
