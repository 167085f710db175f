"""Units → stories: which paragraphs form a story, and which heading belongs to it.

Units come in; `domain` stories with reasons and confidence go out. May import `parsing.blocks` and below.
"""
