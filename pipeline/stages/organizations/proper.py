"""Bodies under a name of their own that stands without a post or a place before it: 曾在|东山中学|读书, 捐建|嘉应医院,
西乡游击大队, 中共处属特委, the committee for somebody's funeral."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.lexicon import words as usage
from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.body_words import alternatives, longest_first, words
from pipeline.lexicon.loader import Matcher
from pipeline.lexicon.people import people
from pipeline.lexicon.places import Place, gazetteer, place_by_names
from pipeline.lexicon.surnames import transliteration
from pipeline.stages.organizations.chain import Chain, Raw
from pipeline.stages.organizations.context import Resolved
from pipeline.stages.organizations.counts import counted
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.cut import divided
from pipeline.stages.organizations.organs import TITLE, VERB_INSIDE, grammar
from pipeline.stages.organizations.words import ARMIES, LEFT, NOT_START, SMALL_CUT, VERB, acts

#: how far before its head a name may begin
_REACH = 10
#: a word that the corpora have so seldom is rather a name
_RARE = 12
#: a word met so often is one
_WORD = 20
#: what is called after a person, and how long the word for its field may be
_MEMORIALS = frozenset(("博物", "纪念", "艺术", "美术", "图书", "医院", "中学", "小学", "学校"))
_FIELD = 4
_HEAD = re.compile(alternatives("own_head"))
_KINDS = frozenset(words("own_no"))
_TWO = frozenset(words("own_two"))
_FIRST = frozenset(words("own_first"))
#: what ends a run of names and may stand in one too
_IN_NAMES = frozenset("都即如因着就则更并且若所见")
_WIDE = ("province", "country")
_COUNTS = frozenset("第一二三四五六七八九十0123456789军总")
#: verbs and adverbs of two characters before a name
_LEAD = re.compile(alternatives("own_lead"))
_NUMERALS = frozenset("一二两三四五六七八九十")
#: verbs of one character by which a clause opens
_DOES = frozenset("要抓用办打抢补救送捐拉推看听写读问靠以让使把被")
#: words that say what sort of bodies are meant
_OF_ANY = frozenset(words("own_any"))
#: single characters before a name that are none of it
_NO_NAME = frozenset(
    "率任称捐建办设入进出读念考上原由在到赴至去回从往对向给让把被将使令叫说讲看听请找问见当做作兼曾又也还都就才再已各每某本该此其另"
    "他她我你们这那有无及于以因所而且或等和与同跟按据经过为是非不未没最更很太只仅约近共总旧年月日时冬夏秋末初内外里中前后间第"
    "帮谈起校约建修个名家所座位次批条项多少几两一二三四五六七八九十百千万零〇级类种型式"
)
#: parts that no other word is
_CELLS = frozenset(("党委", "党支部", "党总支", "纪委", "团委"))
#: a unit of the army behind a name: 闽粤赣边纵队|第一支队政治处
_UNIT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,2}第?[一二三四五六七八九十百\d]{1,4}(?:支队|大队|中队|师|旅|团|营|连|纵队))*(?:司令部|政治部|政治处|参谋处|供给处|卫生处|军事部)?"
)
_TROOPS = words("own_troop")
#: 中共处属特委, 中共丙村区委: the Party's name shows where the committee's begins
_PARTY = re.compile(
    r"中共(?P<at>[^\W\d_A-Za-z的了在与及或对向将把被是为就到由给让使着也都又还党中央各]{2,7}?)"
    r"(?P<organ>特别?委(?:员会)?|特区委|区党委|中心[县市区]委(?:员会)?|工委|临委|边委|区委|总?支部|特支|党支部)(?![托派员属任])"
)
#: what a text of the years before the People's Republic and after speaks of
_OLD = re.compile(
    r"民国|红军|新四军|八路军|苏维埃|地下党|游击|土改|土地改革|抗战|抗日|大革命|解放战争|日军|日寇|鬼子|伪军|"
    r"19[2-5]\d年|一九[二三四五]"
)
#: 建起|农救会: where no name stands before it
_BARE = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[起了的和与立入由在为任加到是办]))(?:{longest_first(words('own_bare'))})"
)
#: 沁源县|三区青救会: behind the place whose it is
_BARE_AT = re.compile(rf"(?:[一二三四五六七八九十]{{1,2}}区)?(?:{longest_first(words('own_bare'))})")
#: 区委 and the like are any town's today
_OF_OLD = frozenset(words("own_old"))
_FUNERAL = re.compile(r"(?:同志|先生|女士|教授|院士|将军)?(?:治丧(?:工作)?(?:委员会|小组|办公室|领导小组))")
#: 靛厂|新村, 某学院|路: a street or a quarter called after it
_LONGER = re.compile(
    "(?<=[场矿厂])(?:集团|股份|有限|公司)|新村|胡同|[路街巷村](?![一-鿿]{0,2}上)|小区|社区|长(?![期久])"
)
#: what a head is a part of another word before: 中学|毕业, 公司|员工 leave it
_MOST = 400


@lru_cache(maxsize=1)
def _heads() -> Matcher:
    return Matcher(words("own_head"))


def find(text: str, spans: Sequence[tuple[int, int]], places: Mapping[int, Chain], cover: Cover) -> Iterator[Raw]:
    """The bodies that their own name shows; `spans`: where persons are named, sorted; `places`: by where they begin."""
    ends = {e: s for s, e in spans}
    persons = set(ends.values())
    if "治丧" in text:
        yield from _funerals(text, ends)
    if any(w in text for w in words("own_bare")):
        for c in places.values():
            own = _BARE_AT.match(text, c.end) if c.place.domestic else None
            if own is not None and not cover.hit(c.start, own.end()):
                lead = text[c.start : c.end]
                yield Raw(c.start, own.end(), "free", own[0], place=c.place, lead=lead, organ_start=c.end)
    for m in _BARE.finditer(text):
        if not cover.hit(*m.span()):
            yield Raw(*m.span(), "free", m[0], organ_start=m.start())
    if "中共" in text:
        yield from _committees(text, cover)
    blocked = Cover.of(spans)
    told: dict[str, bool] = {}
    opened = frozenset(grammar().heads)
    old: bool | None = None
    for s, _, _i in _heads().find(text):
        head = _HEAD.match(text, s)
        if head is None or cover.hit(s, head.end()):
            continue
        if head[0] in _OF_OLD:
            old = _OLD.search(text) is not None if old is None else old
            if not old:
                continue
        if head[0] == "大队" and not ("生产大队" in text or "公社" in text):
            continue  # 柳林大队: of a commune
        if head[0] in opened and TITLE.match(text, head.end()) is not None:
            continue  # read before a post with all others
        start = None if _LONGER.match(text, head.end()) else _begin(text, s, cover, blocked, ends)
        if start is None:
            continue
        name = text[start : head.end()]
        if start in persons:
            told[name] = True
        if name not in told and len(told) < _MOST:
            told[name] = _own(text[start:s], head[0])
        if not told.get(name):
            continue
        end = head.end()
        unit = _UNIT.match(text, end) if head[0] in _TROOPS else None
        if unit is not None and not cover.hit(end, max(end + 1, unit.end())):
            end = unit.end()
        cell = grammar().cell.match(text, end)
        cell = cell if cell is not None and (cell[0] in _CELLS or TITLE.match(text, cell.end()) is not None) else None
        raw = Raw(
            start, cell.end() if cell else end, "free", text[start:end], "", cell[0] if cell else "", organ_start=start
        )
        at = places.get(start)
        if at is not None and at.end <= s and at.place.domestic:
            raw.place, raw.lead, raw.core = at.place, text[start : at.end], text[at.end : end]
        elif head[0] == "区委":
            _seat(raw, text, s + 1)
        elif text[s - 1] in "区乡" and head[0].startswith(("苏维埃", "民主政府")):
            _seat(raw, text, s)
        yield raw


def _seat(raw: Raw, text: str, end: int) -> None:
    """茶坑岭区|苏维埃政府, 丙村区|委: the organ of a place that no list has."""
    name = text[raw.start : end]
    raw.kind, raw.lead, raw.core = "organ", name, text[end : raw.end - len(raw.cell)]
    raw.place = Place("", name, "township", source="text")
    raw.organ_start = end


def _funerals(text: str, ends: dict[int, int]) -> Iterator[Raw]:
    """钟维汉同志治丧小组: behind the name of a person."""
    for m in _FUNERAL.finditer(text):
        start = ends.get(m.start())
        if start is not None:
            yield Raw(start, m.end(), "free", text[start : m.end()], organ_start=start)


def _committees(text: str, cover: Cover) -> Iterator[Raw]:
    for m in _PARTY.finditer(text):
        if not cover.hit(m.start() + 2, m.end()) and not VERB_INSIDE.search(m["at"]) and not acts(m["at"]):
            yield Raw(m.start(), m.end(), "free", m[0], organ_start=m.start())


def _begin(text: str, s: int, cover: Cover, blocked: Cover, ends: dict[int, int]) -> int | None:
    """Where the name begins whose head stands at an offset: behind the last word that is none of it."""
    if s in ends:
        return None
    run = LEFT.search(text, max(0, s - _REACH), s)
    if run is None:
        return None
    low = run.start()
    if text[low - 1 : low] in _IN_NAMES:
        return None  # 镁都|耐材公司
    if low and usage.count(text[low - 1 : low + 1]) >= _WORD:
        low += 1  # 参观|长乐烧酒业公司
    while low < s and (cover.hit(low, s) or blocked.hit(low, s)):
        low += 1
    verb = 0
    for pattern in (VERB, SMALL_CUT, _LEAD):
        for v in pattern.finditer(text, low, s):
            low = verb = v.end()
    if low in ends and 0 < s - low <= _FIELD and text[s : s + 2] in _MEMORIALS:
        return ends[low]  # 黄永玉|艺术博物馆
    if s - low < 2:
        return None
    at = low
    for a, b in divided(text[low:s]):  # 、|中策橡胶集团: 中 is a locative behind a noun only
        word = text[low + a : low + b]
        if (word in _NO_NAME and (word != "中" or a)) or (len(word) > 1 and acts(word) and usage.count(word) >= _RARE):
            at = low + b
    while at > low - 2 and at > 0 and text[at - 1 : at + 2] in people():
        at -= 1  # 杨|靖宇烈士陵园
    if verb < at < s and _torn(text, at, s):
        return None
    whole = at > 0 and "一" <= text[at - 1] <= "鿿" and at == run.start() and at == s - _REACH
    return None if whole or s - at < 2 else at


def _torn(text: str, at: int, s: int) -> bool:
    """Whether the name would begin inside another word: 斯皮里|特航空公司, 四|渡赤水纪念馆, 中|车浦镇公司."""
    if text[at - 1] in _NUMERALS or text[at - 1 : at + 1] in body_index():
        return True
    first = next(iter(divided(text[at:s])), (0, 0))
    return first[1] == 1 and {text[at - 1], text[at]} <= transliteration().keys()


def _own(stem: str, head: str) -> bool:
    """Whether what stands before a head is a name: it begins with a place, a person or a word that is hardly used."""
    if NOT_START.match(stem) or counted(stem + head) or VERB_INSIDE.search(stem):
        return False
    if stem[0] in "省市县区州村" or (stem[0] in "乡镇" and not gazetteer().named(stem[:2])):  # 镇海|甬江轴承厂
        return False
    if len(stem) == 2 and stem[-1] == "业":
        return False  # 盐业公司
    if stem[0].isdigit() or (stem[0] in _DOES and (len(stem) == 2 or usage.count(stem[1:3]) >= _WORD)):
        return False  # 要|补齐县域普通|高中, 抓牢|幼儿园
    parts = [stem[a:b] for a, b in divided(stem)]
    first = parts[0]
    if head == "党支部" and stem.endswith(("村", "社区", "大队")):
        return False
    if head in _TWO and (len(stem) < 4 or stem[-1] in "工分"):
        return False
    if first in _FIRST or stem in _KINDS or any(p in _KINDS for p in parts[:2]) or not _OF_ANY.isdisjoint(parts):
        return False
    if len(first) == 1:
        pair = stem[:2]
        return usage.count(pair) < _RARE and len(parts) > 1 and len(parts[1]) < 3
    if usage.count(first) < _RARE or first in people():
        return True
    if found := gazetteer().named(first) or gazetteer().named(first + "区", bare=False):  # 由美国|公司所有
        return any(p.domestic and (first != stem or p.level not in _WIDE) for p in found)
    return all(c in _provinces() for c in first)  # 闽粤赣边纵队


@lru_cache(maxsize=1)
def _provinces() -> frozenset[str]:
    """The characters that stand for provinces."""
    return frozenset(b.form for b in place_by_names() if len(b.form) == 1)


def again(text: str, raws: Sequence[Raw], cover: Cover) -> Iterator[Raw]:
    """The unit of an army without it, once the text has named both: 红军挺进师 … |挺进师|派来的."""
    named: dict[str, Raw] = {}
    for raw in raws:
        if raw.kind == "body" and raw.core in ARMIES and len(raw.sub) > 2 and raw.sub[0] not in _COUNTS:
            named.setdefault(raw.sub, raw)
        elif raw.kind == "organ" and raw.core.endswith(("救援支队", "消防支队")) and raw.sub.endswith(("站", "中队")):
            named.setdefault(raw.sub, raw)  # 鄱西大队荷塘站
    for sub, first in named.items():
        at = first.end
        while (at := text.find(sub, at)) >= 0:
            if not cover.hit(at, at + len(sub)):
                raw = Raw(at, at + len(sub), first.kind, first.core, sub, place=first.place, organ_start=at)
                raw.lead = first.lead
                yield raw
            at += len(sub)


_PARTNERS = ("大学", "学院", "研究院", "科学院", "医院", "集团", "公司")
_OURS = frozenset(words("our_army"))
_BRANCHES = words("army_branch")
_FOUNDED = ("研究院", "研究所", "研究中心", "实验室", "中心", "学院", "工作站", "研究室")


def _within(above: str, unit: str) -> bool:
    """Whether a unit stands behind what it is a part of: 中国人民解放军|闽粤赣边纵队, 粤赣湘边纵队|东江第二支队."""
    return (above in _OURS and unit.endswith(_BRANCHES)) or (above.endswith("纵队") and unit.endswith(("支队", "团")))


def joint(text: str, found: list[Resolved]) -> list[Resolved]:
    """What two bodies have founded together is one (吉首大学—凤凰县乡村振兴研究院), and so are an army and its column."""
    out: list[Resolved] = []
    for r in found:
        prev = out[-1] if out else None
        if prev is not None and _one(text, prev.raw, r.raw):
            name = text[prev.raw.start : r.raw.end]
            r.raw.start = r.raw.organ_start = prev.raw.start
            r.body = replace(r.body, name=name, short=None, aliases=())
            out.pop()
        out.append(r)
    return out


def _one(text: str, above: Raw, raw: Raw) -> bool:
    """Whether two bodies that stand together are one."""
    if above.end == raw.start:
        return _within(above.core, raw.core)
    return (
        raw.start == above.end + 1
        and text[above.end] in "—－–-"
        and not above.cell
        and (above.core + above.sub).endswith(_PARTNERS)
        and (raw.core + raw.sub).endswith(_FOUNDED)
    )
