"""Stories → catalogued articles: dates, twins, people, topics, places, bodies, keywords.

What needs the whole archive happens here; `recipe` puts it together. Stories and authority records come in,
articles and findings go out; nothing is read from or written to the disk. May import `content`, `chinese` and
`domain`.
"""
