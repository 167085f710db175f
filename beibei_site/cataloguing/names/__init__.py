"""Names of persons, places and bodies: what the tagger sees in a text, and what the whole archive says of it.

Plain text comes in, names with probabilities go out.
"""
