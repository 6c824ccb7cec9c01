"""Bodies told with who heads them: 以甲为书记的中共某县委, 以甲为司令员、乙为政治委员的独立团."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.stages.offices.bodies import Body, of_mention
from pipeline.stages.offices.chains import Claim
from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.tokens import Tokens

_BEFORE = re.compile(r"(?:以|为|、|，)$")
#: a body that no list holds, up to a mark or its verb
_HAN = re.compile(
    r"[\u4e00-\u9fff]{0,18}?(?:县委|特委|区委|地委|省委|工委|党委|支部|特支|总支|苏维埃政府|苏维埃|政府|委员会|革委会|农会|农民协会|联合会|救国会|"
    r"游击队|赤卫队|自卫队|支队|大队|纵队|总队|独立团|师|团|军区|军分区|指挥部|司令部|小组|工作组|筹备处|领导小组)"
    r"(?=[，。；、：）（\n]|成立|建立|正式|组成|领导|$)"
)


def headed(tokens: Tokens) -> list[Claim]:
    """The posts of those whom the words before a body say it has at its head."""
    text = tokens.text
    if "以" not in text or "的" not in text:
        return []
    named = {s: m for s, _, m in tokens.bodies.mentions}
    by_start: dict[int, Post] = {}
    for p in tokens.posts:
        if p.bare and not p.silent and text[p.start - 1 : p.start] == "为":
            by_start[p.start] = p
    out: list[Claim] = []
    run: list[tuple[Who, Post]] = []
    for start, post in by_start.items():
        who = tokens.person_ending(start - 1)
        if who is None or _BEFORE.search(text, max(0, who.start - 1), who.start) is None:
            run = []
            continue
        begins = text[who.start - 1 : who.start] == "以"
        goes_on = run and run[-1][1].end + 1 == who.start
        run = [*run, (who, post)] if goes_on and not begins else [(who, post)] if begins else []
        if not run or text[post.end : post.end + 1] != "的":
            continue
        at = post.end + 1
        mention = named.get(at)
        if mention is not None:
            body = of_mention(mention)
        elif (m := _HAN.match(text, at)) is not None:
            body = Body(m[0])
        else:
            continue
        for n, (holder, its) in enumerate(run):
            own = replace(its, body=body.as_("inherited"), resolved=True)
            out.append(Claim(holder, own, "headed", 0.88, n, None, holder.start, at))
        run = []
    return out
