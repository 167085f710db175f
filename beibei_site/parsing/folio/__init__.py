"""The day of issue: what folio lines, the flag, file names and metadata say about it.

Pure functions of lines, independent of how the stories of the page are read.
"""
