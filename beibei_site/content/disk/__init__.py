"""One file at a time: which names may become paths, and how a file is read, replaced and removed safely.

Paths come in, bytes go out; nothing here knows what is in a file.
"""
