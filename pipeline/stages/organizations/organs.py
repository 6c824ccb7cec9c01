"""The grammar of organs: what may follow a place (昆山市|委组织部) or a unit word (市|发改委), as compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon.body_words import alternatives, guard, longest_first, words
from pipeline.lexicon.loader import rows

FILE = "body_heads.tsv"

#: a character that may stand inside the free name of a body
NAME = (
    "[^\\W\\d_的了在与及或对向从将把被是为就到由给让使着也都又还很最更这那其各等并而且但因所如若则即"
    "说称赴听看走召参访见迎送请]"
)
_RANK = r"(?:第一|常务|专职|兼职|执行|代理?|名誉|首席|总|党组|党委|资深|高级|助理|副|候任)*"
_POSTS = alternatives("post")
#: what stands right after the name of a body when a post in it follows (…中心|主任, …处|副处长, …局|党组成员)
TITLE = re.compile(
    rf"(?:（[^（）\n]{{1,12}}）)?(?:原|现任|时任|前)?{_RANK}(?:{_POSTS})|长(?![期远久江城春三征沙级]|会(?![见员同])|特别会议|非正式|磋商)|党组|党委|纪委"
)
_TITLE = TITLE.pattern


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns; each is matched at a position, never searched through the text."""

    organ: re.Pattern[str]
    cell: re.Pattern[str]
    free: re.Pattern[str]
    dept: re.Pattern[str]
    zone: re.Pattern[str]
    types: dict[str, str]
    heads: tuple[str, ...]


def _alt(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _no(word: str) -> str:
    """What must not follow a head, without the head."""
    return guard(word)[len(word) :]


def _guarded(words: Iterable[str]) -> str:
    return "|".join(guard(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


#: what a free name does not start with
_NO_NAME = alternatives("no_name")
#: verbs that a free name does not hold
VERB_INSIDE = re.compile(alternatives("verb_inside"))


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The patterns, built once from body_heads.tsv."""
    kinds: dict[str, list[str]] = {}
    types: dict[str, str] = {}
    for r in rows(FILE):
        kinds.setdefault(r["kind"], []).append(r["head"])
        types.setdefault(r["head"], r["type"])
    han = "[\\u4e00-\\u9fff]"
    party = rf"(?:党工委|党委|工委|地?委(?!员(?!会)))(?:{_guarded(kinds['party'])})"
    ends = f"分?局{_no('局')}|厅|署|办公室|委员会|办{_no('办')}|委{_no('委')}|总队|中心(?!组|区|集群|城)"
    dept = rf"(?:{_alt(kinds['dept'])})(?:管理|监督管理|工作|服务)?(?:{ends})"
    wei = rf"(?:{_alt(kinds['dept_wei'])})(?:委员会|委{_no('委')})"
    gov = rf"(?:(?:人民)?政府|行政公署|专员公署|[行专]署)(?:{_guarded(kinds['gov'])}|{dept}|{wei})"
    session = "(?:(?:第?[一二三四五六七八九十百\\d]{1,3}届?[、和]){0,4}第?[一二三四五六七八九十百\\d]{1,3}届)?"
    short = longest_first(words("assembly_short"))
    of_congress = rf"{short}|法制工委|法工委|财经委|机关|办公[室厅]|研究室|{guard('办')}"
    congress = rf"(?:人大常委会|人大|政协)(?:驻?{han}{{1,9}}?(?:工作委员会|委员会|工委|(?<=街道)联络处)|{of_congress})"
    stem = (
        "(?:对(?=台|外|口)|(?!关于|原[党副书主总纪局处厅院校省市县])" + NAME.replace("[^", "[^（）“”、，。；：") + ")"
    )
    parts = "[处科室庭部站所股]|支队|大队|分局|中心|研究室|委员会|工委|领导小组|指导组|督导组"
    after = rf"(?=(?:党组|党支部|党委)?(?:{_TITLE}))"
    sub = rf"(?:(?![副正原兼代])(?:(?!书记|兼|党委|党组|主任|局长|委员){stem}){{1,12}}?(?<![副正])(?:{parts}){after})"
    teams = "督察组|督查组|考核组|稽察组|核查组|验收组|指导组|督导组|巡视组|巡察组|巡学组|检查组|工作组"
    quoted = r"“[^”\n]{1,8}”"
    # 区政府|副区长甲陪同市安委会第五督导组: whoever goes with a team is no part of its name
    groups = (
        rf"(?:委|党委)?(?!(?:政府)?(?:{_TITLE}))(?:(?!陪同|随同|率领|带领){stem}|{quoted}){{0,14}}?"
        rf"第[一二三四五六七八九十]+(?:巡回)?(?:{teams})"
    )
    # a campaign whose name is that of a doctrine: 省委|学习贯彻…思想主题教育领导小组
    campaign = rf"(?:委|党委)?(?:{longest_first(words('campaign'))})(?:工作)?(?:领导小组|协调小组)"
    core = "|".join((campaign, groups, party, gov, congress, dept, wei, _guarded(kinds["local"] + kinds["organ"])))
    cell = rf"(?:{_guarded(kinds['cell'])})"
    unit = r"第?(?:[一二三四五六七八九十百]{1,4}|\d{1,5})(?:师|团|旅|军(?!事|人|队|分?区))"
    organ = re.compile(
        rf"(?P<session>{session})(?P<core>{core})(?P<sub>{sub})?(?P<cell>(?:{cell}){{0,2}})(?P<paren>（[^（）\n]{{1,8}}[办局委室]）)?"
    )
    free = re.compile(
        rf"(?P<core>(?!{_NO_NAME})(?:{stem}|（{han}{{1,6}}）|\d){{1,26}}(?:{_guarded(kinds['open'])}|{unit}))(?P<cell>(?:{cell}){{0,2}})"
    )
    open_dept = re.compile(
        rf"(?P<core>(?!{_NO_NAME}|分局局长)(?:{stem}){{2,16}}?(?:局|厅|委员会|办公室|委|办|中心|处|所|站|院|馆|台|学校(?!长)|党校|组|领导小组))(?P<sub>)(?P<cell>(?:{cell})?)(?=(?:{_TITLE}))"
    )
    zone = re.compile(
        rf"(?:{stem}{{0,8}}?)(?:经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|综合保税区|保税港区|保税区|综合实验区|先行示范区|"
        r"自由贸易试验区|自贸试验区|自贸片区|自贸港|合作示范区|示范区|工业园区|产业园区|科技园区|物流园区|工业区|经开区|高新区|开发区|旅游度假区|度假区|"
        r"生物城(?=[党管工])|科学城(?=[党管工])|科技城(?=[党管工])|台商投资区|投资区|产业集聚区|集聚区|工业集中区|产业集中区|产业园(?!区)|工业园(?!区)|科技园(?!区)|风景名胜区|风景区|生态城|合作区|创新区|新区|园区|试验区|管理区)(?!域|别|块|位|间)"
    )
    return Grammar(organ, re.compile(cell), free, open_dept, zone, types, tuple(kinds["open"]))
