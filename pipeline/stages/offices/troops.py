"""Units of the army and the armed police as a text names them: 第79集团军某合成旅, 武警某支队, “红岩连”."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.lexicon import offices
from pipeline.stages.offices.bodies import Body

_ARMS = offices.either("arm")
_TROOP = "|".join(offices.words("troop"))
_HAN = "[\u4e00-\u9fff]"
_NAME = re.compile(
    rf"(?:(?<!{_HAN})|(?<=[到在赴驻与和对向为由]))(?:{_ARMS}){_HAN}{{1,8}}?(?P<a>{_TROOP})(?!长)"
    rf"(?:{_HAN}{{1,6}}?(?P<a2>支队|大队|中队)(?![长里]))?|"
    rf"(?<!{_HAN})(?:(?![的任了在到与和对着随]){_HAN}){{2,6}}?(?P<area>军分区|警备区|省军区)|"
    rf"(?:[东西南北中]部战区)?(?:陆军|空军|海军|火箭军)?第\d{{1,3}}集团军(?:{_HAN}{{0,8}}?(?P<b>旅|师|团|基地)(?![长游行]))?|"
    rf"(?:{_ARMS})?(?<![曾当])某{_HAN}{{0,6}}?(?P<c>旅|师|团|基地|大队|支队|总队)(?![长结体游行队伙员购委支])"
)
_SHIP = re.compile(rf"(?:在|登上|来到|驶离)({_HAN}{{2,4}}舰)(?=上|，|、|官兵|甲板)")
_COMPANY = re.compile(rf"“(?P<name>{_HAN}{{1,10}}?(?P<unit>连队?|营|班|艇|中队|大队))”(?!长)")


#: a company or a battalion called by its numbers alone: 某边防团三营七连, 二连
_N = "(?:合成|装甲|机步|步兵|摩步|炮兵|坦克|工兵|防空|侦察|通信)?第?[一二三四五六七八九十\\d]{1,3}"
_NUMBERED = re.compile(
    rf"(?P<above>某{_HAN}{{0,6}}?(?:师|旅|团|部))?(?:(?P<battalion>{_N}营)(?![业地养救造])(?P<company>{_N}连)?|"
    rf"(?P<alone>(?<!接){_N}连))(?![续胜冠败任接环忙夜同年串载浩])"
)


class Troops:
    """The units that one document names, in text order."""

    def __init__(self, text: str) -> None:
        found: list[tuple[int, str, str, tuple[str, ...]]] = []
        if any(w in text for w in ("军", "武警", "消防", "支队", "旅", "团", "连", "营")):
            ends: dict[int, str] = {}
            for m in _NAME.finditer(text):
                if m["a2"]:
                    found.append((m.end("a"), text[m.start() : m.end("a")], m["a"], ()))
                unit = m["a2"] or m["a"] or m["area"] or m["b"] or m["c"] or "军"
                found.append((m.end(), m[0], unit, ()))
                ends[m.end()] = m[0]
            for m in _SHIP.finditer(text):
                found.append((m.end(1), m[1], "舰", ()))
            for m in _COMPANY.finditer(text):
                above = ends.get(m.start())
                unit = m["unit"].removesuffix("队") if m["unit"] == "连队" else m["unit"]
                names = (f"{above}{m['name']}", m["name"]) if above else ()
                found.append((m.end(), f"{above}{m[0]}" if above else m["name"], unit, names))
            if found or any(w in text for w in ("连长", "指导员", "营长", "教导员")):
                for m in _NUMBERED.finditer(text):
                    above, battalion, company = m["above"] or "", m["battalion"] or "", m["company"] or m["alone"] or ""
                    if company:
                        found.append((m.end(), above + battalion + company, "连", (battalion + company, company)))
                    if battalion:
                        found.append((m.end(), above + battalion, "营", (battalion,)))
                    if above.endswith(("团", "旅", "师")):
                        found.append((m.end(), above, above[-1], ()))
        found.sort(key=lambda f: f[0])
        self._found = found
        self._ends = [f[0] for f in found]

    def last(self, units: frozenset[str] | tuple[str, ...], pos: int) -> Body | None:
        """The last unit of some kinds that the text has named before a position."""
        for i in range(bisect_left(self._ends, pos + 1) - 1, -1, -1):
            end, name, unit, others = self._found[i]
            if pos - end > 3000:
                return None
            if unit in units:
                return Body(name, None, others, "military", None, "inherited")
        return None
