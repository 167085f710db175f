"""The terminal's index: jieba's words to rank by, bigrams to match by. Whoosh is used nowhere else.

Articles and a query come in, hits with snippets go out. The index lies in the cache folder.
"""
