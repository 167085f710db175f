"""beibei_site: from bare newspaper text to a browsable, searchable static archive."""

__version__ = "0.1.0"
