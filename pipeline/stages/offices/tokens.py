"""People, role nouns and their bodies as they stand in the text, in order: what the structures are read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.bodies import title_unit
from pipeline.lexicon import surnames
from pipeline.lexicon.places import gazetteer
from pipeline.lexicon.titles import TitleHit
from pipeline.reading import Reading
from pipeline.stages.offices.bodies import Bodies, abroad_too, inner
from pipeline.stages.offices.breaks import Breaks
from pipeline.stages.offices.hits import role_nouns
from pipeline.stages.offices.joint import fields, minister
from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.stops import (
    ABOUT,
    ADDRESSED,
    AFTER_VERB,
    CALLED,
    CHARGED,
    CHIEF_AFTER,
    CHILD,
    CHOSEN,
    COUNTED,
    EDITORS,
    ENVOY,
    FIELD,
    FIELD_END,
    FIRM,
    FIRM_NAMED,
    FORMER_INNER,
    GRADE,
    HELD_TOO,
    IN_NAME,
    INSTITUTE,
    LEADS,
    MANY,
    MATTER,
    MINISTRY,
    NAME_CHAR,
    NTH_SECRETARY,
    OF_ARMIES,
    OF_TROOPS,
    OFFICE_OF,
    OVER_WORKS,
    PARTY_REGION,
    PLACE_ENDS,
    POLICY,
    REPRESENTS,
    ROOM_IN,
    SEAT_AFTER,
    SEAT_HEAD,
    SEATS,
    SENT,
    SESSION,
    SOJOURN,
    STATE_CHIEF,
    STATE_HEAD,
    STATIONED,
    STOP,
    TAIL,
    UNIT_AFTER,
    UNITS,
    WAS,
    absorbs,
    organ_like,
    rank_word,
    sent_for,
    status_before,
    under_title,
    which,
)
from pipeline.stages.offices.torn import country, in_place, torn
from pipeline.stages.offices.unlikely import is_country


class Tokens:
    """All people and posts of a document in order of their place in the view."""

    def __init__(self, reading: Reading, bodies: Bodies) -> None:
        self.text = reading.text
        self.breaks = Breaks(reading.text)
        self.bodies = bodies
        self.people: list[Who] = []
        folded = {
            m.name: "".join(self.text[slice(*reading.span(m))].split())
            for m in reading.names.mentions
            if m.form == "full"
        }
        for m in reading.names.mentions:
            s, e = reading.span(m)
            if m.name[-1] in PLACE_ENDS and CHIEF_AFTER.match(self.text, e - 1):
                continue  # 白石县|副县长
            if m.name[0] == "任" and (SEAT_AFTER.match(self.text, e) or UNIT_AFTER.match(self.text, e - 1)):
                continue  # 1979年4月|任澜川|地委副书记, 任|某部三营教导员
            self.people.append(Who(s, e, m.name, m, folded.get(m.name, m.name)))
            if m.text.endswith("夫人"):  # 总统武契奇夫人: the post is the husband's
                self.people[-1].name, self.people[-1].end = m.text[:-2], e - 2
        self.people.sort(key=lambda w: w.start)
        heads = {w.start for w in self.people}
        self.people = [
            w
            for w in self.people
            if not (w.end + 2 in heads and w.end - w.start == 2 and SEAT_HEAD.match(self.text, w.end))
        ]  # 民雄|乡长甲: a place, not one more name
        signed = {c.start for a in reading.articles.articles for c in a.authors if c.role == "author"}
        self.authors = frozenset(w.name for w in self.people if w.mention.start in signed)
        self._starts = [w.start for w in self.people]
        stops = [
            w.end for w in self.people if not (FIRM_NAMED.match(self.text, w.end) and bodies.covers(w.start, w.end))
        ]  # 冯氏 in a firm's name
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

    def _posts(self) -> list[Post]:
        text, floor = self.text, 0
        out: list[Post] = []
        for hit in role_nouns(text, self.bodies):
            if (
                hit.title.kind == "address"
                or self._in_person(hit.core, hit.end)
                or self.bodies.covers(hit.head, hit.end)
            ):
                continue
            if text.startswith("级", hit.end) and self.person_at(hit.end + 1) is None:
                continue  # 享受|省长|级医疗待遇
            if (self.person_at(hit.end) is None and torn(text, hit)) or in_place(hit, self.bodies):
                continue
            line = self.breaks.line(hit.start)
            prev = out[-1] if out else None
            start_floor = max(line, floor, hit.core - 48)
            if (
                STATE_CHIEF.search(hit.title.head)
                and ADDRESSED.match(text, hit.end)
                and not self.person_before(hit.start)
            ):
                continue  # 在甲主席和|总统先生|引领下: the one spoken to
            if country(text, hit, self.bodies, line, self.person_at(hit.end) is not None):
                continue
            at = hit.core
            if hit.level == "" and STATE_HEAD.search(hit.title.head) and self.person_at(hit.end) is not None:
                self._not_a_person(hit.start)
            if text[at - 1 : at] == "）":  # 农牧业局（2018年后为农牧局）党组成员
                at = max(text.rfind("（", max(line, at - 30), at), line)
            i = bisect_right(self._stops, at) - 1
            if i >= 0:
                start_floor = max(start_floor, self._stops[i])
            if prev is not None and prev.end == hit.start and hit.title.head in CHOSEN and not prev.silent:
                prev.status, prev.end, floor = "designate", hit.end, hit.end  # 区长|提名人选
                continue
            matter = text[prev.end : hit.start] if prev is not None and not prev.silent else None
            if prev is not None and hit.title.title == "代表" and self.person_before(prev.start):
                continue  # 甲常委|代表某会发言
            if matter is not None and (matter == "" or MATTER.fullmatch(matter)) and absorbs(hit, bool(matter)):
                assert prev is not None
                assert matter is not None
                out.pop()  # 总统新闻秘书, 总统中国事务特使: the first title is part of the second
                post = self._post(hit, prev.start) if hit.title.organ else self._within(prev, matter, hit)
            elif prev is not None and (sender := self._sender(prev, hit)) is not None:
                post = self._within(prev, "", hit)  # 国家主席|习近平|特别代表
                post.start = post.body_end = hit.start
                post.whose = sender
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

    def _sender(self, prev: Post, hit: TitleHit) -> str | None:
        """Who sends one as his representative, named between his own title and that: 国家主席|习近平|特别代表."""
        who = self.person_ending(hit.start)
        of_state = prev.end == (who.start if who is not None else -1) and STATE_CHIEF.search(prev.title)
        return who.name if who is not None and of_state and hit.title.head in REPRESENTS else None

    def _within(self, first: Post, matter: str, hit: TitleHit) -> Post:
        """The post of one who serves the holder of another (总统|新闻秘书): of the same body."""
        held = first.title + matter + hit.post
        post = Post(first.start, first.body_end, first.organ, held, hit.end, hit, hit.status or first.status)
        i = bisect_left(self._starts, first.start) - 1
        if i >= 0 and self.people[i].end == first.start:
            post.whose = self.people[i].name  # 习近平|主席特别代表
        post.within = first
        return post

    def _post(self, hit: TitleHit, floor: int) -> Post:
        text = self.text
        organ = hit.title.organ
        status = hit.status
        outer = hit.start  # where the body's name ends
        if text.startswith(("历任", "曾任"), outer) and not organ:
            outer += 2  # the verb is no part of the post
        if text[outer - 1 : outer] == "》" and hit.title.head.endswith(EDITORS):  # 《节水灌溉》|主编
            open_ = text.rfind("《", max(floor, outer - 24), outer)
            if open_ >= 0:
                return Post(open_ + 1, outer - 1, "", hit.post, hit.end, hit, status)
        if hit.title.title == "科护士长" and hit.core > floor and NAME_CHAR.match(text, hit.core - 1):
            return Post(self._body_start(floor, hit.core + 1), hit.core + 1, "", "护士长", hit.end, hit, status)
        if (ministry := fields(text, floor, hit, self.bodies)) is not None:
            return Post(*ministry, "", hit.level + hit.title.head, hit.end, hit, status)
        whole = self.bodies.last_in(floor, hit.head) if organ else None
        if whole is not None and whole[1] == hit.head and not self._part(whole[0], whole[1], floor):  # 苏州市委|书记
            if FORMER_INNER.search(text, whole[0], whole[1]):
                status = "former"
            start = whole[0]
            if (above := PARTY_REGION.search(text, max(floor, start - 10), start)) is not None:
                start = above.start()  # 调任|中共冀南区|南宫县委书记
            if (child := CHILD.search(text, max(floor, start - 8), start)) is not None:
                start = child.start()
            start, status = status_before(text, start, outer, floor, status)
            return Post(start, hit.head, "", hit.post, hit.end, hit, status)
        over = self.bodies.last_in(floor, hit.head + 1) if organ and hit.post == "部长" else None
        if (
            over is not None
            and over[1] == hit.head + 1
            and over[0] < hit.core
            and self._body_start(floor, over[0]) == over[0]
        ):
            return Post(over[0], over[1], "", hit.post, hit.end, hit, status)  # 以色列国家|安全部长: the 部 is both's
        if organ and organ[0] in UNITS and hit.core == hit.start and self._body_start(floor, hit.core + 1) < hit.core:
            outer, organ = hit.core + 1, organ[1:]  # 由山镇|党委: the unit is the place's
        if not organ:
            m = TAIL.search(text, floor, outer)
            named = self.bodies.last_in(floor, outer)
            if (
                m
                and not (named and named[1] == outer and named[0] < m.start("organ"))
                and not text.endswith(SESSION, floor, outer)
            ):
                organ, outer = m["organ"], m.start()
                if m["status"]:
                    status = "former"
        if text[outer - 1 : outer] == "）" and (note := text.rfind("（", max(floor, outer - 30), outer)) >= 0:
            if text[note:outer] in ("（金）", "（布）") and text.startswith("刚果", note - 2):
                return Post(note - 2, outer, organ, hit.post, hit.end, hit, status)
            outer = note
        title = hit.post
        if MANY.search(text, floor, outer) and self._named_to(floor, outer - 2):
            outer -= 2  # 市政协|多名|前副主席甲、乙
        if hit.title.head == "书记" and (nth := NTH_SECRETARY.search(text, floor, outer)) is not None:
            outer, title = nth.start(), "第" + "一二三"[int(nth["n"]) - 1] + title  # 省委|第1书记
        charged = CHARGED.search(text, floor, outer)
        if charged is not None and self._named_to(floor, charged.start()):
            outer = charged.start()
        grade = GRADE.search(text, floor, outer)
        if grade is not None and grade.start() > floor:
            outer, status = grade.start(), status or ("former" if grade["was"] else None)
        sender = self.bodies.last_in(floor, outer - 1) if text[outer - 1 : outer] == "派" and title != "代表" else None
        if sender is not None and sender[1] == outer - 1:
            outer -= 1  # 县人民政府|派|军事代表甲接管
        if ENVOY.search(hit.title.head) and (m := STATIONED.search(text, floor, outer)):
            title, outer = m[0] + title, m.start()
        past, said = which(text, floor, outer)
        if past < outer and self._named_to(floor, past):
            outer, status = past, status or said  # 日本|新|首相
        sent = self._sent_by(floor, outer) if not organ and title.endswith(SENT) else None
        if sent is not None:
            start, title, outer = sent[0], text[sent[1] : outer] + title, sent[1]
        else:
            start = self._body_start(floor, outer)
            start += text[start : start + 1] == "和" and start in self._stops and start + 1 < outer  # 甲|和|县农技中心
        if not organ and not title.startswith("会") and (rank := rank_word(text, start, outer)):
            title, outer = rank + title, outer - len(rank)
        if start < outer and (child := CHILD.search(text, max(floor, start - 8), start)) is not None:
            start = child.start()
        if hit.status == "elected" and start < outer and not self._named_to(floor, outer):
            start = outer  # 以867票|当选村委会主任; but 美国|当选总统
        start, status = status_before(text, start, outer, floor, status)
        if status is None and WAS.search(text, start, outer):
            status = "former"
        if not organ and hit.title.domain == "foreign" and title.endswith("大臣"):
            start, outer, title, former = minister(text, self.bodies, floor, start, outer, title)
            status = status or ("former" if former else None)
        if not organ and start < outer and title_unit(hit.title.head) and self._no_place(start, outer):
            land = self.bodies.place_in(start, outer)
            at = land[1] if land is not None and land[0] == start and land[3] == "country" else start
            if not (2 <= outer - at <= 6 and surnames.transliteration().keys() >= set(text[at:outer])):
                start = outer  # 联名质问|省长: what stands before is no place; but 美国|夏洛特|市长
        if not organ and hit.title.title.startswith("驻村") and self._no_place(start, outer, 0):
            start = outer  # 喊上|驻村第一书记
        if organ and text[start:outer] in UNITS and text.startswith(organ, outer):
            outer, organ = outer + len(organ), ""  # 县 + 纪委: one word
        if not organ and hit.title.head in ("经理", "总监", "主管") and FIELD.fullmatch(text, start, outer):
            title, outer = text[start:outer] + title, start  # 财务|经理: the field is the post's, no body
        field = FIELD_END.search(text, start, outer) if not organ and hit.title.head == "总监" else None
        if field is not None and self._named_to(start, field.start()):
            title, outer = field[0] + title, field.start()  # 中交集团|市场开发总监
        return Post(start, outer, organ, title, hit.end, hit, status)

    def _named_to(self, floor: int, end: int) -> bool:
        """Does a place or a body end here?"""
        found = (self.bodies.last_in(floor, end), self.bodies.place_in(floor, end))
        return any(m is not None and m[1] == end for m in found)

    def _sent_by(self, floor: int, end: int) -> tuple[int, int] | None:
        """联合国|中东问题|特使: the body or country that sends somebody on the errand named before the title."""
        if self._named_to(floor, end):
            return None
        for found in (self.bodies.last_in(floor, end - 1), self.bodies.place_in(floor, end - 1)):
            if found is not None and ABOUT.match(self.text, found[1], end):  # 美国|伊拉克问题|特使
                over = (self.bodies.last_in(floor, found[0]), self.bodies.place_in(floor, found[0]))
                sender = next((x for x in over if x is not None and x[1] == found[0]), None)
                return (sender[0], found[0]) if sender is not None else (found[0], found[0])
            if found is not None and sent_for(self.text, found[1], end):
                inner = OFFICE_OF.match(self.text, found[1], end)
                return found[0], inner.end() if inner is not None else found[1]  # 白宫|国家安全委员会
        return None

    def _no_place(self, start: int, end: int, least: int = 3) -> bool:
        """Does neither a place nor a body end here, nor a word that names a place's kind, in more than so many characters?"""
        for found in (self.bodies.place_in(start, end), self.bodies.last_in(start, end)):
            if found is not None and found[1] == end:
                return False
        return self.text[end - 1] not in SEATS and end - start > least

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
        return start > floor and bool(NAME_CHAR.match(self.text, start - 1)) and self._body_start(floor, start) < start

    def _body_start(self, floor: int, end: int) -> int:
        """Where the name of the body that ends at `end` starts; `end` where nothing names one."""
        text = self.text
        if (titled := under_title(text, floor, end)) is not None:
            return titled
        named = self.bodies.last_in(floor, end)
        if named is not None and (
            named[1] == end
            or organ_like(text[named[1] : end])
            or POLICY.fullmatch(text, named[1], end)
            or INSTITUTE.fullmatch(text, named[1], end)
        ):
            house = self.bodies.last_in(floor, named[0])
            if house is not None and house[1] == named[0] and house[2].type in ("congress", "cppcc"):
                return house[0]  # 全国人大|社会委
            if house is not None and house[1] == named[0] and OVER_WORKS.search(text, house[0], house[1]):
                return house[0]  # 铜川矿务局|下石节煤矿
            office = house is not None and house[1] == named[0] and text.endswith(("办公室", "办公厅"), 0, house[1])
            if house is not None and office and ROOM_IN.fullmatch(text, named[0], end):
                return house[0]  # 磐安县政府办公室|外事办
            land = self.bodies.place_in(floor, named[0])
            if (
                land is not None
                and land[1] == named[0]
                and land[3] == "country"
                and abroad_too(text, named[0], named[1])
            ):
                return land[0]  # 阿根廷|中国和平统一促进会
            if (above := PARTY_REGION.search(text, max(floor, named[0] - 10), named[0])) is not None:
                return above.start()  # 任|中共南方局|四川省委秘书长
            if land is not None and land[1] == named[0] and OF_ARMIES.match(text, named[0]):
                return land[0]  # 湘乡|八路军临时办事处
            troops = OF_TROOPS.search(text, max(floor, named[0] - 8), named[0])
            if troops is not None and text[named[0]] in "第0123456789":
                return troops.start()  # 、|救国军|第3军政治部
            abroad = SOJOURN.search(text, max(floor, named[0] - 4), named[0])
            if abroad is not None and abroad_too(text, named[0], named[1]):
                return abroad.start()  # 旅菲|南安同乡总会
            outside = AFTER_VERB.search(text, max(floor, named[0] - 6), named[0])
            return outside.start(1) if outside is not None else named[0]  # 任|皖南红军独立团
        shared = self.bodies.last_in(floor, end + 1)
        if shared is not None and shared[1] == end + 1 and text.startswith("部长", end):
            return shared[0]  # 塞建设、交通和基础设施|部长
        land = self.bodies.place_in(floor, end)
        if land is not None and land[3] == "country" and MINISTRY.fullmatch(text, land[1], end):
            return land[0]
        for word in SESSION:
            if text.endswith(word, floor, end):  # 农业和农村委员会: 和 is part of the name
                at = end - len(word) - 1
                unit = at >= floor and text[at] in "省市县区" and (at == 0 or not NAME_CHAR.match(text, at - 1))
                return at if unit else at + 1  # 市|农委 is the city's, 农委 the congress's
        counted = COUNTED.search(text, floor, end)
        if counted:
            return end
        also = text.rfind("兼", floor, end)
        if also >= 0 and HELD_TOO.fullmatch(text, also, end):
            return also + (2 if text.startswith("兼任", also) else 1)
        start = floor
        for m in STOP.finditer(text, floor, end):
            if m[0] == "系" and m.end() == end and m.start() > start:
                continue  # 机电工程系|党总支: no verb
            start = m.end()
        if (lead := LEADS.match(text, start, end)) is not None:
            start = lead.end()
        if text[start - 1 : start] == "”" and start < end and text[start - 2] not in "。！？":  # “山里红”宣讲队
            start = max(text.rfind("“", max(floor, start - 20), start - 1) + 1, floor) or start
        place = self.bodies.place_in(floor, end)
        if place is not None and place[0] == start + 1 and text[start] in "同与和跟向对":
            start = place[0]  # 应约|同|德国
        if text[start : start + 1] == "同" and is_country(text[start + 1 : end]):
            start += 1
        if place is not None and place[0] < start < place[1]:
            start = place[0]
        called = CALLED.match(text, start, end)
        if called is not None:
            start = called.end()  # 免去甲|同志|某局局长职务
        while (
            start > floor and (inside := IN_NAME.search(text, max(floor, start - 8), start)) and FIRM.match(text, start)
        ):
            start = self._body_start(floor, inside.start())  # 本溪钢铁|（集团）|有限责任公司
        return start if end - start <= 40 else end

    def person_at(self, pos: int) -> Who | None:
        i = bisect_left(self._starts, pos)
        return self.people[i] if i < len(self.people) and self._starts[i] == pos else None

    def person_before(self, pos: int) -> bool:
        """Does a name end at an offset?"""
        return self.person_ending(pos) is not None

    def person_ending(self, pos: int) -> Who | None:
        """Whose name ends at an offset."""
        i = bisect_left(self._starts, pos) - 1
        return self.people[i] if i >= 0 and self.people[i].end == pos else None

    def people_in(self, start: int, end: int) -> Sequence[Who]:
        return self.people[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
