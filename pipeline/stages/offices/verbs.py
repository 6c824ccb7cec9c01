"""The verbs of office: 任, 当选, 免去, and what each says of the post's time."""

from __future__ import annotations

import re

from pipeline.lexicon import offices
from pipeline.stages.offices.chains import NOTE, Chain

_VERBS = offices.values("lead_verb")
LEAD = re.compile(
    rf"(?P<neg>{offices.either('lead_removed')})?(?P<pron>其|他|她|该同志)?(?P<old>此前|曾|历|原|先后)?(?P<each>分别)?"
    rf"(?P<verb>{offices.either('lead_verb')}|(?<![新责信候首末继主拒请谢下一])(?<!(?<!此)前)任|(?<![应正适担])当)?$"
)
_HEADING = re.compile(
    r"^[^。；\n]{0,30}(?P<act>任命|聘任|选举|当选|提名|任职(?!务)|任免|免去|研究决定|决定(?=：))[^。；\n]{0,16}：?[ \u3000]*$",
    re.MULTILINE,
)
_OTHER_HEADING = re.compile(r"^[ \u3000]*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", re.MULTILINE)


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
    "免去": "removed",
    "研究决定": "appointed",
    "决定": "appointed",
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


_ACT = re.compile(offices.either("act"))
#: what stands after the post in a notice: 任副主任，免去其…; 任局长（试用期一年）
_NOTICE = re.compile(rf"(?:{NOTE})?[，；](?:同时)?免去|（试用期|，?试用期")
_NAMED_TO = re.compile(r"(?:聘任|任命|聘请|聘用)[\u4e00-\u9fff]{2,4}(?:同志|先生|女士)?担任$")
_CLAUSE = re.compile(r"[。；\n]")
#: 2011年2月任…: what a heading tells is of another day
_OWN_DATE = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:起|后|，)?[再又兼]?任$")


def _acted(clause: str) -> str | None:
    """What the last verb of a clause says of the posts after it: 根据…的提名，决定… is decided."""
    found = [offices.values("act")[m[0]] for m in _ACT.finditer(clause)]
    return found[-1] if found else None


#: 省委决定：甲同志任…；乙同志任…: the word that decides stands once for all
_DECIDED = re.compile(
    r"(?:决定|任免如下|通过|批准|同意|通知)[^。；，：\n]{0,6}：[^。\n]{0,200}$|(?:委|[部厅局]|政府|国务院)通知[，：][^。；\n]{0,60}$|"
    r"(?:宣布|宣读)了?[^。\n]{2,60}(?:决定|通知)。[^\n]{0,90}$"
)
#: 此前，甲任乙市市长: till what was just told
_BEFORE_THAT = re.compile(
    r"(?:此前|在此之前|之前|早前|(?:调整|履新|任职|到任|上任|(?:本次|此次|被)任命|提拔|提任)前)，?(?:[\u4e00-\u9fff·]{2,6})?(?:一直)?[担历]?任$"
)
#: 改任市委书记，2016年4月卸任
_GONE_SINCE = re.compile(
    r"(?:一职|职务)?，(?:并)?(?:[已直]?[至于到])?(?:(?:19|20)\d\d年)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:卸任|离任|去职|离职|调离|被免职|退休|离休)"
)
#: 利用担任县长、县委书记等|职务上的便利; 在担任局长|期间
_THEN = re.compile(r"(?:[^。；\n]{0,80}?职务(?:上的|的)?(?:便利|影响)|[^。；\n]{0,80}?职务之便|[^。；\n]{0,40}?期间，)")


#: 甲|将|出任…, and no general
_TO_COME = re.compile("(?<![大上中少名老部战虎武干])将(?:会|要|于近?[日期])?$")
_COMES_TO = frozenset(("任", "出任", "调任", "转任", "升任", "接任", "就任", "担任", "改任", "继任"))


def status_of(lead: re.Match[str], text: str, chain: Chain) -> str | None:
    """What the verb before a chain says of the time of its posts; None: they are held now."""
    verb = lead["verb"] or ""
    if lead["neg"]:
        return "removed"
    said = _VERBS.get(verb) or None
    at = chain.start - len(lead[0])
    if verb in _COMES_TO and not lead["old"] and _TO_COME.search(text, max(0, at - 4), at):
        return "designate"
    if said in ("designate", "elected", "acting"):
        return said
    if lead["old"] or said == "former" or _BEFORE_THAT.search(text, max(0, chain.start - 26), chain.start):
        return "former"
    if _GONE_SINCE.match(text, chain.end):
        return "former"
    if verb in ("任", "担任") and _THEN.match(text, chain.end):
        return "former"
    if verb == "担任" and _NAMED_TO.search(text, max(0, chain.start - 30), chain.start):
        return "appointed"  # 聘任甲先生担任总经理
    if verb == "兼" and heading_status(text, chain.start) == "appointed":
        return "appointed"  # 任命：⏎甲兼外交部部长，
    if verb in ("为", "成为", "任", "兼任") or said == "appointed":
        clause = _CLAUSE.split(text[max(0, chain.start - 60) : chain.start])[-1]
        own_date = _OWN_DATE.search(text, max(0, chain.start - 14), chain.start)
        acted = _acted(clause.rpartition("，")[2] if own_date else clause) or said
        if acted is not None and verb != "兼任":
            return acted
        if verb in ("任", "为") and _DECIDED.search(text, max(0, chain.start - 220), chain.start):
            return "appointed"
        if verb in ("为", "任") and not own_date and (heading := heading_status(text, chain.start)) is not None:
            return heading
        if _NOTICE.match(text, chain.end):
            return "appointed"
    return said


#: what says after a post that it was offered and not taken
DECLINED = re.compile(r"(?:一职|职)?[，；](?:坚辞|力辞|固辞|婉辞|婉拒|谢绝|辞谢|辞不就|不就|未就|未到任|未赴任|均坚辞)")
#: 其…委员职务|相应终止
ENDED = re.compile(
    r"(?:一)?职务?(?:随之|随即|相应|自行|依法|同时|一并|也|亦|均)?(?:被|予以)?(?:终止|免除|解除|免去|撤销|罢免)"
)
#: a verb of calling before 其: the one called is not the one who calls
CALLED = re.compile(r"(?:委任|委派|聘请|任命|委|聘|邀|推|举|选|请|派)$")
