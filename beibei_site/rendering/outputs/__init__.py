"""What machines read: citations, feeds, the data package.

Views or articles come in, text or output files go out.
"""
