"""The title of a document set over several lines: …关于调整市防震减灾工作⏎领导小组成员的通知."""

from __future__ import annotations

import re

from pipeline.stages.clean.lines import Line

_KINDS = (
    "通知|通告|公告|通报|公示|意见|决定|决议|批复|函|复函|报告|请示|办法|方案|规定|细则|命令|令|纪要|建议|说明|汇报|答复|"
    "条例|规划|要点|计划|预案|指示|倡议书?|公报|讲话|发言"
)
_ENDS = re.compile(rf"(?:的|》|工作|实施|指导|暂行|补充|紧急)(?:{_KINDS})(?:（[^（）]{{1,20}}）)?$")
_OPENS = re.compile(r"关于|^在[\u3400-\u9fff\d“”《》（）]{6,}(?:会|会议|大会|仪式|班|上)$")
_SAID_AT = re.compile(r"(?:会议?|大会)?上的(?:讲话|报告|发言|致辞|总结|主持词)(?:（[^（）]{1,20}）)?$")
_NOT_TITLE = re.compile(
    r"[。！？；：，:;]|^(?:第[一二三四五六七八九十百\d]{1,4}[章节条]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.]|附件)"
)
_BLANKS = re.compile(r"[ \u3000]")  # 意　　见
_TOP = 24  # lines from the top within which a title stands
_WIDEST = 44
_MOST = 3  # lines that go on after the first


def titled_over_lines(lines: list[Line]) -> frozenset[int]:
    """Where the further lines of such a title begin.

    Evidence on both sides: the first line has 关于 and no kind of document at its end, the last has the kind.
    """
    out: set[int] = set()
    head = lines[:_TOP]
    for i, a in enumerate(head):
        if not _OPENS.search(a.text) or _whole(a) or not _plain(a):
            continue
        for j in range(i + 1, min(i + 1 + _MOST, len(lines))):
            b = lines[j]
            if not _plain(b) or b.gap > 2 or "关于" in b.text:
                break
            last = lines[j - 1].text + b.text if lines[j - 1].text[-1] == "的" else b.text
            if _ENDS.search(_BLANKS.sub("", last)) if "关于" in a.text else _SAID_AT.match(b.text):
                out.update(x.begin for x in lines[i + 1 : j + 1])
                break
    return frozenset(out)


def _plain(line: Line) -> bool:
    return line.zone is None and line.width <= _WIDEST and not line.tabs and _NOT_TITLE.search(line.text) is None


def _whole(line: Line) -> bool:
    return _ENDS.search(line.text) is not None
