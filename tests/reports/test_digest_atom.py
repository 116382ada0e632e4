"""The digest as a feed: what RFC 4287 asks for."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from lxml import etree, html

from indexer.digest import what_changed
from indexer.record import PublicationType
from indexer.reports.digest_atom import digest_atom
from indexer.reports.digest_outline import LISTED
from tests.digests import Story, changed, created, golden, record, told

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(text: str) -> etree._Element:
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))


@pytest.fixture
def text(tmp_path: Path) -> str:
    return digest_atom(told(tmp_path))


def test_the_full_story_reads_as_agreed(text: str) -> None:
    golden("digest.xml", text)


def test_feed_and_entries_have_what_they_must(text: str) -> None:
    feed = read(text)
    entries = feed.findall("a:entry", ATOM)
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1, name
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext("a:id", "", ATOM))
        assert datetime.datetime.fromisoformat(element.findtext("a:updated", "", ATOM)).tzinfo is not None
    assert feed.findtext("a:author/a:name", "", ATOM)
    ids = [entry.findtext("a:id", "", ATOM) for entry in entries]
    assert len(ids) == len(set(ids))
    # An entry without an alternate link must have content (RFC 4287, 4.1.2).
    assert all(entry.find("a:content", ATOM) is not None for entry in entries)


def test_one_entry_a_record_and_one_for_what_is_not_known(text: str) -> None:
    entries = read(text).findall("a:entry", ATOM)
    terms = [entry.find("a:category", ATOM).get("term") for entry in entries]
    assert terms == ["incomplete", *["retracted"] * 2, "announced", "concern", "corrected", *["new"] * 4, "returned",
                     *["gone"] * 2, "revised"]  # fmt: skip
    assert entries[1].findtext("a:title", "", ATOM) == "RETRACTED: [demonstration record] Stones feel better at once"


def test_content_is_markup_without_anybody_s_script(text: str) -> None:
    for content in read(text).iterfind("a:entry/a:content", ATOM):
        page = html.fromstring(content.text)
        assert not page.xpath("//script")
        assert page.text_content()


def test_the_same_change_keeps_its_id_and_a_later_one_gets_another(tmp_path: Path) -> None:
    def ids(since: int) -> list[str]:
        return [found.text or "" for found in read(digest_atom(what_changed(store, since))).iterfind(".//a:id", ATOM)]

    with created(tmp_path) as store:
        story = Story(store)
        with story.run(0) as batch:
            batch.serve(record(1))
        feed, first = ids(0)
        with story.run(1) as batch:
            batch.serve(record(2))
        assert ids(0)[0] == feed
        assert first in ids(0)
        with story.run(2) as batch:
            batch.serve(changed(record(1), publication_types=(PublicationType("Retracted Publication"),)))
        assert ids(2)[0] == feed
        assert first not in ids(0)


def test_every_record_is_in_it_however_many(tmp_path: Path) -> None:
    with created(tmp_path) as store:
        with Story(store).run(0) as batch:
            batch.serve(*(record(number) for number in range(1, LISTED + 31)))
        assert len(read(digest_atom(what_changed(store, 0))).findall("a:entry", ATOM)) == LISTED + 30
