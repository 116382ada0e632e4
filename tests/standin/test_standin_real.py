"""The stand-in over real records, where they are at hand: nothing lost, nothing twice, bytes as in the file."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from standin_client import Client

from indexer.standin.server import StandIn

_RECORD = re.compile(r"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_OWN_PMID = re.compile(r'<PMID Version="\d+">(\d+)</PMID>')


@pytest.fixture(scope="module")
def served(shared_data):
    path: Path = shared_data / "pubmed" / "psychedelic-ketamine.xml.gz"
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        records = _RECORD.findall(stream.read())
    by_pmid = {int(_OWN_PMID.search(record)[1]): record for record in records}  # type: ignore[index]
    with StandIn([path], window=500) as server:
        yield Client(server), by_pmid


def halves(client: Client, term: str, low: int, high: int) -> list[int]:
    """What a harvester does beyond the window: splits the range of PMIDs until each part fits."""
    part = f"({term}) AND {low}:{high}[uid]"
    result = client.search(part, retmax=500)
    if int(result["count"]) <= 500:
        return [int(pmid) for pmid in result["idlist"]]
    middle = (low + high) // 2
    return halves(client, term, low, middle) + halves(client, term, middle + 1, high)


def test_splitting_by_pmid_reaches_every_record_once(served):
    client, by_pmid = served
    reached = halves(client, "all[sb]", 1, 100_000_000)
    assert len(reached) == len(set(reached)) == len(by_pmid)
    assert set(reached) == set(by_pmid)


def test_records_come_byte_for_byte(served):
    client, by_pmid = served
    asked = sorted(by_pmid)[::9]
    body = client.post("efetch", id=",".join(map(str, asked))).text
    assert _RECORD.findall(body) == [by_pmid[pmid] for pmid in asked]


@pytest.mark.parametrize("word", ["ketamine", "esketamine", "psilocybin"])
def test_a_word_is_found_where_plain_text_search_finds_it(served, word):
    client, by_pmid = served
    pattern = re.compile(rf"<(ArticleTitle|AbstractText|Keyword)\b[^>]*>[^<]*\b{word}\b", re.IGNORECASE)
    expected = {pmid for pmid, record in by_pmid.items() if pattern.search(record)}
    assert expected
    assert set(halves(client, f"{word}[tiab]", 1, 100_000_000)) == expected


def test_years_tile(served):
    client, by_pmid = served
    counts = [int(client.search(f"{year}[crdt]", retmax=0)["count"]) for year in range(1950, 2031)]
    assert sum(counts) == len(by_pmid)
