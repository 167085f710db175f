"""The list of the site's pages for search engines, as sitemaps.org has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from beibei_site.content.output import OutputFile

_FIRST = "sitemap.xml"
_MOST = 50_000  # pages that search engines read of one file


@dataclass(frozen=True, slots=True)
class Listed:
    """A page in the sitemap; an article's has last changed when its issue appeared, as far as is known."""

    address: str
    changed: str = ""


def sitemaps(
    pages: Sequence[Listed], absolute: Callable[[str], str], environment: Environment, most: int = _MOST
) -> Iterator[OutputFile]:
    """`sitemap.xml`; if it would name more pages than `most`, it names files that name so many each.
    `absolute` makes a full address of a path."""
    template = environment.get_template(_FIRST)
    parts = [pages[at : at + most] for at in range(0, len(pages), most)]
    if len(parts) == 1:
        yield OutputFile(_FIRST, template.render(pages=pages).encode())
        return
    names = [f"sitemap.{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield OutputFile(name, template.render(pages=part).encode())
    index = environment.get_template("sitemaps.xml")
    yield OutputFile(_FIRST, index.render(addresses=map(absolute, names)).encode())
