"""Reads the float arrays of an ONNX file as protocol buffers, without a library.

The field numbers are those of `onnx.proto`: a model's graph (7), a graph's initializers (5), a tensor's
dimensions (1), type (2), name (8) and bytes (9).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_GRAPH, _INITIALIZER, _DIMENSION, _TYPE, _NAME, _BYTES = 7, 5, 1, 2, 8, 9
_FLOAT = 1  # of the types
_FIXED = {1: 8, 5: 4}  # bytes of a value, by wire type


def read_arrays(data: bytes) -> dict[str, NDArray[np.float32]]:
    """Every stored float array by name; they share the memory of `data`."""
    arrays = {}
    for graph in _parts(memoryview(data), _GRAPH):
        for tensor in _parts(graph, _INITIALIZER):
            shape = list(_numbers(tensor, _DIMENSION))
            if _FLOAT in _numbers(tensor, _TYPE) and shape:
                (name,), (values,) = _parts(tensor, _NAME), _parts(tensor, _BYTES)
                arrays[bytes(name).decode()] = np.frombuffer(values, "<f4").reshape(shape)
    return arrays


def _parts(message: memoryview, wanted: int) -> Iterator[memoryview]:
    return (value for field, value in _fields(message) if field == wanted and not isinstance(value, int))


def _numbers(message: memoryview, wanted: int) -> Iterator[int]:
    return (value for field, value in _fields(message) if field == wanted and isinstance(value, int))


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """The fields of a message with their values: numbers or bytes."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        value: int | memoryview
        if key & 7 == 0:
            value, at = _varint(message, at)
        else:
            size, at = _varint(message, at) if key & 7 == 2 else (_FIXED[key & 7], at)
            value, at = message[at : at + size], at + size
        yield key >> 3, value


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """A varint (groups of seven bits, lowest first), and where the next field begins."""
    value = shift = 0
    while True:
        value |= (message[at] & 127) << shift
        shift += 7
        at += 1
        if message[at - 1] < 128:
            return value, at
