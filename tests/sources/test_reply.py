"""How a reply is judged: only one that passes every test may say "none". Texts are as PubMed was seen to send them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.sources.faults import Blocked, Fault, Refused, Transient, Unreadable, UriTooLong, excerpt, redacted
from indexer.sources.reply import Reply, judge_fetch, judge_info, judge_search
from tests.scripted_entrez import (
    ARTICLE_DTD,
    BLOCKED_PAGE,
    PROLOG,
    article,
    article_set,
    error_document,
    info,
    search_result,
)


def reply(body: str | bytes, status: int = 200, **headers: str) -> Reply:
    return Reply(status, headers, body.encode() if isinstance(body, str) else body)


def fault_of(given: Reply) -> Fault:
    with pytest.raises(Fault) as met:
        judge_fetch(given)
    return met.value


def search_fault(given: Reply) -> Fault:
    with pytest.raises(Fault) as met:
        judge_search(given, retmax=20)
    return met.value


def test_a_search_says_its_count_its_ids_and_how_it_was_understood() -> None:
    found = judge_search(reply(search_result(31104, ["3", "2", "1"], translation='"x"[MeSH Terms]')), retmax=3)
    assert (found.count, found.ids, found.translation) == (31104, ("3", "2", "1"), '"x"[MeSH Terms]')
    assert found.notices == ()


def test_no_hits_is_an_answer_and_says_which_words_are_unknown() -> None:
    tail = (
        "<ErrorList><PhraseNotFound>abcXYZ</PhraseNotFound></ErrorList>"
        "<WarningList><OutputMessage>No items found.</OutputMessage></WarningList>"
    )
    found = judge_search(reply(search_result(0, extra=tail)), retmax=20)
    assert found.count == 0
    assert [notice.code for notice in found.notices] == ["phrase-not-found"]


def test_a_clamped_page_is_not_an_error() -> None:
    tail = (
        "<WarningList><OutputMessage>Restrictions achieved. start and count adjusted to 0, 9999</OutputMessage>"
        "</WarningList>"
    )
    assert judge_search(reply(search_result(20000, ["1"], extra=tail)), retmax=10000).notices == ()


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("QuotedPhraseNotFound", "quoted-phrase-not-found"),
        ("PhraseIgnored", "phrase-ignored"),
        ("OutputMessage", "source-message"),
    ],
)
def test_what_pubmed_remarks_on_a_query_is_kept(element: str, code: str) -> None:
    tail = f'<WarningList><{element}>"body battery"</{element}></WarningList>'
    (notice,) = judge_search(reply(search_result(5, extra=tail)), retmax=0).notices
    assert notice.code == code
    assert "body battery" in notice.message


@pytest.mark.parametrize("count", [0, 246024])
def test_an_ignored_field_is_refused_because_the_answer_would_be_to_another_question(count: int) -> None:
    tail = "<ErrorList><FieldNotFound>foo</FieldNotFound></ErrorList>"
    fault = search_fault(reply(search_result(count, extra=tail)))
    assert isinstance(fault, Refused)
    assert (fault.name, "[foo]" in fault.detail) == ("field-not-found", True)


def test_an_ignored_sort_order_is_refused() -> None:
    tail = "<WarningList><OutputMessage>Unknown sort schema 'date' ignored</OutputMessage></WarningList>"
    assert search_fault(reply(search_result(3, extra=tail))).name == "sort-ignored"


@pytest.mark.parametrize(
    "body",
    [
        PROLOG + "<eSearchResult><IdList/></eSearchResult>",
        PROLOG + "<eSearchResult><Count>7</Count></eSearchResult>",
        PROLOG + "<eSearchResult><Count>many</Count><IdList/></eSearchResult>",
        PROLOG + "<eSearchResult><Count>-1</Count><IdList/></eSearchResult>",
    ],
)
def test_a_search_result_without_its_parts_is_no_answer(body: str) -> None:
    assert search_fault(reply(body)).name == "incomplete-reply"


@pytest.mark.parametrize("ids", [["1", "1"], ["01"], ["x"], [""], ["1", "2", "3"]])
def test_a_list_of_ids_that_contradicts_itself_is_no_answer(ids: list[str]) -> None:
    assert search_fault(reply(search_result(2, ids))).name == "inconsistent-reply"


def test_an_empty_set_of_articles_is_an_answer() -> None:
    body = article_set()
    assert judge_fetch(reply(body)) == body.encode()


@pytest.mark.parametrize("lead", ["", "\n", "\ufeff"])
def test_content_types_do_not_matter_bytes_do(lead: str) -> None:
    body = lead + article_set(article("1"))
    assert judge_fetch(Reply(200, {"content-type": "text/plain"}, body.encode())) == body.encode()


def test_a_document_type_nobody_has_heard_of_is_no_obstacle() -> None:
    body = article_set(article("1")).replace("pubmed_250101", "pubmed_270101")
    assert judge_fetch(reply(body)) == body.encode()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (reply(""), "empty-body"),
        (reply("  \n"), "empty-body"),
        (reply(PROLOG + ARTICLE_DTD), "no-document"),
        (reply("<html><body>Down for maintenance</body></html>"), "html-page"),
        (reply('<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"/>'), "html-page"),
        (reply('{"error":"API rate limit exceeded","api-key":"10.0.0.1","count":"4","limit":"3"}'), "rate-limited"),
        (reply('{"error":"API rate limit exceeded","count":"11"}', status=429), "rate-limited"),
        (reply('{"header":{"type":"esearch"},"esearchresult":{"count":"12"}}'), "wrong-type"),
        (reply("{ not really"), "wrong-type"),
        (reply("<html>WWW Error 500 Diagnostic</html>", status=500), "http-500"),
        (reply("", status=502), "http-502"),
        (reply(error_document("Search Backend failed: HTTP request returned 502 status.")), "backend-failed"),
        (reply(error_document(" Error: CEFetchPApplication::proxy_stream(): &#xa;&lt;html&gt;")), "backend-failed"),
        (reply(error_document("Error: CEFetchPApplication::proxy_stream()"), status=400), "backend-failed"),
        (reply(error_document("Unable to obtain query #1")), "history-lost"),
        (reply(error_document("Cannot retrieve history data: OUT OF RANGE. Parameter"), status=400), "history-lost"),
        (reply(PROLOG + "<eSummaryResult/>"), "wrong-root"),
        (reply("Some words nobody has seen"), "error-reply"),
        (reply(error_document("Something new")), "error-reply"),
        (reply("Bad Request", status=400), "error-reply"),
    ],
)
def test_outages_are_worth_asking_again(given: Reply, name: str) -> None:
    fault = fault_of(given)
    assert isinstance(fault, Transient)
    assert fault.name == name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (reply('{"error":"API key invalid","api-key":"k1","type":"invalid",\n"status":"unknown"}', 400), "bad-key"),
        (reply(error_document("ID list is empty! Possibly it has no correct IDs."), 400), "no-ids"),
        (reply("ID+list+is+empty!+Possibly+it+has+no+correct+IDs.\n", 400), "no-ids"),
        (reply(error_document("Empty term and query_key - nothing todo", "eSearchResult")), "empty-term"),
        (reply(error_document("Invalid db name specified: x", "eSearchResult")), "bad-database"),
        (reply('{"esearchresult":{"ERROR":"Exception:\n\'retstart\' cannot be larger than 9998"}}'), "window"),
        (reply(error_document("Search Backend failed: Exception:\n'retstart' cannot be larger than 9998.")), "window"),
        (reply("", 302, location="https://login.example.org/?api_key=k1"), "redirected"),
        (reply("<html>no such page</html>", 404), "http-404"),
        (reply('<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticleSet>&a;</PubmedArticleSet>'), "entities"),
    ],
)
def test_refusals_are_not_asked_again(given: Reply, name: str) -> None:
    fault = fault_of(given)
    assert isinstance(fault, Refused)
    assert fault.name == name
    assert "k1" not in fault.detail


@pytest.mark.parametrize(
    "given",
    [
        reply(BLOCKED_PAGE),
        reply(BLOCKED_PAGE, 403),
        reply("", 302, location="https://misuse.ncbi.nlm.nih.gov/error/abuse.shtml"),
        reply("", 302, location="/misuse"),
    ],
)
def test_a_block_is_told_from_every_other_page(given: Reply) -> None:
    assert isinstance(fault_of(given), Blocked)


def test_an_article_about_misuse_is_no_block() -> None:
    body = article_set(article("1", title="Blocked Diagnostic of misuse.ncbi. and ketamine"))
    assert judge_fetch(reply(body)) == body.encode()


def test_a_long_address_is_to_be_posted() -> None:
    assert isinstance(fault_of(reply("<html>414</html>", 414)), UriTooLong)


def test_a_body_that_breaks_off_is_told_from_one_that_is_spoilt() -> None:
    whole = article_set(article("1"), article("2"))
    cut = fault_of(reply(whole[:-60]))
    assert isinstance(cut, Unreadable)
    assert (cut.cut, cut.name) == (True, "cut-body")
    for spoiler in (b"\xff\xfe", b"\x00", b"<i>"):
        spoilt = fault_of(reply(whole.encode().replace(b"Title 2", b"Title " + spoiler)))
        assert isinstance(spoilt, Unreadable)
        assert (spoilt.cut, spoilt.name) == (False, "unreadable-body")


def test_a_query_that_never_works_is_taken_for_a_bad_query_and_an_outage_is_not() -> None:
    syntax = fault_of(reply(error_document("Search Backend failed: (( is not a query")))
    outage = fault_of(reply(error_document("Search Backend failed: HTTP request returned 502 status.")))
    assert isinstance(syntax, Transient)
    assert isinstance(outage, Transient)
    assert (syntax.refused, outage.refused) == (True, False)


def test_how_long_to_wait_is_read_as_seconds_or_as_a_date() -> None:
    def asked(**headers: str) -> float | None:
        fault = fault_of(reply("", 503, **{name.replace("_", "-"): value for name, value in headers.items()}))
        assert isinstance(fault, Transient)
        return fault.retry_after

    now = "Wed, 21 Oct 2026 07:28:00 GMT"
    assert asked(retry_after="2") == 2.0
    assert asked(retry_after="Wed, 21 Oct 2026 07:28:30 GMT", date=now) == 30.0
    assert asked(retry_after="Wed, 21 Oct 2026 07:27:00 GMT", date=now) == 0.0
    assert asked(retry_after="Wed, 21 Oct 2026 07:28:30 GMT") is None
    assert asked(retry_after="soon", date=now) is None
    assert asked() is None


def test_the_state_of_the_database_is_one_line() -> None:
    assert judge_info(reply(info())) == "Build-1, updated 2026/01/01 00:00, 7 citations"
    with pytest.raises(Transient):
        judge_info(reply(PROLOG + "<eInfoResult><DbList/></eInfoResult>"))


BYTES = st.one_of(
    st.binary(),
    st.text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.tuples(
        st.sampled_from([search_result(2, ["1", "2"]), article_set(article("1")), error_document("x"), info(), "{}"]),
        st.integers(0, 900),
        st.integers(0, 900),
        st.binary(max_size=6),
    ).map(lambda given: given[0].encode()[: given[1]] + given[3] + given[0].encode()[given[2] :]),
)
HEADERS = st.dictionaries(st.sampled_from(["retry-after", "date", "location"]), st.text())


@settings(max_examples=400, deadline=None)
@given(BYTES, st.sampled_from([200, 200, 200, 204, 302, 400, 401, 403, 404, 414, 429, 500, 599]), HEADERS)
def test_whatever_comes_is_a_value_or_a_fault_and_nothing_else(
    body: bytes, status: int, headers: dict[str, str]
) -> None:
    given_reply = Reply(status, headers, body)
    for judge in (partial(judge_search, retmax=20), judge_fetch, judge_info):
        fault = outcome(judge, given_reply)
        assert fault is None or (fault.name and fault.detail.isprintable())
        assert fault is not None or status == 200


def outcome(judge: Callable[[Reply], object], given_reply: Reply) -> Fault | None:
    try:
        judge(given_reply)
    except Fault as fault:
        return fault
    return None


@pytest.mark.parametrize(
    "given",
    [
        reply(search_result(2).replace(">2<", f">{'9' * 5000}<")),
        reply('{"a":' * 100_000),
        reply("", 302, location="https://[::"),
        reply("<?xml version='1.0' encoding='nonsense'?><eSearchResult/>"),
        reply("<a>" * 5000),
    ],
    ids=["count", "nested", "location", "encoding", "deep"],
)
def test_replies_made_to_break_a_reader_are_faults_like_others(given: Reply) -> None:
    assert search_fault(given).name


def test_keys_are_taken_out_of_whatever_a_server_says() -> None:
    key = "se cret+/"
    for text in (
        f"wrong key {key}!",
        "https://x/?api_key=se%20cret%2B%2F&db=pubmed",
        "https://x/?db=pubmed&api_key=se+cret%2B%2F",
        f'{{"error":"API key invalid","api-key":"{key}"}}',
    ):
        assert "cret" not in redacted(text, key)
    assert redacted('"api-key" : "10.1.2.3"', None) == '"api-key" : "***"'


def test_what_a_server_says_cannot_play_with_the_terminal() -> None:
    assert excerpt("a\x1b[31m\r\nb") == "a [31m b"
    assert len(excerpt("x" * 9999)) == 200


def test_a_reply_does_not_show_its_contents() -> None:
    assert "secret" not in repr(reply("secret", location="secret"))
