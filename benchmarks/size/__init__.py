"""Whole builds by number of articles: time, memory, files."""
