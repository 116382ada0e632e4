"""The part of a record that shows why it was found, with the found words' places in it.

Imports `record`, `salience` and `text` only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.record import Record
from indexer.salience import Kind, Sentence, told
from indexer.text import tokens

LONGEST = 320
"""Characters of a snippet, beyond which it is cut at a word."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the abstract, verbatim but for an ellipsis where it is cut, and what was found in it.

    `section` counts the abstract's sections from 0 (-1: there is no abstract) and `start`, `end` are offsets into
    that section's text; `marks` are offsets into `text`. `kind` is what the sentence tells: what was found, or what
    was known, wanted or done.
    """

    text: str = ""
    section: int = -1
    start: int = 0
    end: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    kind: Kind = Kind.UNKNOWN


def snippet(record: Record, words: Sequence[tuple[str, bool]]) -> Snippet:
    """The sentence that tells most of what was found on the searched words.

    Of those with a searched word, one that may be a finding comes before background, aim and method, however many
    words these have; then the most different words count, then what the sentence tells, then the first. Without
    words, or where no sentence has any, it is the conclusion, a result, or what comes nearest.

    Args:
        record: the record found.
        words: the words searched, each with whether it stands for every word that begins so.
    """
    every = told(record.abstract)
    findings = [sentence for sentence in every if not sentence.kind.precedes_findings]
    before = [sentence for sentence in every if sentence.kind.precedes_findings]
    best = _best(record, findings, words) or _best(record, before, words) or _best(record, findings or before, ())
    if best is None:
        return Snippet()
    number, start, end = best.section, best.start, best.end
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
        kind=best.kind,
    )


def _best(record: Record, among: Sequence[Sentence], words: Sequence[tuple[str, bool]]) -> Sentence | None:
    """The first of the best sentences that have a searched word; if none are searched, of all."""
    best = None
    highest = 0.0
    for sentence in among:
        score = sentence.worth
        if words:
            text = record.abstract[sentence.section].text[sentence.start : sentence.end]
            found = len({match for _, _, match in _matches(text, words)})
            if not found:
                continue
            score += found
        elif sentence.kind is Kind.CONCLUSION:
            score += 1
        if best is None or score > highest:
            best, highest = sentence, score
    return best


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
