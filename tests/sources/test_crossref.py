"""Crossref's word on retractions: asked politely and in bulk, and never invented."""

from __future__ import annotations

import datetime
import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fake_crossref as at
import pytest
from fake_crossref import FakeCrossref, update

from indexer.errors import LocalDataError, SourceBlocked, SourceError, SourceRefused, SourceUnreachable
from indexer.external import Answer, Answered, Asked, ExternalStatus, Nature, NotAnswered
from indexer.record import record_id
from indexer.sources.crossref import Crossref
from indexer.sources.crossref_cache import CrossrefCache
from indexer.sources.crossref_exchange import Exchange
from indexer.sources.transport import Limits

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
EMAIL = "asker@example.org"


@pytest.fixture
def crossref() -> Iterator[FakeCrossref]:
    with at.running() as fake:
        yield fake


class Asking:
    """A `Crossref` over the fake one, in time that does not pass while it waits."""

    def __init__(self, fake: FakeCrossref, folder: Path) -> None:
        self.url = fake.url
        self.now = NOW
        self.slept: list[float] = []
        self.limits = Limits(5.0, 60.0, 1_000_000)
        self.tries = 4
        self.interval = 0.001
        self.batch = 50
        self.max_age = datetime.timedelta(days=7)
        self.cache = CrossrefCache(folder / "cache.sqlite3")
        self._exchanges: list[Exchange] = []

    def __call__(self, *dois: str) -> dict[str, Answer]:
        """The answers by PMID, which is the DOI's place from 1."""
        exchange = Exchange(
            self.url,
            email=EMAIL,
            agent="evidence-indexer/0",
            limits=self.limits,
            tries=self.tries,
            interval=self.interval,
            clock=time.monotonic,
            sleep=self.slept.append,
            dice=random.Random(1),
        )
        self._exchanges.append(exchange)
        source = Crossref(exchange, self.cache, now=lambda: self.now, max_age=self.max_age, batch=self.batch)
        asked = [Asked(record_id(str(number)), str(number), doi) for number, doi in enumerate(dois, 1)]
        return {answer.id.removeprefix("pmid:"): answer for answer in source.ask(asked)}

    def close(self) -> None:
        for exchange in self._exchanges:
            exchange.close()
        self.cache.close()


@pytest.fixture
def ask(crossref: FakeCrossref, tmp_path: Path) -> Iterator[Asking]:
    asking = Asking(crossref, tmp_path)
    yield asking
    asking.close()


def statuses(answer: Answer) -> tuple[ExternalStatus, ...]:
    assert isinstance(answer, Answered), answer
    return answer.statuses


# What an answer means


def test_a_notice_tells_what_it_does_when_by_which_doi_and_whose_word_it_is(
    crossref: FakeCrossref, ask: Asking
) -> None:
    crossref.knows("10.5555/a", update("retraction", "10.5555/NOTICE", source="retraction-watch"))
    assert statuses(ask("10.5555/A")["1"]) == (
        ExternalStatus(
            "crossref", Nature.RETRACTION, NOW, "retraction-watch", datetime.date(2023, 4, 22), "10.5555/notice"
        ),
    )


@pytest.mark.parametrize(
    ("kind", "nature", "reason"),
    [
        ("retraction", Nature.RETRACTION, ""),
        ("withdrawal", Nature.RETRACTION, "Withdrawal"),
        ("removal", Nature.RETRACTION, "Removal"),
        ("partial_retraction", Nature.PARTIAL_RETRACTION, ""),
        ("expression_of_concern", Nature.CONCERN, ""),
        ("Expression of concern", Nature.CONCERN, ""),
        ("erratum", Nature.CORRECTION, "Erratum"),
        ("reinstatement", Nature.REINSTATEMENT, ""),
        ("new_edition", Nature.OTHER, "New edition"),
    ],
)
def test_every_type_of_update_has_its_meaning(
    crossref: FakeCrossref, ask: Asking, kind: str, nature: Nature, reason: str
) -> None:
    crossref.knows("10.5555/a", update(kind, "10.5555/n"))
    (status,) = statuses(ask("10.5555/a")["1"])
    assert (status.nature, status.reason) == (nature, reason)


