"""Words of time that are none: parts of others (免|去夏|光, 最|小年|龄, 达产|后年|产值) and figures of speech (明天的中国)."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon.date_cues import one_of

#: how far back a word may reach that ends in the first character of a word of time
_BACK = 4
_HAN = re.compile("[\u4e00-\u9fff]")


@lru_cache(maxsize=64)
def _after(*cues: str) -> re.Pattern[str]:
    return re.compile(one_of(*cues))


@lru_cache(maxsize=64)
def _before(*cues: str) -> re.Pattern[str]:
    return re.compile(one_of(*cues) + r"\Z")


def ends(text: str, at: int, *cues: str) -> bool:
    """Whether a word of these cues ends at an offset."""
    return _before(*cues).search(text, max(0, at - _BACK), at) is not None


def starts(text: str, at: int, *cues: str) -> bool:
    """Whether a word of these cues starts at an offset."""
    return _after(*cues).match(text, at) is not None


def no_season(text: str, start: int) -> bool:
    """免去夏光的职务, 如今秋收, 文明春风: 去, 今, 明 before a season that close another word."""
    cue = {"去": "not-leave-before", "今": "not-now-before", "明": "not-bright-before"}.get(text[start])
    return cue is not None and ends(text, start, cue)


def no_year(text: str, start: int, end: int, word: str) -> bool:
    """达产后年产值, 改革后年均, 目前年度: a 后 or 前 that closes what is before it, and a 年 that opens what follows."""
    if word not in ("前年", "后年", "上年"):
        return False
    if ends(text, start, "no-longer-before") or (word != "上年" and starts(text, end, "yield-after")):
        return True
    # 毕业后年纪, 90后年轻人, 投产后年底: 后年 needs a clause of its own or a word that looks ahead
    before = text[max(0, start - 1) : start]
    return word == "后年" and bool(_HAN.match(before)) and not ends(text, start, "two-years-on-before")


def no_day(text: str, start: int, end: int, word: str) -> bool:
    """今日俄罗斯电视台, 今天的中国, 美好的明天, 最快当天就能送达, 进入第二天."""
    if word == "今日" and (
        text[max(0, start - 1) : start] == "如" or starts(text, end, "today-figurative") or _is_medium(text, start, end)
    ):
        return True
    if word in ("今天", "今日", "明天", "昨天") and _of_an_age(text, end):
        return True
    if word in ("明天", "明日") and ends(text, start, "tomorrow-before"):
        return True
    if word in ("明日", "明早", "明晚", "明晨") and ends(text, start, "bright-before"):
        return True  # 光明|日报
    if word in ("当天", "当日") and (ends(text, start, "at-the-soonest") or starts(text, end, "at-once")):
        return True
    return word in ("第二天", "第三天") and ends(text, start, "nth-before")


def _of_an_age(text: str, end: int) -> bool:
    """今天的中国, 明天的事业; of the day is 今天的中国队比赛."""
    m = _after("of-people-after").match(text, end + 1) if text.startswith("的", end) else None
    return m is not None and not starts(text, m.end(), "of-people-not")


def _is_medium(text: str, start: int, end: int) -> bool:
    """今日俄罗斯电视台, 《今日中国》: the name of a medium; no 今日俄罗斯总统…."""
    return starts(text, end, "today-medium") or (text[max(0, start - 1) : start] == "《")


def no_festival(text: str, start: int, end: int, name: str) -> bool:
    """最小年龄, 中小年级: 小年 between two words; another state's day of its navy or constitution."""
    if name in ("宪法日", "海军节"):
        return _before("foreign-day").search(text, max(0, start - 12), start) is not None  # 俄海军节
    if starts(text, end, "feast-named-after"):
        return True  # 第五届清明文化节: what it is called by
    return name == "小年" and (ends(text, start, "small-before") or starts(text, end, "small-after"))


def no_those_days(text: str, end: int) -> bool:
    """当年难以想象的变化, 当年的情景: in those days, and no year that has been named."""
    return starts(text, end, "those-days")
