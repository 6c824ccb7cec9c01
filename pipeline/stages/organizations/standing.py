"""How a name stands in its sentence: what goes before and behind it that only a place has."""

from __future__ import annotations

import re

from pipeline.lexicon import words as usage

#: verbs of motion and place, and the characters with which each is another word
GOES = {
    "在": "所存潜内外实旨", "从": "自服听遵顺", "来": "未近以原本从带起过出回历将后往由", "进": "推促改前先引跟增挺",
    "入": "投收进加深列融纳引", "援": "支救增声应", "到": "达做得感受看遇收听想提直",
    "赴": "", "抵": "", "离": "", "驻": "", "返": "",
    "莅": "", "留": "", "访": "", "旅": "",
}  # fmt: skip
#: more of them, for names of two characters and more
_GOES_TOO = {
    "陷": "缺诬深塌凹下失",
    "至": "甚及乃以", "往": "以来交", "由": "理经自缘事因", "自": "各独亲来私", "经": "已曾业正神历", "过": "通超不难胜度错透",
    "回": "收挽召撤追驳夺取", "去": "过失除离出上下进", "于": "关由对至属等终低高大小基鉴处善便利急乐勇敢多少归限忠难", "是": "",
}  # fmt: skip
_REACHED = re.compile(
    r"(?:解放|攻[克占打入]|占[领据着]|收复|窜犯|进犯|侵[占犯]|围攻|转战|途经|取道|路过|走进|深入|抵达|到达|来自|毗邻|邻近|落户|扎根|地处|奔赴|支援|"
    r"参观|游览|瞻仰|祭扫|凭吊|[迁安]葬|对接|牵手|走向|情系|聚焦|联系)\Z"
)
#: what stands before a stem that is a word of its own
BEFORE = frozenset("在到赴至从由向对往经是和与及于为给让把将被自的援驻以称访抵离距达说")
_AFTER = frozenset("的和与及等两三四五县市区地在为以是已将把从到有各一全也还要正可则又就同、")
_UNITS = frozenset("省市县区州盟旗")
#: what is said of a place
_SAID = re.compile(
    r"人(?:氏|(?=[，。；、）]|$)|(?![民员口才士大事数家工])(?=[一-鿿]{2,3}(?:[，。；、（]|$)))|籍|县城|城(?:[内外里头下中东西南北]|[，。；、的])|总部|[江河圩大]堤|沦陷|失守|大水|解放(?!思|生|大|军|全)|起义|暴动|一带|境内|全境|境域|辖区|地处|位于|大地|儿女|"
    r"各[界地族]|老区|苏区|山区|老家|召开|举[行办]|设立|开[展会幕]|调研|考察|视察|检查|指导|督导|慰问|走访|参观|挂职|任[职教]|插队|务工|投资|"
    r"出生|牺牲|试点|被(?=[一-鿿]{0,4}[捕俘杀害围])|就义|被捕|遇害|集结|会师|阻击|集训|驻扎|落[户地]|人民(?!政府|法院|检察|医院|代表|团体|币|日报)|干部|群众|农民|百姓|乡亲|商会|分公司"
)
#: what is said of somebody who comes from a place: 由|修水|进抵
_THENCE = re.compile(r"[进出到抵赴经向转开]")
#: a word met so often holds a character of the name; names of places count for less
_WORD = 26


def han(c: str) -> bool:
    return "一" <= c <= "鿿"


def gone_to(text: str, s: int) -> bool:
    """Whether a verb of motion or place stands right before: 来|政和, 后遇害于|龙泉, 窜犯|遂昌."""
    before = text[s - 1 : s]
    barred = GOES.get(before, _GOES_TOO.get(before))
    if barred is not None:
        return text[s - 2 : s - 1] not in barred or s < 2
    return _REACHED.search(text, max(0, s - 3), s) is not None


def free_left(text: str, s: int) -> bool:
    """Whether nothing before joins a name: a mark, a particle, a unit word, a date."""
    before = text[s - 1 : s]
    if not han(before) or before in BEFORE or before in _UNITS:
        return True
    return before in "年月日" and text[s - 2 : s - 1].isdigit()


def free_right(text: str, e: int) -> bool:
    """Whether nothing behind joins a name: a mark or a particle."""
    after = text[e : e + 1]
    return not han(after) or after in _AFTER


def joined(text: str, s: int, e: int) -> bool:
    """Whether a word takes the last character of a name with what follows: 在|惠民|生, 到|安康|复."""
    return any(usage.count(text[e - 1 : e + n]) >= _WORD for n in (1, 2) if e + n <= len(text))


def said_of_place(text: str, s: int, e: int) -> bool:
    """Whether something follows that is said of a place only: 沂水|人，, 遂昌|解放."""
    return _SAID.match(text, e) is not None or (
        text[s - 1 : s] in ("由", "从", "自") and _THENCE.match(text, e) is not None
    )


def alone(text: str, s: int, e: int) -> bool:
    """Whether a bare stem stands as a word: between marks or particles (惠民 in 惠民生 does not)."""
    before = text[s - 1 : s]
    left = not han(before) or before in BEFORE or before in _UNITS
    return left and free_right(text, e)
