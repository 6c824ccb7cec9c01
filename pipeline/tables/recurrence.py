"""What recurs over a run: how sure a phrase becomes by it, and quoted words that no document alone shows to be policy.

A formula is repeated word for word by others than who coined it; an author's own figure of speech is not. The records stay
as they are: what one document says depends on that document alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from pipeline.tables.records import Json

#: what is left of the doubt with each further document, each further speaker or publisher, and each further wording
_DOCUMENT, _VOICE, _WORDING = 0.85, 0.75, 1.15
#: how sure quoted words are that one document's rules refused as rhetoric
REFUSED = 0.3
#: they are listed when so many documents have them, of so many publishers; or, of one publisher, so many documents
_DOCUMENTS, _PUBLISHERS, _ALONE = 3, 2, 5
_SHORTEST, _LONGEST = 3, 24


def confidence(first: float, documents: int, voices: int, wordings: int) -> float:
    """How sure a new phrase is over a run, from how sure the surest document was of it.

    >>> confidence(0.5, 1, 1, 1), confidence(0.5, 4, 3, 1), confidence(0.5, 4, 3, 4)
    (0.5, 0.83, 0.74)
    """
    doubt = (1 - first) * _DOCUMENT ** min(documents - 1, 8) * _VOICE ** min(max(voices - 1, 0), 5)
    return round(max(0.05, 1 - doubt * _WORDING ** min(wordings - 1, 5)), 2)


@dataclass(slots=True)
class Refusal:
    """Quoted words that documents refused: in how many, of which publishers, and for which reasons."""

    documents: int = 0
    count: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    dates: list[str] = field(default_factory=list)

    @property
    def recurs(self) -> bool:
        """Whether so many have them, and none for another reason than that one document does not show a policy."""
        if set(self.reasons) != {"rhetoric"}:
            return False
        return self.documents >= _ALONE or (self.documents >= _DOCUMENTS and len(self.publishers) >= _PUBLISHERS)


class Refusals:
    """The words refused over a run, read from the layers beside the records where a run left them."""

    def __init__(self, output: Path) -> None:
        self._layers = output / "stages" / "phrases"
        self.words: dict[str, Refusal] = {}

    def add(self, record: Json) -> None:
        """Count what the layer of a record's document refused; a document without a layer counts nothing."""
        document = record["document"]
        try:
            data = orjson.loads((self._layers / f"{document['id']}.json").read_bytes())
            refused = data["layer"].get("refused", ())
        except (OSError, orjson.JSONDecodeError, KeyError, AttributeError):
            return
        published = document["published"]
        seen = set()
        for r in refused:
            words = "".join(r["text"].split())
            if not _SHORTEST <= len(words) <= _LONGEST:
                continue
            found = self.words.setdefault(words, Refusal())
            found.count += 1
            found.reasons[r["reason"]] += 1
            if words in seen:
                continue
            seen.add(words)
            found.documents += 1
            if document["publisher"]:
                found.publishers[document["publisher"]] += 1
            if published and published["edtf"]:
                found.dates.append(published["edtf"])

    def recurring(self) -> dict[str, Refusal]:
        """The words that recur, in order."""
        return {w: self.words[w] for w in sorted(self.words) if self.words[w].recurs}
