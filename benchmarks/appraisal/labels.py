"""The labelled records, and the half that each belongs to.

Of the records on ketamine and psychedelics the publication types in the file were made from the very hand labels that
we measure against, so they are stripped before anything is judged. Their MeSH is NLM's own and stays, or is stripped
as well for the reading of the text alone.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from indexer.changes import Incoming
from indexer.record import AbstractSection, Record, record_id
from indexer.sources.files import RecordFile

TOPIC_LABELS = Path("appraisal") / "psychedelic-ketamine-labels.jsonl.gz"
TOPIC_RECORDS = Path("pubmed") / "psychedelic-ketamine.xml.gz"
STUDY_TYPES = Path("study_types") / "train.csv.gz"


class Half(StrEnum):
    """Which half a labelled record belongs to."""

    EXAMINED = "examined"
    UNTOUCHED = "untouched"


class Set(StrEnum):
    """Where labels come from, and of which reading of the records."""

    TOPIC = "topic"
    TOPIC_TEXT = "topic, text only"
    TYPES = "study types"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A record as it is to be judged, and its labels by attribute; an attribute without label is not there."""

    record: Record
    labels: Mapping[str, tuple[str, ...]]

    @property
    def half(self) -> Half:
        """The half it belongs to."""
        return half_of(self.record.pmid)


def half_of(pmid: str) -> Half:
    """The half of a record, by the SHA-256 of its id as written: stable, and blind to what the record says."""
    odd = int(hashlib.sha256(pmid.encode()).hexdigest(), 16) % 2
    return Half.UNTOUCHED if odd else Half.EXAMINED


def labelled(data: Path) -> Mapping[Set, tuple[Labelled, ...]]:
    """All labelled records under the folder `data`.

    Raises:
        OSError: a file is missing or cannot be read.
    """
    topic = tuple(_topic(data))
    return {
        Set.TOPIC: topic,
        Set.TOPIC_TEXT: tuple(replace(one, record=text_only(one.record)) for one in topic),
        Set.TYPES: tuple(_study_types(data)),
    }


def text_only(record: Record) -> Record:
    """The record as its authors wrote it: without what NLM added."""
    return replace(
        record, publication_types=(), mesh=(), supplementary_mesh=(), substances=(), trial_ids=(), funding=()
    )


def _topic(data: Path) -> list[Labelled]:
    with gzip.open(data / TOPIC_LABELS, "rt", encoding="utf-8") as stream:
        rows = {str(row.pop("pmid")): row for row in map(json.loads, stream)}
    records = (item.record for item in RecordFile(data / TOPIC_RECORDS) if isinstance(item, Incoming))
    return [
        Labelled(replace(record, publication_types=()), {name: _values(value) for name, value in row.items()})
        for record in records
        if (row := rows.get(record.pmid)) is not None
    ]


def _values(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple("None" if one is None else str(one) for one in listed)


def _study_types(data: Path) -> list[Labelled]:
    with gzip.open(data / STUDY_TYPES, "rt", encoding="utf-8", newline="") as stream:
        return [
            Labelled(
                Record(
                    record_id(row["pmid"]),
                    row["pmid"],
                    title=row["title"],
                    # The sections of a structured abstract stand there without their labels, a tab between them.
                    abstract=tuple(AbstractSection(part.strip()) for part in row["abstract"].split("\t")),
                ),
                {"accepted_label": (row["accepted_label"],)},
            )
            for row in csv.DictReader(stream)
        ]
