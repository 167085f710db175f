"""Whether a line may be nothing but names: surnames of most people, simplified and traditional."""

from __future__ import annotations

import re

SURNAMES = (
    "赵趙钱錢孙孫李周吴吳郑鄭王冯馮陈陳褚卫衛蒋蔣沈韩韓杨楊朱秦尤许許何吕呂施张張孔曹严嚴华華金魏陶姜戚谢"
    "謝邹鄒喻柏水窦竇章云苏蘇潘葛奚范彭郎鲁魯韦韋昌马馬苗凤鳳花方俞任袁柳鲍鮑史唐费費廉岑薛雷贺賀倪汤湯滕"
    "殷罗羅毕畢郝邬鄔安常乐樂于时時傅皮卞齐齊康伍余元卜顾顧孟平黄黃和穆萧蕭尹姚邵湛汪祁毛禹狄米贝貝明臧计"
    "計伏成戴谈談宋茅庞龐熊纪紀舒屈项項祝董梁杜阮蓝藍闵閔席季麻强強贾賈路娄婁危江童颜顏郭梅盛林刁钟鍾鐘徐"
    "邱丘骆駱高夏蔡田樊胡凌霍虞万萬支柯管卢盧莫房解应應宗丁宣邓鄧郁单單杭洪包诸諸左石崔吉钮鈕龚龔程邢裴陆"
    "陸荣榮翁荀羊甄曲家封芮储儲靳段富巫乌烏焦巴弓牧隗山谷车車侯全班仰秋仲伊宫宮宁寧仇栾欒甘厉厲戎祖武符刘"
    "劉景詹束龙龍叶葉幸司韶黎薄印宿白怀懷蒲从從鄂索咸籍赖賴卓蔺藺屠蒙池乔喬阴陰胥能苍蒼双雙闻聞莘党黨翟谭"
    "譚贡貢劳勞姬申扶冉宰郦雍桑桂牛寿壽通边邊燕冀浦尚农農温溫别別庄莊晏柴瞿阎閻闫充慕连連茹习習宦艾容向古"
    "易慎戈廖终終居衡步都耿满滿弘匡国國文寇广廣阙闕东東欧歐利师師巩鞏聂聶晁勾敖融冷辛那简簡饶饒空曾沙养養"
    "鞠须須丰豐关關相查后红紅游權权盖蓋益桓公上官徒"
)
_NAMES = re.compile(f"(?:[{SURNAMES}][一-龥]{{1,3}}[ 、·]{{0,2}}){{1,4}}")


def may_be_names(text: str) -> bool:
    """Whether `text` consists of one to four words that begin with a surname: 郑剑, 卢伟 陈瑞芳."""
    return _NAMES.fullmatch(text) is not None
