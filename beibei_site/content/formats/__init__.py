"""What all files that people write have in common: YAML, and how a mistake in it is named.

Text and values come in, values and messages for an editor go out; nothing here reads the disk.
"""
