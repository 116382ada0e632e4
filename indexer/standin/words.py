"""The stand-in's own idea of a word: how text is folded, cut and compared.

Case and accents are folded (NFKD, combining marks dropped) and every run of letters and digits is a word, so
hyphens, apostrophes and points separate words. This is deliberately not the package's `text` module: what tests the
harvester must not share its mistakes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_RUN = re.compile(r"[^\W_]+")
_RUN_STARRED = re.compile(r"([^\W_]+)(\*?)")

# Observed on the live service only for "the"; the rest is a short list of ours (declared in the room's limits).
_STOP_WORDS = (
    "a about again all also although always among an and another any are as at be because been before being between "
    "both but by can could did do does done due during each either enough especially etc for found from further had "
    "has have having here how however i if in into is it its itself just made mainly make may might most mostly must "
    "nearly neither no nor not obtained of often on or our overall perhaps quite rather really regarding seem seen "
    "several should show showed shown shows since so some such than that the their theirs them then there therefore "
    "these they this those through thus to upon use used using various very was we were what when which while with "
    "within without would"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query; `truncated` stands for every word that begins so."""

    text: str
    truncated: bool = False

    @property
    def is_stop_word(self) -> bool:
        """Whether the word is too common to be searched on its own."""
        return not self.truncated and self.text in STOP_WORDS

    def __str__(self) -> str:
        return self.text + "*" * self.truncated


def fold(text: str) -> str:
    """`text` without case and accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def words_of(text: str) -> list[str]:
    """The words of running text, folded, in order."""
    return _RUN.findall(fold(text))


def key_of(text: str) -> str:
    """A whole value (a heading, a journal, an author) as compared: its words, one space between."""
    return " ".join(words_of(text))


def query_words(text: str) -> tuple[Word, ...]:
    """The words of query text; a `*` right after a word truncates it (other asterisks are punctuation)."""
    return tuple(Word(run, bool(star)) for run, star in _RUN_STARRED.findall(fold(text)))
