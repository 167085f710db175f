"""What stands where around the lines and texts of a page, and which lines are set alike.

May import `layout`, `pieces` and `runs` of `parsing.sheet`, but not what chooses between links.
"""
