"""The grammar of posts and holders: what joins a chain of titles to a group of names."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.lexicon import offices
from pipeline.stages.offices.bodies import of_mention
from pipeline.stages.offices.chains import LIFE, NOTE, Chain, Claim, Group, elements, plural, seats
from pipeline.stages.offices.layout import following_group
from pipeline.stages.offices.moves import Moves
from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.rolls import rolls
from pipeline.stages.offices.succession import successors
from pipeline.stages.offices.verbs import CALLED, DECLINED, ENDED, LEAD, produced, status_of

#: 原副专员，享受正厅级待遇的离休干部|甲
_RETIRED = r"[、，](?:享受[^，。、；\n]{2,12}待遇的?)?(?:离休|退休|离退休)老?干部"
_BEFORE_NAME = re.compile(
    rf"(?:{NOTE})?(?:{_RETIRED})?(?:[ \u3000]*|[ \u3000]*[：:][ \u3000]*|分别?为|先后为|为|是|有)"
)
_BETWEEN = re.compile(
    rf"^(?:{NOTE})?(?:同志|先生|女士|等)?(?:（[^（）\n]{{1,14}}）)?"
    r"(?:[，,]?(?:于|自|从|在|已于|今年|去年|此前|当年|同年)?[^，。；：、！？\n]{0,14})?$"
)
_LIST_GAP = re.compile(rf"(?:{NOTE})?(?:[ \u3000]+|[：—]+)")
_LABEL_END = re.compile(r"[：:]\s*$")
_GOES_ON = re.compile(rf"(?:{NOTE})?(?:[，；、](?:[^。；，\n]{{2,20}}[，；、])?|及|和|以及|，?兼任?)")
_PLURAL_NOTE = re.compile(r"^[等 ]*[两二三四五六七八九十几\d]+[位名]$")
_ADDRESSEE = re.compile(r"(?:您|阁下|你|我|我们|大家|谁)(?:再次|成功|当选|今后)?$")
_OF_CLASS = re.compile(r"的(?!职务|请求|决定|议案)")
_OPEN = re.compile(rf"^(?:{NOTE})?(?:同志|先生|女士)?（[^（）\n]{{0,10}}$")
_ADDRESS = re.compile(f"(?:{offices.either('addressed')})$")


_TAKEN = re.compile(offices.either("lead_removed"))
_BY = re.compile(r"(?:一职|职务)?(?:先后|分别|仍|继续|改|暂)?由(?:原|前)?")
#: 政委由|挺进师派来的江西人|老钟担任
_BY_ONE = re.compile(r"由[^，。；：、\n]{2,16}[的人]")
_TAKES = re.compile(
    rf"(?:{NOTE})?(?:同志|先生|女士|教授|研究员|院士|博士|医师)?(?:暂时|暂)?(?:兼任|担任|出任|接任|继任|升任|接掌|代理|代行|兼代|暂代|充任|兼)"
)
#: 曾任大队长的老红军甲
_DESCRIBED = re.compile(r"的(?:老(?:八路|战士|党员|干部|同志|兵|人|将军)|烈士)?")
_CLASS_BODY = re.compile(offices.either("class_body"))
_NTH_TERM = re.compile(r"第[一二三四五六七八九十\d]{1,3}任$")
_ANY = re.compile("各|有关|部分|相关|全体|所有|其他")
#: the column of a table that says who has left
_LEFT = re.compile(r"[ \u3000\t|]{1,8}(?:离任|离职|卸任|辞任|退休)(?=[ \u3000\t|\n]|$)")
#: 首任系主任为|冶金学家|甲教授
_LINKING = frozenset(("为", "是", "系", "兼", "代理", "当"))
_NAMED_ONLY = re.compile(rf"(?:{NOTE})?(?:同志|先生|女士|等同志|教授|博士|院士|研究员|医师)?(?:{NOTE})?")


class Grammar(Moves):
    """Reads the claims of one document out of its chains and groups."""

    def run(self) -> list[Claim]:
        items = list(elements(self.tokens))
        self._membership()
        self.claims += rolls(self.tokens)
        listed = {id(c.post) for c in self.claims if c.rule == "roll"}
        topic: Who | None = None
        line_of_topic = -1
        for k, item in enumerate(items):
            if isinstance(item, Group):
                line = self.tokens.breaks.line(item.start)
                if line != line_of_topic:
                    line_of_topic = line
                    if (
                        not self.text[line : item.start].strip("\u3000 ·□0123456789.、（）()一二三四五六七八九十")
                        or topic is None
                        or self._by_label(items, k)
                    ):
                        topic = item.people[0]
                continue
            if listed and id(item.posts[-1]) in listed:
                continue
            before = items[k - 1] if k else None
            if isinstance(before, Chain) and k > 1 and before.start == items[k - 2].end and before.posts[-1].silent:
                before = items[k - 2]  # 冯景行教授|为院长
            after = items[k + 1] if k + 1 < len(items) else None
            self._chain(item, before if isinstance(before, Group) else None, after, items, k, topic)
        self.claims += successors(self.tokens, self._post_starts, self.claims)
        return self.claims

    def _chain(
        self,
        chain: Chain,
        before: Group | None,
        after: Chain | Group | None,
        items: list[Chain | Group],
        k: int,
        topic: Who | None,
    ) -> None:
        text = self.text
        if self._laid_out(chain, before) or self._in_label(chain.posts[0].hit.start):
            return
        lead = self._lead(chain)
        if isinstance(after, Group):
            gap = text[chain.end : after.start]
            if gap.startswith("）") and text[chain.posts[-1].start - 1] == "（":
                gap = gap[1:]
            joined = _BEFORE_NAME.fullmatch(gap)
            tight = not gap
            if joined and (tight or "：" in gap or not self._name_first(chain, before)):
                self._before_name(chain, after, gap)
                return
            if (_BY.fullmatch(gap) or _BY_ONE.fullmatch(gap)) and _TAKES.match(text, after.end):
                if text.endswith("其", 0, chain.start) and (who := self._subject(chain, items, k, topic, True)):
                    self._assign(chain, [who], "subject", 0.85, status="removed")  # 其团省委书记职务由乙接任
                self._assign(chain, after.people, "by", 0.9, all_=True)
                return
        if (
            isinstance(after, Chain)
            and text[chain.end : after.start] in ("为", "是")
            and (all(p.silent for p in after.posts) or chain.posts[0].bare)
            and not (isinstance(before, Group) and before.end == chain.start)
        ):
            then = items[k + 2] if k + 2 < len(items) else None
            if isinstance(then, Group) and then.start == after.end:
                self._assign(chain, then.people[:1], "title_before_name", 0.85)
                return
        if isinstance(after, Chain) and _BY.fullmatch(text, chain.end, after.start):  # 办公室主任由市文明办主任甲兼任
            then = items[k + 2] if k + 2 < len(items) else None
            if isinstance(then, Group) and then.start == after.end and _TAKES.match(text, then.end):
                self._assign(chain, then.people, "by", 0.9, all_=True)
                return
        if lead and lead["verb"] and self._relative(chain, items, k, lead):
            return
        if before is not None and before.end <= chain.start:
            gap = text[before.end : chain.start]
            if not gap and chain.posts[0].bare and _ADDRESS.search(chain.posts[0].title):
                self._after_name(chain, before)
                return
            if chain.posts[0].hit.level.startswith(("代理", "代行")) and re.fullmatch(rf"(?:{NOTE})?", gap):
                self._assign(chain, before.people[-1:], "acting", 0.85, status="acting")
                return
            if _PLURAL_NOTE.match(gap) and chain.posts[0].bare:
                self._assign(chain, before.people, "counted", 0.9, all_=True)
                return
            if "\n" not in gap and _OPEN.match(gap):
                close = text.find("）", chain.end, chain.end + 12)
                if close >= 0 and "（" not in text[chain.end : close]:
                    self._assign(chain, before.people[-1:], "parenthesis", 0.93)
                    return
        if before is not None and self._removal(chain, before):
            return
        if self._left(chain, items, k, topic):
            return
        if ENDED.match(text, chain.end) and text.startswith(("其", "他", "她"), chain.start - 1):
            who = self._subject(chain, items, k, topic, True)
            if who is not None:
                self._assign(chain, [who], "subject", 0.85, status="removed")
            return
        if self._one_post_of_many(chain, before, items, k, topic):
            return
        if lead and self._statement(chain, before, lead, items, k, topic):
            return
        if self._carried(chain, items, k):
            return
        told = before or self._told_of(items, k)
        if told is not None and self._apposition(chain, told):
            return
        if before is not None and self._name_first(chain, before):
            left = _LEFT.match(text, chain.end)
            self._assign(chain, before.people[-1:], "list", 0.85, status="former" if left is not None else None)
            return

    def _carried(self, chain: Chain, items: list[Chain | Group], k: int) -> bool:
        """曾任甲公司经理，乙公司董事: the verb before the last chain holds for this one too."""
        last = items[k - 1] if k else None
        if self._stated is None or last is not self._stated[0]:
            return False
        if not _GOES_ON.fullmatch(self.text, last.end, chain.start) or chain.posts[0].bare:
            return False
        _, people, rule, status = self._stated
        self._state(chain, people, rule, 0.8, status)
        return True

    def _one_post_of_many(
        self, chain: Chain, before: Group | None, items: list[Chain | Group], k: int, topic: Who | None
    ) -> bool:
        """担任甲公司、乙公司的独立董事: one title, several bodies before it."""
        text, bodies, first = self.text, self.tokens.bodies, chain.posts[0]
        if not first.bare or not text.endswith("的", 0, chain.start):
            return False
        found, at = [], chain.start - 1
        floor = self.tokens.breaks.sentence(chain.start)
        while (m := bodies.last_in(floor, at)) is not None and m[1] == at:
            found.append(m)
            at = m[0] - 1
            if text[at : at + 1] not in ("、", "和", "及"):
                break
        if not found:
            return False
        lead = LEAD.search(text, max(floor, found[-1][0] - 12), found[-1][0])
        if lead is None or not lead["verb"] or lead["verb"] in _LINKING | {"的"}:
            return False
        who = before.people[-1] if before is not None and before.start >= floor else None
        who = who or self._subject(chain, items, k, topic, False)
        if who is None:
            return False
        for start, end, mention in reversed(found):
            post = Post(start, end, "", first.title, first.end, first.hit, body=of_mention(mention), resolved=True)
            self._claim(who, post, "verb_hold", 0.85, status=status_of(lead, text, chain))
        return True

    def _told_of(self, items: list[Chain | Group], k: int) -> Group | None:
        """The names before a chain, with only what makes no office between (在职研究生，中共党员，)."""
        for item in reversed(items[max(0, k - 4) : k]):
            if isinstance(item, Group):
                return item
            if not all(p.silent for p in item.posts):
                return None
        return None

    def _apposition(self, chain: Chain, before: Group) -> bool:
        """李政先生，公司副董事长、副总裁。"""
        text = self.text
        if _ANY.search(text, before.end, chain.posts[0].body_end) or chain.posts[0].title.endswith("负责人"):
            return False  # 检察长甲，各县区人大常委会主要负责人
        if chain.posts[0].bare or not LIFE.fullmatch(text, before.end, chain.start):
            return False
        if not re.match(rf"(?:{NOTE})?[。；，\n）]|$", text[chain.end : chain.end + 28]):
            return False
        self._state(chain, before.people[-1:], "apposition", 0.8, None)
        return True

    def _state(self, chain: Chain, people: list[Who], rule: str, confidence: float, status: str | None) -> None:
        """A statement with a verb; 现任 or 曾任 inside the chain turns the rest of it."""
        running = status
        for post in chain.posts:
            if post.status is not None and post.status != running and post is not chain.posts[0]:
                running = post.status
            for n, who in enumerate(people):
                self._claim(who, post, rule, confidence, order=n, status=running)
        self._stated = (chain, people, rule, running)

    def _lead(self, chain: Chain) -> re.Match[str] | None:
        """The verb that the chain is the object of (任命…为|, 现任|)."""
        text = self.text
        s = chain.start - (text[chain.start - 1 : chain.start] in ("该", "本"))
        window = text[max(0, s - 12) : s]
        m = LEAD.search(window)
        if (m is None or not m[0]) and window.endswith("任") and self.tokens.person_before(s - 1):
            m = LEAD.search("任")  # 谷维新|任…: no 新任
        if m is None or not m[0]:
            return None
        return m

    # the rules

    def _before_name(self, chain: Chain, group: Group, gap: str) -> None:
        people = group.people
        last = chain.posts[-1]
        sentence = self.tokens.breaks.sentence(chain.start)
        elected = "elected" if gap and produced(self.text, sentence, chain.start) else None
        if len(people) == 1:
            self._assign(chain, people, "title_before_name", 0.96, status=elected)
            return
        after = self.text[group.end : group.end + 4]
        if len(chain.posts) == len(people) and all(not plural(p) for p in chain.posts) and ("分别" in after):
            for post, who in zip(chain.posts, people, strict=True):
                self._claim(who, post, "respectively", 0.8)
            return
        if len(people) == len(chain.posts) == 2 and seats(chain.posts):  # 县委书记、县长甲、乙
            for post, who in zip(chain.posts, people, strict=True):
                self._claim(who, post, "respectively", 0.8, status=elected)
            return
        held = self.text.startswith("历任", chain.start) or self.text.endswith("历任", 0, chain.start)
        if plural(last) or "为" in gap or "：" in gap or after.startswith(("先后", "被")) or held:
            self._assign(chain, people, "distributed", 0.92, all_=True, status=elected)
        else:
            self._assign(chain, people[:1], "title_before_name", 0.94)

    def _after_name(self, chain: Chain, group: Group) -> None:
        who, first = group.people[-1], chain.posts[0]
        named = self.tokens.bodies.last_in(max(0, who.start - 40), who.start)
        if named is not None and named[1] == who.start:  # 市委王晖书记
            first.start, first.body_end = named[0], named[1]
        self._assign(chain, group.people[-1:], "title_after_name", 0.9)

    def _name_first(self, chain: Chain, before: Group | None) -> bool:
        """A list line that gives the name first: 翁谨言  区党工委副书记."""
        if before is None:
            return False
        gap = self.text[before.end : chain.start]
        if not _LIST_GAP.fullmatch(gap):
            return False
        line = self.tokens.breaks.line(before.start)
        lead = self.text[line : before.start]
        if not lead.strip(" \u3000·0123456789.、") or _LABEL_END.search(lead):
            return True
        return not any(line <= p.hit.start < before.start for p in self._posts_near(chain, line))

    def _posts_near(self, chain: Chain, line: int) -> list[Post]:
        """The posts of a line before a chain."""
        posts = self.tokens.posts
        k = bisect_left(self._post_starts, chain.posts[0].hit.start)
        j = bisect_left(self._post_starts, line)
        return posts[j:k]

    def _relative(self, chain: Chain, items: list[Chain | Group], k: int, lead: re.Match[str]) -> bool:
        """此前担任刑庭庭长、上月改任立案庭庭长的薛莲: the holder follows 的."""
        end, described = chain.end, False
        for item in items[k + 1 : k + 4]:
            gap = self.text[end : item.start]
            if isinstance(item, Group):
                if not _DESCRIBED.fullmatch(gap) and not (described and not gap):
                    return False
                self._assign(chain, item.people[:1], "relative", 0.88, status=status_of(lead, self.text, chain))
                return True
            if len(gap) > 8 or re.search(r"[。；\n]", gap):
                return False
            described = gap == "的" and item.posts[0].silent  # 曾任大队长的|老红军|甲
            end = item.end
        return False

    def _removal(self, chain: Chain, before: Group) -> bool:
        """免去姚远市财政局局长职务: without 的."""
        text = self.text
        if text[before.end : chain.start] not in ("", "同志") or not text.startswith("职务", chain.end):
            return False
        if not _TAKEN.search(text, max(0, before.start - 30), before.start):
            return False
        self._assign(chain, before.people, "removal", 0.93, all_=True, status="removed")
        return True

    def _statement(
        self,
        chain: Chain,
        before: Group | None,
        lead: re.Match[str],
        items: list[Chain | Group],
        k: int,
        topic: Who | None,
    ) -> bool:
        text, verb = self.text, lead["verb"]
        start = chain.start - len(lead[0]) - (text[chain.start - 1 : chain.start] in ("该", "本"))
        status = status_of(lead, text, chain)
        trail = text[chain.end : chain.end + 8]
        if verb == "的":
            if before is None or not re.match(rf"(?:{NOTE})?(?:[一]?职务|一职|职位)", trail):
                return False
            gap = text[before.end : start]
            if re.fullmatch(rf"(?:{NOTE})?(?:同志)?(?:兼任|担任|所任|所担任)?", gap):
                self._assign(chain, before.people, "removal", 0.95, all_=True, status="removed")
                return True
            return False
        if (verb is None and not lead["neg"]) or _NTH_TERM.search(text, max(0, chain.start - 6), chain.start):
            return False  # 第五任|基本法委员会新任委员
        if _CLASS_BODY.fullmatch(text, chain.start, chain.posts[0].body_end):
            return True  # 拟任|乡镇党委书记: a class of posts
        if DECLINED.match(text, chain.end):
            return False
        if _OF_CLASS.match(trail) and following_group(text, chain.end) is None:
            return False  # 曾任全国政协副主席的老同志: a class
        if before is not None and "\n" not in text[before.end : chain.start] and not lead["pron"]:
            gap = text[before.end : start]
            if verb in _LINKING and not _NAMED_ONLY.fullmatch(gap) and not (lead["old"] and gap == "，"):
                return False
            if _BETWEEN.match(gap) and start >= before.end:
                strong = verb not in ("是",)
                each = bool(lead["each"]) or "分别" in gap
                people = self._beside(before, items, k, chain, each)
                if each and len(chain.posts) == len(people):
                    for post, person in zip(chain.posts, people, strict=True):
                        self._claim(person, post, "respectively", 0.9, status=status)
                    return True
                if (who := self._relieved(before, items, k, topic, chain)) is not None:
                    for person in before.people:
                        self._claim(person, chain.posts[0], "relieved", 0.8, status="former")
                    people = [who]
                self._state(
                    chain,
                    people,
                    "verb_appoint" if status == "appointed" else "verb_hold",
                    0.92 if strong else 0.8,
                    status,
                )
                return True
        if (verb in _LINKING or verb in ("的", None)) and not lead["pron"] and not lead["neg"]:
            return False
        if _ADDRESSEE.search(text, max(0, start - 8), start):
            return False  # 祝贺您再次当选…: the one spoken to
        if lead["pron"] and CALLED.search(text, max(0, start - 4), start):
            who = self.subject or topic  # 都督甲委其为民政长: 其 is the one told of
            if who is not None and before is not None and who.name == before.people[-1].name:
                return False
        else:
            who = self._subject(chain, items, k, topic, bool(lead["pron"]))
        if who is None:
            return False
        if lead["neg"] and who is not self.subject and who.start < self.tokens.breaks.sentence(chain.start):
            return False  # 接受…辞去…: whose name is not read
        self._state(chain, [who], "subject", 0.85, status)
        return True
