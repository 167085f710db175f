"""Article ⇄ Markdown text with YAML front matter: the content format, version 2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated

import msgspec

from beibei_site.content.formats import yamltext
from beibei_site.content.formats.mistakes import FieldError, Name, OneName, read_field
from beibei_site.domain import dates
from beibei_site.domain.issue import IssuedOrigin
from beibei_site.domain.model import Article, ArticleKind, Credit, DateOrigin, Jump, TitleOrigin
from beibei_site.domain.problems import SetupError
from beibei_site.domain.spans import Span

REPORTER = "记者"
_LAST_PAGE = 999
_LONGEST = 1_000_000  # characters of a text
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)(.*)", re.S | re.M)


class _Source(msgspec.Struct, forbid_unknown_fields=True):
    file: str
    lines: list[int | str] = msgspec.field(default_factory=list)


class _Credit(msgspec.Struct, forbid_unknown_fields=True):
    name: OneName
    role: Name = REPORTER


class _FrontMatter(msgspec.Struct, kw_only=True):
    """The file shape: what an editor may write under each key."""

    id: str
    title: str | None = None
    title_from: TitleOrigin = "headline"
    kicker: str | None = None
    deck: list[str] | str | None = None
    date: object = None
    date_from: DateOrigin = "curator"
    issued: object = None
    issued_from: IssuedOrigin | None = None
    kind: ArticleKind = "report"
    byline: list[OneName | _Credit] | None = None
    people: list[OneName] | None = None
    topics: list[Name] | None = None
    places: list[OneName] | None = None
    bodies: list[Name] | None = None
    keywords: list[Name] | None = None
    page: int | str | None = None
    jump: dict[str, int] | None = None
    twins: list[Name] | None = None
    aliases: list[Name] | None = None
    source: _Source | None = None
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0
    reviewed: bool | str = False


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One article as it lies on disk: its path below `content/`, and the digest of its bytes."""

    article: Article
    path: str
    digest: str = field(repr=False)


KEYS = tuple(_FrontMatter.__struct_fields__)


def parse_article(text: str, file: str) -> Article:
    """The article in the Markdown `text` of `file` (named in errors).

    Raises SetupError with the line and the key where the file does not follow the content format.
    """
    match = _FENCE.match(text)
    if not match:
        raise SetupError(
            "no front matter", file=file, line=1, remedy="Begin the file with '---', the keys, and '---'."
        )
    header, body = match[1], match[2]
    if len(body) > _LONGEST:
        message = f"a text of {len(body):,} characters; it may have {_LONGEST:,}"
        raise SetupError(message, file=file, remedy="Make several articles of it.")
    mapping = yamltext.parse_mapping(header, file, first_line=2)
    shape = yamltext.convert(mapping, _FrontMatter, header, file, first_line=2)
    extra = tuple((key, value) for key, value in mapping.items() if key not in KEYS)
    given = {key: yamltext.from_date(mapping, key, header, file, first_line=2) for key in ("date", "issued")}
    try:
        return _to_article(shape, given, body.replace("\r\n", "\n").strip("\n"), extra)
    except FieldError as error:
        raise yamltext.located(error, header, file, first_line=2) from None


def read_keys(keys: Mapping[str, object], text: str, file: str) -> Article:
    """An article of which only these `keys` of its front matter are known; no dates.

    Raises SetupError for a value that they may not have.
    """
    try:
        shape = yamltext.convert({"id": "", **keys}, _FrontMatter, text, file)
        return _to_article(shape, {"date": "", "issued": ""}, "", ())
    except FieldError as error:
        raise yamltext.located(error, text, file) from None


