"""The harvester against the stand-in server, which evaluates queries by itself and shares no code with it."""

from __future__ import annotations

import gzip
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import SourceBlocked, SourceRefused, SourceUnreachable
from indexer.sources.pubmed import PubMedSource
from indexer.standin import faults
from indexer.standin.server import StandIn
from indexer.strategy import SearchStrategy
from tests.scripted_entrez import VirtualTime, article, article_set

KETAMINE = SearchStrategy("ketamine", "Ketamine", "?", '(ketamine[tiab] OR esketamine[tiab])\nAND "depress*"[tiab]')
EVERYTHING = SearchStrategy("all", "All", "?", "1:999999999[uid]")


@pytest.fixture
def calm() -> VirtualTime:
    return VirtualTime()


def source(server: StandIn, calm: VirtualTime, **options: Any) -> PubMedSource:
    settings: dict[str, Any] = {
        "email": "someone@example.org",
        "base_url": server.base_url,
        "clock": calm.clock,
        "sleep": calm.sleep,
        "random": random.Random(1),
    }
    return PubMedSource(**(settings | options))


@pytest.fixture
def little(tmp_path: Path) -> Iterator[StandIn]:
    """137 citations, 50 to a search."""
    served = [article(str(pmid), f"Ketamine trial {pmid}") for pmid in range(990_000_001, 990_000_138)]
    path = tmp_path / "served.xml"
    path.write_text(article_set(*served), encoding="utf-8")
    with StandIn([path], window=50) as server:
        yield server


def test_a_small_window_is_split_and_each_record_comes_once(little: StandIn, calm: VirtualTime) -> None:
    strategy = SearchStrategy("k", "K", "?", "ketamine[ti] OR nothing[ti]")
    harvest = source(little, calm, window=50, batch=40).harvest(strategy, None)
    batches = list(harvest)
    got = [item.record.pmid for batch in batches for item in batch.incoming]
    assert got == [str(pmid) for pmid in range(990_000_001, 990_000_138)]
    assert harvest.plan.count == 137
    assert harvest.faults == ()
    assert [warning.code for warning in harvest.warnings] == []


def test_the_window_need_not_be_known(little: StandIn, calm: VirtualTime) -> None:
    assert len(source(little, calm).harvest(EVERYTHING, None).pmids()) == 137


def test_an_unknown_field_is_refused(little: StandIn, calm: VirtualTime) -> None:
    with pytest.raises(SourceRefused) as met:
        source(little, calm).harvest(SearchStrategy("k", "K", "?", "ketamine[nosuchfield]"), None)
    assert met.value.code == "field-not-found"


def test_a_broken_query_is_refused_after_a_few_tries(little: StandIn, calm: VirtualTime) -> None:
    with pytest.raises(SourceRefused):
        source(little, calm).harvest(SearchStrategy("k", "K", "?", "((ketamine[ti]"), None)


@pytest.mark.parametrize(
    "fault",
    [
        faults.RATE_LIMITED,
        faults.SERVER_ERROR,
        faults.BACKEND_FAILED,
        faults.EMPTY_BODY,
        faults.SHORT_BODY,
        faults.RESET,
        faults.HISTORY_EXPIRED,
    ],
    ids=lambda fault: fault.name,
)
def test_every_scripted_fault_is_survived_anywhere(little: StandIn, calm: VirtualTime, fault: faults.Fault) -> None:
    for nth in (1, 3, 5, 8, 12):
        little.faults.push(faults.ANY, fault, nth=nth)
    harvest = source(little, calm, window=50, batch=40).harvest(EVERYTHING, None)
    assert sum(len(batch.incoming) for batch in harvest) == 137
    assert sum(number for _, number in harvest.faults) == 5


def test_a_fault_that_stays_is_an_outage(little: StandIn, calm: VirtualTime) -> None:
    little.faults.push("efetch", faults.SERVER_ERROR, nth=2, times=None)
    batches = iter(source(little, calm, window=50, batch=40).harvest(EVERYTHING, None))
    assert len(next(batches).incoming) == 40
    with pytest.raises(SourceUnreachable):
        next(batches)


