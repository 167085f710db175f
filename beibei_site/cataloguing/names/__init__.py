"""Names of persons, places and bodies: the tagger's candidates in each text, weighed against the whole
archive.

Plain text comes in, names with probabilities go out.
"""
