"""Parts of a body called by what they do (水利部|规划计划司), and the words a text has for its own body (学校, 集团).

A department stands behind its body's name, or bare in the text of its house; what it is called after is a closed list, so
that no other word ending in 处 or 部 is taken for one. The resolver says whose a bare one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.lexicon.body_words import longest_first
from pipeline.lexicon.body_words import words as listed
from pipeline.lexicon.loader import rows
from pipeline.stages.organizations import below
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.homes import Found
from pipeline.stages.organizations.organs import FILE, TITLE, VERB_INSIDE, grammar
from pipeline.stages.organizations.read import Raw

_FIELDS = longest_first(
    {
        *listed("field"),
        *listed("ministry"),
        *(r["head"] for r in rows(FILE) if r["kind"] == "dept" and len(r["head"]) > 1),
    }
)
_HEAD = (
    r"司(?![法机令徒空])|处(?![理罚置分于在境以])|科(?![学技研目普幻创班])|室(?![内外温友])|办公室|"
    r"部(?![门队分署委级落位属件下])|中心(?![组城区任])|股(?![份东票权市民本价息金比指灵])"
)
_NAME = rf"(?:{_FIELDS}){{1,4}}(?:[与和及](?:{_FIELDS}){{1,3}})?(?:管理|监督|监管|工作|服务|协调|指导|促进|保障)?"
#: 骨科, 重症医学科: what a hospital has
_CLINIC = longest_first(listed("clinic"))
_CLINIC_NAME = re.compile(_CLINIC)
#: to whom something goes: 授予|急诊医学科党支部
_AWARDED = re.compile(r"授予|表彰|成立|[给对由]\Z")
_DEPARTMENT = re.compile(
    rf"(?:{_CLINIC})(?![一-鿿]?学)|(?:党委)?{_NAME}(?:{_HEAD})(?:{_NAME}(?:{_HEAD}))?|(?:党委|党政)(?:综合)?办公室|(?:校报|院报|学报)编辑部"
)
#: what may stand behind a department that holds no post and no mark ends
_NEXT = re.compile(
    r"[^\u4e00-\u9fff]|\Z|等|有关|相关|联系|反映|牵头|会同|共同|联合|负责|组织|印发|举办|主办|承办|供稿|供图|提供|报送|咨询|"
    r"工作(?!组|会议|队)|任职|挂职|借调|召开|介绍|表示|指出|透露|发布|公布|的|和|与|及|对|向|在|于|将|已|还|也|正|就|从|由|经|为|共|今|近日|日前"
)
#: a faculty behind a school: 广西民族学院|中文系, 中央党校|研究生院
_FACULTY = re.compile(
    r"(?:(?:(?![副原前兼代后])[^\W\d_A-Za-z的了在与及和或对向从将把被是为就到由给让使着也都又还等并后入进升]){2,6}[与和])?(?:(?![副原前兼代后和与及])[^\W\d_A-Za-z的了在与及或对向从将把被是为就到由给让使着也都又还等并后入进升]){1,8}?"
    r"(?:(?<![关体联院派直水星谱母世干])系(?![统列数主])|学院|学部|教研室)|研究生[院部]"
)
_STUDY = re.compile(
    r"[^\u4e00-\u9fff]|\Z|[\u4e00-\u9fff]{0,14}?(?:专业|学习|毕业|读书|就读|攻读|任教|函授|进修|培训|本科|硕士|博士|研究生|学生)"
)
_SCHOOL_END = ("大学", "学院", "党校", "学校", "师范", "师专", "大专", "中学", "小学", "一中", "二中")
_BEHIND_KINDS = frozenset(("organ", "unit", "body", "free", "zone-organ"))
#: what stands before a bare part
_OPENS = frozenset("兼任和与及管")
_FAR = 14
#: departments in a row, of which the last is called one: 科技处、商学院|等部门
_ROW = re.compile(
    r"(?:[、和与及][\u4e00-\u9fff]{2,10}?(?:[处司科室部院系]|中心|办公室)){0,8}等?(?:相关|有关|职能|多个)?(?:部门|处室|科室|单位|学院)"
)
_MANAGED = re.compile(r"(?:分管|协管|主管|协助分管)[^。；，\n]{0,60}\Z")
_CREDIT = re.compile(r"(?:来源|供稿|供稿单位|撰稿单位|发布单位)[：:][ \u3000]*\Z")
#: a line of a career
_CAREER = re.compile(r"[ \u3000（]*(?:19|20)\d\d[.．年/-]")
_INNER_SCHOOL = re.compile(
    r"(?![^院系]*[各校我本该每全两新老])(?:(?:(?![副原前兼代])[^\W\d_A-Za-z的了在与及或对向从将把被是为就到由]){2,6}?[与和])?"
    r"(?:(?![副原前兼代])[^\W\d_A-Za-z的了在与及或对向从将把被是为就到由]){1,8}?(?:学院|(?<![关体联院派直水])系)"
)
_GRADE = re.compile(r"\d{2,4}级")
_ANY_HEAD = re.compile(
    r"处(?![理罚置分于在境以])|司(?![法机令徒空])|科(?![学技研目普幻创班])|室(?![内外温友])|部(?![分门队署])|院|系(?![统列])|中心"
)
#: the cell of a department, or one of a house by its number
_PARTY_CELL = re.compile(r"第[一二三四五六七八九十]{1,2}党总?支部|(?P<clinic>[\u4e00-\u9fff]{2,8}科)党总?支部")


def behind(text: str, raws: Iterable[Raw], cover: Cover) -> None:
    """Give each body the department that stands right behind its name, post or not."""
    raws = list(raws)
    starts = {r.start: r for r in raws}
    ends = {r.end: r for r in raws if r.kind in ("free", "organ")}
    for raw in raws:
        if raw.kind not in _BEHIND_KINDS or not "一" <= text[raw.end : raw.end + 1] <= "鿿":
            continue
        end = _faculty(text, raw) or below.end(text, raw.core + raw.sub, raw.end) or department(text, raw.end)
        other = starts.get(raw.end)
        taken = other is not None and other.kind in ("free", "organ") and other.end == end
        last = ends.get(end) if end is not None and not taken else None
        if last is not None and last.start > raw.end and text[last.start - 1] in "与和":
            other, taken = last, True  # 北京化工大学|材料科学与|工程学院
        if end is None or (cover.hit(raw.end, end) and not taken):
            continue
        if taken and other is not None:
            other.kind = "gone"  # 涟源市公安局|蓝田派出所
        found = text[raw.end : end]
        if raw.cell:
            raw.cell += found
        else:
            raw.sub += found
            if (c := grammar().cell.match(text, end)) is not None and not cover.hit(end, c.end()):
                raw.cell, end = c[0], c.end()
        cover.add(raw.end, end)
        raw.end = end
        raw.titled = TITLE.match(text, end) is not None


def department(text: str, at: int) -> int | None:
    """Where the department ends that begins at an offset, if one does."""
    m = _DEPARTMENT.match(text, at)
    if m is None or not (TITLE.match(text, m.end()) or _NEXT.match(text, m.end())):
        return None
    return m.end()


def _faculty(text: str, raw: Raw) -> int | None:
    """Where the faculty of a school ends that stands behind its name; a school before 系 or 学院 is never another's name."""
    if not (raw.core + raw.sub).endswith(_SCHOOL_END) or raw.cell:
        return None
    m = _FACULTY.match(text, raw.end)
    if m is None or VERB_INSIDE.search(m[0]):
        return None
    after = m.end()
    return after if any(p.match(text, after) for p in (TITLE, _STUDY, _NEXT)) else None


