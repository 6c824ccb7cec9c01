"""A document date that no line states, inferred from what the text speaks of.

Grounds, the surest first: the day of its date line given with its year in the report, the years since a date (时隔三年),
the day its opening sentence reports (会议于2024年4月26日通过…), the year in its title (大事记（2019年）) or in the name of
what its first sentence reports (9月28日，2023年…活动举行), and events that bound the time of writing from below
(“七一”重要讲话 was on 2021-07-01) and from above (“十四五”开局之年 is 2021). Bounds give a date only where they leave one year.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.lexicon.dating import anniversaries, bounds, number
from pipeline.lexicon.pages import page_pattern
from pipeline.reading import Reading
from pipeline.stages.articles.blocks import Block
from schemas.layers import Article, Published

_LEAD = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>1[0-2]|[1-9])月(?P<d>3[01]|[12]\d|[1-9])日")
_UNTIL = re.compile(r"(?:至|—{1,2}|-|~|～)(?:(?P<y>20\d\d)年)?(?:(?P<m>1[0-2]|[1-9])月)?(?P<d>3[01]|[12]\d|[1-9])日")
_YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)年(?!前|底|末|版|规划|目标|经济工作|工作|预算|计划)")
_FUTURE = re.compile(r"(?:到|至|于|力争|拟|将|截至|截止|预计|计划|目标|展望|[—\-~～]|明年|提前|下达|实施|的)\s?$")
_HISTORY = re.compile(r"民国|是年|同年|宣统|光绪|历任(?!.{0,4}(?:领导|同志|老))|先后任|出生于|生于|年谱|大事记")
_REPORTED = re.compile(page_pattern("reported"))
_TITLE_YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?:年|〕|\]|）)")
_OF_ITS_YEAR = re.compile(page_pattern("own_year"))
_LOOKS_BACK = re.compile(
    r"分析研究|决定.*召开|部署\d|将|明年|增长|下降|同比|数据|目标|规划|最美|诚信|评选|年度|回顾|预期|预计|总结|收入|统计|公报|决算|调查|力争|新年|贺词|征兵|[—\-~～至]"
)
_NOT_YET = re.compile(r"[零\d时]{0,3}(?:就职|起|施行|实施|前(?!往))")
#: 9月28日上午，全省2023年…集中开工活动举行
_NAMED = re.compile(
    r"(?<![\d年至到—-])(?P<day>(?P<m>1[0-2]|[1-9])月(?P<d>3[01]|[12]\d|[1-9])日)(?:[上下]午|晚上?|早上?|中午)?，[^。，；\n]{0,16}?"
    r"(?P<first>召开|举行|举办|启动)?(?<!\d)(?P<y>20[0-4]\d)年(?P<name>[^。，；\n前底末来]{2,40}?)"
    r"(?(first)(?:会议?|大会|活动|仪式|论坛|培训班|比赛|竞赛)(?=[，。])"
    r"|(?:在[^。，；\n]{2,24}?)?(?:正式|隆重|成功)?(?:举行|举办|召开|开幕|启动|开班|开赛))"
)
#: held in the first months of the year after
_LAST_YEAR = re.compile("民主生活|组织生活|述职|考核|评议|评选|冬|四季度|年终|年末|期末|表彰|先进|优秀")
#: 11月起: what may be held for the year to come
_NEXT_YEAR = re.compile("工作|经济|春|招|考|计划|新年|元旦|订货|博览|交易|赛|展")
#: 十月的青石，丹桂飘香。 before the day: one short sentence of the season
_SCENE = re.compile(r"(?:（[^（）]{2,30}）)?[^。]{0,8}[月春夏秋冬][^。]{2,20}。[^。]{0,12}")
_SINCE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)年\d{1,2}月(?:(?!(?:19|20)\d\d年)[^\n]){0,60}?"
    r"(?P<since>(?:时隔|距今(?:已有|已)?)(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})年(?!多|前))"
)
_AFTER_YEAR = re.compile(  # 总结2021年工作，安排今年任务
    r"(?:总结|回顾)(?:了)?(?P<y>(?:19|20)\d\d)年(?![—\-~～至以度]?来)[^。！？\n]{0,40}?"
    r"(?:安排|部署|谋划|研究|明确|确定)(?:了)?(?:部署)?(?P<now>今年)"
)
#: “砺剑—2024”演习: the year in an exercise's name is the one in which it is held
_EXERCISE = re.compile(r"[“「][^“”「」\n]{1,12}[—\-·－](?P<y>20[0-4]\d)[”」]")
#: 表彰2023年度优秀提案, reported in January or February: what is honoured by the year is honoured after it
_HONOURED = re.compile(r"(?:表彰|通报|命名|授予)[^。；\n]{0,10}?(?P<y>20[0-4]\d)年度(?:优秀|先进|十佳)")
_EARLY = re.compile(r"(?<!\d)[12]月(?:3[01]|[12]\d|[1-9])日")
_TODAY = re.compile(r"今[天日]?（(?P<m>1[0-2]|[1-9])月(?P<d>3[01]|[12]\d|[1-9])日）")


def inferred(reading: Reading, blocks: list[Block], found: tuple[Article, ...]) -> Published | None:
    """The date that the text's own statements leave, with the spans that show it."""
    guess = (
        _wired(reading, blocks, found)
        or _elapsed(reading, blocks)
        or _lead(reading, blocks)
        or _in_name(reading, blocks)
        or _title_year(reading, blocks, found)
        or _exercise(reading, blocks)
        or _honoured(reading, blocks, found)
        or _bounded(reading, blocks)
    )
    if guess is None or len(guess.edtf) != 4 or (m := _TODAY.search(reading.text)) is None:
        return guess
    try:
        day = date(int(guess.edtf), int(m["m"]), int(m["d"]))
    except ValueError:
        return guess
    today = reading.view.span(m.start(), m.end() - 1)
    return Published(edtf=day.isoformat(), basis="inferred", evidence=(*guess.evidence, today))


