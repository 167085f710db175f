"""What a build does to files that a person edits while it runs."""
