"""The catalogue of faults: each gives exactly the reply it is documented with, and then all is well again."""

from __future__ import annotations

import email.utils
import http.client
import json
import socket
import urllib.error
import urllib.parse
import urllib.request
from datetime import date

import pytest
from standin_client import Answer
from standin_records import ALL as RECORDS
from standin_records import FIRST, TRIAL

from indexer.standin import edits, faults_library
from indexer.standin.clock import VirtualClock
from indexer.standin.faults import ALL, FAULTS, Fault, Kind, Mark, Mutation, named, variants
from indexer.standin.faults_data import STRANGER, pmid_of
from indexer.standin.library import Library

DAY = date(2026, 11, 21)
SEARCH = {"term": "ketamine[ti]", "retmax": 100}
IDS = ",".join(str(FIRST + number) for number in (1, 3, 4, 5))
FETCH = {"id": IDS}
PARAMS = {"esearch": SEARCH, "efetch": FETCH, "einfo": {}, "esummary": {"id": IDS, "retmode": "json"}}
LIMIT_BODY = '{"error":"API rate limit exceeded","api-key":"127.0.0.1","count":"4","limit":"3"}'
XML, JSON, HTML, PLAIN = "text/xml", "application/json", "text/html", "text/plain"


def ask(client, endpoint, method="get", **params) -> Answer:
    return getattr(client, method)(endpoint, **(PARAMS[endpoint] | params))


def happens(start, name, endpoint, method="get", **params) -> tuple[Answer, Answer]:
    """The reply with the fault, and the normal one; afterwards all is well again."""
    client = start()
    normal = ask(client, endpoint, method, **params)
    client.server.faults.push(endpoint, named(name))
    faulty = ask(client, endpoint, method, **params)
    again = ask(client, endpoint, method, **params)
    assert (again.status, again.body) == (normal.status, normal.body)
    assert [entry.fault for entry in client.server.log if entry.endpoint == endpoint] == ["", name, ""]
    assert client.server.faults.happened == {name: 1}
    return faulty, normal


def records_in(answer: Answer) -> list[bytes]:
    return [b"<PubmedArticle>" + part for part in answer.body.split(b"<PubmedArticle>")[1:]]


def pmids_in(answer: Answer) -> list[int]:
    return [pmid_of(record) - FIRST for record in records_in(answer)]


# the catalogue


def test_there_are_56_faults_and_each_says_what_it_is():
    assert sorted(FAULTS) == list(range(1, 57))
    assert len({fault.name for fault in ALL}) == len(ALL) == sum(len(variants(number)) for number in FAULTS)
    for number, first in FAULTS.items():
        assert variants(number)[0] is first
    for fault in ALL:
        assert fault.trigger
        assert fault.response
        assert fault.harvester
        assert fault.mark in Mark


def test_states_of_the_library_are_mutations_and_all_else_are_replies():
    assert {number for number, fault in FAULTS.items() if isinstance(fault, Mutation)} == {16, 17, *range(51, 57)}


def test_what_was_observed_is_told_from_what_we_designed():
    observed = {number for number in FAULTS if any(fault.mark is Mark.OBSERVED for fault in variants(number))}
    assert observed >= {1, 2, 3, 8, *range(10, 20), 34, 42, 43, 45, 46, 47, 49, 50}
    assert all(variant.mark is Mark.DESIGNED for number in range(24, 32) for variant in variants(number))


def test_an_unknown_name_is_no_fault():
    with pytest.raises(KeyError):
        named("no-such-fault")
    with pytest.raises(KeyError):
        named("mass-loss")


# whole replies

