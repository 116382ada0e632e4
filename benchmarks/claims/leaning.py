"""How often a leaning is right, of sentences that the rules leave undecided.

Two fits. Which words go with a rise, a fall and no change: a softmax regression over the words of Evidence Inference's
evidence (DeYoung et al. 2020, MIT). What a sentence does for a claim: gradient-boosted trees (Friedman 2001) on the
examined halves of the pairs labelled by hand and, with little weight, on their claims made false (`turned`); then a
logistic curve on chances held out, which says how often the like was right, of what a search brings to writers' claims.
A pair whose claim makes several statements is fitted on if the sentence supports all of them; else its label does not
say which it goes for.

Of the examined halves every chance is fitted on the other folds, by claim; of the untouched halves, on the examined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from benchmarks.appraisal.labels import Half
from benchmarks.appraisal.tables import Table, interval, share
from benchmarks.claims import words
from benchmarks.claims.direction import DECREASED, INCREASED, SAME, Prompt
from benchmarks.claims.folds import FOLDS, fold_of
from benchmarks.claims.hand import Measured, measure
from benchmarks.claims.measures import calibration_error
from benchmarks.claims.pairs import Drawn, Label, Pair, Placed, label_of
from benchmarks.claims.turned import turned
from indexer.appraisal import appraise
from indexer.appraisal.reading import of_text
from indexer.checking import direction_words
from indexer.checking.check import read_claim
from indexer.checking.judging import by_words, judge
from indexer.checking.leaning import SIDES, lean, may_contradict, may_lean, may_support
from indexer.checking.library import stems
from indexer.checking.trees import Features, Tree, Trees, chances, odds
from indexer.checking.values import LIKELY, Bearing, Leaning
from indexer.checking.weighing import Beside, Weighed, features
from indexer.text import plain

_BEARINGS = {
    Label.SUPPORTS: Bearing.SUPPORTS, Label.CONTRADICTS: Bearing.CONTRADICTS, Label.NEITHER: Bearing.UNDETERMINED
}  # fmt: skip
_FEWEST = 5
"""How many sentences must have a word for it to be weighed."""
_FREEDOM = 0.1
"""How freely weights of words may grow: the inverse of the penalty on their squares."""
_ROUNDS, _RATE, _LEAVES, _FEWEST_IN_LEAF = 100, 0.06, 31, 10
"""How many trees for each side, how much each adds, and how large it may grow; chosen on the examined halves."""
_OF_THE_FALSE = 0.1
"""The weight of a claim made false beside one that somebody labelled; chosen on the examined halves."""
_CHECKED = 200
_SHARES = (0.2, 0.25, 0.3, 0.35)


# --- words of direction -----------------------------------------------------------------------------------------------


class Worded(NamedTuple):
    """A sentence as its words are weighed, and which way its outcome went."""

    words: frozenset[str]
    label: str


def worded(prompts: Iterable[Prompt]) -> tuple[Worded, ...]:
    """The evidence of each prompt."""
    return tuple(
        Worded(
            direction_words.words(plain(one.evidence), outcome=stems(one.outcome), given=stems(one.intervention)),
            one.label,
        )
        for one in prompts
    )


def fit_words(every: Sequence[Worded]) -> direction_words.Weights:
    """What each word that is not rare speaks for."""
    told = ((one.words, one.label) for one in every)
    return words.fit_words(told, (INCREASED, DECREASED, SAME), fewest=_FEWEST, freedom=_FREEDOM)


# --- what a sentence leans to -----------------------------------------------------------------------------------------


class Part(NamedTuple):
    """One statement of a claim beside its sentence: what the rules say, whether it may lean at all, which ways it may,
    and what is weighed."""

    bearing: Bearing
    may_lean: bool
    ways: frozenset[Bearing]
    told: Features


class Example(NamedTuple):
    """A pair with the statements of its claim, and what its claim says once it is made false."""

    pair: Pair
    parts: tuple[Part, ...]
    made_false: tuple[tuple[Part, Label], ...] = ()


def examples(every: Iterable[Placed]) -> tuple[Example, ...]:
    """The pairs, read."""
    return tuple(Example(one.pair, tuple(_parts(one)), tuple(_made_false(one))) for one in every)


def _made_false(one: Placed) -> Iterator[tuple[Part, Label]]:
    for other in turned(one):
        parts = tuple(_parts(other))
        if len(parts) == 1:
            yield parts[0], other.pair.label


def _parts(one: Placed) -> Iterator[Part]:
    appraisal = appraise(one.reading.record)
    for claim in read_claim(one.pair.claim):
        asked = of_text(claim.text)
        judged = judge(claim, asked, one.reading, appraisal, one.line, words=by_words(claim, claim.text))
        weighed = Weighed(claim, asked)
        two = Beside(weighed, judged, one.reading, one.line)
        tried = {Bearing.SUPPORTS: may_support, Bearing.CONTRADICTS: may_contradict}
        ways = frozenset(way for way, may in tried.items() if may(two))
        yield Part(judged.bearing, may_lean(two, appraisal), ways, features(two))


def fit(every: Sequence[Example]) -> Trees:
    """The trees, and their curve from chances held out."""
    held = [pair for fold in range(FOLDS) for pair in _held_out(fold, every)]
    table = np.array([[odds(chance)] for chance, _ in held])
    curve = LogisticRegression(C=100.0).fit(table, [right for _, right in held])
    always, slope = round(float(curve.intercept_[0]), 4), round(float(curve.coef_[0][0]), 4)
    return fit_trees(every)._replace(curve=(always, slope))


def _held_out(fold: int, every: Sequence[Example]) -> list[tuple[float, bool]]:
    """(chance, whether right) of what may lean in a fold, of claims that make one statement, fitted on the others."""
    trees = fit_trees([one for one in every if fold_of(one.pair.claim) != fold])
    told = [
        (lean(one.parts[0].told, trees), one.pair.label)
        for one in every
        if fold_of(one.pair.claim) == fold and len(one.parts) == 1 and one.parts[0].may_lean
        and one.pair.drawn is Drawn.RANKED
    ]  # fmt: skip
    return [(each.chance, _BEARINGS[label] is each.towards) for each, label in told]


def fit_trees(every: Sequence[Example]) -> Trees:
    """The trees alone; their chances are taken as they are."""
    told = [
        (part.told, SIDES.index(_BEARINGS[one.pair.label]), 1.0)
        for one in every
        for part in one.parts
        if len(one.parts) == 1 or one.pair.label is Label.SUPPORTS
    ]
    told += [
        (part.told, SIDES.index(_BEARINGS[label]), _OF_THE_FALSE) for one in every for part, label in one.made_false
    ]
    vectorizer = DictVectorizer(sparse=False)
    table = vectorizer.fit_transform([row for row, _, _ in told])
    model = HistGradientBoostingClassifier(
        max_iter=_ROUNDS, learning_rate=_RATE, max_leaf_nodes=_LEAVES, min_samples_leaf=_FEWEST_IN_LEAF,
        l2_regularization=5, max_features=0.3, early_stopping=False, random_state=0,
    )  # fmt: skip
    with threadpool_limits(1, user_api="openmp"):  # side by side, threads only wait for each other
        model.fit(table, [side for _, side, _ in told], sample_weight=[weight for _, _, weight in told])
    trees = _as_written(model, vectorizer.feature_names_)
    for (row, _, _), own in list(zip(told, model.predict_proba(table), strict=True))[:_CHECKED]:
        if not np.allclose(chances(row, trees), own, atol=0.01):
            raise AssertionError("the trees were not written as the library has them")
    return trees


def _as_written(model: HistGradientBoostingClassifier, names: Sequence[str]) -> Trees:
    """The model as it is stored. The library has no public way to its nodes, so that its own answers are checked."""
    start = tuple(round(float(one), 4) for one in np.ravel(model._baseline_prediction))
    sides = tuple(tuple(_tree(each[side].nodes) for each in model._predictors) for side in range(len(SIDES)))
    return Trees(tuple(names), start, sides, (0.0, 1.0))


def _tree(nodes: np.ndarray) -> Tree:
    return tuple(
        (round(float(one["value"]), 4),)
        if one["is_leaf"]
        else (int(one["feature_idx"]), round(float(one["num_threshold"]), 5), int(one["left"]), int(one["right"]))
        for one in nodes
    )


# --- how often it is right --------------------------------------------------------------------------------------------


class Leant(NamedTuple):
    """A pair, what the rules say of it, what they or the leaning say, and the leaning's chance (1 if the rules do)."""

    pair: Pair
    ruled: Label
    said: Label
    chance: float


