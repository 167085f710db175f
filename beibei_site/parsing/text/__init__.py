"""Page text → lines: widths, spacing, and the newspaper's own grammar (leads, credits, jump lines, folios).

Strings come in, measured lines and recognized phrases go out. Imports nothing from `blocks` or `stories`.
"""
