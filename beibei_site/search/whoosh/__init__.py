"""The terminal's index and search: folded texts, in which every string is found where it stands, and Whoosh's
index of jieba's words. Whoosh is used nowhere else.

Articles and a query come in, hits with snippets go out. The index is stored in the cache folder.
"""
