"""A tree back into PubMed's language, so that reading it again gives the same tree, and into lines for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from indexer.query.dates import MOST
from indexer.query.syntax import DATE_FIELDS, LOCAL_FIELDS, And, Near, Not, Or, Phrase, Query, Range, Term, Word
from indexer.query.tags import LONG_NAMES

_BARE = re.compile(r"[\w.]+(?: [\w.]+)*")


def write(query: Query) -> str:
    """`query` in canonical PubMed syntax: `parse(write(query)) == query` for every tree that `parse` can give.

    Every part of a part stands in parentheses, so that nothing hangs on the order of evaluation. An `And` or `Or`
    of one part, which `parse` never gives, is written as that part.

    Raises:
        ValueError: an `And` or `Or` without parts.
    """
    match query:
        case And(parts=parts) | Or(parts=parts) if not parts:
            raise ValueError("an And or Or without parts means nothing")
        case And(parts=parts) | Or(parts=parts) if len(parts) == 1:
            return write(parts[0])
        case And(parts=parts):
            return _operand(parts[0]) + "".join(map(_and_also, parts[1:]))
        case Or(parts=parts):
            return " OR ".join(map(_operand, parts))
        case Not(part=part):
            return f"NOT {_operand(part)}"
        case Term() | Phrase() | Near() | Range():
            return _leaf(query)
        case _:
            assert_never(query)


def explain(query: Query) -> str:
    """`query` as an indented outline for people, one part a line."""
    return "\n".join(_outline(query, 0))


def _and_also(part: Query) -> str:
    if isinstance(part, Not):
        return f" NOT {_operand(part.part)}"
    return f" AND {_operand(part)}"


def _operand(query: Query) -> str:
    if isinstance(query, And | Or) and len(query.parts) == 1:
        return _operand(query.parts[0])
    return f"({write(query)})" if isinstance(query, And | Or | Not) else write(query)


def _leaf(query: Term | Phrase | Near | Range) -> str:
    match query:
        case Term(field=field, text=text, truncated=truncated, explode=explode, exact=exact):
            value = f"{text}*" if truncated else text
            if exact or not _BARE.fullmatch(text) or (" " in text and not _is_name(query)):
                value = f'"{value}"'
            return f"{value}[{field}{'' if explode else ':noexp'}]"
        case Phrase(field=field, words=words):
            return f'"{_joined(words)}"[{field}]'
        case Near(field=field, words=words, distance=distance):
            return f'"{_joined(words)}"[{field}:~{distance}]'
        case Range(field=field, low=low, high=high):
            if field in DATE_FIELDS:
                return f"{_date(low)}:{_date(high)}[{field}]"
            return f"{low}[{field}]" if low == high else f"{low}:{'' if high == MOST else high}[{field}]"
        case _:
            assert_never(query)


def _is_name(term: Term) -> bool:
    """Authors' names are quoted only when their initials are exact."""
    return term.field.value in {"au", "1au", "lastau", "ir"}


def _joined(words: tuple[Word, ...]) -> str:
    return " ".join(f"{word.text}*" if word.truncated else word.text for word in words)


def _date(number: int) -> str:
    return f"{number // 10000:04d}/{number // 100 % 100:02d}/{number % 100:02d}"


def _outline(query: Query, depth: int) -> Iterator[str]:
    indent = "  " * depth
    match query:
        case And(parts=parts):
            yield f"{indent}all of:"
            for part in parts:
                yield from _outline(part, depth + 1)
        case Or(parts=parts):
            yield f"{indent}any of:"
            for part in parts:
                yield from _outline(part, depth + 1)
        case Not(part=part):
            yield f"{indent}not:"
            yield from _outline(part, depth + 1)
        case Term() | Phrase() | Near() | Range():
            yield indent + _sentence(query)
        case _:
            assert_never(query)


def _sentence(query: Term | Phrase | Near | Range) -> str:
    name = LONG_NAMES[query.field] + (" (judged here)" if query.field in LOCAL_FIELDS else "")
    match query:
        case Term(text=text, truncated=truncated, explode=explode, exact=exact):
            more = " (words or names that begin so)" if truncated else ""
            more += "" if explode else " (without narrower terms)"
            more += " (these initials exactly)" if exact else ""
            return f"{name}: {text}{'*' if truncated else ''}{more}"
        case Phrase(words=words):
            return f'{name}: "{_joined(words)}" (side by side)'
        case Near(words=words, distance=distance):
            return f'{name}: "{_joined(words)}" (any order, at most {distance} words between)'
        case Range(field=field, low=low, high=high):
            if field in DATE_FIELDS:
                return f"{name}: {_date(low)} to {_date(high)}"
            if low != high:
                return f"{name}: {low} or more" if high == MOST else f"{name}: {low} to {high}"
            return f"{name}: {low}"
        case _:
            assert_never(query)