def _to_article(
    shape: _FrontMatter, given: Mapping[str, str], body: str, extra: tuple[tuple[str, object], ...]
) -> Article:
    date, issued = given["date"], given["issued"]
    deck = [shape.deck] if isinstance(shape.deck, str) else shape.deck or []
    return Article(
        id=shape.id,
        title=shape.title or shape.id,
        title_from=shape.title_from if shape.title else "supplied",
        kicker=shape.kicker or None,
        deck=tuple(deck),
        date=date,
        date_from=shape.date_from if date else "unknown",
        issued=issued,
        issued_from=(shape.issued_from or "curator") if issued else None,
        kind=shape.kind,
        byline=tuple(
            Credit(REPORTER, c) if isinstance(c, str) else Credit(c.role, c.name) for c in shape.byline or ()
        ),
        people=tuple(shape.people or ()),
        topics=tuple(shape.topics or ()),
        places=tuple(shape.places or ()),
        bodies=tuple(shape.bodies or ()),
        keywords=tuple(shape.keywords or ()),
        page=yamltext.to_text(shape.page),
        jump=read_field(_to_jump, shape.jump, "jump"),
        twins=tuple(shape.twins or ()),
        aliases=tuple(shape.aliases or ()),
        source=_to_spans(shape.source) if shape.source else (),
        confidence=shape.confidence,
        reviewed=bool(shape.reviewed),
        reviewed_on=read_field(_to_review_day, shape.reviewed, "reviewed"),
        body=body,
        extra=extra,
    )


def _to_review_day(value: bool | str) -> str:
    if isinstance(value, bool):
        return ""
    with suppress(ValueError):
        if dates.is_day(day := dates.normalise(value)):
            return day
    raise ValueError(f"write true, false or the day of the review (2026-11-20), not '{value}'")


def _to_jump(value: dict[str, int] | None) -> Jump | None:
    if not value:
        return None
    (direction, page), *rest = value.items()
    if rest or direction not in ("to", "from"):
        raise ValueError("write {to: 3} or {from: 1}")
    if not 1 <= page <= _LAST_PAGE:
        raise ValueError(f"{page} is no page of a newspaper")
    return Jump("to" if direction == "to" else "from", page)


def _to_spans(shape: _Source) -> tuple[Span, ...]:
    return yamltext.from_lines(shape.lines, shape.file, "source", "lines")


def render_article(article: Article) -> str:
    """The content file of `article`: the opposite of `parse_article`, same article, same bytes."""
    mapping: dict[str, object] = {
        "id": article.id,
        "title": article.title,
        "title_from": article.title_from,
        "kicker": article.kicker,
        "deck": list(article.deck),
        "date": yamltext.to_date(article.date),
        "date_from": article.date_from,
        "issued": yamltext.to_date(article.issued),
        "issued_from": article.issued_from,
        "kind": article.kind,
        "byline": [
            c.name if c.role == REPORTER else {"name": c.name, "role": c.role} for c in article.byline
        ],
        "people": list(article.people),
        "topics": list(article.topics),
        "places": list(article.places),
        "bodies": list(article.bodies),
        "page": article.page,
        "jump": {article.jump.direction: article.jump.page} if article.jump else None,
        "twins": list(article.twins),
    }
    if article.keywords:
        mapping["keywords"] = list(article.keywords)
    if article.aliases:
        mapping["aliases"] = list(article.aliases)
    if article.source:
        lines = yamltext.to_lines(article.source)
        mapping["source"] = {"file": article.source[0].file, "lines": lines}
    reviewed = yamltext.to_date(article.reviewed_on) or article.reviewed
    mapping |= {"confidence": round(article.confidence, 2), "reviewed": reviewed}
    mapping |= dict(article.extra)
    return f"---\n{yamltext.dump(mapping)}---\n\n{article.body}\n"


def without_key(text: str, key: str) -> str:
    """The `text` of a content file without the lines of one of its keys; all else stays byte for byte. A key
    with a comment on its lines stays too."""
    match = _FENCE.match(text)
    found = yamltext.lines_of(match[1], key) if match else None
    if not match or not found:
        return text
    lines = match[1].splitlines(keepends=True)
    if "#" in "".join(lines[found[0] : found[1]]):
        return text
    return text[: match.start(1)] + "".join(lines[: found[0]] + lines[found[1] :]) + text[match.end(1) :]


def content_path(article: Article) -> str:
    """Where the file of `article` lies below `content/`."""
    folder = article.begins[:7].replace("-", "/") if "-" in article.begins else "undated"
    return f"articles/{folder}/{article.id}.md"


def is_in_place(file: ContentFile) -> bool:
    """Whether a file lies where the program would have put it, or beside that if the name was taken; if not,
    a person has moved it."""
    place = content_path(file.article).removesuffix(".md")
    return re.fullmatch(rf"{re.escape(place)}(?:-2)*\.md", file.path) is not None
