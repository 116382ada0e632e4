"""PubMed as a source: what is asked, how often, how politely, and that nothing is lost on the way."""

from __future__ import annotations

import datetime
import logging
import random
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from typing import Any
from urllib.request import Request

import pytest

from indexer.errors import (
    EvidenceError,
    IncompleteError,
    SettingsError,
    SourceBlocked,
    SourceError,
    SourceRefused,
    SourceUnreachable,
    UsageError,
)
from indexer.runs import DateWindow
from indexer.sources.interface import Batch
from indexer.sources.pubmed import PubMedHarvest, PubMedSource
from indexer.sources.reply import Reply
from indexer.sources.transport import Transport
from indexer.strategy import SearchStrategy
from tests.scripted_entrez import (
    BLOCKED_PAGE,
    Asked,
    Scripted,
    VirtualTime,
    article,
    article_set,
    error_document,
    hang_up,
    http,
    reset,
    search_result,
    short,
    silence,
)

QUERY = '(ketamine[tiab] OR "NMDA antagonist"[tiab])\nAND depress*[tiab]'
STRATEGY = SearchStrategy("trd", "Ketamine", "Does it help?", QUERY)
KEY = "0123456789abcdef-SECRET"
RATE_LIMIT = '{"error":"API rate limit exceeded","api-key":"10.0.0.1","count":"4","limit":"3"}'


@pytest.fixture
def server() -> Iterator[Scripted]:
    with Scripted() as running:
        yield running


@pytest.fixture
def calm() -> VirtualTime:
    return VirtualTime()


def source(server: Scripted, calm: VirtualTime | None = None, **options: Any) -> PubMedSource:
    calm = calm or VirtualTime()
    settings: dict[str, Any] = {
        "email": "someone@example.org",
        "base_url": server.base_url,
        "timeout": 2.0,
        "deadline": 5.0,
        "clock": calm.clock,
        "sleep": calm.sleep,
        "random": random.Random(1),
    }
    return PubMedSource(**(settings | options))


def harvest(server: Scripted, calm: VirtualTime | None = None, **options: Any) -> PubMedHarvest:
    return source(server, calm, **options).harvest(STRATEGY, None)


def came(batches: list[Batch]) -> list[str]:
    return [item.record.pmid for batch in batches for item in batch.incoming]


def numbers(first: int, last: int) -> list[str]:
    return [str(number) for number in range(first, last + 1)]


# What is asked ---------------------------------------------------------------------------------------


def test_the_plan_sends_the_authors_words_and_keeps_what_was_made_of_them(server: Scripted) -> None:
    server.pmids = numbers(1, 7)
    plan = harvest(server).plan
    (asked,) = server.asked("esearch")
    assert asked.parameters["term"] == plan.sent == QUERY
    assert asked.parameters["retmax"] == "0"
    assert (plan.count, plan.understood) == (7, "understood")
    assert plan.build == "Build-1, updated 2026/01/01 00:00, 7 citations"
    assert plan.warnings == ()
    assert server.asked("efetch") == []


def test_a_window_of_days_is_added_around_the_authors_words(server: Scripted) -> None:
    days = DateWindow("crdt", datetime.date(2026, 1, 2), datetime.date(2026, 2, 3))
    plan = source(server).harvest(STRATEGY, days).plan
    assert plan.sent == f"({QUERY}) AND 2026/01/02:2026/02/03[crdt]"
    assert server.asked("esearch")[0].parameters["term"] == plan.sent


def test_every_request_says_who_asks(server: Scripted) -> None:
    server.pmids = numbers(1, 3)
    list(harvest(server, tool="evidence-test", api_key=KEY))
    assert {asked.utility for asked in server.log} == {"esearch", "efetch", "einfo"}
    for asked in server.log:
        assert asked.parameters["tool"] == "evidence-test"
        assert asked.parameters["email"] == "someone@example.org"
        assert asked.parameters["api_key"] == KEY
        assert asked.parameters["db"] == "pubmed"


