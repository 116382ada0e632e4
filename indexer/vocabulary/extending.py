"""A workspace's rows, tried against the packaged tables and each other: an extension, or what contradicts what.

A row with a new name adds a concept; one with a known name adds other names to it, or broader ones. Whatever would
make a name mean two things of one kind, point to nothing or turn the packaged tables round is an error, and with an
error there is no extension: half of what a workspace means is not what it means.

Pure: given names and bytes of files. Imports `concepts`, `directions` and below.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.text import plain, words
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind, concepts, forms
from indexer.vocabulary.extension_files import FILES, Problem, Row, rows_of
from indexer.vocabulary.tables import PACKAGED, Extension, Rows, extended, extension, rows, values

_SIDES = ("lower", "higher")


@dataclass(frozen=True, slots=True)
class WorkspaceTables:
    """What a workspace's files say. `extension` is None if one of the problems is an error."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    extension: Extension | None

    def rows_of(self, file: str) -> tuple[Row, ...]:
        """The rows of one file."""
        return tuple(row for row in self.rows if row.file == file)


def read(files: Mapping[str, bytes]) -> WorkspaceTables:
    """Reads a workspace's files, by name."""
    return _read(tuple(sorted(files.items())))


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[str, bytes], ...]) -> WorkspaceTables:
    found: list[Row] = []
    problems: list[Problem] = []
    for name, data in files:
        for one in rows_of(name, data):
            if isinstance(one, Row):
                found.append(one)
            else:
                problems.append(one)
    trial = _Trial()
    with extended(PACKAGED):
        for name in FILES if found else ():
            trial.add(name, [row for row in found if row.file == name])
    problems += trial.problems
    wrong = {(one.file, one.line) for one in problems if one.is_error}
    told = [one for one in problems if one.is_error or (one.file, one.line) not in wrong]
    told.sort(key=lambda one: (one.file, one.line))
    return WorkspaceTables(tuple(found), tuple(told), None if wrong else extension(trial.added))


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose name it is, and where that is written: empty for the packaged table."""

    name: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.where or 'in the packaged table'})"


class _Trial:
    """The tables as they grow, file by file: those that others speak of first."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.added: dict[str, Rows] = {}
        self._outcomes: Mapping[str, str] = {}
        self._outcome_owners: Mapping[tuple[str, ...], _Owner] = {}
        self._new_outcomes: set[str] = set()

    def add(self, file: str, read: Sequence[Row]) -> None:
        """Adds one file's rows."""
        if file == "directions.tsv":
            found = list(self._directions(read))
        elif file == "good_sides.tsv":
            found = list(self._good_sides(read))
        else:
            found = list(self._concepts(Kind(file.removesuffix(".tsv")), read))
        self.added[file] = tuple(found)

    def _wrong(self, row: Row, code: str, message: str, hint: str) -> None:
        self.problems.append(row.problem(code, message, hint))

    def _concepts(self, kind: Kind, read: Sequence[Row]) -> Iterator[tuple[str, ...]]:
        owners = _owners(kind)
        packaged = {one.name: one for one in concepts(kind)}
        named = [(row, name) for row in read if (name := self._own_name(kind, row, owners, packaged))]
        own = {_key(name): name for name in (*packaged, *(name for _, name in named))}
        if kind is Kind.OUTCOME:
            self._outcomes, self._new_outcomes = own, set(own.values()) - set(packaged)
            self._outcome_owners = owners
        if kind is Kind.SCALE:
            above = self._outcomes
        else:  # `ketamines` is what several belong to, and is no drug itself
            above = {**{_key(name): name for one in packaged.values() for name in one.broader}, **own}
        broader: dict[str, list[str]] = {name: list(one.broader) for name, one in packaged.items()}
        for row, name in named:
            new_names = list(self._other_names(row, name, owners))
            new_broader = [
                one
                for one in self._broader(kind, row, above, owners)
                if one not in broader.setdefault(name, []) and self._is_no_circle(row, name, one, broader)
            ]
            broader.setdefault(name, []).extend(new_broader)
            if name not in packaged or new_names or new_broader:
                yield name, "|".join(new_broader), "|".join(new_names)
            else:
                self._nothing_new(row)

    def _own_name(
        self, kind: Kind, row: Row, owners: dict[tuple[str, ...], _Owner], packaged: Mapping[str, object]
    ) -> str:
        """The concept that a row is about, as it is first written; empty if it cannot be one."""
        owner = owners.get(words(row.name))
        if owner is None:
            if kind is Kind.ROUTE:
                known = ", ".join(packaged)
                self._wrong(row, "fixed", f'"{row.name}" is no route, and none can be added', f"Routes are {known}.")
                return ""
            for form in forms(row.name):
                owners.setdefault(form, _Owner(row.name, _place(row)))
            return row.name
        if words(owner.name) == words(row.name):
            return owner.name
        self._wrong(
            row,
            "taken",
            f'"{row.name}" is another name of {owner}',
            f'To add names to it, begin the row with "{owner.name}".',
        )
        return ""

    def _other_names(self, row: Row, name: str, owners: dict[tuple[str, ...], _Owner]) -> Iterator[str]:
        """The other names that a row adds."""
        for other in row.cells[2]:
            owner = owners.get(words(other))
            if owner is None:
                for form in forms(other):
                    owners.setdefault(form, _Owner(name, _place(row)))
                yield other
            elif owner.name != name:
                self._wrong(
                    row,
                    "taken",
                    f'"{other}" is a name of {owner} and cannot name {name} too',
                    "Take it out, or write the words by which texts tell the two apart.",
                )

    def _broader(
        self, kind: Kind, row: Row, above: Mapping[str, str], owners: Mapping[tuple[str, ...], _Owner]
    ) -> Iterator[str]:
        """What a row says its concept belongs to, as that is first written."""
        for one in row.cells[1]:
            if kind is Kind.ROUTE:
                self._wrong(row, "fixed", "gives a route a broader one", "Leave the second cell of a route empty.")
            elif _key(one) in above:
                yield above[_key(one)]
            else:
                what = "outcome" if kind is Kind.SCALE else kind.value.removesuffix("s")
                hint = _meant(one, above.values(), self._outcome_owners if kind is Kind.SCALE else owners)
                self._wrong(row, "unknown-broader", f'there is no {what} "{one}" for it to belong to', hint)

    def _is_no_circle(self, row: Row, name: str, above: str, broader: Mapping[str, Sequence[str]]) -> bool:
        reached, open_ = set[str](), [above]
        while open_:
            one = open_.pop()
            if one not in reached:
                reached.add(one)
                open_ += broader.get(one, ())
        if name in reached:
            message = f'"{name}" would belong to itself by way of "{above}"'
            self._wrong(row, "circle", message, "Take one of the two out of the second cell.")
        return name not in reached

    def _good_sides(self, read: Sequence[Row]) -> Iterator[tuple[str, ...]]:
        table = list(rows("good_sides.tsv"))
        sides = {name: _Owner(good) for name, good, _, _ in table if good}
        harms = {name for name, _, harm, _ in table if harm}
        shown = defaultdict(set, {name: set(values(listed)) for name, _, _, listed in table})
        for row in read:
            name = self._outcome(row, row.name)
            good, harm = "|".join(row.cells[1]), "|".join(row.cells[2])
            if good not in ("", *_SIDES):
                self._wrong(row, "side", f'"{good}" is no side of an outcome', "Write lower, higher or nothing.")
            elif harm not in ("", "yes"):
                self._wrong(row, "side", f'"{harm}" does not say whether it is a harm', "Write yes or nothing.")
            elif name and self._is_no_turn(row, name, good, sides):
                beneath = [one for given in row.cells[3] if (one := self._outcome(row, given))]
                more = [one for one in beneath if one not in shown[name]]
                is_new = (good and name not in sides) or (harm and name not in harms) or more
                if not is_new and (name in sides or name in harms or good or harm):
                    self._nothing_new(row)
                    continue
                if good:
                    sides.setdefault(name, _Owner(good, _place(row)))
                shown[name].update(more)
                yield name, good, harm, "|".join(more)

    def _outcome(self, row: Row, given: str) -> str:
        """The outcome that is meant, as it is first written; empty if there is none."""
        if _key(given) in self._outcomes:
            return self._outcomes[_key(given)]
        hint = _meant(given, self._outcomes.values(), self._outcome_owners)
        self._wrong(row, "unknown-outcome", f'there is no outcome "{given}"', hint)
        return ""

    def _is_no_turn(self, row: Row, name: str, good: str, sides: Mapping[str, _Owner]) -> bool:
        """Whether the good side of an outcome is left as it is."""
        known = sides.get(name)
        if known is None and name not in self._new_outcomes and (inherited := directions.good_side(name)):
            known = _Owner(inherited)
        if not good or known is None or known.name == good:
            return True
        where = known.where or "the packaged table"
        message = f"the good side of {name} is {known.name} in {where} and cannot be {good} too"
        self._wrong(row, "side", message, "Take the row out.")
        return False

    def _directions(self, read: Sequence[Row]) -> Iterator[tuple[str, ...]]:
        owners = {
            phrase: _Owner(meaning) for meaning, _, phrases in rows("directions.tsv") for phrase in values(phrases)
        }
        meanings = dict.fromkeys(owner.name for owner in owners.values())
        for row in read:
            if row.name not in meanings:
                hint = f"The first cell is one of {', '.join(meanings)}."
                self._wrong(row, "fixed", f'"{row.name}" is no direction', hint)
                continue
            if row.cells[1]:
                self._wrong(row, "fixed", "gives a direction a broader one", "Leave its second cell empty.")
            phrases = []
            for phrase in map(plain, row.cells[2]):
                owner = owners.setdefault(phrase, _Owner(row.name, _place(row)))
                if owner.name != row.name:
                    message = f'"{phrase}" says {owner} and cannot say {row.name} too'
                    self._wrong(row, "taken", message, "Take it out, or write more of the phrase.")
                elif owner.where == _place(row):
                    phrases.append(phrase)
            if phrases:
                yield row.name, "", "|".join(dict.fromkeys(phrases))
            else:
                self._nothing_new(row)

    def _nothing_new(self, row: Row) -> None:
        message = f'"{row.name}" and what the row says of it are known already'
        self.problems.append(row.problem("nothing-new", message, "The row can be taken out.", is_error=False))


def _owners(kind: Kind) -> dict[tuple[str, ...], _Owner]:
    """Whose each name of the packaged table is; a plural is its concept's where it is nobody's own name."""
    found = {words(name): _Owner(one.name) for one in concepts(kind) for name in one.names}
    for one in concepts(kind):
        for name in one.names:
            for form in forms(name):
                found.setdefault(form, _Owner(one.name))
    return found


def _key(name: str) -> str:
    return " ".join(words(name))


def _meant(given: str, known: Iterable[str], owners: Mapping[tuple[str, ...], _Owner]) -> str:
    """What to write in place of a name that is not known."""
    if owner := owners.get(words(given)):
        return f'Write "{owner.name}", of which it is another name.'
    near = difflib.get_close_matches(given, list(known), n=1, cutoff=0.7)
    question = f'Did you mean "{near[0]}"? ' if near else ""
    return f"{question}To make it known, give it a row of its own."


def _place(row: Row) -> str:
    return f"{row.file}, line {row.line}"
