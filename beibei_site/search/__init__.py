"""Two indexes of one archive, one query language.

`syntax` parses a query into a tree. `whoosh` is the terminal's search, `browser` writes script files that
need no server. An archive comes in, an index in the cache folder and output files go out. May import
`content`, `chinese` and `domain`.
"""

import warnings

# Compiling Whoosh makes Python warn about old spellings, on every start if bytecode cannot be cached.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*\bwhoosh")
