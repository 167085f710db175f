"""Personal names in a text: candidates, the evidence for each, and what the whole archive says of it.

Plain text comes in, names with weights go out.
"""
