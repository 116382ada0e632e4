"""Appraisals of real records: nobody labelled them, but much must hold of any. They lie beside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from appraisal.invariants import complaints

from indexer.appraisal import appraise
from indexer.changes import Incoming
from indexer.record import Record
from indexer.sources.files import RecordFile

REPOSITORY = Path(__file__).resolve().parent.parent.parent
# Of each file every so-maniest record up to a limit: all of the small ones with odd records, a part of the large ones.
FILES = {
    "subset_odd.xml.gz": (1, 2_000),
    "pubmedsample18n0001.xml.gz": (1, 2_000),
    "psychedelic-ketamine.xml.gz": (2, 2_000),
    "pubmed21n1298.xml.gz": (2, 1_500),
}
DIGEST = """
import hashlib, sys
from itertools import islice
from indexer.appraisal import appraise
from indexer.changes import Incoming
from indexer.sources.files import RecordFile
records = (item.record for item in RecordFile(sys.argv[1]) if isinstance(item, Incoming))
print(hashlib.sha256("".join(repr(appraise(one)) for one in islice(records, 150)).encode()).hexdigest())
"""


@cache
def read(path: Path, step: int = 1, limit: int | None = None) -> tuple[Record, ...]:
    records = (item.record for item in RecordFile(path) if isinstance(item, Incoming))
    return tuple(islice(records, 0, limit and limit * step, step))


@pytest.mark.parametrize("name", FILES)
def test_of_every_record_the_grounds_stand_where_they_say_and_values_are_possible(shared_data: Path, name: str) -> None:
    records = read(shared_data / "pubmed" / name, *FILES[name])
    found = [text for record in records for text in complaints(record, appraise(record))]
    assert not found, "\n".join(found[:30]) + f"\n… {len(found)} in all"
    assert len(records) > 100


def test_judging_is_pure(shared_data: Path) -> None:
    # Copies, for of the very same record the last judgement is remembered.
    for record in read(shared_data / "pubmed" / "psychedelic-ketamine.xml.gz", 15):
        assert appraise(replace(record)) == appraise(replace(record))


def test_judging_does_not_depend_on_the_order_of_sets(shared_data: Path) -> None:
    path = shared_data / "pubmed" / "psychedelic-ketamine.xml.gz"
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_record_without_abstract_is_judged_by_its_title_and_indexing(shared_data: Path) -> None:
    bare = [one for one in read(shared_data / "pubmed" / "subset_odd.xml.gz") if not one.abstract]
    assert len(bare) > 20
    for record in bare:
        assert not complaints(record, appraise(record))
