"""What folio lines are made of beside days, as patterns for simplified text of folded width; English last."""

from __future__ import annotations

import re

from beibei_site.chinese.variants import simplify
from beibei_site.domain.text import HAN, NUMBER_WORDS, any_of
from beibei_site.parsing.folio.days import DIGIT

_STAFF = any_of(
    """
    责编 责任编辑 本版责编 本版编辑 编辑 美编 美术编辑 校对 检校 组版 排版 版式设计 版式 照排 制图 值班总编
    值班主任 值班编委 值班 总编辑 总编 主编 副主编 执行主编 执行编辑 审读 审校 视觉 图编 新闻编辑 首席编辑
    """.split()
)
SECTIONS = any_of(
    """
    要闻 头版 综合 综合新闻 时政 政经 国内 国际 本地 本埠 地方 市县 县域 区县 区域 社会 民生 经济 财经 产经
    产业 金融 文化 文娱 文艺 副刊 体育 教育 健康 卫生 科技 科教 法治 法制 三农 农业 农村 旅游 娱乐 评论 言论
    理论 论坛 观点 视点 焦点 关注 深度 专题 专版 特刊 特稿 特别报道 县域新闻 本地新闻 国内新闻 国际新闻 港闻
    都市 生活 服务 人物 读书 读者 读者来信 艺术 公益 广告 时评 天下 环球 影像 图片新闻 摄影 党建 政法 生态
    环保 交通 汽车 房产 消费 美食 情感 校园 少年 亲子 老年 军事 两岸 港澳 台湾 聚焦 今日关注 公告 信息 资讯
    """.split()
)
_SURE_PAPER = rf"""《?(?: (?!本) [{HAN}A-Za-z]{{1,8}}
      (?: (?: 日 | 晚 | 早 | 晨 | 午 | 商 | 新 | 快 | 都市 | 新闻 | 公 | 周 | 青年 | 工人 )报
        | (?: 时 | 时代 | 导 | 农村 | 农民 | 区 | 县 | 市 | 学 | 画 )报
        | 周刊 | 导刊 | 通讯 | 周末 | 之声 ) )》?"""
_LINKS = "相关|推荐|热门|热点|延伸|更多|往期|最新"  # 相关新闻 stands over the links of a web page
_PAPER = rf"""(?: {_SURE_PAPER}
    | 《?(?: (?!本)[{HAN}]{{2,5}}报 | (?!{_LINKS})[{HAN}]{{2,4}}新闻 | 今日[{HAN}]{{2,4}} )》?)"""
_NUMBER = r"(?:[A-Za-z]-?\d{1,3}|\d{1,3}[A-Za-z]?)"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_GAP = r"[\s|│┃•·,;:/—_~()\[\]【】<>《》-]"
_SERIAL = r"(?:(?:19|20)\d{2}年)?总?第?\s*\d{1,6}\s*[期号辑](?!楼)"
_DAY = rf"""(?: (?:公元|西元)? (?:(?:19|20)\d{{2}}\s*[年./·—-] | [一二][{DIGIT}]{{3}}年)
    | (?:中华)?民国 )"""
_WEEKDAY = "(?:星期|周|礼拜)[一二三四五六日天]"
_REACHED_BY = r"""(?:新闻|报料|投稿|读者|订阅|广告)?
    (?:热线|电话|热线电话|邮箱|信箱|网址|投稿|来稿|传真|E-?mail)\s*:"""
# Extraction closes blanks up: behind a name may stand, without one, what begins another part of the line.
_END = rf"""(?: $ | {_GAP} | [a-z] | {_DAY} | {_WEEKDAY} | {_SERIAL} | {_STAFF} | {_REACHED_BY}
    | 第?\s*{_NUMBER} | 第?\s*{_HAN_NUMBER}\s*版 )"""
_BORDER = rf"(?= (?: (?:{SECTIONS})(?:新闻)? | {_SURE_PAPER} ){{0,2}}{_END} )"
_NAME = rf"(?:[{HAN}·]{{2,8}}?{_BORDER}|[{HAN}]\s[{HAN}](?![{HAN}]))"
_LUNAR_DAY = "(?:初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|二十|三十)"
_LUNAR_MONTH = r"(?:闰?(?:[正冬腊二三四五六七八九十]|十[一二]|一)\s*月[大小]?)"
_LUNAR_YEAR = "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
_SKY = "(?:多云|阴|晴|[小中大暴阵雷]+雨|[小中大暴]?雪|雨夹雪|雾|霾)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.X | re.A | re.I)


