"""The dateline that a report opens with: 新华社北京3月5日电（记者 …）, 本报讯, 安康日报讯."""

from __future__ import annotations

import re

from pipeline.reading import Reading
from schemas.layers import Dateline

_HAN = "[一二三四五六七八九十廿卅]"
_DATE = rf"(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}日|(?:{_HAN}{{1,2}}月)?{_HAN}{{1,3}}日"
_AGENCY = (
    r"新华社|中新社|中新网|中国新闻网|人民网|新华网|光明网|央视网|央广网|中国网|"
    r"中国共产党新闻网|中国经济网|中国青年网|中国台湾网|台湾网|中评社|香港中通社|澎湃新闻|法新社|路透社|美联社|塔斯社|共同社|中央社|人民日报|光明日报|经济日报|解放军报|中国青年报|中国日报"
)
_LINE = re.compile(
    rf"(?:[【\[][^】\]\n]{{2,12}}[】\]]\s?)?[【\[]?(?P<agency>(?:{_AGENCY})|[\u3400-\u9fff]{{2,12}}?(?:日报|晚报|早报|时报|都市报|周报|报社|新闻网|"
    rf"融媒体?|网|社)|[\u3400-\u9fff]{{2,12}}?)"
    rf"(?P<place>[\u3400-\u9fff]{{2,10}}?)?\s?(?P<date>{_DATE})(?P<kind>专?电|专?讯|消息)(?=$|[\s（(：:，,　】\]])"
)
_OUTLET = re.compile(rf"(?:{_AGENCY}|[网报社台刊]|融媒体?|中心)$")
_NOT_AGENCY = re.compile(r"^(?:据|来自|自|从)|的")
_NEWS = re.compile(
    r"(?:[【\[][^】\]\n]{2,12}[】\]]\s?)?(?P<agency>[\u3400-\u9fff]{2,16}?)(?:快|综合)?(?P<kind>讯|消息)(?=[\s（(：:　])"
)


def dateline(text: str, reading: Reading | None = None, base: int = 0) -> Dateline | None:
    """The dateline at the start of a paragraph; with `reading` its spans are those of the source, else of the text."""
    if len(text) < 6:
        return None
    head = text[:60]
    news = "讯" in head or "消息" in head
    m = _LINE.match(head) if news or "电" in head else None
    if m is None and news:
        m = _NEWS.match(head)
    if m is None or (m["kind"] == "消息" and not _OUTLET.search(m["agency"])) or _NOT_AGENCY.search(m["agency"]):
        return None
    agency = m["agency"]
    place = m.groupdict().get("place")
    if (known := re.match(_AGENCY, agency)) and known.end() < len(agency):
        agency, place = known[0], agency[known.end() :] + (place or "")
    if reading is None:
        return Dateline(start=0, end=m.end(), text=text[: m.end()], agency=agency, place=place)
    date = None
    if m.groupdict().get("date"):
        date = reading.view.span(base + m.start("date"), base + m.end("date"))
    first = base + m.start("agency")
    view = reading.view.text[first : base + m.end()]  # agency and place in the text's own script
    return Dateline(
        **reading.view.at(first, base + m.end()),
        agency=view[: len(agency)],
        place=view[len(agency) : len(agency) + len(place)] if place else None,
        date=date,
    )
