"""A page with geometry, from lines of type with boxes to stories.

`layout` finds columns and neighbours, `features` measures lines, `roles` says what each line is, `links`
weighs what goes on where, `measures` what a story is like, `reading` is the recipe. A sheet comes in, a
`domain` page reading goes out. The weights are learned (`weights.toml` and trees in JSON). May import
`parsing.stories`.
"""
