"""The trained component as the ONNX model that the package carries."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from pipeline.engines.features import FLAGS
from tools.train.component import OfficialProseRecognizer
from tools.train.corpora import tags
from tools.train.network import Network


class _Head(nn.Module):
    """The network with the corpus fixed, its inputs as the engine has them."""

    def __init__(self, network: Network, corpus: str) -> None:
        super().__init__()
        self.network, self.corpus = network, corpus

    def forward(
        self, chars: torch.Tensor, pairs: torch.Tensor, words: torch.Tensor, flags: torch.Tensor
    ) -> torch.Tensor:
        scores: torch.Tensor = self.network(chars, pairs, words, flags.float(), self.corpus)
        return scores


def export(
    component: OfficialProseRecognizer, source: Path, folder: Path, corpus: str = "ours", narrow: bool = True
) -> None:
    """Write model.onnx, tags.json and the vocabulary; with `narrow` the tables of vectors in half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    component.model.eval()
    shape = (2, 7)
    example = (
        torch.ones(shape, dtype=torch.int32), torch.ones(shape, dtype=torch.int32),
        torch.zeros((*shape, 3), dtype=torch.int32), torch.zeros((*shape, FLAGS), dtype=torch.uint8),
    )  # fmt: skip
    names = ["chars", "pairs", "words", "flags"]
    path = folder / "model.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Head(component.model, corpus).eval(), example, str(path), input_names=names, output_names=["scores"],
            dynamic_axes={n: {0: "n", 1: "length"} for n in [*names, "scores"]}, opset_version=17, dynamo=False,
        )  # fmt: skip
    model = measured(onnx.load(path))
    onnx.save(narrowed(model) if narrow else model, path)
    begin, end, step = component.fields(corpus)
    clean = [np.where(a < -5e3, 0.0, a).round(5).tolist() for a in (begin, end, step)]
    table = {"tags": tags(corpus), "begin": clean[0], "end": clean[1], "step": clean[2]}
    (folder / "tags.json").write_text(json.dumps(table) + "\n", "utf-8")
    for name in ("chars.txt", "pairs.txt", "words.tsv"):
        shutil.copyfile(source / name, folder / name)


def measured(model: onnx.ModelProto) -> onnx.ModelProto:
    """Both layers told the length of each sentence, so that shorter ones may go with longer ones."""
    model.graph.input.append(helper.make_tensor_value_info("lengths", TensorProto.INT32, ["n"]))
    for node in model.graph.node:
        if node.op_type == "GRU":
            node.input[4] = "lengths"
    onnx.checker.check_model(model)
    return model


def narrowed(model: onnx.ModelProto) -> onnx.ModelProto:
    """Each table that is looked up (Gather) in half precision; what is computed stays as it is.

    As bytes with a scale for each row they take 3 MB less, and one sentence in 700 comes out otherwise.
    """
    graph = model.graph
    held = {i.name: i for i in graph.initializer}
    nodes = []
    for node in graph.node:
        table = held.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or len(table.dims) != 2 or table.dims[0] < 1000:
            nodes.append(node)
            continue
        half = numpy_helper.from_array(numpy_helper.to_array(table).astype(np.float16), f"{table.name}.half")
        graph.initializer.remove(table)
        graph.initializer.append(half)
        index, out = node.input[1], node.output[0]
        nodes += [
            helper.make_node("Gather", [half.name, index], [f"{out}.half"]),
            helper.make_node("Cast", [f"{out}.half"], [out], to=TensorProto.FLOAT),
        ]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model
