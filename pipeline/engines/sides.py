"""What stands left and right of a place where a name may begin or end."""

from __future__ import annotations

import re

from pipeline.lexicon import cues, people, words
from pipeline.lexicon.cues import ADDRESS, LABEL, LEAD, NOUN, POST, SAY, VERB

_LEFT_CHAR = {
    "□": 8.0, "■": 5.0, "▲": 3.0, "、": 1.0, "，": 0.3, "。": 0.3, "\n": 1.0, "：": 1.5, "（": 0.5, " ": 1.0,
    "\u3000": 1.0, "“": -1.5, "《": -4.0, "/": 1.0, "·": -20.0, "-": -1.0, "】": 0.5, "[": 1.0, "【": 0.5, "〔": 1.0,
}  # fmt: skip
_RIGHT_CHAR = {
    "、": 1.2, "，": 0.6, "。": 0.3, "；": 0.3, "：": 1.5, "（": 1.0, " ": 0.5, "\u3000": 0.5, "/": 2.5, "）": 0.8,
    "\n": 0.8, "”": -1.5, "》": -4.0, "·": -20.0, "-": -1.0, "]": 0.8, "】": 1.2, "〕": 0.8, "□": 1.2,
}  # fmt: skip
#: what stands after the string that is a place, a body or a thing: one character, or a word
_PLACE_CHAR = "镇村乡县市区州省路街河湖江岛港湾屯寨沟坝坪岭峡峰寺庙祠塔桥站湾埠垸庄"
_PLACE_WORD = (
    r"公司|集团|地区|流域|大学|中学|小学|医院|工厂|机场|社区|街道|铁路|公路|高速|水库|电站|煤矿|油田|品牌|牌|号|型|式|"
    r"小镇|科技|实业|股份|药业|地产|置业|新城|新区|开发区|高新区|产业园|工业园|园区|大厦|广场|商场|超市|酒店|饭店|宾馆|花园|公寓|合作社|"
    r"农场|林场|牧场|矿业|钢铁|石化|电气|重工|汽车|银行|证券|保险|大道|大街|隧道|码头|湿地|草原|沙漠|盆地|平原|山脉|海峡|群岛|半岛|古镇|古城"
)
_NO_NAME_AFTER = re.compile(f"[{_PLACE_CHAR}]|{_PLACE_WORD}")
_MARKED = re.compile(
    r"[（，：](?:女|男|框|加框|黑框|已故)[，）]|[（，](?:汉|满|回|壮|苗|彝|藏|侗|瑶|白|傣|黎|畲|羌|水|土|蒙古|维吾尔|土家|布依|哈尼|傈僳|朝鲜|景颇|"
    r"哈萨克|佤|纳西|拉祜|仡佬|东乡|撒拉|达斡尔|锡伯)族|[（，]\d{4}(?:[年—－-]|[.．]\d)|[（，]\d{2}岁|"
    r"[，（]?(?:原名|本名|[一又]?字(?!当头|打头|开头|领先)|[又别晚自]?号|又名)(?!称|召)[\u4e00-\u9fff]{2}[\u4e00-\u9fff]{0,3}[，。、；）]"
)
#: what an appointment says after the name: X为县长, X任局长, （免去）X的…职务
_APPOINTED = re.compile(
    r"(?:为|任|担任|兼任|出任|当选|不再|拟任|现任|同志任|同志为)[^，。；\n]{1,40}?"
    r"(?:长|主任|书记|主席|委员|监票人|专员|参事|经理|总裁|总监|董事|检察官|法官|审判员|检察员|总师|工程师|助理|常委|代表|人选)"
    r"(?=[，。；、（\n职]|$)|(?:任|担任|兼任|出任|当选|同志任)副?(?:书记|主任|主席|委员|经理|总裁)(?=[，。；、（\n]|$)|(?:同志)?(?:的|[省市县区州镇乡局委])[^，。；\n]{2,60}?职务|"
    r"因[^，。；\n]{2,12}?(?:辞去|请求辞去|请辞)"
)
_UNITS = "省市州盟县旗区镇乡村"
_APPOINTS = "为任担兼出当不拟现同的省市县区州镇乡局委因"  # what that may start with
#: 么大鸣摄。 张三/文
_CREDIT = re.compile(r"/?(?:摄影报道|报道|供稿|供图|摄影|摄|撰文|绘图?|文/图|图/文|文|图)(?=[，。）)\n 　/]|$)")
_CREDITED_TO = re.compile(
    r"(?:[\u4e00-\u9fff][ \u3000]{1,2})?[\u4e00-\u9fff]{1,4}(?=[ \u3000]{0,2}(?:[）)\n/、，。|]|文|图|摄|$))"
)
_CREDITED = re.compile(r"(?:文|图|摄影?|绘|供图|供稿)/$")
#: 某某等12人, 某某等同志
_AND_OTHERS = re.compile(
    r"等(?:\d{1,3}|[一二两三四五六七八九十多]{0,3})(?:[名位人]|同志|领导)|等(?:家族|家庭|班子|领导班子|党组)?成员"
)
#: verbs that name whom they appoint
_APPOINTING = frozenset(("任命", "免去", "提名", "罢免", "聘任", "委任", "原名", "本名", "化名", "用名"))
_MARKS = frozenset(("，", "。", "；", "：", "、", "（", "）", "\n"))
#: forms of address that follow hardly anything but a name
_CALLED = frozenset(("同志", "先生", "女士"))
_LEVEL = re.compile(r"(?:第一|常务|专职|执行)?(?:副|代|原|前)")
#: what joins the members of a list: before one, and behind one
BEFORE_MEMBER = frozenset("、和及/ \u3000")
BEHIND_MEMBER = BEFORE_MEMBER | {"（"}
#: most blanks between a post and its holder, set in columns
WIDEST = 16
#: a post of two characters set wide
_WIDE = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]{1,4}([\u4e00-\u9fff])$")
#: years of service behind a name in a roll: 刘　海　1996.12—2009.1
_SERVED = re.compile(r"[ \u3000]{1,3}(?:19|20)\d\d(?:[.．]\d{1,2}|年)")
#: when it was said, between a name and its verb: 4日, 当天, 近日
_DATED = re.compile(
    r"(?:\d{1,2}日|当[天日晚]|[日目]前|近[日期]|今[天日]|昨[天日]|同日|当地时间\d{1,2}日)(?:[也还就曾已又]|再次)?"
)
#: 副主席某某|来黑龙江省视察, 某某|来我县: the verb, and no part of the name
_COMES = re.compile(
    r"来(?:[我本][省市区县州旗盟镇乡村校院厂所社地]|[\u4e00-\u9fff]{1,8}?(?:视察|检查|调研|考察|参观|访问|指导|慰问|督查|督导|看望|讲学|洽谈|传达))"
)
#: Chinese characters with which one of the patterns above may start
_LOOK = frozenset(
    _APPOINTS
    + _UNITS
    + _PLACE_CHAR
    + "等家摄供撰绘文图报第常专执副代原前当日目近今昨字号一又来"
    + "".join(w[0] for w in _PLACE_WORD.split("|"))
)
#: characters before a name behind which something else is to be looked at
_LOOK_BEHIND = frozenset(" \u3000）：字号的·/叫")
#: somebody's family, not one firm more
_FAMILY = re.compile(r"一家(?:[人老三四五六几都也的在从搬住过来到围正就，。、；]|团圆|团聚)")
#: what says that a name follows: 这位大姐叫
_NAMED = re.compile(r"[位名][\u4e00-\u9fff]{1,8}叫$")
#: what gives a person of letters a second name: 字伯涛, 又号任公
_STYLED = re.compile(r"字$|(?:[，、（；]|[又别晚自])号$")
_LEFT_PLAIN = {c: (v, "form") for c, v in _LEFT_CHAR.items()}
_NOTHING = (0.0, "form")
#: what speaks against a full name where a style name stands
STYLE = -12.0