def bare(text: str, homes: Sequence[Found], cover: Cover, *, ministry: bool) -> Iterator[Raw]:
    """Departments without their body: in a house's own text (人事处处长, 科技处、商学院等部门) or on a line of a career."""
    schools = [(h.start, h.end) for h in homes if h.body and h.body.endswith(_SCHOOL_END)]
    houses = [(h.start, h.end) for h in homes if h.body and not h.body.endswith(("区", "城", "港", "园"))]
    taken = 0
    hospitals = [(h.start, h.end) for h in homes if (h.body or "").endswith("医院")]
    for m in _PARTY_CELL.finditer(text) if hospitals else ():
        s = m.start() if m["clinic"] is None else _clinic(text, *m.span("clinic"))
        alone = s is not None and (s == 0 or text[s - 1] in _OPENS or not "一" <= text[s - 1] <= "鿿")
        if s is None or not any(a <= s < b for a, b in hospitals) or cover.hit(s, m.end()):
            continue
        if alone or (m["clinic"] is not None and _AWARDED.search(text, max(0, s - 2), s)):
            yield Raw(s, m.end(), "part", text[s : m.end()], organ_start=s)
    for m in _ANY_HEAD.finditer(text):
        e = m.end()
        if m.start() < taken:
            continue
        at_home = ministry or any(a <= e <= b for a, b in houses)
        if not at_home and not _in_career(text, e):
            continue
        titled = TITLE.match(text, e) is not None or text.startswith("护士长", e)
        s = _start(text, e, school=any(a <= e <= b for a, b in schools))
        if s is None or cover.hit(s, e):
            continue
        if titled or (
            at_home
            and (
                _ROW.match(text, e)
                or _MANAGED.search(text, max(0, s - 70), s)
                or _CREDIT.search(text, max(0, s - 8), s)
                or _GRADE.match(text, e)
                or (text[s:e].endswith("学院") and _NEXT.match(text, e))
            )
        ):
            taken = e
            name = text[s:e]
            yield Raw(
                s,
                e,
                "part",
                name if name.startswith(("校报", "校友")) else name.removeprefix("校"),
                organ_start=s,
                titled=titled,
            )


