"""The tagger as a HanLP component: hanlp.load('<directory>')([list(sentence)]) gives [(text, label, start, end), …]."""

from __future__ import annotations

import copy
import json
import logging
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from hanlp.common.vocab import Vocab
from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer
from torch import nn

from pipeline.engines import viterbi
from pipeline.engines.features import Vocabulary
from tools.train.batches import Batches
from tools.train.corpora import LABELS, Sample, tags
from tools.train.earlier import Earlier
from tools.train.mates import EVERY, Mates
from tools.train.network import Network, warm_start

#: weights are averaged over about this many steps, which is what is saved
_AVERAGE = 0.999
#: minutes between two looks at how well it does, for which all others wait
_SCORED = 10.0


class OfficialProseRecognizer(RNNNamedEntityRecognizer):
    """A recogniser with one reading of a sentence and a head for each corpus it was trained on.

    `config.corpus` says which head answers: `ours` by default.
    """

    vocabulary: Vocabulary

    def on_config_ready(self, save_dir: str, **kwargs: Any) -> None:
        self.vocabulary = Vocabulary.load(Path(save_dir))

    def build_vocabs(self, dataset: Any, logger: Any) -> None:
        self.vocabs["token"] = Vocab(idx_to_token=["<pad>", "<unk>", *self.vocabulary.chars])
        self.vocabs["tag"] = Vocab(
            idx_to_token=[f"{c}/{t}" for c in self.config.corpora for t in tags(c)], unk_token=None, pad_token=None
        )
        self.vocabs.lock()

    def build_dataloader(
        self, data: Any, batch_size: int, shuffle: bool = False, device: Any = None, change: Any = None,
        opinions: Any = None, **kwargs: Any,
    ) -> Batches:  # fmt: skip
        if not self.vocabs:
            self.build_vocabs(data, None)
        return Batches(
            data, self.vocabulary, shuffle=shuffle, change=change if shuffle else None, seed=self.config.seed or 1,
            opinions=(opinions or {}) if shuffle else {},
        )  # fmt: skip

    def build_model(
        self, rnn_hidden: int, upper: int, drop: float, training: bool = True, warm: str = "", **kwargs: Any
    ) -> nn.Module:
        sizes = {c: len(tags(c)) for c in self.config.corpora}
        network = Network(self.vocabulary, sizes, rnn_hidden, upper, drop)
        if training and warm:
            start = Path(warm) / "model.pt"
            if start.is_file():  # the round before
                network.load_state_dict(torch.load(start, map_location="cpu", weights_only=True))
            elif (Path(warm) / "model.onnx").is_file():
                Earlier(Path(warm)).start(network)
            else:
                warm_start(network, self.vocabulary.chars, Path(warm))
        return network

    def build_optimizer(self, optimizer: Any, lr: float, **kwargs: Any) -> tuple[torch.optim.Optimizer, ...]:
        """Adam; for the three tables of vectors only the rows that a batch has touched."""
        tables, others = self._tables(self.model)
        return torch.optim.Adam(others, lr=lr, betas=(0.9, 0.98)), torch.optim.SparseAdam(tables, lr=lr)

    @staticmethod
    def _tables(network: Any) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        tables = list(network.seen.tables())
        return tables, [p for p in network.parameters() if not any(p is t for t in tables)]

    def execute_training_loop(
        self, trn: Batches, dev: Batches, epochs: int, optimizer: tuple[torch.optim.Optimizer, ...], save_dir: str,
        logger: logging.Logger, lr: float, minutes: float = 0.0, **kwargs: Any,
    ) -> float:  # fmt: skip
        """Train; after each epoch the averaged weights are saved, so that a run cut short leaves a model.

        With `minutes` the learning rate goes to nothing at that time, whatever epoch it is then. Where several processes
        train together, the first is the one that is saved.
        """
        mates, over = Mates(), False
        average = copy.deepcopy(self.model)
        same, moving = self._tables(self.model)[1], self._tables(average)[1]
        begun, step, steps = time.monotonic(), 0, epochs * len(trn)
        warming = min(200, 1 + steps // 10)
        score, scored, loss = 0.0, 0.0, 0.0
        for epoch in range(1, epochs + 1):
            self.model.train()
            for batch in trn:
                step += 1
                spent = (time.monotonic() - begun) / 60
                done = max(step / steps, spent / minutes) if minutes else step / steps
                if step % EVERY == 0:
                    over = mates.meet(self.model.parameters(), done >= 1.0)
                if over or (done >= 1.0 and not mates.many):
                    break
                for one in optimizer:
                    one.zero_grad()
                    for group in one.param_groups:
                        group["lr"] = lr * min(1.0, step / warming) * max(0.0, 1.0 - done) ** 0.7
                value = self.compute_loss(None, self.feed_batch(batch), batch["tag_id"], batch)
                value.backward()
                nn.utils.clip_grad_norm_(same, 5.0)
                for one in optimizer:
                    one.step()
                loss += (value.item() - loss) * 0.01
                keep = min(_AVERAGE, step / (step + 10))
                with torch.no_grad():
                    for mean, now in zip(moving, same, strict=True):
                        mean.lerp_(now, 1.0 - keep)
                if step % 100 == 0:
                    logger.info(f"epoch {epoch} step {step}/{steps} loss {loss:.3f} {spent:.1f} min")
            with torch.no_grad():
                for mean, now in zip(self._tables(average)[0], self._tables(self.model)[0], strict=True):
                    mean.copy_(now)
            if mates.number == 0:
                latest, self.model = self.model, average
                self.save_weights(save_dir)
                spent = (time.monotonic() - begun) / 60
                figures = {}
                if over or spent - scored > _SCORED or not minutes:
                    figures, scored = self.score(dev), spent
                    score = sum(f["all"] for f in figures.values()) / max(1, len(figures))
                self.model = latest
                logger.info(f"epoch {epoch} loss {loss:.3f} {spent:.1f} min {json.dumps(figures)}")
            if over or (minutes and not mates.many and spent >= minutes):
                break
        self.model = average
        self.model.eval()
        return score

    def feed_batch(self, batch: dict[str, Any]) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.model.training):
            out = self.model(batch["chars"], batch["pairs"], batch["words"], batch["flags"], batch["corpus"])
        return out.float()

    def compute_loss(self, criterion: Any, out: torch.Tensor, y: torch.Tensor, mask: dict[str, Any]) -> torch.Tensor:
        """What is told and what the teacher thinks count alike; where only one of them speaks, it alone."""
        part, odds = self.model.parts[mask["corpus"]], mask["odds"]
        told, taught = mask["told"], (odds[:, 0].sum(1) > 0).float()
        loss = (self.model.crf.losses(out, y, part) * told / (told + taught)).sum()
        if taught.any():
            loss = loss + (self.model.crf.towards(out, odds, part) * taught / (told + taught)).sum()
        return loss / len(out)

    def fields(self, corpus: str) -> tuple[Any, Any, Any]:
        """What the corpus' head says of first, last and following tags, with what no row of tags may do."""
        part = self.model.parts[corpus]
        crf = self.model.crf
        begin, end, step = viterbi.constraints(tags(corpus))
        with torch.no_grad():
            return (
                begin + crf.start_transitions[part].numpy(),
                end + crf.end_transitions[part].numpy(),
                step + crf.transitions[part, part].numpy(),
            )

    @torch.no_grad()
    def marked(self, data: Batches) -> Iterator[tuple[int, list[tuple[int, int, str]]]]:
        """The number of each sentence and what the component marks in it."""
        self.model.eval()
        fields = {c: self.fields(c) for c in self.config.corpora}
        for batch in data:
            corpus = batch["corpus"]
            best = viterbi.decode(self.feed_batch(batch).numpy(), *fields[corpus])
            yield from zip(batch["index"], viterbi.spans(best, tags(corpus)), strict=True)

    def score(self, data: Batches) -> dict[str, dict[str, float]]:
        """F1 of each label of each corpus, and of all (micro)."""
        counts: dict[str, dict[str, list[int]]] = {}
        for index, found in self.marked(data):
            sample = data.dataset[index]
            table = counts.setdefault(sample.corpus, {label: [0, 0, 0] for label in ("all", *LABELS[sample.corpus])})
            for spans, k in ((set(found) & set(sample.spans), 0), (set(found), 1), (set(sample.spans), 2)):
                for *_, label in spans:
                    table[label][k] += 1
                    table["all"][k] += 1
        return {c: {x: round(200 * n[0] / max(1, n[1] + n[2]), 2) for x, n in t.items()} for c, t in counts.items()}

    def predict(self, tokens: Any, batch_size: int | None = None, corpus: str = "ours", **kwargs: Any) -> Any:
        if not tokens:
            return []
        flat = isinstance(tokens[0], str)
        sentences: Sequence[str] = ["".join(t) for t in ([tokens] if flat else tokens)]
        out: list[list[tuple[str, str, int, int]]] = [[] for _ in sentences]
        for i, found in self.marked(Batches([Sample(corpus, s, ()) for s in sentences], self.vocabulary)):
            out[i] = [(sentences[i][start:end], label, start, end) for start, end, label in found]
        return out[0] if flat else out

    def save_vocabs(self, save_dir: str, filename: str = "vocabs.json") -> None:
        super().save_vocabs(save_dir, filename)
        self.vocabulary.save(Path(save_dir))

    def save_config(self, save_dir: str, filename: str = "config.json") -> None:
        self.config.token_delimiter = ""
        kept = {k: self.config.pop(k) for k in ("change", "warm", "opinions") if k in self.config}
        super().save_config(save_dir, filename)
        self.config.update(kept)
