"""Zones: stretches that are no running text. They stay in the view; stages that want prose only pass over them.

Only what is surely such is marked: a phone number inside a sentence of names is a zone, the names beside it are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.pages import credit_line_words, page_pattern, page_words
from pipeline.stages.clean.lines import Line
from pipeline.stages.clean.papers import DATE, is_paper_head
from schemas.layers import Zone, ZoneKind

_CLOCK = r"\d{1,2}[：:]\d\d(?:[：:]\d\d)?"
_LABEL = rf"(?:{page_pattern('label')}|标\s{{1,4}}题)"
_META = re.compile(rf"(?:[【\[〔（]\s?)?{_LABEL}\s?[：:]|(?:{DATE})")
_FIELD = re.compile(rf"{_LABEL}\s?[：:]")
_DATE_LINE = re.compile(
    rf"[（【\[]?{DATE}(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*{_CLOCK})?[）】\]]?(?=$|\s|[|【\[（])"
)
_AFTER_DATE = re.compile(
    r"|[|【\[（(农].*|.*发表于.*|.*[：:].*|[^，]{2,16}(?:网|报|社|台|中心|办|局|部|委|版|号|期|讯|刊|室|政府|厅|院|融媒|发布|在线|资讯|[字大中小]号)|"
    r"[\d:： ]{1,8}|[^，]{0,40}(?:\d{1,2}\s?版|星期[一二三四五六日天])[^，]{0,20}|(?:星期|周)[一二三四五六日天].*"
)
_ANY_DATE = re.compile(DATE)
_COMPACT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)")  # 20250614　来源：…
_PAPER_DATE = re.compile(rf"\S{{2,12}}\s{{1,6}}{DATE}\s{{1,6}}(?:第\s?)?[A-D]?\d{{1,2}}\s?版")
_ENDS_DATE = re.compile(
    rf"(?:^|\s|[：:]){DATE}(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*{_CLOCK})?(?=$|\s*[【\[]字[体号]|\s*发表于)"
)
_FOOT_DATE = re.compile(
    rf"[【\[（(]?(?:发布|发表|更新|录入|刊发|成文|印发|生成|公开|发文|上传)(?:时间|日期)\s?[：:]\s?{DATE}(?:\s*{_CLOCK})?[】\]）)]?"
)
_HEADER = re.compile(
    r"(?:总?第\s?\d+\s?期|第\s?[0-9A-D一二三四五六七八九十]+\s?版|[A-D]?\d{1,2}\s?版)(?=$|[\s（(·|：:/])|"
    r"(?:本版编辑|本期(?:编辑|责编)|责任编辑|编辑|版式|美编|校对|见习编辑|值班主任|视觉)\s?[：:]|"
    r"[\u3400-\u9fff]{2,20}(?:主管、?)?主办(?:$|\s+国内统一)|原标题\s?[：:]|(?:国内统一(?:连续出版物|刊)号|邮发代号|广告经营许可证|ISSN|CN\s?\d\d-)"
)
_TURN = re.compile(
    r"[（(]?\s?(?:紧接|[下上]?(?:转|接))\s?(?:第\s?)?(?:[A-D]?\d{1,2}|[一二三四五六七八九十]{1,2})\s?版[^）)]{0,8}[）)]?"
)
_CRUMB = re.compile(
    r"[^。！？，]{0,10}(?:当前|所在|现在|您)的?位置\s?(?:[：:>»]|是\s?[：:]|$|\s[^\n]{0,40}(?:首页|>|»))|"
    r"(?:网站)?(?:首\s?页|主页|Home)\s*(?:>|»|›|→|/|-{1,2}|::|\\)",
    re.IGNORECASE,
)
#: 青石大学新闻网 > 综合新闻: the path of a page without the word 位置
_PATH = re.compile(r"[\u3400-\u9fff]{2,14}(?:\s?[>»›]\s?[\u3400-\u9fff]{2,14}){1,4}\s?[>»›]?$")
#: what a site calls to whoever comes: 欢迎访问青石县人民政府！
_GREETING = re.compile(
    r"(?:热烈|您好，?)?欢迎(?:您)?(?:访问|光临|来到|浏览|登录|进入|关注)[^，。！？]{2,24}?(?:网站?|官网|门户|政府|平台|主页|公众号)[！!~～]{0,3}"
)
#: 第1版（国内）⏎专栏：读者来信: what parts the articles of a newspaper's archive
_ARCHIVED = re.compile(r"第\s?\d{1,2}\s?版（[^（）]{0,20}）$")
_COLUMN_LABEL = re.compile(r"专栏\s?[：:][^。！？，]{0,24}$")
#: a label whose value stands on the line below
_LONE_LABEL = re.compile(rf"(?!标|主题|题目|名称){_LABEL}\s?[：:]")
_LONGEST_VALUE = 30
#: 2楼 2018-07-19 22:10 来自客户端: what stands over or under a post of a forum
_FLOOR = re.compile(
    rf"(?:\d{{1,5}}\s?楼|楼主|沙发|板凳|发表于|回复)?\s?{DATE}\s+{_CLOCK}(?:\s?(?:回复|举报|来自\S{{2,16}}|只看该作者))*$"
)
#: the head of a mail
_MAIL = re.compile(
    r"(?:发件人|收件人|抄送|密送|主[ \u3000]*题|发送时间|发送日期|发件时间|日期|附件|"
    r"From|To|Cc|Subject|Date|Sent|Attachments?)\s?[：:]",
    re.IGNORECASE,
)
_MAIL_PARTED = re.compile(
    r"[-—=_ ]{2,}\s?(?:原始邮件|转发(?:的)?邮件|Original Message|Forwarded message)\s?[-—=_ ]{2,}$", re.IGNORECASE
)
#: the bar of the day, the weather and the log-in above a site's navigation
_WEATHER = re.compile(r"[℃°]|无障碍|登录|长者|适老")
_LINK = re.compile(
    r"!?\[[^\]\n]{0,40}\]\((?:https?|mailto|javascript|/)[^)\s]{0,400}\)|(?:https?://|www\.)[!-~]{4,400}"
)
_NEXT = re.compile(
    r"[【\[<«]?\s?(?:[上下前后]一[篇条页版期]|[上下]篇|[上下]条)(?:文章|新闻|信息)?\s?(?:[：:】\]>»]|$|\s)|没有了$|友情链接\s?(?:[：:]|$)|阅读下一篇[：:]?$|"
    r"(?:相关|延伸|推荐|热门|更多|精彩|猜你|返回|往期)(?:阅读|链接|回顾|精彩|文章|推荐|喜欢|新闻|资讯|内容|专题|附件|文档|首页|顶部|列表|上页|上一页)(?:[：:]|$|\s)"
)
#: 崇义毛竹“嫁”上海（二版）, ◆肃北：草原管护　2版 under 本版导读: the contents of a paper
_INDEX_HEAD = re.compile(r"(?:[【\[]?(?:本版|今日|本期|内容|精彩|新闻|要闻|版面)?(?:导读|要目|看点)[】\]]?|今日关注)$")
_INDEX = re.compile(
    r"[^。！？]{2,60}?(?:[（(\s\u3000…·—▶→>》]{1,24}(?:详见|见|刊|A|B)?(?:第?[A-D]?\d{1,2}|第?[一二三四五六七八九十]{1,2})\s?版[）)]?)$"
)
_RELATED = re.compile(
    r"(?:相关|延伸|推荐|热门|更多|精彩|猜你|往期)(?:阅读|链接|文章|推荐|喜欢|资讯|内容|回顾|精彩)[：:]?$|(?:热点|最新|今日|热门)(?:新闻|推荐|资讯|要闻)$|新闻(?:热点|排行|推荐)$"
)
_COUNTER = re.compile(
    r"\+\d{1,3}$|(?:(?:阅读|赞|在看|点赞|分享|收藏|评论|转发|留言|喜欢)(?:量|数)?\s?\d[\d.]{0,6}万?\+?(?:\s+|$)){2,8}$|(?:阅读|点击|浏览|访问)(?:量|数|次数|人数)?\s?[：:]?\s?\d[\d,.]{0,9}万?\+?\s?次?$"
)  # +1, 阅读 1523
_NAV_SPLIT = re.compile(r"[\s|│丨·/>»【】\[\]（）、：:+]+")
_TOOLS = re.compile(rf"(?:[【\[〔]\s?(?:{page_pattern('tool')})\s?[】\]〕]\s*){{1,12}}")
_STAMP = re.compile(
    rf"[【\[（](?:信息|内容|页面|最后)?(?:更新|发布|修改|录入)(?:时间|日期)?[：:]\s?{DATE}[^】\]）\n]{{0,12}}[】\]）]"
)
_SHARE = re.compile(rf"分享(?:到|至|给)?(?:[：:]|\s|$)|点亮.{{0,4}}在看|{page_pattern('share')}")
_COPYRIGHT = re.compile(
    r"Copyright|版权所有|All\s?Rights?\s?Reserved|©|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP[备证]|ICP备案|公网安备|网站标识码|(?:严禁|谢绝)转载|未经(?:授权|许可|允许|同意).{0,8}(?:转载|使用|复制)|备案(?:编)?号[：:]|"
    r"(?:新闻信息服务|增值电信业务|视听节目|互联网出版).{0,8}许可证",
    re.IGNORECASE,
)
_FOOT = re.compile(page_pattern("foot"), re.IGNORECASE)
_DISCLAIMER = re.compile(
    r"(?:版权声明|免责声明|特别声明|郑重声明|版权与免责声明|转载声明|声明)[：:].{0,60}?(?:本网|本站|转载|版权|作者本人|侵权|平台)"
)
_IMAGE = re.compile(
    r"\S{0,60}\.(?:jpe?g|png|gif|bmp|webp|tiff?|mp4)$|!\[|(?:微信图片|IMG|DSC|图片)_?\d{4,}\S{0,20}$", re.IGNORECASE
)
_CAPTION = re.compile(
    r"(?:[▲△▼↑↓◆]\s?)?(?:(?:上|下|左|右)?图(?:为|[一二三四五六七八九十\d]{1,2}[：:、 ])|图片说明[：:]|资料图|配图|视频[：:])"
)
_PHOTO = re.compile(
    r"(?:记者|通讯员|特约记者)?\s?[\u3400-\u9fff·]{2,5}\s?(?:摄|供图|摄影|制图)$|(?:资料图片?|视频截图|网络图片|（资料图）|图片来源.{0,12})$"
)
_PICTURE_CREDIT = re.compile(
    r"[（(；;](?:图片|照片|视频|图文|本文图片)(?:均)?(?:由|来源[：:]?)[^（）()\n]{1,24}(?:提供|拍摄|摄)?(?=[）)])"
)
_PHONE = r"[+（(]?\d[\d\-—（）()+×xX*转、/ ]{5,40}[\d×xX*）)]"
_CONTACT = re.compile(
    rf"(?:(?:联\s?系|咨询|举报|监督|服务|办公|受理|报名|值班|投稿|新闻|爆料|投诉|客服|24小时)?\s?(?:电\s*话|手\s*机|热\s*线|传\s*真|Tel|Fax|TEL|"
    rf"FAX)(?:号码)?\s?[：:]\s?{_PHONE}|"
    r"(?:(?:电子|投稿|联系|举报|办公)?\s?(?:邮\s*箱|邮件|信箱)|E-?mail|邮箱地址)\s?[：:]\s?[!-~]{1,40}@[!-~]{3,40}|"
    r"(?:邮\s?编|邮政编码)\s?[：:]\s?\d{6}|(?:网\s*址|网站|QQ群?|微信号|公众号)\s?[：:]\s?[!-~]{5,80})",
    re.IGNORECASE,
)
_CONTACT_HEAD = re.compile(r"(?:与我们联系|联系我们|联系方式)[：:]?$")
_ROLES = "|".join((*credit_line_words(), "记者", "通讯员", "作者", "稿件来源", "来源", "整理"))
_CREDIT = re.compile(
    rf"[（(【](?:{DATE}\s*)?(?:"
    r"[^（）()\n【】]{1,40}[/／]\s?(?:文|图|摄|摄影|供图|图文|文图|整理)[^（）()\n【】]{0,40}|"
    rf"(?:本报|本网|本刊|本台|全媒体|融媒体|特约|实习|见习|首席)?(?:{_ROLES})[：:\s][^（）()\n【】]{{1,60}})[）)】]$"
)
_SPACED = "|".join(r"\s*".join(w) for w in credit_line_words())  # 责　编
_CREDIT_LINE = re.compile(
    r"[●■◆▲◎]?\s?(?:责编|责任编辑|编辑|版式|美编|校对|视觉|组版)\s{1,3}[\u3400-\u9fff]{2,3}(?=\s|$)|"
    rf"(?:(?:本期|本版|见习|值班|执行)?(?:{_SPACED})\s?[：:/丨|｜])|[【\[](?:本期|本版)?(?:{_SPACED})[】\]]\s?[\u3400-\u9fff\s]{{2,9}}$"
)
#: what a paper's publishing system leaves of its comments in a page: …　日报 content_56571.html 1 3 … /enpproperty-->
_MARKUP = re.compile(r"enpproperty|^<!--|-->$")
_PAGE_NO = re.compile(
    r"[-—– ·]{0,3}\s?\d{1,3}\s?[-—– ·]{0,3}$|第\s?\d{1,3}\s?页(?:[，/ ]?\s?共\s?\d{1,3}\s?页)?$|Page \d{1,3}(?: of \d{1,3})?$"
)
_SENTENCE = re.compile(r"[。！？]")

#: titles of the TV news name several items
_LONGEST_TITLE = 160


def zones(lines: list[Line]) -> tuple[Zone, ...]:
    """The zones of a text in order, not overlapping; a line that is wholly one has its kind noted on it."""
    out: list[Zone] = []
    feet = _feet(lines)
    top = True  # before the first paragraph of running text
    related = index = False
    masthead = _masthead(lines)
    mail = _mail(lines)
    lone = False  # does the line above hold nothing but a label?
    for i, line in enumerate(lines):
        text = line.text
        whole = _whole(line, top, masthead > i)
        if whole is None and lone and len(text) <= _LONGEST_VALUE and not _SENTENCE.search(text):
            whole = ("header", "zones.value")
        if _ARCHIVED.match(text) or (_COLUMN_LABEL.match(text) and i and _ARCHIVED.match(lines[i - 1].text)):
            whole = ("header", "zones.archived")
        lone = whole is not None and whole[1] == "zones.meta" and _LONE_LABEL.fullmatch(text) is not None
        index = _INDEX_HEAD.match(text) is not None or (index and _INDEX.match(text) is not None)
        if (i < mail and not text.startswith("主")) or (mail and _MAIL_PARTED.match(text)):
            whole = ("header", "zones.mail")
        if whole is None and index:
            whole = ("header", "zones.index")
        if whole is None and i in feet:
            whole = ("copyright", "zones.footer")
        if whole is None and related and len(text) <= 50 and "。" not in text:
            whole = ("chrome", "zones.related")
        if whole is not None:
            related = (related and whole[1] == "zones.related") or (
                whole[1] == "zones.next" and bool(_RELATED.match(text))
            )
            line.zone = whole[0]
            out.append(Zone(start=line.start, end=line.end, kind=whole[0], rule=whole[1]))
            continue
        related = False
        out.extend(_inside(line))
        if (len(text) >= 50 or "。" in text or (i > 2 and _SENTENCE.search(text))) and not (i == 0 and _titled(lines)):
            top = False
    return tuple(out)


def _titled(lines: list[Line]) -> bool:
    """Whether the first line is a title, however long: no sentence, and the line that follows says when and where from."""
    return (
        len(lines) > 1
        and len(lines[0].text) <= _LONGEST_TITLE
        and not _SENTENCE.search(lines[0].text)
        and _header(lines[1].text, True) is not None
    )


def _feet(lines: list[Line]) -> frozenset[int]:
    """Lines of a site's foot: hosts, addresses and visitor counts next to a copyright line."""
    marks = [i for i, x in enumerate(lines) if len(x.text) <= 200 and _COPYRIGHT.search(x.text)]
    return frozenset(
        j
        for i in marks
        for j in range(max(i - 4, 0), min(i + 5, len(lines)))
        if len(lines[j].text) <= 120 and _FOOT.match(lines[j].text)
    )


