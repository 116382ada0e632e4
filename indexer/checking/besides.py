"""What a claim says besides which way an outcome went, for people to see that it was understood.

Imports `appraisal`, `vocabulary` and what reads associations and durations; nothing that searches.
"""

from __future__ import annotations

from indexer.appraisal.reading import of_text
from indexer.checking import durations
from indexer.checking.associations import associations
from indexer.checking.course_words import SOON_OVER
from indexer.checking.values import Claim, Direction
from indexer.vocabulary import directions


def besides(claim: Claim) -> str:
    """What a claim says besides which way an outcome went, in words; empty if it says no such thing."""
    reading = of_text(claim.text)
    if claim.statement.direction is Direction.UNKNOWN:
        related = next(associations(reading, 0, len(reading.text)), None)
        if related is None:
            return ""
        first, second = sorted(related.outcomes)
        return f"{first} and {second}: {related.in_words}"
    if directions.is_harm(claim.statement.outcome_name):
        soon = SOON_OVER.search(reading.plain)
        return f"and soon over: “{reading.text[soon.start() : soon.end()]}”" if soon else ""
    over = durations.over_by(reading.plain)
    if over is None:
        return ""
    return f"and over by then: “{reading.text[over.span.start : over.span.end]}”"
