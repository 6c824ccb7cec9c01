"""What the characters of a string are worth as a name, wherever it stands: surname, given characters, sound."""

from __future__ import annotations

from functools import lru_cache

from pipeline.lexicon import surnames, words

#: characters that no name has
NEVER = frozenset("的了是在和与及把被让着过这那没也都你我他她它们氏等还已又将均则即至某")
#: a character never met in that place of a given name: alone, one of two; and one that cannot stand in any
D1, D2, NO = surnames.RARE - 1.3, surnames.RARE - 0.85, -99.0
#: what 和 at the end of a name costs besides
PEACE_LAST = -1.0
_PLACE_LAST = frozenset("村镇乡县市区州省屯寨沟坝埠街道路局厅部委队町邨")
_LAND_LAST = frozenset("河湖岭峡岛桥寺岗港湾里家阁")
#: surnames that are first of all function words
FUNCTION = frozenset("和都的同可能由从向有要应当会将被更是为自后还及或")


@lru_cache(maxsize=1)
def weak() -> frozenset[str]:
    """Rare surnames that are above all common words (干, 治, 鸟, 通): they want more than form to be one."""
    single = words.load().single
    return frozenset(
        s for s, p in surnames.surnames().items() if len(s) == 1 and p < -9.0 and single.get(s, words.UNSEEN) > p - 2.0
    )


def given(chars: str) -> float | None:
    """Log probability of one or two characters as a given name; None where it cannot be one."""
    single, first, last = given_scores()
    score = single.get(chars, D1) if len(chars) == 1 else first.get(chars[0], D2) + last.get(chars[1], D2)
    return score if score > NO / 2 else None


@lru_cache(maxsize=1)
def given_scores() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Scores alone, first and last, with what cannot stand there and what more often ends a place's name."""
    g = surnames.given()
    single = {c: p - 0.3 for c, p in g.single.items()}
    first = {c: p + 0.15 for c, p in g.first.items()}
    last = {c: p + 0.15 for c, p in g.last.items()}
    for table, default in ((single, D1), (last, D2)):
        for chars, penalty in ((_PLACE_LAST, 4.0), (_LAND_LAST, 2.5)):
            for c in chars:
                table[c] = table.get(c, default) - penalty
    single["方"] = single.get("方", D1) - 3.0  # 欧方, 马方: a country's side
    single["总"], last["总"] = NO, last.get("总", D2) - 6.0  # 彭总, 陈老总: a form of address
    peace = {id(t): t.get("和", d) for t, d in ((single, D1), (last, D2))}
    for table in (single, first, last):
        table.update(dict.fromkeys(NEVER, NO))
    for table in (single, last):
        table["和"] = max(peace[id(table)], -10.0) + PEACE_LAST  # 丘和, 易中和: only where no second name follows
    return single, first, last


@lru_cache(maxsize=1)
def surname_scores() -> dict[str, float]:
    """Surname → score; function words that are surnames too are worth less, compound ones more."""
    return {s: p + (1.5 if len(s) > 1 else -4.0 if s in FUNCTION else 0.0) for s, p in surnames.surnames().items()}


def _native_parts(part: str) -> int | None:
    """How many native parts make it up, one, two or three (洛桑|丹增); None where it is not made of them."""
    native = surnames.native()
    if part in native:
        return 1
    if not 3 <= len(part) <= 9:
        return None
    halves = [k for k in range(1, len(part) - 1) if part[:k] in native]
    if any(part[k:] in native for k in halves):
        return 2
    return (
        3 if any(part[k:j] in native and part[j:] in native for k in halves for j in range(k + 1, len(part))) else None
    )


def part_score(part: str) -> float:
    """A part of a name between dots: by sound, or as a Chinese or native name (马建刚·伊布拉, 李德·江措)."""
    t = surnames.transliteration()
    best = sum(t.get(c, -10.0) for c in part if c != "-")
    if (n := _native_parts(part)) is not None:
        best = max(best, -6.0 * n)
    if 2 <= len(part) <= 3:
        sp, gp = surnames.surnames().get(part[0]), given(part[1:])
        if sp is not None and gp is not None:
            best = max(best, sp + gp - 1.0)
    return best
