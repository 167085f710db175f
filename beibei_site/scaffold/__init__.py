"""What `beibei-site new` copies: settings, empty topics, and an invented sample page in each language."""
