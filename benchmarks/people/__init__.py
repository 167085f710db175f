"""How well names are found in newspaper text, compared with jieba's tagger on the same text."""
