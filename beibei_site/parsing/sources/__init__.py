"""Seed files → page text: encodings, file formats, and columns set side by side in the text.

Bytes come in; text with one set line per line goes out.
"""
