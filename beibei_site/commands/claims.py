"""The lines that a person's articles claim, held against their page: every line belongs to one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from beibei_site.cataloguing.ownership import Protected
from beibei_site.content import store, yamltext
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.mistakes import instead
from beibei_site.domain.model import Problem
from beibei_site.domain.problems import place
from beibei_site.domain.spans import Span, to_spans


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """An entry of `source.lines`, by its place in that list, that cannot be, why, and what to do."""

    file: ContentFile
    at: int
    why: str
    remedy: str

    @property
    def span(self) -> Span:
        return self.file.article.source[self.at]


def find_false_claims(edited: Sequence[ContentFile], text: str) -> Iterator[FalseClaim]:
    """The claims of the `edited` articles of a page with this `text` that lie outside it, or that an article
    before has made already."""
    count = len(text.rstrip("\n").split("\n"))
    owners: dict[int, str] = {}
    for file in edited:
        for at, span in enumerate(file.article.source):
            if span.last > count:
                yield FalseClaim(file, at, f"{span}: {span.file} has {count} lines", "Correct the lines.")
                continue
            twice = [number for number in span if number in owners]
            if twice:
                shared = ", ".join(map(str, to_spans(twice, span.file)))
                why = f"{span}: {owners[twice[0]]} has {shared} as well"
                yield FalseClaim(file, at, why, "Give every line to one article.")
            owners |= dict.fromkeys(span, file.path)


def without(protected: Protected, claims: Iterable[FalseClaim]) -> Protected:
    """What is protected on a page if these claims do not count."""
    false = {(claim.file.path, claim.span) for claim in claims}
    edited = []
    for file in protected.edited:
        left = tuple(span for span in file.article.source if (file.path, span) not in false)
        edited.append(replace(file, article=replace(file.article, source=left or file.article.source[:1])))
    return replace(protected, edited=tuple(edited))


def claim_problems(content: Path, claims: Iterable[FalseClaim]) -> Iterator[Problem]:
    """What to say of false claims."""
    for claim in claims:
        where = _where(content, claim.file, "source", "lines", claim.at)
        message = f"{where}source.lines: {claim.why}; the articles of this page are left as they were"
        yield Problem("wrong-lines", "error", message, claim.remedy)


def stray_problems(content: Path, files: Iterable[ContentFile], pages: Sequence[str]) -> Iterator[Problem]:
    """A problem for every article that names a page that is none of `pages`."""
    for file in files:
        name = file.article.source_file
        if name is not None and name not in pages:
            message = f"{_where(content, file, 'source', 'file')}source.file: there is no page '{name}'"
            yield Problem("wrong-lines", "warning", message, instead(name, pages))


def _where(content: Path, file: ContentFile, *keys: str | int) -> str:
    text = store.read_text(content, file.path) or "{}"
    return place(content / file.path, yamltext.line_at(text, *keys))
