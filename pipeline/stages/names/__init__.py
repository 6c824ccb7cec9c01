"""Names: who is named, from surname and given characters, posts, verbs, lists, by-lines, known people and the whole document."""

from __future__ import annotations

from pipeline.engines.lattice import Lattice
from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from pipeline.stages.names.document import resolve
from schemas.layers import NamesLayer


@stage
class Names(Stage):
    """People of a document, each naming with the name it resolves to."""

    name = "names"
    version = "1"
    layer = NamesLayer
    needs = ("clean", "articles")
    uses = ("engine",)
    lexicons = (
        "words.tsv",
        "surnames.tsv",
        "given_chars.tsv",
        "translit_chars.tsv",
        "people.tsv",
        "name_cues.tsv",
    )

    def process(self, reading: Reading) -> NamesLayer:
        return NamesLayer(mentions=tuple(resolve(reading, Lattice(reading.text))))
