"""People's names as reference managers want them.

Imports `record` and the standard library only.
"""

from __future__ import annotations

import re

from indexer.record import Author

# One or more words in small letters before a capital: `van der Berg`, `de la Cruz`, `'t Hooft`. An elided particle
# (`d'Angelo`, `al-Rashid`) stays in the name: processors differ on the space after it.
_PARTICLE = re.compile(r"((?:['’]?[^\W\d_A-Z][^\W\d_]*\.?\s+)+)(\S.*)")


def particle_and_name(family: str) -> tuple[str, str]:
    """`("van der", "Berg")` of `van der Berg`; the first is empty where there is no particle."""
    match = _PARTICLE.fullmatch(family)
    if match is None or not match[2][0].isupper() or not all(_is_small(word) for word in match[1].split()):
        return "", family
    return " ".join(match[1].split()), match[2]


def _is_small(word: str) -> bool:
    return word.lower() == word


def given_name(author: Author) -> str:
    """The given names, else the initials apart (`J K`)."""
    return author.given or apart(author.initials)


def apart(initials: str) -> str:
    """`J K` of `JK`, `Iu V` of `IuV`; hyphens (`J-P`) stay."""
    return " ".join(re.sub(r"(?<=[^\W_])([^\W\d_])", _split_at_capital, initials).split())


def _split_at_capital(match: re.Match[str]) -> str:
    return f" {match[1]}" if match[1].isupper() else match[1]
