"""Stories → catalogued articles: dates, twins, people, topics, places, bodies; keywords.

Everything that needs the whole archive happens here; `recipe` is the entry point. Stories and authority
records come in, articles and findings go out; nothing is read from or written to disk. May import `content`,
`chinese` and `domain`.
"""
