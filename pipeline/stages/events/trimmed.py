"""The words of a text that name an event, without day, place, adverbs and what joins them to the sentence."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context

#: when, how and where: what a name leaves out
_LEFT_OUT = Cue("adverb", r"(?<![0-9])日前|%s|还(?=[在对向])|将于(?=择机|举行|召开)|（(?![金布]）)[^（）]*）")
_WHERE = re.compile(
    r"在[^，。；]{1,16}陪同下|(?<![存所实现])在(?![同与和研读岗押]|建(?![筑设德瓯阳湖宁水始平昌])|校[生学师]|线[上下教]|会见|会谈)[^，。；、的对向]{1,16}?(?=会见|举行|召开|(?<!不)同(?!下)|与|会谈|会晤|发表|签署|集体|亲切|考察|调研|视察|逝世|去世|病逝|$)"
)
_NUMBER = re.compile(r"^(?:\[[^\]]{1,6}\]|【[^】]{1,24}】)|^[（(]?[一二三四五六七八九十]{1,3}[）)、.]\s*(?:会议)?")
_ADVERB = re.compile(
    r"(?<=[一-鿿])(?:还|也|均|并|正|起?将)+$|^(?:起|从|自)$|^(?:曾|始|才|[业刚]已|刚才|随后)|^是(?=.{2})|(?<=[一-鿿])(?:刚才|上个月|正式|始|最新)$"
)
#: what stands between who acts and a date that the name leaves out: 前身为1957年4月[成立], 二连是一九三九年冬[组建]
_COPULA = re.compile("(?:将|定|拟|订|决定)于$|(?:将)?[于自从在]$|(?<!不)[是为系]$")
_LEADS = re.compile("^(?:起(?![草火飞降诉义点源步])|出版的(?=[一-鿿]{0,12}[《报刊]))")
_SINCE = re.compile("(?:自|从|自从)$")
_WHOLE_YEAR = re.compile("(?:年|年初|年底|年春|年夏|年秋|年冬)$")
#: 随着, 根据, 由, 还, 将于: they join what is told to the rest of the sentence and are no part of its name
_OPENING = Cue(
    "opens_clause",
    r"(?:%s|[后再]?由(?=检察机关|公安机关|法院)|着即?(?=通报|予)|联合(?=[向对在])"
    r"|[^，。；]{0,8}?(?:审议|表决|讨论)?通过了?关于"
    r"|自(?=(?:19|20)[0-9]{2}年)(?:19|20)[0-9]{2}年)",
)
_QUOTED = re.compile("“[^”]*”")
_HELD = "\ue000"  # stands for a character that is part of a name
_TRIM = " 　，、了及：:；。"


def clean(ctx: Context, start: int, end: int) -> str:
    """A stretch without its dates, adverbs of time and manner, and the place after 在; a year is left out at its edges."""
    out, at = list[str](), start
    for d in ctx.dates_in(start, end):
        if ctx.text[d.start] in "“‘" or ctx.quoted[d.start] == "□":
            continue  # “春节”列入名录: the name of what is told
        edge = (d.start == start or d.end == end) and _WHOLE_YEAR.search(ctx.text, d.start, d.end) is not None
        if (len(d.edtf) >= 7 or edge) and d.start >= at:
            before = ctx.text[at : d.start]
            if _SINCE.search(before) and d.end < end and not ctx.text.startswith("以来", d.end):
                out.clear()  # 甲从去年9月某银行倒闭讲起
            else:
                out.append(_COPULA.sub("", before))
            at = d.end + 2 * ctx.text.startswith("以来", d.end, end)
    out.append(ctx.text[at:end])
    text = _DATELINE.sub("", flat("".join(out)))
    named = [ctx.text[p.start : p.end] for p in ctx.people_in(start, end) if "在" in ctx.text[p.start : p.end]]
    for n in named:  # 同李在明总统: no place
        text = text.replace(n, n.replace("在", _HELD))
    text = _QUOTED.sub(lambda m: m[0].replace("在", _HELD), text)  # 推出“自在乡村”线路
    text = _NUMBER.sub("", _WHERE.sub(_place_only, _LEFT_OUT.sub("", text)))
    text = text.replace(_HELD, "在").strip(_TRIM)
    first = ctx.people_in(start, min(end, start + 4))[:1]
    if first and text.startswith(ctx.text[first[0].start : first[0].end]):
        return text  # 免去曾祥辉: 曾 is his name
    return _LEADS.sub("", _ADVERB.sub("", text))


#: 中新网|3月14日|电: where a report comes from is no part of what it tells
_DATELINE = re.compile(r"^(?:新华社|中新社|中新网|中国网|新华网|人民网|央视网|本报)[^，。；电讯]{0,8}[电讯][ 　]*")


def _place_only(m: re.Match[str]) -> str:
    """A place with 在 goes, 在某地遭某军 stays."""
    return m[0] if re.search("遭|经历|(?:展开|发动|实施|开展)$", m[0]) else ""


def opened(text: str) -> str:
    """A stretch without the words that join it to what stands before: 随着清河大桥 is 清河大桥."""
    while m := _OPENING.match(text):
        text = text[m.end() :].strip(_TRIM)
    return text.removeprefix("的")


def even(name: str) -> str:
    """A name without a quotation mark or bracket whose partner was left outside."""
    for a, b in ("“”", "《》", "（）", "‘’"):
        if name.count(a) != name.count(b):
            name = name.replace(a, "").replace(b, "")
    return name.strip(_TRIM)


def flat(text: str) -> str:
    return re.sub(r"[\s　]+", "", text)