WINDOW = "'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records"
REPLIES = [
    ("rate429", "esearch", 429, JSON, LIMIT_BODY),
    ("rate200", "efetch", 200, JSON, LIMIT_BODY),
    ("rate429-forever", "efetch", 429, JSON, LIMIT_BODY),
    ("retry-after-date", "esearch", 429, JSON, LIMIT_BODY),
    ("retry-after-hour", "esearch", 429, JSON, LIMIT_BODY),
    ("badkey", "esearch", 400, JSON, '"error":"API key invalid","api-key":"","type":"invalid",\n"status":"unknown"'),
    ("http500", "efetch", 500, HTML, "WWW Error 500 Diagnostic"),
    ("http502", "efetch", 502, HTML, "Bad Gateway"),
    ("http503", "esearch", 503, HTML, "Service Unavailable"),
    ("http504", "einfo", 504, HTML, "Gateway Timeout"),
    (
        "backend502-in-200",
        "esearch",
        200,
        XML,
        "<eSearchResult><ERROR>Search Backend failed: Pubmed 2.0 search API: HTTP request returned 502 status.</ERROR>",
    ),
    ("proxy-stream-400", "efetch", 400, XML, "<ERROR> Error: CEFetchPApplication::proxy_stream(): &#xa;&lt;html&gt;"),
    ("proxy-stream-200", "efetch", 200, XML, "<eFetchResult><ERROR> Error: CEFetchPApplication::proxy_stream()"),
    ("window-esearch", "esearch", 200, XML, f"<ERROR>Search Backend failed: Exception:\n{WINDOW}"),
    ("window-efetch", "efetch", 400, XML, f"<ERROR>{WINDOW}"),
    ("webenv-expired", "esearch", 200, XML, "<ERROR>Unable to obtain query #1</ERROR>"),
    ("webenv-expired", "efetch", 400, XML, "<ERROR>Unable to obtain query #1</ERROR>"),
    ("webenv-expired-200", "efetch", 200, XML, "<ERROR>Unable to obtain query #1</ERROR>"),
    ("history-out-of-range", "efetch", 400, XML, "<ERROR>Cannot retrieve history data: OUT OF RANGE. Parameter"),
    ("no-valid-ids", "efetch", 400, XML, "<ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR>"),
    ("zero-hits", "esearch", 200, XML, "<Count>0</Count>"),
    ("blocked-page", "esearch", 200, HTML, "<title>NCBI - WWW Error Blocked Diagnostic</title>"),
    ("maintenance", "efetch", 200, HTML, "<html><head>"),
    ("maintenance-xhtml", "efetch", 200, XML, '<html xmlns="http://www.w3.org/1999/xhtml">'),
    ("json-as-xml", "efetch", 200, XML, '{"header":{"type":"efetch"'),
    ("empty-term", "esearch", 200, XML, "<ERROR>Empty term and query_key - nothing todo</ERROR>"),
    ("bad-database", "esearch", 200, XML, "<ERROR>Invalid db name specified: x</ERROR>"),
    ("syntax", "esearch", 200, XML, "<ERROR>Search Backend failed: unbalanced brackets in query</ERROR>"),
    ("uri-too-long", "efetch", 414, HTML, "414 Request-URI Too Long"),
    ("too-many-uids", "esummary", 200, JSON, '"error":"Too many UIDs in request. Maximum number of UIDs is 500 for'),
]


@pytest.mark.parametrize(
    ("name", "endpoint", "status", "content", "holds"), REPLIES, ids=[f"{row[0]}-{row[1]}" for row in REPLIES]
)
def test_faults_that_are_whole_replies(start, name, endpoint, status, content, holds):
    faulty, normal = happens(start, name, endpoint)
    assert faulty.status == status
    assert faulty.headers.get_content_type() == content
    assert holds in faulty.text
    assert normal.status == 200


def test_a_limit_says_how_long_to_wait(start):
    for name, expected in (("rate429", "2"), ("rate200", None), ("retry-after-hour", "3600"), ("http503", "5")):
        faulty, _ = happens(start, name, "esearch")
        assert faulty.headers["Retry-After"] == expected
    faulty, _ = happens(start, "rate429", "esearch")
    assert (faulty.headers["X-RateLimit-Limit"], faulty.headers["X-RateLimit-Remaining"]) == ("3", "0")
    faulty, _ = happens(start, "retry-after-date", "esearch")
    until = email.utils.parsedate_to_datetime(faulty.headers["Retry-After"])
    sent = email.utils.parsedate_to_datetime(faulty.headers["Date"])
    assert 18 <= (until - sent).total_seconds() <= 21


