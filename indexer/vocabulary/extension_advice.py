"""What is worth a look in a workspace's rows that contradict nothing: they are used, and may not do what is meant.

Imports `concepts`, `directions`, `extending` and below; touches packaged data only.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Concept, Kind, find, mentions
from indexer.vocabulary.extending import WorkspaceTables
from indexer.vocabulary.extension_files import Problem, Row
from indexer.vocabulary.tables import PACKAGED, extended

_SHORT = 3


def advice(tables: WorkspaceTables) -> tuple[Problem, ...]:
    """What is worth a look, from the top of each file; nothing where an error stands in the way."""
    if tables.extension is None:
        return ()
    with extended(PACKAGED):
        new = {
            (row, name)
            for kind in Kind
            for row in tables.rows_of(f"{kind.value}.tsv")
            for name in (row.name, *row.cells[2])
            if find(kind, name) is None
        }
    found: list[Problem] = []
    with extended(tables.extension):
        sided = {one for row in tables.rows_of("good_sides.tsv") if (one := find(Kind.OUTCOME, row.name))}
        for kind in Kind:
            for row in tables.rows_of(f"{kind.value}.tsv"):
                concept = find(kind, row.name)
                if concept is not None and (row, row.name) in new and concept not in sided:
                    found += _of_concept(concept, row)
                for name in (row.name, *row.cells[2]):
                    found += _of_name(kind, row, name) if (row, name) in new else ()
    return tuple(dict.fromkeys(found))


def _of_concept(concept: Concept, row: Row) -> Iterator[Problem]:
    """What may be missing of a concept that is new."""
    if concept.kind is Kind.OUTCOME and not directions.good_side(concept.name):
        yield row.problem(
            "no-good-side",
            f'of "{concept.name}" nothing says which side is good, so that no claim can be read that it got better',
            f"Add to good_sides.tsv: {concept.name}<TAB>lower, or higher; with no side if neither is good.",
            is_error=False,
        )
    if concept.kind is Kind.SCALE and not concept.broader:
        yield row.problem(
            "measures-nothing",
            f'"{concept.name}" measures no outcome, so that no finding on it can be read',
            "Name the outcome in the second cell.",
            is_error=False,
        )


def _of_name(kind: Kind, row: Row, name: str) -> Iterator[Problem]:
    """What may be wrong with a name that is new, by which a row's concept is to be found in texts."""
    if len(name) <= _SHORT and name.isascii() and not name.isupper():
        yield row.problem(
            "short-name",
            f'"{name}" is found wherever the word stands, whatever it means there',
            "In capitals it would be found in capitals only.",
            is_error=False,
        )
    if not any(one.concept == find(kind, row.name) for one in mentions(name)):
        yield row.problem(
            "not-found-in-texts",
            f'"{name}" is understood when it is asked for, and not found in titles and abstracts',
            "Write it in the letters a to z, without a full stop and a blank within it.",
            is_error=False,
        )
    for other in Kind:
        if other is not kind and (twin := find(other, name)) is not None:
            yield row.problem(
                "two-kinds",
                f'"{name}" is among the {other.value} too, as {twin.name}: a text that has it is read as both',
                "Leave it where it belongs, if it means one of them.",
                is_error=False,
            )
