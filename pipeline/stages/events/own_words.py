"""Names of occasions that reach further left than their words, or less far: 学习贯彻…精神研讨班, 委员们围绕政府工作报告."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Word
from pipeline.stages.events.context import Context

#: 学习贯彻|…精神研讨班, 深入贯彻|…学习教育总结会议: what is studied and carried out there
_CARRIED_OUT = re.compile(
    "(?:深入|认真)?(?:学习(?:宣传)?贯彻|贯彻落实|贯彻|学习)(?:落实|实施)?"
    "(?:[一-鿿]{2,20}(?:思想|精神|论述|讲话)[和暨及])?$"
)
_IS_CARRIED_OUT = re.compile("思想|精神|教育|论述|讲话|规定")
_WORDS_OF = re.compile("精神|部署|要求|部分|所")


_HELD = re.compile("[^，。；“《]{0,20}?(?:开幕|闭幕|召开|举行|举办|进行|启动|开班|启幕)的(?=[^的])")


def own_words(ctx: Context, word: Word, start: int, s: int) -> int:
    """Where a name begins that reaches further than its words, or less far."""
    text = ctx.text
    if (held := _HELD.match(text, start, s)) is not None and text[start] not in "“《":
        return held.end()  # 今天开幕的|软件发展大会, 昨晚进行的|混双决赛
    if word.text == "政府工作报告" and re.search("的|围绕|审议|关注", text[start:s]):
        return s  # 委员们围绕|政府工作报告
    if word.text.endswith("贺词") and (slogan := text.rfind("——", start, s)) >= 0:
        return slogan + 2  # 明天更美好——|甲的新年贺词
    if word.type not in ("study", "meeting") or not _IS_CARRIED_OUT.search(text, start, s):
        return start
    low = max(ctx.lines[ctx.line(s)][0], start - 44)
    low = max(low, ctx.clause(start)[0])
    m = _CARRIED_OUT.search(text, low, start)
    if m is None or _WORDS_OF.match(text, s + len(word.text) + (text[s + len(word.text)] == "议")):
        return start
    return m.start()