def test_a_bad_key_is_echoed(start):
    faulty, _ = happens(start, "badkey", "esearch", api_key="some-key")
    assert '"api-key":"some-key"' in faulty.text


def test_the_error_beyond_the_window_breaks_a_json_string_across_lines(start):
    client = start()
    client.server.faults.push("esearch", named("window-esearch"))
    answer = client.get("esearch", term="mice[ti]", retmode="json")
    assert b"Exception:\n'retstart'" in answer.body
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.body)
    assert WINDOW in json.loads(answer.body, strict=False)["esearchresult"]["ERROR"]


def test_the_errors_of_a_text_mode_are_plain(start):
    client = start()
    client.server.faults.push("efetch", named("no-valid-ids"))
    answer = client.get("efetch", id="abc", retmode="text", rettype="medline")
    assert (answer.status, answer.headers.get_content_type()) == (400, PLAIN)
    assert answer.text == "ID+list+is+empty!+Possibly+it+has+no+correct+IDs.\n"


def test_no_hits_in_json(start):
    client = start()
    client.server.faults.push("esearch", named("zero-hits"))
    result = client.search("ketamine[ti]")
    assert (result["count"], result["idlist"]) == ("0", [])
    assert result["warninglist"]["outputmessages"] == ["No items found."]


def test_an_empty_body_and_a_prolog_alone(start):
    faulty, _ = happens(start, "empty-200", "esearch")
    assert (faulty.status, faulty.body) == (200, b"")
    faulty, normal = happens(start, "prolog-only", "esearch")
    assert faulty.status == 200
    assert faulty.text == normal.text[: normal.text.index("<eSearchResult>")]


def test_a_wrong_content_type_over_the_right_bytes(start):
    faulty, normal = happens(start, "xml-as-plain", "efetch")
    assert (faulty.headers.get_content_type(), normal.headers.get_content_type()) == (PLAIN, XML)
    assert faulty.body == normal.body


def test_a_long_address_is_refused_and_a_post_is_not(start):
    faulty, normal = happens(start, "uri-too-long", "efetch", "post")
    assert (faulty.status, faulty.body) == (200, normal.body)


def location(start, name: str, endpoint: str, body: bytes | None = None) -> tuple[int, str]:
    """Status and target of a redirect, which is not followed."""
    client = start()
    client.server.faults.push(endpoint, named(name))
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(client.server.base_url).netloc, timeout=10)
    query = "db=pubmed&term=mice[ti]"
    path = f"/entrez/eutils/{endpoint}.fcgi" + ("" if body else f"?{query}")
    connection.request("POST" if body else "GET", path, body)
    reply = connection.getresponse()
    found = reply.status, reply.headers["Location"]
    connection.close()
    return found


def test_redirects_lead_to_another_host(start):
    assert location(start, "redirect302", "efetch", b"id=1") == (
        302,
        "https://elsewhere.example/entrez/eutils/efetch.fcgi",
    )
    assert location(start, "redirect307", "esearch") == (307, "https://elsewhere.example/entrez/eutils/esearch.fcgi")


def test_a_block_leads_to_a_page_with_status_200(start):
    assert location(start, "blocked", "esearch") == (302, "/misuse")
    client = start()
    client.server.faults.push("esearch", named("blocked"))
    page = client.get("esearch", term="mice[ti]")
    assert (page.status, page.headers.get_content_type()) == (200, HTML)
    assert "WWW Error Blocked Diagnostic" in page.text
    assert client.get("esearch", term="mice[ti]").text.count("<Id>") == 1


# answers with remarks


