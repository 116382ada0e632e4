"""Claims set beside single sentences, labelled by hand: the file is well-formed and its places are sentences."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from appraisal.abstracts import record

from benchmarks.appraisal.labels import Half
from benchmarks.claims.pairs import (
    CHOSEN,
    PAIRS,
    SETS,
    WRITERS,
    Drawn,
    Label,
    Pair,
    Why,
    counted,
    found,
    main,
    pairs,
    placed,
)
from indexer.errors import UsageError

DECIDING = {Why.FINDING, Why.OPPOSITE, Why.NO_DIFFERENCE}
RECORD = record("Ketamine in dentists", "We asked 20 dentists. Ketamine made them no calmer.")


def pair(start: int, end: int, pmid: str = RECORD.pmid, second: Label | None = None) -> Pair:
    return Pair(
        "a1", "Ketamine calms dentists.", pmid, start, end, Label.CONTRADICTS, Why.NO_DIFFERENCE, Half.EXAMINED,
        Drawn.CHOSEN, second,
    )  # fmt: skip


# The file


@pytest.mark.parametrize("path", SETS.values(), ids=SETS)
def test_every_line_is_well_formed_and_holds_no_sentence(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        assert tuple(told) == Pair._fields
        assert told["claim"].strip() == told["claim"] != ""
        assert told["pmid"].isdigit()
        assert 0 < told["start"] < told["end"]


@pytest.mark.parametrize("path", SETS.values(), ids=SETS)
def test_labels_and_reasons_are_of_the_set_and_fit_each_other(path: Path) -> None:
    for one in pairs(path):  # reading them raises for a word that is not of the set
        assert (one.why in DECIDING) is (one.label is not Label.NEITHER), one
        assert not (one.label is Label.CONTRADICTS and one.why is Why.FINDING), one


@pytest.mark.parametrize("path", [PAIRS, CHOSEN], ids=["own", "chosen"])
def test_halves_follow_the_claim_and_are_large_enough(path: Path) -> None:
    every = pairs(path)
    for one in every:
        odd = int(hashlib.sha256(one.claim.encode()).hexdigest(), 16) % 2
        assert one.half is (Half.UNTOUCHED if odd else Half.EXAMINED), one.claim
    assert min(Counter(one.half for one in every).values()) >= 75
    assert len(every) >= 150
    assert len({one.claim for one in every}) >= 40


def test_the_halves_of_writers_share_no_claim() -> None:
    claims = {half: {one.claim for one in pairs(WRITERS) if one.half is half} for half in Half}
    assert not claims[Half.EXAMINED] & claims[Half.UNTOUCHED]
    assert len(claims[Half.UNTOUCHED]) >= 75
    every = [one.id for one in pairs(WRITERS)]
    assert len(set(every)) == len(every)


def test_no_pair_is_there_twice_and_no_sentence_more_than_twice() -> None:
    every = pairs()
    assert len({one.id for one in every}) == len({(one.claim, one.pmid, one.start) for one in every}) == len(every)
    assert max(Counter((one.pmid, one.start) for one in every).values()) <= 2


def test_no_chosen_pair_is_there_twice() -> None:
    every = pairs(CHOSEN)
    assert len({one.id for one in every}) == len({(one.claim, one.pmid, one.start) for one in every}) == len(every)


@pytest.mark.parametrize("path", SETS.values(), ids=SETS)
def test_every_place_is_a_whole_sentence_of_an_abstract(path: Path, shared_data: Path) -> None:
    for one in placed(shared_data, path):
        assert not one.line.is_title, one.pair
        assert one.reading.record.pmid == one.pair.pmid


def test_the_command_counts_what_the_file_holds(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(shared_data), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["all"]["all"] == len(pairs()) == told["examined"]["all"] + told["untouched"]["all"]


# Places


def test_a_sentence_is_found_at_its_place() -> None:
    (one,) = found([pair(43, 72)], [RECORD])
    assert one.reading.text[one.line.start : one.line.end] == "Ketamine made them no calmer."


@pytest.mark.parametrize(("start", "end"), [(43, 71), (44, 72), (21, 72), (42, 72)])
def test_part_of_a_sentence_or_more_than_one_is_refused(start: int, end: int) -> None:
    with pytest.raises(UsageError, match="no whole sentence"):
        found([pair(start, end)], [RECORD])


def test_a_record_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="no record 990000099"):
        found([pair(43, 72, "990000099")], [RECORD])


def test_a_collection_that_cannot_be_read_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert "error:" in capsys.readouterr().err


def test_a_second_label_is_counted_where_there_is_one() -> None:
    _, told = counted([pair(43, 72), pair(43, 72, second=Label.NEITHER), pair(43, 72, second=Label.CONTRADICTS)])
    assert (told["all"]["labelled twice"], told["all"]["alike"], told["untouched"]["all"]) == (2, 1, 0)
