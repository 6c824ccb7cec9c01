"""Posts in forms that are laid out, not written as sentences: 组　长：甲, résumé lines, the author's line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon import offices, titles
from pipeline.lexicon.titles import TitleHit
from pipeline.reading import Reading
from pipeline.stages.offices.post import Who
from pipeline.stages.offices.tokens import Tokens

_B = r"[ \u3000]{0,4}"
_LABEL = re.compile(
    rf"^[ \u3000]{{0,16}}(?P<label>(?:第一|常务|执行)?{_B}(?:副{_B})?(?:组{_B}长|主{_B}任|总{_B}指{_B}挥|"
    rf"指{_B}挥(?:{_B}长)?|政{_B}治{_B}委{_B}员|政{_B}委|会{_B}长|主{_B}席|召{_B}集{_B}人|秘{_B}书{_B}长|成{_B}员|委{_B}员))"
    rf"{_B}(?P<colon>：|[ \u3000]{{1,4}})",
    re.MULTILINE,
)
_PERIOD = re.compile(
    r"^[ \u3000·]{0,16}(?P<y1>(?:19|20)\d\d)(?:[.．年/-](?P<m1>\d{1,2})月?|年)?(?:[.．]\d{1,2})?[ \u3000]{0,8}"
    r"(?:(?:[-—~～至到]|——){1,6}[ \u3000]{0,8}"
    r"(?:(?P<y2>(?:19|20)\d\d)(?:[.．年/-](?P<m2>\d{1,2})月?|年)?(?:[.．]\d{1,2})?|(?P<now>至?今|现在)|(?=[ \u3000])|"
    r"(?<=[.．]\d\d[-—~～])(?=[\u4e00-\u9fff]))"
    r"|(?P<since>至今|起|以来|，)|"
    r"(?:(?<=[.．]\d\d)|(?<=[.．]\d\d[ \u3000]))(?![元万亿倍年月日号吨])(?=[\u4e00-\u9fff]))[ \u3000，：]{0,8}",
    re.MULTILINE,
)
_GROUPS = re.compile(
    rf"[\u4e00-\u9fff“”·]{{0,30}}?(?:(?:19|20)\d\d年度?[\u4e00-\u9fff“”·]{{0,20}}?)?(?:{offices.either('task_group')})(?!办公室)"
)
_OF_YEAR = re.compile(r"(?:19|20)\d\d年度?")


_VILLAGE_COMMITTEES = ("监督委员会", "村民委员会", "居民委员会", "常务委员会", "革命委员会", "管理委员会")
_LEAD_WORDS = re.compile(
    r"^.*(?:选举产生了?|现将|兹将|报请|报经|月[一二三四五六七八九十\d]{1,3}日|担任|任(?!丘|城)|关于|调整|成立|设立|组建|决定|(?<![应面针绝])对(?=[省市县区州盟旗镇乡局院校])|查(?=本)|邀请到?|来到|赶到|设在|的|下设|简称|为加强|经研究)"
)


#: 决定|对|宁远县…领导小组成员进行调整
_TOWARDS = re.compile(r"^对(?=[\u4e00-\u9fff]{1,8}?[省市县区州旗盟镇乡院校司局厅])(?!外|口|台湾?工|港澳)")


_CONTINUED = re.compile(
    r"[\u4e00-\u9fff·]{2,4}（[^）\n]{2,40}）[ \u3000]*$|"
    r"[\u4e00-\u9fff、]{4,28}(?:长|书记|主任|委员|主席|经理|政委|专员|秘书|助理|总监|员|师)"
    r"[ \u3000]{1,4}[\u4e00-\u9fff·]{2,4}[ \u3000]*$|"
    r"[ \u3000]{2,}\S|[\u4e00-\u9fff·]{1,6}(?:[ \u3000]{1,3}[\u4e00-\u9fff])?(?:（[^）\n]{1,12}）)?[ \u3000]+[\u4e00-\u9fff]"
)


@dataclass(frozen=True, slots=True)
class Label:
    """组　长：the post of all names in start..end."""

    at: int
    start: int
    end: int
    hit: TitleHit


@dataclass(frozen=True, slots=True)
class Period:
    """A résumé line with the time it tells of, as an EDTF interval; `open` up to now."""

    start: int
    end: int
    held: str
    open: bool
    now: bool = False  # does the line itself say that it goes on (至今)?


def labels(text: str) -> Iterator[Label]:
    """Labels of membership lists, each up to the next label or the first line that is no longer a list line."""
    found = list(_LABEL.finditer(text))
    for k, m in enumerate(found):
        form = re.sub(r"[ \u3000]", "", m["label"])
        hits = list(titles.find(form))
        if not hits or ("：" not in m["colon"] and "\u3000" not in m["label"] + m["colon"]):
            continue
        end = found[k + 1].start() if k + 1 < len(found) else len(text)
        stop = m.end()
        for line in re.finditer(r"[^\n]*(?:\n|$)", text[m.end() : end]):
            if stop != m.end() and not _CONTINUED.match(line[0]):
                break
            stop = m.end() + line.end()
            if line.end() >= end - m.end():
                break
        yield Label(m.start("label"), m.end(), stop, hits[-1])


def periods(text: str) -> list[Period]:
    """Résumé lines: each begins with a period; two of them at least make a résumé."""
    out = []
    for m in _PERIOD.finditer(text):
        end = text.find("\n", m.end())
        end = len(text) if end < 0 else end
        first = m["y1"] + (f"-{int(m['m1']):02d}" if m["m1"] and 1 <= int(m["m1"]) <= 12 else "")
        is_open = bool(m["now"] or m["since"]) or m["y2"] is None
        last = ".." if is_open else m["y2"] + (f"-{int(m['m2']):02d}" if m["m2"] and 1 <= int(m["m2"]) <= 12 else "")
        out.append(Period(m.end(), end, f"{first}/{last}", is_open, bool(m["now"] or m["since"] == "至今")))
    if len(out) < 2:
        return []
    return [_closed(p, out[k + 1 :]) if p.open and not p.now else p for k, p in enumerate(out)]


def _closed(p: Period, later: list[Period]) -> Period:
    """1999年3月起，… with a later line below it: open only as far as that one."""
    first = p.held.partition("/")[0]
    after = next((q.held.partition("/")[0] for q in later if q.held.partition("/")[0] > first), None)
    return p if after is None else Period(p.start, p.end, f"{first}/{after}", False)


_FIELD = re.compile(
    rf"^[ \u3000]*(?:{offices.either('field_label')})[ \u3000]*[：:][ \u3000]*(?=[^\n]{{2}})", re.MULTILINE
)
_NAME_FIELD = re.compile(r"姓[ \u3000]*名[ \u3000]*[：:][ \u3000]*$")


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a form (拟任职务：…): whose it is, and what the label says of the post's time."""

    start: int
    end: int
    who: Who
    status: str | None