PAGE = _pattern(rf"第\s*(?:{_NUMBER}|{_HAN_NUMBER})\s*版|(?:{_NUMBER}|{_HAN_NUMBER})\s*版{_BORDER}|头版")
CREDIT = _pattern(rf"(?:[□■●◆◎]\s*)?(?:本版|本期)?(?:{_STAFF})\s*[:/\s]\s*{_NAME}(?:、{_NAME})*")
STAFF = _pattern(rf"(?:[□■●◆◎]\s*)?(?:本版|本期)?(?:{_STAFF})[{HAN}·]{{2,4}}?{_BORDER}")
IMPRINT = _pattern(
    r"(?:国内统一(?:连续出版物)?刊号|邮发代号|国外代号)[:\s]*(?:CN)?\s?[\d-]*|CN\s?\d{2}-\d{4,5}"
)
CONTACT = _pattern(
    rf"""(?: (?:https?://|www\.)[\w./-]+?
    | {_REACHED_BY}\s*
      (?: [\w.+-]+@[\w.-]+? | (?:https?://)?[\w-]+\.[\w./-]+? | \d(?:-?\d){{2,}}? ) )
    (?= $ | [^!-~] | {_DAY} )"""
)
PAGES_IN_ALL = _pattern(r"(?:今日|本期|今天|共|共计|今日共|本期共)\s*\d{1,3}\s*[版张]")
VOLUME = _pattern(rf"{_SERIAL}|No\.?\s*\d+|第\d+卷")
PRICE = _pattern(r"(?:零售|定价|售价|每份)(?:价|每份|每月)*\s*:?\s*[一二三四五六七八九十两\d.]+[元角分]")
WEATHER = _pattern(rf"(?:{_SKY}(?:[转到间]{_SKY})*\s*)?-?\d{{1,2}}(?:°C?)?\s*[~/-]\s*-?\d{{1,2}}°C?")
NUMBER = _pattern(rf"{_NUMBER}(?![\w.%]){_BORDER}")
SECTION = _pattern(rf"(?:{SECTIONS})(?:新闻|版|周刊)?(?={_END})")  # 国际先驱导报 is a paper …
CLOSED_UP_SECTION = _pattern(rf"(?:{SECTIONS}){_BORDER}")  # … unless the blanks are lost: 第3版国际先驱导报
PAPER = _pattern(rf"{_PAPER}{_BORDER}")
LUNAR_DAY = _pattern(
    rf"""(?:[农夏旧阴]历\s*)?{_LUNAR_YEAR}\s*年(?:\s*{_LUNAR_MONTH}\s*(?:{_LUNAR_DAY})?)?
    | [农夏旧阴]历\s*(?:{_LUNAR_MONTH}\s*)?(?:{_LUNAR_DAY})?
    | {_LUNAR_MONTH}\s*(?:初[一二三四五六七八九十]|廿[一二三四五六七八九])(?!日)"""
)
_SURE = _pattern(_SURE_PAPER)

_TITLED = any_of(
    """
    News Times Herald Post Gazette Tribune Journal Chronicle Mail Courier Star Sun Globe Observer Telegraph
    Express Press Review Mercury Standard Daily Weekly Advertiser Examiner Record Dispatch Sentinel Bulletin
    Citizen Echo Argus Register Leader Independent Inquirer Guardian Mirror World Monitor Reporter Democrat
    """.split()
)
_CAPITALISED = r"(?:[A-Z][\w.'’&-]*|of|and|the|&)"
_AMOUNT = r"(?:[\d.]+|one|two|three|four|five|six|ten|twelve|twenty)"
ENGLISH_PAGE = _pattern(rf"(?:page|pg?\.)\s*(?:{_NUMBER}|{any_of(NUMBER_WORDS)})(?!\w)")
ENGLISH_VOLUME = _pattern(r"(?:vol(?:ume)?|no|number|issue|nr)\.?\s*(?:[IVXLCDM]+|\d[\d,]*)(?!\w)\.?")
ENGLISH_IMPRINT = _pattern(
    rf"""(?:https?://|www\.)\S+
    | (?:price\s*:?\s*|\$\s?|£\s?)?{_AMOUNT}\s?(?:cents?|pence|p|d|¢)(?!\w)
    | [$£]\s?\d+(?:\.\d\d)? | (?:established|founded)(?:\sin)?\s\d{{4}}
    | (?:late|final|city|morning|evening|home|national|weekend)\sedition"""
)
ENGLISH_NUMBER = _pattern(rf"{_NUMBER}(?![\w.%,])")
ENGLISH_PAPER = re.compile(  # capitals tell a name
    rf"""(?:(?i:the)\s)? (?:{_CAPITALISED}\s){{0,4}} (?:{_TITLED}|{_TITLED.upper()}) (?![\w'’-])
    (?:\sof\s[A-Z]\w+)? (?!\s[a-z])""",
    re.X,
)


def is_paper(name: str) -> bool:
    """Whether a name is surely that of a paper: its last word leaves no doubt; 报 alone may end any line.

    >>> is_paper("江浦日报"), is_paper("望潮日報"), is_paper("喜报"), is_paper("今日影讯")
    (True, True, False, False)
    """
    return bool(_SURE.fullmatch(simplify(name)))
