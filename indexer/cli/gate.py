"""What `evidence check --fail-on` may name, and whether it was found."""

from __future__ import annotations

from collections import Counter

import click

from indexer.checking.values import Code, Stance
from indexer.reports.check_outline import Check, problems

_STANCES = tuple(stance.value for stance in Stance if stance is not Stance.SUPPORTS)
GATES = (*_STANCES, "retracted", "moved", *(code.value for code in Code))
"""Stances of claims; `retracted`, which is EV103; `moved`, a verdict that is another than before; and codes."""


class Gate(click.ParamType[tuple[str, ...]]):
    """One of `GATES` or several with commas between; small and capital letters are the same."""

    name = "what"

    def convert(
        self, value: tuple[str, ...] | str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Reads the names, or fails with all that there are."""
        if not isinstance(value, str):
            return value
        known = {name.lower(): name for name in GATES}
        asked = [name.strip().lower() for name in value.split(",") if name.strip()]
        for name in asked:
            if name not in known:
                self.fail(f"{name!r} is nothing that a check finds. There are: {', '.join(GATES)}.", param, ctx)
        if not asked:
            self.fail(f"nothing is named. There are: {', '.join(GATES)}.", param, ctx)
        return tuple(known[name] for name in asked)


def triggers(check: Check, gates: tuple[str, ...]) -> dict[str, int]:
    """How often each of the named things was found; what was not is left out."""
    counts = Counter(one.verdict.stance.value for one in check.claims)
    counts.update(code.value for one in check.claims for code in problems(one))
    counts.update(remark.code.value for report in check.reports for remark in report.remarks)
    counts["retracted"] = counts[Code.RETRACTED_CITATION.value]
    counts["moved"] = len(check.since.moved) if check.since else 0
    return {name: counts[name] for name in gates if counts[name]}
