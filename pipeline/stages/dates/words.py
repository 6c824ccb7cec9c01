"""The vocabulary of relative time: today, last year, next month, weeks, seasons, parts of the day, units, plans."""

from __future__ import annotations

#: Chinese numerals
CN = "零〇一二三四五六七八九十百千万两"
#: the cycle of sixty years: 甲子, 乙丑 …
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def _table(text: str) -> dict[str, tuple[str, int]]:
    """`doc -1 去年 上年` → {去年: (doc, -1), 上年: (doc, -1)}: counted from the document date (doc), from the date last
    spoken of (focus), from the year under report (before), or from the chronicle's heading (here)."""
    table: dict[str, tuple[str, int]] = {}
    for line in text.split(";"):
        mode, n, *words = line.split()
        table |= dict.fromkeys(words, (mode, int(n)))
    return table


YEARS = _table(
    "doc 0 今年 本年 本年度 新的一年 今; doc -1 去年 去; before -1 上年 上一年 上年度 上一年度; doc -2 前年; doc -3 大前年;"
    "doc 1 明年 来年 下一年 下一年度 明; doc 2 后年; doc 3 大后年;"
    "focus 0 当年 同年 是年 该年 这年; focus 1 次年 翌年 转年 第二年; focus -1 前一年; "
    "focus 2 第三年; focus 3 第四年; focus 4 第五年; then 0 那年 那一年; then 1 转过年来 转过年"
)
MONTHS = _table(
    "here 0 本月; doc 0 这个月 这月 今个月; doc -1 上月 上个月 上一个月; doc -2 上上月 上上个月; doc 1 下月 下个月 下一个月;"
    " doc 2 下下月 下下个月;"
    "focus 0 当月 同月 是月 该月; focus 1 次月 翌月"
)
DAYS = _table(
    "doc 0 今天 今日 今晚 今晨 今早 今夜 今儿 即日 本日; doc -1 昨天 昨日 昨晚 昨夜 昨晨 昨儿; doc -2 前天 前日 前晚;"
    "doc -3 大前天; doc -4 大大前天; doc 1 明天 明日 明晚 明早 明晨 明儿; doc 2 后天 后日; doc 3 大后天;"
    "doc 4 大大后天; focus 0 当天 当日 当晚 当夜 同日 同一天 同一日 是日 该日; focus 1 次日 翌日 隔日 隔天 第二天 次晨 后一天"
    "; focus 2 第三天; focus -1 前一天 前一日"
)
WEEKS = {
    word: n
    for n, words in {
        0: "本 这 这个",
        -1: "上 上个 上一 上一个",
        1: "下 下个 下一 下一个",
        -2: "上上 上上个",
        2: "下下 下下个",
        -3: "上上上 上上上个",
        3: "下下下 下下下个",
    }.items()
    for word in words.split()
}
SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7, "末": 8}
DAY_PARTS = (
    "全天|凌晨|清晨|清早|大清早|早晨|早上|拂晓|上午|中午|正午|午间|午后|下午|傍晚|黄昏"
    "|早间|白天|晚上|晚间|夜间|夜里|深夜|午夜|半夜|子夜|夜晚|入夜"
)
#: units, a longer one before its own beginning
UNITS = (
    "昼夜|载|年代|周年|年度|年头|年|月份|月|周|星期|礼拜|季度|季|小时|钟头|刻钟|点钟|点|时|分钟|分半钟|分|秒钟|秒|世纪|工作日|交易日|自然日|日|号"
    "|天|旬|夜|晚"
)
_PLANS = "一五|二五|三五|四五|五五|六五|七五|八五|九五|十五|十一五|十二五|十三五|十四五|十五五|十六五|十七五"
PLANS = {name: i for i, name in enumerate(_PLANS.split("|"), 1)}
