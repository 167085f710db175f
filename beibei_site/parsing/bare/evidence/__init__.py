"""What speaks for a link: how two ends of text read on, which words two parts share, where they stood.

May import `runs` and `weights` of `parsing.bare`, but not what chooses between links.
"""
