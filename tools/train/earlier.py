"""The weights of an exported model, from which the next one starts."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from tools.train.corpora import tags
from tools.train.network import Network, Seen, copy_layer

#: labels of other corpora and those of ours that come nearest: their heads begin as ours does
_LIKE = {
    "NAME": "PER", "name": "PER", "position": "TITLE", "organization": "ORG", "government": "ORG", "company": "ORG",
    "address": "LOC", "scene": "LOC",
}  # fmt: skip


def _like(tag: str) -> str:
    place, _, label = tag.partition("-")
    return f"{place}-{_LIKE.get(label, label)}" if label else tag


class Earlier:
    """What model.onnx of a folder holds, by what it is."""

    def __init__(self, folder: Path) -> None:
        graph = onnx.load(folder / "model.onnx").graph
        held = {i.name: numpy_helper.to_array(i).astype(np.float32) for i in graph.initializer}
        self.char, self.pair, self.word = (
            next(a for name, a in held.items() if f"{table}.weight" in name) for table in ("char", "pair", "word")
        )
        self.voice = next(a for a in held.values() if a.shape == (self.char.shape[1],))
        self.layers = [[held[name] for name in node.input[1:4]] for node in graph.node if node.op_type == "GRU"]
        products = [held[i] for n in graph.node if n.op_type == "MatMul" for i in n.input if i in held]
        biases = [held[i] for n in graph.node if n.op_type == "Add" for i in n.input if i in held]
        self.beside, self.out = products[0].T, products[-1].T
        self.beside_bias = next(a for a in biases if a.shape == self.beside.shape[:1] and a is not self.voice)
        self.out_bias = next(a for a in biases if a.shape == self.out.shape[:1])
        fields = json.loads((folder / "tags.json").read_text("utf-8"))
        self.tags = fields["tags"]
        self.begin, self.end, self.step = (np.array(fields[k], dtype=np.float32) for k in ("begin", "end", "step"))

    def start(self, network: Network) -> None:
        """A network to be trained further.

        Where a layer has fewer units, those that weigh most in what comes after it; where it has more, the further ones
        say nothing yet.
        """
        self.fill(network.seen)
        lower, upper, out = self._grown(network.lower.hidden_size, network.upper.hidden_size)
        n = network.upper.hidden_size
        top = _weightiest(out, upper, n)
        bottom = _weightiest(np.concatenate(list(upper[0])), lower, network.lower.hidden_size)
        copy_layer(network.lower, _only(lower, bottom))
        inputs = np.concatenate([bottom[0], bottom[1] + lower[1].shape[2]])
        weight, recurrent, bias = upper
        copy_layer(network.upper, _only([weight[:, :, inputs], recurrent, bias], top))
        columns = np.concatenate([top[0], top[1] + recurrent.shape[2]])
        with torch.no_grad():
            for corpus, part in network.parts.items():
                here = tags(corpus)
                like = [self.tags.index(_like(tag)) if _like(tag) in self.tags else -1 for tag in here]
                for i, j in enumerate(like):
                    if j < 0:
                        continue
                    network.out.weight[part.start + i] = torch.tensor(out[j, columns])
                    network.out.bias[part.start + i] = float(self.out_bias[j])
                    network.crf.start_transitions[part.start + i] = float(self.begin[j])
                    network.crf.end_transitions[part.start + i] = float(self.end[j])
                    for k, m in enumerate(like):
                        if m >= 0:
                            network.crf.transitions[part.start + i, part.start + k] = float(self.step[j, m])

    def _grown(self, below: int, above: int) -> tuple[list[np.ndarray], list[np.ndarray], np.ndarray]:
        """Both layers and what comes after them, with at least so many units."""
        (lower, upper), out = self.layers, self.out
        n, m = lower[1].shape[2], upper[1].shape[2]
        if below > n:
            lower = _more(lower, below)
            upper = [_apart(upper[0], n, below), *upper[1:]]
        if above > m:
            upper, out = _more(upper, above), _apart(out, m, above)
        return lower, upper, out

    def fill(self, seen: Seen) -> None:
        """What is seen of each character, every corpus speaking as our texts do."""
        with torch.no_grad():
            for weight, array in (
                (seen.char.weight, self.char), (seen.pair.weight, self.pair), (seen.word.weight, self.word),
                (seen.beside.weight, self.beside), (seen.beside.bias, self.beside_bias),
            ):  # fmt: skip
                weight.copy_(torch.tensor(array))
            seen.corpus.weight.copy_(torch.tensor(self.voice).expand_as(seen.corpus.weight))


def _more(layer: list[np.ndarray], n: int) -> list[np.ndarray]:
    """A layer with n units: the new ones look at everything at random, the old ones do not look at them."""
    weight, recurrent, bias = layer
    size, draw = recurrent.shape[2], np.random.default_rng(1)
    rows, loops = (draw.uniform(-(n**-0.5), n**-0.5, (2, 3, n, k)).astype(np.float32) for k in (weight.shape[2], n))
    rows[:, :, :size] = weight.reshape(2, 3, size, -1)
    loops[:, :, :size] = 0.0
    loops[:, :, :size, :size] = recurrent.reshape(2, 3, size, size)
    rests = np.zeros((2, 2, 3, n), dtype=np.float32)
    rests[..., :size] = bias.reshape(2, 2, 3, size)
    return [rows.reshape(2, 3 * n, -1), loops.reshape(2, 3 * n, n), rests.reshape(2, 6 * n)]


def _apart(weights: np.ndarray, size: int, n: int) -> np.ndarray:
    """Weights over both ways of a layer of that size, as if it had n units, of which the new ones weigh nothing."""
    none = np.zeros((*weights.shape[:-1], n - size), dtype=weights.dtype)
    return np.concatenate([weights[..., :size], none, weights[..., size:], none], axis=-1)


def _weightiest(after: np.ndarray, layer: list[np.ndarray], n: int) -> list[np.ndarray]:
    """Of either way of a layer, the n units whose weights in what comes after it are largest."""
    size = layer[1].shape[2]
    return [np.sort(np.argsort(-np.abs(after[:, w * size : (w + 1) * size]).sum(0))[:n]) for w in range(2)]


def _only(layer: list[np.ndarray], units: list[np.ndarray]) -> list[np.ndarray]:
    """A layer as ONNX has it, with some of its units."""
    weight, recurrent, bias = layer
    size = recurrent.shape[2]
    rows = [np.concatenate([u + k * size for k in range(3)]) for u in units]
    return [
        np.stack([weight[w][rows[w]] for w in range(2)]),
        np.stack([recurrent[w][rows[w]][:, units[w]] for w in range(2)]),
        np.stack([bias[w][np.concatenate([rows[w], rows[w] + 3 * size])] for w in range(2)]),
    ]
