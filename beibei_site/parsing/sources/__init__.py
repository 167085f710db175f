"""Seed files → page text: encodings, PDFs, columns that stand side by side in the text.

Bytes come in, text with one line a set line goes out.
"""
