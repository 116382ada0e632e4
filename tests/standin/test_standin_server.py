"""The server around the endpoints: rates, keys, the log, scripted faults, files and changes while it runs."""

from __future__ import annotations

import gzip
import http.client
import socket
import threading
import urllib.error
from dataclasses import replace
from pathlib import Path

import pytest
from standin_records import ALL, BOOK, FIRST, HEAD, MOUSE, TRIAL, article, deletion, write_file

from indexer.standin import faults
from indexer.standin.citation import UnreadableRecord
from indexer.standin.exchange import Reply
from indexer.standin.faults import Fault, Mark
from indexer.standin.files import Deleted, Served, UnreadableFile, read_records
from indexer.standin.library import Library
from indexer.standin.server import StandIn

# rates and keys


def test_the_fourth_request_within_a_second_is_refused(start):
    now = [50.0]
    client = start(rate_limit=3, monotonic=lambda: now[0])
    remaining = [client.get("einfo").headers["X-RateLimit-Remaining"] for _ in range(3)]
    assert remaining == ["2", "1", "0"]
    refused = client.get("einfo")
    assert refused.status == 429
    assert refused.text == '{"error":"API rate limit exceeded","api-key":"127.0.0.1","count":"4","limit":"3"}'
    assert refused.headers["Retry-After"] == "2"
    assert (refused.headers["X-RateLimit-Limit"], refused.headers["X-RateLimit-Remaining"]) == ("3", "0")
    now[0] += 1
    assert client.get("einfo").status == 200


def test_a_key_allows_ten_a_second(start):
    client = start(rate_limit=3, monotonic=lambda: 50.0)
    assert [client.get("einfo", api_key="good").status for _ in range(11)] == [200] * 10 + [429]
    assert client.get("einfo", api_key="").headers["X-RateLimit-Limit"] == "3"


def test_without_a_limit_there_is_none(start):
    client = start(monotonic=lambda: 50.0)
    answers = [client.get("einfo") for _ in range(20)]
    assert {answer.status for answer in answers} == {200}
    assert answers[-1].headers["X-RateLimit-Limit"] is None


def test_a_bad_key_is_refused_and_echoed(start):
    client = start(api_keys=frozenset({"good"}))
    refused = client.get("esearch", term="x", api_key="k1")
    assert refused.status == 400
    assert refused.headers.get_content_type() == "application/json"
    assert refused.text == '{"error":"API key invalid","api-key":"k1","type":"invalid",\n"status":"unknown"}'
    assert client.get("esearch", term="x", api_key="good").status == 200
    assert client.get("esearch", term="x").status == 200


# the log


def test_every_request_is_logged_without_its_key(start):
    seconds = iter([1.5, 2.5, 3.5, 4.5])
    client = start(monotonic=lambda: next(seconds))
    client.get("esearch", term="mice[ti]", tool="demo", email="someone@example.org", api_key="secret")
    client.post("efetch", id=FIRST + 4)
    first, second = client.server.log
    assert (first.at, first.endpoint, first.method, first.status) == (1.5, "esearch", "GET", 200)
    assert first.params["tool"] == "demo"
    assert first.params["email"] == "someone@example.org"
    assert first.params["api_key"] == "REDACTED"
    assert "secret" not in repr(first)
    assert (second.at, second.method, second.body_size) == (2.5, "POST", len(f"db=pubmed&id={FIRST + 4}"))
    assert second.path == "/entrez/eutils/efetch.fcgi"


# faults


def test_a_fault_happens_once_at_its_call_and_then_all_is_well(start):
    client = start()
    client.server.faults.push("esearch", faults.SERVER_ERROR, nth=2)
    statuses = [client.get("esearch", term="mice[ti]").status for _ in range(3)]
    assert statuses == [200, 500, 200]
    assert [entry.fault for entry in client.server.log] == ["", "http500", ""]


def test_other_endpoints_do_not_count(start):
    client = start()
    client.server.faults.push("efetch", faults.SERVER_ERROR)
    assert client.get("esearch", term="mice[ti]").status == 200
    assert client.get("efetch", id=FIRST + 4).status == 500
    client.server.faults.push(faults.ANY, faults.SERVER_ERROR)
    assert client.get("einfo").status == 500


def test_faults_for_the_same_call_take_turns_and_can_last(start):
    client = start()
    client.server.faults.push("einfo", faults.RATE_LIMITED)
    client.server.faults.push("einfo", faults.SERVER_ERROR, times=2)
    assert [client.get("einfo").status for _ in range(4)] == [429, 500, 500, 200]
    client.server.faults.push("einfo", faults.SERVER_ERROR, times=None)
    assert {client.get("einfo").status for _ in range(5)} == {500}
    client.server.faults.clear()
    assert client.get("einfo").status == 200


