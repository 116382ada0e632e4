"""The part of a record that shows why it was found, with the found words' places in it.

Imports `record` and `text` only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.record import Record
from indexer.text import sentences, tokens

LONGEST = 320
"""Characters of a snippet, beyond which it is cut at a word."""

# What a reader wants to see first: what was found, not what is known or was done.
_WORTH = {"RESULTS": 0.6, "CONCLUSIONS": 0.5, "FINDINGS": 0.6, "OBJECTIVE": 0.1, "BACKGROUND": 0.0, "METHODS": 0.0}


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the abstract, verbatim but for an ellipsis where it is cut, and what was found in it.

    `section` counts the abstract's sections from 0 (-1: there is no abstract) and `start`, `end` are offsets into
    that section's text; `marks` are offsets into `text`.
    """

    text: str = ""
    section: int = -1
    start: int = 0
    end: int = 0
    marks: tuple[tuple[int, int], ...] = ()


def snippet(record: Record, words: Sequence[tuple[str, bool]]) -> Snippet:
    """The sentence with the most different searched words; of equals, one that tells a result, then the first.

    Args:
        record: the record found.
        words: the words searched, each with whether it stands for every word that begins so.
    """
    best: tuple[float, int, int, int] | None = None
    for number, section in enumerate(record.abstract):
        worth = _WORTH.get((section.category or section.label).upper(), 0.2)
        for start, end in sentences(section.text):
            found = {match for _, _, match in _matches(section.text[start:end], words)}
            score = len(found) + worth if words else 0.0
            if best is None or score > best[0]:
                best = (score, number, start, end)
    if best is None:
        return Snippet()
    _, number, start, end = best
    whole = record.abstract[number].text[start:end]
    marks = _matches(whole, words)
    text, left = _cut(whole, marks[0][0] if marks else 0)
    prefix = "… " if left else ""
    suffix = " …" if left + len(text) < len(whole) else ""
    shift = len(prefix) - left
    return Snippet(
        text=f"{prefix}{text}{suffix}",
        section=number,
        start=start + left,
        end=start + left + len(text),
        marks=tuple((a + shift, b + shift) for a, b, _ in marks if a >= left and b <= left + len(text)),
    )


def marks(text: str, words: Sequence[tuple[str, bool]]) -> tuple[tuple[int, int], ...]:
    """Where searched words stand in a text, as (start, end) offsets."""
    return tuple((start, end) for start, end, _ in _matches(text, words))


def _matches(text: str, words: Sequence[tuple[str, bool]]) -> list[tuple[int, int, int]]:
    whole = {word: number for number, (word, truncated) in enumerate(words) if not truncated}
    beginnings = [(word, number) for number, (word, truncated) in enumerate(words) if truncated]
    found = []
    for token in tokens(text):
        number = whole.get(token.word)
        if number is None:
            number = next((n for word, n in beginnings if token.word.startswith(word)), None)
        if number is not None:
            found.append((token.start, token.end, number))
    return found


def _cut(text: str, first: int) -> tuple[str, int]:
    """At most `LONGEST` characters of `text` around the first found word, and how many were left off before them."""
    if len(text) <= LONGEST:
        return text, 0
    left = 0 if first < LONGEST - 80 else text.rfind(" ", 0, first - 60) + 1
    if left + LONGEST >= len(text):
        return text[left:], left
    right = text.rfind(" ", left, left + LONGEST)
    return text[left : right if right > first else left + LONGEST], left
