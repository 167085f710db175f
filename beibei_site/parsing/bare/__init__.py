"""The reader of bare text: what a page is without geometry.

Lines come in, `domain` stories go out; weights are learned (`weights.json`, `links.json`). May import
`parsing.stories` and below.
"""
