"""A record as canonical JSON and back, its fingerprint, and which fields of two records differ.

The canonical form leaves out what is empty and sorts its keys, so that equal records give equal bytes in every
version of Python; the fingerprint is the SHA-256 of those bytes. It covers everything a record holds, PubMed's
own dates included: a changed fingerprint is what "revised" means.

Imports `record` and below only.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import types
import typing
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any

from indexer.record import Record


def to_json(record: Record) -> str:
    """The canonical JSON of a record: one object, no white space, non-ASCII kept."""
    return json.dumps(_plain(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Record:
    """The record that `to_json` wrote.

    Raises:
        ValueError: the text is not such a record.
    """
    try:
        record: Record = _reader(Record)(json.loads(text))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a stored record: {error}") from error
    return record


def fingerprint(record: Record) -> str:
    """The SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(to_json(record).encode()).hexdigest()


def changed_fields(before: Record, after: Record) -> tuple[str, ...]:
    """The names of the `Record` fields that differ, sorted."""
    names = (field.name for field in dataclasses.fields(Record))
    return tuple(sorted(name for name in names if getattr(before, name) != getattr(after, name)))


def _plain(value: Any) -> Any:
    if type(value) is str:  # by far the most frequent
        return value
    if dataclasses.is_dataclass(value):
        plain: dict[str, Any] = {}
        for name, default in _defaults(value.__class__):
            item = getattr(value, name)
            if item != default:
                plain[name] = _plain(item)
        return plain
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return value


@cache
def _defaults(cls: typing.Hashable) -> tuple[tuple[str, Any], ...]:
    """Each field's name and default; a field without a default never equals its own sentinel and is written always."""
    pairs = []
    for field in dataclasses.fields(typing.cast("Any", cls)):
        default: Any = field.default
        if field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        pairs.append((field.name, default))
    return tuple(pairs)


@cache
def _reader(annotation: Any) -> Callable[[Any], Any]:  # noqa: PLR0911 - one return for each kind of type
    """A function that turns plain JSON into a value of the annotated type."""
    if dataclasses.is_dataclass(annotation):
        hints = typing.get_type_hints(annotation)
        readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(annotation)}
        build: Any = annotation
        return lambda plain: build(**{name: readers[name](item) for name, item in plain.items()})
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple and arguments[-1] is Ellipsis:
        one = _reader(arguments[0])
        return lambda plain: tuple(one(item) for item in plain)
    if origin is tuple:
        each = tuple(_reader(argument) for argument in arguments)
        return lambda plain: tuple(reader(item) for reader, item in zip(each, plain, strict=True))
    if origin in (types.UnionType, typing.Union):
        (inner,) = (_reader(argument) for argument in arguments if argument is not type(None))
        return lambda plain: None if plain is None else inner(plain)
    if annotation is datetime.date:
        return datetime.date.fromisoformat
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return annotation
    return lambda plain: plain
