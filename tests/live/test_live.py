"""One request of each shape against the real E-utilities: run by `make live`, never otherwise.

What is asserted is what the program relies on, so that a change on PubMed's side is noticed here first. Needs a
network, EVIDENCE_LIVE=1 and NCBI_EMAIL.
"""

from __future__ import annotations

import datetime
import os

import pytest

from indexer.errors import SourceRefused
from indexer.runs import DateWindow
from indexer.sources.pubmed import PubMedSource
from indexer.strategy import SearchStrategy

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(os.environ.get("EVIDENCE_LIVE") != "1", reason="EVIDENCE_LIVE=1 asks the real PubMed"),
]


@pytest.fixture(scope="module")
def pubmed() -> PubMedSource:
    return PubMedSource(email=os.environ.get("NCBI_EMAIL", ""), api_key=os.environ.get("NCBI_API_KEY"), batch=20)


def strategy(query: str) -> SearchStrategy:
    return SearchStrategy("live", "Live", "Does PubMed answer as we expect?", query)


def test_a_search_is_planned_proven_and_fetched(pubmed: PubMedSource) -> None:
    days = DateWindow("crdt", datetime.date(2019, 3, 1), datetime.date(2019, 3, 10))
    harvest = pubmed.harvest(strategy("esketamine[tiab] AND depress*[tiab]"), days)
    assert harvest.plan.build
    assert "esketamine" in harvest.plan.understood.lower()
    assert 0 < harvest.plan.count == len(harvest.pmids()) < 200
    batch = next(iter(harvest))
    assert batch.incoming
    assert (batch.rejected, batch.missing, batch.unrequested) == ((), (), ())
    assert all(days.low <= (item.record.history.created or days.low) <= days.high for item in batch.incoming)


def test_more_than_the_window_is_split(pubmed: PubMedSource) -> None:
    harvest = pubmed.harvest(strategy("ketamine[tiab]"), None)
    assert harvest.plan.count > 9_999
    assert len(harvest.pmids()) == harvest.plan.count


def test_nothing_is_an_answer(pubmed: PubMedSource) -> None:
    harvest = pubmed.harvest(strategy("ketamine[tiab] AND 1:2[uid]"), None)
    assert (harvest.plan.count, list(harvest)) == (0, [])


def test_a_pmid_that_does_not_exist_is_missing(pubmed: PubMedSource) -> None:
    (batch,) = pubmed.fetch(("33372060", "999999999"))
    assert "999999999" in batch.missing


def test_many_ids_are_posted_in_one_go(pubmed: PubMedSource) -> None:
    source = PubMedSource(email=os.environ.get("NCBI_EMAIL", ""), api_key=os.environ.get("NCBI_API_KEY"))
    pmids = pubmed.harvest(strategy("ketamine[ti] AND 2018[dp]"), None).pmids()[:200]
    (batch,) = source.fetch(pmids)
    assert len(batch.incoming) + len(batch.missing) == 200


def test_an_unknown_field_is_noticed_or_at_least_changes_nothing_silently(pubmed: PubMedSource) -> None:
    """Sources conflict on whether PubMed reports it; either way the translation must show that the tag is gone."""
    try:
        plan = pubmed.harvest(strategy("ketamine[nosuchfield]"), None).plan
    except SourceRefused as error:
        assert error.code == "field-not-found"  # noqa: PT017 - one of two right answers
    else:
        assert "nosuchfield" not in plan.understood
