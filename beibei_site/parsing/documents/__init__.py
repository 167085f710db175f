"""Files with flowing text: single articles, and collections of articles.

Bytes are read by `sources`, which represents the headings and indents of HTML, Word and flowing PDFs as
Markdown marks; the readers here see only lines of text.
"""
