"""`python -m benchmarks.people [-v]`: exact-match F1 for names, on text made for this project.

Every paragraph of `dev.txt` and `held_out.txt` is one article of a small archive. The names in braces
are the truth; the program sees the text without the braces. `-v` prints what differs in `dev.txt`.
"""

from __future__ import annotations

import sys
import time

from beibei_site.chinese.segmenter import dictionary
from benchmarks.people.corpus import HERE, find_people, read_corpus, score, tag_people


def main() -> None:
    dictionary()
    for name in ("dev", "held_out"):
        texts, truth = read_corpus(HERE / f"{name}.txt")
        letters = sum(map(len, texts))
        for method in (find_people, tag_people):
            method(texts[:1])
            started = time.perf_counter()
            found = method(texts)
            speed = (time.perf_counter() - started) * 800_000 / letters
            p, r, f = score(found, truth)
            print(
                f"{name:9} {method.__name__:12} precision {p:.3f} recall {r:.3f} F1 {f:.3f}"
                f"  ({len(texts)} paragraphs, {speed:.1f} ms per 800 characters)"
            )
            if "-v" in sys.argv and method is find_people and name == "dev":
                for text, here, true in zip(texts, found, truth, strict=True):
                    if here != true:
                        print(f"  {text[:24]} missing {sorted(true - here)} extra {sorted(here - true)}")


main()