def _mail(lines: list[Line]) -> int:
    """How many lines at the top are the head of a mail: who sent it to whom, and when."""
    n = 0
    while n < min(len(lines), 12) and _MAIL.match(lines[n].text):
        n += 1
    first = [x.text[:4] for x in lines[:n]]
    return n if n >= 3 and any(w.startswith(("发件人", "From", "收件人", "To")) for w in first) else 0


def _masthead(lines: list[Line]) -> int:
    """How many lines at the top stand above the bread crumbs or the navigation bar (the site's name and motto)."""
    for i, line in enumerate(lines[:6]):
        if _CRUMB.match(line.text) or ("首页" in line.text and _is_nav(line.text)):
            return i
        if (
            _is_nav(line.text)
            or _GREETING.fullmatch(line.text)
            or (i and _WEATHER.search(line.text) and not _SENTENCE.search(line.text))
        ):
            continue  # a bar of tools above the site's name, or below it
        if len(line.text) > 30 or _SENTENCE.search(line.text) or _header(line.text, True):
            return 0
    return 0


def _whole(line: Line, top: bool, masthead: bool) -> tuple[ZoneKind, str] | None:
    """The kind of zone that the whole line is, and the rule that says so."""
    text = line.text
    n = len(text)
    if n > 240:
        return None
    if n <= 90 and _IMAGE.match(text):
        return "caption", "zones.image"
    if (text[0] == "|" and text.count("|") >= 3) or (line.tabs >= 2 and not _META.match(text) and not _is_nav(text)):
        return "table", "zones.table"
    if _LINK.fullmatch(text):
        return "chrome", "zones.link"
    if _MARKUP.search(text):
        return "chrome", "zones.markup"
    if _PAGE_NO.match(text):
        return "header", "zones.page_number"
    if _DISCLAIMER.match(text):
        return "copyright", "zones.disclaimer"
    if _COPYRIGHT.search(text) and (n <= 160 and not _SENTENCE.search(text[:-1])):
        return "copyright", "zones.copyright"
    if _CAPTION.match(text) and n <= 120:
        return "caption", "zones.caption"
    if top and _GREETING.fullmatch(text):
        return "chrome", "zones.greeting"
    if _SENTENCE.search(text):
        return None
    if masthead and not _HEADER.match(text) and not (_WEATHER.search(text) and _ANY_DATE.search(text)):
        return "chrome", "zones.masthead"
    if _CRUMB.match(text) or (top and _PATH.fullmatch(text)):
        return "chrome", "zones.crumbs"
    if _is_nav(text) or _TOOLS.fullmatch(text) or _COUNTER.match(text):
        return "chrome", "zones.navigation"
    if n <= 90 and _NEXT.match(text):
        return "chrome", "zones.next"
    if n <= 60 and _SHARE.match(text):
        return "share", "zones.share"
    if n <= 40 and _CONTACT_HEAD.match(text):
        return "contact", "zones.contact_head"
    if _CONTACT.search(text) and not _CONTACT.sub("", text).strip(" •·、，；|\u3000"):
        return "contact", "zones.contact"
    if is_paper_head(text, top):
        return "header", "zones.paper_head"
    if n <= 70 and (photo := _PHOTO.search(text)) and not text.startswith("□"):
        return "credit" if photo.start() == 0 else "caption", "zones.photo"
    if n <= 120 and (_CREDIT.fullmatch(text) or _CREDIT_LINE.match(text)):
        return "credit", "zones.credit_line"
    return _header(text, top)


