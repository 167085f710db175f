"""Lines → units: fragments of the page, their kinds, and which fragments belong together.

Lines come in; paragraphs, heading lines and closing lines go out. May import `parsing.text`.
"""
