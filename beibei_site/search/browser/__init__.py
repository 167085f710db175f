"""The browser's index: postings lists in small script files, read by `static/search/`.

Articles come in, output files go out. Imports nothing from `search.whoosh`.
"""