def _header(text: str, top: bool) -> tuple[ZoneKind, str] | None:
    n = len(text)
    if n > 160:
        return None
    fields = len(_FIELD.findall(text)) if "：" in text or ":" in text else 0
    if fields and _META.match(text) and (top or fields >= 2):
        return "header", "zones.meta"
    if (fields and (top and (_ANY_DATE.search(text) or _COMPACT.match(text)))) or _FOOT_DATE.fullmatch(text):
        return "header", "zones.meta"
    if n <= 20 and _TURN.fullmatch(text):
        return "header", "zones.turn"
    if n <= 60 and _FLOOR.match(text) and any(w in text for w in ("楼", "回复", "来自")):
        return "header", "zones.floor"
    if not top or n > 80:
        return None
    if (
        ((m := _DATE_LINE.match(text)) and _AFTER_DATE.fullmatch(text[m.end() :].strip()))
        or _ENDS_DATE.search(text)
        or _PAPER_DATE.match(text)
    ):
        return "header", "zones.date_line"
    if _HEADER.match(text) and n <= 40:
        return "header", "zones.page_header"
    if _CONTACT.match(text):
        return "header", "zones.page_header"
    return None


def _is_nav(text: str) -> bool:
    if len(text) > 120 or "，" in text:
        return False
    parts = [p for p in _NAV_SPLIT.split(text) if p]
    if not parts:
        return False
    words = page_words("nav")
    known = sum(p in words for p in parts)
    if known == len(parts):
        return len(parts) > 1 or (len(text) > 1 and parts[0] not in {"中文", "目录", "全文", "更多", "评论"})
    if parts[0] in ("首页", "网站首页", "主页") and len(parts) >= 3 and all(len(p) <= 12 for p in parts):
        return True
    bars = text.count("|") + text.count("│") + text.count("丨")
    return bars >= 3 and all(len(p) <= 12 for p in parts)