def _clinic(text: str, low: int, e: int) -> int | None:
    """Where the longest name of a hospital's department begins that ends at an offset."""
    return next((s for s in range(low, e - 1) if _CLINIC_NAME.fullmatch(text, s, e)), None)


def _start(text: str, e: int, *, school: bool) -> int | None:
    """Where the name of a bare part that ends at an offset begins: behind a mark or 兼, the longest that is a name."""
    low = e
    while low > max(0, e - _FAR) and "一" <= text[low - 1] <= "鿿":
        low -= 1
    if low == e - _FAR and low > 0 and "一" <= text[low - 1] <= "鿿":
        low = -1
    for s in range(max(low, e - _FAR, 0), e - 1):
        if s != low and text[s - 1] not in _OPENS:
            continue
        name = text[s:e]
        if school and text[s] == "校" and _DEPARTMENT.fullmatch(text, s + 1, e):
            return s  # 校|党委办公室
        if _DEPARTMENT.fullmatch(text, s, e) or (
            school and len(name) > 2 and _INNER_SCHOOL.fullmatch(name) and not VERB_INSIDE.search(name)
        ):
            return s
    return None


def _in_career(text: str, at: int) -> bool:
    line = text.rfind("\n", max(0, at - 120), at) + 1
    return at - line < 120 and _CAREER.match(text, line) is not None


