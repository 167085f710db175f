"""`python -m benchmarks.reading.train_text FOLDER …`: learn the weights of the reader of bare text.

Reads the texts of composed pages with their gold (see `lines`), learns the roles of lines (see
`learn_roles`) and the links (boosted trees on a conditional logit, by LightGBM), and writes `roles.npz` and
`links.json` in `parsing/bare`. Links are learned from roles found by networks that had learned from other
pages. `--confidence` learns nothing but the confidence (boosted trees), from pages of other articles, and
writes `confidence.json`: from the stories of their first drafts and of all that a second look would try.
`--places` learns nothing but how links are corrected where it is known where the lines of a text stood, from
such pages, and writes `places.json`.
`--check` leaves the files alone.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from beibei_site.domain.model import Story
from beibei_site.domain.text import letters
from beibei_site.parsing.bare import reading
from beibei_site.parsing.bare.draft import draft_page
from beibei_site.parsing.bare.revision import try_changes
from beibei_site.parsing.bare.weights import Weights, learned, make_network
from beibei_site.parsing.trees import Forest, parse_trees
from benchmarks.reading.boosting import Rows, write_trees
from benchmarks.reading.learn_links import choices_of, learn_links, learn_places
from benchmarks.reading.learn_roles import fit, network_file
from benchmarks.reading.learning import (
    is_article,
    learn_confidence,
    letters_of,
)
from benchmarks.reading.samples import FOLDS, Sample, read_samples

_FOLDER = Path(reading.__file__).parent
_FOLD_EPOCHS = 5


@dataclass(frozen=True)
class Judged:
    measures: dict[str, float]
    right: bool
    body: bool
    title: bool
    tool: str


def judge(sample: Sample, weights: Weights, others: bool = False) -> list[Judged]:
    """The stories that `weights` read on a page, each with whether text and headline are right; with `others`
    also those of all drafts that a second look tries, each once."""
    first, changes = draft_page(sample.page.lines, sample.described, weights, sample.page.grid)
    drafts = [first, *try_changes(first, changes), *first.others()] if others else [first]
    right = [letters_of(a) for a in sample.page.gold["articles"]]
    found = {}
    for draft in drafts:
        reader = reading.BareReader(draft, "page")
        for chain, lines in zip(draft.chains, draft.stories(), strict=True):
            if lines not in found:
                found[lines] = _judge(sample, draft.measures_of(chain), reader.story(chain), right)
    return list(found.values())


def _judge(
    sample: Sample, measures: dict[str, float], story: Story, right: Sequence[tuple[str, str, str]]
) -> Judged:
    text = letters("".join(b.text for b in story.blocks if b.kind == "paragraph"))
    headline = letters(story.heading.headline or "")
    bodies = [r for r in right if is_article(text, r[2], *r)]
    return Judged(
        measures,
        any(r[2] == headline for r in bodies),
        bool(bodies),
        any(headline and r[2] == headline for r in right),
        sample.page.extractor,
    )


def _judge_all(sample: Sample) -> list[Judged]:
    return judge(sample, learned(), others=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.train_text", description=__doc__)
    parser.add_argument(
        "folders", nargs="+", type=Path, help="folders of NAME.gold.json and texts/NAME.TOOL.txt"
    )
    parser.add_argument("--check", action="store_true", help="print figures only")
    parser.add_argument(
        "--confidence", action="store_true", help="learn only the confidence, from pages of unseen articles"
    )
    parser.add_argument(
        "--places", action="store_true", help="learn only how links are corrected by where lines stood"
    )
    options = parser.parse_args()
    samples = read_samples(options.folders, placed=options.places)
    print(len(samples), "texts", flush=True)
    learn = learn_places if options.places else judge_samples if options.confidence else learn_reading
    files = learn(samples)
    if not options.check:
        for name, data in files.items():
            (_FOLDER / name).write_bytes(data)


def learn_reading(samples: Sequence[Sample]) -> dict[str, bytes]:
    """`roles.npz` and `links.json`; says how the pages are read with weights learned from others."""
    choices: list[list[tuple[Rows, int]]] = []
    networks = []
    for fold in range(FOLDS):
        networks.append(make_network(*fit([s for s in samples if s.fold != fold], _FOLD_EPOCHS)))
        choices.append([c for s in samples if s.fold == fold for c in choices_of(s, networks[fold])])
        print("fold", fold, len(choices[-1]), "links", flush=True)
    judged: list[Judged] = []
    for fold in range(FOLDS):
        links = learn_links(c for n, found in enumerate(choices) if n != fold for c in found)
        weights = Weights(
            networks[fold], parse_trees(write_trees({"link": links})), Forest.of(()), learned().places
        )
        judged += [j for s in samples if s.fold == fold for j in judge(s, weights)]
        print("fold", fold, "judged", flush=True)
    report(samples, judged)
    links = learn_links(c for found in choices for c in found)
    return {"roles.npz": network_file(*fit(samples)), "links.json": write_trees({"link": links}).encode()}


def judge_samples(samples: Sequence[Sample]) -> dict[str, bytes]:
    """`confidence.json`."""
    own: list[list[Judged]] = [[] for _ in range(FOLDS)]
    with ProcessPoolExecutor() as pool:
        for sample, judged in zip(samples, pool.map(_judge_all, samples, chunksize=8), strict=True):
            own[sample.fold] += judged
    return {"confidence.json": learn_confidence(own).encode()}


def report(samples: Sequence[Sample], judged: Sequence[Judged]) -> None:
    articles: Counter[str] = Counter()
    for sample in samples:
        articles[sample.page.extractor] += len(sample.page.gold["articles"])
    for tool, count in sorted(articles.items()):
        own = [j for j in judged if j.tool == tool]
        print(
            f"{tool:18} {count:5} articles, right body {sum(j.body for j in own) / count:.3f},"
            f" title {sum(j.title for j in own) / count:.3f}, both {sum(j.right for j in own) / count:.3f}"
        )


if __name__ == "__main__":
    main()
