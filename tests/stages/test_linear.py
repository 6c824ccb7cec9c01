"""Inputs are hostile: no stage may take more than its share of time when a text of one kind only grows."""

from __future__ import annotations

from functools import lru_cache

import pytest

from pipeline.config import Settings
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import ORDER, STAGES, Stage
from tests.linear import assert_linear

#: stage → what it is repeatedly made of, each once the way to a scan within a scan
FILLERS = {
    "clean": ("一\n", " \n", "（", "分享到：\n"),
    "articles": ("一\n", "2023年1月5日\n标题\n", "（记者 王明）\n", "来源：新华社\n"),
    "dates": ("1月", "年", "2020", "十", "1月5日至", "（1921"),
    "names": ("年", "作者：王明 ", "王明、", "马·", "李　明 ", "王明（", "〔2020〕1号"),
    "organizations": (
        "中共青岚县委员会办公室主任",
        "縣委書記吳新明出席座談會強調要堅持以人民為中心推動高質量發展",
        "第十四届全国政协常委",
        "该局局长、",
        "昆山市委",
        "镇",
    ),
    "offices": ("县委常委、", "王明主任", "王明、市长", "（兼）", "作者：王明 "),
    "events": ("一\n", "任命王明为县长；", "王明会见李强，", "会上，王明主持。", "会议"),
    "phrases": ("王明主任出席\n", "“四个”", "“甲乙丙丁”要求", "王明强调：“要", "他强调要", "《", "、察民情"),
    "link": ("王明、", "昆山市委", "任命王明为县长；"),
    "record": ("1月", "王明、", "昆山市委", "任命王明为县长；"),
}


@lru_cache(maxsize=1)
def _stages() -> tuple[Stage, ...]:
    return tuple(STAGES[name](Settings()) for name in ORDER)


@lru_cache(maxsize=32)
def _before(name: str, filler: str, length: int) -> Reading:
    """A text of a filler with the layers that stand before a stage."""
    reading = Reading(SourceText(id="hostile", text=(filler * (length // len(filler) + 1))[:length]))
    for stage in _stages()[: ORDER.index(name)]:
        stage.run(reading)
    return reading


@pytest.mark.parametrize(("name", "filler"), [(n, f) for n, fs in FILLERS.items() for f in fs])
def test_a_stage_takes_time_in_step_with_the_text(name: str, filler: str) -> None:
    stage = _stages()[ORDER.index(name)]
    assert_linear(lambda n: stage.process(_before(name, filler, n)), 2000)


def test_every_stage_has_its_fillers() -> None:
    assert tuple(FILLERS) == ORDER
