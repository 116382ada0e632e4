"""What the scores come to, as tables: one attribute at a time, the sets and halves side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from benchmarks.appraisal import measures
from benchmarks.appraisal.goals import measured
from benchmarks.appraisal.labels import Set
from benchmarks.appraisal.measures import Cells, Classes, Interval
from benchmarks.appraisal.scoring import Score
from benchmarks.appraisal.tables import Table, interval, share

_UNKNOWN = "(unknown)"


def goals_table(scores: Sequence[Score]) -> Table:
    """The goals, met or not."""
    return Table(
        "Goals",
        ("goal", "set", "half", "aim", "reached", "", "of what we say"),
        tuple(
            (
                goal.name,
                score.set.value,
                score.half.value,
                f"{goal.aim:.2f}",
                share(value),
                _met(value >= goal.aim),
                share(goal.where_said(score.cells)),
            )
            for goal, score, value in measured(scores)
        ),
        "an unknown counts as wrong; 'where stated' is where the label states one",
    )


def _met(met: bool) -> str:
    return "met" if met else "not met"


def attribute_tables(scores: Sequence[Score]) -> Iterator[Table]:
    """For each attribute an overall table, one by class, and the confusions where a record has one value."""
    for (name, kind), group in groupby(scores, key=lambda one: (one.attribute.name, one.set is Set.TYPES)):
        listed = list(group)
        title = f"{name} · {'study types' if kind else 'topic'}"
        spread = [_spread(score.cells) for score in listed]
        yield _overall(title, listed, spread)
        yield _by_class(title, listed, spread)
        if listed[0].attribute.single:
            yield from (_confusion(score) for score in listed if score.set is not Set.TOPIC_TEXT)
        yield from (_finer(score) for score in listed if score.finer)


def _spread(cells: Cells) -> Mapping[str, Interval]:
    statistics: dict[str, Callable[[Cells], float]] = {"macro": measures.macro_f1, "micro": measures.micro_f1}
    for one in measures.classes(cells):
        statistics[f"class {one}"] = lambda drawn, one=one: measures.hits(drawn, one).f1  # type: ignore[misc]
    return measures.bootstrap(cells, statistics)


def _overall(title: str, scores: Sequence[Score], spread: Sequence[Mapping[str, Interval]]) -> Table:
    def counted(cells: Cells, of: Callable[[Cells], tuple[int, int]]) -> str:
        return interval(measures.wilson(*of(cells)))

    rows = [
        ("labelled", *(f"{score.cells.total():,}" for score in scores)),
        ("coverage", *(counted(score.cells, measures.said) for score in scores)),
        ("accuracy", *(counted(score.cells, measures.exact) for score in scores)),
        ("accuracy where we say", *(counted(score.cells, measures.exact_where_said) for score in scores)),
        *([] if scores[0].attribute.single else _several(scores, counted)),
        ("macro-F1", *(interval(one["macro"]) for one in spread)),
        ("micro-F1", *(interval(one["micro"]) for one in spread)),
    ]
    for name in scores[0].baselines:
        cells = [score.baselines[name] for score in scores]
        rows.append((f"{name}: accuracy", *(share(measures.wilson(*measures.exact(one)).value) for one in cells)))
        rows.append((f"{name}: macro-F1", *(share(measures.macro_f1(one)) for one in cells)))
        if scores[0].attribute.name == "design":
            rows.append((f"{name}: RCT F1", *(share(measures.hits(one, "RCT").f1) for one in cells)))
    if any(score.silent for score in scores):
        rows.append(("said where the label does not", *(f"{one.silent_said} of {one.silent}" for one in scores)))
    header = tuple(f"{score.set.value}, {score.half.value}" for score in scores)
    return Table(f"{title}", ("", *header), tuple(rows), scores[0].attribute.note)


def _several(
    scores: Sequence[Score], counted: Callable[[Cells, Callable[[Cells], tuple[int, int]]], str]
) -> list[tuple[str, ...]]:
    return [("at least one value right", *(counted(score.cells, measures.touching) for score in scores))]


def _by_class(title: str, scores: Sequence[Score], spread: Sequence[Mapping[str, Interval]]) -> Table:
    names = tuple(dict.fromkeys(one for score in scores for one in measures.classes(score.cells)))
    rows = [
        (
            one,
            score.set.value,
            score.half.value,
            str(found.right + found.missed),
            share(found.precision),
            share(found.recall),
            interval(several[f"class {one}"]) if f"class {one}" in several else share(found.f1),
        )
        for one in names
        for score, several in zip(scores, spread, strict=True)
        for found in [measures.hits(score.cells, one)]
    ]
    return Table(f"{title} · by class", ("class", "set", "half", "n", "precision", "recall", "F1"), tuple(rows))


def _confusion(score: Score) -> Table:
    names = measures.classes(score.cells)
    cells: Counter[tuple[str, str]] = Counter()
    for (truth, said), times in score.cells.items():
        cells[_name(truth), _name(said)] += times
    return _crossed(f"{_where(score)} · label (rows) and answer (columns)", cells, names, names)


def _finer(score: Score) -> Table:
    cells = {(label, said or _UNKNOWN): times for (label, said), times in score.finer.items()}
    labels = tuple(sorted({label for label, _ in cells}))
    title = f"{_where(score)} · their own label (rows) and answer (columns)"
    return _crossed(title, cells, labels, measures.classes(score.cells))


def _crossed(
    title: str, cells: Mapping[tuple[str, str], int], rows: tuple[str, ...], columns: tuple[str, ...]
) -> Table:
    others = sorted({said for _, said in cells} - set(columns) - {_UNKNOWN})
    answers = (*columns, *others, _UNKNOWN)
    filled = ((true, *(str(cells.get((true, said)) or "·") for said in answers)) for true in rows)
    return Table(title, ("", *answers), tuple(filled))


def _where(score: Score) -> str:
    return f"{score.attribute.name} · {score.set.value}, {score.half.value}"


def _name(one: Classes) -> str:
    return " + ".join(sorted(one)) or _UNKNOWN
