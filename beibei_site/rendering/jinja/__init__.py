"""The templates: as the program expects them, and as code."""
