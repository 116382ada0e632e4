"""Which way an outcome went in a trial: Evidence Inference's prompts (DeYoung et al. 2020, BioNLP, 123-132; MIT).

A prompt names an intervention, a comparator and an outcome; the answer is that the outcome increased, decreased, or did
not differ. Three claims are made of each and set beside the text by the rules for any words; the one that is supported
is the answer, and none where not exactly one is. Who is compared is given by the prompt, so that the words of the
intervention weigh little and stand in for the title of the evidence; numbers (doses, times) are left out.

Read twice: from the evidence text given, and from the abstract, where the sentence has to be found. Beside them stand
the commonest answer and the first word of direction in the text.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.appraisal import measures as counting
from benchmarks.appraisal.tables import Table, interval, share
from benchmarks.claims.folds import LOOKED_AT, by_fold, fitted, fold_of
from indexer.appraisal.reading import Reading
from indexer.checking import free
from indexer.checking.library import content_words
from indexer.checking.values import Bearing
from indexer.engines.ranking import stem
from indexer.record import AbstractSection, Record, record_id
from indexer.text import plain
from indexer.vocabulary import directions

INCREASED, DECREASED, SAME = "increased", "decreased", "no difference"
UNKNOWN = ""

_FILE = Path("claims") / "direction" / "evidence-inference-train.jsonl.gz"
_VERBS = {INCREASED: "increases", DECREASED: "decreases", SAME: "has no effect on"}
_GIVEN = 0.1
"""Weight of a word of the intervention beside one of the outcome."""
_MEANS = {"higher": INCREASED, "better": INCREASED, "lower": DECREASED, "worse": DECREASED, "same": SAME}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked of an article, the true answer, and the texts to read it from."""

    article: str
    intervention: str
    outcome: str
    label: str
    evidence: str
    title: str
    abstract: str


def prompts(data: Path) -> tuple[Prompt, ...]:
    """The training prompts under the folder `data`, each once.

    Raises:
        OSError: the file is missing or cannot be read.
    """
    with gzip.open(data / _FILE, "rt", encoding="utf-8") as stream:
        told = [json.loads(line) for line in stream]
    every = (
        Prompt(
            one["pmid"] or one["pmcid"], one["intervention"], one["outcome"], one["label"],
            " ".join(one["evidence"].split()), one["title"] or "", " ".join((one["abstract"] or "").split()),
        )
        for one in told
    )  # fmt: skip
    return tuple(dict.fromkeys(every))


def labels() -> tuple[str, ...]:
    """The three answers."""
    return tuple(_VERBS)


def reading_of(text: str, title: str = "") -> Reading:
    """A text, ready to be read."""
    return Reading(Record(record_id("1"), "1", title=title, abstract=(AbstractSection(text),) if text else ()))


def claim_of(prompt: Prompt, label: str, given: float = 1.0) -> free.Asked:
    """The claim that an answer makes of a prompt, `given` being the weight of a word of the intervention."""
    intervention, outcome = _NUMBER.sub(" ", prompt.intervention), _NUMBER.sub(" ", prompt.outcome)
    weights = {stem(word): given for word in content_words(intervention)}
    weights.update((stem(word), 1.0) for word in content_words(outcome))
    return free.asked(f"{intervention} {_VERBS[label]} {outcome}", weights)


def read(prompt: Prompt, text: str, title: str = "") -> str:
    """The answer that the rules read from a text; empty where it is not determined."""
    reading = reading_of(text, title)
    claims = {label: claim_of(prompt, label, _GIVEN) for label in labels()}
    said: set[str] = set()
    for line in reading.lines:
        if line.is_title:
            continue
        one = [label for label, claim in claims.items() if free.judge(claim, reading, line).bearing is Bearing.SUPPORTS]
        if len(one) == 1:
            said.update(one)
    return said.pop() if len(said) == 1 else UNKNOWN


def first_word(text: str) -> str:
    """What the first word of direction in a text says; that nothing differed where there is none."""
    low = plain(text)
    return next((_MEANS[one.meaning] for one in directions.cues(low, 0, len(low)) if one.meaning in _MEANS), SAME)


def direction_table(every: Sequence[Prompt]) -> tuple[Table, Mapping[str, Mapping[str, float]]]:
    """Accuracy and macro-F1 on three classes, what was not determined being wrong; then how often, and how rightly, an
    answer was given, and how often the opposite one."""
    common = fitted(
        by_fold(every, lambda one: one.article), lambda rest: Counter(one.label for one in rest).most_common(1)[0][0]
    )
    from_text = [read(one, one.evidence, one.intervention) for one in every]
    ways = {
        "the commonest answer": [common[fold_of(one.article)] for one in every],
        "first word of direction": [first_word(one.evidence) for one in every],
        "rules, given the evidence": from_text,
        "… else the first word of direction": [
            said or first_word(one.evidence) for one, said in zip(every, from_text, strict=True)
        ],
        "rules, reading the abstract": [read(one, one.abstract, one.title) for one in every],
    }
    rows, measured = [], {}
    for name, said in ways.items():
        measured[name], row = _measured(every, said)
        rows.append((name, *row))
    header = ("reader", "accuracy", "macro-F1", "decided", "precision", "… folds 2-4", "opposite")
    articles = len({one.article for one in every})
    note = f"{len(every)} prompts of {articles} articles; opposite: increased for decreased or the other way, of all"
    return Table("Direction of an outcome, Evidence Inference", header, tuple(rows), note), measured


def _measured(every: Sequence[Prompt], said: Sequence[str]) -> tuple[dict[str, float], tuple[str, ...]]:
    pairs = list(zip(every, said, strict=True))
    cells = counting.count((frozenset({one.label}), frozenset({told} if told else ())) for one, told in pairs)
    decided = [(one, told) for one, told in pairs if told]
    right = counting.wilson(sum(one.label == told for one, told in decided), len(decided))
    unseen = [one.label == told for one, told in decided if fold_of(one.article) not in LOOKED_AT]
    opposite = sum({one.label, told} == {INCREASED, DECREASED} for one, told in decided) / len(every)
    accuracy, macro = counting.wilson(*counting.exact(cells)), counting.macro_f1(cells)
    fresh = counting.wilson(sum(unseen), len(unseen)).value
    figures = {"accuracy": accuracy.value, "macro_f1": macro, "decided": len(decided) / len(every),
               "precision": right.value, "precision_unseen": fresh, "opposite": opposite}  # fmt: skip
    row = (interval(accuracy), share(macro), share(figures["decided"]), interval(right), share(fresh), share(opposite))
    return figures, row
