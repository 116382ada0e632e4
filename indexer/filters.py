"""What hits must have besides matching a query, as parts of a query. Pure; imports `query` and below."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from indexer.errors import UsageError
from indexer.query import judged
from indexer.query.dates import MOST, DateError, level_bounds
from indexer.query.fields import key_of
from indexer.query.syntax import And, Field, Or, Query, Range, Term
from indexer.record import Status
from indexer.text import normal
from indexer.vocabulary import languages as language_names
from indexer.vocabulary import publication_types


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must have besides matching the query. Empty means no condition; values of one filter are ORed.

    Args:
        since_year: published in this year or later.
        until_year: published in this year or earlier.
        types: publication types, with the narrower ones.
        languages: codes or English names.
        humans: indexed with Humans.
        has_abstract: there is an abstract.
        statuses: what has become of the record.
        levels: levels of evidence or ranges of them: `1`, `1-2`.
        least: at least so many took part.
        most: at most so many took part.
        judged: for each judged field the values it may have, in the words of `[field]`, narrower ones too.
        drug_roles: what those drugs (or, if none is given, any drug) are to the study.
    """

    since_year: int | None = None
    until_year: int | None = None
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    humans: bool = False
    has_abstract: bool = False
    statuses: tuple[Status, ...] = ()
    levels: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    judged: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)
    drug_roles: tuple[str, ...] = ()

    def query(self) -> tuple[Query, ...]:
        """The conditions as parts of a query.

        Raises:
            UsageError: a value means nothing, or a range runs backwards.
        """
        return tuple(self._given()) + tuple(self._judged())

    def _given(self) -> Iterator[Query]:
        """What the record says of itself."""
        if self.since_year is not None or self.until_year is not None:
            low, high = self.since_year or 1, self.until_year or 9999
            _in_order(low, high, "years", "--since-year")
            yield Range(Field.PUBLISHED, low * 10000 + 101, high * 10000 + 1231)
        for option, given in (("--type", self.types), ("--language", self.languages)):
            _refuse_empty(option, given)
        for type_ in self.types:
            _refuse_unknown_type(type_)
        yield from _any_key(Field.PUBLICATION_TYPE, self.types)
        for language in self.languages:
            if not language_names.is_known(normal(language)):
                raise UsageError(
                    f"there is no language {language!r}", hint="Give its English name or MEDLINE code: eng."
                )
        yield from _any_key(Field.LANGUAGE, self.languages)
        if self.humans:
            yield Term(Field.MESH, "humans")
        if self.has_abstract:
            yield Term(Field.SUBSET, "hasabstract")
        yield from _any_key(Field.SUBSET, tuple(status.value for status in self.statuses))

    def _judged(self) -> Iterator[Query]:
        """What is judged of the record."""
        _refuse_empty("--level", self.levels)
        _refuse_empty("--drug-role", self.drug_roles)
        yield from _any(_levels(text) for text in _listed(self.levels))
        if self.least is not None or self.most is not None:
            low, high = self.least or 0, MOST if self.most is None else self.most
            _in_order(low, high, "numbers of participants", "--min-n")
            yield Range(Field.PARTICIPANTS, low, high)
        for name, given in self.judged.items():
            if not (name is Field.DRUG and self.drug_roles):
                yield from _any_key(name, _values(name, given))
        if self.drug_roles:
            drugs = _values(Field.DRUG, self.judged.get(Field.DRUG, ())) or (judged.ANY,)
            roles = _listed(self.drug_roles)
            for role in roles:
                _refuse_unknown_role(role)
            yield from _any_key(Field.DRUG, tuple(f"{drug}/{role}" for drug in drugs for role in roles))

    def notes(self) -> tuple[str, ...]:
        """How values were read, and what they take in."""
        return tuple(
            note
            for name, given in self.judged.items()
            for value in _values(name, given)
            if (note := judged.note_of(name, value, key_of(name, value)))
        )


def narrowed(query: Query, filters: Filters | None) -> Query:
    """`query` and all conditions of `filters`."""
    conditions = filters.query() if filters else ()
    return And((query, *conditions)) if conditions else query


def _in_order(low: int, high: int, what: str, option: str) -> None:
    if low > high:
        raise UsageError(f"the {what} {low} to {high} run backwards", hint=f"Give the smaller number to {option}.")


def _listed(given: Iterable[str]) -> tuple[str, ...]:
    """The values of an option that was given several times, or once with commas."""
    return tuple(part.strip() for one in given for part in one.split(",") if part.strip())


def _refuse_empty(option: str, given: Iterable[str]) -> None:
    if any(not one.strip(" ,") for one in given):
        raise UsageError(f"{option} was given nothing", hint=f"Write a value after {option}, or leave it out.")


def _values(name: Field, given: Iterable[str]) -> tuple[str, ...]:
    """The values meant: each as a whole if it is one (`editorial, letter or comment`), else parted at its commas."""
    given = tuple(given)
    _refuse_empty(f"--{name.value}", given)
    found: list[str] = []
    for one in given:
        parts = (one,) if judged.is_known(name, key_of(name, one)) else _listed((one,))
        for value in parts:
            if not judged.is_known(name, key_of(name, value)):
                _refuse(name, value)
        found += parts
    return tuple(found)


def _refuse(name: Field, value: str) -> None:
    near = judged.closest(name, value)
    hint = f"Did you mean {near!r}?" if near and "/" not in value else judged.suggestion(name, value)
    raise UsageError(f"there is no {name.value} {value!r}", hint=hint, code="unknown-value")


def _refuse_unknown_role(role: str) -> None:
    if not judged.is_known(Field.DRUG, key_of(Field.DRUG, f"{judged.ANY}/{role}")):
        known = ", ".join(judged.qualifiers_of(Field.DRUG))
        raise UsageError(f"there is no drug role {role!r}", hint=f"Known are {known}.", code="unknown-value")


def _refuse_unknown_type(given: str) -> None:
    if publication_types.find(normal(given)) is not None:
        return
    initials = {"".join(word[0] for word in name.split()).casefold(): name for name in publication_types.names()}
    near = difflib.get_close_matches(given.casefold(), [name.casefold() for name in publication_types.names()], n=1)
    better = initials.get(given.casefold()) or (near[0] if near else "")
    raise UsageError(
        f"there is no publication type {given!r}",
        hint=f"Did you mean {better!r}?" if better else "Give one of PubMed's own names, such as 'Systematic Review'.",
        code="unknown-type",
    )


def _levels(text: str) -> Query:
    if normal(text) == judged.UNKNOWN:
        return judged.unknown_number(Field.LEVEL)
    try:
        return Range(Field.LEVEL, *level_bounds(text.replace("-", ":")))
    except DateError as error:
        raise UsageError(
            str(error), hint="Levels are 1 (strongest) to 5, or unknown: 1, 1-2 or 1,2.", code=error.code
        ) from error


def _any_key(name: Field, values: Iterable[str]) -> Iterator[Query]:
    return _any(Term(name, key_of(name, value)) for value in values)


def _any(parts: Iterable[Query]) -> Iterator[Query]:
    listed = tuple(dict.fromkeys(parts))
    if listed:
        yield listed[0] if len(listed) == 1 else Or(listed)
