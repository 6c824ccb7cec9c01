"""What chronicles and histories of a place tell by a verb and what stands beside it: 建立县人民法院, 县总工会建立, 率部起义,
与某部会师, 被命名为…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.events import Word, cue_words
from pipeline.stages.events.context import Context
from pipeline.stages.events.frame import Frame

_GAP = r"[^，。；：！？\n]"
#: what is founded
_HOUSE = cue_words("founded_house")
_FRAMES: tuple[tuple[Frame, tuple[str, ...]], ...] = (
    (
        Frame(
            "founded",
            re.compile(
                rf"(?<![未没能以])(?:建立|重建|增设|恢复)(?:了|起)?(?!健全|和|与)(?=(?:(?!的|体系|机制|制度|关系)[一-鿿“”]){{1,16}}?(?:{_HOUSE})(?:[，。；（、\n]|$))"
            ),
            "establishment",
            0.42,
            act="成立",
        ),
        ("建立", "重建", "增设", "恢复"),
    ),
    (
        Frame(
            "is founded",
            re.compile(
                r"(?<=[院校厂社局站所场会委部党司府区队联行])(?:正式|宣告|宣布|相继|同时)?(?:建立|撤销|重建|恢复)(?=[，。；\n]|$)"
            ),
            "establishment",
            0.45,
            act="成立",
        ),
        ("建立", "撤销", "重建", "恢复"),
    ),
    (
        Frame(
            "renamed",
            re.compile(
                r"(?<![一-鿿]的)(?:[改复][称设]|复名为?|易名为?)(?!为?[^，。；]{0,6}(?:知事|知县|县长|乡长|镇长|区长|市长|省长|书记|主任))"
                r"(?=(?!的)[一-鿿“”]{2,18}?(?:[省市县区州盟旗乡镇]|专区|地区|街道|公社|公署|专署|政府|委员会|[局厂社院校所部处队团师军场站馆会])(?:[，。；、（\n]|$))"
            ),
            "establishment",
            0.42,
        ),
        ("改称", "改设", "复称", "复设", "复名", "易名"),
    ),
    (
        Frame("named so", re.compile(rf"(?<=被)(?:{_GAP}{{2,16}}?)命名为(?!.{{2,16}}[路街])"), "award", 0.55, "other"),
        ("命名为",),
    ),
    (
        Frame(
            "rises",
            re.compile(
                r"率(?:所部|其部|部|队|众|全[团营连师军部]|[一-鿿0-9]{1,8}?(?:部|队|团|营|连|师|军|余人))(?:在[^，。；：\n]{1,10}?)?"
                r"(?:宣布|举行)?(?:起义|投诚|投降|反正|倒戈)(?=[，。；\n]|$)"
            ),
            "military",
            0.6,
            "other",
        ),
        ("率",),
    ),
    (
        Frame(
            "joining",
            re.compile(rf"[与同和]{_GAP}{{2,24}}?(?:胜利)?会师(?=[，。；\n]|$)"),
            "military",
            0.55,
            "other",
        ),
        ("会师",),
    ),
)


def find(ctx: Context) -> Iterator[tuple[int, int, Word]]:
    """Start, end and word of each frame, in the order of the table."""
    for frame, needs in _FRAMES:
        if any(w in ctx.text for w in needs):
            word = frame.word()
            yield from ((m.start(), m.end(), word) for m in frame.pattern.finditer(ctx.text))
