"""Newspaper pages of a further idea: stories as long as they are, stacked where the page is lowest.

The words are those of `benchmarks.reading.compose`; nothing else is shared, so that a reader that learns from
both does not learn one composer's habits. A page's gold depends on its seed and number alone.
"""
