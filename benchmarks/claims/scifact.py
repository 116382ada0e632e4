"""SciFact's training claims and its corpus, read as a collection of records (Wadden et al. 2020, EMNLP, 7534-7550).

5,183 abstracts; 809 claims, each with the abstracts that its author cited, what each does for it (SUPPORT or
CONTRADICT, or nothing: then not enough is said) and the sets of sentences that carry this. The abstracts are given in
sentences; here they are one text again, and a sentence of ours is the given one that it shares most letters with.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from indexer.appraisal.reading import Line, Reading
from indexer.record import AbstractSection, Record, record_id

SUPPORT, CONTRADICT, NOT_ENOUGH = "SUPPORT", "CONTRADICT", "NOT ENOUGH"
LABELS = (SUPPORT, CONTRADICT, NOT_ENOUGH)

_CLAIMS = Path("claims") / "scifact" / "claims_train.jsonl"
_CORPUS = Path("claims") / "scifact" / "corpus.jsonl.gz"
# Structured abstracts have their labels at the head of the sentences; PubMed's own records have them apart.
_HEADING = re.compile(r"((?:[A-Z]{4,}[,/&]? )(?:(?:AND|OF|[A-Z]{4,})[,/&]? ){0,4})(?=[A-Z0-9(][^A-Z]|[A-Z] )")


@dataclass(frozen=True, slots=True)
class Gold:
    """What one abstract does for a claim, and each set of its sentences that by itself shows so."""

    label: str
    rationales: tuple[frozenset[int], ...]

    @property
    def sentences(self) -> frozenset[int]:
        """Every sentence of any rationale."""
        return frozenset().union(*self.rationales)


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim, the abstracts that its author looked at, and what those that bear on it do."""

    id: str
    text: str
    cited: tuple[str, ...]
    gold: Mapping[str, Gold]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(abstract, label) of every abstract cited, NOT_ENOUGH where nothing is labelled."""
        every = dict.fromkeys((*self.gold, *self.cited))
        return tuple((one, self.gold[one].label if one in self.gold else NOT_ENOUGH) for one in every)


class Abstract:
    """An abstract of the corpus as a record, with the places of the sentences as they were given."""

    def __init__(self, number: str, title: str, sentences: Iterable[str]) -> None:
        self.number = number
        sections: list[tuple[str, list[str]]] = [("", [])]
        self._places: list[tuple[int, int, int]] = []  # section, start, end
        length = 0
        for sentence in sentences:
            text = " ".join(sentence.split())
            head = _HEADING.match(text)
            if head:
                sections.append((head.group().strip(" ,/&"), []))
                text, length = text[head.end() :], 0
            self._places.append((len(sections) - 1, length, length + len(text)))
            sections[-1][1].append(text)
            length += len(text) + 1
        self._skipped = 0 if sections[0][1] else 1
        texts = tuple(AbstractSection(" ".join(told), label) for label, told in sections[self._skipped :])
        self.record = Record(record_id(number), number, title=" ".join(title.split()), abstract=texts)

    @cached_property
    def reading(self) -> Reading:
        """The abstract, ready to be read."""
        return Reading(self.record)

    def sentence_of(self, line: Line) -> int:
        """The sentence as given that a line of the abstract mostly is; -1 for the title."""
        if line.is_title:
            return -1
        ground = self.reading.ground(line.start, line.end)
        section = ground.section + self._skipped
        shared = [
            min(ground.end, end) - max(ground.start, start) if section == of else -1
            for of, start, end in self._places
        ]  # fmt: skip
        return max(range(len(shared)), key=shared.__getitem__) if shared else -1


def claims(data: Path) -> tuple[LabelledClaim, ...]:
    """The training claims under the folder `data`.

    Raises:
        OSError: the file is missing or cannot be read.
    """
    return tuple(_claim(json.loads(line)) for line in (data / _CLAIMS).read_text(encoding="utf-8").splitlines())


def corpus(data: Path) -> Mapping[str, Abstract]:
    """The abstracts under the folder `data`, by number.

    Raises:
        OSError: the file is missing or cannot be read.
    """
    with gzip.open(data / _CORPUS, "rt", encoding="utf-8") as stream:
        told = [json.loads(line) for line in stream]
    return {str(one["doc_id"]): Abstract(str(one["doc_id"]), one["title"], one["abstract"]) for one in told}


def _claim(told: Mapping[str, object]) -> LabelledClaim:
    evidence, cited = told["evidence"], told["cited_doc_ids"]
    assert isinstance(evidence, dict)
    assert isinstance(cited, list)
    gold = {
        number: Gold(sets[0]["label"], tuple(frozenset(one["sentences"]) for one in sets))
        for number, sets in evidence.items()
    }
    return LabelledClaim(str(told["id"]), str(told["claim"]), tuple(map(str, cited)), gold)
