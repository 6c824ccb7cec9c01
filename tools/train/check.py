"""python -m tools.train.check DIR: whether the exported model still says what the HanLP component in DIR does.

Each head is exported twice, with its tables of vectors as they are and in half precision, and reads its own test
sentences (the one for our texts those of all) in the ONNX engine: how many come out just as HanLP marks them, and the F1.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from pipeline.engines.tagger import Tagger
from tools.train import corpora
from tools.train.component import OfficialProseRecognizer
from tools.train.corpora import Sample
from tools.train.export import export

Found = list[set[tuple[int, int, str]]]


def by_hanlp(component: OfficialProseRecognizer, samples: Sequence[Sample]) -> Found:
    marked = dict(component.marked(component.build_dataloader(samples, 64)))
    return [set(marked.get(i, ())) for i in range(len(samples))]


def by_onnx(
    component: OfficialProseRecognizer, source: Path, corpus: str, samples: Sequence[Sample], narrow: bool
) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        export(component, source, Path(folder), corpus, narrow)
        hits = Tagger(Path(folder)).recognize([s.text for s in samples])
    return [{(h.start, h.end, str(h.label)) for h in row} for row in hits]


def f1(found: Found, samples: Sequence[Sample]) -> float:
    right = sum(len(f & set(s.spans)) for f, s in zip(found, samples, strict=True))
    return 200 * right / max(1, sum(map(len, found)) + sum(len(s.spans) for s in samples))


def main() -> None:
    torch.set_num_threads(1)
    source = Path(sys.argv[1])
    component = OfficialProseRecognizer()
    component.load(str(source), devices=-1, verbose=False)
    tests = {"msra": corpora.msra("test"), "resume": corpora.resume("test"), "cluener": corpora.cluener("dev")}
    every = [Sample("ours", s.text, ()) for samples in tests.values() for s in samples]
    for corpus, samples in [*tests.items(), ("ours", every)]:
        whole = by_hanlp(component, samples)
        for narrow in (False, True):
            found = by_onnx(component, source, corpus, samples, narrow)
            same = sum(a == b for a, b in zip(found, whole, strict=True))
            score = f" F1 {f1(found, samples):.2f} (HanLP {f1(whole, samples):.2f})" if corpus != "ours" else ""
            print(f"{corpus:8} {'half' if narrow else 'whole'}: {same} of {len(samples)} sentences the same{score}")


if __name__ == "__main__":
    main()
