"""One page in, its stories out. A page is read without knowing of any other.

`sources` turns a file into page text, `text` looks at lines, `blocks` at what the page sets as one piece,
`stories` decides which pieces make a story; `reader` is the recipe. May import `content` and `domain`.
"""
