"""What the text around it says of a phrase: whose policy it is, and which campaign its short name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.lexicon import phrase_cues as cues
from pipeline.lexicon import places
from pipeline.stages.phrases.matching import Match
from pipeline.stages.phrases.quoted import Find

#: how far back the words that a sentence opens with are looked for, and how far around it those that speak of China
_LEAD, _AROUND = 90, 240
#: the rules that find what nobody has listed, by its form alone
_BY_FORM = ("quoted", "numeric", "campaign", "goal", "strategy", "parallel", "pair", "principles", "mould", "recurs")
_SENTENCE = re.compile(r"[。！？；\n]")
_SHORT = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<={'|'.join(sorted(cues.words('before-short-two')))})"
    rf"|(?<=[{cues.chars('before-short-char')}]))"
    rf"((?:主题|学习|专题)教育)(?!{cues.one_of('after-short-not')})"
)

_HEAD = re.compile(r"[\u4e00-\u9fff]{2}(?:主题|学习|专题)教育$")


def _foreign() -> re.Pattern[str]:
    abroad = sorted(places.countries() - {"中国"}, key=lambda w: (-len(w), w))
    return re.compile("|".join([*map(re.escape, abroad), cues.one_of("foreign-side")]))


_FOREIGN = _foreign()
_CHINESE = re.compile(cues.one_of("speaks-of-china"))


def abroad(text: str, f: Find) -> bool:
    """Whether a wording that its form gives away is another state's: 甲国政府…实施“盗窃和劫持”.

    So where the sentence names a foreign state before it and nothing around it speaks of China.
    """
    if not f.rule.startswith(_BY_FORM):
        return False
    start = low = max(text.rfind("\n", 0, f.start) + 1, f.start - _AROUND)
    for m in _SENTENCE.finditer(text, max(low, f.start - _LEAD), f.start):
        start = m.end()
    start = max(start, f.start - _LEAD)
    if not _FOREIGN.search(text, start, f.start):
        return False
    line = text.find("\n", f.end)
    high = min(line if line >= 0 else len(text), f.end + _AROUND)
    return not _CHINESE.search(text, low, high)


def short_names(text: str, known: Iterable[Match]) -> Iterator[Find]:
    """A campaign by its last words in a text that has its full name: 第二批主题教育 beside 学习贯彻…主题教育.

    Of several campaigns with one head the one named last before is meant, and none before the first of them.
    """
    full = [m for m in known if m.phrase.category == "campaign" and _HEAD.search(m.phrase.canonical)]
    if not full:
        return
    full.sort(key=lambda m: m.start)
    names: dict[str, set[str]] = {}
    for m in full:
        names.setdefault(m.phrase.canonical[-4:], set()).add(m.phrase.canonical)
    latest = {head: next(iter(own)) for head, own in names.items() if len(own) == 1}
    i = 0
    for found in _SHORT.finditer(text):
        while i < len(full) and full[i].end <= found.start():
            latest[full[i].phrase.canonical[-4:]] = full[i].phrase.canonical
            i += 1
        if found[1] in latest:
            yield Find(found.start(1), found.end(1), "campaign", 0.9, "campaign", latest[found[1]])
