"""Whose names an article is signed with: its by-line, dateline, meta line, notes, the bracket or the name at its end."""

from __future__ import annotations

import re

from pipeline.lexicon.pages import credit_roles, page_words
from pipeline.lexicon.surnames import surnames
from pipeline.lexicon.words import count as word_count
from pipeline.reading import Reading
from pipeline.stages.articles.blocks import Block
from pipeline.stages.articles.bylines import credits
from schemas.layers import AuthorRole, Credit

_PEOPLE = "|".join(w for w, role in credit_roles().items() if role != "source" and len(w) > 1)
SIGNED = re.compile(
    rf"[（(【](?:[^（）()【】]{{0,30}}?(?:{_PEOPLE}|特约)[^（）()【】]{{1,60}}|"
    r"[^（）()【】]{2,40}[/／](?:文|图|摄)[^（）()【】]{0,40})[）)】]$"
)
_PICTURES = re.compile(r"(?:图片|照片|视频)(?:均)?由(?P<who>[\u3400-\u9fff·]{2,4})(?:提供|拍摄|摄)")
_OFFICES = (
    "书记|[省市县区乡镇州盟旗局厅部院校会行司馆所站队台社处科团场]长|检察长|理事长|董事长|秘书长|主席|"
    "主任|总理|总经理|教授|研究员"
)
_OFFICE_NAME = re.compile(
    rf"[\u3400-\u9fff、，（）\s]{{0,40}}(?:{_OFFICES})"
    r"[\s\u3000]{1,6}(?P<name>[\u3400-\u9fff](?:[\u3400-\u9fff·]{1,5}|[\s\u3000]{1,3}[\u3400-\u9fff]))$"
)
_NOTED = re.compile(r"作者(?:简介)?\s?[：:]?\s?(?P<who>[\u3400-\u9fff]{2,3}?)(?=[，,（(系为])")


#: …一次会议开幕。 周明远 摄: the photographer behind what the picture shows
_TAKEN_BY = re.compile(r"[。！？”）)][\s\u3000]{1,4}(?P<who>[\u3400-\u9fff·]{2,4})[\s\u3000]?摄影?$")


def authors(reading: Reading, inside: list[Block], body: int, titled: bool) -> tuple[Credit, ...]:
    """Everyone whom the by-line, the dateline, the meta line or a signature names, in text order."""
    found: dict[tuple[int, int], AuthorRole] = {}

    def add(base: int, text: str, role: AuthorRole | None) -> None:
        for s, e, r in credits(text, role):
            if r != "source":
                found.setdefault((base + s, base + e), r)

    for i, b in enumerate(inside):
        if b.role == "byline":
            add(b.start, b.text, "author")
        elif b.role == "credit":
            add(b.start, b.text, None)
        elif b.role == "header":
            for meta in _META_PERSON.finditer(b.text):
                add(b.start + meta.start(), meta[0], None)
            if label := _AUTHOR_LABEL.match(b.text):  # 作者：县委书记 李明
                for s, e in signs(b.text[label.end() :]):
                    found.setdefault((b.start + label.end() + s, b.start + label.end() + e), "author")
        elif b.role == "title" and 0 < i < body and titled and (names := signs(b.text)):
            for s, e in names:
                found.setdefault((b.start + s, b.start + e), "author")
        elif b.role == "note":
            if (by := _NOTED.search(b.text)) and by["who"][0] in surnames() and not found:
                found[b.start + by.start("who"), b.start + by.end("who")] = "author"
            for pic in _PICTURES.finditer(b.text):
                found.setdefault((b.start + pic.start("who"), b.start + pic.end("who")), "photographer")
        else:
            if sign := SIGNED.search(b.text):
                add(b.start + sign.start(), sign[0], None)
            if (named := NAMED.search(b.text)) and i == len(inside) - 1 and are_names(named["who"]):
                add(b.start + named.start("who"), named["who"], "author")
            if given := _GIVEN_BY.search(b.text):
                add(b.start + given.start("who"), given["who"], credit_roles()[given["role"]])
            if (taken := _TAKEN_BY.search(b.text)) is not None and _may_be_name(taken["who"]):
                found.setdefault((b.start + taken.start("who"), b.start + taken.end("who")), "photographer")
            if (d := _DATELINE_CREDIT.match(b.text)) is not None:
                add(b.start + d.start(1), d[1], None)
                for x, y, r in credits(d[1], "author"):  # 本报讯（甲 记者 乙）
                    if r == "author" and _may_be_name(d[1][x:y]) and not word_count("".join(d[1][x:y].split())):
                        found.setdefault((b.start + d.start(1) + x, b.start + d.start(1) + y), r)
            for pic in _PICTURES.finditer(b.text):
                found.setdefault((b.start + pic.start("who"), b.start + pic.end("who")), "photographer")
    return tuple(Credit(**reading.view.at(s, e), role=r) for (s, e), r in sorted(found.items()))


