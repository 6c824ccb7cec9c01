"""When a post is attested, and since when it is held, from the dates beside the statement."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.reading import Reading
from pipeline.stages.offices.breaks import Breaks
from pipeline.stages.offices.chains import Claim

_SINCE = re.compile(r"(?:起|以来|开始|始)")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/|$)")
_NUMBER = re.compile(r"[\d〇○零一二三四五六七八九十]{2}|\d")
_COLUMN = re.compile(r"(?:（[男女]）)?(?:[ \u3000\t]{1,8}|（)")
_GAP = re.compile(r"，?[^，。；：、！？\n]{0,8}")

#: what says that a feast is still to come
_COMES = re.compile("(?:即将)?(?:来临|到来|将至|前夕|临近)")


#: 1970年1月|生，…2003年5月|入党，现任…: no day on which a post was taken up
_OF_HIM = re.compile(r"[，、]?(?:出?生|诞生|参加|加入|入党|入伍|参军|毕业|入团)")


class Times:
    """The dates of one document by where they stand in the view."""

    def __init__(self, reading: Reading, breaks: Breaks) -> None:
        self.text = reading.text
        self.breaks = breaks
        found = sorted(((*reading.span(d), d) for d in reading.dated if d.edtf), key=lambda x: x[0])
        self.dates = found
        self._starts = [s for s, _, _ in found]
        self.bodies = {m.short: m.name for m in reading.organizations.mentions if m.short}
        published = reading.articles.published
        self.published = published.edtf if published else None

    def attested(self, claim: Claim) -> str | None:
        """The day of the statement: a date earlier in its sentence, else the document's."""
        if claim.rule == "resume":
            return self.published
        floor = self.breaks.sentence(claim.start)
        i = bisect_left(self._starts, claim.start) - 1
        while i >= 0 and self.dates[i][0] >= floor:
            d = self.dates[i][2]
            feast = d.source == "dates.festival" and self.dates[i][0] > floor
            if feast or _COMES.match(self.text, self.dates[i][1]):
                i -= 1
                continue  # 3月9日，在植树节来临之际，县委书记甲…; 庆祝“五一”国际劳动节大会
            if d.kind in ("date", "time") and d.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", d.edtf):
                return d.edtf[:10]
            opens = not self.text[floor : self.dates[i][0]].strip() and self.text.startswith("，", self.dates[i][1])
            if opens and d.kind == "date" and d.edtf and self._bygone(d.edtf):
                return d.edtf  # 1966年5月，县委书记甲带队下乡: told of then, and not of today
            i -= 1
        return self.published

    def _bygone(self, edtf: str) -> bool:
        """Whether a year or a month lies in years before that of the document."""
        year = (self.published or "")[:4]
        return year.isdigit() and re.fullmatch(r"\d{4}(?:-\d\d)?", edtf) is not None and edtf[:4] < year

    def held(self, claim: Claim) -> str | None:
        """自2019年4月起任…: the time that the verb's own date gives."""
        if claim.held is not None:
            return claim.held
        if claim.rule in ("title_before_name", "distributed", "roll") and claim.who is not None:
            return self._beside(claim.who.end)
        if not claim.rule.startswith(("verb", "subject", "relative")):
            return None
        lead = claim.post.start if claim.lead is None else claim.lead
        i = bisect_left(self._starts, lead) - 1
        if i < 0 or (lead < claim.post.start and i != bisect_left(self._starts, claim.post.start) - 1):
            return None
        start, end, d = self.dates[i]
        if not _NUMBER.search(self.text, start, end):
            return None  # 抗日战争时期，任…: at some time of it
        if d.edtf is None or not _GAP.fullmatch(self.text, end, lead) or "利用" in self.text[end:lead]:
            return None  # 2000年至2005年，利用担任…: the years of the crime
        if d.kind == "period" and "/" in d.edtf and not d.edtf.endswith("/.."):
            return d.edtf
        if d.kind == "date" and _SINCE.match(self.text, end):
            return f"{d.edtf}/.."
        return None

    def since(self, claim: Claim) -> str | None:
        """2002年7月，甲到乙厅任…: the day, month or year that the clause of the verb begins with, as an EDTF date."""
        lead = claim.post.start if claim.lead is None else claim.lead
        floor = max(self.breaks.sentence(lead), self.text.rfind("；", 0, lead) + 1)
        i = bisect_left(self._starts, lead) - 1
        while i >= 0 and self.dates[i][0] >= floor:
            _, e, d = self.dates[i]
            own = d.kind in ("date", "period") and d.edtf is not None and _DAY.match(d.edtf)
            if own and _OF_HIM.match(self.text, e) is None:
                return str(d.edtf).partition("/")[0]
            i -= 1
        return None

    def in_bygone(self, claim: Claim) -> bool:
        """解放战争时期任…: is the time of the clause told by the name of a war or a movement, not by its year?"""
        lead = claim.post.start if claim.lead is None else claim.lead
        floor = self.breaks.sentence(lead)
        i = bisect_left(self._starts, lead) - 1
        while i >= 0 and self.dates[i][0] >= floor:
            start, end, d = self.dates[i]
            if d.kind in ("date", "period") and d.edtf is not None and _DAY.match(d.edtf):
                return d.kind == "period" and not d.edtf.endswith("..") and not _NUMBER.search(self.text, start, end)
            i -= 1
        return False

    def _beside(self, end: int) -> str | None:
        """书　记　甲　1949年5月—1951年8月: the closed period in the column after the name, or in brackets."""
        i = bisect_left(self._starts, end)
        if i >= len(self.dates) or not _COLUMN.fullmatch(self.text, end, self.dates[i][0]):
            return None
        d = self.dates[i][2]
        after = self.text[self.dates[i][1] : self.dates[i][1] + 1]
        closed = d.kind == "period" and d.edtf is not None and "/" in d.edtf and not d.edtf.endswith("/..")
        return d.edtf if closed and after in ("", "\n", "）", "　", " ") else None
