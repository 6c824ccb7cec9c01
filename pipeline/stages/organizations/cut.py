"""Short forms of bodies that are cut out of the words around them: 安|全总|局, 机遇|中共|谋发展, 公交|行驶."""

from __future__ import annotations

import re

from pipeline.lexicon import words as usage
from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.body_words import words

_MEMBER = re.compile(r"(?:预备)?党员|员(?!会)|社员|盟员|会员|团员")
#: a word met so often may hold a character of a short form
_WORD = 20
#: a year counted from the republic, which names no state
_REIGN_YEAR = re.compile(r"\d{1,3}年|[元一二三四五六七八九十百]{1,4}年|初年|时期|年间")
#: a fair or an accord between two sides
_FAIR = re.compile(r"博览会|展览会|论坛|峰会|自贸区|自由贸易区|电影节|艺术节")
_PARTIES = frozenset(("party", "democratic-party", "people"))
#: what follows 中 and 共 where they are no party: 在机遇中|共谋发展
_JOINTLY = frozenset("同享建谋赢商生处存有进振计度克创筑话叙迎庆祝聚襄抓促")
#: what departments are named after
_FIELDS = frozenset(words("ministry")) | {"生产", "质量", "工程", "市场", "企业", "党群", "综合"}
#: what follows where the last character begins another body: 联合|国家消防救援局
_UNITED = re.compile(r"家|务院|资委|网公司")
#: what follows an army's short name and makes the two characters another word: 俄|军用, 乌|军工, 外空|军备
_ARMY_END = re.compile(r"事|备|工(?!程|兵|委)|用(?=[机运列飞无物品装设车船卡港])")


def inside_words(form: str, kind: str, text: str, s: int, e: int) -> bool:
    """Whether a short form is cut out of the words around it: 安|全总|局, 机遇|中共|谋发展, 港澳|台海|外, 中共|党员."""
    if form == "台海":
        return text[s - 1 : s] in ("澳", "港")
    if kind != "body":
        return False
    if _MEMBER.match(text, e) and body_index()[form][0].type in _PARTIES:
        return True
    if s and text[s - 1] in "—–－-" and _FAIR.match(text, e):
        return True  # 中国—东盟|博览会
    if form in ("中华民国", "民国"):
        return _REIGN_YEAR.match(text, e) is not None
    if form[-1] == "部" and len(form) == 3 and text[max(0, s - 2) : s] in _FIELDS:
        return True  # 安全|环保部: a firm's
    if form == "联合国":
        return _UNITED.match(text, e) is not None
    if form == "中共":
        return text[e : e + 1] in _JOINTLY
    if form[-1] == "军" and _ARMY_END.match(text, e):
        return True
    if form[0] == "国" and s and text[s - 1] in "全大" and not _ends_word(text, s):
        return True  # 全国|新办, 大国|大党; not 健全|国务院, 加拿大|国防部
    if len(form) == 2 or form == "最高法":
        return _across(form, text, s, e)
    return False


def _ends_word(text: str, s: int) -> bool:
    """Whether a word of two or three characters ends at an offset."""
    return any(usage.count(text[s - n : s]) > 0 for n in (2, 3) if s >= n)


def _across(form: str, text: str, s: int, e: int) -> bool:
    """Whether words run over the ends of a short form: 公交|行驶, 总|装机, 中越|共同, 各地抗|大旱."""
    before = usage.count(text[s - 1 : s + 1]) if s else 0
    if before >= 100:
        return True
    after = usage.count(text[e - 1 : e + 1])
    if min(before, after) >= _WORD:
        return True
    if after < _WORD // 3 or text[e : e + 1] in "长的方人":
        return False
    return after > usage.count(form) and not any(usage.count(text[e : e + n]) >= _WORD for n in (2, 3))
