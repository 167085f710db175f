"""Views: for every HTML file a frozen value with exactly what its template prints.

A view stands beside the function that makes it. The site's context comes in, views go out. May import
`outputs` (an article's citation) and what lies directly in `rendering`, but `site` and `environment`.
"""
