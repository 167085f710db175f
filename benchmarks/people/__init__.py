"""How well names of persons are found in newspaper text, beside jieba's tagger on the same text."""
