"""Pictures for links (Open Graph): what a message that links to an article shows, drawn from its headline.

In the colours of `static/style.css`, 1,200 x 630 pixels; one has eight shades and weighs some 15 KB.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from beibei_site.content.cache import digest
from beibei_site.content.output import KeyedFile
from beibei_site.domain.issue import value_of
from beibei_site.rendering import urls
from beibei_site.rendering.context import SiteContext

_UNIT = re.compile(  # what no line may break: a word in letters, a mark and what it opens or closes
    r"[“‘（《〈「『【〔]*(?:[A-Za-z0-9À-ɏ'’.%-]+|.)[，。；：？！、…”’）》〉」』】〕]*\s*", re.DOTALL
)
WIDTH, HEIGHT = 1200, 630
_PAPER, _INK, _QUIET = "#fbf9f4", "#1c1a17", "#625c54"
_MARGIN, _RULE = 80, 118  # pixels: at the sides; from the top to the double rule below the name
_SIZES = (96, 84, 72, 60, 50, 42)  # of the headline: the largest that goes into its lines
_LEADING = 1.32  # of its size
_ROOM = 390  # pixels that its lines may take in height
_SMALL = 38


def headline_pictures(context: SiteContext, font: bytes, shown: Callable[[str], str]) -> Iterator[KeyedFile]:
    """A picture of every article; `shown` gives the text as the site prints it."""
    foot, paper, name = context.settings.name, context.settings.paper, digest(font)
    for article in context.archive.articles:
        head = value_of(context.archive.issue_of(article).paper) or paper
        title = shown(context.marked_title(article))
        draw = partial(draw_headline, font, head=head, title=title, foot=foot)
        yield KeyedFile(urls.picture(article.id), digest(name, head, title, foot), draw)


def draw_headline(font: bytes, *, head: str, title: str, foot: str) -> bytes:
    """A PNG of `title` between `head`, over a double rule, and `foot`, set in the `font` of an OpenType file.

    A title that is too long even in the smallest size ends with an ellipsis.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    small = _font(font, _SMALL)
    middle = WIDTH / 2
    canvas.text((middle, _RULE - 22), head, _INK, small, anchor="md")
    for height, thick in ((_RULE, 5), (_RULE + 10, 2)):
        canvas.line((_MARGIN, height, WIDTH - _MARGIN, height), _INK, thick)
    size, lines = _fit(font, title)
    leading = _LEADING * size
    top = (_RULE + HEIGHT - 110) / 2 - leading * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        canvas.text((middle, top + leading * number), line, _INK, _font(font, size), anchor="mm")
    canvas.text((middle, HEIGHT - 46), foot, _QUIET, small, anchor="md")
    written = BytesIO()
    image.quantize(8).save(written, "PNG", optimize=True)
    return written.getvalue()


def is_font(data: bytes) -> bool:
    """Whether headlines can be drawn with a file of these bytes."""
    try:
        _font(data, _SMALL)
    except OSError:
        return False
    return True


def _font(font: bytes, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(font), size, layout_engine=ImageFont.Layout.BASIC)


def _fit(font: bytes, title: str) -> tuple[int, Sequence[str]]:
    """The largest size in which a title goes into its room, and its lines."""
    room = WIDTH - 2 * _MARGIN
    for size in _SIZES:
        measure = _font(font, size)
        lines = break_lines(title, room / size)
        if len(lines) <= _most(size) and all(measure.getlength(line) <= room for line in lines):
            return size, lines
    least = _SIZES[-1]
    *kept, last = break_lines(title, room / least)[: _most(least)]
    return least, (*kept, f"{last[:-1]}…")


def _most(size: int) -> int:
    """How many lines of a size go into the room."""
    return int(_ROOM / (_LEADING * size))


def break_lines(title: str, most: float) -> tuple[str, ...]:
    """A title in the fewest lines of at most `most` full-width letters, all about as long; a letter of half
    that width counts as half. No line begins with a mark that closes or ends with one that opens, and words
    in letters stay whole.

    >>> break_lines("确保正常教学秩序和师生身体健康", 10)
    ('确保正常教学秩序', '和师生身体健康')
    >>> break_lines("New school opens its doors", 8)
    ('New school opens', 'its doors')
    """
    whole = _width(title)
    count = max(1, ceil(whole / most))
    lines = list(_broken(title, whole / count))
    return tuple(lines) if len(lines) <= count else tuple(_broken(title, most - 0.5))


def _broken(title: str, measure: float) -> Iterator[str]:
    line = ""
    for unit in _UNIT.findall(title):
        if line and _width((line + unit).strip()) > measure + 0.5:
            yield line.strip()
            line = ""
        line += unit
    yield line.strip()


def _width(text: str) -> float:
    """In full-width letters."""
    return sum(1 if unicodedata.east_asian_width(char) in "FWA" else 0.5 for char in text)
