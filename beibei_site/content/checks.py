"""Checks what may become an address or a path as soon as a file is read; what fails is left out and reported.

What these files say is checked for its form by the parsers; here it is checked for what the program would do
with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from beibei_site.content.disk.paths import is_id, is_page_name, show
from beibei_site.content.formats import yamltext
from beibei_site.content.formats.mistakes import nearest
from beibei_site.content.frontmatter import KEYS as ARTICLE_KEYS
from beibei_site.content.frontmatter import parse_article
from beibei_site.content.page_record import KEYS as RECORD_KEYS
from beibei_site.content.page_record import parse_record
from beibei_site.domain import dates
from beibei_site.domain.issue import value_of
from beibei_site.domain.model import Article, Authority, AuthorityRecord, Outcome, Problem
from beibei_site.domain.problems import RefusedError, place
from beibei_site.domain.record import PageRecord
from beibei_site.domain.text import HAN, NO_TEXT

_PAGE = re.compile(rf"(?:[A-Za-z]{{1,2}}-?)?\d{{1,3}}[A-Za-z]?|[{HAN}]{{1,4}}版?")
_WHOLE = re.compile(r"-?\d+")
_PAGE_FORM = "a page is a number counted from 1, A06 or 头版"
_FORM = "An id holds only small letters a-z, digits and single hyphens."


def checked_article(text: str, file: str) -> Outcome[Article]:
    """The article in the `text` of `file` without aliases that are no ids and a page that no paper has.

    Raises RefusedError if its own id is none, SetupError if the file breaks the format.
    """
    article = parse_article(text, file)
    if not is_id(article.id):
        raise RefusedError(
            f"id: '{show(article.id)}' is no id; this article is left out",
            file=file,
            line=yamltext.line_at(text, "id"),
            remedy=_FORM,
        )
    aliases, problems = _ids(article.aliases, text, file, "aliases")
    page = article.page
    if page is not None and not is_page_number(page):
        problems += (_ignored("page", page, _PAGE_FORM, text, file),)
        page = None
    problems += tuple(_slips(article.extra, ARTICLE_KEYS, text, file))
    if article.title == article.id and article.title_from == "supplied":
        where = place(file, yamltext.line_at(text, "title"))
        message = f"{where}this article has no title, so it is shown under its id"
        problems += (Problem("no-title", "warning", message, "Add a line 'title: …'."),)
    if found := NO_TEXT.search(text):
        problems += (_no_text(found, text, file),)
    body = NO_TEXT.sub("", article.body).strip("\n")
    return Outcome(replace(article, aliases=aliases, page=page, body=body), problems)


def _no_text(found: re.Match[str], text: str, file: str) -> Problem:
    line = text.count("\n", 0, found.start()) + 1
    message = f"{place(file, line)}U+{ord(found[0]):04X} is no character of a text; it is left out"
    return Problem("control-character", "warning", message, "Take it out.")


def checked_authority(authority: Authority, text: str, file: str) -> Outcome[Authority]:
    """The authority file in the `text` of `file` without entries and aliases whose ids are none."""
    records: list[AuthorityRecord] = []
    problems: list[Problem] = []
    ids = {r.id for r in authority.records if is_id(r.id)}
    for record in authority.records:
        if record.id not in ids:
            where = place(file, yamltext.line_at(text, record.id))
            problems.append(_refused(f"{where}'{show(record.id)}' is no id; this entry is left out", _FORM))
            continue
        aliases, wrong = _ids(record.aliases, text, file, record.id, "aliases")
        parent = record.parent if record.parent in ids else None
        records.append(replace(record, aliases=aliases, parent=parent))
        problems += wrong
    return Outcome(replace(authority, records=tuple(records)), tuple(problems))


def checked_record(text: str, file: str) -> Outcome[PageRecord]:
    """The page record in the `text` of `file`; a `year` or `page` that no calendar or paper has is ignored,
    but stays in the file.

    Raises RefusedError if its key, the name of its seed or an article's id could lead elsewhere, SetupError
    if the file breaks the format.
    """
    record = parse_record(text, file)

    def refuse(message: str, *keys: str) -> RefusedError:
        line = yamltext.line_at(text, *keys)
        return RefusedError(f"{message}; this page is left as it was", file=file, line=line)

    if not is_id(record.key):
        raise refuse(f"key: '{show(record.key)}' is no id", "key")
    if not is_page_name(record.file):
        raise refuse(f"file: '{show(record.file)}' is no name of a seed", "file")
    for field, entries in (("articles", record.articles), ("removed", record.removed)):
        for entry in entries:
            if not is_id(entry.id):
                raise refuse(f"{field}: '{show(entry.id)}' is no id", field, entry.id)
    problems = list(_slips(record.extra, RECORD_KEYS, text, file))
    if record.year is not None and dates.make(record.year) is None:
        problems.append(_ignored("year", record.year, "a year has four digits", text, file))
        record = replace(record, year=None, extra=(*record.extra, ("year", record.year)))
    if record.page is not None and not is_page_number(record.page):
        problems.append(_ignored("page", record.page, _PAGE_FORM, text, file))
        page = int(record.page) if _WHOLE.fullmatch(record.page) else record.page
        read = value_of(record.read.page) or None
        record = replace(record, page=read, extra=(*record.extra, ("page", page)))
    return Outcome(record, tuple(problems))


def _slips(
    extra: Iterable[tuple[str, object]], known: Sequence[str], text: str, file: str
) -> Iterator[Problem]:
    """A problem for every key of a person's own that looks like a slip for one of the `known`."""
    for key, _ in extra:
        if near := nearest(key, known):
            message = f"{place(file, yamltext.line_at(text, key))}{key}: kept as a key of your own"
            yield Problem("unknown-key", "warning", message, f"Write '{near}' if that is meant.")


def _ids(
    values: Sequence[str], text: str, file: str, *keys: str
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Those of the former ids under `keys` that are ids, and a problem for each of the others."""
    problems = [
        _refused(
            f"{place(file, yamltext.line_at(text, *keys, at))}"
            f"{'.'.join(keys)}: '{show(value)}' is no id; it is left out",
            _FORM,
        )
        for at, value in enumerate(values)
        if not is_id(value)
    ]
    return tuple(filter(is_id, values)), tuple(problems)


def is_page_number(text: str) -> bool:
    """Whether a newspaper page can have this number.

    >>> [is_page_number(text) for text in ("2", "A06", "头版", "0", "-1", "../a")]
    [True, True, True, False, False, False]
    """
    return bool(_PAGE.fullmatch(text)) and bool(text.strip("0"))


def _ignored(key: str, value: object, reason: str, text: str, file: str) -> Problem:
    where = place(file, yamltext.line_at(text, key))
    return _refused(f"{where}{key}: {value} is ignored: {reason}")


def _refused(message: str, remedy: str = "") -> Problem:
    return Problem("refused-value", "error", message, remedy=remedy)
