"""The benchmark of size: the large collection is what it says, and both are measured from end to end."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import indexer.standin
from benchmarks.claims import scale
from benchmarks.claims.collection import built
from indexer.record import AbstractSection, Record, record_id

DEMONSTRATION = Path(indexer.standin.__file__).parent / "data" / "demonstration.xml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder as the real data have it, with the demonstration's records as the topic's."""
    folder = tmp_path / "data" / "pubmed"
    folder.mkdir(parents=True)
    (folder / "psychedelic-ketamine.xml.gz").write_bytes(gzip.compress(DEMONSTRATION.read_bytes()))
    (folder / "again.xml").write_bytes(DEMONSTRATION.read_bytes())
    return folder.parent


def test_a_collection_is_filled_up_with_copies_no_two_of_them_alike(data: Path) -> None:
    real = list(scale.every(data))
    every = list(scale.filled_up(data, 3 * len(real) + 1))
    assert every[: len(real)] == real
    assert len(every) == 3 * len(real) + 1
    for one in (lambda record: record.id, lambda record: record.title):
        assert Counter(map(one, every)).most_common(1)[0][1] == 1
    assert {record.pmid for record in every[len(real) :]}.isdisjoint(record.pmid for record in real)
    assert every == list(scale.filled_up(data, len(every)))


def test_a_copy_says_the_same_in_another_order() -> None:
    told = "Sleep got better. Mood did not. Nobody fell ill. One left early."
    record = Record(record_id("2"), "2", title="Sleep.", abstract=(AbstractSection(told, "RESULTS"),), doi="10.1/x")
    copies = [scale.copy(record, number) for number in range(9)]
    texts = {one.abstract[0].text for one in copies}
    assert len(texts) > 3
    assert {tuple(sorted(text.split())) for text in texts} == {tuple(sorted(told.split()))}
    assert {one.abstract[0].label for one in copies} == {"RESULTS"}
    assert not any(one.doi for one in copies)


def test_what_is_built_is_kept_and_a_build_that_was_interrupted_is_begun_again(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    real = list(scale.every(data))

    def broken() -> Iterator[Record]:
        yield real[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built(broken(), folder)
    first = built(real, folder)
    assert first.store.counts().records == len(real) == len(first.engine.ids())
    first.store.close()
    again = built(iter(()), folder)
    assert again.store.counts().records == len(real)
    again.store.close()


def test_a_draft_is_checked_cold_and_warm_in_both(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    size = 2 * len(list(scale.every(data)))
    assert scale.main(["--data", str(data), "--records", str(size), "--claims", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["large"]["records"], told["small"]["records"]) == (size, size // 2)
    for name in ("large", "small"):
        assert told[name]["claims"] == 2 == len(told[name]["each_cold"])
        for way in ("cold", "warm"):
            cost = told[name][way]
            assert 0 < cost["claim_median"] <= cost["claim_worst"] <= cost["core"]
            assert 0 < cost["silence"] <= cost["clock"]
    assert told["ratio"]["cold"]["core"] > 0


def test_more_claims_than_there_are_and_data_that_are_not_there_end_with_2(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scale.main(["--data", str(data), "--claims", "1000"]) == 2
    assert "not 1000" in capsys.readouterr().err
    assert scale.main(["--data", str(tmp_path), "--records", "3"]) == 2
    assert "error:" in capsys.readouterr().err
