"""Fictional records for what is read from a text."""

from __future__ import annotations

from indexer.appraisal import ATTRIBUTES, Appraisal, Ground, Source, appraise_reading
from indexer.appraisal.reading import Reading
from indexer.record import AbstractSection, MeshHeading, PublicationType, Record, record_id


def record(
    title: str = "", *sections: str | tuple[str, str], mesh: tuple[str, ...] = (), types: tuple[str, ...] = ()
) -> Record:
    """A record of this title and abstract: a section is its text, or (label, text)."""
    pairs = (("", section) if isinstance(section, str) else section for section in sections)
    return Record(
        record_id("990000001"),
        "990000001",
        title=title,
        abstract=tuple(AbstractSection(text, label, label) for label, text in pairs),
        mesh=tuple(MeshHeading(name) for name in mesh),
        publication_types=tuple(PublicationType(name) for name in types),
    )


def reading(
    title: str = "", *sections: str | tuple[str, str], mesh: tuple[str, ...] = (), types: tuple[str, ...] = ()
) -> Reading:
    """The same, ready to be read."""
    return Reading(record(title, *sections, mesh=mesh, types=types))


def appraisal(**values: object) -> Appraisal:
    """What an empty record is, but for the attributes that are given here."""
    one = appraise_reading(reading())
    blank = {name: getattr(one, name) for name in ATTRIBUTES}
    assert values.keys() <= blank.keys()
    vars(one).update(blank | values)
    return one


def stands_there(ground: Ground, one: Record) -> bool:
    """Whether the words of a ground stand where it says."""
    if ground.source is Source.TITLE:
        return one.title[ground.start : ground.end] == ground.words != ""
    if ground.source is Source.ABSTRACT:
        return one.abstract[ground.section].text[ground.start : ground.end] == ground.words != ""
    if ground.source is Source.CONFLICT:
        return one.conflict_statement[ground.start : ground.end] == ground.words != ""
    return ground.words != ""
