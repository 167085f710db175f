"""What the search page shows beside the hits: cards of what the query names, nearest spellings, trends. These
files do not depend on how the index is laid out."""