def fields(text: str, tokens: Tokens) -> list[Field]:
    """The lines of a form that give the posts of the person named in it above."""
    out: list[Field] = []
    who: Who | None = None
    k = 0
    for m in _FIELD.finditer(text):
        while k < len(tokens.people) and tokens.people[k].start < m.start():
            if _NAME_FIELD.search(text, tokens.breaks.line(tokens.people[k].start), tokens.people[k].start):
                who = tokens.people[k]
            k += 1
        if who is None or m.start() - who.start > 400:
            continue
        end = text.find("\n", m.end())
        label = re.sub(r"[ \u3000：:]", "", m[0])
        out.append(Field(m.end(), len(text) if end < 0 else end, who, offices.values("field_label")[label] or None))
    return out


def group_body(text: str, pos: int, floor: int = 0, ends: tuple[str, ...] = ("",)) -> str | None:
    """The leading group whose members a list gives: the last one named before it (with one of these ends)."""
    found = None
    for m in _GROUPS.finditer(text, max(floor, pos - 1500), pos):
        name = _OF_YEAR.sub("", _TOWARDS.sub("", _LEAD_WORDS.sub("", m[0])).strip("“”"))
        if (
            len(name) > 4 and name.endswith(ends) and not name.endswith(_VILLAGE_COMMITTEES)
        ):  # 领导小组 alone names none
            found = name
    return found


#: whom a headquarters has, and no committee or leading group
COMMANDERS = frozenset(("指挥", "副指挥", "总指挥", "副总指挥", "政委", "政治委员"))
HEADQUARTERS = ("指挥部", "司令部", "指挥所")


_GROUP_WORDS = (
    "代表团",
    "考察团",
    "访问团",
    "慰问团",
    "工作团",
    "代表队",
    "工作队",
    "专班",
    "工作专班",
    "指挥部",
    "工作组",
)


def named_group(text: str, word: str, pos: int) -> str | None:
    """代表团副团长: the delegation that the text has named in full before."""
    if word not in _GROUP_WORDS:
        return None
    found = re.findall(rf"(?:[，。、；：\s的由率了]|^)([\u4e00-\u9fff]{{2,14}}{word})", text[max(0, pos - 800) : pos])
    return found[-1] if found else None


