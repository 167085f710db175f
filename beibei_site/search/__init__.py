"""One tokenisation for two readers: the Whoosh index and the browser's index."""

import warnings

# Python warns of Whoosh's old spellings when it compiles it: at every start where bytecode cannot be kept.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*\bwhoosh")
