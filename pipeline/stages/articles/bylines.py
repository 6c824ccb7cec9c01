"""By-lines and credit lines: whose name stands where, and in which role.

□戴峰 · 作者：纳晓芸 · 本报记者 王 强 通讯员 李芳 · （记者白雪） · 赵焱、朱琦/文 王亭川/摄 · （编辑：母瑞 审核：虎成林）
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.pages import credit_roles, credit_roles_after, page_words
from schemas.layers import AuthorRole

_MARK = "□■▲△◎◇◆●〇○☆★◐▣▢"
_ROLE_WORD = re.compile("|".join(sorted(credit_roles(), key=lambda w: (-len(w), w))))
_SPACED = re.compile(  # 责　编：
    "(?:" + "|".join(r"\s+".join(w) for w in credit_roles() if len(w) == 2) + r")\s*(?=[：:])"
)
_DIGITS = re.compile(r"\d+(?:\s?[年月日号版期时分.\-/：:]|[A-Z](?=\d))?")
_LABEL_END = re.compile(r"\s?[：:]")
_TOKEN = re.compile(r"[\u3400-\u4e27\u4e29-\u9fff·〇]+|[/／]|[：:]|\s+|.")
_ORG_END = re.compile(
    r"(?:部|局|委|办|室|中心|集团|公司|学院|大学|处|科|院|社|站|台|报|网|厅|县|市|区|镇|乡|省|校|馆|组|队|所|团|州|盟|旗|街道|日报|晚报|融媒|党校|总队|支队|大队|协会|学会|联|会)$"
)
_POST_END = re.compile(
    r"(?:教授|主任|书记|局长|校长|部长|处长|科长|院长|会长|研究员|秘书长|委员|干部|学生|博士|讲师|工程师|经理|董事长|县长|市长|专家)$"
)
_ORG_PREFIX = re.compile(
    r"(?:参与|协助|联合|本期|本版|值班|本报|本网|本刊|本台|本社|特约|实习|见习|首席|全媒体|融媒体?|驻[\u3400-\u9fff]{1,6}|[\u3400-\u9fff]{2,16}?(?:日报|晚报|早报|都市报|时报|周报|报社|"
    r"融媒体中心|融媒|电视台|广播电视台|新华社|网))*$"
)

_NAMES = r"[\u3400-\u9fff·〇]{1,14}(?:[\s、，]{1,3}[\u3400-\u9fff·〇]{1,8}){0,9}"
_REPORTING = "|".join(w for w, r in credit_roles().items() if r in ("reporter", "photographer") and len(w) > 1)
_BYLINE = re.compile(
    rf"[{_MARK}]\s?{_NAMES}(?:\s?[/／]\s?(?:文|图|摄影?|图文|文图))?$"
    rf"|[\u3400-\u9fff]{{0,14}}?(?:记者|通讯员)\s?[：:]\s?{_NAMES}(?:\s?(?:{_REPORTING})\s?[：:]\s?{_NAMES}){{1,3}}$"
    rf"|(?:[\u3400-\u9fff]{{0,14}}?)(?:记者|通讯员|评论员|特约撰稿人|特约撰稿)[\s：:]{{0,3}}{_NAMES}(?:[/／](?:文|图|摄|文图|"
    rf"图文))?(?:\s{{0,3}}{_NAMES}[/／](?:文|图|摄影?))?$"
    rf"|(?:作\s?者|文字?|撰文|撰稿|供稿|执笔)\s?[：:/／|丨]\s?{_NAMES}$"
    rf"|(?:文[/／]图|图[/／]文|文|图|摄|文图|图文)\s?[/／：:丨|｜]\s?{_NAMES}(?:\s{{1,3}}(?:文|图|摄影?)\s?[/／：:]\s?{_NAMES})?$"
    rf"|{_NAMES}\s?[/／]\s?(?:文|图|摄影?|图文|文图)(?:\s{{0,3}}{_NAMES}\s?[/／]\s?(?:文|图|摄影?))?$"
)
_BODY_WORDS = re.compile(r"[。！？；“”《》\d]|(?:的|了|是|说|获悉|日(?!报))[\u3400-\u9fff]")


def is_byline(text: str) -> bool:
    """Whether a line is a by-line: a mark or a role word, and names, and nothing else."""
    if len(text) > 44 or not _BYLINE.match(text):
        return False
    marked = text[0] in _MARK
    if _BODY_WORDS.search(text) and not marked:
        return False
    if marked and len(text) > 12 and " " not in text and "\u3000" not in text and not _ROLE_WORD.search(text):
        return False  # ●坚持以人民为中心的发展思想
    return any(True for _ in credits(text, "author" if marked else None))


def credits(text: str, role: AuthorRole | None = None) -> Iterator[tuple[int, int, AuthorRole]]:
    """The names in a by-line or credit line with their roles, as ranges of `text`; `role` holds until a word sets another.

    One-character tokens beside each other are one name (段 艾); what ends as a body does is none, nor is a date, and
    a label that gives no role (日期：) ends the role before it.
    """
    text = _DIGITS.sub(lambda m: " " * len(m[0]), text)
    current = role
    group: list[tuple[int, int]] = []  # names since the last role word, for 甲、乙/文
    single: list[tuple[int, int]] = []
    out: list[tuple[int, int, AuthorRole]] = []
    after_slash = False
    skip = 0  # the end of a label set with blanks

    def flush() -> None:
        nonlocal single
        while single:
            k = 3 if len(single) == 3 else min(2, len(single))
            if k >= 2:
                group.append((single[0][0], single[k - 1][1]))
            single = single[k:]

    def close(as_role: AuthorRole | None) -> None:
        nonlocal group
        flush()
        if as_role is not None:
            out.extend((s, e, as_role) for s, e in group)
        group = []

    for m in _TOKEN.finditer(text):
        token, at = m[0], m.start()
        if at < skip:
            continue
        if token in "/／":
            after_slash = True
            continue
        if token.isspace():
            continue
        if token in "：:":
            if single:  # 日　期：
                single = []
                current = None
            continue
        if not ("\u3400" <= token[0] <= "\u9fff" or token[0] in "〇·"):
            if token in "、，,；;|丨":
                flush()
            elif token in "（(）)【】":
                close(current)
            after_slash = False
            continue
        if after_slash:
            after_slash = False
            if token in credit_roles_after():
                close(credit_roles_after()[token])
                if _LABEL_END.match(text, m.end()):
                    current = credit_roles_after()[token]  # 图/文：高峰
                continue
        if (w := _role_at(token)) is not None:
            s, e = w
            close(current)
            current = credit_roles()[token[s:e]]
            rest = token[e:]
            if len(rest) >= 2 and _is_name(rest):
                group.append((at + e, at + len(token)))
            continue
        if token in credit_roles_after() and text[m.end() : m.end() + 2].lstrip()[:1] in ("/", "：", ":", "丨", "|"):
            close(current)
            current = credit_roles_after()[token]  # 文/甲 图/乙
            continue
        if len(token) > 1 and _LABEL_END.match(text, m.end()):
            close(current)
            current = None
            continue
        if len(token) == 1:
            if (label := _SPACED.match(text, at)) is not None:
                close(current)
                current = credit_roles()["".join(label[0].split())]
                skip = label.end()
                continue
            if token in "文图摄审校等和与及":
                flush()
                continue
            single.append((at, at + 1))
            continue
        flush()
        if _is_name(token):
            group.append((at, at + len(token)))
    close(current)
    yield from sorted(out)


def _role_at(token: str) -> tuple[int, int] | None:
    """Where a role word stands in a token, when what is before it is a body or nothing (互助县融媒体中心记者)."""
    for m in _ROLE_WORD.finditer(token):
        before = token[: m.start()]
        if not before or (len(before) >= 2 and (_ORG_PREFIX.match(before) or _ORG_END.search(before))):
            return m.span()
    return None


def _is_name(token: str) -> bool:
    if token in page_words("credit") or not 2 <= len(token) <= 14:
        return False
    if "·" in token:
        return token[0] != "·" and token[-1] != "·"
    return len(token) <= 6 and not (len(token) >= 3 and (_ORG_END.search(token) or _POST_END.search(token)))
