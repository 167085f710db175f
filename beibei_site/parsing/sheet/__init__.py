"""A page with geometry: lines of type with boxes, and the rules, boxes and pictures drawn between them.

`model` holds the types, `typesetting` makes lines of characters, `features` measures them, `roles` says what
each line is, `stories` which lines make a story. A sheet comes in, a `domain` page reading goes out.
"""
