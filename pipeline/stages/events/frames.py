"""Events told by a verb and its object together: 获…称号, 通过…评审, 受到…处分, 接受…审查调查, 完成…演习任务, 列入…名录."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from pipeline.lexicon.events import Word
from pipeline.stages.events import newsframes
from pipeline.stages.events.context import Context
from pipeline.stages.events.frame import Frame

_GAP = r"[^，。；：！？\n]"
_FRAMES = (
    Frame(
        "honour",
        re.compile(
            rf"(?<![荣])获(?:得|授|颁)?(?![评悉准取知救批益利赠奖得者]){_GAP}{{2,24}}?(?:称号|奖章|勋章|奖(?![励金状项牌学品]))"
        ),
        "award",
        0.55,
        "other",
    ),
    Frame("posthumous honour", re.compile(r"(?<!被)追(?:授|记|认)(?![责回溯])"), "award", 0.6, None, "other"),
    Frame("posthumous honour", re.compile(r"被追(?:授|记|认)"), "award", 0.6, "other"),
    Frame(
        "acceptance",
        re.compile(rf"通过(?:了)?{_GAP}{{0,14}}?(?:评审|验收|鉴定|审定|结项|认证|论证)(?![会办标程机])"),
        "other",
        0.45,
    ),
    Frame(
        "penalty",
        re.compile(
            r"(?:受到|给予|受)(?:其|了)?(?:党内|政务|行政|纪律|留用)?(?:严重)?"
            r"(?:警告|记大?过|降级|撤职|撤销党内职务|留党察看|开除)[^，。；：\n]{0,10}?(?:处分|处理)"
            r"|(?:受到|给予)(?:其|了)?(?:诫勉谈话|诫勉|批评教育|组织处理|政务警告|党内警告|党内严重警告)(?:处理|处分)?"
        ),
        "personnel",
        0.6,
        "other",
    ),
    Frame(
        "investigation",
        re.compile(rf"接受{_GAP}{{0,30}}?(?:审查调查|审查和监察调查|监察调查|审查、?监察|组织审查)"),
        "personnel",
        0.8,
        "other",
    ),
    Frame(
        "detention",
        re.compile(rf"被{_GAP}{{2,24}}?(?:监委|监察委员会|监委会)(?:依法)?(?:予以|采取)?留置"),
        "other",
        0.6,
        "other",
    ),
    Frame(
        "exercise",
        re.compile(
            rf"完成(?:了)?{_GAP}{{1,20}}?(?:演习|演练|警巡|巡航|巡逻|护航|实弹射击)(?:任务)?|完成(?:了)?{_GAP}{{0,16}}?训练任务"
        ),
        "military",
        0.55,
        None,
        None,
        "",
        re.compile(r"军|舰|部队|编队|航母|战机|海警|演习|武警|空降|导弹"),
    ),
    Frame(
        "adoption",
        re.compile(
            r"(?:会议|大会|委员会|常委会|全会|议会)(?:上)?(?:审议|表决|讨论)?(?:并)?通过(?:了)?(?=《[^》\n]{2,40}(?:条例|办法|规定|决定|决议|规划|方案|纲要|法|章程|公报)》)"
        ),
        "publication",
        0.4,
    ),
    Frame(
        "resolution",
        re.compile(r"(?<!未能)通过(?:了)?(?:第?[0-9]{2,5}号)[^，。；《\n]{0,12}?决议(?!案)"),
        "publication",
        0.45,
    ),
    Frame(
        "essay",
        re.compile(r"发表(?:了)?(?:题为)?《[^》\n]{2,60}》的?(?:署名)?(?:文章|社论|评论|评论员文章)"),
        "publication",
        0.6,
        "author",
    ),
    Frame(  # 《求是》杂志发表习近平的重要文章《…》
        "article",
        re.compile(
            rf"发表(?:了)?(?:{_GAP}{{2,60}}?的?(?:重要|署名|理论|评论员)?文章|[一-鿿]{{2,4}}(?:总书记|主席|总理|同志)的?)(?=《)"
        ),
        "publication",
        0.6,
        None,
        "author",
    ),
    Frame(
        "paper",
        re.compile(
            r"发表(?:了)?(?=(?:题为)?《[^》\n]{2,60}》(?!的?(?:署名)?(?:文章|社论|评论)|的?[^，。；《\n]{0,6}(?:讲话|演讲|致辞|发言)))"
        ),
        "publication",
        0.5,
        "author",
    ),
    Frame(
        "address",
        re.compile(r"发表(?:了)?(?:题为)?《[^》\n]{2,60}》的?[^，。；《\n]{0,6}?(?:讲话|演讲|致辞|发言)"),
        "speech",
        0.7,
        "speaker",
        None,
        "发表讲话",
    ),
    Frame(
        "cases",
        re.compile(
            r"(?:确认|报告|发现|出现)了?(?:首|[一二两三四五六七八九]|(?<![0-9])[0-9])例[^，。；：\n]{1,16}?病例"
        ),
        "disaster",
        0.5,
        None,
        None,
        "发生",
    ),
    Frame(
        "disqualification",
        re.compile(rf"(?:撤销|终止){_GAP}{{2,40}}?(?:委员|代表|会员)?资格"),
        "personnel",
        0.7,
        None,
        "other",
    ),
    Frame(
        "rank lost",
        re.compile(rf"取消{_GAP}{{1,10}}?军衔"),
        "personnel",
        0.6,
        None,
        "other",
    ),
    Frame(
        "journey",
        re.compile(rf"(?:率团|率队|带队)(?:赴|前往){_GAP}{{2,16}}?(?:招商|参展|参赛|访问)"),
        "visit",
        0.55,
        "visitor",
    ),
    Frame(
        "briefing",
        re.compile(rf"向{_GAP}{{2,24}}?通报(?:了)?{_GAP}{{2,30}}?(?:精神|情况)"),
        "meeting",
        0.35,
        "speaker",
    ),
    Frame(
        "feedback",
        re.compile(
            rf"向{_GAP}{{2,24}}?反馈(?:了)?{_GAP}{{0,12}}?(?:巡[视察]|督[察导]|考核|审计|检查)(?:工作)?(?:情况|意见)"
        ),
        "meeting",
        0.5,
        "speaker",
    ),
    Frame(
        "broadcast",
        re.compile(r"播出(?:了)?第[0-9一二三四五六七八九十]{1,3}(?:、第?[0-9一二三四五六七八九十]{1,3})?[集季期]"),
        "publication",
        0.35,
    ),
    Frame(
        "expulsion",
        re.compile(
            rf"(?:批准|宣布|决定|下令)?(?:立即)?驱逐(?:了)?{_GAP}{{0,14}}?(?:大使|外交官|外交人员|使馆人员|武官)"
        ),
        "other",
        0.5,
    ),
    Frame(
        "capture",
        re.compile(
            rf"(?:控制|占领|攻占|夺取|收复|夺回)(?:了)?{_GAP}{{1,16}}?(?:定居点|居民点|村庄|村镇|城镇|阵地|据点|要塞|高地|[一-鿿]村(?=[，。；]))"
        ),
        "military",
        0.5,
        about=re.compile("军|武装|国防部|[俄乌以]方"),
    ),
    Frame(
        "conquest",
        re.compile(rf"(?:控制|占领|攻占|夺取|收复|夺回)(?:了)?(?:{_GAP}{{2,14}}?(?=[，。；\n]))"),
        "military",
        0.5,
        about=re.compile("军|武装|国防部"),
        taken=True,
    ),
    Frame(
        "offensive",
        re.compile(
            r"发动(?:了)?(?:大规模|新一轮|新的|大举|猛烈|密集|多次|连续)+(?:的)?(?:地面|军事|空中)?(?:攻击|进攻|攻势)"
        ),
        "military",
        0.55,
    ),
    Frame(
        "entry",  # 北伐军入赣: an army into a province, called by its one character
        re.compile(
            r"(?<![一-鿿])[一-鿿]{1,4}军(?:入|进占|攻入|攻占|占领)[赣湘鄂皖粤桂川黔滇浙闽豫鲁冀晋陕陇疆藏京沪汉]"
        ),
        "military",
        0.55,
    ),
    Frame(
        "order",
        re.compile(
            rf"(?:发出|发布|下达)(?:了)?{_GAP}{{0,10}}?(?:撤离令|疏散令|戒严令|宵禁令|禁飞令|撤离命令|疏散命令)"
        ),
        "publication",
        0.5,
    ),
    Frame(
        "merit",
        re.compile(r"(?<!登)(?:荣)?记(?:个人|集体|国防科技|战时)?[一二三特]等功|记大功(?!能)"),
        "award",
        0.6,
        None,
        "other",
    ),
    Frame(
        "response",
        re.compile(
            r"启动(?:了)?[^，。；、]{0,14}?[ⅠⅡⅢⅣIV一二三四1-4]{1,3}级响应|应急响应(?:等级|级别)?(?:由[^，。；]{1,8})?(?:提升|升级|调整|调升|降低|下调|调降)(?:至|到|为)[^，。；]{1,4}级?"
        ),
        "other",
        0.5,
    ),
    Frame(
        "resignation",
        re.compile(rf"接受(?:了)?(?={_GAP}{{2,40}}?(?:辞去|辞职的?(?:请求|请示|报告|申请)|的辞职))"),
        "personnel",
        0.6,
        None,
        "other",
        "接受辞职",
    ),
    Frame(
        "membership",
        re.compile(
            rf"成为{_GAP}{{1,16}}?(?:正式成员国?|成员国|会员国|伙伴国)|正式加入(?![到了进]){_GAP}{{2,14}}?(?=[，。；\n])"
        ),
        "other",
        0.45,
    ),
    Frame("enrolment", re.compile(rf"(?:正式)?编入{_GAP}{{2,16}}?(?:序列|编制|舰队|战斗值班)"), "other", 0.5),
    Frame("first run", re.compile(rf"首(?:趟|列|班){_GAP}{{1,24}}?(?:开行|发车)"), "other", 0.5),
    Frame(
        "interest rate",
        re.compile(rf"(?:宣布|决定)(?:再次|继续)?{_GAP}{{0,12}}?(?:加息|降息|升息|降准)(?![周预压])"),
        "other",
        0.45,
    ),
    Frame(
        "bill",
        re.compile(
            rf"(?:众议院|参议院|议会|国会|下院|上院|杜马)(?:(?!未|没|拟|将|拒)[^，。；：！？\n]){{0,12}}?通过(?:了)?{_GAP}{{2,24}}?(?:法案|预算案|修正案|议案|法律)"
        ),
        "publication",
        0.45,
    ),
    Frame(
        "party cell",
        re.compile(
            rf"建立(?:了|起)?(?!健全){_GAP}{{0,16}}?(?:党支部|特别支部|党小组|苏维埃政府|苏维埃政权|农民协会|农会|根据地|合作社|互助组|革命政权|抗日民主政府|人民政权)"
        ),
        "establishment",
        0.4,
    ),
    Frame(
        "march",
        re.compile(
            r"率(?:领)?[^，。；：！？\n]{1,14}?(?:军|师|团|部|纵队|支队|大队|部队|余部|人马)(?:[0-9一二三四五六七八九十百千余]{1,8}人)?"
            r"(?:进入|转入|挺进|开赴|进抵|进驻|转战|突围|北上|南下|东进|西进|转移)"
        ),
        "military",
        0.5,
        "visitor",
    ),
    Frame(
        "acting post",
        re.compile(rf"代理{_GAP}{{0,16}}?(?:检察长|院长|[省市县区州乡镇]长|主席|书记)(?:一?职务?)?(?=[，。；\n]|$)"),
        "personnel",
        0.5,
        "appointee",
    ),
    Frame(
        "force",
        re.compile(
            rf"(?:组织|组建|拉起)(?:了|起)?{_GAP}{{0,16}}?(?:自卫队|游击队|赤卫队|敢死队|义勇军|农民军|游击大队)”?"
        ),
        "establishment",
        0.45,
    ),
    Frame(
        "listing",
        re.compile(r"(?:被)?(?:正式)?列入(?:《[^》\n]{2,16}(?:名录|名单)》|[^，。；：《\n]{2,24}名录)"),
        "award",
        0.6,
    ),
)
_ALL = (*_FRAMES, *newsframes.FRAMES)
NAMES = frozenset(f.name for f in _ALL)
#: words without which a frame is in no text; looked for first, since most texts have none of them
_NEEDS: dict[str, tuple[str, ...]] = newsframes.NEEDS | {
    "honour": ("称号", "奖章", "勋章", "奖"),
    "posthumous honour": ("追授", "追记", "追认"),
    "acceptance": ("评审", "验收", "鉴定", "审定", "结项", "认证", "论证"),
    "penalty": ("处分", "处理", "诫勉", "批评教育", "政务警告", "党内警告", "党内严重警告"),
    "investigation": ("调查", "审查"),
    "detention": ("留置",),
    "exercise": ("演习", "演练", "警巡", "巡航", "巡逻", "护航", "实弹射击", "训练任务"),
    "adoption": ("通过",),
    "resolution": ("决议",),
    "essay": ("发表",),
    "article": ("文章《", "总书记《", "主席《", "总理《", "同志《", "总书记的《"),
    "paper": ("发表",),
    "address": ("发表",),
    "cases": ("病例",),
    "disqualification": ("资格",),
    "rank lost": ("军衔",),
    "offensive": ("发动",),
    "entry": ("军入", "军进占", "军攻入", "军攻占", "军占领"),
    "journey": ("率团", "率队", "带队"),
    "briefing": ("通报",),
    "feedback": ("反馈",),
    "broadcast": ("播出",),
    "expulsion": ("驱逐",),
    "capture": ("控制", "占领", "攻占", "夺取", "收复", "夺回"),
    "conquest": ("控制", "占领", "攻占", "夺取", "收复", "夺回"),
    "order": ("撤离令", "疏散令", "戒严令", "宵禁令", "禁飞令", "撤离命令", "疏散命令"),
    "merit": ("等功", "记大功"),
    "response": ("应急响应", "级响应"),
    "resignation": ("辞",),
    "membership": ("成为", "正式加入"),
    "enrolment": ("编入",),
    "first run": ("首趟", "首列", "首班"),
    "interest rate": ("加息", "降息", "升息", "降准"),
    "bill": ("法案", "预算案", "修正案", "议案", "法律"),
    "party cell": ("建立",),
    "listing": ("列入",),
    "march": ("率",),
    "acting post": ("代理",),
    "force": ("自卫队", "游击队", "赤卫队", "敢死队", "义勇军", "农民军", "游击大队"),
}


def find(ctx: Context) -> Iterator[tuple[int, int, Word]]:
    """Start, end and word of each frame, in the order of the frames' table."""
    text = ctx.text
    for frame in _ALL:
        if not any(w in text for w in _NEEDS[frame.name]):
            continue
        word = frame.word()
        for m in frame.pattern.finditer(text):
            if frame.about is not None and not frame.about.search(text, *ctx.sentence(m.start())):
                continue
            if frame.taken and not any(a >= m.start() and b == m.end() for a, b, _ in _places(ctx, m)):
                continue
            yield m.start(), m.end(), word


def _places(ctx: Context, m: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    return takewhile(lambda p: p[0] < m.end(), ctx.places_from(m.start()))