class Sides:
    """Cues by their ends (left of a name) and starts (right of it), and what they are worth in log odds."""

    __slots__ = ("_cut", "_left", "_right", "ends", "starts", "text")

    def __init__(self, text: str) -> None:
        lexicon = cues.load()
        self.text = text
        self.ends: dict[int, tuple[int, int]] = {}
        self.starts: dict[int, tuple[int, int]] = {}
        flags, ends, starts = lexicon.flags, self.ends, self.starts
        before, after = POST | NOUN | LEAD | LABEL, POST | ADDRESS | VERB | NOUN
        within: dict[int, int] = {}
        for s, e, i in lexicon.matcher.find_all(text):
            f = flags[i]
            if f & (POST | NOUN) and e - s > 2:
                within[s] = max(e, within.get(s, 0))
            if f & before:
                old = ends.get(e)
                ends[e] = (f, e - s) if old is None else (old[0] | f, max(old[1], e - s))
            if f & after:
                old = starts.get(s)
                starts[s] = (f, e - s) if old is None else (old[0] | f, max(old[1], e - s))
        #: ends of posts that a longer one goes beyond (书记|员)
        self._cut = {e for s, end in within.items() for e in range(s + 2, end) if e in ends}
        self._left: dict[int, tuple[float, str]] = {}
        self._right: dict[int, tuple[float, str]] = {}

    def left(self, s: int) -> tuple[float, str]:
        """What speaks for a name that begins here."""
        if s and s not in self.ends and (c := self.text[s - 1]) not in _LOOK_BEHIND:
            return _LEFT_PLAIN.get(c, _NOTHING)
        got = self._left.get(s)
        if got is None:
            got = self._left[s] = self._look_left(s)
        return got

    def _look_left(self, s: int) -> tuple[float, str]:
        text = self.text
        if text[s - 1] in "字号" and _STYLED.search(text, max(0, s - 2), s):
            return STYLE, "form"
        if text[s - 1] == "叫" and (self.ends.get(s - 1, (0, 0))[0] & NOUN or _NAMED.search(text, max(0, s - 12), s)):
            return 4.0, "noun"  # 这位大姐叫彭夏英
        if text[s - 1] == "·" and (s < 2 or text[s - 2] in "\n \u3000" or text[s - 2].isdigit()):
            return 1.0, "edge"  # ·石维岳督查…: a bullet
        if text[s - 1] == "/" and _CREDITED.search(text, max(0, s - 4), s) and _CREDITED_TO.match(text, s):
            return 5.0, "label"  # 图/于航
        if text[s - 1] == "的" and s not in self.ends:
            return (
                (4.0, "noun") if s > 2 and text[s - 2] == "岁" and text[s - 3].isdigit() else _NOTHING
            )  # 24岁的翟明朗
        k = s
        while k > 0 and text[k - 1] in " \u3000" and s - k < WIDEST:
            k -= 1
        if k > 0 and text[k - 1] == "）":  # 副县长（挂职）楼旭东
            at = text.rfind("（", max(0, k - 14), k)
            k = at if at > 0 else k
        elif k > 0 and text[k - 1] == "：":  # 主编：王某, 组长：…
            k -= 1
        hit = self.ends.get(k)
        if k < s and (wide := _WIDE.search(text, max(0, k - 8), k)) and cues.table().get(wide[1] + wide[2], 0) & POST:
            return 5.0, "title"  # 县　　长　郭永泰
        if hit:
            f, n = hit
            if k == s and k in self._cut:
                return 0.3, "form"
            if f & LABEL and k < s and text[k] == "：":
                return 5.0, "label"
            if f & (POST | NOUN) and (self._used(k - n) or (k == s and words.count(text[max(0, s - 2) : s + 1]) >= 2)):
                return 0.3, "form"
            if f & POST and n > 1:
                return 5.0, "title"
            if f & NOUN:
                return (4.0 if n > 1 else 2.0), "noun"
            if k == s and f & LEAD:
                if text[k - 2 : k] in _APPOINTING:
                    return 4.0, "appointed"
                return (2.0 if n > 1 else 0.7), "lead"
        if s == 0:
            return 1.0, "edge"
        return _LEFT_CHAR.get(text[s - 1], 0.0), "form"

    def _used(self, s: int) -> bool:
        """Whether the post that begins here belongs to the name before it (习近平总书记郑重宣布)."""
        text, known, press = self.text, people.people(), people.foreign()
        return any(text[s - n : s] in known or text[s - n : s] in press for n in (3, 2, 4, 5) if s >= n)

    def right(self, e: int) -> tuple[float, str]:
        """What speaks for a name that ends here."""
        if e not in self.starts and "\u4e00" <= (c := self.text[e : e + 1]) <= "\u9fff" and c not in _LOOK:
            return _NOTHING
        got = self._right.get(e)
        if got is None:
            got = self._right[e] = self._look_right(e)
        return got

    def _look_right(self, e: int) -> tuple[float, str]:
        text = self.text
        if e >= len(text):
            return 0.8, "edge"
        c = text[e]
        if c in " \u3000" and _SERVED.match(text, e):
            return 5.0, "mark"
        if c == "和" and text[e + 1 : e + 2] in _MARKS:
            return -4.0, "form"  # 丘和，: a conjunction joins nothing here
        if c in "（，：字号一又" and _MARKED.match(text, e):
            return 6.0, "mark"
        if c == "一" and _FAMILY.match(text, e):
            return 2.0, "address"  # 和赵顺利一家围坐
        if c == "家" and text[e + 1 : e + 2] in _MARKS and not words.count(text[e - 1 : e + 1]):
            return 2.0, "address"  # 来到彭夏英家。
        k = e
        while k < len(text) and text[k] in " \u3000" and k - e < 2:
            k += 1
        dated = _DATED.match(text, k)
        if dated:
            k = dated.end()
        if c == "来" and _COMES.match(text, e):
            return 3.0, "verb"
        if c in _APPOINTS and _APPOINTED.match(text, e):
            return 5.0, "appointed"
        if c == "等" and _AND_OTHERS.match(text, e):
            return 2.5, "others"
        if _CREDIT.match(text, k):
            return 4.0, "credit"
        if k == e and c in _UNITS and text[e + 1 : e + 2] != "长":
            return -4.0, "place"  # 青岚县委书记: a unit with its organ stands behind a place; only 县长 behind a name
        hit = self.starts.get(k)
        if hit is None and (level := _LEVEL.match(text, k)):
            hit = self.starts.get(level.end())
            if hit and not hit[0] & (POST | NOUN):
                hit = None  # 三江平|原等13个重点区域: no post
        if hit:
            f, n = hit
            if f & POST and n > 1:
                return 3.5, "title"
            if f & ADDRESS:
                return (4.5 if text[k : k + 2] in _CALLED else 3.5 if n > 1 else 1.2), "address"
            if f & SAY:
                return 3.0, "verb"
            if f & VERB:
                return (2.2 if n > 1 else 0.8) + (1.0 if dated else 0.0), "verb"
            if f & NOUN and n > 1:
                return 1.5, "noun"
        if _NO_NAME_AFTER.match(text, e):
            return -4.0, "place"
        return _RIGHT_CHAR.get(c, 0.0), "form"
