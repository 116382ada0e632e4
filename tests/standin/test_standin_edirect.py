"""NCBI's own command-line client works against the stand-in and gets what our harvester gets."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from indexer.sources.pubmed import PubMedSource
from indexer.standin.demonstration import demonstration_file
from indexer.standin.server import StandIn
from indexer.strategy import SearchStrategy

QUERY = "(ketamine[tiab] OR esketamine[nm]) AND depress*[tiab]"


@pytest.mark.skipif(
    not (shutil.which("esearch") and shutil.which("efetch")),
    reason="NCBI's client is not installed (Debian: ncbi-entrez-direct)",
)
def test_ncbi_s_client_and_our_harvester_get_the_same_pmids() -> None:
    with StandIn([demonstration_file()]) as server:
        pipe = (
            f"esearch -base {server.base_url} -db pubmed -query '{QUERY}' -email someone@example.org -tool test "
            f"| efetch -base {server.base_url} -format uilist"
        )
        done = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, timeout=120, check=True)
        source = PubMedSource(email="someone@example.org", base_url=server.base_url, per_second=1000)
        ours = source.harvest(SearchStrategy("all", "All", "?", QUERY), None).pmids()
    assert len(ours) > 50
    assert sorted(done.stdout.split()) == sorted(ours)
