"""People, role nouns and their bodies as they stand in the text, in order: what the structures are read from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.bodies import title_unit
from pipeline.lexicon import offices, titles
from pipeline.lexicon.places import gazetteer
from pipeline.lexicon.titles import TitleHit
from pipeline.reading import Reading
from pipeline.stages.offices.bodies import INNER_ORGANS, Bodies, abroad_too, inner
from pipeline.stages.offices.breaks import Breaks
from pipeline.stages.offices.columns import spaced
from pipeline.stages.offices.post import Post, Who

#: what never belongs to the name of a body: a body's name starts after it
_STOP = re.compile(
    r"[，。；：、．.！？（）《》〈〉【】\[\]“”‘’…\s|>/]|—|[0-9]{4}年|[0-9]+月|[0-9]+日|辞去|卸任|一名|一位|这位|那位|名叫|任命|免去|指责|批评|召回|重申|阻止|支持|反对|复信|致信|回信|函复|质问|弹劾|控告|要求|宣布|祝贺|指名|您|阁下|吊唁|悼念|会晤|访问|来到|认识|前来|邀请|欢迎|祝贺|慰问|看望|接受|听取|委托|包括|来自|通过|以及|会见|会晤|听取|陪同|主持|根据|按照|代表(?!团|处|大会)"
    r"|收到|接到|选举(?!委员会|办|工作|局|厅)|聘任|聘请|(?<![应返招])聘(?!用|礼)"
    r"|民国|[党国民]籍|时任|现任|前任|原任|曾任|历任|兼任|担任|不再|先后|继任|末任|首任|新任|拟任|(?<!自)由|与|及(?!第)|(?<![供补])给|让|了|的|被|据|称|说|"
    r"(?<!责)任(?!丘|城|泽|免|务)|(?<![应正适担充])当(?!涂|阳|雄|地|代|选|局|红|湖)|系(?!统|列|办|主|党)|兼|向(?!阳|前|上|东|西|南|心)|同(?!志|体|仁|济|心|江|德|安|里|盟|方|乡|学|业)|"
    r"以(?!色列)|为(?!民)|是|经(?!济|营|开|贸|管|信|信委|理)|对(?!外|口|台)|从(?!江|化)|其中|(?<!土耳)其|该|之(?!江|声|光|家|窗|星|友|春|都|路)|并|请|于(?!都|洪|田)|"
    r"在(?!线|教)|和(?!平|田|静|龙|顺|县|林格|硕|布|政|桥|改革|旅游|城乡|信息|社会|规划|计划|物资|技术|文化|体育|草原|民族|宗教|"
    r"药品|保障|国际|海洋|环境|控制|投资|司法|监督|人口|新闻|宣传|法制|华侨|港澳|卫生|防灾|统计|贸易|讯|气|谐|信|记|睦|盛|泰)"
)
_TAIL = re.compile(f"(?P<status>原|前)?(?P<organ>{INNER_ORGANS})$")
#: a role noun followed by one of these is part of a longer word
_NOT_AFTER = re.compile(
    r"处(?!书记|处)|会议|办公会|公署|办公室(?!主)|令(?!狐)|团(?!团|长|委|副|党)|馆(?!长|员)|府(?!秘|发)|级|制|负责制|信箱|热线|职务犯罪|专题|论坛|大会|培训|接待日|助学"
)


_CHOSEN = frozenset(offices.words("chosen"))
_STATE_HEAD = re.compile(r"(?:总统|首相|国王|女王|天皇|埃米尔|大公|总理)$")
_STATE_AFTER = re.compile(r"国(?!家|防|务)|联盟")
_BODY_AFTER = re.compile(r"会(?!长|见|同|上|后|前|计)|长(?!沙|春|治|期)")


class Tokens:
    """All people and posts of a document in order of their place in the view."""

    def __init__(self, reading: Reading, bodies: Bodies) -> None:
        self.text = reading.text
        self.breaks = Breaks(reading.text)
        self.bodies = bodies
        self.people: list[Who] = []
        for m in reading.names.mentions:
            s, e = reading.span(m)
            if m.name[-1] in _PLACE_ENDS and _CHIEF_AFTER.match(self.text, e - 1):
                continue  # 白石县|副县长
            if m.name[0] == "任" and (_SEAT_AFTER.match(self.text, e) or _UNIT_AFTER.match(self.text, e - 1)):
                continue  # 1979年4月|任澜川|地委副书记, 任|某部三营教导员
            self.people.append(Who(s, e, m.name, m))
            if m.text.endswith("夫人"):  # 总统武契奇夫人: the post is the husband's
                self.people[-1].name, self.people[-1].end = m.text[:-2], e - 2
        self.people.sort(key=lambda w: w.start)
        heads = {w.start for w in self.people}
        self.people = [
            w
            for w in self.people
            if not (w.end + 2 in heads and w.end - w.start == 2 and _SEAT_HEAD.match(self.text, w.end))
        ]  # 民雄|乡长甲: a place, not one more name
        self._starts = [w.start for w in self.people]
        stops = [w.end for w in self.people]
        for d in reading.dated:
            ds, de = reading.span(d)
            if not bodies.covers(ds, de):  # 九三 in 九三学社
                stops.append(de)
        for a in reading.articles.articles:
            if a.dateline is not None:
                stops.append(reading.span(a.dateline)[1])
        stops.sort()
        self._stops = stops
        self.posts = self._posts()

    def _not_a_person(self, end: int) -> None:
        """汤加国王图普: what stands right before a head of state's title and a name is the country."""
        i = bisect_right(self._starts, end - 1) - 1
        if i < 0 or self.people[i].end != end or self.people[i].start != self._starts[i]:
            return
        start = self.people[i].start
        if start and self.text[start - 1] not in "，、。；：\n 和与及同":
            return
        del self.people[i], self._starts[i]
        self._stops.remove(end)

    def _in_person(self, start: int, end: int) -> bool:
        i = bisect_right(self._starts, end - 1) - 1
        return i >= 0 and self.people[i].end > start

    def _hits(self) -> Iterator[TitleHit]:
        """Role nouns, those spread over a column among them."""
        wide = sorted(spaced(self.text), key=lambda h: h.start)
        k = cut = 0
        for hit in titles.find(self.text):
            while k < len(wide) and wide[k].start < hit.end:
                if wide[k].end <= hit.start:
                    yield wide[k]
                k += 1
            if hit.core < cut:
                continue
            named = self.bodies.last_in(max(0, hit.core - 30), hit.end) if hit.title.domain == "history" else None
            if named is not None and named[0] < hit.core < named[1] < hit.end:
                hit, cut = self._after_body(named[1], hit)  # 回民中学|政教主任: no 学政
            yield hit
        yield from wide[k:]

    def _after_body(self, at: int, hit: TitleHit) -> tuple[TitleHit, int]:
        """The title that begins where a body's name ends, for one read across that end."""
        rest = next(titles.find(self.text[at : at + 8]), None)
        if rest is None or rest.start:
            return hit, hit.end
        moved = replace(rest, start=at, core=at + rest.core, head=at + rest.head, end=at + rest.end)
        return moved, moved.end

    def _posts(self) -> list[Post]:
        text, floor = self.text, 0
        out: list[Post] = []
        for hit in self._hits():
            if (
                hit.title.kind == "address"
                or self._in_person(hit.core, hit.end)
                or self.bodies.covers(hit.head, hit.end)
            ):
                continue
            if self.person_at(hit.end) is None and (
                _NOT_AFTER.match(text, hit.end)
                or (hit.title.title.endswith(("主席", "理事", "成员", "委员")) and _STATE_AFTER.match(text, hit.end))
                or (hit.title.title.endswith("工") and text[hit.end : hit.end + 1] in _WORK)
                or (hit.title.title == "秘书" and text[hit.end : hit.end + 1] in _OFFICE)
                or (hit.title.domain == "history" and text[hit.end : hit.end + 1] in _UNITS)  # 太保|市
                or (hit.title.title.endswith(("司令", "领事")) and text.startswith("部", hit.end))
                or (hit.title.title[-1] in "委员议事" and _BODY_AFTER.match(text, hit.end))
            ):
                continue
            line = self.breaks.line(hit.start)
            prev = out[-1] if out else None
            start_floor = max(line, floor, hit.core - 48)
            if hit.title.title == "苏丹" and self.bodies.place_in(max(line, hit.core - 12), hit.core) is None:
                continue  # the country
            at = hit.core
            if hit.level == "" and _STATE_HEAD.search(hit.title.head) and self.person_at(hit.end) is not None:
                self._not_a_person(hit.start)
            if text[at - 1 : at] == "）":  # 农牧业局（2018年后为农牧局）党组成员
                at = max(text.rfind("（", max(line, at - 30), at), line)
            i = bisect_right(self._stops, at) - 1
            if i >= 0:
                start_floor = max(start_floor, self._stops[i])
            if prev is not None and prev.end == hit.start and hit.title.head in _CHOSEN and not prev.silent:
                prev.status, prev.end, floor = "designate", hit.end, hit.end  # 区长|提名人选
                continue
            matter = text[prev.end : hit.start] if prev is not None and not prev.silent else None
            if prev is not None and hit.title.title == "代表" and self.person_before(prev.start):
                continue  # 甲常委|代表某会发言
            if matter is not None and (matter == "" or _MATTER.fullmatch(matter)) and _absorbs(hit, bool(matter)):
                assert prev is not None
                out.pop()  # 总统新闻秘书, 总统中国事务特使: the first title is the body's
                start = prev.start
                post = Post(
                    start, hit.start - len(matter), "", matter + hit.post, hit.end, hit, hit.status or prev.status
                )
                if hit.title.organ:
                    post = self._post(hit, start)
            else:
                post = self._post(hit, start_floor)
            if text.startswith("助理", post.end) and not post.title.endswith("助理"):
                post.title, post.end = post.title + "助理", post.end + 2  # 公司总经理|助理
            while out and out[-1].silent and out[-1].end > post.start:
                out.pop()  # 工人 in 匈牙利工人党
            out.append(post)
            if not post.silent:
                floor = hit.end
        return out

    def _post(self, hit: TitleHit, floor: int) -> Post:
        text = self.text
        organ = hit.title.organ
        status = hit.status
        outer = hit.start  # where the body's name ends
        if text.startswith(("历任", "曾任"), outer) and not organ:
            outer += 2  # the verb is no part of the post
        if text[outer - 1 : outer] == "》" and hit.title.head.endswith(_EDITORS):  # 《节水灌溉》|主编
            open_ = text.rfind("《", max(floor, outer - 24), outer)
            if open_ >= 0:
                return Post(open_ + 1, outer - 1, "", hit.post, hit.end, hit, status)
        if hit.title.title == "科护士长" and hit.core > floor and _NAME_CHAR.match(text, hit.core - 1):
            return Post(self._body_start(floor, hit.core + 1), hit.core + 1, "", "护士长", hit.end, hit, status)
        whole = self.bodies.last_in(floor, hit.head) if organ else None
        if whole is not None and whole[1] == hit.head and not self._part(whole[0], whole[1], floor):  # 苏州市委|书记
            if _FORMER_INNER.search(text, whole[0], whole[1]):
                status = "former"
            start = whole[0]
            if (child := _CHILD.search(text, max(floor, start - 8), start)) is not None:
                start = child.start()
            start, status = _status_before(text, start, outer, floor, status)
            return Post(start, hit.head, "", hit.post, hit.end, hit, status)
        if organ and organ[0] in _UNITS and hit.core == hit.start and self._body_start(floor, hit.core + 1) < hit.core:
            outer, organ = hit.core + 1, organ[1:]  # 由山镇|党委: the unit is the place's
        if not organ:
            m = _TAIL.search(text, floor, outer)
            named = self.bodies.last_in(floor, outer)
            if m and not (named and named[1] == outer and named[0] < m.start("organ")):
                organ, outer = m["organ"], m.start()
                if m["status"]:
                    status = "former"
        if text[outer - 1 : outer] == "）" and (note := text.rfind("（", max(floor, outer - 30), outer)) >= 0:
            if text[note:outer] in ("（金）", "（布）") and text.startswith("刚果", note - 2):
                return Post(note - 2, outer, organ, hit.post, hit.end, hit, status)
            outer = note
        title = hit.post
        sender = self.bodies.last_in(floor, outer - 1) if text[outer - 1 : outer] == "派" and title != "代表" else None
        if sender is not None and sender[1] == outer - 1:
            outer -= 1  # 县人民政府|派|军事代表甲接管
        if _ENVOY.search(hit.title.head) and (m := _STATIONED.search(text, floor, outer)):
            title, outer = m[0] + title, m.start()
        start = self._body_start(floor, outer)
        if start < outer and (child := _CHILD.search(text, max(floor, start - 8), start)) is not None:
            start = child.start()
        start, status = _status_before(text, start, outer, floor, status)
        if status is None and _WAS.search(text, start, outer):
            status = "former"
        if not organ and hit.title.title == "大臣" and 0 < outer - start <= 8:
            land = self.bodies.place_in(start, outer)
            at = land[1] if land is not None and land[0] == start else start
            if at < outer:
                title, outer = text[at:outer] + title, at  # 日本|总务|大臣
        if not organ and start < outer and title_unit(hit.title.head) and self._no_place(start, outer):
            start = outer  # 联名质问|省长: what stands before is no place
        if not organ and hit.title.title.startswith("驻村") and self._no_place(start, outer, 0):
            start = outer  # 喊上|驻村第一书记
        if organ and text[start:outer] in _UNITS and text.startswith(organ, outer):
            outer, organ = outer + len(organ), ""  # 县 + 纪委: one word
        if not organ and hit.title.head in ("经理", "总监", "主管") and _FIELD.fullmatch(text, start, outer):
            title, outer = text[start:outer] + title, start  # 财务|经理: the field is the post's, no body
        return Post(start, outer, organ, title, hit.end, hit, status)

    def _no_place(self, start: int, end: int, least: int = 3) -> bool:
        """Does neither a place nor a body end here, nor a word that names a place's kind, in more than so many characters?"""
        for found in (self.bodies.place_in(start, end), self.bodies.last_in(start, end)):
            if found is not None and found[1] == end:
                return False
        return self.text[end - 1] not in _SEATS and end - start > least

    def _part(self, start: int, end: int, floor: int) -> bool:
        """Is this the inner organ (党支部) of a body whose name stands right before it, or the end of a longer name?"""
        if any(
            gazetteer().named(self.text[k : start + 1], bare=False) for k in range(max(floor, start - 4), start - 1)
        ):
            return True  # 五家渠|市党委
        if not inner(self.text[start:end]):
            return False
        if self.text[start - 1 : start] in "原前":
            start -= 1
        return start > floor and bool(_NAME_CHAR.match(self.text, start - 1)) and self._body_start(floor, start) < start

    def _body_start(self, floor: int, end: int) -> int:
        """Where the name of the body that ends at `end` starts; `end` where nothing names one."""
        text = self.text
        named = self.bodies.last_in(floor, end)
        if named is not None and (
            named[1] == end
            or _organ_like(text[named[1] : end])
            or _POLICY.fullmatch(text, named[1], end)
            or _INSTITUTE.fullmatch(text, named[1], end)
        ):
            land = self.bodies.place_in(floor, named[0])
            if (
                land is not None
                and land[1] == named[0]
                and land[3] == "country"
                and abroad_too(text, named[0], named[1])
            ):
                return land[0]  # 阿根廷|中国和平统一促进会
            abroad = _SOJOURN.search(text, max(floor, named[0] - 4), named[0])
            if abroad is not None and abroad_too(text, named[0], named[1]):
                return abroad.start()  # 旅菲|南安同乡总会
            outside = _AFTER_VERB.search(text, max(floor, named[0] - 6), named[0])
            return outside.start(1) if outside is not None else named[0]  # 任|皖南红军独立团
        shared = self.bodies.last_in(floor, end + 1)
        if shared is not None and shared[1] == end + 1 and text.startswith("部长", end):
            return shared[0]  # 塞建设、交通和基础设施|部长
        land = self.bodies.place_in(floor, end)
        if land is not None and land[3] == "country" and _MINISTRY.fullmatch(text, land[1], end):
            return land[0]
        for word in _SESSION:
            if text.endswith(word, floor, end):  # 农业和农村委员会: 和 is part of the name
                return end - len(word)
        counted = _COUNTED.search(text, floor, end)
        if counted:
            return end
        also = text.rfind("兼", floor, end)
        if also >= 0 and _HELD_TOO.fullmatch(text, also, end):
            return also + (2 if text.startswith("兼任", also) else 1)
        start = floor
        for m in _STOP.finditer(text, floor, end):
            if m[0] == "系" and m.end() == end and m.start() > start:
                continue  # 机电工程系|党总支: no verb
            start = m.end()
        if text[start - 1 : start] == "”" and start < end and text[start - 2] not in "。！？":  # “山里红”宣讲队
            start = max(text.rfind("“", max(floor, start - 20), start - 1) + 1, floor) or start
        place = self.bodies.place_in(floor, end)
        if place is not None and place[0] < start < place[1]:
            start = place[0]
        called = _CALLED.match(text, start, end)
        if called is not None:
            start = called.end()  # 免去甲|同志|某局局长职务
        while (
            start > floor
            and (inside := _IN_NAME.search(text, max(floor, start - 8), start))
            and _FIRM.match(text, start)
        ):
            start = self._body_start(floor, inside.start())  # 本溪钢铁|（集团）|有限责任公司
        return start if end - start <= 40 else end

    def person_at(self, pos: int) -> Who | None:
        i = bisect_left(self._starts, pos)
        return self.people[i] if i < len(self.people) and self._starts[i] == pos else None

    def person_before(self, pos: int) -> bool:
        """Does a name end at an offset?"""
        i = bisect_left(self._starts, pos) - 1
        return i >= 0 and self.people[i].end == pos

    def people_in(self, start: int, end: int) -> Sequence[Who]:
        return self.people[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


_FIELD = re.compile(offices.either("field"))
_WORK = frozenset("作会厂业程艺")
_OFFICE = frozenset("科处室股组")
_SEAT_HEAD = re.compile(r"[县市区镇乡里会]长")
_PLACE_ENDS = frozenset("县市区镇乡村里州")
_CHIEF_AFTER = re.compile(r"([县市区镇乡村里州])(?:原|前|代|代理)?(?:常务)?副?\1长")
_SEAT_AFTER = re.compile(
    r"地委|行署|专署|地区|[省市县州盟旗](?:首届|委|人民政府|政府|人大|政协|革委会|纪委|[\u4e00-\u9fff]{2,6}局)|军分区"
)
_UNIT_AFTER = re.compile(r"某(?=[部师旅团营连排])")
_EDITORS = ("主编", "编辑", "社长", "编委", "总编", "记者")
_SEATS = frozenset("省市县区州盟旗镇乡府署村国治任")
_UNITS = frozenset(("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道", "村", "社区"))
_ENVOY = re.compile(r"(?:大使|总领事|领事|公使|代表|武官)$")
#: those who live abroad, before the name of their association
_SOJOURN = re.compile(r"旅[菲美日英法德加澳港台新马泰印韩欧意俄巴阿墨]{1,2}$")
_STATIONED = re.compile(r"(?:特命全权|常)?驻[\u4e00-\u9fff·（）]{1,14}$")
_CALLED = re.compile(r"(?:同志|先生|女士)")
_IN_NAME = re.compile(r"（(?:集团|中国|控股|[\u4e00-\u9fff]{2})）$")
_FIRM = re.compile(r"[\u4e00-\u9fff]{0,6}(?:有限|股份|公司|集团|大学|学院)")
_AFTER_VERB = re.compile(r"(?<![责主前继现历兼信])任((?![命了过原前该其本我])[\u4e00-\u9fff]{1,4})$")
_SESSION = tuple(sorted((*offices.words("session_committee"), *offices.words("joint_bureau")), key=len, reverse=True))
_COUNTED = re.compile(r"[两二三四五六七八九十几\d]+[位名]$")
_NAME_CHAR = re.compile(r"[\u4e00-\u9fff]")
_FORMER_INNER = re.compile(f"原(?:{INNER_ORGANS})$")
_HELD_TOO = re.compile(r"兼任?[\u4e00-\u9fff]{2,16}")
_POLICY = re.compile(r"[\u4e00-\u9fff]{1,6}[与和及][\u4e00-\u9fff]{2,6}(?:政策|事务|委员会|部|局|办公室)")
#: 中国科学院|甲能源与过程研究所产业处: 与 inside the name of an institute
_INSTITUTE = re.compile(
    r"[\u4e00-\u9fff]{1,9}[^院所学处部厅局室心司校系][与和及][\u4e00-\u9fff]{2,8}(?:研究所|研究院|研究中心|实验室|学院|工程系)"
    r"[\u4e00-\u9fff]{0,8}"
)
_CHILD = re.compile(r"(?:全资|控股|参股|旗下|下属|所属)*[子孙]公司$")
_MINISTRY = re.compile(r"[\u4e00-\u9fff]{1,6}[与和及][\u4e00-\u9fff]{0,6}")
_ABSORB = re.compile(f"(?:{offices.either('absorbing')})$")
_WAS = re.compile(r"(?<=[省市区县行局司院校部会团])原(?=[\u4e00-\u9fff]{2})")
_MATTER = re.compile(rf"[\u4e00-\u9fff]{{2,6}}(?:事务|问题)|{offices.either('adviser')}")
_ORGAN_LIKE = re.compile(r"(?!籍)[\u4e00-\u9fff“”0-9A-Za-z·]{1,16}$")


def _absorbs(hit: TitleHit, matter: bool) -> bool:
    return (bool(hit.title.organ) and not matter) or bool(_ABSORB.search(hit.title.head))


def _organ_like(rest: str) -> bool:
    return bool(_ORGAN_LIKE.match(rest)) and not _STOP.search(rest.replace("“", "").replace("”", ""))


_STATUS_WORDS = offices.values("status_before")


def _status_before(text: str, start: int, end: int, floor: int, status: str | None) -> tuple[int, str | None]:
    """原南通市…: the word before (or at the head of) the body's name in start..end says that the post is past."""
    for word, value in _STATUS_WORDS.items():
        if text.endswith(word, floor, start):
            return start, status or value
        if start == end and word in titles.LEVEL_WORDS:
            continue  # 副区长、|代理区长: part of the post
        if text.startswith(word, start) and (
            len(word) > 1 or text[start + 1 : start + 2] not in "阳平州郭门海沿城卫进旗线"
        ):
            return start + len(word), status or value
    return start, status
