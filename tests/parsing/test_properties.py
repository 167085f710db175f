"""What must hold for any page: nothing lost, nothing invented, and never a crash."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.domain.model import PageReading
from beibei_site.domain.text import letters
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sources.decode import decode

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))
BLOCKS = [
    block
    for seed in SEEDS
    for block in decode(seed.read_bytes()).text.split("\n\n")
    if block.strip() and len(block) < 900
]
SENTENCES = [s for block in BLOCKS for s in block.replace("\n", "").split("。") if 8 < len(s) < 90]
JUNK = st.text(
    alphabet="。，、：；“”（）《》 　\t#*_<>[]〔〕|-—0123456789abcXYZ\u200b\u3000本报讯记者摄图为据版下转",
    max_size=30,
)


def wrapped(sentences: list[str], width: int, indent: int) -> str:
    text = "\u3000" * indent + "。".join(sentences) + "。"
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


BODIES = st.builds(
    wrapped,
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
    st.integers(8, 45),
    st.integers(0, 2),
)
PAGES = st.lists(st.sampled_from(BLOCKS) | BODIES | JUNK, max_size=14).flatmap(
    lambda blocks: st.sampled_from(["\n\n", "\n", "\n\n\n", "\n \n"]).map(lambda gap: gap.join(blocks))
)


def accounted(reading: PageReading) -> Counter[int]:
    spans = [s for story in reading.stories for s in story.spans]
    spans += [*reading.furniture, *reading.orphans]
    return Counter(line for span in spans for line in span)


def check(text: str) -> PageReading:
    reading = read_page(text, "page.txt")
    lines = text.split("\n")
    printed = {number for number, line in enumerate(lines, 1) if line.strip()}
    counts = accounted(reading)
    assert set(counts) == printed, "every non-blank line, and no other"
    assert set(counts.values()) <= {1}, "exactly once"
    for story in reading.stories:
        heading = story.heading
        pieces = [b.text for b in story.blocks] + [
            heading.headline or "",
            heading.kicker or "",
            *heading.deck,
        ]
        ours = Counter("".join(map(letters, pieces)))
        page = Counter(letters("".join(lines[n - 1] for s in story.spans for n in s)))
        assert not ours - page, "every letter comes from the story's lines"
    return reading


@given(PAGES)
@settings(max_examples=150)
def test_any_page_is_accounted_for(text: str) -> None:
    check(text)


@given(st.permutations(BLOCKS[:18]))
@settings(max_examples=40)
def test_shuffled_blocks_are_accounted_for(blocks: list[str]) -> None:
    check("\n\n".join(blocks))


@given(st.sampled_from(SEEDS), st.sets(st.integers(1, 300), max_size=120))
@settings(max_examples=30)
def test_claimed_lines_are_left_alone(seed: Path, claimed: set[int]) -> None:
    text = decode(seed.read_bytes()).text
    reading = read_page(text, seed.name, frozenset(claimed))
    assert not set(accounted(reading)) & claimed


@given(PAGES)
@settings(max_examples=40)
def test_the_same_page_is_read_the_same(text: str) -> None:
    assert read_page(text, "page.txt") == read_page(text, "page.txt")


def test_nothing_but_layout_is_lost_from_the_five_pages() -> None:
    for seed in SEEDS:
        text = decode(seed.read_bytes()).text
        reading = check(text)
        shown = [
            p
            for s in reading.stories
            for p in (
                *(b.text for b in s.blocks),
                s.heading.headline or "",
                s.heading.kicker or "",
                *s.heading.deck,
            )
        ]
        lines = text.split("\n")
        rest = [lines[n - 1] for span in (*reading.furniture, *reading.orphans) for n in span]
        everything = Counter("".join(map(letters, [*shown, *rest])))
        lost = Counter(letters(text)) - everything
        assert sum(lost.values()) <= 4, f"{seed.name}: {lost}"  # （下转3版） is kept as the jump
