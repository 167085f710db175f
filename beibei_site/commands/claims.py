"""The lines that a person's articles claim, held against their page: every line belongs to one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from beibei_site.cataloguing.ownership import Protected
from beibei_site.commands.stored.references import where
from beibei_site.content.formats.mistakes import instead
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.page_record import RecordFile
from beibei_site.domain.model import Problem
from beibei_site.domain.spans import Span, to_spans


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """The lines of an entry of `source.lines` (by its place in that list) that cannot be this article's: they
    are those of the article `owner`, or (empty) lie beyond the last of the page, `last`."""

    file: ContentFile
    at: int
    lines: tuple[int, ...]
    owner: str
    last: int

    @property
    def span(self) -> Span:
        return self.file.article.source[self.at]


def find_false_claims(edited: Sequence[ContentFile], text: str) -> Iterator[FalseClaim]:
    """The claims of the `edited` articles of a page with this `text` that lie outside it, or that an article
    before has made already."""
    last = len(text.rstrip("\n").split("\n"))
    owners: dict[int, str] = {}
    for file in edited:
        for at, span in enumerate(file.article.source):
            beyond = span.last > last
            twice = () if beyond else tuple(number for number in span if number in owners)
            if beyond or twice:
                yield FalseClaim(file, at, twice, owners[twice[0]] if twice else "", last)
            if not beyond:
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
    """What to say of false claims, once for every two articles."""
    for _, group in groupby(claims, key=lambda claim: (claim.file.path, claim.owner)):
        first, *more = group
        name, owner = first.span.file, first.owner
        if owner:
            shared = to_spans([line for claim in (first, *more) for line in claim.lines], name)
            why = f"{owner} has {', '.join(map(str, shared))} as well"
        else:
            why = f"{', '.join(str(claim.span) for claim in (first, *more))}: {name} has {first.last} lines"
        at = where(content, first.file.path, "source", "lines", first.at)
        message = f"{at}{why}; the articles of this page are left as they were"
        remedy = "Give every line to one article." if owner else "Correct the lines."
        yield Problem("wrong-lines", "error", message, remedy)


def stray_problems(content: Path, files: Iterable[ContentFile], pages: Sequence[str]) -> Iterator[Problem]:
    """A problem for every article that names a page that is none of `pages`."""
    for file in files:
        name = file.article.source_file
        if name is not None and name not in pages:
            message = f"{where(content, file.path, 'source', 'file')}there is no page '{name}'"
            yield Problem("wrong-lines", "warning", message, instead(name, pages))


def unclear(content: Path, file: RecordFile, protected: Protected, ids: Set[str]) -> Problem:
    """What to say of a page that has changed so much that nobody can tell which of its lines are now those of
    these articles, or that has changed while a person wrote down other lines for them."""
    paths = {f.article.id: f.path for f in (*protected.own, *protected.edited)}
    names = ", ".join(paths.get(i, f"{i} (deleted)") for i in sorted(ids))
    message = (
        f"{content / file.path}: {file.record.file} has changed, and it is unclear which of its lines are now"
        f" those of {names}; the articles of this page are left as they were"
    )
    remedy = (
        "Put the former file back, build, and change it in smaller steps; or correct the lines, in the record"
        " and in articles of your own, and take 'sha256' and 'fingerprints' out of the record."
    )
    return Problem("unclear-lines", "error", message, remedy)
