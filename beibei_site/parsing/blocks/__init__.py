"""Lines → units: fragments of the page, what kind each is, and which go on with which.

Lines come in; paragraphs, heading lines and closing lines go out. May import `parsing.text`.
"""