def _latest(reading: Reading, blocks: list[Block]) -> tuple[int, int, int] | None:
    """The latest year that the running text names as past or present: (year, start, end)."""
    best: tuple[int, int, int] | None = None
    text = reading.text
    for b in blocks:
        if b.role in ("chrome", "header", "credit"):
            continue
        for m in _YEAR.finditer(text, b.start, b.end):
            year = int(m["y"])
            if (best is None or year > best[0]) and not _FUTURE.search(text[max(0, m.start() - 4) : m.start()]):
                best = (year, m.start(), m.end())
    return best


def _lead(reading: Reading, blocks: list[Block]) -> Published | None:
    """The day that a report's first sentence gives with its year, where the text names no later year."""
    body = [b for b in blocks if b.role in ("text", "salutation")]
    if not body or _HISTORY.search(reading.text):
        return None
    first = body[0]
    m = _LEAD.search(first.text[:90])
    if m is None or not _REPORTED.search(first.text[:160]) or "将" in first.text[: m.start()]:
        return None
    opening = first.text[: m.start()]
    if "。" in opening and not _SCENE.fullmatch(opening):
        return None
    before = first.text[max(0, m.start() - 3) : m.start()]
    if _NOT_YET.match(first.text, m.end()):
        return None
    m = _told_later(first.text, m)
    if before.endswith(("自", "从", "至", "到", "—", "-", "将于", "定于", "拟于", "自从")):
        return None
    latest = _latest(reading, blocks)
    if latest is not None and latest[0] > int(m["y"]) + (first.text[m.end() : m.end() + 1] in "至—-~～"):
        return None
    until = _UNTIL.match(first.text, m.end())  # of a span of days the last one
    if until and not until["y"] and latest is not None and latest[0] > int(m["y"]):
        return None
    end = until.end() if until else m.end()
    try:
        day = date(int(m["y"]), int(m["m"]), int(m["d"]))
        if until:
            day = date(int(until["y"] or m["y"]), int(until["m"] or m["m"]), int(until["d"]))
    except ValueError:
        return None
    span = reading.view.span(first.start + m.start(), first.start + end)
    return Published(edtf=day.isoformat(), basis="inferred", evidence=(span,))


def _told_later(text: str, m: re.Match[str]) -> re.Match[str]:
    """2023年9月4日至11月3日，巡察组开展巡察。2024年1月10日，…反馈: of a span and a later day the day that is reported."""
    if not _UNTIL.match(text, m.end()):
        return m
    later = next(_LEAD.finditer(text[:200], m.end()), None)
    if later is None or _FUTURE.search(text[max(0, later.start() - 4) : later.start()]):
        return m
    return later if [int(later[k]) for k in "ymd"] > [int(m[k]) for k in "ymd"] else m


def _in_name(reading: Reading, blocks: list[Block]) -> Published | None:
    """9月28日上午，全省2023年三季度项目集中开工活动举行: the year in the name of what the first sentence reports."""
    body = [b for b in blocks if b.role in ("text", "salutation")]
    m = _NAMED.search(body[0].text[:160]) if body else None
    if m is None or _LOOKS_BACK.search(m["name"]) or _HISTORY.search(reading.text):
        return None
    latest = _latest(reading, blocks)
    if (latest is not None and latest[0] > int(m["y"])) or "将" in body[0].text[: m.start()]:
        return None
    month = int(m["m"])
    if (month >= 11 and _NEXT_YEAR.search(m["name"])) or (month <= 3 and _LAST_YEAR.search(m["name"])):
        return None
    try:
        day = date(int(m["y"]), month, int(m["d"]))
    except ValueError:
        return None
    base = body[0].start
    spans = (
        reading.view.span(base + m.start("m"), base + m.end("day")),
        reading.view.span(base + m.start("y"), base + m.end("y")),
    )
    return Published(edtf=day.isoformat(), basis="inferred", evidence=spans)


