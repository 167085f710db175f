"""The terminal's index: jieba's words for ranking, bigrams for matching. Whoosh is used nowhere else.

Articles and a query come in, hits with snippets go out. The index is stored in the cache folder.
"""