def _inside(line: Line) -> Iterator[Zone]:
    """Zones inside a line: tool links, an update stamp, contact data, the credit in brackets at a paragraph's end."""
    text, found = line.text, list[tuple[int, int, ZoneKind, str]]()
    if "](" in text or "http" in text or "www." in text:
        found += ((m.start(), m.end(), "chrome", "zones.link") for m in _LINK.finditer(text))
    if "【" in text or "[" in text or "〔" in text:
        found += ((m.start(), m.end(), "chrome", "zones.tools") for m in _TOOLS.finditer(text))
    if "更新" in text or "发布" in text or "修改" in text:
        found += ((m.start(), m.end(), "header", "zones.stamp") for m in _STAMP.finditer(text))
    if "：" in text or ":" in text:
        found += ((m.start(), m.end(), "contact", "zones.contact") for m in _CONTACT.finditer(text))
    if text[-1] in "）)】":
        at = max(text.rfind("（"), text.rfind("("), text.rfind("【"))
        if at >= 0 and len(text) - at <= 90 and (m := _CREDIT.match(text, at)):
            found.append((m.start(), m.end(), "credit", "zones.credit"))
    if "片由" in text or "照片" in text:
        found += ((m.start() + 1, m.end(), "credit", "zones.picture_credit") for m in _PICTURE_CREDIT.finditer(text))
    last = 0
    for s, e, kind, rule in sorted(found):
        while e > s and text[e - 1].isspace():
            e -= 1
        while s < e and text[s].isspace():
            s += 1
        if s >= last:
            last = e
            yield Zone(start=line.start + s, end=line.start + e, kind=kind, rule=rule)
