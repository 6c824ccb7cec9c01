"""How sure a model says it is, brought to how often it is right.

One that has learnt from what teachers think is less sure than it may be: its hits are then worth too little to the names
stage, which reads of each how likely its tags are. All its scores are raised by one factor, so that what it marks stays.
"""

from __future__ import annotations

import torch

from tools.train.batches import Batches
from tools.train.component import OfficialProseRecognizer
from tools.train.corpora import Sample

_FACTORS = tuple(1.0 + 0.1 * k for k in range(21))


@torch.no_grad()
def factor(component: OfficialProseRecognizer, samples: list[Sample]) -> float:
    """The factor under which the tags of sentences kept back from training are likeliest, each by itself."""
    component.model.eval()
    loss = dict.fromkeys(_FACTORS, 0.0)
    for batch in Batches(samples, component.vocabulary):
        scores = component.feed_batch(batch)
        for f in _FACTORS:
            odds = (scores * f).log_softmax(2)
            loss[f] -= float(odds.gather(2, batch["tag_id"][:, :, None]).sum())
    return min(loss, key=lambda f: loss[f])


@torch.no_grad()
def raise_scores(component: OfficialProseRecognizer, by: float) -> None:
    """Multiply the scores of every tag and of what follows what."""
    network = component.model
    for weight in (network.out.weight, network.out.bias, *network.crf.parameters()):
        weight.mul_(by)