@pytest.mark.parametrize(
    ("name", "element", "listed", "text"),
    [
        ("query-dropped-quoted", "<WarningList><QuotedPhraseNotFound>{}</Q", "quotedphrasesnotfound", '"body battery"'),
        ("query-dropped-phrase", "<ErrorList><PhraseNotFound>{}</P", "phrasesnotfound", "the"),
        ("query-dropped-field", "<ErrorList><FieldNotFound>{}</F", "fieldsnotfound", "NoSuchField"),
        ("sort-ignored", "<WarningList><OutputMessage>{}</O", "outputmessages", "Unknown sort schema 'date' ignored"),
    ],
)
def test_a_changed_query_is_remarked_beside_the_full_count(start, name, element, listed, text):
    faulty, normal = happens(start, name, "esearch")
    count = normal.text[normal.text.index("<Count>") : normal.text.index("</Count>")]
    assert count in faulty.text
    assert count != "<Count>0"
    assert element.format(text) in faulty.text
    client = start()
    client.server.faults.push("esearch", named(name))
    result = client.search("ketamine[ti]")
    assert int(result["count"]) > 0
    lists = result.get("errorlist", {}) | result.get("warninglist", {})
    assert lists[listed] == [text]


def test_a_remark_joins_those_that_are_there(start):
    client = start()
    client.server.faults.push("esearch", named("query-dropped-phrase"))
    client.server.faults.push("esearch", named("sort-ignored"))
    first = client.get("esearch", term="abcXYZ").text
    assert "<ErrorList><PhraseNotFound>the</PhraseNotFound><PhraseNotFound>abcXYZ</PhraseNotFound></ErrorList>" in first
    second = client.get("esearch", term="abcXYZ").text
    assert second.count("<WarningList>") == second.count("<ErrorList>") == 1
    assert second.index("<ErrorList>") < second.index("<WarningList>")


def test_another_translation(start):
    faulty, normal = happens(start, "translation-changed", "esearch")
    added = faulty.text.replace(' OR "demonstration"[All Fields]</QueryTranslation>', "</QueryTranslation>")
    assert faulty.text != normal.text == added
    client = start()
    client.server.faults.push("esearch", named("translation-changed"))
    assert client.search("mice[ti]")["querytranslation"] == '"mice"[Title] OR "demonstration"[All Fields]'


def test_a_clamped_list_of_ids(start):
    faulty, normal = happens(start, "retmax-clamp", "esearch")
    assert normal.text.count("<Id>") == 5
    assert faulty.text.count("<Id>") == 2
    assert "<Count>5</Count><RetMax>2</RetMax>" in faulty.text
    assert "<OutputMessage>Restrictions achieved. start and count adjusted to 0, 2</OutputMessage>" in faulty.text


def test_a_count_that_grows_between_two_calls(start):
    faulty, normal = happens(start, "count-drift", "esearch", term="all[sb]")
    assert ("<Count>12</Count>" in faulty.text, "<Count>15</Count>" in normal.text) == (True, True)
    ids = normal.text.split("<Id>")[1:]
    assert faulty.text.split("<Id>")[1:] == ids[3:]
    faulty, _ = happens(start, "count-drift", "esearch", term="mice[ti]")
    assert "<Count>1</Count>" in faulty.text


# connections


