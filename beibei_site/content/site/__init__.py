"""The folder of the finished site: made beside the one that is there, then exchanged with it in one step.

Files come in, what was written and what was left alone goes out. What the program has not made stays.
"""
