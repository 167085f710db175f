"""The archive → the files of the site. Jinja2 is used nowhere else.

`views` holds a frozen value for every HTML file, `outputs` the feeds, citations and data files; `site` is the
recipe. An archive comes in, output files go out; writing them is left to `content`. May import `content`,
`chinese` and `domain`.
"""