def leant(one: Example, trees: Trees | None = None, *, least: float = LIKELY) -> Leant:
    """What is said of a pair, with leanings of at least that chance."""
    bearings, surest = [], 1.0
    for part in one.parts:
        told = lean(part.told, trees) if part.may_lean else Leaning(part.bearing, 1.0)
        may = not part.may_lean or told.towards in part.ways
        bearings.append(told.towards if may and told.chance >= least else Bearing.UNDETERMINED)
        surest = min(surest, told.chance)
    return Leant(one.pair, label_of([part.bearing for part in one.parts]), label_of(bearings), surest)


def held_out(every: Sequence[Example]) -> tuple[Leant, ...]:
    """Every pair with what leans at all: those of the examined halves by trees fitted on the other folds, the others by
    what is shipped."""
    examined = [one for one in every if one.pair.half is Half.EXAMINED]
    trees = {fold: fit([one for one in examined if fold_of(one.pair.claim) != fold]) for fold in range(FOLDS)}
    return tuple(
        leant(one, trees[fold_of(one.pair.claim)] if one.pair.half is Half.EXAMINED else None, least=0.0)
        for one in every
    )


def leaning_table(every: Mapping[str, Sequence[Example]]) -> tuple[Table, Mapping[str, Mapping[str, float]]]:
    """By set and half: what the rules decide, with it what leans, the leanings alone, and the surest 30 %."""
    told = iter(held_out([one for each in every.values() for one in each]))
    rows, measured = [], {}
    for name, each in every.items():
        mine = [next(told) for _ in each]
        for half in Half:
            key, of_half = f"{name}, {half.value}", [one for one in mine if one.pair.half is half]
            measured[key] = {**_figures(of_half), **_surest(of_half)}
            rows.append((key, str(len(of_half)), *_row(of_half, measured[key])))
    header = (
        "pairs", "n", "decided or leaning", "right", "leanings alone right", "opposite", "found of those that bear",
        "calibration error", *(f"right of the surest {part:.0%}" for part in _SHARES),
    )  # fmt: skip
    note = "examined: by trees fitted on the other folds; untouched: as shipped; sure: the rules, then by chance"
    return Table("Sentences that the rules leave undecided: which way they lean", header, tuple(rows), note), measured


