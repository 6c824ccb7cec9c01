"""Frames of the daily news: so many clashes, a measure prolonged, a docking in orbit, a troop or a team come home."""

from __future__ import annotations

import re

from pipeline.stages.events.frame import Frame

FRAMES = (
    Frame(
        "clashes",
        re.compile(r"发生(?:了)?[0-9一二三四五六七八九十数多]{1,4}余?多?[次场起](?:战斗|交火|交战|武装冲突)"),
        "military",
        0.55,
        act="交火",
    ),
    Frame(
        "prolonged",
        re.compile(
            r"(?:再次?|继续|正式)?延长(?:至|到|(?:了)?[0-9一二三四五六七八九十两半]{1,3}(?:天|周|个?月|年|个?小时))"
        ),
        "other",
        0.45,
        about=re.compile(r"制裁|停火|减产|关税|禁令|紧急状态|戒严|宵禁|授权|谈判"),
    ),
    Frame(
        "docking",
        re.compile(
            r"[与同][^，。；：\n]{2,18}?(?:舱|空间站|组合体|飞船)[^，。；：\n]{0,8}?(?:交会)?对接(?![口机任技试会活面])"
        ),
        "other",
        0.5,
        act="对接",
    ),
    Frame(
        "train leaves",
        re.compile(r"(?<![研提支付引抽])(?:开出|驶出|驶离|发出)(?=[，。；\n])"),
        "other",
        0.45,
        about=re.compile("班列|列车|专列|火车"),
    ),
    Frame(
        "set free",
        re.compile(
            r"(?:推迟|同意|宣布|开始|拒绝)?(?:释放)(?:了)?[^，。；：\n]{0,22}?(?:人员|人质|囚犯|战俘|俘虏|士兵|船员)"
        ),
        "other",
        0.45,
    ),
    Frame(
        "readiness",
        re.compile(r"进入(?:了)?(?:全面|最高|一级|高度)?(?:战备|戒备|警戒|战争)状态"),
        "military",
        0.45,
    ),
    Frame(
        "in force",
        re.compile(
            r"将实施(?=[0-9]{1,3}项)|(?:开始|起将|起)(?:正式)?(?:实施|施行)(?=[^，。；《\n]{1,24}?(?:措施|政策|计划|规定|禁令|制度|办法)(?![的等和、]))"
            r"|(?<=[0-9一-鿿])正式(?:实施|禁止|取消|恢复|解除)(?![的性了])"
        ),
        "other",
        0.4,
    ),
    Frame(
        "first time",
        re.compile(
            r"首次(?:开展|进行|完成|实施)(?:了|的)?[^，。；：\n]{2,18}?(?:交易|试验|试飞|飞行|作业|演练|检修|手术|投放|航行)(?=[，。；\n])"
        ),
        "other",
        0.4,
    ),
    Frame(
        "agreement",
        re.compile(
            r"达成(?!的)(?:了)?[^，。；：\n]{0,10}?(?:停火|和平|贸易|关税|框架|联合政府|组阁)[^，。；：\n]{0,6}?(?:协议|共识|协定)(?!的|后)"
        ),
        "other",
        0.45,
    ),
    Frame("fine", re.compile(r"(?:处以|开出)(?:了)?[^，。；：\n]{0,16}?罚[款单金]"), "other", 0.45),
    Frame(
        "group sitting",
        re.compile(r"分组(?:讨论|审议|审查)(?![中时会])"),
        "meeting",
        0.55,
    ),
    Frame(
        "rejoining",
        re.compile(
            r"(?:正式|宣布)?(?:退出|重返|重新加入)(?:了)?[^，。；：\n]{0,14}?(?:联盟|组织|协定|条约|公约|阿盟|欧盟|共同体)(?=[，。；、\n])"
        ),
        "other",
        0.4,
    ),
    Frame(
        "bill rejected",
        re.compile(
            r"(?:(?<![尚还从])未能?|否决)(?:了)?(?:通过)?[^，。；：\n]{0,14}?(?:法案|议案|动议|决议草案|预算案|修正案)(?!的)"
            r"|(?:法案|议案|动议|决议草案|预算案|修正案)(?:最终)?(?:未获|未能|未)(?:获得)?通过"
        ),
        "other",
        0.45,
        about=re.compile("通过|否决"),
    ),
    Frame(
        "shooting",
        re.compile(r"向[^，。；：\n]{1,16}?开枪(?=[，。；]|造成|打死|打伤|射击)"),
        "disaster",
        0.5,
    ),
    Frame(
        "signed article",
        re.compile(r"发表的(?:题为)?(?:《[^》\n]{2,60}》的?)?署名文章"),
        "publication",
        0.6,
        "author",
        act="发表署名文章",
    ),
    Frame(
        "return",
        re.compile(r"(?:平安|顺利|凯旋|胜利|启程|乘机)?(?:回国|归国|回到祖国)(?=[，。；\n])"),
        "military",
        0.5,
        about=re.compile(r"部队|官兵|编队"),
    ),
)
#: words without which a frame is in no text
NEEDS: dict[str, tuple[str, ...]] = {
    "clashes": ("战斗", "交火", "交战", "武装冲突"),
    "prolonged": ("延长",),
    "docking": ("对接",),
    "train leaves": ("班列", "列车", "专列", "火车"),
    "set free": ("释放",),
    "readiness": ("战备", "戒备", "警戒", "战争状态"),
    "in force": ("实施", "施行", "正式"),
    "first time": ("首次",),
    "agreement": ("达成",),
    "fine": ("罚款", "罚单", "罚金"),
    "group sitting": ("分组",),
    "rejoining": ("退出", "重返", "重新加入"),
    "bill rejected": ("法案", "议案", "动议", "决议草案", "预算案", "修正案"),
    "shooting": ("开枪",),
    "signed article": ("署名文章",),
    "return": ("回国", "归国", "回到祖国"),
}