@pytest.mark.parametrize("key", [None, "", "  "])
def test_without_a_key_none_is_sent_whatever_biopython_was_told(
    server: Scripted, key: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("Bio.Entrez.api_key", "somebody-elses")
    harvest(server, api_key=key)
    assert all("api_key" not in asked.parameters for asked in server.log)


def test_pubmed_itself_is_not_asked_without_an_address_to_write_to() -> None:
    for address in ("", "  ", "nobody", "a b@example.org"):
        with pytest.raises(SettingsError) as met:
            PubMedSource(email=address)
        assert "NCBI_EMAIL" in met.value.hint
    assert PubMedSource(email="someone@example.org").name == "pubmed"


@pytest.mark.parametrize(
    "address",
    ["http://eutils.example.org/", "ftp://127.0.0.1/", "file:///etc/passwd", "https://", "https://u:p@h/", "x"],
)
def test_a_base_address_that_would_give_things_away_is_refused(address: str) -> None:
    with pytest.raises(SettingsError):
        PubMedSource(email="someone@example.org", base_url=address)


def test_another_server_is_named_as_such(server: Scripted) -> None:
    assert source(server).name.startswith("pubmed at 127.0.0.1:")


def test_long_queries_and_many_ids_are_posted(server: Scripted) -> None:
    server.pmids = numbers(30_000_001, 30_000_200)
    long = SearchStrategy("long", "", "", " OR ".join(f"ketamine{number}[tiab]" for number in range(200)))
    list(source(server).harvest(long, None))
    assert {asked.method for asked in (*server.asked("esearch"), *server.asked("efetch"))} == {"POST"}


def test_an_address_that_is_too_long_for_the_server_goes_out_again_as_a_post(server: Scripted) -> None:
    server.pmids = numbers(1, 3)
    server.script("efetch", http("<html>Request-URI Too Large</html>", 414))
    assert came(list(harvest(server))) == ["1", "2", "3"]
    assert [asked.method for asked in server.asked("efetch")] == ["GET", "POST"]
    assert server.asked("efetch")[0].parameters == server.asked("efetch")[1].parameters


def test_the_state_of_the_database_is_asked_once_for_several_strategies(server: Scripted) -> None:
    asker = source(server)
    assert asker.harvest(STRATEGY, None).plan.build == asker.harvest(STRATEGY, None).plan.build != ""
    assert len(server.asked("einfo")) == 1


def test_not_to_know_the_state_of_the_database_is_a_warning(server: Scripted) -> None:
    server.script("einfo", *[http("", 500)] * 2)
    server.pmids = ["1"]
    plan = harvest(server).plan
    assert (plan.count, plan.build) == (1, "")
    assert [warning.code for warning in plan.warnings] == ["build-unknown"]


# Finding every PMID ----------------------------------------------------------------------------------


def test_no_hits_is_a_plan_of_nothing_and_no_further_request(server: Scripted) -> None:
    found = harvest(server)
    before = len(server.log)
    assert (found.plan.count, found.pmids(), list(found)) == (0, (), [])
    assert len(server.log) == before


@pytest.mark.parametrize("pmids", [numbers(1, 137), numbers(990_000_001, 990_000_137), [*numbers(1, 60), "41000000"]])
def test_more_hits_than_the_window_holds_are_found_each_once(server: Scripted, pmids: list[str]) -> None:
    server.pmids, server.window = pmids, 50
    found = harvest(server, window=50)
    assert found.pmids() == tuple(pmids)
    assert found.faults == ()
    batches = list(found)
    assert came(batches) == pmids


def test_the_true_window_is_split_in_few_requests(server: Scripted) -> None:
    server.pmids = [str(10_000_000 + 2_500 * number) for number in range(12_000)]
    found = harvest(server)
    assert len(found.pmids()) == found.plan.count == 12_000
    assert len(server.asked("esearch")) < 25


def test_a_window_smaller_than_we_were_told_is_noticed_and_split(server: Scripted) -> None:
    server.pmids, server.window = numbers(1, 137), 50
    found = harvest(server)
    assert len(found.pmids()) == 137
    assert dict(found.faults)["short-page"] > 0


def test_a_page_that_came_short_is_asked_for_again(server: Scripted) -> None:
    server.pmids = numbers(1, 9)
    server.script("esearch", http(search_result(9)), http(search_result(9, numbers(1, 7))))
    found = harvest(server)
    assert found.pmids() == tuple(numbers(1, 9))
    assert len(server.asked("esearch")) == 3


def test_records_added_meanwhile_are_taken_in_and_said(server: Scripted) -> None:
    server.pmids = numbers(1, 5)
    server.script("esearch", http(search_result(3)))
    found = harvest(server)
    assert found.plan.count == 3
    assert found.pmids() == tuple(numbers(1, 5))
    assert found.plan.count == 5
    assert [warning.code for warning in found.warnings] == ["count-drift"]


def test_pieces_that_do_not_add_up_are_incomplete_and_what_came_stays_good(server: Scripted) -> None:
    server.pmids, server.window = numbers(1, 20), 5
    searched = server.search

    def forgetful(request: Asked) -> str:
        return searched(request) if "[uid]" in request.parameters["term"] else search_result(21)

    server.search = forgetful  # type: ignore[method-assign]
    found = harvest(server, window=5)
    with pytest.raises(IncompleteError, match="counts 21 records and lists 20"):
        found.pmids()
    got: list[Batch] = []
    with pytest.raises(IncompleteError):
        got.extend(found)
    assert dict(found.faults)["count-drift"] == 3


def test_what_could_not_be_proven_complete_is_fetched_before_it_is_said(server: Scripted) -> None:
    server.pmids, server.window = numbers(1, 20), 5
    searched = server.search
    server.search = lambda request: (  # type: ignore[method-assign]
        searched(request) if "[uid]" in request.parameters["term"] else search_result(21)
    )
    batches = iter(harvest(server, window=5, batch=20))
    assert came([next(batches)]) == numbers(1, 20)
    with pytest.raises(IncompleteError):
        next(batches)


def test_a_server_that_counts_and_does_not_list_is_not_searched_for_ever(server: Scripted) -> None:
    server.search = lambda request: search_result(100)  # type: ignore[method-assign]
    found = harvest(server)
    with pytest.raises(IncompleteError, match="lists none"):
        found.pmids()
    assert len(server.log) < 10


def test_a_server_that_ignores_the_range_is_found_out(server: Scripted) -> None:
    def ignoring(request: Asked) -> str:
        return search_result(100, numbers(1, 50)[: int(request.parameters["retmax"])])

    server.search = ignoring  # type: ignore[method-assign]
    with pytest.raises(SourceRefused, match="ignored the range"):
        harvest(server, window=50).pmids()
    assert len(server.log) < 50


def test_words_pubmed_does_not_know_are_warned_of_and_a_field_it_ignores_is_refused(server: Scripted) -> None:
    phrase = "<ErrorList><PhraseNotFound>ketamin</PhraseNotFound></ErrorList>"
    server.script("esearch", http(search_result(4, extra=phrase)))
    (warning,) = harvest(server).plan.warnings
    assert (warning.code, "ketamin" in warning.message) == ("phrase-not-found", True)
    server.script("esearch", http(search_result(4, extra=phrase.replace("PhraseN", "FieldN"))))
    with pytest.raises(SourceRefused, match=r"\[ketamin\]") as met:
        harvest(server)
    assert met.value.hint


# Fetching --------------------------------------------------------------------------------------------


def test_each_pmid_is_asked_for_in_exactly_one_batch(server: Scripted) -> None:
    server.pmids = numbers(1, 450)
    batches = list(harvest(server))
    assert [len(batch.requested) for batch in batches] == [200, 200, 50]
    assert came(batches) == numbers(1, 450)
    assert len(server.asked("efetch")) == 3


def test_records_that_did_not_come_are_asked_for_once_more_by_themselves(server: Scripted) -> None:
    server.pmids = numbers(1, 6)
    server.script("efetch", http(article_set(*map(article, ["1", "3", "5"]))))
    found = harvest(server)
    (batch,) = found
    assert (came([batch]), batch.missing) == (numbers(1, 6), ())
    assert server.asked("efetch")[1].ids == ["2", "4", "6"]


def test_records_that_never_come_are_missing_and_no_loop_is_made_of_them(server: Scripted) -> None:
    server.pmids = ["1", "2"]
    found = source(server).fetch(("1", "2", "9", "8"))
    (batch,) = found
    assert (came([batch]), batch.missing) == (["1", "2"], ("9", "8"))
    assert [asked.ids for asked in server.asked("efetch")] == [["1", "2", "9", "8"], ["9", "8"]]


def test_all_gone_is_not_an_outage(server: Scripted) -> None:
    (batch,) = source(server).fetch(("7", "8"))
    assert (batch.incoming, batch.missing) == ((), ("7", "8"))


def test_of_a_record_that_came_more_than_once_the_highest_version_is_kept(server: Scripted) -> None:
    versions = [article("1", title=f"v{version}", version=version) for version in (2, 4, 3)]
    server.script("efetch", http(article_set(*versions, article("2"))))
    (batch,) = source(server).fetch(("1", "2"))
    assert [item.record.title for item in batch.incoming] == ["v4", "Title 2"]
    assert batch.duplicates == 2


def test_records_nobody_asked_for_are_left_out_and_named(server: Scripted) -> None:
    server.pmids = ["1"]
    server.script("efetch", http(article_set(article("1"), article("66"), article("66"))))
    found = harvest(server)
    (batch,) = found
    assert (came([batch]), batch.unrequested) == (["1"], ("66",))
    assert [warning.code for warning in found.warnings] == ["unrequested-records"]


def test_a_list_of_deletions_in_a_reply_is_not_acted_on(server: Scripted) -> None:
    server.pmids = ["1"]
    deletions = "<DeleteCitation><PMID>1</PMID><PMID>2</PMID></DeleteCitation>"
    server.script("efetch", http(article_set(article("1"), deletions)))
    found = harvest(server)
    (batch,) = found
    assert (came([batch]), batch.unrequested, batch.missing) == (["1"], (), ())
    assert [warning.code for warning in found.warnings] == ["delete-citation"]


class Poisonous(Scripted):
    """Sends a body that cannot be read whenever one of `poison` is in it; cut off instead if `cut`."""

    poison: tuple[str, ...] = ()
    cut = False

    def reply(self, request: Asked) -> str:
        said = super().reply(request)
        if request.utility != "efetch" or not set(self.poison) & set(request.ids):
            return said
        return said[:-40] if self.cut else said.replace("</Title>", "</Title><bad & bad>", 1)


@pytest.mark.parametrize("poison", [("1",), ("13",), ("4", "16"), ("2", "7", "8", "15")])
@pytest.mark.parametrize("cut", [False, True])
def test_a_record_that_spoils_its_batch_is_isolated_and_the_rest_live(poison: tuple[str, ...], cut: bool) -> None:
    with Poisonous(numbers(1, 16)) as server:
        server.poison, server.cut = poison, cut
        found = harvest(server)
        (batch,) = found
    assert tuple(item.pmid for item in batch.rejected) == poison
    assert all(item.raw and item.reason for item in batch.rejected)
    assert came([batch]) == [pmid for pmid in numbers(1, 16) if pmid not in poison]
    assert batch.missing == ()
    assert dict(found.faults)["poison-record"] == len(poison)


@pytest.mark.parametrize("cut", [False, True])
def test_nothing_readable_at_all_is_an_outage_and_not_a_heap_of_bad_records(cut: bool) -> None:
    with Poisonous(numbers(1, 16)) as server:
        server.poison, server.cut = tuple(numbers(1, 16)), cut
        with pytest.raises(SourceUnreachable, match="no readable answer to efetch"):
            list(harvest(server))
        assert len(server.asked("efetch")) < 25


def test_a_single_record_that_is_always_cut_off_is_an_outage() -> None:
    with Poisonous(["1"]) as server:
        server.poison, server.cut = ("1",), True
        with pytest.raises(SourceUnreachable):
            list(harvest(server))


def test_a_record_without_a_pmid_is_found_by_asking_singly(server: Scripted) -> None:
    nameless = article("2").replace(">2</PMID>", "></PMID>")
    server.pmids = numbers(1, 3)
    server.script("efetch", http(article_set(article("1"), nameless, article("3"))), http(article_set(nameless)))
    (batch,) = harvest(server)
    assert came([batch]) == ["1", "3"]
    assert [item.pmid for item in batch.rejected] == ["2"]
    assert batch.missing == ()


def test_the_old_way_of_saying_that_a_record_is_gone_is_understood(server: Scripted) -> None:
    server.script("efetch", *[http("id: 2 Error occurred: The following PMID is not available: 2")] * 8)
    (batch,) = source(server).fetch(("2",))
    assert (batch.missing, batch.rejected) == (("2",), ())


@pytest.mark.parametrize("wrong", ["", "0", "012", "1x", "pmid:1"])
def test_what_is_no_pmid_is_never_asked_for(server: Scripted, wrong: str) -> None:
    with pytest.raises(UsageError):
        list(source(server).fetch(("1", wrong)))
    assert server.log == []


def test_the_same_pmid_twice_is_asked_for_once(server: Scripted) -> None:
    server.pmids = ["5", "6"]
    (batch,) = source(server).fetch(("5", "6", "5"))
    assert batch.requested == ("5", "6")


# Faults, patience and politeness ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (http(RATE_LIMIT, 429, Retry_After="2"), "rate-limited"),
        (http(RATE_LIMIT), "rate-limited"),
        (http("<html>WWW Error 500 Diagnostic</html>", 500), "http-500"),
        (http("", 502), "http-502"),
        (http(error_document("Search Backend failed: HTTP request returned 502 status.")), "backend-failed"),
        (http(error_document("CEFetchPApplication::proxy_stream(): 502"), 400), "backend-failed"),
        (http(error_document("Unable to obtain query #1")), "history-lost"),
        (http(""), "empty-body"),
        (http("<html>Maintenance</html>"), "html-page"),
        (short(article_set(article("1")), 50), "short-body"),
        (reset, "connection"),
        (hang_up, "no-reply"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_passing_fault_is_survived_and_counted(server: Scripted, answer: Any, name: str) -> None:
    server.pmids = ["1"]
    server.script("efetch", answer, answer)
    server.script("esearch", answer)
    server.script("einfo", answer)
    found = harvest(server)
    assert came(list(found)) == ["1"]
    assert found.faults == ((name, 4),)


def test_bodies_that_break_off_are_discarded_whole_and_asked_for_again(server: Scripted) -> None:
    server.pmids = numbers(1, 5)
    server.script("efetch", *[http(article_set(*map(article, numbers(1, 5)))[:-cut]) for cut in (5, 60, 900)])
    found = harvest(server)
    assert came(list(found)) == numbers(1, 5)
    assert found.faults == (("cut-body", 3),)
    assert {tuple(asked.ids) for asked in server.asked("efetch")} == {tuple(numbers(1, 5))}


def test_silence_is_given_up_and_asked_again(server: Scripted) -> None:
    server.script("esearch", silence)
    assert harvest(server, timeout=0.1).faults == (("timeout", 1),)


def test_an_outage_ends_in_bounded_tries_that_wait_longer_and_longer(server: Scripted, calm: VirtualTime) -> None:
    server.script("esearch", *[http("", 503)] * 20)
    with pytest.raises(SourceUnreachable, match="5 tries") as met:
        harvest(server, calm)
    assert len(server.log) == 5
    waits = [wait for wait in calm.slept if wait > 0.5]
    assert [0.75 * 2**n <= wait <= 1.25 * 2**n for n, wait in enumerate(waits)] == [True] * 4
    assert met.value.hint


def test_a_rate_limit_that_never_ends_is_an_outage_and_each_wait_is_honoured(
    server: Scripted, calm: VirtualTime
) -> None:
    server.script("esearch", *[http(RATE_LIMIT, 429, Retry_After="7")] * 20)
    with pytest.raises(SourceUnreachable) as met:
        harvest(server, calm)
    assert met.value.code == "rate-limited"
    assert len(server.log) == 5
    assert sum(7.0 <= wait <= 8.0 for wait in calm.slept) == 4


def test_asked_to_stay_away_for_an_hour_nothing_more_is_sent_in_this_run(server: Scripted, calm: VirtualTime) -> None:
    server.script("esearch", http(RATE_LIMIT, 429, Retry_After="3600"))
    with pytest.raises(SourceUnreachable, match="3600 seconds"):
        harvest(server, calm)
    assert len(server.log) == 1
    assert calm.slept == []


def test_a_query_the_back_end_never_accepts_is_a_refusal(server: Scripted) -> None:
    server.script("esearch", *[http(error_document("Search Backend failed: unbalanced", "eSearchResult"))] * 9)
    with pytest.raises(SourceRefused, match="unbalanced"):
        harvest(server)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_refused_and_not_followed(server: Scripted, status: int) -> None:
    with Scripted() as elsewhere:
        server.script("esearch", http("", status, Location=elsewhere.base_url + "esearch.fcgi"))
        with pytest.raises(SourceRefused, match="redirected to"):
            harvest(server)
        assert elsewhere.log == []
    assert len(server.log) == 1


@pytest.mark.parametrize(
    "answer", [http("", 302, Location="https://misuse.ncbi.nlm.nih.gov/error/abuse.shtml"), http(BLOCKED_PAGE)]
)
@pytest.mark.parametrize("utility", ["esearch", "einfo", "efetch"])
def test_once_blocked_this_source_never_sends_anything_again(server: Scripted, answer: Any, utility: str) -> None:
    server.pmids = ["1"]
    server.script(utility, answer)
    asker = source(server)
    with pytest.raises(SourceBlocked):
        list(asker.harvest(STRATEGY, None))
    sent = len(server.log)
    with pytest.raises(SourceBlocked):
        asker.harvest(STRATEGY, None)
    with pytest.raises(SourceBlocked):
        list(asker.fetch(("1",)))
    assert len(server.log) == sent


@pytest.mark.parametrize(("key", "per_second"), [(None, 3), (KEY, 10)])
def test_no_second_sees_more_requests_than_allowed_retries_included(
    server: Scripted, calm: VirtualTime, key: str | None, per_second: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[float] = []
    send = Transport.send

    def noted(self: Transport, request: Request) -> Reply:
        sent.append(calm.now)
        return send(self, request)

    monkeypatch.setattr(Transport, "send", noted)
    server.pmids = numbers(1, 60)
    server.script("efetch", http("", 503), http("", 503))
    list(harvest(server, calm, api_key=key, batch=2))
    assert len(sent) == len(server.log) == 35
    assert max(sum(start <= other < start + 1.0 for other in sent) for start in sent) <= per_second
    assert sent[-1] - sent[0] < 10 + 35 * 1.2 / per_second


def test_a_server_on_this_machine_may_be_asked_faster(server: Scripted, calm: VirtualTime) -> None:
    server.pmids = numbers(1, 60)
    list(harvest(server, calm, per_second=100.0, batch=2))
    assert sum(calm.slept) < 1.0


# The key ---------------------------------------------------------------------------------------------


def test_the_key_is_nowhere_to_be_read(server: Scripted, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo = f'{{"error":"API key invalid","api-key":"{KEY}","type":"invalid",\n"status":"unknown"}}'
    for answer in (
        http(echo, 400),
        http(error_document(f"what is {KEY}?"), 400),
        http(f"no {KEY}", 404),
        http("", 302, Location=f"https://{KEY}.example.org/?api_key={KEY}"),
        http(f"<html>{KEY}</html>", 500),
        http(article_set(KEY)[:-30]),
        hang_up,
    ):
        server.script("esearch", *[answer] * 5)
        asker = source(server, api_key=KEY)
        with pytest.raises(SourceError) as met:
            asker.harvest(STRATEGY, None)
        server._script.clear()
        error: EvidenceError = met.value
        shown = "".join(traceback.format_exception(error)) + repr(error) + error.message + error.hint + error.code
        assert KEY not in shown
        assert error.__context__ is None
        assert KEY not in repr(vars(asker)) + repr(vars(asker._client)) + repr(asker._client._identity)
    assert KEY not in caplog.text


def test_a_bad_key_is_a_matter_of_settings_and_not_asked_about_again(server: Scripted) -> None:
    server.script("esearch", http(f'{{"error":"API key invalid","api-key":"{KEY}"}}', 400))
    with pytest.raises(SourceRefused) as met:
        harvest(server, api_key=KEY)
    assert "NCBI_API_KEY" in met.value.hint
    assert met.value.code == "bad-key"
    assert len(server.log) == 1


# Biopython -------------------------------------------------------------------------------------------


def test_biopython_is_left_as_it_was_found(server: Scripted) -> None:
    from Bio import Entrez

    def state() -> tuple[Any, ...]:
        return Entrez.urlopen, Entrez.max_tries, Entrez._open.previous, Entrez.email, Entrez.tool, Entrez.api_key

    before = state()
    harvest(server)
    server.script("esearch", *[http("", 503)] * 5)
    with pytest.raises(SourceUnreachable):
        harvest(server)
    assert state() == before


def test_other_threads_that_use_biopython_meanwhile_get_what_is_theirs(
    server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    from Bio import Entrez

    theirs: list[str] = []
    monkeypatch.setattr(Entrez, "urlopen", theirs.append)
    arrived, leave = threading.Event(), threading.Event()

    def answer(connection: Any) -> None:
        arrived.set()
        leave.wait(5)
        http(search_result(1))(connection)

    server.script("esearch", answer)
    worker = threading.Thread(target=harvest, args=(server,))
    worker.start()
    assert arrived.wait(5)
    Entrez.urlopen("theirs")
    leave.set()
    worker.join(5)
    assert theirs == ["theirs"]
    assert len(server.log) == 2


def test_two_sources_in_two_threads_do_not_mix(server: Scripted) -> None:
    server.pmids = numbers(1, 40)
    results: list[list[str]] = []
    threads = [threading.Thread(target=lambda: results.append(came(list(harvest(server, batch=10))))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert results == [numbers(1, 40)] * 4


def test_neither_the_port_nor_the_source_loads_biopython_and_its_parser_never_is(server: Scripted) -> None:
    """Its parser is what fetches DTDs; and `evidence search` must start without Bio."""
    server.pmids = ["1"]
    program = f"""
import sys, warnings
warnings.simplefilter("error")
import indexer.sources
assert not [name for name in sys.modules if name.partition(".")[0] in ("Bio", "requests", "numpy", "lxml")]
from indexer.sources.pubmed import PubMedSource
source = PubMedSource(email="a@example.org", base_url={server.base_url!r}, sleep=lambda seconds: None)
assert "Bio" not in sys.modules
from indexer.strategy import SearchStrategy
assert len(list(source.harvest(SearchStrategy("n", "t", "q", "x"), None))) == 1
assert "Bio.Entrez" in sys.modules and "Bio.Entrez.Parser" not in sys.modules and "numpy" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")


def test_an_outage_does_not_take_long_to_notice_where_nobody_listens(calm: VirtualTime) -> None:
    with Scripted() as server:
        asker = source(server, calm)
    started = time.monotonic()
    with pytest.raises(SourceUnreachable, match="refused"):
        asker.harvest(STRATEGY, None)
    assert sum(calm.slept) < 5.0
    assert time.monotonic() - started < 2.0
