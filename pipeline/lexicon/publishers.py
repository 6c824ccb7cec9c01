"""Newspapers, agencies and news sites with the place they belong to (昆山日报 → 昆山市).

`data/publishers.tsv`: `name`, `place` (short administrative name, empty for central media), `kind`
(newspaper | agency | broadcaster | site), `host` (of its web site), `source`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon.loader import rows

#: names under which betting and lottery sites present copied official texts
SHADY = re.compile(
    r"\d{1,4}国际(?:游戏|娱乐|官网|平台|彩票)|(?:游戏|娱乐|棋牌|彩票|博彩|电竞|体育)(?:官网|平台|城|在线|app|APP|下载|登录|注册|网址)|博彩|赌场|彩票(?:官网|平台|网)|时时彩|"
    r"百家乐|真人娱乐|娱乐城|老虎机|皇冠体育|澳门(?:新?葡京|威尼斯人|金沙)|(?:开云|乐鱼|爱游戏|华体会|米兰|江南|星空|欧宝|亚博|九游|必赢|万博|大发|幸运)体?(?:体育|娱乐|会|app|APP|官网|"
    r"官方)|世界杯(?:买球|下注|投注)|投注|hth|kaiyun|bet\d{2,3}",
)


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in rows("publishers.tsv")}


@lru_cache(maxsize=1)
def _hosts() -> dict[str, str]:
    return {row["host"]: name for name, row in _table().items() if row.get("host")}


def is_publisher(name: str) -> bool:
    """Whether a name is a known newspaper, agency, broadcaster or news site."""
    return name in _table()


def place_of(name: str) -> str | None:
    """The place a publisher belongs to, None for central media and unknown names."""
    row = _table().get(name)
    return (row["place"] or None) if row else None


def site_of(url: str) -> str | None:
    """The publisher whose web site an address leads to (https://tv.cctv.com/… → 央视网)."""
    m = re.search(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})", url)
    if m is None:
        return None
    parts = m[1].split(".")
    return next((name for i in range(len(parts) - 1) if (name := _hosts().get(".".join(parts[i:])))), None)
