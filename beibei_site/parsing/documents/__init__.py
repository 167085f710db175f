"""Files as people have them: one article a file, and collections of articles, in text that flows.

Bytes are read by `sources`, which writes what HTML, Word and flowing PDFs show of headings and indents as
Markdown marks; the readers here know lines of text only.
"""
