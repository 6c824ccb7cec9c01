"""By-names of places where the context carries them: 在沪召开, 沪苏浙皖, 川渝两地, 蓉城, 中美关系, 来芜调研 in a Wuhu text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.lexicon import words
from pipeline.lexicon.body_words import words as body_words
from pipeline.lexicon.loader import Matcher
from pipeline.lexicon.places import ByName, Place, gazetteer, place_by_names
from pipeline.stages.organizations.read import Cover
from pipeline.stages.organizations.spot import Spot
from pipeline.stages.organizations.standing import GOES

_HAN = "一-鿿"
#: what follows a row of provinces or cities: what they do together
_TOGETHER = re.compile(
    r"[两三四五六七八九][地省市区]|等[地省市两三四五六七八九]|协作|合作|交界|边界|边区|毗邻|接壤|一体化|地区|省际|省界|对口|联动|联合|联手|"
    r"携手|共[建同享商治]|同城化|都市圈|城市群|双城|经济|产业|扶贫|帮扶|劳务|人民|同胞|青年|居民|各界|人士|企业|媒体|社团|关系|往来|交流|"
    r"三方|双方|之间|互[联通]|跨省|通办|合围|结合部|干部|大地|海外|侨胞|代表"
)
#: what follows countries side by side
_STATES = re.compile(
    r"[两三四]国|双[边方]|三[边方]|关系|元首|首脑|领导人|总统|总理|外长|防长|军方|政府|经贸|贸易|合作|友好|友谊|边[境界]|人民|青年|企业|媒体|智库|"
    r"战略|伙伴|命运|建交|交[往流]|往来|对话|磋商|会谈|会晤|谈判|协[议定]|条约|冲突|战争|停火|和谈|局势|矛盾|争端|峰会|班列|铁路|走廊|经济走廊|联合|"
    r"全面|全天候|深厚|高水平|高质量|立法机构|政治|传统|务实|执政党|各领域|合则|、[一-鿿]{2}(?:友|关系|合作|两)|"
    r"同盟|联军|军演|之间|文化|人文|传统|投资|各界|科技|高层|应(?!急|用)|都(?!市)|要(?!素|点|害|求)|一道|携手|共同|同[为属是]|官方|媒体|外交"
)
#: 中阿峰会: with the Arab states, whichever of them the text names
_ARABS = re.compile(r"合作论坛|峰会|国家|集体|命运共同体|博览会")
#: what people do in the town whose text this is
_THERE = re.compile(
    r"企业|高校|院校|客商|务工|人员|投资|创业|就业|考察|调研|视察|指导|督导|检查|巡察|巡视|举[行办]|召开|开展|参[加观会]|出席|工作|学习|发展|"
    r"期间|部属|省属|央企|全国人大|全国政协|省人大|省政协|部队|侨|台商|外国|专家|院士|人才|大学生|毕业生|采风|演出|慰问|洽谈|签约|旅游|过年|过节|"
    r"落户|落地|设立|揭牌|启动|开幕|闭幕|开赛|开播"
)
#: what makes a form part of a longer name (蓉城饭店, 羊城晚报) or of a thing (在沪市)
_NAME = re.compile(
    r"双塔|大道|国际|新区|晚报|日报|早报|晨报|饭店|酒店|宾馆|大学|学院|中学|小学|医院|公司|集团|银行|证券|[大新]?(?:[路村镇乡区县州站港桥]|街(?![头巷坊]))(?!上)|广场|花园|山庄|"
    r"市(?!民)|[剧菜股币籍语商军系派刊指]|文化(?![和与]?旅游|部|厅|局|名城)"
)
#: what follows one character of a state that the text names: 俄|境内, 黎|南部, 美|总统, 以|称
_OF_STATE = re.compile(
    r"(?:副|前|新任?|当选)?(?:总统(?!府)|总理|外长|防长|议长|首相)|国务卿|境内|首都|[东南西北]部(?![分队门署长])|"
    r"称(?![为赞号呼道重职得作霸心])"
)
#: what stands before it without a mark
_BEFORE_STATE = frozenset("和与及对向从在由据让称示说袭击入抵达自往赴至使就")
#: 以|南部地区为重点: no state
_BY = re.compile(r"[^，。；\n]{0,14}[为作]")
#: what one does in a harbour: 在|港|避风
_HARBOUR = re.compile(r"[避停锚装卸等待]|作业|防[台风]|渔[船民]|船[舶只员]|货[物船]|[口区内外]")
#: the lines and hubs called by two places: 在|京平|综合物流枢纽
_LINE = re.compile(r"[\u4e00-\u9fff](?:综合物流|城际|高速|高铁|客专|客运专线)")
#: what a state has and a continent has not
_HEADED = tuple(body_words("state_only"))
#: so often is a verb and a character met as one word: 小麦返青
_ONE_WORD = 60
_BEYOND = frozenset("东南西北中江山河湖海州省市县区")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, list[ByName]], Matcher]:
    """The one-character forms, and a matcher of the longer ones."""
    single: dict[str, list[ByName]] = {}
    longer: dict[str, None] = {}
    for b in place_by_names():
        if len(b.form) == 1:
            single.setdefault(b.form, []).append(b)
        else:
            longer[b.form] = None
    return single, Matcher(longer)


@lru_cache(maxsize=1)
def _longer() -> dict[str, list[ByName]]:
    out: dict[str, list[ByName]] = {}
    for b in place_by_names():
        if len(b.form) > 1:
            out.setdefault(b.form, []).append(b)
    return out


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """(after a verb, a row side by side, a row with 、 between, what such a row holds at the least)."""
    single, _ = _tables()
    free = "".join(c for c, bs in single.items() if any(b.use == "free" for b in bs))
    wide = "".join(
        c for c, bs in single.items() if any(b.use in ("free", "run") and b.codes[0][2:] == "0000" for b in bs)
    )
    every = "".join(single)
    return (
        re.compile(f"([{''.join(GOES)}])([{every}])"),
        re.compile(f"[{wide}]{{2,}}"),
        re.compile(
            f"(?<![{_HAN}])(?:[{wide}]、)+[{wide}](?:[和及与][{wide}])?|[{wide}](?:、[{wide}])+(?:[和及与][{wide}])?|[{free}](?:、[{free}])*[和与][{free}](?=两)"
        ),
        re.compile(f"[{wide}][、和与][{wide}]"),
    )


@lru_cache(maxsize=1)
def _way() -> re.Pattern[str]:
    """From one town to another: 由汉返京, 自沪赴渝."""
    every = "".join(_tables()[0])
    return re.compile(f"[由自从经离]([{every}])(?:[返赴抵飞进入]|转[赴往]|前往)(?:([{every}])|(?=[{_HAN}]))")


class ByNames:
    """Reads the by-names of one text; `taken` are ranges that mean something else already."""

    def __init__(
        self, text: str, taken: Iterable[tuple[int, int]], line: Callable[[int], Sequence[Place]], year: int | None
    ) -> None:
        self.text, self.line, self.year = text, line, year
        self.taken, self._taken = Cover(), list(taken)
        self._starts = {s for s, _ in self._taken}
        self._ends = {e for _, e in self._taken}
        self.named: set[str] = set()
        #: the country named most whose name begins with a character
        self.states: dict[str, str] = {}

    def find(self, named: Iterable[str]) -> list[Spot]:
        """Spots in text order; `named` are the codes of the places that the text names in full, as often as it does."""
        for code, _ in Counter(named).most_common():
            self.named.add(code)
            place = self._place(code) if code.isascii() and code.isalpha() and code != "CN" else None
            if place is not None and place.level == "country":
                self.states.setdefault(place.name[0], code)
        out: list[Spot] = []
        candidates = [
            *self._long(),
            *self._states(),
            *self._lone(),
            *self._journeys(),
            *self._rows(),
            *self._listed(),
            *self._single(),
        ]
        if not candidates:
            return out
        for a, b in sorted(self._taken):
            self.taken.add(a, b)
        for start, end, codes in candidates:
            if self.taken.hit(start, end):
                continue
            self.taken.add(start, end)
            width = 1 if len(codes) > 1 else end - start
            for n, code in enumerate(codes):
                place = self._place(code)
                if place is not None:
                    a = start + n * width
                    out.append(Spot(a, a + width, place, bare=True, byname=True))
        return sorted(out, key=lambda s: s.start)

    def _place(self, code: str) -> Place | None:
        g = gazetteer()
        return g.get(code, self.year) if code.isascii() else g.resolve(code, self.year)

    def _word(self, start: int, end: int) -> bool:
        """Whether the first character ends a word before it, or the last one begins a word after it."""
        t = self.text
        before = start > 0 and words.count(t[start - 1 : start + 1]) > 1
        return before or self._word_on(end - 1, end, 1)

    def _word_on(self, start: int, end: int, least: int = 0) -> bool:
        """Whether a word begins with a form and goes on behind it."""
        return any(words.count(self.text[start:e]) > least for e in (end + 1, end + 2) if e <= len(self.text))

    def _long(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        text, longer = self.text, _longer()
        matcher = _tables()[1]
        for s, e, i in matcher.find(text):
            for b in longer[matcher.strings[i]]:
                if b.use == "state":
                    fits = _STATES.match(text, e) is not None and not (s and words.count(text[s - 1 : s + 1]) > 1)
                elif b.use == "pair":
                    fits = self._together(s, e)
                else:
                    fits = _NAME.match(text, e) is None and (b.use == "city" or self._own(b.codes[0], s, e))
                    fits = fits and (b.use == "city" or s not in self._ends or self._said(b.codes[0], e))
                if fits:
                    alone = b.form == "中非" and text.startswith(_HEADED, e)  # 中非|总统: the Central African Republic
                    yield s, e, ("CF",) if alone else self._meant(b) if b.use == "state" else b.codes
                    break

    def _meant(self, b: ByName) -> tuple[str, ...]:
        """The countries of 中土, 中新: the one of that character which the text names, where it does not name the usual one."""
        if len(b.form) != len(b.codes):
            return b.codes
        return tuple(self._same(c, code) for c, code in zip(b.form, b.codes, strict=True))

    def _same(self, c: str, code: str) -> str:
        usual = self._place(code)
        named = code in self.named or (usual is not None and usual.code in self.named)
        return code if named else self.states.get(c, code)

    def _states(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """China and a country by its first character, where the text names the country: 中巴经济走廊, 阿中关系."""
        chars = "".join(sorted(self.states))
        if not chars or "中" not in self.text:
            return
        for m in re.finditer(f"中([{chars}])|([{chars}])中", self.text):
            s, e = m.span()
            if m[0] in _longer() or _STATES.match(self.text, e) is None or (s and self._ends_word(s)):
                continue
            if "阿" in m[0] and _ARABS.match(self.text, e):
                continue
            state = self.states[m[1] or m[2]]
            yield s, e, (("CN", state) if m[1] else (state, "CN"))

    def _lone(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """A state by its first character before its head or a part of it, where the text names it: 俄境内, 黎南部, 以称."""
        for m in _OF_STATE.finditer(self.text) if self.states else ():
            s, e = m.start() - 1, m.start()
            c, before = self.text[s:e], self.text[max(0, s - 1) : max(0, s)]
            if c not in self.states or c in "中新" or (c == "日" and before.isdigit()):
                continue
            dated = before == "日" and self.text[max(0, s - 2) : s - 1].isdigit()
            if not (dated or not "一" <= before <= "鿿" or (before in _BEFORE_STATE and not self._ends_word(s))):
                continue
            if c != "以" or not _BY.match(self.text, e):
                yield s, e, (self.states[c],)

    def _ends_word(self, s: int) -> bool:
        """Whether a word runs over the start of a pair: 其中|巴, 集中|新."""
        return words.count(self.text[s - 1 : s + 1]) > 1

    def _together(self, s: int, e: int) -> bool:
        text = self.text
        if _TOGETHER.match(text, e):
            return True
        # 苏陕、沪滇协作: the first of two rows
        return (
            text[e : e + 1] in ("、", "和")
            and (m := _patterns()[1].match(text, e + 1)) is not None
            and (_TOGETHER.match(text, m.end()) is not None)
        )

    def _said(self, code: str, e: int) -> bool:
        """Whether the place itself stands right behind its by-name (湖北|江城|武汉); 歙县|古城 is the old town there."""
        place = self._place(code)
        return place is not None and self.text.startswith(place.bare, e)

    def _own(self, code: str, s: int, e: int) -> bool:
        """Whether the text knows the place otherwise: it is its own, is named, or stands right behind (山城|重庆)."""
        place = self._place(code)
        if place is None or self.text[s - 1 : s] in ("级", "流"):
            return False  # 世界级|湾区
        line = self.line(s)
        if any(p.code == code for p in line) or self.text.startswith(place.bare, e):
            return True
        if not code.isascii():
            return code in self.named  # 湾区
        # 药都 in a text of another province is that one's own
        return code in self.named and not any(len(p.code) == 6 and p.code[:2] != code[:2] for p in line)

    def _rows(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """沪苏浙皖, 粤闽两省: three or more, or two and what they do together."""
        single = _tables()[0]
        for m in _patterns()[1].finditer(self.text):
            s, e = m.span()
            row = m[0]
            sure = sum(any(b.use == "free" for b in single[c]) for c in row)
            if len(set(row)) < len(row) or sure < 2 or (s and words.count(self.text[s - 1 : s + 1]) > 1):
                continue
            if len(row) > 2 and sure > 2:
                fits = not any(words.count(self.text[e - 1 : k]) > 20 for k in (e + 1, e + 2)) or self._together(s, e)
            else:
                fits = sure == len(row) and self._together(s, e)
            if fits:
                yield s, e, tuple(self._wide(c) for c in row)

    def _wide(self, c: str) -> str:
        return next(b.codes[0] for b in _tables()[0][c] if b.use in ("free", "run"))

    def _listed(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """京、津、冀三省市; 湘、鄂、赣."""
        if _patterns()[3].search(self.text) is None:
            return
        for m in _patterns()[2].finditer(self.text):
            s, e = m.span()
            if self._word(s, e):
                continue
            for k in range(s, e):
                if self.text[k] not in "、和及与":
                    yield k, k + 1, (self._wide(self.text[k]),)

    def _journeys(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """由汉返京: both, where one of them is known by its character anywhere or named in full (由汉赴|北京)."""
        for m in _way().finditer(self.text):
            if words.count(self.text[m.start() : m.end(1)]) > _ONE_WORD:
                continue  # 经济|进京
            sides = [(m.start(k), m.end(k), self._town(m[k], m.start(k))) for k in (1, 2) if m[k]]
            sure = len(sides) == 2 and any(free for _, _, (_, free) in sides)
            if any(code is None for _, _, (code, _) in sides) or not (sure or m.end() in self._starts):
                continue
            if len(sides) < 2 or not self._word_on(m.start(2), m.end()):
                yield from ((s, e, (code,)) for s, e, (code, _) in sides if code is not None)

    def _town(self, char: str, at: int) -> tuple[str | None, bool]:
        """What one character means as a town of a journey, and whether it is known by it outside its own texts."""
        named = _tables()[0][char]
        own = {p.code for p in self.line(at)}
        free = next((b.codes[0] for b in named if b.use == "free"), None)
        home = [b.codes[0] for b in named if b.use == "home"]
        mine = next((c for c in home if c in own), None)
        code = mine or free or (home[0] if len(home) == 1 else None)
        return code, code is not None and code == free

    def _single(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """在沪召开, 赴京, 来芜调研."""
        text, single = self.text, _tables()[0]
        for m in _patterns()[0].finditer(text):
            s, e = m.span(2)
            if (s > 1 and text[s - 2] in GOES[m[1]]) or words.count(m[0]) > _ONE_WORD:
                continue
            following = text[e : e + 1]
            if following in _BEYOND or _NAME.match(text, e) or self._word_on(s, e):
                continue
            if m[2] == "台" and m[1] in "在到进驻" and not _THERE.match(text, e):
                continue  # a stage, a desk
            if (m[2] == "港" and _HARBOUR.match(text, e)) or _LINE.match(text, e):
                continue
            line = [p for p in self.line(s) if p.code]
            codes = {b.codes[0]: b.use for b in single[m[2]]}
            own = next(
                (p.code for p in line if codes.get(p.code) == "home" or (m[2] in p.bare and p.level != "province")),
                None,
            )
            if own is None and line and not any(p.code in codes for p in line):  # 来宁 in a Jiangsu text
                own = next((c for c, use in codes.items() if use == "home" and c[:2] == line[0].code[:2]), None)
            if own is not None and (_THERE.match(text, e) or not ("一" <= following <= "鿿")):
                yield s, e, (own,)
                continue
            free = [c for c, use in codes.items() if use == "free"]
            if free and free[0] not in self.named and m[2] in self.states:
                yield s, e, (self.states[m[2]],)  # 在澳多地 in a text of Australia
                continue
            known = [c for c in codes if c in self.named]
            if free and (free[0] in known or not known):
                yield s, e, (free[0],)
            elif known and _THERE.match(text, e):
                yield s, e, (known[0],)
