"""What is learned of the language: which letters follow each other, which text goes on with which, how
headings read.

Tables and the few lines that read them; imports nothing of the other parts of `parsing`.
"""