def test_after_a_block_nothing_is_sent_any_more(little: StandIn, calm: VirtualTime) -> None:
    asker = source(little, calm)
    little.faults.push("esearch", faults.BLOCKED)
    for _ in range(3):
        with pytest.raises(SourceBlocked):
            asker.harvest(EVERYTHING, None)
    assert [entry.path for entry in little.log] == ["/entrez/eutils/esearch.fcgi"]


def test_a_bad_key_is_echoed_by_the_server_and_not_by_us(tmp_path: Path, calm: VirtualTime) -> None:
    path = tmp_path / "served.xml"
    path.write_text(article_set(article("990000001")), encoding="utf-8")
    with StandIn([path], api_keys=frozenset({"the-good-one"})) as server:
        with pytest.raises(SourceRefused) as met:
            source(server, calm, api_key="the-wrong-one").harvest(EVERYTHING, None)
        assert (met.value.code, "wrong-one" in str(met.value)) == ("bad-key", False)
        assert source(server, calm, api_key="the-good-one").harvest(EVERYTHING, None).plan.count == 1


@pytest.mark.parametrize(("key", "allowed"), [(None, 3), ("a-key", 10)])
def test_the_servers_own_rate_limit_is_never_met(
    tmp_path: Path, calm: VirtualTime, key: str | None, allowed: int
) -> None:
    """The server counts on the same clock that our sleeping moves on."""
    path = tmp_path / "served.xml"
    path.write_text(article_set(*(article(str(990_000_000 + n)) for n in range(1, 60))), encoding="utf-8")
    with StandIn([path], rate_limit=3, monotonic=calm.clock) as server:
        harvest = source(server, calm, api_key=key, batch=2).harvest(EVERYTHING, None)
        assert sum(len(batch.incoming) for batch in harvest) == 59
        at = [entry.at for entry in server.log]
    assert harvest.faults == ()
    assert {entry.status for entry in server.log} == {200}
    assert max(sum(start <= other < start + 1.0 for other in at) for start in at) <= allowed


# Real records ------------------------------------------------------------------------------------------------------


def pmids_in(path: Path) -> list[str]:
    """The citations' own PMIDs, found without any of the program's readers."""
    with gzip.open(path) as stream:
        text = stream.read().decode()
    return re.findall(r"<PubmedArticle>\s*<MedlineCitation\b[^>]*>\s*<PMID\b[^>]*>(\d+)</PMID>", text)


def test_real_records_come_each_exactly_once_through_a_window_of_50(shared_data: Path, calm: VirtualTime) -> None:
    path = shared_data / "pubmed" / "psychedelic-ketamine.xml.gz"
    with StandIn([path], window=50) as server:
        asker = source(server, calm, window=50, tool="evidence-test", api_key="a-key")
        for strategy in (EVERYTHING, KETAMINE):
            harvest = asker.harvest(strategy, None)
            batches = list(harvest)
            got = Counter(item.record.pmid for batch in batches for item in batch.incoming)
            assert set(got.values()) == {1}
            assert len(got) == harvest.plan.count > 50
            assert all((b.missing, b.rejected, b.unrequested, b.duplicates) == ((), (), (), 0) for b in batches)
            assert (harvest.faults, harvest.warnings) == ((), ())
            if strategy is EVERYTHING:
                assert set(got) == set(pmids_in(path))
        log = list(server.log)
    with StandIn(library=server.library) as server:
        assert set(source(server, calm).harvest(KETAMINE, None).pmids()) == set(got)
    assert all(entry.params["tool"] == "evidence-test" for entry in log)
    assert all(entry.params["email"] == "someone@example.org" for entry in log)
    assert {entry.method for entry in log if entry.params.get("id", "").count(",") > 100} == {"POST"}
    searched = [entry.params["term"] for entry in log if entry.endpoint == "esearch"]
    assert all(EVERYTHING.query in term or KETAMINE.query in term for term in searched)
    assert max(len(entry.params.get("id", "").split(",")) for entry in log) <= 200
