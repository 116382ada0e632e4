"""One HTTP exchange against a server that misbehaves in every way a connection can, and the pacing between them."""

from __future__ import annotations

import random
import threading
import time
from urllib.request import Request

import pytest

from indexer.sources.faults import Fault, Refused, Transient
from indexer.sources.pacing import Pace, backoff
from indexer.sources.reply import Reply
from indexer.sources.transport import Limits, Transport, is_loopback
from tests.scripted_entrez import Answer, Scripted, VirtualTime, drip, hang_up, http, raw, reset, short, silence

QUICK = Limits(timeout=0.2, deadline=0.45, size=10_000)


def exchange(answer: Answer, limits: Limits = QUICK) -> Reply:
    with Scripted() as server:
        server.script("esearch", answer)
        transport = Transport(server.base_url, limits, time.monotonic)
        return transport.send(Request(server.base_url + "esearch.fcgi?db=pubmed"))


def fault_of(answer: Answer, limits: Limits = QUICK) -> Fault:
    with pytest.raises(Fault) as met:
        exchange(answer, limits)
    return met.value


@pytest.mark.parametrize("status", [200, 302, 400, 429, 500])
def test_whatever_the_status_the_whole_reply_comes_back(status: int) -> None:
    reply = exchange(http("<a/>", status, Retry_After="7", Location="http://127.0.0.1:1/elsewhere"))
    assert (reply.status, reply.body, reply.headers["retry-after"]) == (status, b"<a/>", "7")


def test_a_body_without_a_length_is_read_to_its_end() -> None:
    assert exchange(raw(b"HTTP/1.1 200 OK\r\n\r\n<a/>")).body == b"<a/>"


def test_a_chunked_body_is_read_to_its_end() -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert exchange(raw(head + b"3\r\n<a/\r\n1\r\n>\r\n0\r\n\r\n")).body == b"<a/>"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (reset, "connection"),
        (hang_up, "no-reply"),
        (silence, "timeout"),
        (short("<a>" + "x" * 600 + "</a>", 500), "short-body"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<a/\r\n"), "short-body"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "short-body"),
        (raw(b"rubbish\r\n\r\n"), "bad-http"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<a"), "short-body"),
        (http("x" * 20_000), "oversized"),
    ],
    ids=["reset", "hang-up", "silence", "short", "chunk cut", "bad chunk", "rubbish", "cut", "oversized"],
)
def test_a_reply_that_did_not_come_whole_is_no_reply(answer: Answer, name: str) -> None:
    fault = fault_of(answer)
    assert isinstance(fault, Transient)
    assert fault.name == name


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: ", b""]
)
def test_dripping_does_not_outlast_the_deadline_in_the_body_nor_in_the_head(head: bytes) -> None:
    started = time.monotonic()
    fault = fault_of(drip(head))
    assert fault.name == "deadline"
    assert time.monotonic() - started < 2.0


def test_nobody_listening_is_told_as_such() -> None:
    with Scripted() as server:
        gone = server.base_url
    with pytest.raises(Transient) as met:
        Transport(gone, QUICK, time.monotonic).send(Request(gone))
    assert met.value.name == "connection-refused"


def test_no_fault_carries_the_address_or_another_exception() -> None:
    with Scripted() as server:
        server.script("esearch", hang_up)
        with pytest.raises(Transient) as met:
            Transport(server.base_url, QUICK, time.monotonic).send(Request(server.base_url + "esearch.fcgi?api_key=k9"))
    assert met.value.__context__ is None
    assert "k9" not in met.value.detail


def test_proxies_are_not_used_towards_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert exchange(http("<a/>")).body == b"<a/>"


def test_proxies_are_used_towards_others(monkeypatch: pytest.MonkeyPatch) -> None:
    with Scripted() as proxy:
        monkeypatch.setenv("http_proxy", proxy.base_url)
        monkeypatch.delenv("no_proxy", raising=False)
        proxy.script("esearch", http("<through-the-proxy/>"))
        there = "http://eutils.example.org/entrez/eutils/"
        reply = Transport(there, QUICK, time.monotonic).send(Request(there + "esearch.fcgi"))
    assert reply.body == b"<through-the-proxy/>"


def test_this_machine_is_known_by_its_names() -> None:
    assert all(map(is_loopback, ["http://127.0.0.1:80/", "http://localhost/x", "http://[::1]:9/"]))
    assert not any(map(is_loopback, ["https://eutils.ncbi.nlm.nih.gov/", "http://127.0.0.1.example.org/", "nonsense"]))


def test_a_bad_certificate_is_not_a_matter_of_patience() -> None:
    import ssl

    from indexer.sources.transport import _connection_fault

    assert isinstance(_connection_fault(ssl.SSLCertVerificationError(1, "no")), Refused)


def test_slots_are_never_closer_than_the_limit_allows() -> None:
    for per_second in (3.0, 10.0):
        time_ = VirtualTime()
        pace = Pace(per_second, time_.clock, time_.sleep)
        at = []
        for _ in range(20):
            pace.wait()
            at.append(time_.now)
        within_any_second = max(sum(start <= other < start + 1.0 for other in at) for start in at)
        assert within_any_second <= per_second
        assert at[-1] - at[0] < 20 * 1.2 / per_second


def test_time_spent_elsewhere_counts_as_waiting() -> None:
    time_ = VirtualTime()
    pace = Pace(3.0, time_.clock, time_.sleep)
    pace.wait()
    time_.now += 5.0
    pace.wait()
    assert time_.slept == []


def test_threads_share_the_slots() -> None:
    waits: list[float] = []
    pace = Pace(10.0, lambda: 0.0, waits.append)
    threads = [threading.Thread(target=pace.wait) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == pytest.approx([0.11 * slot for slot in range(1, 8)])


def test_waits_double_with_jitter_and_are_bounded() -> None:
    dice = random.Random(1)
    for attempt, middle in ((1, 1.0), (2, 2.0), (4, 8.0), (30, 60.0)):
        waits = [backoff(attempt, dice) for _ in range(50)]
        assert all(0.75 * middle <= wait <= 1.25 * middle for wait in waits)
        assert len(set(waits)) > 40


def test_what_the_server_asked_for_is_the_least_that_is_waited() -> None:
    assert all(2.0 <= backoff(attempt, random.Random(attempt), 2.0) <= 3.0 for attempt in range(1, 20))


def test_a_virtual_clock_is_enough_for_the_deadline() -> None:
    """The deadline goes by the clock it is given: one that has run out ends the exchange at its next read."""
    ticks = iter([0.0, *([10.0] * 50)])
    with Scripted() as server:
        transport = Transport(server.base_url, Limits(timeout=1.0, deadline=5.0), lambda: next(ticks))
        with pytest.raises(Transient) as met:
            transport.send(Request(server.base_url + "einfo.fcgi?db=pubmed"))
    assert met.value.name == "deadline"
