"""Lists of articles: their parts, and reading on inside one of them."""
