"""What is made of a record's text is made once, and goes with it."""

from __future__ import annotations

import gc
import weakref

from indexer.appraisal.reading import Reading, of_text
from indexer.checking.once import once


def test_what_was_asked_for_is_remembered_for_each_reading_and_place() -> None:
    made: list[tuple[str, int]] = []

    @once
    def letter(reading: Reading, place: int) -> str:
        made.append((reading.text, place))
        return reading.text[place]

    first, second = of_text("ketamine"), of_text("midazolam")
    assert [letter(first, 0), letter(second, 0), letter(first, 1), letter(first, 0)] == ["k", "m", "e", "k"]
    assert made == [("ketamine", 0), ("midazolam", 0), ("ketamine", 1)]
    assert letter(first, place=1) == "e"


def test_nothing_is_kept_of_what_is_gone() -> None:
    class Made:
        """Something that can be watched."""

    @once
    def make(_: Reading) -> Made:
        return Made()

    reading = of_text("ketamine")
    watched = weakref.ref(make(reading))
    assert watched() is not None
    del reading
    gc.collect()
    assert watched() is None
