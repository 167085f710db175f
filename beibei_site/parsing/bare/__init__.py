"""The reader of bare text: what a page is without geometry.

Lines come in, `domain` stories go out; weights are learned (`roles.npz`, `links.json`, `confidence.json`).
May import `parsing.stories` and below.
"""
