"""Leaders and the bodies whose posts they hold: every row is checked."""

from __future__ import annotations

import re

import pytest

from pipeline.lexicon import leaders
from pipeline.lexicon.loader import rows

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def test_every_row_is_whole() -> None:
    seen = set()
    for r in rows(leaders.FILE):
        key = (r["name"], r["title"], r["body"], r["from"])
        assert key not in seen, key
        seen.add(key)
        assert all(r[c] for c in ("name", "title", "body", "source")), key
        assert _DAY.fullmatch(r["from"]), key
        assert not r["to"] or r["from"] < r["to"], key
    assert len(seen) >= 350


@pytest.mark.parametrize(
    ("name", "title", "day", "body"),
    [
        ("马克龙", "总统", "2024-05", "法国"),
        ("苏林", "主席", "2024-06-01", "越南"),
        ("科斯塔", "总理", "2023", "葡萄牙"),
        ("科斯塔", "主席", "2025-03-01", "欧洲理事会"),
        ("费利克斯·齐塞克迪", "总统", None, "刚果（金）"),
        ("马克龙", "总理", None, None),
        ("张三", "总统", None, None),
    ],
)
def test_body(name: str, title: str, day: str | None, body: str | None) -> None:
    assert leaders.body_of(name, title, day) == body


def test_a_leader_whose_terms_are_over_held_the_post() -> None:
    assert leaders.over("毛泽东", "主席", "2023-07-20")
    assert leaders.over("尼克松", "总统", "2023")
    assert not leaders.over("周恩来", "总理", "1975-01-13")
    assert not leaders.over("周恩来", "总理", None)
    assert not leaders.over("习近平", "主席", "2023-07-20")
    assert not leaders.over("毛泽东", "校长", "2023-07-20")
