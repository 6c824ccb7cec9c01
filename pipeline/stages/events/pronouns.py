"""他强调, 她当选, 他们会见了…: the person whom a pronoun at the head of a clause takes up, where only one can be meant."""

from __future__ import annotations

import re
from bisect import insort
from itertools import pairwise

from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Person

#: a pronoun as subject: at the head of a clause, with at most a word of time or place before it
_SUBJECT = re.compile(
    r"(?:^|(?<=[，。；！？\n　 ]))(?:随后|当[天日晚]|同时|期间|其间|此外|去年|今年|现场|会上|会后|最后|[0-9]{1,2}[日月])?"
    r"(?P<who>[他她](?P<many>们)?)(?![人国乡山家俩]|们)"
)
#: 去年底我同瓦塔拉总统通电话: who speaks in the paragraph, as subject
_SPEAKER = re.compile(
    r"(?:^|(?<=[，。；！？：“\n　 ]))(?:今年|去年|前年|上个?月|日前|不久前)?[0-9年月日初底末间前后]{0,10}"
    r"(?P<who>我)(?=[同与和](?!国|省|市|县|区|们|方|军|党)|应邀|访问|出席|会见)"
)
_SAYS = re.compile("[^，。；]{0,12}?(?:指出|表示|强调|介绍|说|称|写道)[，：:“]")
_FAR = 160
_LIFE = 400
#: 总书记主持召开…: the title alone at the head of a clause, in a text that names him with it
_TITLE = re.compile(
    r"(?:^|(?<=[，。；：！？\n　 ]))(?:随后|当[天日晚]|今年|去年|同年|会上|[0-9]{1,2}[日月])?"
    r"(?P<who>总书记)(?=[一-鿿0-9])(?!的|关于|系列|同志们?的|和|、)"
)


def fill(ctx: Context) -> None:
    """Add to the people of a document its pronouns, each as a naming of whom it stands for."""
    if not ctx.people:
        return
    leader = _titled(ctx) if "总书记" in ctx.text else ""
    found = [Person(*m.span("who"), leader) for m in _TITLE.finditer(ctx.text)] if leader else []
    found += [
        Person(*m.span("who"), name) for m in _SPEAKER.finditer(ctx.text) if (name := _speaks(ctx, m.start("who")))
    ]
    if not found and "他" not in ctx.text and "她" not in ctx.text:
        return
    for m in _SUBJECT.finditer(ctx.text):
        at, end = m.span("who")
        if ctx.masked[at] == "□" or ctx.in_person(at, end):
            continue
        names = _many(ctx, at) if m["many"] else _one(ctx, at)
        found += [Person(at, end, name) for name in names]
    for p in found:
        insort(ctx.people, p, key=lambda x: (x.start, x.end))
    ctx.person_starts = [p.start for p in ctx.people]


def _titled(ctx: Context) -> str:
    """The General Secretary of the document: whom it names with that title."""
    return next((p.name for p in ctx.people if ctx.text.startswith("总书记", p.end)), "")


def _speaks(ctx: Context, at: int) -> str:
    """Whose words a paragraph gives: 习近平指出，…我同…; nobody's where it opens with no speaker."""
    people = ctx.people_in(ctx.lines[ctx.line(at)][0], at)
    return people[0].name if people and _SAYS.match(ctx.text, people[0].end) else ""


def _before(ctx: Context, at: int) -> list[Person]:
    """The people of the sentence up to a pronoun or, where it names none, of the sentence before in the same paragraph."""
    s, _ = ctx.sentence(at)
    here = ctx.people_in(s, at)
    if here or at - s > _FAR:
        return here
    line = ctx.lines[ctx.line(at)][0]
    if s <= line:
        return []
    before, end = ctx.sentence(s - 1)
    near = ctx.people_in(max(before, line), end)
    return near or ctx.people_in(max(line, at - _LIFE), at)  # a life: 甲历任…。1957年…。1978年，他出席…


def _one(ctx: Context, at: int) -> list[str]:
    """Whom 他 stands for: the only person named before it, if nobody else was."""
    names = list(dict.fromkeys(p.name for p in _before(ctx, at) if ctx.masked[p.start] != "□"))
    return names if len(names) == 1 else []


def _many(ctx: Context, at: int) -> list[str]:
    """Whom 他们 stands for: two or three people told in one list just before."""
    people = [p for p in _before(ctx, at) if ctx.masked[p.start] != "□"]
    names = list(dict.fromkeys(p.name for p in people))
    if not 1 < len(names) <= 3:
        return []
    joined = all(re.fullmatch(r"[、和与及同][^，。；]{0,16}", ctx.text[a.end : b.start]) for a, b in pairwise(people))
    return names if joined else []
