"""What is made of a record's text once, and kept for as long as the text is.

Imports `appraisal`. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from indexer.appraisal.reading import Reading

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def once(make: Callable[Concatenate[Reading, Asked], Made]) -> Callable[Concatenate[Reading, Asked], Made]:
    """Makes a function of a reading, and of what may be a key, remember what it gave. The claims of a draft meet the
    same sentences again; with the last claim the records go, and all that was made of them."""

    @wraps(make)
    def asked(reading: Reading, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        made = reading.made
        key = (make, *args, *kwargs.items()) if kwargs else (make, *args)
        if key not in made:
            made[key] = make(reading, *args, **kwargs)
        return cast("Made", made[key])

    return asked
