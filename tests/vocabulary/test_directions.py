"""Words of direction: the pattern for many phrases finds what trying each of them would."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from indexer.vocabulary import directions

PHRASES = st.frozensets(st.text("ab c", min_size=1, max_size=5).filter(lambda one: one == one.strip()), max_size=8)


@given(PHRASES, st.text("ab c", max_size=20))
def test_the_longest_phrase_is_found_at_each_place(phrases: frozenset[str], text: str) -> None:
    longest = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    slow = re.compile(rf"(?<!\w)(?:{longest})(?!\w)") if phrases else None
    fast = re.compile(rf"(?<!\w){directions._any_of(phrases)}(?!\w)") if phrases else None
    assert (slow is None) or [one.span() for one in slow.finditer(text)] == [one.span() for one in fast.finditer(text)]


def test_a_longer_phrase_wins_over_the_word_that_it_begins_with() -> None:
    text = "no better than placebo, and better sleep"
    found = [(text[one.start : one.end], one.meaning) for one in directions.cues(text, 0, len(text))]
    assert found == [("no better than", "same"), ("better", "better")]
