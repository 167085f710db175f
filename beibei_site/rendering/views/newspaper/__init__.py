"""The views of the newspaper itself: issues, their pages line by line, files, and what is missing."""
