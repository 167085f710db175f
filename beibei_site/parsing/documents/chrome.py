"""What web pages show around an article, and what is copied along with it: furniture."""

from __future__ import annotations

import re

from beibei_site.domain.text import fold_width

_BUTTONS = (
    "打印|打印本页|打印此页|打印文章|关闭|关闭窗口|关闭本页|关闭此页|收藏|收藏本页|收藏本文|加入收藏|设为首页|登录|登陆|注册|首页|返回"
    "|返回顶部|返回首页|返回列表|返回目录|返回上页|回到顶部|上一篇|下一篇|上一页|下一页|上一版|下一版|放大|缩小|默认|大|中|小|评论"
    "|我要评论|发表评论|点赞|举报|纠错|分享|转发|微信|微博|朋友圈|复制链接|手机版|电脑版|网站地图|关于我们|联系我们|查看原文|阅读原文"
    "|展开全文|全文|更多|字体|字号|扫一扫|无障碍|繁体|简体|RSS|APP|客户端|正文|列印|關閉|上一則|下一則|回首頁|分享至|友善列印"
    "|share|print|e-?mail|save|subscribe|advertisement|read\\ more|back\\ to\\ top|log\\ in|sign\\ in"
)
_EDITORS = "责任编辑|責任編輯|责编|网络编辑|网站编辑|编辑|编审|审核|校对|值班编辑|版面编辑"
_COUNTERS = "字号|字体|字體|分享到?|分享至|浏览次?数?|阅读[量数]?|点击[量数]?|评论数?|人气"
_LINE = re.compile(
    rf"""(?:
      (?:[\[【(|·\s]* (?:{_BUTTONS}) [\]】)|·\s]*)+                # buttons, one or several
    | [上下]一[篇页则則][:\s].*                                     # the neighbours
    | [\[【(]?\s*(?:{_EDITORS})\s*[:/／].{{1,24}}
    | (?:您?(?:现在|目前)?的?|当前)位置\s*[:>].* | 首页\s*[>»›/].*    # where the reader is
    | (?:{_COUNTERS})\s*:?\s*(?:[大中小\d\s]+|微信.*|QQ.*|微博.*)
    | (?:相关|推荐|热门|延伸|更多|往期|最新)
      (?:新闻|阅读|链接|报道|文章|推荐|内容|资讯|专题|稿件)\s*[:>»]*
    | .{{0,12}}(?:版权所有|著作权所有|版權所有|Copyright|©|All\ Rights?\ Reserved).*
    | .{{0,6}}(?:备案号|ICP[备证]|公安备|网安备|许可证(?:号|编号))\s*[:\w].*
    | (?:未经|凡本网|本网站?|本站|本文仅|转载请).{{0,40}}(?:转载|授权|无关|联系|出处|删除).{{0,40}}
    | (?:免责声明|特别声明|版权声明)\s*(?:[:].{{0,80}})?
    | (?:扫一扫|扫码|扫描|长按|点击)(?:上方|下方|左侧|右侧|二维码|关注|查看|进入|阅读|下载).*
    | 关注.{{2,20}}(?:公众号|微信|微博|客户端)
    )""",
    re.X | re.I,
)
_LONGEST = 120  # characters of such a line


def is_chrome(text: str) -> bool:
    """Whether a line is a button, a link to a neighbouring article, a site notice or its editor's name.

    >>> is_chrome("【打印】【关闭】"), is_chrome("[责任编辑：罗一禾]"), is_chrome("打印机卖得好")
    (True, True, False)
    """
    folded = fold_width(text)
    return len(folded) <= _LONGEST and bool(_LINE.fullmatch(folded))
