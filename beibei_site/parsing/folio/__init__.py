"""The day of issue: what the folio lines and the flag of a page, and names and metadata of files say of it.

Pure functions of lines; how the stories of the page are read plays no part.
"""
