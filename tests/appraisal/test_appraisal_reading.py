"""One text out of a title and an abstract, and the way back from its offsets."""

from __future__ import annotations

from appraisal.abstracts import reading, stands_there

from indexer.appraisal import Source
from indexer.salience import Kind
from indexer.vocabulary import concepts

READ = reading("Ketamine: a trial", ("METHODS", "We gave S-ketamine."), ("RESULTS", "Mood improved (P = 0·03)."))


def test_title_and_sections_are_one_text() -> None:
    assert READ.text == "Ketamine: a trial\nWe gave S-ketamine.\nMood improved (P = 0·03)."
    assert READ.title_end == 17


def test_plain_text_is_lower_case_with_one_kind_of_sign_and_the_same_offsets() -> None:
    one = reading("Große Å−B\u2009mg · 0·5 µg’s İx")
    assert one.plain == "große a-b mg . 0.5 ug's ix"
    assert len(one.plain) == len(one.text)


def test_a_ground_stands_in_the_section_its_words_are_from() -> None:
    start = READ.text.index("0·03")
    ground = READ.ground(start, start + 4)
    assert (ground.source, ground.section, ground.words) == (Source.ABSTRACT, 1, "0·03")
    assert stands_there(ground, READ.record)
    title = READ.ground(0, 8)
    assert (title.source, title.words) == (Source.TITLE, "Ketamine")
    assert stands_there(title, READ.record)


def test_lines_are_the_title_and_the_sentences_with_what_they_tell() -> None:
    assert [(line.is_title, line.kind) for line in READ.lines] == [
        (True, Kind.UNKNOWN),
        (False, Kind.METHOD),
        (False, Kind.RESULT),
    ]
    line = READ.line_at(READ.text.index("improved"))
    assert line is not None
    assert READ.text[line.start : line.end] == "Mood improved (P = 0·03)."
    assert READ.line_at(READ.title_end) is None
    assert READ.line_at(len(READ.text)) is None


def test_concepts_are_found_by_kind() -> None:
    assert [found.concept.name for found in READ.named(concepts.Kind.DRUG)] == ["ketamine", "esketamine"]


def test_a_record_without_anything_is_read_too() -> None:
    nothing = reading()
    assert (nothing.lines, nothing.mentions, nothing.line_at(0)) == ((), (), None)
