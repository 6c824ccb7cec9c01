"""What the page layout put into the text: line breaks inside a sentence, a character set twice at such a break, indentation.

A break is taken out only on evidence: the line before it stops in mid-sentence and is a long one (or one of many of the same
width), and the next line goes on. Headings, by-lines, lists, dates, signatures and table rows keep their lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise

from pipeline.stages.clean.lines import CONTROL, Line, columns
from pipeline.stages.clean.titles import titled_over_lines
from schemas.layers import Removal, RemovalReason, Zone

_ENDS = frozenset("。！？!?…；;：:】]>|～~")  # what a line ends with that is complete in itself
_CLOSERS = frozenset("”’）)》〉」』\"'")
_GOES_ON = frozenset("，,、；;。：:！!？?）)》〉”’」』…·%％")  # no paragraph starts with one of these
_OPEN_END = frozenset("，,、（(《〈“‘「『-—·/")  # no paragraph ends with one of these
_HAN = re.compile(r"[\u3400-\u9fff]")
_STARTS_ITEM = re.compile(
    r"[#>|*+•●■□▲△▼◆◇★☆※◎○→✦❖■]|[-—–]{1,2}\s|·\s?|(?:（|\()?[一二三四五六七八九十]{1,3}(?:）|\)|、|．|\.|是[^一-龥])|"
    r"第[一二三四五六七八九十百\d]{1,4}[章节条编部篇届次]\s|"
    r"(?:（|\()?\d{1,2}(?:）|\)|、|．|\.(?!\d))|[①-⑳⒈-⒛㈠-㈩]|[【\[〔]|附(?:件|表|录|则)?[：:\d]|注[：:]|"
    r"(?:（|\()(?:作者|记者|本报|通讯员|特约|编辑|责任编辑|来源|图|文|摄|完|注|新华社|据|转载|供稿|整理|署名|单位)|(?:来源|作者|记者|编辑|责任编辑|发布时间|时间|地点|日期|主持人?|责编|"
    r"审核|联系人|电话|主讲人?)[：:]|"
    r"(?:本报|本网|本刊)(?:讯|记者|通讯员)|新华社|图为|(?:上|下)一(?:篇|条|页)|https?:|www\.|同志们[：:！]|各位|谢谢"
)
_STARTS_DATE = re.compile(
    r"(?:1[89]|20)\d\d\s?[年.\-/—]|\d{1,2}月\d{1,2}日(?:\s|$)|[〇零一二三四五六七八九]{4}年|\d{1,2}[日：:](?:\s|\d\d\s)"
)
_DATE_ALONE = re.compile(
    r"(?:(?:1[89]|20)\d\d年\d{1,2}月\d{1,2}日|[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_LIST_NUMBER = re.compile(r"(?:（|\()?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:）|\)|、|．|\.(?!\d))")
_ITEM_LABEL = re.compile(rf"(?:{_LIST_NUMBER.pattern}|[\u3400-\u9fff]{{1,4}}[：:])\s*")
#: the last character of a word that the line before cut, and how its sentence goes on: no 嗯，, 看，, 二、, 答：
_ONE_LEFT = re.compile(
    r"(?![嗯哦啊唉哎噢喂嘿看听瞧是对好不行来今故但而又一二三四五六七八九十甲乙丙丁戊己庚辛壬癸注附答问男女汉满回苗藏壮彝侗瑶白土另并且即如若其于后前上下左右图表文摄编你我他她它咱这那哪谁])[\u3400-\u9fff](?:[，；]|、|（[女男]）)"
)
_STOPS = re.compile(r"[。！？；!?;]")
_COMMAS = re.compile(r"[，,、：:]")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("‘", "’"))
_DOUBLED = frozenset(
    "人天年月日时事件处家户常往渐仅刚多满稳扎实清明轰烈干净踏勤恳兢业种层步点滴代世条项个样村谢妈爸哥姐弟妹星刻久大小高慢快好早轻深紧牢默悄偏恰万千"
)
_LABELED = re.compile(r"[\u4e00-\u9fff \u3000]{2,8}[：:]")
_COLUMNS = re.compile(r"[\u4e00-\u9fff）][ \u3000]{2,}[\u4e00-\u9fff]")
_PARTICLES = frozenset("的了和与及或在是为将把被对从以，。、；：！？”）》,.;:!?)")


def removals(source: str, lines: list[Line], zones: tuple[Zone, ...]) -> tuple[Removal, ...]:
    """What the view leaves out, in order: layout cuts with the characters set twice, indentation, control characters."""
    out: list[tuple[int, int, RemovalReason]] = []
    last = 0
    for start, end, reason in _cuts(source, lines):
        _plain(source, lines, last, start, out)
        out.append((start, end, reason))
        last = end
    _plain(source, lines, last, len(source), out)
    return tuple(Removal(start=s, end=e, reason=r) for s, e, r in out)


def _plain(source: str, lines: list[Line], start: int, end: int, out: list[tuple[int, int, RemovalReason]]) -> None:
    """Indentation and control characters between two cuts."""
    spans: list[tuple[int, int, RemovalReason]] = []
    for i in range(bisect_left(lines, start, key=lambda x: x.begin), bisect_left(lines, end, key=lambda x: x.begin)):
        line = lines[i]
        if line.begin < line.start and start <= line.begin and line.start <= end:
            spans.append((line.begin, line.start, "indent"))
    for m in CONTROL.finditer(source, start, end):
        spans.append((m.start(), m.end(), "control"))
    spans.sort()
    last = start
    for s, e, reason in spans:
        s = max(s, last)
        if s < e:
            out.append((s, e, reason))
            last = e


def _cuts(source: str, lines: list[Line]) -> list[tuple[int, int, RemovalReason]]:
    """The breaks to take out, each from the end of a line to where the sentence goes on."""
    if len(lines) < 2:
        return []
    width = wrap_width(lines)
    body = [x for x in lines if x.zone is None]
    long_lines = [x for x in body if x.width >= 20]
    ending = sum(_complete(x.text) for x in long_lines)
    regular = len(long_lines) >= 2 and ending >= 0.4 * len(long_lines)  # paragraphs of this text end with 。
    out: list[tuple[int, int, RemovalReason]] = []
    text = "".join(x.text for x in body)
    seen_text = False
    indented = _indented(lines)
    titled = titled_over_lines(lines)
    for a, b in _pairs(lines):
        first = not seen_text
        seen_text = seen_text or bool(_STOPS.search(a.text))
        if (
            b.begin not in titled
            and not _joins(a, b, width, regular, first)
            and not (b.begin in indented and _goes_on(a, b))
        ):
            continue
        start, end = a.end, b.start
        reason: RemovalReason = "layout-cut"
        if _repeats(a.text, b.text, text):
            end, reason = end + 1, "repeat"
        out.append((start, end, reason))
    return out


def _pairs(lines: list[Line]) -> list[tuple[Line, Line]]:
    """Neighbouring lines; a page number between two lines does not part them."""
    out = []
    for i, a in enumerate(lines[:-1]):
        b = lines[i + 1]
        if a.zone is None and b.zone == "header" and len(b.text) <= 12 and i + 2 < len(lines):
            b = lines[i + 2]
        if a.zone is None and b.zone is None:
            out.append((a, b))
    return out


def _indented(lines: list[Line]) -> frozenset[int]:
    """Where the further lines of paragraphs begin that are set with an indented first line and ragged edges."""
    found: list[Line] = []
    inside = False
    for a, b in pairwise(lines):
        inside = (inside or a.indent >= 1) and b.indent == 0 and b.gap == 1 and a.zone is None and b.zone is None
        if inside and a.width >= 16 and not _complete(a.text):
            found.append(b)
    return frozenset(x.begin for x in found) if len(found) >= 3 else frozenset()


def _goes_on(a: Line, b: Line) -> bool:
    """Whether the next line of such a paragraph is running text, no signature, item or row."""
    if _STARTS_ITEM.match(b.text) or _STARTS_DATE.match(b.text) or a.tabs or b.tabs or _COLUMNS.search(a.text):
        return False
    return b.width >= 16 or _STOPS.search(b.text) is not None or _COMMAS.search(b.text) is not None


def wrap_width(lines: list[Line]) -> float | None:
    """The width at which the lines of a text are broken, or None where every line is a paragraph.

    Many lines of nearly the same width, none wider, and many of them stopping in mid-sentence.
    """
    wide = [x for x in lines if x.zone is None and x.width >= 12]
    if len(wide) < 3:
        return None
    counts = Counter(int(x.edge) for x in wide)
    best = max(counts, key=lambda w: (sum(counts[w - d] for d in range(4)), w))
    full = [x for x in wide if best - 4 < x.edge < best + 1]
    wider = sum(x.edge >= best + 2 for x in wide)
    loose = sum(not _complete(x.text) for x in full)
    if (narrow := _narrow(wide)) is not None:
        return narrow
    few = len(full) >= 3 and best >= 20 and len(full) >= 0.5 * len(wide) and loose >= 0.6 * len(full)
    many = len(full) >= (4 if best >= 25 else 8) and len(full) >= 0.3 * len(wide)
    if not (few or many) or wider > 0.1 * len(wide):
        return None
    stops = sum(bool(_STOPS.search(x.text) or _COMMAS.search(x.text)) for x in full)
    if loose < 0.4 * len(full) or stops < 0.5 * len(full):
        return None
    return float(best)


def _narrow(wide: list[Line]) -> float | None:
    """The width of a column of twelve and some characters: all its lines but the last as wide, nearly all cut in mid-sentence."""
    *full, last = [x for x in wide if x.zone is None]
    edges = [x.edge for x in full]
    if len(full) < 3 or max(edges) - min(edges) > 1.5 or last.edge > max(edges) + 1 or any(x.tabs for x in full):
        return None
    cut = sum(_HAN.match(x.text[-1]) is not None and not x.zone for x in full)
    marked = sum(bool(_STOPS.search(x.text[:-1]) or _COMMAS.search(x.text[:-1])) for x in full)
    heads = Counter(x.text.find("，") for x in full)  # 王建国，男，…: rows of a list begin alike
    if max(heads.values()) > 0.5 * len(full):
        return None
    if cut < 0.7 * len(full) or marked < 0.6 * len(full) or _STOPS.search(last.text) is None:
        return None
    return float(max(edges))


def _complete(text: str) -> bool:
    """Whether a line ends as sentences do."""
    end = len(text)
    while end > 1 and text[end - 1] in _CLOSERS:
        end -= 1
    return text[end - 1] in _ENDS


def _unclosed(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in _PAIRS)


def _joins(a: Line, b: Line, width: float | None, regular: bool, first: bool) -> bool:
    """Whether the break between two lines was made by the layout."""
    x, y = a.text, b.text
    if b.gap > 4 or _complete(x) or x[0] in "#|>" or y[0] in "#|>□■▲◆" or a.tabs or b.tabs:
        return False
    if _COLUMNS.search(x) and _COLUMNS.search(y):
        return False  # rows of a list: 甲  县委常委
    if _LABELED.match(x) and _LABELED.match(y):
        return False  # lines of a form: 姓名：甲
    end, start = x[-1], y[0]
    if _DATE_ALONE.fullmatch(x):
        return False  # 一九六四年六月十五日⏎（发至县团级）
    if end.isascii() and start.isascii() and end.isalpha() and start.isalpha():
        return False  # a break between words of a Latin script is their space
    full = width is not None and width - 4 < a.edge < width + 2
    hangs = full and _hangs(a, b)
    if b.indent >= 1 and b.indent != a.indent and start not in _GOES_ON and not hangs:
        return False
    running = a.width >= 30 and bool(_STOPS.search(x) or len(_COMMAS.findall(x)) >= 2)
    if start == "·" and (x[0] == "·" or not _HAN.match(end)):
        return False  # items of a list, no name that goes on
    if start in _GOES_ON and not y.startswith(("· ", "·\u3000", "…")):
        return a.width >= 12 and (start not in "”’》）)" or _unclosed(x))
    if _STARTS_ITEM.match(y):
        return full and not _LIST_NUMBER.match(y) and end in _OPEN_END and start not in "（([【"
    if b.indent >= 1 and not full:
        return False
    if _STARTS_DATE.match(y):
        return (full or running) and end in _OPEN_END and not _list_like(x, y)
    if full:
        return end not in _CLOSERS or _STOPS.search(x) is not None or _COMMAS.search(x) is not None
    if a.width >= 10 and _HAN.match(end) and _ONE_LEFT.match(y):
        return True  # 县委书记周建⏎国，县长…: a line begins with the last character of a word
    if end in _OPEN_END:
        return (
            (running or (a.width >= 20 and bool(_STOPS.search(y)))) and not _list_like(x, y) and end != "、"
        ) or running
    if _unclosed(x) and a.width >= 20 and _closes(y):
        return True
    if width is not None:
        return False
    if first and not _STOPS.search(x):
        return False  # a title above its text
    mid = _HAN.match(end) is not None or end.isdigit()
    return regular and running and mid and bool(_STOPS.search(x)) and _prose(y)


def _hangs(a: Line, b: Line) -> bool:
    """Whether the next line stands below the text of an item, behind its number or label (三、…⏎　　…)."""
    label = _ITEM_LABEL.match(a.text)
    return label is not None and abs(b.indent - a.indent - columns(label[0])) <= 1


def _closes(text: str) -> bool:
    """Whether a line closes first what it did not open."""
    for o, c in _PAIRS:
        close = text.find(c)
        if close >= 0:
            opened = text.find(o)
            if opened < 0 or close < opened:
                return True
    return False


def _prose(text: str) -> bool:
    return len(text) >= 4 and bool(_STOPS.search(text) or len(_COMMAS.findall(text)) >= 2)


def _list_like(x: str, y: str) -> bool:
    """Lines of a list of dates or of verse: the next line starts as this one does."""
    return bool(_STARTS_DATE.match(x) and _STARTS_DATE.match(y))


def _repeats(x: str, y: str, text: str) -> bool:
    """Whether the layout set the character at the cut twice (优势⏎⏎势，), as against 人人 or 中国⏎国家."""
    c = x[-1]
    if c != y[0] or not _HAN.match(c) or len(x) < 2 or len(y) < 2:
        return False
    if y[1] in "，、；：。！？”,;:":
        return True
    if y[1] in _PARTICLES:
        return c not in _DOUBLED
    return c not in _DOUBLED and text.count(y[:2]) <= 1 and text.count(x[-2:]) > 1 and _HAN.match(y[1]) is not None
