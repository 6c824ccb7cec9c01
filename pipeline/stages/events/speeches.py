"""An event word as a trigger, and the speech of a leader that his title and the occasion name."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Word
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Kind, Trigger

_LEADER_SPEECH = re.compile(
    r"(?:总书记|主席|总理)(?:(?:[0-9]{1,2}月)?[0-9]{1,2}日|今天|昨天|日前|不久前)?(?:在(?P<at>[^，。；]{2,40})上|关于(?P<on>[^，。；]{2,40}))?的?(?:发表的?)?(?P<sent>给[^，。]+)?$"
)


def word_trigger(ctx: Context, s: int, e: int, word: Word, line: int, kind: Kind, score: float) -> Trigger:
    """The trigger of an event word at s..e, named by the word alone."""
    return Trigger(
        start=s,
        end=e,
        kind=kind,
        type=word.type or "other",
        name=ctx.text[s:e],
        head=word.text,
        score=score,
        section=ctx.sections[line],
        heading=ctx.headings[line],
        rule=f"events.{word.group}",
        word=word,
    )


def speech(ctx: Context, s: int, e: int, word: Word, line: int, named: list[Trigger]) -> Trigger | None:
    """讲话 after a leader's title, with the occasion or the subject, is a speech of its own; else it takes one up."""
    low = max(ctx.lines[line][0], s - 60)
    window = ctx.text[low:s]
    m = _LEADER_SPEECH.search(window)
    right = ctx.text[e : e + 8]
    if m and not right.startswith(("指示", "和重要指示", "、")) and (m["at"] or m["on"]) and "系列" not in window[-4:]:
        t = word_trigger(ctx, s, e, word, line, "noun", 0.7)
        people = [p for p in ctx.people_in(low, s) if p.end <= low + m.start()]
        if people and low + m.start() - people[-1].end <= 1:
            t.people = [(people[-1].name, "speaker", people[-1].start)]
        t.reported = False
        t.name = re.sub(r"^[，、]", "", window[m.start() :]) + word.text
        for occasion in named if m["at"] else ():
            if low + m.start("at") <= occasion.start and occasion.end == low + m.end("at"):
                t.edtf = occasion.edtf
        if m["on"] and ctx.dated_news and ctx.published:
            t.edtf = ctx.published[:7]
        return t
    if re.search(r"发表(?:了|的)?$|^作(?:了)?$", window[-4:]):
        return None  # told by the verb 发表讲话
    return word_trigger(ctx, s, e, word, line, "back", 0.0)
