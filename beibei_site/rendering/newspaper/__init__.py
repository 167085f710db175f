"""The issues of the archive as the site shows them: their addresses, and names for their pages."""
