#!/usr/bin/env python3
"""Count anew what the names lexicons were counted from, and say where a lexicon differs.

usage: python tools/lexicon/build_names.py [given_chars translit_chars people words foreign_names] [--out DIR] [--show N]

Reads ../shared/data (its README names every source and licence). The lexicons in pipeline/lexicon/data began as these
counts and were then sifted by hand: surnames' words struck that are people, places added, rows of general knowledge set
beside them (their source says so). So nothing is overwritten: without --out each file is compared row by row with
the count, with --out the bare counts are written to DIR. words and foreign_names need jieba (its dictionary is cut by, no model).
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
LEXICONS = ROOT / "pipeline" / "lexicon" / "data"
HAN = re.compile(r"[\u4e00-\u9fff]+")
DOTTED = re.compile(r"[\u4e00-\u9fff]+(?:[·-][\u4e00-\u9fff]+)+")
#: what stands before a person and after one, by which a foreign name's share is counted
BEFORE = re.compile(
    r"(?:总理|主席|总统|会长|外长|首相|秘书长|部长|发言人|国务卿|领导人|议长|候选人|司令|总裁|大使|教授|特使|国王|选手|学者|专家|官员|代表|主任|·)$"
)
AFTER = re.compile(
    r"(?:\d{1,2}日)?(?:表示|指出|强调|说|称|宣布|会见|会谈|举行|发表|认为|总统|总理|先生|外长|主席|当天|在社交|接受)"
)
Table = dict[str, tuple[str, ...]]


def lines(path: str) -> Iterator[str]:
    with lzma.open(DATA / path, "rt", encoding="utf-8") as f:
        yield from f


def texts() -> Iterator[str]:
    """The TV news and the government work reports."""
    for name in ("xwlb_2022_2026", "government_work_reports"):
        yield from (json.loads(line)["text"] for line in lines(f"text/{name}.jsonl.xz"))


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    rows = (LEXICONS / "surnames.tsv").read_text("utf-8").splitlines()
    return frozenset(row.split("\t")[0] for row in rows if not row.startswith("#"))


def given_of(name: str) -> str | None:
    """The given name of a Chinese name; None where it is none by form."""
    if not HAN.fullmatch(name):
        return None
    if 3 <= len(name) <= 4 and name[:2] in surnames():
        return name[2:]
    return name[1:] if 2 <= len(name) <= 3 and name[0] in surnames() else None


@lru_cache(maxsize=1)
def figures() -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    """Wikidata id, name, aliases and life dates of the people of the gazetteer."""
    out = []
    for line in lines("gazetteer/wikidata_names.tsv.xz"):
        qid, kind, name, aliases, _, period = line.rstrip("\n").split("\t")
        if kind == "Person":
            others = tuple(a.split(" (")[0].strip() for a in aliases.split("|") if a)
            out.append((qid, name.split(" (")[0].strip(), others, period))
    return tuple(out)


def labelled() -> set[str]:
    """The people that the three labelled sets name (MSRA, Resume, CLUENER)."""
    found: set[str] = set()
    for path, tag in (("msra.train.bio", "PER"), *((f"resume.{p}.bmes", "NAME") for p in ("train", "dev", "test"))):
        name = ""
        for line in lines(f"ner/{path}.xz"):
            cells = line.split()
            label = cells[1] if len(cells) == 2 else "O"
            if label.endswith("-" + tag) and label[0] not in "BS":
                name += cells[0]
                continue
            found.add(name)
            name = cells[0] if label.endswith("-" + tag) else ""
    for part in ("train", "dev"):
        for line in lines(f"ner/cluener.{part}.txt.xz"):
            found |= {e["entity"] for e in json.loads(line)["entity_list"] if e["entity_type"] == "name"}
    return {n.replace("\u3000", "") for n in found if n}


def given_chars() -> Table:
    """Characters of given names alone, first and last: each name of Wikidata and of each labelled set once."""
    places = (Counter[str](), Counter[str](), Counter[str]())
    for name in [n for _, n, _, _ in figures() if not set(n) & set("帝氏后妃")] + sorted(labelled()):
        given = given_of(name)
        if given and len(given) == 1:
            places[0][given] += 1
        elif given and len(given) == 2:
            places[1][given[0]] += 1
            places[2][given[1]] += 1
    return {c: tuple(str(p[c]) for p in places) for c in sorted(set().union(*places))}


def translit_chars() -> Table:
    """Characters of dotted names, three times or more."""
    n = Counter(
        c
        for _, name, others, _ in figures()
        for x in (name, *others)
        if DOTTED.fullmatch(x)
        for c in x
        if c not in "·-"
    )
    return {c: (str(k),) for c, k in n.items() if k >= 3}


def people() -> Table:
    """Names that are Chinese characters throughout, with their id."""
    return {name: (qid,) for qid, name, _, _ in figures() if HAN.fullmatch(name) or DOTTED.fullmatch(name)}


def words() -> Table:
    """Words of the texts as the dictionary of jieba cuts them, without its guesses; once is enough for one character only."""
    import jieba  # type: ignore[import-not-found]

    n: Counter[str] = Counter()
    for text in texts():
        for run in HAN.findall(text):
            n.update(jieba.cut(run, HMM=False))
    found = {w: (str(k),) for w, k in n.items() if len(w) == 1 or (k >= 2 and len(w) <= 7)}
    for w, k in jieba.dt.FREQ.items():  # words that begin like a name and the texts lack: once
        if 2 <= len(w) <= 4 and HAN.fullmatch(w) and (k >= 60 or (k >= 3 and w[0] in surnames())):
            found.setdefault(w, ("1",))
    for line in lines("gazetteer/wikidata_names.tsv.xz"):  # places and bodies: twice
        _, kind, name, aliases, *_ = line.rstrip("\n").split("\t")
        if kind in ("Organization", "Location"):
            for w in (name.split(" (")[0], *aliases.split("|")):
                if 2 <= len(w) <= 7 and HAN.fullmatch(w):
                    found.setdefault(w, ("2",))
    return found


def foreign_names() -> Table:
    """Whole runs of transliteration characters: how often, and per cent of that beside a post or a verb of speech."""
    core = "".join(c for c, (k,) in translit_chars().items() if int(k) >= 4)
    run = re.compile(f"[{core}]{{2,9}}")
    n, beside = Counter[str](), Counter[str]()
    for text in texts():
        for m in run.finditer(text):
            n[m[0]] += 1
            beside[m[0]] += bool(
                BEFORE.search(text, max(0, m.start() - 3), m.start()) or AFTER.match(text, m.end(), m.end() + 6)
            )
    found = {w: (str(k), str(100 * beside[w] // k)) for w, k in n.items() if k >= 3 and beside[w] >= 0.3 * k}
    known = {x for _, name, others, _ in figures() for x in (name, *others)} | labelled()
    for w in sorted(re.split("[·-]", x)[-1] for x in known):  # last parts of dotted names and whole names by form
        if len(w) > 1 and re.fullmatch(f"[{core}]+", w) and given_of(w) is None:
            k = n[w]
            found.setdefault(w, (str(k), str(100 * beside[w] // k) if k else "0"))
    return found


TABLES = {f.__name__: f for f in (given_chars, translit_chars, people, words, foreign_names)}
#: the columns of a lexicon that hold what is counted
COLUMNS = {"people": slice(5, 6), "given_chars": slice(1, 4), "foreign_names": slice(1, 3)}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="*", default=list(TABLES))
    ap.add_argument("--out", type=Path)
    ap.add_argument("--show", type=int, default=0)
    args = ap.parse_args()
    for name in args.files:
        counted = TABLES[name]()
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            rows = "".join("\t".join((k, *v)) + "\n" for k, v in sorted(counted.items()))
            (args.out / f"{name}.tsv").write_text(rows, "utf-8")
            continue
        split = (x.split("\t") for x in (LEXICONS / f"{name}.tsv").read_text("utf-8").splitlines() if x[:1] != "#")
        kept = {cells[0]: tuple(cells[COLUMNS.get(name, slice(1, 2))]) for cells in list(split)[1:]}
        same = sum(counted.get(k) == v for k, v in kept.items())
        by_hand, left_out = sorted(kept.keys() - counted.keys()), sorted(counted.keys() - kept.keys())
        print(
            f"{name}: {len(kept)} rows, {same} as counted, {len(by_hand)} not counted, {len(left_out)} counted and left out"
        )
        for sign, keys in (("+", by_hand), ("-", left_out)):
            for k in keys[: args.show]:
                print(f"  {sign} {k}\t{kept.get(k) or counted.get(k)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
