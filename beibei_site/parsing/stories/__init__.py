"""Units → stories: which paragraphs make a story, and which heading is whose.

Units come in, `domain` stories with reasons and confidence go out. May import `parsing.blocks` and below.
"""
