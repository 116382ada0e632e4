"""A saved search: `SearchStrategy` and the reader of `queries/NAME.toml`.

A strategy file is written by a librarian, so everything wrong with it is said with the file, the key, the reason
and what to do. A name is its file's name: no two strategies of a folder can share one.

Reads the paths it is given; imports `query` and below only.
"""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from indexer.errors import QuerySyntaxError, StrategyError


@dataclass(frozen=True, slots=True)
class SearchStrategy:
    """One topic's search as a librarian keeps it.

    `query` is the text sent to PubMed, word for word. `updated` is when the search was last revised. `every_days`
    says how often it is due for what is new and revised, `sweep_days` for retractions and concerns, `reconcile_days`
    for a comparison of all PMIDs, `full_days` for fetching everything again. `path` is where it was read from.
    """

    name: str
    title: str
    question: str
    query: str
    rationale: str = ""
    created: datetime.date | None = None
    updated: datetime.date | None = None
    every_days: int = 7
    sweep_days: int = 7
    reconcile_days: int = 7
    full_days: int = 30
    path: str = ""


_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAYS = ("every_days", "sweep_days", "reconcile_days", "full_days")
_REQUIRED = ("name", "title", "question", "query")
_TYPES: dict[str, tuple[type, str]] = {
    "name": (str, "text in quotation marks"),
    "title": (str, "text in quotation marks"),
    "question": (str, "text in quotation marks"),
    "query": (str, 'text between """ and """'),
    "rationale": (str, 'text between """ and """'),
    "created": (datetime.date, "a date without quotation marks, for example 2026-11-21"),
    "updated": (datetime.date, "a date without quotation marks, for example 2026-11-21"),
    "every_days": (int, "a whole number of days, for example 7"),
    "sweep_days": (int, "a whole number of days, for example 7"),
    "reconcile_days": (int, "a whole number of days, for example 7"),
    "full_days": (int, "a whole number of days, for example 30"),
    "notes": (dict, "a table: a line [notes], and below it whatever you like"),
}

_DESCRIBED: dict[type, str] = {
    bool: "true or false",
    str: "text",
    int: "a number",
    float: "a number",
    datetime.datetime: "a date with a time of day",
    datetime.date: "a date",
    datetime.time: "a time of day",
    list: "a list",
}


def read_strategies(folder: Path) -> tuple[SearchStrategy, ...]:
    """Every strategy in `folder` (its `*.toml` files), by name. No file at all is no strategy, and no error.

    Raises:
        StrategyError: there is no such folder, or one of the files cannot be used.
    """
    if not folder.is_dir():
        raise StrategyError(
            f"{folder}: there is no such folder of strategies",
            hint="Name a workspace that has a queries/ folder, or make one: evidence init.",
        )
    return tuple(sorted(map(read_strategy, strategy_files(folder)), key=lambda strategy: strategy.name))


def strategy_files(folder: Path) -> list[Path]:
    """The files of `folder` that should each hold a strategy, in order of name."""
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def read_strategy(path: Path) -> SearchStrategy:
    """The strategy in one TOML file, checked: keys, types, name, and that the query is understood.

    Raises:
        StrategyError: the file cannot be read or used; the message names the file, the key and the reason.
    """
    table = _toml(path)
    _check_keys(path, table)
    if (name := table["name"]) != path.stem:
        hint = f"Write name = {_quoted(path.stem)}, or rename the file to {name}.toml."
        _fail(path, f"name: {_quoted(name)} is not the file's name", hint)
    if not _NAME.fullmatch(name):
        _fail(path, f"name: {_quoted(name)} is not a name", "Use lower-case letters, digits and hyphens: ketamine-trd.")
    for key in _REQUIRED:
        if not table[key].strip():
            _fail(path, f"{key}: it is empty", f"Write the {key}, or delete the file.")
    created, updated = table.get("created"), table.get("updated")
    if created and updated and updated < created:
        _fail(path, f"updated: {updated} is before created, {created}", "Correct one of the two dates.")
    days = {key: table[key] for key in _DAYS if key in table}
    for key, number in days.items():
        if number < 1:
            _fail(path, f"{key}: {number} is not a number of days", "Write 1 for daily, 7 for weekly.")
    query = _collapsed(table["query"])
    _check_query(path, table["query"], query)
    return SearchStrategy(
        name=name,
        title=_collapsed(table["title"]),
        question=_collapsed(table["question"]),
        query=query,
        rationale=table.get("rationale", "").strip(),
        created=created,
        updated=updated,
        path=str(path),
        **days,
    )


# Any: a TOML file holds whatever its writer wrote; `_check_keys` makes the types true.
def _toml(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        _fail(path, f"it cannot be read ({error.strerror})", "Check that the file exists and may be read.", error)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        hint = "Save it again as UTF-8; look for accents and typographic quotation marks on that line."
        _fail(path, f"line {line} is not UTF-8", hint, error)
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        quoted = 'text stands in "…", long text between """ and """, dates bare'
        hint = f"Mend {path.name} (compare it with another strategy: {quoted}), or move it out of the folder."
        _fail(path, f"it is not valid TOML: {error}", hint, error)


def _check_keys(path: Path, table: dict[str, Any]) -> None:
    for key in table:
        if key not in _TYPES:
            close = difflib.get_close_matches(key, _TYPES, n=1)
            meant = f"Did you mean {close[0]}? " if close else ""
            _fail(path, f"{key}: unknown key", f"{meant}The keys are {', '.join(_TYPES)}; put remarks under [notes].")
    for key in _REQUIRED:
        if key not in table:
            _fail(path, f"{key}: missing key", f"Add {key} = {_TYPES[key][1]}.")
    for key, value in table.items():
        wanted, described = _TYPES[key]
        # Exactly that type: for Python true is a number, and a date with a time of day is a date.
        if type(value) is not wanted:
            _fail(path, f"{key}: wrong type, {_DESCRIBED.get(type(value), 'a table')}", f"Write {described}.")


def _check_query(path: Path, written: str, query: str) -> None:
    from indexer.query.parse import parse

    # Only whether it is understood matters here, so any day will do for `"last 90 days"[dp]`.
    try:
        parse(query, today=datetime.date(2000, 1, 1), local=False)
    except QuerySyntaxError as error:
        line, caret = _line_and_caret(written, query, error.span)
        raise StrategyError(
            f"{path}: query: {error.message}\n  {line}\n  {caret}",
            hint=error.hint or "Correct the query.",
            code=error.code,
        ) from error


def _line_and_caret(written: str, collapsed: str, span: tuple[int, int]) -> tuple[str, str]:
    """The line of the query as written that holds the start of `span` (into the collapsed query), and its carets."""
    black_before = sum(not character.isspace() for character in collapsed[: span[0]])
    places = [place for place, character in enumerate(written) if not character.isspace()]
    start = places[min(black_before, len(places) - 1)]
    if black_before >= len(places):
        start += 1
    first = written.rfind("\n", 0, start) + 1
    line = written[first:].partition("\n")[0].rstrip()
    indent = len(line) - len(line.lstrip())
    width = max(1, min(span[1] - span[0], first + len(line) - start))
    return line[indent:], " " * (start - first - indent) + "^" * width


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return f'"{text}"'


def _fail(path: Path, problem: str, hint: str, cause: Exception | None = None) -> NoReturn:
    raise StrategyError(f"{path}: {problem}", hint=hint) from cause
