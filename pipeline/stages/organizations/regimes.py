"""Governments that are not the People's: 国民党平利县政府, 伪永康县政府, 汪伪江苏省政府."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.stages.organizations.context import Resolved

#: whose a government is that is named with it
OF_ANOTHER = re.compile(r"(?:国民党|[日汪]?伪|伪满|北洋|民国|国民政府)\Z")
#: what such a regime has at a place under the name that bodies of today have too
_SEAT = re.compile(r"(?:[省市县区乡镇]政府|公署|专署|[县市]公安局|警察局|法院)\Z")
_PEOPLES = re.compile(r"人民|民主|抗日|苏维埃")


def named(text: str, resolved: Sequence[Resolved]) -> list[Resolved]:
    """The bodies with those of other regimes under the regime's name, which takes the place of what it alone stands for."""
    out: list[Resolved] = []
    for r in resolved:
        start, end = r.raw.start, r.raw.end
        whose = OF_ANOTHER.search(text, max(0, start - 4), start)
        said = text[start:end]
        if whose is None or not _SEAT.search(said) or _PEOPLES.search(said) or r.derivation != "explicit":
            out.append(r)
            continue
        while out and out[-1].raw.end > whose.start():
            out.pop()  # 国民党 alone
        r.raw.start = whose.start()
        r.body = replace(r.body, name=whose[0] + said, short=None, aliases=(said,))
        out.append(r)
    return out


__all__ = ["OF_ANOTHER", "named"]