_BODY_NAME = re.compile(
    r"[\u3400-\u9fff、，（）·]{3,40}(?:[院校部局委办会处室厅站所队司社）]|中心|大学|集团|公司|支部|政府)[\s\u3000]{1,6}"
    r"(?P<name>[\u3400-\u9fff](?:[\u3400-\u9fff]{1,2}|[\s\u3000]{1,3}[\u3400-\u9fff]))$"
)
_BARE_NAME = re.compile(r"(?P<name>[\u3400-\u9fff](?:[\u3400-\u9fff]{1,3}|[\s\u3000]{1,3}[\u3400-\u9fff]))$")


_NAME_OFFICE = re.compile(
    r"(?P<name>[\u3400-\u9fff]{2,3}|[\u3400-\u9fff]\s[\u3400-\u9fff])[\s\u3000]{1,6}"
    rf"[\u3400-\u9fff、]{{2,40}}(?:{_OFFICES})$"
)
_AUTHOR_LABEL = re.compile(r"(?:本文)?作\s?者\s?[：:]\s?")


def signs(text: str) -> tuple[tuple[int, int], ...]:
    """The names in a line below the title that holds the authors: 县长　周明远, 青石县委党校  王平, 王 猛, 王　猛　李小平."""
    if m := _OFFICE_NAME.match(text):
        return (m.span("name"),)
    if (m := _NAME_OFFICE.match(text)) and _may_be_name(m["name"]):
        return (m.span("name"),)
    m = _BODY_NAME.match(text) or _BARE_NAME.match(text)
    if m is not None and _may_be_name(m["name"]) and not word_count("".join(m["name"].split())):
        return (m.span("name"),)
    if len(text) > 20 or not _BARE_NAMES.match(text):
        return ()
    names = tuple((s, e) for s, e, _ in credits(text, "author"))
    held = "".join("".join(text[s:e].split()) for s, e in names)
    if len(names) < 2 or held != "".join(re.split(r"[\s、]+", text)):
        return ()
    words = sum(word_count("".join(text[s:e].split())) > 0 for s, e in names)
    return names if all(_may_be_name(text[s:e]) for s, e in names) and words < len(names) else ()


def _may_be_name(text: str) -> bool:
    """Whether it starts with a surname and is no word of by-lines."""
    name = "".join(text.split())
    known = surnames()
    surnamed = name[0] in known if len(name) <= 3 else name[:2] in known
    return surnamed and name not in page_words("credit")


_BARE_NAMES = re.compile(r"[\u3400-\u9fff]{1,4}(?:[\s、]{1,3}[\u3400-\u9fff]{1,4}){1,6}$")
NAMED = re.compile(
    r"(?:^|[。！？”])\s?[（(](?P<who>[\u3400-\u9fff·]{2,4}(?:[\s、，]{1,2}[\u3400-\u9fff·]{2,4}){0,4})[）)]$"
)


def are_names(text: str) -> bool:
    """Whether all words of a bracket are names: each starts with a surname (（张三丰）, as against （完） or （待续））."""
    known = surnames()
    words = [w for w in re.split(r"[\s、，]+", text) if w]
    return all(w not in page_words("credit") and (w[0] in known or w[:2] in known) for w in words)


_SPACED = "|".join(
    r"\s?".join(w) for w in sorted(credit_roles(), key=len, reverse=True) if credit_roles()[w] != "source"
)
_META_PERSON = re.compile(
    rf"(?:{_SPACED})\s?[：:/／]\s?(?:[\u3400-\u9fff·]{{2,6}}(?:[、，][\u3400-\u9fff·]{{2,6}}){{0,5}}(?![\u3400-\u9fff·]|\s?[：:])(?:\s[\u3400-\u9fff]{{2,3}}){{0,3}}(?:(?=\s*$)|(?<!\s[\u3400-\u9fff]{{2}})(?<!\s[\u3400-\u9fff]{{3}}))|"
    r"[\u3400-\u9fff][\s\u3000]{1,2}[\u3400-\u9fff](?![\u3400-\u9fff]))"
)
_GIVEN_BY = re.compile(  # （青石县委党校　李明　供稿）
    r"[（(](?:[\u3400-\u9fff、]{2,30}[\s\u3000]+)?(?P<who>[\u3400-\u9fff·]{2,4}(?:[\s、]+[\u3400-\u9fff·]{2,4}){0,3})[\s\u3000]*"
    r"(?P<role>供稿|撰稿|摄影?|整理|供图|采写)[）)]$"
)
_DATELINE_CREDIT = re.compile(
    r"[^。（(]{0,40}[讯电息]\s?([（(][^（）()]{2,60}[）)]|(?:[\u3400-\u9fff]{0,8}(?:记者|"
    r"通讯员)\s?[\u3400-\u9fff·]{2,4}(?:[\s、，]{1,3}[\u3400-\u9fff·]{2,4}){0,5}\s(?:报道)?))"
)
