"""What each command does, as a list of steps: ingest, publish, explain, review, migrate, new.

Folders and options come in, reports go out; this is the only place where parsing, cataloguing, search and
rendering meet. Nothing is printed here: that is left to `cli`.
"""
