"""The digest in plain text, and what all formats for people say."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

from indexer.digest import Digest, what_changed
from indexer.record import PublicationType
from indexer.reports.digest_outline import LISTED
from indexer.reports.digest_text import WIDTH, digest_text
from indexer.runs import Outcome, RunCounts
from tests.digests import FIRST_DAY, META, MOOD, RCT, SLEEP, Story, created, golden, record, told


def test_the_full_story_reads_as_agreed(tmp_path: Path) -> None:
    golden("digest.txt", digest_text(told(tmp_path)))


def test_no_line_is_too_wide_and_nothing_in_it_steers_a_terminal(tmp_path: Path) -> None:
    text = digest_text(told(tmp_path))
    assert max(map(len, text.splitlines())) <= WIDTH
    assert all(character == "\n" or character.isprintable() for character in text)


def test_retractions_come_first(tmp_path: Path) -> None:
    text = digest_text(told(tmp_path))
    order = ["Incomplete", "RETRACTED (2)", "RETRACTION ANNOUNCED", "Expressions of concern", "Corrected (", "New (",
             "Returned (", "Gone (", "Revised (", "Also", "Runs of this period"]  # fmt: skip
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)


def test_new_records_are_grouped_strongest_first(tmp_path: Path) -> None:
    with created(tmp_path) as store:
        with Story(store).run(0) as batch:
            batch.serve(
                record(1, publication_types=(PublicationType("Review"),)),
                record(2, publication_types=(PublicationType("Practice Guideline"),)),
                record(3, publication_types=RCT),
                record(4),
                record(5, publication_types=META),
                record(6, publication_types=(PublicationType("Case Reports"),)),
            )
        text = digest_text(what_changed(store, 0))
    assert [line[2:] for line in text.splitlines() if line.startswith("# ")] == [
        "Level 1: meta-analysis (1)",
        "Level 2: randomized controlled trial (1)",
        "Level 4: case report (1)",
        "Level 5: narrative review (1)",
        "No level: guideline (1)",
        "No level: design unknown (1)",
    ]


def test_long_groups_are_counted_and_not_listed_in_full(tmp_path: Path) -> None:
    with created(tmp_path) as store:
        with Story(store).run(0) as batch:
            batch.serve(*(record(number) for number in range(1, LISTED + 31)))
        text = digest_text(what_changed(store, 0))
    assert text.count("\n* ") == LISTED
    assert "and 30 more: `evidence digest --format json` lists all." in text


def headline(digest: Digest) -> str:
    return digest_text(digest).split("\n\n")[1].split("Since")[0].replace("\n", " ").strip()


def test_an_outage_an_empty_answer_and_a_quiet_day_are_told_apart(tmp_path: Path) -> None:
    with created(tmp_path) as store:
        story = Story(store)
        story.quiet(0)
        assert headline(what_changed(store, 0)) == "Nothing changed."
        assert headline(what_changed(store, 1)) == "No change is known. Not everything is known: see below."
        not_due = what_changed(store, 1, strategies=(MOOD,), now=FIRST_DAY)
        assert headline(not_due) == "Nothing ran in this period."
        story.quiet(1, counts=RunCounts())
        assert "complete and empty (no hits)" in digest_text(what_changed(store, 1))
        with story.run(2, outcome=Outcome.FAILED, error="no reply"):
            pass
        text = " ".join(digest_text(what_changed(store, 2)).split())
    assert "No change is known. Not everything is known" in text
    assert "!! Incomplete: what changed is not known for mood" in text
    assert "failed: no reply. Last complete run: 2026-11-02 06:01 UTC." in text
    assert "failed (nothing received)" in text
    assert "no hits" not in text
    assert "Nothing changed" not in text


def test_who_was_not_due_is_named(tmp_path: Path) -> None:
    with created(tmp_path) as store:
        story = Story(store)
        story.quiet(0, "sleep")
        story.quiet(3)
        now = FIRST_DAY + datetime.timedelta(days=4)
        text = digest_text(what_changed(store, 1, strategies=(MOOD, SLEEP), now=now))
    assert "Not asked in this period, because not due\n   - sleep: no run in this period." in text


def test_records_of_pubmed_are_linked_and_not_called_fictional(tmp_path: Path) -> None:
    with created(tmp_path) as store:
        with Story(store).run(0) as batch:
            batch.serve(dataclasses.replace(record(1), id="pmid:7", pmid="7"))
        text = digest_text(what_changed(store, 0))
    assert "https://pubmed.ncbi.nlm.nih.gov/7/" in text
    assert "emonstration record" not in text
