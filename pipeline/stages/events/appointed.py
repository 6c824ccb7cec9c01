"""甲同志任某局局长; in the list of a decision: 任 alone behind a name, which elsewhere tells a life."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.events import Word
from pipeline.stages.events.context import Context

#: what is told by it; the same act as 任命
TAKES = Word("任", False, "personnel", 0.62, "appointing", "appointee")
_TAKES = re.compile(r"(?:（[^（）\n]{1,6}）)?(?:等?同志)?(任)(?![命期务免教何职用])(?=[^，。；\n]{2,60})")
#: where an entry of such a list begins
_ENTRY = re.compile(r"(?:^|[：；\n　 ]|[，：；](?:同意|提名)|同意|决定|[、0-9.．）])$")
_DECIDED = re.compile(r"决定|任免|任职|同意|通知")
#: 书记甲调离，|乙任书记
_LEAVES = re.compile(r"(?:奉调|调离|调走|调任|离任|离职|卸任|免职|病故|病逝)[^，。；\n]{0,8}，$")
#: who decides upon it
_WHO = re.compile(
    r"(?:委|[部厅局会]|政府|国务院|院|公司)[^。；，：\n]{0,6}(?:(?:决定|通知)[^。；，：\n]{0,6}[：，]|(?:同意|批准|批复)[^。；，：\n]{0,6}：)"
)
_FOUNDS = re.compile("(?:成立|组建|设立)[^。；\n]{2,24}(?:小组|指挥部|专班|委员会|工作组)，")
#: how far back the decision may stand
_FAR = 400


def _entries(ctx: Context) -> Iterator[tuple[int, int, Word]]:
    """5日　甲任某县委书记, 省委通知：甲任…；乙任…: an entry of a chronicle that tells it of the person, or by whom."""
    ends = {d.end: d for d in ctx.dates}
    for p in ctx.people:
        m = _TAKES.match(ctx.text, p.end)
        at = p.start
        while at and ctx.text[at - 1] in " \u3000，":
            at -= 1
        if m is None:
            continue
        first = ctx.sentence(p.start)[0]
        alone = at in ends and ends[at].start == first
        succeeds = ctx.text[p.start - 1 : p.start] == "，" and _LEAVES.search(ctx.text, first, p.start) is not None
        if (
            alone
            or succeeds
            or (_ENTRY.search(ctx.text, max(0, p.start - 3), p.start) and _WHO.search(ctx.text, first, p.start))
        ):
            yield m.start(1), m.end(1), TAKES


def find(ctx: Context) -> Iterator[tuple[int, int, Word]]:
    """Start, end and word of each 任 that follows the name of an entry."""
    if "任" in ctx.text and ctx.chronicle:
        yield from _entries(ctx)
        return
    if "任" not in ctx.text or _DECIDED.search(ctx.text) is None:
        return
    for p in ctx.people:
        m = _TAKES.match(ctx.text, p.end)
        if m is None or _ENTRY.search(ctx.text, max(0, p.start - 3), p.start) is None:
            continue
        if _FOUNDS.search(ctx.text, ctx.sentence(p.start)[0], p.start) is not None:
            continue  # 成立指挥部，甲任指挥长，乙、丙任副指挥长: of its founding
        low = max(0, p.start - _FAR)
        if _DECIDED.search(ctx.text, low, p.start) is not None:
            yield m.start(1), m.end(1), TAKES
