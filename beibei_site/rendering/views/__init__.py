"""Views: for every HTML file a frozen value with exactly what its template prints.

The site's context comes in, views go out. May import what lies directly in `rendering`.
"""
