"""Articles written to files in every form that people have them in, and what must be read from them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap

import docx

from beibei_site.domain.issue import FileKind
from beibei_site.domain.model import PageReading
from beibei_site.parsing.hints import hints_of
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sources.seeds import read_pages

PARAGRAPHS = (
    "本报讯（记者 石青）6月8日，全市夏粮收购工作全面启动，二十个收购点同时开秤，农户排队卖粮，收购价比去年高出一成。",
    "据了解，今年全市夏粮种植面积稳中有增，总产量预计再创新高，仓容准备充足，不会出现卖粮难的情况，农民种粮的积极性很高。",
    "市粮食局要求各收购点延长营业时间，为农户准备茶水和遮阳棚，做到随到随收，不打白条，不压级压价，让农户卖放心粮。",
)
OTHER = (
    "渡口镇中心小学的新校舍昨日正式启用，三百二十名学生在新教室里上了第一课，孩子们再也不用蹚水上学。",
    "新校舍有十二间教室和一座图书馆，总投资八百万元，由镇政府和当地企业共同出资，历时两年建成。",
)


@dataclass(frozen=True)
class Piece:
    """One article as its writer has it."""

    headline: str = "夏粮收购全面启动"
    kicker: str = ""
    deck: tuple[str, ...] = ()
    source: str = ""
    byline: str = ""
    paragraphs: tuple[str, ...] = PARAGRAPHS
    crosshead: str = ""  # over the last paragraph

    @property
    def head(self) -> list[str]:
        return [line for line in (self.kicker, self.headline, *self.deck, self.source, self.byline) if line]

    @property
    def body(self) -> list[str]:
        *first, last = self.paragraphs
        return [*first, *([self.crosshead] if self.crosshead else []), last]


def as_text(piece: Piece, *, gap: str = "\n\n", indent: str = "", over: str = "\n\n") -> str:
    body = [line if line == piece.crosshead else indent + line for line in piece.body]
    return "\n".join(piece.head) + over + gap.join(body) + "\n"


def as_wrapped(piece: Piece, width: int) -> str:
    body = [
        line for text in piece.body for line in (wrap("　　" + text, width) if len(text) > width else [text])
    ]
    return "\n".join(piece.head) + "\n\n" + "\n".join(body) + "\n"


def as_html(piece: Piece, charset: str = "utf-8") -> bytes:
    body = "".join(
        f"<p><strong>{escape(text)}</strong></p>" if text == piece.crosshead else f"<p>　　{escape(text)}</p>"
        for text in piece.body
    )
    over = f"<div>{piece.kicker}</div>" if piece.kicker else ""
    decks = "".join(f"<h2>{deck}</h2>" for deck in piece.deck)
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{piece.headline}_江城网</title>
        <script>var a = "不是正文。";</script></head><body>
        <ul class="nav"><li><a href="#">首页</a></li><li><a href="#">时政</a></li></ul>
        <div>当前位置：<a href="#">首页</a> &gt; 正文</div>
        <div class="main">{over}<h1>{piece.headline}</h1>{decks}<div><span>{piece.source}</span>
        <span>字号：<a>大</a> <a>小</a></span></div><div class="content"><p>{piece.byline}</p>{body}</div>
        <div>[责任编辑：罗一禾]</div></div><div><h3>相关新闻</h3><ul><li><a href="#">老街改造征求意见</a></li></ul></div>
        <div>版权所有：江城网</div></body></html>"""
    return page.encode(charset)


def as_word(piece: Piece, *, styled: bool) -> bytes:
    document = docx.Document()
    for text in piece.head:
        if styled and text == piece.headline:
            document.add_heading(text, 1)
        else:
            document.add_paragraph().add_run(text).bold = text == piece.headline
    for text in piece.body:
        document.add_paragraph().add_run(text).bold = text == piece.crosshead
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def read(name: str, data: bytes | str, kind: FileKind | None = None) -> PageReading:
    """The reading of the one page that a file is."""
    (page,) = read_pages(name, data if isinstance(data, bytes) else data.encode(), kind=kind)
    return read_page(page.text, page.name, sheet=page.sheet, hints=hints_of(page, kind))


def write(folder: Path, name: str, data: bytes | str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
