"""The reader of bare text: what a page is without its type, known by words, order and blanks.

Lines come in, `domain` stories go out; weights are learned (`weights.py`).
May import `parsing.stories` and below.
"""
