"""What machines read: citations, feeds, the data package.

The site's context comes in (for a citation its bare facts), text or output files go out. Knows no view.
"""
