"""Short forms of bodies and names of places cut out of the words around them: 安|全总|局, 机遇|中共|谋发展, 其|中国|产."""

from __future__ import annotations

import re
from math import inf, log

from pipeline.lexicon import words as usage
from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.body_words import longest_first, words
from pipeline.lexicon.places import countries, place_words

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
_ARMY_END = re.compile(r"事|备|舰|机(?![场关动构械])|费|售|援|工(?!程|兵|委)|用(?=[机运列飞无物品装设车船卡港])")


#: short forms of firms that are nouns of the trade too: 中国建筑|技术, 中国黄金|市场
_TRADE = re.compile(longest_first(words("company_noun")))


#: what makes 银行 a trade or a person
_BANKING = re.compile(r"业(?![务绩已也将])|家(?!的)|卡")


def inside_words(form: str, kind: str, text: str, s: int, e: int) -> bool:
    """Whether a short form is cut out of the words around it: 安|全总|局, 机遇|中共|谋发展, 港澳|台海|外, 中共|党员."""
    if form[:2] == "中国" and len(form) == 4 and body_index()[form][0].type == "company" and _TRADE.match(text, e):
        return True  # 中国建筑|技术
    if form == "进出口银行" and text[max(0, s - 2) : s] in countries():
        return True  # 美国|进出口银行
    if form.endswith("银行") and _BANKING.match(text, e):
        return True  # 民生|银行业
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
    if _anothers(form, text, s, e) or _of_division(form, text, s):
        return True
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


#: services of arms that are not the army's of today: 国民党|陆军, 杭州|陆军|监狱
_SERVICES = frozenset(("陆军", "海军", "空军"))
_NOT_OURS = re.compile(r"(?:国民党|国军|北洋|晚清|清末|清廷|伪满|日伪|王家军)(?:政府)?\Z")
_SCHOOL_OF_OLD = re.compile(r"监狱|学堂|讲武|小学|中学|速成|士官|军官学校|[总次]长(?!度)")
#: one who was in an army: 老红军某某
_VETERAN = frozenset("老女小")
_ARMIES = frozenset(("红军", "八路军", "新四军", "解放军", "志愿军"))
_BEFORE_JAPAN = frozenset("日和与向对为的是在由从将让把被")


#: what begins the name of a commission that is the nation's alone
_NATIONAL = ("国家", "国务院", "中", "全国", "最高")
_DIVISION = frozenset("省市县区州盟旗")


def _of_division(form: str, text: str, s: int) -> bool:
    """Whether the short form of a national commission names a division's own: 省|国有资产监督管理委员会."""
    return form.endswith("委员会") and not form.startswith(_NATIONAL) and text[max(0, s - 1) : s] in _DIVISION


def _anothers(form: str, text: str, s: int, e: int) -> bool:
    """Whether a short form is another army's or no army: 国民党|陆军, 抗日|自卫队, 老|红军."""
    before = text[s - 1 : s]
    if form in _SERVICES:
        return _NOT_OURS.search(text, max(0, s - 8), s) is not None or _SCHOOL_OF_OLD.match(text, e) is not None
    if form in _ARMIES:
        return before in _VETERAN
    if form == "自卫队":
        return ("一" <= before <= "鿿" and before not in _BEFORE_JAPAN) or "日本" not in text
    return False


def _ends_word(text: str, s: int) -> bool:
    """Whether a word of two or three characters ends at an offset."""
    return any(usage.count(text[s - n : s]) > 0 for n in (2, 3) if s >= n)


def _across(form: str, text: str, s: int, e: int) -> bool:
    """Whether words run over the ends of a short form: 公交|行驶, 总|装机, 中越|共同, 各地抗|大旱."""
    before = usage.count(text[s - 1 : s + 1]) if s else 0
    if before >= 100 or (before >= _WORD and before > usage.count(form)):
        return True
    after = usage.count(text[e - 1 : e + 1])
    if min(before, after) >= _WORD:
        return True
    if after < _WORD // 3 or text[e : e + 1] in "长的方人":
        return False
    return after > usage.count(form) and not any(usage.count(text[e : e + n]) >= _WORD for n in (2, 3))