_FOLLOWING = re.compile(
    r"(?:为首的|(?:，[^。；\n]{2,16}任(?:常务)?副?(?:组长|指挥长|总指挥))?的|，(?:成立|组建|组成)了?)[“]?"
    r"([\u4e00-\u9fff“”·0-9]{2,30}?(?:领导小组|工作专班|专班|指挥部|工作组|小组|代表团|考察团|访问团|慰问团|参访团|工作团|代表队|工作队|调研组|督导组))"
)


def following_group(text: str, end: int) -> str | None:
    """由县长任组长的招商工作专班: the group that the post before 的 is in."""
    m = _FOLLOWING.match(text, end)
    return m[1].replace("“", "").replace("”", "") if m else None


_LED = re.compile(
    r"(?:^|[，。；：\n])([\u4e00-\u9fff]{0,12}?(?:领导小组|工作专班|专班|指挥部|工作组))由[^。；\n]{0,60}$"
)


def led_group(text: str, sentence: int, pos: int) -> str | None:
    """专班由副县长甲任组长: the group that the sentence says who leads."""
    m = _LED.search(text, max(0, sentence - 1, pos - 80), pos)
    return m[1] if m else None


def brought_forth(text: str, sentence: int, pos: int, organ: str) -> str | None:
    """选举产生了A联合会第一届理事会，甲当选为理事长: the organ that the election of the sentence was for."""
    m = re.search(rf"产生了?([\u4e00-\u9fff]{{4,24}}?{organ})", text[max(sentence, pos - 120) : pos])
    return m[1] if m else None


_SCHOOL = re.compile(
    r"(?:创办|倡办|兴办|开办|创设|创建)了?(?P<b>[\u4e00-\u9fff]{2,12}?(?:学堂|学校|小学|中学|公学|书院|学院|大学))，(?:自|亲|并|兼|担|并自|并亲自)?任$"
)


def founded(text: str, sentence: int, pos: int) -> str | None:
    """倡办雷池高等小学堂，自任|校长: the school that he founded."""
    m = _SCHOOL.search(text, max(sentence, pos - 40), pos)
    return m["b"] if m else None


_SET_UP_COMMITTEE = re.compile(
    r"(?:下设|设立|设|成立|组建|推选好?|选举产生|产生)了?([\u4e00-\u9fff]{2,10}委员会)(?:，由?|。(?=[\u4e00-\u9fff]{2,3}[任为、]))"
)
#: 成立“甲县临时委员会”。委员长乙: those of a place that had a 委员长 before the National People's Congress had one
_CHAIRED = re.compile(
    r"(?:成立|组成|组织|建立|设立|产生|改组为|改称)了?“?([\u4e00-\u9fff]{2,16}(?:委员会|维持会|自治会|善后会))”?[，。；]"
)
#: 成立县水利建设兵团，由甲任政委
_TROOPS_RAISED = re.compile(
    r"(?:成立|组建|组成|编成|建立)了?([\u4e00-\u9fff]{1,14}?(?:兵团|民兵师|民兵团|独立团|支队|大队|纵队|游击队))(?=，)"
)
_RAISED = re.compile(
    r"(?:成立|组织|组建|建立|设立|创办|开办|拉起|办起|组成|并入|转为|升为|合并为|加入|转入)了?(?:一[支个所家])?(?P<b>[\u4e00-\u9fff]{1,12}?(?P<unit>[会团队社厂校连营组]))(?:——(?P<named>[\u4e00-\u9fff]{2,14}(?P=unit)))?"
    r"(?!团|员|会|长|体|部)"
)


_COMMITTEE_RAISED = re.compile(
    r"(?:成立|组成|组建|建立|设立)了?([\u4e00-\u9fff]{0,12}?(?:革命委员会|革委会|管理委员会|管委会|筹备委员会|筹委会|筹备处))(?=[，；、]|后)|"
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,14}?(?:革命委员会|革委会|管理委员会|管委会))(?:正式|宣告)?(?:成立|建立)，"
)
#: 次年二月，茶坑岭党支部在周氏宗祠秘密成立，: the organ, by whom it is led
_FOUNDED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?![年月日])|(?<=\d[年月日]))(?P<b>[\u4e00-\u9fff]{2,12}?(?:(?P<party>党支部|特别支部|特支|党总支|[县区工特]委|党委)|(?P<soviet>苏维埃政府|苏维埃|农会|农民协会)))"
    r"(?:[在于][^，。；\n]{1,12}?)?(?:秘密|正式|宣告|相继)?(?:成立|建立|诞生|恢复)，"
)


#: 全县的第一个|初级社
_COUNTED = re.compile(r"^.*第[一二三四五]个")
_UNION = re.compile(
    rf"(?:成立|组建|创办|建立|设立|注册)了?(?P<b>[\u4e00-\u9fff]{{2,18}}?(?:合作社|联合社|{offices.either('association_end')}))(?=[，；。])"
)


