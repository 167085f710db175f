"""Credits: who wrote, photographed or drew, on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from beibei_site.chinese.variants import simplify
from beibei_site.domain.lead import STAFF, WRITER
from beibei_site.domain.model import Credit
from beibei_site.domain.text import HAN, fold_width
from beibei_site.parsing.text import english
from beibei_site.parsing.text.surnames import SURNAMES

_NAME = rf"[{HAN}]{{1,4}}(?:·[{HAN}]{{1,6}})*"
NAMES = rf"{_NAME}(?:[ 、，]+{_NAME}){{0,7}}"
_ROLE = r"(?:摄影报道|摄影|摄|文图|图文|文|图|制图|制表|绘图|漫画|供图|插图|报道|整理|撰文|编辑|统筹|策划)"
_ROLE_BEFORE = r"(?:文|图|摄影|文/图|图/文|撰文|供图|制图|作者)[：:/／]"
MARKS = "□■●○◎▲△◆◇★☆*"
# A byline, in simplified characters: who the writers are before their names, or what they did after.
_HOUSE = "(?:本报|本刊|本网|新华社|中新社)?"
_BEFORE = (
    rf"{_HOUSE}(?:{WRITER}|作者|主持人|撰稿|撰文|著|报道|文字|文/图|图/文|文|图|绘图|绘|漫画|供图|制图|摄影|摄"
    "|整理|编著|编译|口述|翻译|译)"
)
_DID = "报道|摄影报道|文/图|图/文|文图|图文|辑|撰|口述|供图|制图|制表|漫画|插图"
_DOES = "摄影|摄|文|图|整理|译|编译"  # stands before a name as well, and does so if one follows
_BEHIND = rf"(?:/\s*(?:{_DID}|{_DOES})|{_DID}|(?:{_DOES})(?!\s*[:/\s]\s*[{HAN}]))(?![{HAN}])"
_FULL_NAME = rf"(?:[{HAN}]{{2,4}}(?:[·•．][{HAN}]{{1,8}}){{0,2}}|[{HAN}]\s[{HAN}](?![{HAN}]))"
_FULL_NAMES = rf"{_FULL_NAME}(?:[\s、,]+(?!{_BEFORE}|{_BEHIND}){_FULL_NAME})*"
_FILED = rf"/\s*[{HAN}]{{0,6}}?(?:报导|报道|专?电|外电)(?![{HAN}])"  # 记者甲／某地报导
_CREDIT = re.compile(
    rf"""(?P<before>{_BEFORE}) (?: [\s:/|]+ (?P<names>{_FULL_NAMES}) (?:\s*(?P<after>{_BEHIND}))?
      | (?P<close>{_FULL_NAMES}) \s* (?P<behind>{_BEHIND}) )
    | (?P<writer>{_BEFORE}) [\s:]* (?P<filed>{_FULL_NAMES}) \s* {_FILED}
    | (?P<signed>{_FULL_NAMES}) (?=[\s/]) \s* (?P<did>{_BEHIND})""",
    re.X,
)
_NEXT = "(?:文|图|摄影?)"
_CLOSED_UP = re.compile(  # 记者甲, 记者甲通讯员乙, 文甲摄乙
    rf"(?P<before>{_BEFORE})(?P<names>[{HAN}]{{2,3}}?)"
    rf"(?=$|[^{HAN}]|记者|通讯员|{_NEXT}[{HAN}]{{2,3}}(?![{HAN}]))"
)
TITLE = "(?:读者|作者|学生|教师|老师|实习生|主持人|居民|村民|市民|网友|特约撰稿人|撰稿人|评论员)"
_AT = rf"[{HAN}]{{1,14}}[室局院部处会校社馆所站心委办厂司学队乡镇村]"  # where an author works
_ALONE = re.compile(  # in a line known to be a byline
    rf"(?:{TITLE}[\s:]*|{_AT}\s+(?=[{SURNAMES}]))?(?P<name>{_FULL_NAME})"
)
_SEVERAL = re.compile(rf"{_FULL_NAME}[\s、,]+{_FULL_NAMES}")
_CREDIT_LINE = re.compile(
    rf"""[（(\s{MARKS}]*
    (?: (?:本报|本刊)? {STAFF} [：: ]* {NAMES} (?:[ ／/]*{_ROLE})?    # 本报记者 甲 乙/文
      | {NAMES} [ ]*[／/ ][ ]* {_ROLE}                                # 甲 乙/摄
      | {_ROLE_BEFORE} \s* {NAMES}                                    # 文/甲
    )
    (?: [ ，、;；/／]+                                                # and so on
        (?: (?:本报|本刊)? {STAFF} [：: ]* )?
        (?: {NAMES} [ ]*[／/ ]?[ ]* {_ROLE}? | (?:文|图|摄影) [：:/／] \s* {NAMES} )
    )* [）)\s]*""",
    re.X,
)
_SUPPLIED_BY = re.compile(rf"{NAMES} +(?:图片?|照片)[{HAN}，、]*(?:提供|供图)")
NO_SIGNATURE = re.compile(
    "(?:未|续|全文)?完|[图上下]?略|图|上|中|下|来信|来论|待续|全文|节选|连载|.*[社报网版讯电稿摄供文编]"
)
_NO_NAME = re.compile(r"^(?:报道|摄影|文|图|摄|通讯|综合|整理|实习|见习|实习生|主持人|本报|等)$")
_LONGEST = 60  # characters in a line of credits


def is_credit(text: str) -> bool:
    """Whether `text` consists only of credits (记者 甲 乙/文 丙/制图)."""
    stripped = text.strip()
    if _SUPPLIED_BY.fullmatch(stripped) or english.is_byline(stripped):
        return True
    return len(stripped) <= _LONGEST and bool(_CREDIT_LINE.fullmatch(stripped))


def line_credits(text: str) -> tuple[Credit, ...]:
    """The credits of a line that is known to hold some: 记者 甲 乙/文 丙/制图 → three, with their roles.

    >>> [(c.role, c.name) for c in line_credits("■ 撰文 葉蓁 攝影 唐少游")]
    [('撰文', '葉蓁'), ('摄影', '唐少游')]
    >>> [c.name for c in line_credits("□熊辉　代宇航")]
    ['熊辉', '代宇航']
    """
    names, _, supplied = simplify(text).strip(f" \u3000（()）{MARKS}").partition(" 图片")
    if _SUPPLIED_BY.fullmatch(f"{names} 图片{supplied.replace(' ', '')}"):
        return as_printed([Credit("记者", name) for name in split_names(names)], text)
    found, names = read_byline(text, known=True), _without_marks(text)
    if found or not _SEVERAL.fullmatch(simplify(names)):
        return found
    return tuple(Credit("记者", name) for name in split_names(names))


def byline_credits(lines: Sequence[str]) -> tuple[Credit, ...]:
    """The credits of a byline from the lines it is set in, which end between names, or within one.

    >>> [[c.name for c in byline_credits(t)] for t in (["记者 石青", "何苗"], ["记者 石青 通", "讯员 何苗"])]
    [['石青', '何苗'], ['石青', '何苗']]
    """
    whole = line_credits(" ".join(lines)) or line_credits("".join(lines))
    return whole or tuple(credit for line in lines for credit in line_credits(line))


def _without_marks(text: str) -> str:
    return fold_width(text).replace("╱", "/").strip(f" {MARKS}_-—·()[]【】")


def is_byline(text: str) -> bool:
    """Whether a line tells who wrote an article (by office alone, in English) and nothing else."""
    return bool(read_byline(text)) or english.is_byline(fold_width(text).strip(f" {MARKS}*_-—·()[]"))


def read_byline(text: str, *, known: bool = False) -> tuple[Credit, ...]:
    """The credits of a line that contains nothing else; none otherwise. In a line `known` to be a byline, a
    name may stand alone, or without a blank after its title.

    >>> [c.name for c in read_byline("□記者 林鹤汀 通讯员 向前")], read_byline("记者来到现场")
    (['林鹤汀', '向前'], ())
    >>> [c.name for t in ("◎闻笛", "（读者　闵志坚）", "□文叶见山摄骆风") for c in read_byline(t, known=True)]
    ['闻笛', '闵志坚', '叶见山', '骆风']
    >>> [c.name for c in read_byline("■县志办公室 闵志坚", known=True)]
    ['闵志坚']
    """
    folded = _without_marks(text)
    if english.is_byline(folded):
        return english.read_byline(folded)
    inner = simplify(folded)
    if len(inner) > _LONGEST:
        return ()
    alone = _ALONE.fullmatch(inner) if known and not re.search(WRITER, inner) else None
    if alone and not NO_SIGNATURE.fullmatch(alone["name"]):
        return (Credit("作者", re.sub(r"\s", "", folded[alone.start("name") :])),)
    found: list[Credit] = []
    at = 0
    while at < len(inner):
        match = _CREDIT.match(inner, at) or (_CLOSED_UP.match(inner, at) if known else None)
        if not match:
            return ()
        found += _of_match(match)
        at = match.end()
        at += len(inner[at:]) - len(inner[at:].lstrip(" ,、;|/"))
    return as_printed(found, folded)


def take_filed(text: str) -> tuple[tuple[Credit, ...], str]:
    """The credits in a line (width folded) that say from where the writer reports, and the line without them.

    >>> take_filed("溪口日報 記者葉蓁/嘉義報導")[1]
    '溪口日報 '
    """
    match = re.search(rf"(?P<writer>{_BEFORE})[\s:]*(?P<filed>{_FULL_NAMES})\s*{_FILED}", simplify(text))
    if not match:
        return (), text
    return as_printed(_of_match(match), text), text[: match.start()] + text[match.end() :]


def _of_match(match: re.Match[str]) -> list[Credit]:
    parts = {name: value for name, value in match.groupdict().items() if value}
    before = re.sub(f"^{_HOUSE}", "", parts.get("before") or parts.get("writer", "作者"))
    did = parts.get("after") or parts.get("behind") or parts.get("did") or ""
    names = next(parts[kind] for kind in ("names", "close", "filed", "signed") if kind in parts)
    return [Credit(did.lstrip("/ ") or plain_role(before), name) for name in split_names(names)]


def each_once(credits: Sequence[Credit]) -> tuple[Credit, ...]:
    """The first credit of each name, in order.

    >>> [c.role for c in each_once([Credit("记者", "甲"), Credit("摄", "乙"), Credit("文", "甲")])]
    ['记者', '摄']
    """
    first: dict[str, Credit] = {}
    for credit in credits:
        first.setdefault(credit.name, credit)
    return tuple(first.values())


def as_printed(credits: Iterable[Credit], text: str) -> tuple[Credit, ...]:
    """Credits found in the simplified text, with the names as printed in `text`."""
    simplified = simplify(text)
    places = ((credit, simplified.find(credit.name)) for credit in credits)
    return tuple(
        replace(credit, name=text[at : at + len(credit.name)]) if at >= 0 else credit for credit, at in places
    )


def plain_role(staff: str) -> str:
    """What a title is without rank."""
    return next((title for title in ("通讯员", "记者") if staff.endswith(title)), staff)


def split_names(text: str) -> tuple[str, ...]:
    """The names in `text`, separated by blanks, 、 or ，; letter-spaced names are closed up.

    >>> split_names("熊辉 代宇航 李万伟")
    ('熊辉', '代宇航', '李万伟')
    >>> split_names("霍 吕")
    ('霍吕',)

    Two names that a line break has put together are parted before the second surname.

    >>> split_names("贡布加唐晚晴")
    ('贡布加', '唐晚晴')
    """
    groups = re.split(r"[、，,;；/／]+|\s{2,}", text.strip())
    names = [name for group in groups for one in _close_up_names(group.split()) for name in _part(one)]
    return tuple(n for n in names if re.fullmatch(_NAME, n) and len(n) >= 2 and not _NO_NAME.match(n))


def _part(name: str) -> tuple[str, ...]:
    """A name, or two if it is too long for one and only one place is left where the second may begin."""
    places = [at for at in (2, 3) if 2 <= len(name) - at <= 3 and name[at] in SURNAMES]
    glued = len(name) in (5, 6) and re.fullmatch(f"[{HAN}]+", name) and len(places) == 1
    return (name[: places[0]], name[places[0] :]) if glued else (name,)


def _close_up_names(tokens: list[str]) -> list[str]:
    """Single characters joined: up to three make one name, more make names of two characters."""
    if all(len(token) == 1 for token in tokens):
        return ["".join(tokens)] if len(tokens) <= 3 else ["".join(tokens[:2]), "".join(tokens[2:])]
    joined: list[str] = []
    pending = ""
    for token in tokens:
        pending += token if len(token) == 1 else ""
        if len(token) > 1:
            joined.append(token)
        elif len(pending) >= 2:
            joined.append(pending)
            pending = ""
    return joined
