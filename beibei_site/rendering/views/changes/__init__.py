"""The views of what changes in the archive: what is new and corrected, and what was removed from it."""
