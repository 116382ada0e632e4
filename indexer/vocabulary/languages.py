"""MEDLINE's language codes and their English names.

MEDLINE uses the bibliographic MARC codes: German is `ger`, French `fre`, Chinese `chi`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from indexer.text import normal
from indexer.vocabulary.tables import rows, values


def code(key: str) -> str:
    """The MEDLINE code of a language given by `text.normal` of its code or name; `key` itself if unknown."""
    return _codes().get(key, key)


def name(code: str) -> str:
    """The English name of the language with this MEDLINE code; the code itself if unknown."""
    return _names().get(code, code)


def is_known(key: str) -> bool:
    """Whether `key`, by `text.normal`, is the code or name of a language that MEDLINE has."""
    return key in _codes()


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    return {code: name for code, name, _, _ in rows("languages.tsv")}


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    return {
        normal(key): code
        for code, name, other_codes, other_names in rows("languages.tsv")
        for key in (code, name, *values(other_codes), *values(other_names))
    }
