"""What is kept of postings between searches: made once, and let go of when there is too much of it."""

from __future__ import annotations

from indexer.engines.whoosh.kept import Kept


def test_what_was_made_is_made_once() -> None:
    kept: Kept[list[int]] = Kept(10)
    first = kept.get("a", lambda: [1, 2])
    assert kept.get("a", list) is first


def test_what_was_not_asked_for_longest_is_let_go_of_first() -> None:
    kept: Kept[list[int]] = Kept(5)
    first, second = kept.get("a", lambda: [1, 2]), kept.get("b", lambda: [3, 4])
    assert kept.get("a", list) is first
    kept.get("c", lambda: [5, 6])
    assert kept.get("a", list) is first
    assert kept.get("b", lambda: [7]) is not second


def test_what_is_larger_than_all_that_may_be_kept_is_given_all_the_same() -> None:
    kept: Kept[list[int]] = Kept(2)
    kept.get("a", lambda: [1])
    assert kept.get("b", lambda: [1, 2, 3]) == [1, 2, 3]
    assert kept.get("a", lambda: [9]) == [9]


def test_nothing_found_is_kept_too() -> None:
    kept: Kept[frozenset[int]] = Kept(2)
    nothing = kept.get("a", frozenset)
    assert kept.get("a", lambda: frozenset({1})) is nothing