def test_a_month_alone_is_no_day(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.knows("10.5555/a", update("retraction", "10.5555/n", date=(2023, 4)))
    assert statuses(ask("10.5555/a")["1"])[0].date is None


def test_a_known_work_without_a_notice_is_not_the_same_as_an_unknown_one(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.knows("10.5555/sound")
    answers = ask("10.5555/sound", "10.5555/elsewhere", "", "not a doi")
    assert statuses(answers["1"]) == (ExternalStatus("crossref", Nature.NONE, NOW),)
    assert [type(answers[number]) for number in "234"] == [NotAnswered] * 3


def test_the_notice_itself_is_not_retracted(crossref: FakeCrossref, ask: Asking) -> None:
    # A notice says what it updates under `update-to`: of the work, not of itself.
    crossref.knows("10.5555/notice", **{"update-to": [update("retraction", "10.5555/a")]})
    assert statuses(ask("10.5555/notice")["1"])[0].nature is Nature.NONE


def test_a_notice_deposited_in_the_works_own_record_counts(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.knows("10.5555/a", **{"update-to": [update("retraction", "10.5555/A")]})
    assert statuses(ask("10.5555/a")["1"])[0].nature is Nature.RETRACTION


def test_two_records_of_one_doi_are_both_answered(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.knows("10.5555/a", update("retraction", "10.5555/n"))
    answers = ask("10.5555/a", "https://doi.org/10.5555/A")
    assert statuses(answers["1"]) == statuses(answers["2"])
    assert len(crossref.log) == 1


# How it asks


def test_many_dois_go_into_few_polite_requests(crossref: FakeCrossref, ask: Asking) -> None:
    for number in range(120):
        crossref.knows(f"10.5555/{number}")
    assert len(ask(*(f"10.5555/{number}" for number in range(120)))) == 120
    assert [len(asked.dois) for asked in crossref.log] == [50, 50, 20]
    for asked in crossref.log:
        assert asked.query["mailto"] == [EMAIL]
        assert f"mailto:{EMAIL}" in asked.headers["user-agent"]
        assert asked.query["select"] == ["DOI,update-to,updated-by"]
        assert asked.query["rows"] == [str(len(asked.dois))]


def test_long_dois_make_smaller_batches(crossref: FakeCrossref, ask: Asking) -> None:
    ask(*(f"10.5555/{number}{'x' * 400}" for number in range(20)))
    assert max(len(asked.query["filter"][0]) for asked in crossref.log) <= 3000
    assert sum(len(asked.dois) for asked in crossref.log) == 20


def test_a_doi_with_a_comma_is_asked_about_alone(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.knows("10.5555/a,b<c>", update("retraction", "10.5555/n"))
    crossref.knows("10.5555/plain")
    answers = ask("10.5555/a,b<c>", "10.5555/plain", "10.5555/un,known")
    assert statuses(answers["1"])[0].nature is Nature.RETRACTION
    assert statuses(answers["2"])[0].nature is Nature.NONE
    assert isinstance(answers["3"], NotAnswered)


@pytest.mark.parametrize("served", [{"items": [], "total-results": 0}, {"DOI": "10.5555/other"}])
def test_a_reply_about_something_else_is_no_answer(crossref: FakeCrossref, ask: Asking, served: dict[str, Any]) -> None:
    crossref.script.extend([at.body(json.dumps({"status": "ok", "message": served}).encode())] * 5)
    try:
        answer = ask("10.5555/a,b")["1"]
    except SourceUnreachable:
        return
    assert isinstance(answer, NotAnswered)


def test_requests_keep_their_distance_and_more_if_the_server_says_so(crossref: FakeCrossref, ask: Asking) -> None:
    ask.batch, ask.interval = 1, 1.0
    crossref.headers = {"X-Rate-Limit-Limit": "50", "X-Rate-Limit-Interval": "1s"}
    # Waiting takes no time here, so each wait counts from the first request on.
    ask("10.5555/1", "10.5555/2", "10.5555/6")
    assert ask.slept == [pytest.approx(1.0, abs=0.3), pytest.approx(2.0, abs=0.3)], "more allowed makes us no faster"
    ask.slept.clear()
    crossref.headers = {"X-Rate-Limit-Limit": "1", "X-Rate-Limit-Interval": "20s"}
    ask("10.5555/3", "10.5555/4", "10.5555/5")
    # The first reply says what the limit is; it holds from the slot after the one already given out.
    assert ask.slept[-1] > 19


def test_answers_are_kept_for_a_while_with_their_own_time(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.knows("10.5555/a", update("retraction", "10.5555/n"))
    first = ask("10.5555/a", "10.5555/unknown")
    ask.now = NOW + datetime.timedelta(days=6)
    assert ask("10.5555/a", "10.5555/unknown") == first, "as of when Crossref was asked"
    assert len(crossref.log) == 1
    ask.now = NOW + datetime.timedelta(days=8)
    assert statuses(ask("10.5555/a")["1"])[0].checked == ask.now
    assert len(crossref.log) == 2


def test_an_answer_from_the_future_is_not_used(crossref: FakeCrossref, ask: Asking) -> None:
    ask.cache.put({"10.5555/a": []}, NOW + datetime.timedelta(days=400))
    crossref.knows("10.5555/a", update("retraction", "10.5555/n"))
    assert statuses(ask("10.5555/a")["1"])[0].nature is Nature.RETRACTION


def test_a_fault_is_never_kept_as_an_answer(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.knows("10.5555/a", update("retraction", "10.5555/n"))
    crossref.script.extend([at.status(500)] * 4)
    with pytest.raises(SourceUnreachable):
        ask("10.5555/a")
    assert statuses(ask("10.5555/a")["1"])[0].nature is Nature.RETRACTION


def test_a_cache_that_is_no_cache_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(LocalDataError, match=r"cache\.sqlite3") as caught:
        CrossrefCache(path)
    assert "Delete" in caught.value.hint


def test_a_kept_answer_that_cannot_be_read_is_an_error_and_no_answer(tmp_path: Path, ask: Asking) -> None:
    ask.cache.put({"10.5555/a": []}, NOW)
    with sqlite3.connect(tmp_path / "cache.sqlite3") as connection:
        connection.execute("UPDATE answers SET updates = '[{'")
    connection.close()
    with pytest.raises(LocalDataError):
        ask("10.5555/a")


# Faults


PASSING: dict[str, Callable[[], at.Script]] = {
    "429": lambda: at.status(429, b"slow down"),
    "500": lambda: at.status(500),
    "503 as a page": lambda: at.status(503, b"<html>Maintenance</html>"),
    "HTML with 200": lambda: at.body(b"<!DOCTYPE html><title>Crossref is down</title>"),
    "an empty body": lambda: at.body(b""),
    "truncated": lambda: at.truncated,
    "truncated JSON of the right length": lambda: at.body(b'{"status": "ok", "message": {"items": ['),
    "an error as JSON": lambda: at.body(b'{"status": "error", "message": {"name": "oops"}}'),
    "a list without works": lambda: at.body(b'{"status": "ok", "message": {"total-results": 1, "items": []}}'),
    "a list without a list": lambda: at.body(b'{"status": "ok", "message": {"total-results": 1}}'),
    "a work without a DOI": lambda: at.body(b'{"status": "ok", "message": {"total-results": 1, "items": [{}]}}'),
    "updates that are none": lambda: at.body(
        b'{"status":"ok","message":{"total-results":1,"items":[{"DOI":"10.5555/a","updated-by":"retraction"}]}}'
    ),
    "a work where a list was asked for": lambda: at.body(b'{"status": "ok", "message": {"DOI": "10.5555/a"}}'),
    "a reply that is too large": lambda: at.body(b" " * 1_000_001),
}


@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_is_survived(crossref: FakeCrossref, ask: Asking, fault: str) -> None:
    crossref.knows("10.5555/a", update("retraction", "10.5555/n"))
    crossref.script.append(PASSING[fault]())
    assert statuses(ask("10.5555/a")["1"])[0].nature is Nature.RETRACTION
    assert len(crossref.log) == 2


@pytest.mark.parametrize("fault", PASSING)
def test_a_lasting_fault_is_an_outage_after_bounded_tries_and_no_answer(
    crossref: FakeCrossref, ask: Asking, fault: str
) -> None:
    crossref.knows("10.5555/a")
    crossref.script.extend(PASSING[fault]() for _ in range(20))
    with pytest.raises(SourceUnreachable) as caught:
        ask("10.5555/a")
    assert 2 <= len(crossref.log) <= 4
    assert EMAIL not in caught.value.message


def test_retry_after_is_obeyed(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.knows("10.5555/a")
    crossref.script.append(at.status(429, b"", Retry_After="17"))
    ask("10.5555/a")
    assert 17 <= max(ask.slept) <= 18


def test_a_wait_beyond_the_deadline_is_not_begun(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.script.append(at.status(429, b"", Retry_After="86400"))
    with pytest.raises(SourceUnreachable) as caught:
        ask("10.5555/a")
    assert "86400" in caught.value.hint
    assert len(crossref.log) == 1
    assert not any(wait > 1 for wait in ask.slept)


def test_silence_is_an_outage(crossref: FakeCrossref, ask: Asking) -> None:
    ask.limits, ask.tries = Limits(0.1, 60.0), 2
    crossref.script.extend([at.silent(0.4), at.silent(0.4)])
    with pytest.raises(SourceUnreachable, match="silent"):
        ask("10.5555/a")


def test_a_server_that_drips_is_cut_off_at_the_deadline(crossref: FakeCrossref, ask: Asking) -> None:
    ask.limits = Limits(5.0, 0.4)
    crossref.script.append(at.dripping(2.0))
    began = time.monotonic()
    with pytest.raises(SourceUnreachable, match="too long"):
        ask("10.5555/a")
    assert time.monotonic() - began < 1.5


def test_nobody_there_is_an_outage(ask: Asking) -> None:
    ask.url = "http://127.0.0.1:9/v1/"
    with pytest.raises(SourceUnreachable):
        ask("10.5555/a")


def test_a_redirect_elsewhere_is_refused_and_nothing_is_sent_there(crossref: FakeCrossref, ask: Asking) -> None:
    with at.running() as other:
        crossref.script.append(at.redirect(f"{other.url}works"))
        with pytest.raises(SourceRefused, match="another server"):
            ask("10.5555/a")
        assert other.log == []


def test_a_redirect_within_the_server_is_followed(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.knows("10.5555/a", update("retraction", "10.5555/n"))
    target = "/v1/works?filter=doi:10.5555/a&rows=1&select=DOI,updated-by"
    crossref.script.append(at.redirect(target))
    assert statuses(ask("10.5555/a")["1"])[0].nature is Nature.RETRACTION


def test_redirects_in_a_circle_end(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.script.extend([at.redirect("/v1/works?again=1")] * 20)
    with pytest.raises(SourceRefused, match="redirects"):
        ask("10.5555/a", "10.5555/b")
    assert len(crossref.log) == 3


def test_a_block_ends_everything_at_once(crossref: FakeCrossref, ask: Asking) -> None:
    ask.batch = 1
    crossref.script.append(at.status(403, b"Forbidden"))
    with pytest.raises(SourceBlocked):
        ask("10.5555/a", "10.5555/b")
    assert len(crossref.log) == 1


def test_one_doi_that_crossref_refuses_does_not_cost_the_others_their_answers(
    crossref: FakeCrossref, ask: Asking
) -> None:
    dois = [f"10.5555/{number}" for number in range(16)]
    for doi in dois:
        crossref.knows(doi)
    crossref.unacceptable = {dois[5]}
    answers = ask(*dois)
    assert sum(isinstance(answer, Answered) for answer in answers.values()) == 15
    assert isinstance(answers["6"], NotAnswered)


def test_a_question_that_is_always_refused_is_given_up_soon(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.script.extend([at.status(400, b"no such field")] * 500)
    with pytest.raises(SourceRefused, match="no such field"):
        ask(*(f"10.5555/{number}" for number in range(50)))
    assert len(crossref.log) < 20


def test_a_wrong_address_is_refused_and_not_taken_for_unknown_works(crossref: FakeCrossref, ask: Asking) -> None:
    crossref.script.append(at.status(404, b"Not here"))
    with pytest.raises(SourceRefused, match="404"):
        ask("10.5555/a", "10.5555/b")


def test_answers_before_an_outage_stay_good(crossref: FakeCrossref, ask: Asking) -> None:
    ask.batch = 2
    for number in range(4):
        crossref.knows(f"10.5555/{number}")
    crossref.script.extend([None, *[at.status(500)] * 10])
    with pytest.raises(SourceError):
        ask(*(f"10.5555/{number}" for number in range(4)))
    crossref.script.clear()
    crossref.log.clear()
    ask(*(f"10.5555/{number}" for number in range(4)))
    assert [asked.dois for asked in crossref.log] == [["10.5555/2", "10.5555/3"]], "the first two were kept"


def test_what_is_kept_is_what_was_served(ask: Asking, crossref: FakeCrossref, tmp_path: Path) -> None:
    crossref.knows("10.5555/a", update("retraction", "10.5555/n"))
    ask("10.5555/a", "10.5555/b")
    with sqlite3.connect(tmp_path / "cache.sqlite3") as connection:
        kept = dict(connection.execute("SELECT doi, updates FROM answers"))
    connection.close()
    assert json.loads(kept["10.5555/a"]) == [update("retraction", "10.5555/n")]
    assert kept["10.5555/b"] is None
