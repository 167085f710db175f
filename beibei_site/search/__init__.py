"""Two indexes of one archive, one query language.

`whoosh` ranks for the terminal, `browser` makes script files that need no server. An archive comes in, an
index in the cache folder and output files go out. May import `content`, `chinese` and `domain`.
"""
