"""The lexicon of role nouns: every row is checked."""

from __future__ import annotations

import pytest

from pipeline.lexicon import titles
from pipeline.lexicon.loader import rows

KINDS = {"post", "membership", "rank", "occupation", "status", "role", "address", "torn"}


def test_every_row_is_whole() -> None:
    seen = set()
    for r in rows(titles.FILE):
        form = r["title"]
        assert form
        assert form == form.strip()
        assert form not in seen, form
        seen.add(form)
        assert r["kind"] in KINDS, form
        assert all(r[c] for c in ("head", "domain", "source")), form
        assert r["exclusive"] in ("", "1"), form
        assert not form.startswith(("副主", "副书", "副总")), form  # level words are not the lexicon's
    assert len(seen) >= 1500


@pytest.mark.parametrize(
    ("text", "post", "status", "organ"),
    [
        ("常务副市长", "常务副市长", None, ""),
        ("原党组书记", "书记", "former", "党组"),
        ("代县长", "代县长", "acting", ""),
        ("当选总统", "总统", "elected", ""),
        ("国防部长", "部长", None, "国防部"),
        ("第一副总理", "第一副总理", None, ""),
        ("前首相", "首相", "former", ""),
        ("专职副主任", "专职副主任", None, ""),
        ("联邦总理", "联邦总理", None, ""),
        ("纪委副书记", "副书记", None, ""),
        ("县人大副主任", "副主任", None, ""),
    ],
)
def test_forms(text: str, post: str, status: str | None, organ: str) -> None:
    hit = list(titles.find(text))[-1]
    assert (hit.post, hit.status, hit.title.organ) == (post, status, organ)
