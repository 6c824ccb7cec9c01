"""Short forms of a name and whom they mean: 保主任 → 保德林, 老储 → 储凤英, 温氏, 字伯陶, 恩代特瓦."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.engines.forms import FUNCTION, given, weak
from pipeline.engines.misread import hosts, of_states
from pipeline.engines.sides import Sides
from pipeline.lexicon import people, surnames, words
from pipeline.lexicon.cues import ADDRESS, NOUN, POST, VERB, forms
from pipeline.lexicon.loader import Matcher
from pipeline.stages.names.forms import Alias, Full

HANS = re.compile(r"[一-龥]+")
#: words of office that are also surnames or stand where a surname could (任书记, 原主任, 时任局长)
_NO_SURNAME = frozenset(
    "师军团营旅党任原时前党代全总新各该令女男双单连经干主正中常和于向由同从对后老副此每某两现兼曾历省市县区乡镇村国内外大小部分长"
)
_HEADS = "|".join(forms())
_TITLED = re.compile(rf"[副代老]?(?:{_HEADS})")
_ADDRESSED = re.compile(rf"(?<![一-龥])([一-龥]{{2}})(同志|{_HEADS})")
#: log probability from which two characters are typical of given names, and so typical that they may be a word too
_TYPICAL, _VERY_TYPICAL = -14.0, -11.0
#: last characters of bodies and departments, after which a surname may begin (民政局赵科长)
_BODY_END = frozenset("局委部厅院校办处科室司会所站队团市县区镇乡村组厂社")
#: what gives somebody a form of address (大伙儿喊他吴指导员)
_CALLED = re.compile(r"(?:[叫喊称]|称呼|人称|唤)[他她]?$")
#: log probability from which a surname of the document before a form of address is one after any other word
_SURE_SURNAME = -7.0
#: the least that a surname is worth in 老冀 between a post and a verb
_RARE_OLD = -10.5
#: log probability of a surname from which 老 before it is no word that is met less often than this
_MANY, _HARDLY_WORD = -4.3, 12
#: surnames with which 老 and 小 make things too (老林, 小马)
_THINGS = frozenset("林黄马")
#: forms of address that say no more than that it is a person
_POLITE = frozenset(("先生", "女士", "小姐", "太太"))
_OF_STATES = frozenset(("总统", "总理", "首相", "外长", "国王", "议长", "大使", "财长", "防长"))
_CLIPPED = re.compile(
    "(常务(?![副委理工会董])|[董总局处工导老队校检厅])(?![一-龥]?(?:理|长|书记|统|部|公司|体|结|会|共|开))"
)
#: a clipped post → the post beside the full name
_CLIPPED_OF = {
    "常务": "常务", "董": "董事", "总": "总", "局": "局长", "处": "处长", "工": "工程师", "导": "导", "队": "队长",
    "校": "校长", "检": "检察长", "厅": "厅长",
}  # fmt: skip
#: the first character of a clause; surnames that open one as words do, and verbs before which a surname may stand
_OPENING = re.compile(r"(?<=[，。；\n])[\u3400-\u9fff]")
_NO_ALONE = _NO_SURNAME | FUNCTION | frozenset("高方马白金成安平石明时黄万于江海水谷米车党")
_ALONE_VERB = frozenset("任因受被率赴遂乃")
#: what asks somebody to speak
_ASKS = frozenset("请问")
#: what governs a person and is part of no surname
_GOVERNS = frozenset("对向和与同跟给把被让请由")
#: what stands before a clause or a quotation
_OPENS = frozenset("，。：；！？\n“ \u3000")
#: 根据马老|生前遗愿: what is said of somebody old or dead, whatever stands before
_OF_ELDER = re.compile("生前|一生|逝世|去世|病逝|病危|遗愿|家属|亲属|为人|早年|晚年")
_OLD = re.compile(
    r"[老小阿]([一-龥])(?:(?<=老.)头(?![部脑发上顶衔疼痛版条号饰目像领等]))?(?![师板人家百年同庄村屯寨沟营店铺集湾])"
)
#: magistrates as old texts honour them: 邑令范公
_LORD = re.compile(r"(?<=邑令|县令|知县|知府|知州|太守|巡抚|总督|邑侯|刺史|明府)([一-龥])公(?![司里社安布平])")
_SOME = re.compile(
    r"某(?![些个次部旅团营连师军市县镇村校型项种集舰艇])(?:某|[甲乙丙丁])?|[×＊*○](?:[×＊*○](?!号)|(?!号)[一-龥](?=[监到出说表，。、；）\n]))"
)
#: surnames that end the name of a street
_STREETS = frozenset("路街巷道")
_FIRM = re.compile(r"(?:[一-龥]{0,4})?(?:集团|公司|企业|基金|药业|建材|置业|地产)")
#: a name as most in the country bear
_IS_HAN = re.compile(r"[一-龥]{2,3}")
_CLAN = re.compile(r"氏(?![族家祖宗兄姐])")
#: what people call somebody, in quotation marks
_CALLED_SO = re.compile(r"[称呼唤誉尊叫喊](?:其|之|他|她)?(?:[为作曰是])?“([一-龥]{2,5})”")
#: the years of a life behind its name
_LIFE = re.compile(r"（(?:约|公元)?\d{3,4}(?:年|[.．]\d{1,2})?[^（）\n]{0,12}?[—–~～－-]")
#: what he wrote under or was called by besides: 字伯陶, 一字任甫, 号任公, 又号饮冰室主人, 晚号听松老人, 谥文忠
_STYLE = re.compile(r"(?:[一又]?字|[又别晚自]?号|谥)(?!称|召|为)([一-龥]{2,5})(?=[，。、；）]|[一又][字号])")


class Aliases:
    """The short forms in one text, given the full names found in it."""

    def __init__(self, text: str, sides: Sides, full: list[Full], taken: set[int]) -> None:
        self.text, self.sides, self.full = text, sides, full
        self._taken = taken
        self._starts = [f.start for f in full]
        self._by_first: dict[str, list[Full]] = {}
        self._by_given: dict[str, set[str]] = {}
        self._posts: dict[tuple[str, str], tuple[list[int], list[str]]] = {}
        table = surnames.surnames()
        for f in full:
            if len(f.folded) > 2:
                self._by_given.setdefault(f.folded[-2:], set()).add(f.name)
            self._by_first.setdefault(f.folded[0], []).append(f)
            if len(f.folded) > 2 and f.folded[:2] in table:
                self._by_first.setdefault(f.folded[:2], []).append(f)

    def __iter__(self) -> Iterator[Alias]:
        yield from self._titled()
        yield from self._clipped()
        yield from self._old()
        yield from self._some()
        yield from self._style()
        yield from self._called()
        yield from self._told_of()
        yield from self._addressed()
        yield from self._alone()
        yield from self._family()

    def free(self, s: int, e: int) -> bool:
        """Whether no full name stands there."""
        return not any(i in self._taken for i in range(s, e))

    def names(self, name: str) -> bool:
        """Whether the document names somebody in full."""
        return any(f.name == name for f in self._by_first.get(name[0], ()))

    def given(self, name: str) -> set[str]:
        """The full names of the document that end in a given name of two characters."""
        return self._by_given.get(name, set())

    def in_post(self, surname: str, title: str) -> bool:
        """Whether somebody of the document with that surname has the post beside the name."""
        return any(title in f.beside for f in self._by_first.get(surname, ()))

    def ends_word(self, s: int, n: int) -> bool:
        """Whether the n characters that start here are the end of a longer word."""
        text = self.text
        return any(words.count(text[a : s + n]) >= 2 for a in range(max(0, s - 2), s) if HANS.fullmatch(text, a, s))

    def _resolve(self, surname: str, title: str, at: int) -> tuple[str | None, bool]:
        """Whom a surname means, and whether several fit: the one whose post it is, else the last one named."""
        starts, names = self._holders(surname, title)
        if not names:
            return None, False
        if len(names) == 1:
            return names[0], False
        return names[max(0, bisect_left(starts, at) - 1)], True

    def _holders(self, surname: str, title: str) -> tuple[list[int], list[str]]:
        """Where people of a surname are named, in text order: those beside whose name the post stands, if any."""
        got = self._posts.get((surname, title))
        if got is None:
            fits = self._by_first.get(surname, [])
            posted = {f.name for f in fits if title and title in f.beside}
            fits = [f for f in fits if not posted or f.name in posted]
            if len({f.name for f in fits}) == 1:
                fits = fits[:1]
            got = self._posts[surname, title] = ([f.start for f in fits], [f.name for f in fits])
        return got

    def _titled(self) -> Iterator[Alias]:
        """吉书记, 东方副校长, 赵科长: a surname before a form of address."""
        text, table, rare = self.text, surnames.surnames(), weak()
        for s, (flags, n) in sorted(self.sides.starts.items()):
            if n < 2 or not flags & (POST | ADDRESS | NOUN):
                continue
            t = s - 1 if s and text[s - 1] in "副代老" else s
            for k in (2, 1):
                a = t - k
                surname = text[max(a, 0) : t]
                if a < 0 or (surname not in table and not (k == 1 and surname in self._by_first)):
                    continue
                m = _TITLED.match(text, t)
                bound = a > 0 and surname in _NO_SURNAME and (text[a - 1] == "）" or HANS.match(text, a - 1))
                if bound and not (m and text[a - 1] in _ASKS and self._holders(surname, m[0])[1]):
                    continue  # 蒋忠义任主任; but 请任市长通报 of 任一鸣
                if surname not in table and not (m and any(m[0] in f.beside for f in self._by_first[surname])):
                    continue  # 冈大使: of a foreign name, by its first character
                if t != s and words.count(text[a:s]):
                    continue  # 明代知县
                if not m or not self.free(a, m.end()) or self.ends_word(a, k):
                    continue
                name, several = self._resolve(surname, m[0].lstrip("副代老"), a)
                left, _ = self.sides.left(a)
                open_left = a == 0 or not HANS.match(text, a - 1) or left >= 0.7 or text[a - 1] in _BODY_END
                open_left = open_left or _CALLED.search(text, max(0, a - 4), a) is not None
                if (
                    not open_left
                    and text[a - 1] == "的"
                    and (table.get(surname, -99.0) > _SURE_SURNAME or m[0] in _POLITE)
                ):
                    open_left = True  # 县里的赵科长, 家住城东的柴女士
                if name is not None and not open_left:
                    open_left = table.get(surname, -99.0) > _SURE_SURNAME and words.count(text[a - 1 : a + k]) == 0
                if not open_left or (surname in _NO_SURNAME and name is None):
                    continue
                if words.count(surname + m[0][0]) >= (100 if name else 10) and m[0][0] not in "总老":
                    continue  # 苏州|长桥
                if (name is None or surname in hosts()) and m[0].lstrip("副代") in _OF_STATES:
                    continue  # 黎总统: of Lebanon; 韩总统 is not 韩东勋
                if name is None and (surname in rare or table.get(surname, -99.0) < -8.5):
                    continue
                if name is None and words.count(surname + m[0]) > 50:
                    continue
                yield Alias(a, m.end(), "surname-title", name, several)
                break

    def _clipped(self) -> Iterator[Alias]:
        """操董, 李总: only for a person of the document."""
        text = self.text
        for m in _CLIPPED.finditer(text) if self._by_first else ():
            for s in (m.start() - 2, m.start() - 1):
                surname = text[max(s, 0) : m.start()]
                if s < 0 or surname not in self._by_first:
                    continue
                bound = s and text[s - 1] not in _GOVERNS and HANS.match(text, s - 1) and self.sides.left(s)[0] < 4
                if bound and (m[1] != "老" or words.count(text[s - 1 : s + 1]) or not _OF_ELDER.match(text, m.end())):
                    continue
                if m[1] == "工" and words.count(text[m.end() - 1 : m.end() + 1]) >= 20:
                    continue  # 由于工|作中的缺点
                if self.free(s, m.end()) and words.count(text[s : m.end()]) == 0:
                    name, several = self._resolve(surname, _CLIPPED_OF.get(m[1], ""), s)
                    yield Alias(s, m.end(), "surname-title", name, several)

    def _old(self) -> Iterator[Alias]:
        """老储, 小王, 老齐头 (but 老石头 is a stone)."""
        table, rare, text = surnames.surnames(), weak(), self.text
        known: set[str] = set()
        ends: set[int] = set()
        doubtful: list[re.Match[str]] = []
        for m in _OLD.finditer(text):
            s, e = m.span()
            hailed = s > 0 and text[s - 1] == "“" and text[e : e + 1] in ("，", "！", "：")  # “老马，回去后…
            if m[1] not in table or (self._as_word(m) and not hailed) or not self.free(s, e):
                continue
            posted = self.sides.left(s)[0] >= 4  # 局长|老冀 is no 长老
            if not hailed and (
                any(words.count(text[s + 1 : b]) for b in (e + 1, e + 2, *([e] if e - s > 2 else ())))
                or (not posted and self.ends_word(s, 1))
                or (self.ends_word(s + 1, 1) and not words.count(m[0]))
            ):
                continue
            name, several = self._resolve(m[1], "", s)
            if name is not None and "·" in name and m[0][0] == "小":
                name = None  # 小买 is not 买买提·艾力
            if m[0][0] == "阿" and (name is None or name in people.foreign() or not _IS_HAN.fullmatch(name)):
                continue  # 阿布|扎比 is not 布拉德·库珀
            left, _ = self.sides.left(s)
            right, _ = self.sides.right(e)
            least = _RARE_OLD if left >= 4 and right > 0 else -8.0
            row = name is None and table[m[1]] > _MANY and m[1] not in _THINGS and self._in_row(s, e, ends)
            if row:
                ends.add(e)
                yield Alias(s, e, "surname", None)
                continue
            if name is None and (m[0][0] != "老" or m[1] in rare or table[m[1]] < least):
                continue
            if name or left >= 4 or hailed or (left + right >= 2.0 and right > 0):
                known.add(m[0])
                ends.add(e)
                yield Alias(s, e, "surname", name, several)
            else:
                doubtful.append(m)
        for m in doubtful:
            if m[0] in known:  # …老钟担任。老钟|负伤
                yield Alias(*m.span(), "surname", None)
        for m in _LORD.finditer(text):
            if m[1] in table and self.free(*m.span(1)):
                name, several = self._resolve(m[1], "", m.start(1))
                yield Alias(m.start(1), m.end(), "surname-title", name, several)

    def _in_row(self, s: int, e: int, ends: set[int]) -> bool:
        """Whether a mark of lists joins it to somebody (老李、|小张|、王晖); `ends` are those of others called so."""
        text, taken = self.text, self._taken
        before = s > 1 and text[s - 1] == "、" and (s - 2 in taken or s - 1 in ends)
        return before or (text[e : e + 1] == "、" and e + 1 in taken and (s == 0 or not HANS.match(text, s - 1)))

    def _as_word(self, m: re.Match[str]) -> bool:
        """Whether 老李 is a word: those with the commonest surnames are in the corpora only because so many are called so."""
        n = words.count(m[0])
        return n >= (_HARDLY_WORD if surnames.surnames()[m[1]] > _MANY else 1)

    def _some(self) -> Iterator[Alias]:
        """覃某, 吴某甲; 温氏 where the document has a 温."""
        table, text = surnames.surnames(), self.text
        for pattern in (_SOME, _CLAN):
            for m in pattern.finditer(text):
                for k in (2, 1):
                    s = m.start() - k
                    surname = text[max(s, 0) : m.start()]
                    if s < 0 or surname not in table or not self.free(s, m.end()) or self.ends_word(s, k):
                        continue
                    if pattern is _CLAN and s and text[s - 1] == "“":
                        continue  # “陈氏思源楼”
                    if surname in _STREETS and s and HANS.match(text, s - 1) and HANS.match(text, m.end()):
                        continue  # 天长路|某茶楼
                    if pattern is _CLAN and _FIRM.match(text, m.end()):
                        continue  # 冯氏|集团
                    name, several = self._resolve(surname, "", s) if pattern is _CLAN else (None, False)
                    if name or (pattern is _SOME and table[surname] > -9.0):
                        yield Alias(s, m.end(), "surname", name, several)
                        break

    def _style(self) -> Iterator[Alias]:
        """温仲韬…字伯陶: the style name of the person named before."""
        ends = {f.start + len(f.folded) for f in self.full}
        for m in _STYLE.finditer(self.text):
            s = m.start()
            if s not in ends and (not s or self.text[s - 1] not in "，（、氏"):
                continue  # 对号入座
            if words.count(self.text[s : s + 2]) >= 3:
                continue  # ，号角已经吹响
            owner = self._before(s, 60)
            if owner is not None and self.free(*m.span(1)) and words.count(m[1]) < 3:
                yield Alias(*m.span(1), "given", owner.name)

    def _before(self, at: int, reach: int) -> Full | None:
        """The full name that stands last before an offset."""
        i = bisect_left(self._starts, at) - 1
        return self.full[i] if i >= 0 and at - self.full[i].start < reach else None

    def _after(self, at: int, surname: str) -> Full | None:
        """The next full name of the sentence, if it has a surname: 都叫她“周妈妈”，周玉兰…"""
        i = bisect_left(self._starts, at)
        if i == len(self.full) or self.full[i].folded[0] != surname or self.full[i].start - at > 40:
            return None
        return None if "。" in self.text[at : self.full[i].start] else self.full[i]

    def _called(self) -> Iterator[Alias]:
        """乡人称“程四先生”, 百姓呼为“温青天”: of the person named before."""
        for m in _CALLED_SO.finditer(self.text):
            s, e = m.span(1)
            owner = self._before(m.start(), 200) or self._after(e, m[1][0])
            if owner is None or not self.free(s, e):
                continue
            if m[1][0] == owner.folded[0] or m[1].endswith(("先生", "青天", "居士", "山人", "老人")):
                yield Alias(s, e, "given", owner.name)

    def _told_of(self) -> Iterator[Alias]:
        """程瑾（1874—1938）…瑾赴安庆应试: the given name alone opens clauses in the life of the person told of."""
        text, table = self.text, surnames.surnames()
        subjects: dict[str, Full] = {}
        for f in self.full:
            if _LIFE.match(text, f.end) and len(f.folded) in (2, 3) and f.folded[0] in table:
                subjects.setdefault(f.folded[1:], f)
        if len(subjects) > 3:
            return  # a row of lives: whose clause it is cannot be told
        for name, f in subjects.items():
            for m in re.finditer(rf"(?<=[，。；\n]){name}", text[f.end :]):
                s, e = m.start() + f.end, m.end() + f.end
                flags, _ = self.sides.starts.get(e, (0, 0))
                if flags & VERB and self.free(s, e) and not words.count(text[s : e + 1]):
                    yield Alias(s, e, "given", f.name)

    def _addressed(self) -> Iterator[Alias]:
        """建国同志, 国成市长: a given name alone before a form of address, of a person of the document or of its own."""
        for m in _ADDRESSED.finditer(self.text):
            s, e = m.span(1)
            if not self.free(s, e) or words.count(self.text[e - 1 : e + 1]) >= 20:
                continue  # 多公|里长
            if m[2] != "同志" and m[1][0] in _GOVERNS and surnames.surnames().get(m[1][1], _RARE_OLD) > _SURE_SURNAME:
                continue  # ，向|周总理献花
            owners = self._by_given.get(m[1], set())
            score = given(m[1])
            least = _VERY_TYPICAL if words.count(m[1]) else _TYPICAL
            if len(owners) == 1:
                yield Alias(s, e, "given", next(iter(owners)))
            elif score is not None and score > least and (m[2] == "同志" or not (words.count(m[1]) or of_states(m[1]))):
                yield Alias(s, e, "given", None)

    def _alone(self) -> Iterator[Alias]:
        """周启文组织自卫队，周兼任指导员: the surname of somebody just named opens a clause before what people do."""
        text, rare = self.text, weak()
        opens = {s for s in self._by_first if len(s) == 1 and s not in rare and s not in _NO_ALONE}
        for m in _OPENING.finditer(text) if opens else ():
            s, e = m.span()
            if m[0] not in opens:
                continue
            flags, n = self.sides.starts.get(e, (0, 0))
            if not ((flags & VERB and n > 1) or text[e : e + 1] in _ALONE_VERB) or not self.free(s, e):
                continue
            if any(words.count(text[s:k]) for k in (e + 1, e + 2)):
                continue
            i = bisect_left(self._starts, s) - 1
            last = self.full[i] if i >= 0 else None
            if last and last.folded[0] == m[0] and s - last.start < 60 and "。" not in text[last.start : s]:
                yield Alias(s, e, "surname", last.name)  # 邑人梁伯庚捐资创办公学，梁任首任监督
                continue
            near = [f for f in self.full[max(0, i - 3) : i + 1] if f.folded[0] == m[0] and s - f.start < 200]
            if near and len({f.name for f in near}) == 1:
                yield Alias(s, e, "surname", near[0].name)

    def _family(self) -> Iterator[Alias]:
        """石破茂宣布辞职。石破在记者会上说: Japanese family names, which the press uses alone."""
        owners: dict[str, str] = {}
        for f in self.full:
            for n in (2, 3):
                if len(f.folded) in (n + 1, n + 2) and f.folded[:n] in surnames.japanese():
                    owners.setdefault(f.folded[:n], f.name)
        for s, e, i in (matcher := Matcher(owners)).find(self.text) if owners else ():
            opens = s == 0 or self.text[s - 1] in _OPENS or self.text[s - 1] in _GOVERNS
            flags, _ = self.sides.starts.get(e, (0, 0))
            if opens and flags & (VERB | ADDRESS | POST) and self.free(s, e):
                yield Alias(s, e, "surname", owners[matcher.strings[i]])