def raised_body(text: str, line: int, pos: int, head: str) -> str | None:
    """成立农会，甲任会长: the body that the line says was formed, where the title is its head's."""
    if head in ("主任委员", "召集人", "主任"):
        set_up: list[str] = _SET_UP_COMMITTEE.findall(text, max(line, pos - 60), pos)
        if set_up:
            return set_up[-1]
    if head == "委员长" and (chaired := _CHAIRED.findall(text, max(line, pos - 80), pos)):
        return str(chaired[-1])
    if head in ("书记", "主席", "委员长") or head.endswith("委员"):
        kind = "party" if head == "书记" or head.endswith("委员") else "soviet"
        found = [m["b"] for m in _FOUNDED.finditer(text, max(line, pos - 120), pos) if m[kind]]
        return found[-1] if found else None
    if head == "主任":
        formed = _COMMITTEE_RAISED.findall(text, max(line, pos - 120), pos)
        return (formed[-1][0] or formed[-1][1]) if formed else None
    if head in ("理事长", "监事长"):
        unions = [m["b"] for m in _UNION.finditer(text, max(line, pos - 120), pos)]
        return unions[-1] if unions else None
    if head.endswith(("政委", "政治委员", "兵团长")):
        troops = _TROOPS_RAISED.findall(text, max(line, pos - 60), pos)
        return troops[-1] if troops else None
    if not 2 <= len(head) <= 3 or head[-1] != "长":
        return None
    last = None
    for m in _RAISED.finditer(text, max(line, pos - 120), pos):
        if m["b"].endswith(head[:-1]):
            named = _COUNTED.sub("", m["named"] or m["b"]).removeprefix("的")
            last = named if named[0] not in "老新" or len(named) > 2 else last  # 组建的老连队
    return last


def notes(reading: Reading, tokens: Tokens) -> list[tuple[int, int, list[Who]]]:
    """The author's lines of each article with the authors they speak of."""
    by_start = {w.mention.start: w for w in tokens.people}
    out = []
    for a in reading.articles.articles:
        authors = [by_start[c.start] for c in a.authors if c.role == "author" and c.start in by_start]
        for note in a.author_notes:
            s, e = reading.span(note)
            out.append((s, e, authors))
    return sorted(out, key=lambda n: n[0])


_ENTRY = re.compile(r"(?:（女）)?(?:[ \u3000]{2,}|\u3000|[ \u3000]*\n|，[男女]，)")


def page_entries(text: str, tokens: Tokens) -> list[Who]:
    """The people of a page that tells of several, one after the other: each name opens a line, a title or a life after it."""
    out: list[Who] = []
    for who in tokens.people:
        line = tokens.breaks.line(who.start)
        if who.full and not text[line : who.start].strip(" \u3000·") and _ENTRY.match(text, who.end):
            out.append(who)
    return out if len({w.name for w in out}) > 1 else []


_CRUMBS = re.compile(r"[>＞»/][ \u3000]*$")
#: a name in a roll, the years of the post behind it
_OF_A_ROLL = re.compile(r"（[^（）\n]{0,10}(?:1[89]|20)\d\d[.．年]\d{1,2}[^（）\n]{0,4}[—－～~-]")
#: 甲同志简历 over the lines of a life
_LIFE_OF = re.compile(r"(?:同志|先生|女士)?(?:的?个人)?(?:简历|简介|履历|生平)[：:]?[ \u3000]*\n")


#: 甲烈士 alone over the lines of a life that name nobody at first
_MARTYR = re.compile(r"(?:烈士|将军|同志)?[ \u3000]*\n[ \u3000]*(?:出生|生于|原名|又名|1[89]\d\d年)")


def page_subject(text: str, tokens: Tokens) -> Who | None:
    """Whom a page is about: the name that a line gives alone, or that a biographical line (甲，男，汉族 …) opens with."""
    for who in tokens.people[:40]:
        line = text.rfind("\n", 0, who.start) + 1
        lead, rest = text[line : who.start], text[who.end : who.end + 14]
        if _CRUMBS.search(lead) and re.match(r"[ \u3000]*\n", rest):
            return who  # 首页 > 机构 > 部领导 > 甲
        if lead.strip(" \u3000·"):
            continue
        if _LIFE_OF.match(rest) or _MARTYR.match(text, who.end):
            return who
        if _OF_A_ROLL.match(text, who.end):
            continue
        if re.match(r"[ \u3000]*\n|(?:同志)?[，（](?:男|女|汉族|曾用名|[\u4e00-\u9fff]{1,5}族|19\d\d年)", rest):
            return who
    return None
