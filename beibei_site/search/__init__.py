"""Two indexes of one archive, one query language.

`syntax` parses a query into a tree. `whoosh` ranks for the terminal, `browser` makes script files that need
no server. An archive comes in, an index in the cache folder and output files go out. May import `content`,
`chinese` and `domain`.
"""

import warnings

# Python warns of Whoosh's old spellings when it compiles it: at every start where bytecode cannot be kept.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*\bwhoosh")