def test_a_fault_can_change_the_normal_reply(start):
    client = start()

    def without_the_last(exchange: faults.Exchange) -> Reply:
        reply = exchange.answer()
        return replace(reply, body=reply.body.replace(MOUSE.encode(), b""))

    client.server.faults.push("efetch", Fault("short-page", Mark.DESIGNED, without_the_last))
    ids = f"{FIRST + 1},{FIRST + 4}"
    assert client.get("efetch", id=ids).text.count("<PubmedArticle>") == 1
    assert client.get("efetch", id=ids).text.count("<PubmedArticle>") == 2


@pytest.mark.parametrize(
    ("fault", "endpoint", "status", "holds"),
    [
        (faults.RATE_LIMITED, "esearch", 429, '"error":"API rate limit exceeded"'),
        (faults.SERVER_ERROR, "efetch", 500, "WWW Error 500 Diagnostic"),
        (
            faults.BACKEND_FAILED,
            "esearch",
            200,
            "<ERROR>Search Backend failed: Pubmed 2.0 search API: HTTP request returned 502 status.</ERROR>",
        ),
        (faults.HISTORY_EXPIRED, "efetch", 400, "<ERROR>Unable to obtain query #1</ERROR>"),
        (faults.HISTORY_EXPIRED, "esearch", 200, "<ERROR>Unable to obtain query #1</ERROR>"),
    ],
)
def test_faults_that_are_replies(start, fault, endpoint, status, holds):
    client = start()
    client.server.faults.push(endpoint, fault)
    answer = client.get(endpoint, term="mice[ti]", id=FIRST + 4)
    assert answer.status == status
    assert holds in answer.text


def test_a_backend_failure_inside_json(start):
    client = start()
    client.server.faults.push("esearch", faults.BACKEND_FAILED)
    assert client.search("mice[ti]") == {
        "ERROR": "Search Backend failed: Pubmed 2.0 search API: HTTP request returned 502 status."
    }


def test_an_empty_reply(start):
    client = start()
    client.server.faults.push("efetch", faults.EMPTY_BODY)
    answer = client.get("efetch", id=FIRST + 4)
    assert (answer.status, answer.body) == (200, b"")


def test_a_block_redirects_to_the_misuse_page(start):
    client = start()
    client.server.faults.push("esearch", faults.BLOCKED)
    answer = client.get("esearch", term="mice[ti]")
    assert answer.status == 200
    assert "<title>NCBI - WWW Error Blocked Diagnostic</title>" in answer.text
    assert [(entry.endpoint, entry.status) for entry in client.server.log] == [("esearch", 302), ("misuse", 200)]


def test_a_body_shorter_than_its_length(start):
    client = start()
    client.server.faults.push("efetch", faults.SHORT_BODY)
    with pytest.raises(http.client.IncompleteRead) as caught:
        client.get("efetch", id=FIRST + 4)
    assert caught.value.expected == 500


def test_a_reset(start):
    client = start()
    client.server.faults.push("efetch", faults.RESET)
    with pytest.raises((ConnectionResetError, urllib.error.URLError)) as caught:
        client.get("efetch", id=FIRST + 4)
    assert isinstance(caught.value, ConnectionResetError) or isinstance(caught.value.reason, ConnectionResetError)
    assert client.server.log[0].status == 0
    assert client.get("efetch", id=FIRST + 4).status == 200


@pytest.mark.parametrize(("nth", "times"), [(0, 1), (1, 0)])
def test_a_fault_needs_a_call_to_happen_at(nth, times):
    with pytest.raises(ValueError, match="must be 1 or more"):
        faults.Faults().push("esearch", faults.RESET, nth=nth, times=times)


# the server itself


def test_it_listens_on_loopback_only_and_frees_its_port(records_file):
    with StandIn([records_file]) as server:
        assert server.base_url.startswith("http://127.0.0.1:")
        assert server.base_url.endswith("/entrez/eutils/")
        port = int(server.base_url.split(":")[2].partition("/")[0])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_defect_of_its_own_is_not_swallowed(records_file):
    def broken(exchange: faults.Exchange) -> faults.Reply:
        raise LookupError("a fault that is itself at fault")

    server = StandIn([records_file])
    server.start()
    server.faults.push("einfo", Fault("broken", Mark.DESIGNED, broken))
    connection = http.client.HTTPConnection("127.0.0.1", int(server.base_url.split(":")[2].partition("/")[0]))
    connection.request("GET", "/entrez/eutils/einfo.fcgi?db=pubmed")
    with pytest.raises(http.client.RemoteDisconnected):
        connection.getresponse()
    connection.close()
    with pytest.raises(LookupError):
        server.stop()


def test_many_callers_at_once_while_records_change(start, library):
    client = start(library=library)
    failures = []

    def ask() -> None:
        for _ in range(10):
            result = client.search("ketamine[tiab] NOT imaginary[tiab]")
            if len(result["idlist"]) not in (5, 6):
                failures.append(result)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for number in range(40):
        library.add(article(99, f"Ketamine once more, edition {number}").encode())
        library.delete(FIRST + 99)
    for thread in threads:
        thread.join()
    assert not failures
    assert len(client.server.log) == 60


# files and changes