#: how far a common word that takes part of a place's name may reach beyond it
_AROUND = 4
#: the longest common word that is looked up
_LONGEST = 6
#: how much likelier the reading without the place must be
_MARGIN = 0.5
#: what a place that the corpora do not have is worth
_RARE_PLACE = 10
#: what stands before a place and leaves it that place: 新|中国, 大|西北, 驻|荷兰|大使馆
_SAME = place_words("same")


#: what the Party has at a place
_COMMITTEE = re.compile(r"[省市县区州旗盟]?(?:党|地)?委(?!托|派|任|屈)")


def torn(text: str, s: int, e: int) -> bool:
    """Whether a place's name is made of parts of the words around it: 其中|国产, 重大|理念, 发展中国家.

    The likeliest division of the passage into words is found with and without the place, only where a word exists
    that begins before the name and ends in it or behind it.
    """
    if text[s] in "年月日" and text[s - 1 : s].isdigit():
        return True  # 7日|照会
    if text[e : e + 1] == text[e - 1] == "县" or not _crossed(text, s, e):
        return False  # 中共|和县|县委
    if text[s - 2 : s] in ("中共", "青团") and _COMMITTEE.match(text, e):
        return False  # 中共|永州市|委组织部, whatever words hold both
    low, high = max(0, s - _AROUND), min(len(text), e + _AROUND)
    free, spans = _divide(text[low:high])
    least = log(_RARE_PLACE / usage.TOKENS)
    own = max(usage.load().by_word.get(text[s:e], least), least)
    if free - (_divide(text[low:s])[0] + own + _divide(text[e:high])[0]) < _MARGIN:
        return False
    return any(_takes(text, low + a, low + b, s, e) for a, b in spans)


def _crossed(text: str, s: int, e: int) -> bool:
    """Whether the lexicon has a word that takes a part of the name, or more than it, at an offset."""
    low = max(0, s - _AROUND)
    return any(
        j - i <= _LONGEST and _takes(text, low + i, low + j, s, e)
        for i, j, _ in usage.load().matcher.find_all(text[low : e + _AROUND])
    )


def _takes(text: str, i: int, j: int, s: int, e: int) -> bool:
    """Whether a word (i, j) leaves no room for the place (s, e): it reaches into the name, or holds it as a mere part."""
    if i >= s or j <= s:
        return False  # 中国|式, 山东|三省: a word that begins with or inside a place speaks of it
    if text.startswith("中共", i) and i + 2 <= s:
        return False  # 中共|永州市|委: the name of a committee holds its place whole
    if j < e:
        return True
    if j == e:  # 棋|盘山, but 新|中国
        return s - i == 1 and text[i] not in _SAME
    # 发展|中国|家, but 武警|北京|总队, 驻|荷兰|大使馆
    whole = (text[i:s] in _SAME or (s - i > 1 and usage.count(text[i:s]))) and j - e > 1 and usage.count(text[e:j])
    return not whole


def _divide(text: str) -> tuple[float, list[tuple[int, int]]]:
    """The likeliest division of a passage into words, and what it is worth."""
    lexicon = usage.load()
    word, single = lexicon.by_word.get, lexicon.single.get
    n = len(text)
    worth = [0.0] + [-inf] * n
    back = [0] * (n + 1)
    for i in range(n):
        for j in range(i + 1, min(n, i + _LONGEST) + 1):
            cost = single(text[i], usage.UNSEEN) if j == i + 1 else word(text[i:j])
            if cost is not None and worth[i] + cost > worth[j]:
                worth[j], back[j] = worth[i] + cost, i
    spans = []
    at = n
    while at:
        spans.append((back[at], at))
        at = back[at]
    return worth[n], spans


def divided(text: str) -> list[tuple[int, int]]:
    """The words of a short passage in its likeliest division, in text order."""
    return _divide(text)[1][::-1]


def made_of_words(name: str, least: int) -> bool:
    """Whether a string divides into nothing but words of two and more characters that are met so often (立刻|上报)."""
    return all(b - a > 1 and usage.count(name[a:b]) >= least for a, b in _divide(name)[1])
