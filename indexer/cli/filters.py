"""The options that narrow what a query finds, the same for every command that takes a query."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from indexer.filters import Filters
from indexer.query.syntax import Field
from indexer.record import Status

STATUSES = [status.value for status in Status if status is not Status.GONE]

_JUDGED = {
    "designs": ("--design", Field.DESIGN, "Study design: rct, systematic review, trial, cohort …"),
    "features": ("--feature", Field.FEATURE, "Feature of the design: crossover, pilot, secondary analysis …"),
    "species": ("--species", Field.SPECIES, "human, animal or in vitro."),
    "populations": ("--population", Field.POPULATION, "Condition of those studied, narrower ones too."),
    "ages": ("--age", Field.AGE, "child, adolescent, adult or older adult."),
    "drugs": ("--drug", Field.DRUG, "Drug that is studied; ketamines is all three forms."),
    "routes": ("--route", Field.ROUTE, "Route: intravenous, intranasal, oral …"),
    "regimens": ("--regimen", Field.REGIMEN, "single, repeated, continuous, maintenance or microdosing."),
    "comparators": ("--comparator", Field.COMPARATOR, "Comparator: placebo, active, midazolam, ect …"),
    "maskings": ("--masking", Field.MASKING, "Masking: open, double, masked …"),
    "outcomes": ("--outcome", Field.OUTCOME, "Outcome, narrower ones too."),
}
_REPEATABLE = "Repeatable, or with commas."
_YEAR = click.IntRange(1, 9999)

_OPTIONS = (
    click.option("--since-year", type=_YEAR, help="Published in this year or later."),
    click.option("--until-year", type=_YEAR, help="Published in this year or earlier."),
    click.option("--type", "types", multiple=True, metavar="TYPE",
                 help="Publication type, narrower ones too; repeatable."),
    click.option("--language", "languages", multiple=True, metavar="LANG",
                 help="Language by name or code; repeatable."),
    click.option("--humans", is_flag=True, help="Only records indexed with Humans."),
    click.option("--has-abstract", is_flag=True, help="Only records with an abstract."),
    click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES),
                 help="Record status; repeatable."),
    click.option("--level", "levels", multiple=True, metavar="LEVEL",
                 help=f"Level of evidence, 1 to 5 or unknown: 1, 1-2. {_REPEATABLE}"),
    *(
        click.option(option, name, multiple=True, metavar=option[2:].upper(), help=f"{meaning} {_REPEATABLE}")
        for name, (option, _, meaning) in _JUDGED.items()
    ),
    click.option("--drug-role", "drug_roles", multiple=True, metavar="ROLE",
                 help=f"What the drug is to the study: studied, comparator, anaesthetic … {_REPEATABLE}"),
    click.option("--min-n", "least", type=click.IntRange(0), metavar="N",
                 help="At least N took part; records that state no number are left out."),
    click.option("--max-n", "most", type=click.IntRange(0), metavar="N", help="At most N took part."),
)  # fmt: skip


def filter_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command all options that filter; it gets them as one `Filters`, under the name `filters`."""

    @functools.wraps(function)
    def run(*arguments: Any, **parameters: Any) -> Any:
        judged = {field: parameters.pop(name) for name, (_, field, _) in _JUDGED.items()}
        statuses = tuple(Status(status) for status in parameters.pop("statuses"))
        given = ("since_year", "until_year", "types", "languages", "humans", "has_abstract", "levels", "least", "most",
                 "drug_roles")  # fmt: skip
        chosen = Filters(
            **{name: parameters.pop(name) for name in given},
            statuses=statuses,
            judged={field: values for field, values in judged.items() if values},
        )
        return function(*arguments, filters=chosen, **parameters)

    for option in reversed(_OPTIONS):
        option(run)
    return run
