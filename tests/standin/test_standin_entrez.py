"""The stand-in through Biopython's Entrez client, whose parsers must accept what it sends."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator

import pytest
from Bio import Entrez, Medline
from standin_records import FIRST

LIVE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"


@pytest.fixture
def client(start, monkeypatch) -> Iterator[object]:
    """A stand-in that Bio.Entrez talks to instead of NCBI, without pauses and without fetching any DTD."""
    served = start()
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def urlopen(request: urllib.request.Request) -> object:
        assert request.full_url.startswith(LIVE)
        url = served.server.base_url + request.full_url.removeprefix(LIVE)
        return direct.open(urllib.request.Request(url, request.data, method=request.get_method()), timeout=10)

    def no_download(*_: object) -> None:
        raise AssertionError("a DTD was about to be downloaded")

    monkeypatch.setattr("Bio.Entrez.urlopen", urlopen)
    monkeypatch.setattr("Bio.Entrez.Parser.urlopen", no_download)
    monkeypatch.setattr("Bio.Entrez.time.sleep", lambda _: None)
    monkeypatch.setattr(Entrez, "email", "someone@example.org")
    return served


def read(stream):
    with stream:
        return Entrez.read(stream)


def test_esearch_with_history_then_efetch(client):
    found = read(Entrez.esearch(db="pubmed", term="ketamine[ti] AND 2010:3000[dp]", usehistory="y", retmax=2))
    assert (found["Count"], len(found["IdList"]), found["QueryKey"]) == ("5", 2, "1")
    stream = Entrez.efetch(db="pubmed", webenv=found["WebEnv"], query_key="1", retmode="xml", retmax=5)
    records = read(stream)
    assert len(records["PubmedArticle"]) == 4
    assert len(records["PubmedBookArticle"]) == 1


def test_errors_and_warnings_are_parsed(client):
    found = read(Entrez.esearch(db="pubmed", term='abcXYZ AND "body battery"[ti] AND mice[foo] AND the'))
    assert found["ErrorList"]["PhraseNotFound"] == ["abcXYZ"]
    assert found["ErrorList"]["FieldNotFound"] == ["foo"]
    assert found["WarningList"]["QuotedPhraseNotFound"] == ['"body battery"[ti]']
    assert found["WarningList"]["PhraseIgnored"] == ["the"]
    with pytest.raises(RuntimeError, match="Empty term"):
        read(Entrez.esearch(db="pubmed", term=""))


def test_epost(client):
    posted = read(Entrez.epost("pubmed", id=f"{FIRST + 1},{FIRST + 4}"))
    assert posted["QueryKey"] == "1"
    assert posted["WebEnv"].startswith("MCID_")


def test_einfo(client):
    info = read(Entrez.einfo(db="pubmed"))["DbInfo"][0]
    assert (info["DbName"], info["Count"]) == ("pubmed", "15")
    assert {field["Name"] for field in info["FieldList"]} >= {"TIAB", "MESH", "CRDT", "UID"}
    assert read(Entrez.einfo())["DbList"] == ["pubmed"]


def test_esummary_and_espell(client):
    summary = read(Entrez.esummary(db="pubmed", id=f"{FIRST + 4}"))[0]
    assert summary["Title"] == "Ketamine and synapses in mice"
    assert read(Entrez.espell(db="pubmed", term="ketamin"))["CorrectedQuery"] == "ketamine"


def test_medline_text_is_read_back(client):
    with Entrez.efetch(db="pubmed", id=f"{FIRST + 1},{FIRST + 5}", rettype="medline", retmode="text") as stream:
        first, second = Medline.parse(stream)
    assert first["PMID"] == str(FIRST + 1)
    assert first["AU"] == ["Demofield AB", "Examplar JA"]
    assert second["RIN"] == [f"Demonstr J Synth Stud PMID: {FIRST + 6}"]


def test_long_lists_are_posted(client):
    ids = ",".join(str(FIRST + number) for number in range(1, 400))
    assert len(read(Entrez.efetch(db="pubmed", id=ids, retmode="xml"))["PubmedArticle"]) == 14
    assert client.server.log[-1].method == "POST"