#: how a text calls the body that it speaks of → how such bodies' names end
CALLED: dict[str, tuple[str, ...]] = {
    "学校": ("大学", "学院", "学校", "中学", "小学", "师范"),
    "集团": ("集团", "集团公司", "集团有限公司", "集团有限责任公司", "集团股份有限公司", "集团总公司"),
    "集团公司": ("集团", "集团公司", "集团有限公司", "集团有限责任公司", "集团股份有限公司", "集团总公司"),
    "公司": ("公司",),
    "医院": ("医院",),
    "研究院": ("研究院", "科学院", "设计院"),
    "研究所": ("研究所",),
    "基金会": ("基金会",),
    "协会": ("协会",),
    "商会": ("商会",),
    "总会": ("总会",),
    "同乡会": ("同乡总会", "同乡会"),
    "促进会": ("促进会",),
    "学会": ("学会",),
    "联合会": ("联合会",),
    "指挥部": ("指挥部",),
    "领导小组": ("领导小组",),
    "协调小组": ("协调小组",),
    "专班": ("专班",),
    "工作队": ("工作队",),
    "医疗队": ("医疗队",),
    "合作社": ("合作社",),
    "巡察组": ("巡察组",),
    "调查组": ("调查组",),
    "联盟": ("联盟",),
    "支队": ("支队",),
    "大队": ("大队",),
    "中心组": ("理论学习中心组",),
    "支部": ("党支部",),
    "联谊会": ("联谊会",),
    "总队": ("总队",),
}
#: of these every text speaks in general too: only the text's own house is meant, or the one that it says it calls so
GENERIC = frozenset(("学校", "集团", "集团公司", "公司", "医院"))
_WORD = re.compile(longest_first(CALLED))
_BEFORE = re.compile(
    r"(?:[\s，。；：！？”）】]|(?:回顾|介绍|听取|总结)了|希望|进驻|代表|作为|祝愿|感谢|近年来|目前|同时|今年|去年|当天|随后|召开|主持|"
    r"共同为|[由是对为经]|[现历曾]任|兼任|至今任|今任|加入|日[上下]午|前一天)\Z|\A\Z"
)
_NOT_AFTER = re.compile(
    r"[、们类化制式里内军法债股型是长]|机关各|概况|简介|历史|历任|现任|[和与]家|等|教育|思政|体育|美育|食堂|周边|家长|有限|股份|公司|治理|章程|感染|主办|成员单位|志愿|抗疫"
)
#: 集团|党委办公室, 集团|党委理论学习中心组
_CELLS = re.compile(rf"(?:{grammar().cell.pattern}){{1,2}}")
#: parts of a house that need no post behind them; behind 校 or after a mark only
_INNER = re.compile(r"(?<![\u4e00-\u9fff])(?P<of>校?)(?P<part>党委理论学习中心组|(?<=校)融媒体中心|(?<=校)新媒体中心)")
_CALLS = re.compile(r"（以下(?:统一)?简称(?:为)?[：:]?“(?P<word>[\u4e00-\u9fff]{2,8})”[^）\n]{0,6}）")


def called(text: str, homes: Sequence[Found], raws: Sequence[Raw], cover: Cover) -> Iterator[Raw]:
    """Every 学校 or 研究院 that stands as a name of one certain body; the resolver says whether the text has one."""
    own = [h for h in homes if h.body]
    defined = {m["word"] for m in _CALLS.finditer(text)}
    cores = [r.core + r.sub + r.cell for r in raws if r.kind in ("free", "organ", "body", "unit")]
    wanted = {
        w
        for w, ends in CALLED.items()
        if w in defined
        or any((h.body or "").endswith(ends) for h in own)
        or (w not in GENERIC and any(c.endswith(ends) for c in cores))
    }
    for word in defined - CALLED.keys():  # （以下简称“澜升精工”）
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not cover.hit(at, end) and text[at - 1 : at] not in "“‘":
                c = _CELLS.match(text, end)
                end = c.end() if c is not None and TITLE.match(text, c.end()) else end
                yield Raw(at, end, "called", word, "", text[at + len(word) : end], organ_start=at)
            at = text.find(word, at + len(word))
    if not wanted:
        return
    for m in _WORD.finditer(text):
        if m[0] not in wanted or cover.hit(*m.span()) or _NOT_AFTER.match(text, m.end()):
            continue
        if _BEFORE.search(text, max(0, m.start() - 4), m.start()):
            c = _CELLS.match(text, m.end())
            end = c.end() if c is not None else m.end()
            end = department(text, end) or end
            yield Raw(m.start(), end, "called", m[0], "", text[m.end() : end], organ_start=m.start())


def inner(text: str, homes: Sequence[Found], cover: Cover) -> Iterator[Raw]:
    """A school's own study group or media centre, bare or behind 校 alone (校|融媒体中心), in its own text."""
    houses = [(h.start, h.end, h.body) for h in homes if h.body and not h.body.endswith(("区", "城", "港", "园"))]
    for m in _INNER.finditer(text) if houses else ():
        body = next((b for a, z, b in houses if a <= m.start() < z), None)
        if body is None or cover.hit(*m.span()) or (m["of"] and not body.endswith(_SCHOOL_END)):
            continue
        yield Raw(m.start(), m.end(), "part", m["part"], organ_start=m.start())


def definitions(text: str) -> dict[str, int]:
    """What a text says that it calls a body, and where that body's name ends: （以下简称“集团”）."""
    return {m["word"]: m.start() for m in _CALLS.finditer(text)} if "简称" in text else {}
