"""The verbs of office: 任, 当选, 免去, and what each says of the post's time."""

from __future__ import annotations

import re

from pipeline.stages.offices.chains import Chain

LEAD = re.compile(
    r"(?P<neg>不再(?:兼任|担任)?|免去|免|卸任|辞去了?|撤销|解除)?(?P<pron>其|他|她|该同志)?(?P<old>此前|曾|历|原|先后)?"
    r"(?P<verb>拟提名为|提名为|拟任|拟|当选连任|连任|当选为?|推选为|选为|推为|选举为|决定任命为|任命为|聘任为|聘为|换为|委任为|"
    r"委派为|担任|出任|就任|接任|升任|调任|改任|转任|兼任|"
    r"历任|现任|原任|曾任|时任|续任|挂职任?|代理|(?<![新责信候首末继主])(?<!(?<!此)前)任|(?<![应正适担])当|为|系|是|兼|的)?$"
)
_HEADING = re.compile(
    r"^[^。；\n]{0,30}(?P<act>任命|聘任|选举|当选|提名|任职|任免|研究决定)[^。；\n]{0,16}：?[ \u3000]*$", re.MULTILINE
)
_OTHER_HEADING = re.compile(r"^[ \u3000]*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", re.MULTILINE)


_ELECTION = re.compile(r"选举|[增补改推]选|推举|推为|选[出为]")
#: what an election brought forth, in a sentence that lists it: 选举产生县人大常委会主任：甲
_PRODUCED = re.compile(r"(?:选举产生|选举|选出|推选出?|推举)了?(?!办法|工作|结果|事项|制度|法|权|委员会)[^。\n]{0,80}$")


def produced(text: str, start: int, pos: int) -> bool:
    """Does the sentence that starts at `start` say that the post at `pos` was filled by election?"""
    return _PRODUCED.search(text, max(start, pos - 96), pos) is not None  # it can be no longer


_BY_ACT = {
    "任命": "appointed",
    "聘任": "appointed",
    "任职": "appointed",
    "任免": "appointed",
    "研究决定": "appointed",
    "选举": "elected",
    "当选": "elected",
    "提名": "designate",
}


def heading_status(text: str, pos: int) -> str | None:
    """What the heading over a list of names says of them (二、决定任命：); None where there is none."""
    floor = max(0, pos - 800)
    lines = text[floor : text.rfind("\n", floor, pos) + 1].split("\n")[-14:]
    for line in reversed(lines):
        m = _HEADING.match(line)
        if m is not None:
            return _BY_ACT[m["act"]]
        if _OTHER_HEADING.match(line):
            return None
    return None


_DECIDED = re.compile(r"决定|任命|选举|表决")


def status_of(lead: re.Match[str], text: str, chain: Chain) -> str | None:
    """What the verb before a chain says of the time of its posts; None: they are held now."""
    verb, neg = lead["verb"] or "", lead["neg"]
    if neg:
        return "removed"
    if verb in ("拟提名为", "提名为", "拟任", "拟"):
        return "designate"
    if verb in ("当选连任", "连任", "当选", "当选为", "推选为", "选为", "推为", "选举为"):
        return "elected"
    if lead["old"] or verb in ("历任", "原任", "曾任", "时任"):
        return "former"
    if verb == "代理":
        return "acting"
    window = text[max(0, chain.start - 60) : chain.start]
    clause = re.split(r"[。；\n]", window)[-1]
    if verb in ("为", "任", "任命为", "决定任命为", "聘任为", "聘为", "委派为", "委任为", "换为"):
        named = clause.rfind("提名")
        if named >= 0 and not _DECIDED.search(clause, named):  # 根据…的提名，决定X为副总理 is decided
            return "designate"
        if _ELECTION.search(clause):
            return "elected"
        if re.search(r"任命|聘任|委派|委任|决定", clause) or "任命" in verb or "聘" in verb:
            return "appointed"
        if verb in ("为", "任"):
            return heading_status(text, chain.start)
    return None