def test_silence_lasts_until_the_caller_hangs_up(start):
    client = start()
    client.server.faults.push("esearch", named("stall"))
    with socket.create_connection(urllib.parse.urlsplit(client.server.base_url).netloc.split(":")) as connection:
        connection.sendall(b"GET /entrez/eutils/esearch.fcgi?db=pubmed&term=mice[ti] HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.settimeout(0.2)
        with pytest.raises(TimeoutError):
            connection.recv(1)
    assert client.get("esearch", term="mice[ti]").status == 200


def test_a_byte_a_second_takes_ten_minutes_of_the_servers_own_time(start):
    clock = VirtualClock()
    client = start(pause=clock.sleep)
    client.server.faults.push("esearch", named("slow-drip"))
    with socket.create_connection(urllib.parse.urlsplit(client.server.base_url).netloc.split(":")) as connection:
        connection.sendall(b"GET /entrez/eutils/esearch.fcgi?db=pubmed&term=mice[ti] HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.settimeout(10)
        received = b""
        while len(received.partition(b"\r\n\r\n")[2]) < 600:
            received += connection.recv(65536)
        head, _, body = received.partition(b"\r\n\r\n")
        assert b"200 OK" in head
        assert body == b" " * 600
        declared = next(line for line in head.split(b"\r\n") if line.startswith(b"Content-Length"))
        assert int(declared.split()[1]) > 600
    assert clock.slept[:3] == [1.0, 1.0, 1.0]
    assert client.get("esearch", term="mice[ti]").status == 200


@pytest.mark.parametrize(
    ("name", "error"), [("reset", ConnectionResetError), ("no-reply", http.client.RemoteDisconnected)]
)
def test_connections_that_break_before_a_reply(start, name, error):
    client = start()
    client.server.faults.push("efetch", named(name))
    with pytest.raises((urllib.error.URLError, ConnectionError)) as met:
        ask(client, "efetch")
    assert isinstance(getattr(met.value, "reason", met.value), error)
    assert ask(client, "efetch").status == 200


@pytest.mark.parametrize("name", ["short-body", "chunk-cut"])
@pytest.mark.parametrize("form", [{}, {"rettype": "medline", "retmode": "text"}], ids=["xml", "medline"])
def test_bodies_that_are_announced_and_fall_short(start, name, form):
    client = start()
    normal = ask(client, "efetch", **form)
    client.server.faults.push("efetch", named(name))
    with pytest.raises(http.client.IncompleteRead) as met:
        ask(client, "efetch", **form)
    if name == "short-body":
        assert met.value.expected == 500
        assert met.value.partial == normal.body[:-500]
    assert ask(client, "efetch", **form).body == normal.body


def test_a_body_that_ends_cleanly_inside_a_record(start):
    faulty, normal = happens(start, "clean-eof", "efetch")
    assert faulty.status == 200
    assert faulty.headers["Content-Length"] is None
    assert faulty.headers["Connection"] == "close"
    assert faulty.body == normal.body[:-500]
    assert not faulty.text.rstrip().endswith("</PubmedArticle>")


def test_text_that_ends_between_two_records(start):
    faulty, normal = happens(start, "cut-at-boundary", "efetch", rettype="medline", retmode="text")
    assert (normal.text.count("PMID- "), faulty.text.count("PMID- ")) == (4, 2)
    assert normal.text.startswith(faulty.text)
    assert faulty.status == 200
    faulty, normal = happens(start, "cut-at-boundary", "efetch")
    assert (pmids_in(normal), pmids_in(faulty)) == ([1, 3, 4, 5], [1, 3])
    assert faulty.text.endswith("</PubmedArticleSet>")


# records


@pytest.mark.parametrize(
    ("name", "pmids"),
    [
        ("clamp", [1, 3, 4]),
        ("short-page", [1, 3, 4]),
        ("duplicate-record", [1, 3, 4, 5, 1]),
        ("two-versions", [1, 3, 4, 5, 1]),
        ("unrequested-record", [1, 3, 4, 5, STRANGER - FIRST]),
    ],
)
def test_records_missing_twice_or_unasked(start, name, pmids):
    faulty, normal = happens(start, name, "efetch")
    assert pmids_in(normal) == [1, 3, 4, 5]
    assert pmids_in(faulty) == pmids
    assert records_in(faulty)[0] == records_in(normal)[0]


def test_a_second_version_says_so_and_something_else(start):
    faulty, _ = happens(start, "two-versions", "efetch")
    first, *_, last = records_in(faulty)
    assert (b'<PMID Version="1">' in first, b'<PMID Version="2">' in last) == (True, True)
    assert b"<ArticleTitle>Second version. " in last


def test_480_of_500(start):
    """One in 25 is left out."""
    client = start(window=500, longest_url=100_000)
    library = client.server.library
    for number in range(100, 600):
        library.add(TRIAL.replace(str(FIRST + 1), str(FIRST + number)).encode())
    client.server.faults.push("efetch", named("short-page"))
    ids = ",".join(str(FIRST + number) for number in range(100, 600))
    assert len(records_in(client.get("efetch", id=ids))) == 480


@pytest.mark.parametrize(
    ("name", "in_first", "in_rest"),
    [
        ("bad-utf8", b"<ArticleTitle>\xff\xfeSingle infusion", b"\xff\xfe"),
        ("nul-byte", b"<ArticleTitle>\x00Single infusion", b"\x00"),
        ("new-element", b'<NewThing Kind="new">News</NewThing></MedlineCitation>', b"NewThing"),
        ("new-element", b'<Article NewAttribute="yes" ', b"NewAttribute"),
        ("no-pmid", b'<PMID Version="1"></PMID>', b'<PMID Version="1"></PMID>'),
    ],
)
def test_one_record_is_damaged_or_unfamiliar(start, name, in_first, in_rest):
    faulty, normal = happens(start, name, "efetch")
    first, *rest = records_in(faulty)
    assert in_first in first
    assert not any(in_rest in record for record in rest)
    assert rest == records_in(normal)[1:]


@pytest.mark.parametrize(("name", "absent"), [("no-article", b"<Article "), ("no-journal", b"<Journal>")])
def test_one_record_lacks_a_part(start, name, absent):
    faulty, normal = happens(start, name, "efetch")
    assert [absent in record for record in records_in(faulty)] == [False, True, True, True]
    assert records_in(faulty)[1:] == records_in(normal)[1:]


def test_a_byte_order_mark_another_dtd_and_entities(start):
    faulty, normal = happens(start, "byte-order-mark", "esearch")
    assert faulty.body == b"\xef\xbb\xbf" + normal.body
    faulty, normal = happens(start, "unknown-dtd", "efetch")
    assert "pubmed_270101.dtd" in faulty.text
    assert records_in(faulty) == records_in(normal)
    faulty, _ = happens(start, "entities", "efetch")
    assert '<!DOCTYPE PubmedArticleSet [<!ENTITY e0 "lol"><!ENTITY e1 "&e0;&e0;' in faulty.text
    assert "<ArticleTitle>&e8;Single infusion" in faulty.text


def test_an_empty_set_has_nothing_to_damage(start):
    for name in ("clamp", "bad-utf8", "duplicate-record", "cut-at-boundary"):
        faulty, normal = happens(start, name, "efetch", id="1")
        assert faulty.body == normal.body


TESTED_BY_NAME = {
    "blocked", "redirect302", "redirect307", "empty-200", "prolog-only", "xml-as-plain", "query-dropped-quoted",
    "query-dropped-phrase", "query-dropped-field", "sort-ignored", "translation-changed", "retmax-clamp", "count-drift",
    "stall", "slow-drip", "reset", "no-reply", "short-body", "chunk-cut", "clean-eof", "cut-at-boundary", "clamp",
    "short-page", "duplicate-record", "two-versions", "unrequested-record", "bad-utf8", "nul-byte", "byte-order-mark",
    "unknown-dtd", "new-element", "no-article", "no-journal", "no-pmid", "entities",
}  # fmt: skip


def test_every_fault_that_is_a_reply_is_tested_above():
    assert {row[0] for row in REPLIES} | TESTED_BY_NAME == {fault.name for fault in ALL if isinstance(fault, Fault)}


# states of the library


def change(library: Library, name: str, *numbers: int) -> tuple[int, ...]:
    """The numbers of the records that a mutation changed."""
    (mutation,) = (fault for fault in ALL if isinstance(fault, Mutation) and fault.name == name)
    return mutation.change(library, tuple(FIRST + number for number in numbers), DAY)


def test_some_ids_gone_and_all_ids_gone(start, library):
    client = start(library=library)
    change(library, "some-ids-gone", 3, 4)
    assert pmids_in(ask(client, "efetch")) == [1, 5]
    change(library, "all-ids-gone", 1, 5)
    gone = ask(client, "efetch")
    assert gone.status == 200
    assert gone.text.endswith('.dtd">\n<PubmedArticleSet></PubmedArticleSet>\n')
    assert 200 <= len(gone.body) <= 215


def test_something_can_happen_between_two_calls(start, library):
    client = start(library=library)
    mutation = FAULTS[16]
    assert isinstance(mutation, Mutation)
    client.server.faults.push("efetch", mutation.meanwhile(library, (FIRST + 4,), DAY))
    assert client.found("mice[ti]") == {4}
    assert pmids_in(ask(client, "efetch")) == [1, 3, 5]
    assert client.found("mice[ti]") == set()
    assert mutation.meanwhile(library, (), DAY).kind is Kind.NOTICE


def test_a_frozen_index_does_not_say_that_it_was_updated():
    clock = VirtualClock()
    library = Library(clock.now)
    before = library.last_update
    clock.sleep(86_400)
    library.touch()
    assert library.last_update > before
    before = library.last_update
    change(library, "index-frozen")
    clock.sleep(3 * 86_400)
    library.touch()
    library.add(TRIAL.encode())
    assert library.last_update == before


def test_mass_loss_takes_60_percent(library):
    assert len(RECORDS) == 15
    assert len(change(library, "mass-loss", *range(1, 16))) == 9
    assert len(library) == 6


def test_a_retraction_with_a_new_date(start, library):
    client = start(library=library)
    assert client.found("retracted publication[pt]") == {5}
    change(library, "record-revised", 3)
    assert client.found("retracted publication[pt]") == client.found("hasretractionin") == {3, 5}
    assert client.found("ketamine[mh]") >= {3}
    assert client.found("2026/11/21[mdat]") == {3}


def test_a_silent_revision_keeps_its_date(start, library):
    client = start(library=library)
    change(library, "revised-silently", 3)
    assert client.found("corrected without notice[ti]") == {3}
    assert client.found("2021/07/01[mdat]") == {3}
    assert client.found("2026[mdat]") == set()


def test_a_back_dated_record_was_created_today(start, library):
    client = start(library=library)
    (pmid,) = change(library, "back-dated-add")
    assert pmid == faults_library.FIRST_PMID
    assert client.found("2026/11/21[crdt]") == client.found("2024/11/21[edat]") == {pmid - FIRST}
    assert client.found("2026[edat]") == set()
    assert client.found("ketamine[tiab] AND depress*[tiab]") >= {pmid - FIRST}


def test_a_leap_day_has_a_day_two_years_before():
    assert faults_library.years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)
    assert faults_library.years_before(DAY, 2) == date(2024, 11, 21)


def test_of_two_merged_records_one_carries_the_doi_on(start, library):
    client = start(library=library)
    assert client.found("10.5555/demo.0001[doi]") == {1}
    old, new = change(library, "merged", 1)
    assert client.found("10.5555/demo.0001[doi]") == {new - FIRST}
    assert old == FIRST + 1
    assert edits.title_of(faults_library.served(library, new)).startswith("Single infusion of ketamine")


def test_a_record_off_topic_is_still_there(start, library):
    client = start(library=library)
    change(library, "no-longer-matches", 1)
    assert 1 not in client.found("ketamine[tiab] OR ketamine[mh]")
    assert pmids_in(client.get("efetch", id=FIRST + 1)) == [1]


def test_a_record_that_is_not_there_cannot_change(library):
    with pytest.raises(KeyError):
        change(library, "record-revised", 99)
