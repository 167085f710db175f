"""What a query's tree means, said plainly: each article is read and asked. Both engines are held to this.

Trees are those of `queries.json`: {text, field}, {first, last}, {not}, {and}, {or}.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS, Article
from beibei_site.search.bigrams import fold
from beibei_site.search.date_forms import date_forms
from beibei_site.search.document import searched_text
from beibei_site.search.tree import And, DateRange, Node, Not, Or, Text

Tree = dict[str, Any]


def to_json(node: Node | None) -> Tree | None:
    """A tree as the browser's parser gives it."""
    match node:
        case Text(string, field):
            return {"text": string, "field": field} if field else {"text": string}
        case DateRange(first, last):
            return {"first": first, "last": last}
        case Not(clause):
            return {"not": to_json(clause)}
        case And(clauses):
            return {"and": [to_json(clause) for clause in clauses]}
        case Or(clauses):
            return {"or": [to_json(clause) for clause in clauses]}
    return None


def ids_of(tree: Tree | None, archive: Archive) -> list[str]:
    """The ids of the articles that `tree` finds, sorted; none for no tree."""
    return sorted(a.id for a in archive.articles if tree is not None and holds(tree, a, archive))


def holds(tree: Tree, article: Article, archive: Archive) -> bool:
    match tree:
        case {"and": clauses}:
            return all(holds(clause, article, archive) for clause in clauses)
        case {"or": clauses}:
            return any(holds(clause, article, archive) for clause in clauses)
        case {"not": clause}:
            return not holds(clause, article, archive)
        case {"first": first} if first.startswith("--"):
            return article.date[4:] == first[1:]
        case {"first": first, "last": last}:
            return bool(article.date) and numbers(first, 0) <= numbers(article.date, 0) <= numbers(last, 99)
        case {"text": string, "field": "id"}:
            return article.id == fold(string)
        case {"text": string, "field": field} if field != "heading":
            return any(fold(string) in fold(form) for form in forms(field, article, archive))
        case {"text": string, "field": "heading"}:
            return any(form in fold(article.heading) for form in date_forms(fold(string)))
        case {"text": string}:
            return any(form in fold(searched_text(article)) for form in date_forms(fold(string)))
    raise AssertionError(tree)


def numbers(date: str, missing: int) -> tuple[int, ...]:
    """Year, month and day; `missing` for what a partial date does not say, 9999 for an open end."""
    if not date:
        return (9999,) if missing else (0,)
    parts = [int(part) for part in date.split("-")]
    return (*parts, *[missing] * (3 - len(parts)))


def forms(field: str, article: Article, archive: Archive) -> Iterator[str]:
    """All that an article bears under a field."""
    if field == "byline":
        yield from (credit.name for credit in article.byline)
    for facet in FACETS:
        if facet == field:
            for record in archive.entries_of(article, facet):
                yield from (record.id, record.preferred, *record.variants, *dict(record.names).values())