def _row(every: Sequence[Leant], figures: Mapping[str, float]) -> Iterator[str]:
    alone = [one for one in every if one.ruled is Label.NEITHER and _said(one) is not Label.NEITHER]
    right = sum(_said(one) is one.pair.label for one in alone)
    yield share(figures["decided"])
    yield interval(_measured(every).right)
    yield f"{right} of {len(alone)}"
    yield share(figures["opposite"])
    yield share(figures["found"])
    yield share(figures["calibration_error"])
    yield from (share(figures[f"surest {part}"]) if f"surest {part}" in figures else "–" for part in _SHARES)


def _figures(every: Sequence[Leant]) -> dict[str, float]:
    measured = _measured(every)
    leaning = [one for one in every if one.ruled is Label.NEITHER and one.said is not Label.NEITHER]
    return {
        "decided": measured.decided,
        "right": measured.right.value,
        "opposite": measured.opposite,
        "found": measured.recall,
        "calibration_error": calibration_error([(one.chance, one.said is one.pair.label) for one in leaning]),
    }


def _surest(every: Sequence[Leant]) -> dict[str, float]:
    """How many are right of a share of all pairs: what the rules decide, then what leans most."""
    said = [one for one in every if one.said is not Label.NEITHER]
    said.sort(key=lambda one: (one.ruled is Label.NEITHER, -one.chance))
    sizes = {part: int(part * len(every)) for part in _SHARES}
    return {
        f"surest {part}": sum(one.said is one.pair.label for one in said[:size]) / size
        for part, size in sizes.items()
        if size <= len(said)
    }


def _measured(every: Sequence[Leant]) -> Measured:
    return measure([(one.pair.label, _said(one)) for one in every])


def _said(one: Leant) -> Label:
    """What is told of a pair: a leaning from the chance on from which it is."""
    return one.said if one.chance >= LIKELY else one.ruled
