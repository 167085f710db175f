"""The archive → the files of the site. Jinja2 is used nowhere else.

`site` is the recipe, `context` what all views share; `views` has a frozen value for every HTML file,
`outputs` the citations, feeds and data files; `environment` is Jinja2 as the templates expect it. An archive
comes in, output files go out; `content` writes them. May import `content`, `chinese` and `domain`.
"""
