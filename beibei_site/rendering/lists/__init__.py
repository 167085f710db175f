"""Lists of articles: their parts, reading on inside one of them, and what stands around an article."""
