"""The Chinese language: words (jieba) and variant characters (OpenCC).

Text comes in, words or characters go out. May import `domain`; jieba and OpenCC are used nowhere else.
"""
