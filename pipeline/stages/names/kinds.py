"""Whether a person is of our time or of history, and what says so."""

from __future__ import annotations

import re

from pipeline.lexicon import people

_DYNASTY = re.compile(
    r"(?:北宋|南宋|西汉|东汉|秦代|汉代|三国|魏晋|西晋|东晋|南朝|北朝|隋代|唐代|盛唐|晚唐|五代|宋代|元代|明代|明末|清代|清末|晚清|清初|民国|近代|古代|"
    r"春秋|战国|先秦|商朝|周朝|秦朝|汉朝|隋朝|唐朝|宋朝|元朝|明朝|清朝|宣统|光绪|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|顺治|崇祯|万历|嘉靖|洪武|永乐)"
    r"[^，。；！？、\n]{0,14}$"
)
#: offices of states today
_OF_STATE = re.compile(r"总统|副总统|总理|首相|国王|王储|外长|外交大臣|部长|议长|大使|主席")
_OF_STATE_BEFORE = re.compile(r"(?:总统|总理|首相|国王|王储|外长|大臣|部长|议长|大使|主席)$")
_BEFORE = re.compile(r"(?:烈士|先贤|先烈|先驱|革命家|名臣|丞相|宰相|知县|知府|县令|巡抚|诗人|词人|文学家)$")


def kind(text: str, start: int, name: str) -> tuple[bool, str | None]:
    """(historical?, the reason): life dates in the gazetteer, a dynasty or an old office before the name."""
    figure = people.people().get(name)
    if (
        figure is not None
        and figure.kind == "historical"
        and not (name in people.foreign() and _modern(text, start, name))
    ):
        return True, f"life dates {figure.born or '?'}–{figure.died or '?'}"
    if figure is not None and figure.kind == "contemporary":
        return False, None
    if m := _DYNASTY.search(text, max(0, start - 20), start):
        return True, f"dynasty: {m[0][:2]}"
    if m := _BEFORE.search(text, max(0, start - 4), start):
        return True, f"before the name: {m[0]}"
    return False, None


def _modern(text: str, start: int, name: str) -> bool:
    """Whether a name that the press uses today stands beside an office of a state (穆罕默德总统)."""
    end = start + len(name)
    return _OF_STATE.match(text, end) is not None or _OF_STATE_BEFORE.search(text, max(0, start - 4), start) is not None