def _wired(reading: Reading, blocks: list[Block], found: tuple[Article, ...]) -> Published | None:
    """The day of a date line whose year its report gives with the same day: 新华社合肥9月27日电 2018年9月27日，…宣判."""
    line = next((a.dateline.date for a in found if a.dateline and a.dateline.date), None)
    day = re.fullmatch(r"(\d{1,2})月(\d{1,2})日", line.text) if line else None
    if line is None or day is None:
        return None
    years = {
        m["y"]: m for m in _LEAD.finditer(reading.text) if (int(m["m"]), int(m["d"])) == (int(day[1]), int(day[2]))
    }
    latest = _latest(reading, blocks)
    year = max(years, default=None)
    if year is None or latest is None or latest[0] > int(year):
        return None
    m = years[year]
    try:
        iso = date(int(year), int(m["m"]), int(m["d"])).isoformat()
    except ValueError:
        return None
    return Published(edtf=iso, basis="inferred", evidence=(line, reading.view.span(m.start(), m.end())))


def _elapsed(reading: Reading, blocks: list[Block]) -> Published | None:
    """The year that a date and the years since it give: 2020年4月21日，…。时隔三年再访 → 2023."""
    if (m := _AFTER_YEAR.search(reading.text)) is not None:
        spans = (reading.view.span(m.start("y"), m.end("y") + 1), reading.view.span(m.start("now"), m.end("now")))
        return Published(edtf=str(int(m["y"]) + 1), basis="inferred", evidence=spans)
    for m in _SINCE.finditer(reading.text):
        year = int(m["y"]) + number(m["n"])
        latest = _latest(reading, blocks)
        if number(m["n"]) and (latest is None or latest[0] <= year):
            spans = (reading.view.span(m.start("y"), m.end("y") + 1), reading.view.span(m.start("since"), m.end()))
            return Published(edtf=str(year), basis="inferred", evidence=spans)
    return None


def _title_year(reading: Reading, blocks: list[Block], found: tuple[Article, ...]) -> Published | None:
    """The year in the title, or in the document number below it: 大事记（2019年）, 〔2024〕27号."""
    if len(found) != 1:
        return None
    titles = [reading.span(t) for t in found[0].titles[:3]]
    numbers = [(b.start, b.end) for b in blocks[:8] if b.role == "number"]
    latest = _latest(reading, blocks)
    for start, end in (*titles, *numbers):
        text = reading.text[start:end]
        years = list(_TITLE_YEAR.finditer(text))
        if len({m["y"] for m in years}) != 1 or not _OF_ITS_YEAR.search(text) or _LOOKS_BACK.search(text):
            continue
        m = years[0]
        if latest is not None and latest[0] > int(m["y"]):
            continue
        span = reading.view.span(start + m.start(), start + m.end("y"))
        return Published(edtf=m["y"], basis="inferred", evidence=(span,))
    return None


def _exercise(reading: Reading, blocks: list[Block]) -> Published | None:
    """The year in the name of the one exercise or contest that the report opens with, where it names no later year."""
    head = reading.text[:400]
    found = {m["y"]: m for m in _EXERCISE.finditer(head)}
    latest = _latest(reading, blocks)
    if len(found) != 1 or (latest is not None and str(latest[0]) > next(iter(found))):
        return None
    m = next(iter(found.values()))
    return Published(edtf=m["y"], basis="inferred", evidence=(reading.view.span(m.start("y"), m.end("y")),))


def _honoured(reading: Reading, blocks: list[Block], found: tuple[Article, ...]) -> Published | None:
    """The year after the one whose best are honoured, in a report of January or February that names none after it."""
    m, latest = _HONOURED.search(reading.text), _latest(reading, blocks)
    line = next((a.dateline.date for a in found if a.dateline and a.dateline.date), None)
    day = _EARLY.match(line.text) if line else _EARLY.search(reading.text, 0, 300)
    if m is None or day is None or (latest is not None and latest[0] > int(m["y"]) + 1):
        return None
    return Published(
        edtf=str(int(m["y"]) + 1), basis="inferred", evidence=(reading.view.span(m.start("y"), m.end("y") + 2),)
    )


def _bounded(reading: Reading, blocks: list[Block]) -> Published | None:
    """The one year that the named events and the years of the text leave."""
    low: tuple[str, int, int] | None = None
    high: tuple[str, int, int] | None = None
    text = reading.text
    latest = _latest(reading, blocks)
    for start, end, year in anniversaries(text):
        if latest is not None and latest[0] > year:
            return None
        return Published(edtf=str(year), basis="inferred", evidence=(reading.view.span(start, end),))
    for start, end, lo, hi in bounds(text):
        if lo and (low is None or lo > low[0]):
            low = (lo, start, end)
        if hi and (high is None or hi < high[0]):
            high = (hi, start, end)
    if latest is not None and (low is None or f"{latest[0]}-01-01" > low[0]):
        low = (f"{latest[0]}-01-01", latest[1], latest[2])
    if low is None or high is None or low[0] > high[0] or low[0][:4] != high[0][:4]:
        return None
    spans = dict.fromkeys(((low[1], low[2]), (high[1], high[2])))
    evidence = tuple(reading.view.span(s, e) for s, e in sorted(spans))
    return Published(edtf=low[0][:4], basis="inferred", evidence=evidence)
