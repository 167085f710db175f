"""All articles of a topic or a person as one book: a page to print, and an EPUB to keep."""
