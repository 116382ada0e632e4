"""What an abstract does for a claim: SUPPORT, CONTRADICT, or not enough said.

Four judges: the commonest label; overlap of words (the sentence that holds most of the claim supports it, from a share
up that is fitted); the rules, as checking has them; and a linear model that must always answer, to show what forcing
one costs. The scores over abstracts are those of Wadden et al. 2020: a predicted abstract is right if it is
labelled so (label only), and, with its rationale, if the three sentences shown also hold a gold rationale whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.appraisal import measures as counting
from benchmarks.appraisal.tables import Table, interval, share
from benchmarks.claims import choice
from benchmarks.claims.choice import Choice
from benchmarks.claims.folds import LOOKED_AT, by_fold, fitted, fold_of
from benchmarks.claims.measures import SHOWN, Found, f1
from benchmarks.claims.scifact import CONTRADICT, LABELS, NOT_ENOUGH, SUPPORT, Abstract, LabelledClaim
from indexer.appraisal.reading import Line
from indexer.checking import free, ranker, senses
from indexer.checking.asked import asked_of, set_beside
from indexer.checking.check import read_claim
from indexer.checking.evidence import rationales, wanted
from indexer.checking.library import Library
from indexer.checking.values import Bearing
from indexer.record import record_id

_SAID = {Bearing.SUPPORTS: SUPPORT, Bearing.CONTRADICTS: CONTRADICT, Bearing.UNDETERMINED: NOT_ENOUGH}


class Judged(NamedTuple):
    """A claim and an abstract: the true label (NOT_ENOUGH where nothing is labelled), what each judge needs or says."""

    claim: LabelledClaim
    number: str
    label: str
    free: str
    checked: str
    covered: float
    row: tuple[float, ...]
    sentences: tuple[int, ...]


Judge = Callable[[Judged], str]


def judged(
    pairs: Sequence[tuple[LabelledClaim, str]], corpus: Mapping[str, Abstract], library: Library
) -> tuple[Judged, ...]:
    """Every (claim, abstract), read once."""
    return tuple(_judged(claim, number, corpus[number], library) for claim, number in pairs)


def _judged(claim: LabelledClaim, number: str, abstract: Abstract, library: Library) -> Judged:
    asked, reading = wanted(claim.text, None, library), abstract.reading
    lines = rationales(asked, reading)
    free_claim = free.asked(claim.text, asked.weights)
    said = [free.judge(free_claim, reading, line) for line, _ in lines if line.kind.is_finding]
    decided = {one.bearing for one in said} - {Bearing.UNDETERMINED}
    covered = max((share for _, share in lines), default=0.0)
    return Judged(
        claim,
        number,
        claim.gold[number].label if number in claim.gold else NOT_ENOUGH,
        _SAID[decided.pop()] if len(decided) == 1 else NOT_ENOUGH,
        _checked(claim, number, library),
        covered,
        _row(free_claim, abstract, lines, said),
        tuple(abstract.sentence_of(line) for line, _ in lines)[:SHOWN],
    )


def _checked(claim: LabelledClaim, number: str, library: Library) -> str:
    stored = library.stored([record_id(number)])
    said = {
        evidence.bearing
        for one in read_claim(claim.text)
        for record in stored
        if (evidence := set_beside(asked_of(one, library), record, library)) is not None
    }
    decided = said - {Bearing.UNDETERMINED}
    return _SAID[decided.pop()] if len(decided) == 1 else NOT_ENOUGH


def _row(
    claim: free.Asked, abstract: Abstract, lines: Sequence[tuple[Line, float]], said: Sequence[free.Judged]
) -> tuple[float, ...]:
    """What the linear model weighs: coverage, structure read, senses shared and opposed, negation, numbers."""
    best = ranker.sentences(abstract.reading)
    whole = frozenset().union(*(one.stems for one in best))
    total = sum(claim.weights.values()) or 1.0
    meant = {one.sense for one in claim.governed}
    told = {one.sense for line, _ in lines[:SHOWN] for one in senses.told(abstract.reading, line)}
    return (
        1.0,
        max((share for _, share in lines), default=0.0),
        sum(weight for one, weight in claim.weights.items() if one in whole) / total,
        float(any(one.bearing is Bearing.SUPPORTS for one in said)),
        float(any(one.bearing is Bearing.CONTRADICTS for one in said)),
        float(bool(meant & told)),
        float(senses.Sense.NONE in meant),
        float(senses.Sense.NONE in meant and senses.Sense.NONE not in told),
        float(senses.Sense.NONE in told and senses.Sense.NONE not in meant),
        float(any(frozenset((one, other)) in senses.CONTRARY for one in meant for other in told)),
        float(bool(claim.numbers)),
        float(bool(claim.numbers) and not any(claim.numbers <= one.numbers for one in best)),
        float(bool(said)),
    )


def _choice(one: Judged) -> Choice:
    return Choice(
        tuple(_block(one.row, place) for place in range(len(LABELS))), tuple(label == one.label for label in LABELS)
    )


def _block(row: Sequence[float], place: int) -> tuple[float, ...]:
    return (0.0,) * (len(row) * place) + tuple(row) + (0.0,) * (len(row) * (len(LABELS) - 1 - place))


def _fit_linear(every: Sequence[Judged]) -> tuple[float, ...]:
    return choice.fit([_choice(one) for one in every])


def _fit_share(every: Sequence[Judged]) -> float:
    """The share from which overlap is taken for support: the one that labels most rightly."""
    tried = [step / 20 for step in range(21)]
    return max(tried, key=lambda least: sum((one.label == SUPPORT) is (one.covered >= least) for one in every))


def judges(every: Sequence[Judged]) -> Mapping[str, Judge]:
    """The judges, those that are fitted with what the other folds gave."""
    folds = by_fold(every, lambda one: one.claim.id)
    common = fitted(folds, lambda rest: Counter(one.label for one in rest).most_common(1)[0][0])
    shares, weights = fitted(folds, _fit_share), fitted(folds, _fit_linear)

    def linear(one: Judged) -> str:
        said = choice.chances(weights[fold_of(one.claim.id)], _choice(one).rows)
        return LABELS[max(range(len(LABELS)), key=said.__getitem__)]

    return {
        "the commonest label": lambda one: common[fold_of(one.claim.id)],
        "overlap of words": lambda one: SUPPORT if one.covered >= shares[fold_of(one.claim.id)] else NOT_ENOUGH,
        "rules for any words (free)": lambda one: one.free,
        "as checking decides": lambda one: one.checked,
        "linear model, always answering": linear,
    }


def label_table(every: Sequence[Judged]) -> tuple[Table, Mapping[str, Mapping[str, float]]]:
    """Accuracy and macro-F1 on three classes given the abstract; precision and share of what was decided."""
    rows, measured = [], {}
    for name, judge in judges(every).items():
        pairs = [(one.label, judge(one), one.claim.id) for one in every]
        cells = counting.count((frozenset({label}), frozenset({said})) for label, said, _ in pairs)
        decided = [(label, said, claim) for label, said, claim in pairs if said != NOT_ENOUGH]
        opposite = sum({label, said} == {SUPPORT, CONTRADICT} for label, said, _ in decided)
        right = sum(label == said for label, said, _ in decided)
        unseen = [label == said for label, said, claim in decided if fold_of(claim) not in LOOKED_AT]
        accuracy = counting.wilson(*counting.exact(cells))
        precision = counting.wilson(right, len(decided))
        measured[name] = {
            "accuracy": accuracy.value,
            "macro_f1": counting.macro_f1(cells),
            "decided": len(decided) / len(every),
            "precision": precision.value,
            "precision_unseen": counting.wilson(sum(unseen), len(unseen)).value,
            "opposite": opposite / len(every),
        }
        rows.append((
            name, interval(accuracy), share(measured[name]["macro_f1"]), share(measured[name]["decided"]),
            interval(precision), share(measured[name]["precision_unseen"]), share(measured[name]["opposite"]),
        ))  # fmt: skip
    header = ("judge", "accuracy", "macro-F1", "decided", "precision", "… folds 2-4", "opposite")
    note = f"{len(every)} pairs of a claim and an abstract that its author cited; decided: not NOT ENOUGH"
    return Table("Labels given the abstract, SciFact", header, tuple(rows), note), measured


def abstract_table(
    cited: Sequence[Judged], found: Sequence[Judged], claims: Sequence[LabelledClaim]
) -> tuple[Table, Mapping[str, Mapping[str, float]]]:
    """F1 over abstracts, label only and with the rationale: of the abstracts cited, and of those found by search."""
    rows, measured = [], {}
    there = sum(len(claim.gold) for claim in claims)
    for where, every in (("cited", cited), (f"first {SHOWN} found", found)):
        for name, judge in judges(every).items():
            said = [(one, judge(one)) for one in every]
            decided = [(one, label) for one, label in said if label != NOT_ENOUGH]
            right = [one for one, label in decided if label == one.label]
            label_only = f1(len(right), len(decided), there)
            whole = f1(sum(map(_shows_rationale, right)), len(decided), there)
            measured[f"{name}, {where}"] = {"label_only": label_only.f1, "label_and_rationale": whole.f1}
            rows.append((f"{name}, {where}", *_cells(label_only), share(whole.f1)))
    header = ("judge", "precision", "recall", "F1 label only", "F1 label + rationale")
    return Table("Abstracts as Wadden et al. 2020 score them, SciFact", header, tuple(rows)), measured


def _cells(one: Found) -> tuple[str, ...]:
    return share(one.precision), share(one.recall), share(one.f1)


def _shows_rationale(one: Judged) -> bool:
    gold = one.claim.gold.get(one.number)
    return gold is not None and any(each <= set(one.sentences) for each in gold.rationales)