def test_a_file_is_cut_into_its_exact_bytes(tmp_path):
    path = write_file(tmp_path / "all.xml", *ALL, deletion(3, 4))
    found = list(read_records(path))
    assert [item.raw.decode() for item in found if isinstance(item, Served)] == list(ALL)
    assert [item for item in found if isinstance(item, Deleted)] == [Deleted(FIRST + 3), Deleted(FIRST + 4)]
    packed = tmp_path / "all.xml.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert list(read_records(packed)) == found


def test_records_may_be_cut_anywhere_by_a_block(tmp_path, monkeypatch):
    path = write_file(tmp_path / "all.xml", *ALL, deletion(3, 4))
    whole = list(read_records(path))
    for size in (1, 7, 64, 1000):
        monkeypatch.setattr("indexer.standin.files._BLOCK", size)
        assert list(read_records(path)) == whole


def test_an_empty_set_is_a_file_with_nothing(tmp_path):
    assert list(read_records(write_file(tmp_path / "none.xml"))) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (HEAD + TRIAL[:500], "ends inside a record"),
        ("<html>no</html>", "no PubmedArticleSet"),
        ("", "no PubmedArticleSet"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><PubmedArticleSet/>', "encoding iso-8859-1"),
    ],
)
def test_a_file_that_cannot_be_served_is_refused(tmp_path, content, says):
    path = tmp_path / "bad.xml"
    path.write_text(content)
    with pytest.raises(UnreadableFile, match=says):
        StandIn([path])


def test_a_gzip_cut_short_and_a_missing_file_are_refused(tmp_path):
    path = tmp_path / "bad.xml.gz"
    path.write_bytes(gzip.compress((HEAD + TRIAL).encode())[:-30])
    with pytest.raises(UnreadableFile, match=r"bad\.xml\.gz"):
        list(read_records(path))
    with pytest.raises(UnreadableFile, match=r"absent\.xml"):
        list(read_records(tmp_path / "absent.xml"))


@pytest.mark.parametrize("raw", [b"<PubmedArticle>", b"<PubmedArticle><MedlineCitation/></PubmedArticle>"])
def test_a_record_that_cannot_be_read_is_refused(raw):
    with pytest.raises(UnreadableRecord):
        Library().add(raw)


def test_of_several_versions_the_highest_is_served(tmp_path, start):
    versions = [article(1, f"Version number {number}", version=number) for number in (2, 4, 3)]
    client = start(paths=[write_file(tmp_path / "versions.xml", *versions)])
    assert client.search("all[sb]")["count"] == "1"
    assert "Version number 4" in client.get("efetch", id=FIRST + 1).text
    assert client.found("3[ti]") == set()


def test_deleted_records_are_absent_until_a_later_file_brings_them_back(tmp_path, start):
    first = write_file(tmp_path / "1.xml", TRIAL, MOUSE, deletion(1))
    second = write_file(tmp_path / "2.xml", TRIAL)
    assert start(paths=[first]).found("all[sb]") == {4}
    assert start(paths=[first, second]).found("all[sb]") == {1, 4}


def test_records_can_be_added_replaced_and_deleted_while_it_serves(start, library):
    client = start(library=library)
    library.add(article(20, "Brand new ketamine").encode())
    assert 20 in client.found("ketamine[ti]")
    library.replace(article(20, "Not about that drug at all").encode())
    assert client.found("brand[ti]") == set()
    assert client.found("drug[ti]") == {20}
    assert "Not about that drug" in client.get("efetch", id=FIRST + 20).text
    library.delete(FIRST + 20)
    assert client.found("drug[ti]") == set()
    assert client.found("NOTHING[ti] OR all[sb]") == set(range(1, 16))
    with pytest.raises(KeyError):
        library.replace(article(20, "Gone").encode())


def test_books_are_served_in_their_place(shared_client):
    ids = f"{FIRST + 4},{FIRST + 10},{FIRST + 1}"
    assert shared_client.get("efetch", id=ids).text.index(BOOK) > 0
    assert "Demonstration handbook" in shared_client.get("efetch", id=ids, rettype="medline", retmode="text").text


def test_a_window_of_true_size_over_twelve_thousand_records(tmp_path, start):
    path: Path = write_file(tmp_path / "many.xml", *(article(n, f"Synthetic {n}") for n in range(1, 12_001)))
    client = start(paths=[path])
    result = client.search("synthetic[ti]", retmax=10_000)
    assert (result["count"], len(result["idlist"])) == ("12000", 9999)
    message = "Restrictions achieved. start and count adjusted to 0, 9999"
    assert result["warninglist"]["outputmessages"] == [message]
    last = client.search("synthetic[ti]", retstart=9998, retmax=10)
    assert len(last["idlist"]) == 1
    halves = [f"synthetic[ti] AND {FIRST + low}:{FIRST + high}[uid]" for low, high in ((1, 6000), (6001, 12_000))]
    assert sum(len(client.found(half, retmax=9999)) for half in halves) == 12_000
