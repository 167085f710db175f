"""Articles found in a corpus of words with their parts of speech: what is a heading, a byline, a crosshead."""

from __future__ import annotations

from benchmarks.reading.compose.articles import read_articles
from benchmarks.reading.compose.newspaper import find_articles, half_of

CORPUS = """
云泊/ns  渡口/n  复航/v
每晚/r  八点/t  一/m  班/q  票价/n  不变/v
本报/r  记者/n  沈/nr  双全/nr
停航/v  二十/m  天/q  的/u  云泊/ns  至/p  青禾/ns  夜航/n  班船/n  昨天/t  复航/v  ，/w  候船/v  的/u  旅客/n  站满/v  了/u  码头/n  。/w
“/w  等/v  了/u  三/m  个/q  星期/n  。/w  ”/w  菜农/n  老/a  祝/nr  挑着/v  两/m  筐/q  莲藕/n  ，/w  说/v  这/r  下/f  赶得上/v  早市/n  了/u  。/w
船上/s  新/a  添/v
船/n  上/f  新/a  添/v  了/u  ２０/m  件/q  救生衣/n  ，/w  雷达/n  也/d  换/v  过/u  。/w
（/w  下转/v  第２/m  版/q  ）/w
岔河/ns  林场/n  配/v  望远镜/n
本报讯/l  岔河/ns  林场/n  为/p  四十/m  名/q  护林员/n  配发/v  防水/v  望远镜/n  和/c  对讲机/n  ，/w  巡/v  山/n  半径/n  扩大/v  到/v  ７．５/m  公里/q  ，/w  巡护/v  的/u  山路/n  比/p  去年/t  长/a  了/u  一/m  倍/q  ，/w  两/m  人/n  一/m  组/q  轮流/d  走/v  。/w
（/w  高/nr  渐远/nr  ）/w
雪/n  后/f  （/w  图片/n  ）/w
雪/n  后/f  的/u  梯田/n  层层/d  发亮/v  ，/w  一直/d  铺/v  到/v  山脚/n  下/f  的/u  村子/n  里/f  ，/w  路上/s  没有/v  一/m  个/q  行人/n  ，/w  只有/v  狗/n  在/p  跑/v  ，/w  屋顶/n  上/f  炊烟/n  直/d  上/v  ，/w  天/n  色/n  还/d  没有/v  全/d  亮/v  。/w  （/w  章/nr  平/nr  摄/v  ）/w
"""


def test_headings_bylines_and_crossheads_are_told_apart() -> None:
    first, second = find_articles(CORPUS.splitlines())
    assert (first.headline, first.deck) == ("云泊渡口复航", "每晚八点一班票价不变")
    assert (first.byline, first.at) == ((("沈双全", "本报记者"),), "line")
    assert first.body[2:] == ("## 船上新添", "船上新添了20件救生衣，雷达也换过。")
    assert (second.headline, second.deck) == ("岔河林场配望远镜", "")
    assert (second.byline, second.at) == ((("高渐远", ""),), "end")
    assert second.body[0].startswith("本报讯　岔河林场") and "7.5公里" in second.body[0]


def test_a_picture_is_no_article() -> None:
    assert not [article for article in find_articles(CORPUS.splitlines()) if "雪后" in article.headline]


def test_the_confidence_is_learned_from_articles_that_are_not_measured() -> None:
    articles = read_articles(held_out=True)
    held_out, judged = half_of(articles, "held-out"), half_of(articles, "judged")
    assert sorted(a.headline for a in (*held_out, *judged)) == sorted(a.headline for a in articles)
    assert abs(len(held_out) - len(judged)) <= 1
