"""The contrast suite: true sentences of a collection, each with one part swapped, set beside themselves.

From every sentence that tells a finding and whose statement is read with certainty a claim is made of its own words
(and from those that name a drug and no outcome that a table knows, which are read by their words alone),
and from that the claims that say something else: the negation, the other direction, another number, unit, time, form of
the drug, population, species or comparator. A swapped claim must never come out as supported by the sentence that it
was made from. Beside it stands how many of the unchanged claims are supported by their own sentence: a judge that never
says anything is trivially safe.

    python -m benchmarks.claims.contrasts --workspace DIR [--verdicts N] [--show KIND] [--json]

`--verdicts N` also checks N claims of the kinds that are false of the whole collection (negation, direction) against
all of it. `--show` prints PMID and offsets of the failures of a kind. Nothing of a record's text is stored.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.appraisal import Age, Appraisal, Species, appraise
from indexer.appraisal.reading import Line, Reading, of_text
from indexer.checking.check import check_claim, read_claim
from indexer.checking.clauses import clauses, within
from indexer.checking.course_words import NEGATION
from indexer.checking.judging import by_words, judge
from indexer.checking.leaning import leaning
from indexer.checking.library import Library
from indexer.checking.statements import statements
from indexer.checking.values import Bearing, Claim, Direction, Slot, Span, Stance, Statement
from indexer.checking.weighing import Weighed
from indexer.engines.whoosh import WhooshEngine
from indexer.record import Record
from indexer.store.sqlite import SqliteStore
from indexer.text import plain
from indexer.vocabulary.concepts import Kind

_ANTONYMS = {
    "reduced": "increased", "reduces": "increases", "reduce": "increase", "reducing": "increasing",
    "reduction": "increase", "reductions": "increases", "decreased": "increased", "decreases": "increases",
    "decrease": "increase", "decreasing": "increasing", "increased": "decreased", "increases": "decreases",
    "increase": "decrease", "increasing": "decreasing", "improved": "worsened", "improves": "worsens",
    "improve": "worsen", "improving": "worsening", "improvement": "worsening", "improvements": "worsening",
    "alleviated": "aggravated", "alleviate": "aggravate", "ameliorated": "aggravated", "ameliorate": "aggravate",
    "lower": "higher", "higher": "lower", "fewer": "more", "greater": "smaller", "attenuated": "enhanced",
    "enhanced": "attenuated", "enhance": "attenuate", "effective": "harmful", "beneficial": "harmful",
    "induced": "prevented", "induces": "prevents", "prevented": "caused", "prevent": "cause", "impaired": "improved",
    "impair": "improve", "elevated": "lowered", "declined": "rose", "superior": "inferior", "inferior": "superior",
    "well tolerated": "poorly tolerated", "safe": "unsafe", "worsened": "improved", "worsen": "improve",
}  # fmt: skip
_BASES = {"reduced": "reduce", "decreased": "decrease", "increased": "increase", "improved": "improve",
          "alleviated": "alleviate", "ameliorated": "ameliorate", "attenuated": "attenuate", "enhanced": "enhance",
          "induced": "induce", "produced": "produce", "prevented": "prevent", "impaired": "impair", "showed": "show",
          "demonstrated": "demonstrate", "exerted": "exert", "resulted in": "result in", "led to": "lead to",
          "reduces": "reduce", "decreases": "decrease", "increases": "increase", "improves": "improve",
          "enhances": "enhance", "induces": "induce", "produces": "produce", "shows": "show"}  # fmt: skip
_NOUNS = frozenset({"reduction", "reductions", "decrease", "decreases", "increase", "increases", "improvement",
                    "improvements", "decline", "declines", "effect", "effects", "elevation", "elevations"})  # fmt: skip
_ARTICLE = re.compile(
    r"(?:\b(?:a|an|the) )?(?:\b\w+ly )?(?:\b(?:significant|marked|large|rapid|greater|substantial|robust|acute) )?$"
)
_AUXILIARIES = re.compile(r"\b(?:was|were|is|are|may|can|could|might|appears? to|has|have)\b")
_POPULATIONS = {
    "treatment-resistant depression": "treatment-resistant depression", "bipolar disorder": "bipolar disorder",
    "postpartum depression": "postpartum depression", "post-traumatic stress disorder": "PTSD",
    "obsessive-compulsive disorder": "obsessive-compulsive disorder", "schizophrenia": "schizophrenia",
    "anorexia nervosa": "anorexia nervosa", "Parkinson disease": "Parkinson disease",
}  # fmt: skip
_FORMS = ("ketamine", "esketamine", "arketamine")
_UNITS = {"mg/kg": "mg", "mg": "g", "%": "points", "points": "%"}
_TIMES = {"minutes": "months", "hours": "weeks", "hour": "week", "h": "months", "days": "months", "day": "month",
          "weeks": "years", "week": "year", "months": "days", "month": "day", "years": "days"}  # fmt: skip
_TIME = re.compile(r"(?P<number>\b\d+(?:\.\d+)?)(?P<gap>[ -]?)(?P<unit>minutes|hours?|h|days?|weeks?|months?|years)\b")
_NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?= ?%| ?mg| ?points|[ -]patients|[ -]participants)")
_UNIT = re.compile(r"(?<=\d)(?P<gap> ?)(?P<unit>mg/kg|mg|%|points)(?!\w)")
_ANIMALS = re.compile(r"\b(?:rats|mice|animals|rodents|monkeys)\b")
_PEOPLE = re.compile(r"\b(?:patients|participants|adults|individuals|people|subjects|volunteers)\b")
_CONTROLS = re.compile(r"\b(?:placebo|midazolam|saline|ECT|electroconvulsive therapy|control group|controls)\b")
FALSE_OF_ALL = ("negation", "direction")
"""Kinds whose claims are false of the collection as a whole where the unchanged claim is true of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of a record from which a claim is made, and the claim in its own words."""

    record: Record
    reading: Reading
    appraisal: Appraisal
    line: Line
    text: str
    statement: Statement


@dataclass
class Tally:
    """How the claims of one kind came out."""

    asked: int = 0
    bearings: Counter[Bearing] = field(default_factory=Counter)
    leaning: int = 0
    """How many of the undetermined ones seem to be supported, which no verdict counts."""
    failures: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, answer: tuple[Bearing, bool] | None) -> Bearing | None:
        """Counts an answer, if there is one, and gives what it decided."""
        self.asked += 1
        if answer is None:
            return None
        bearing, leans = answer
        self.bearings[bearing] += 1
        self.leaning += leans
        return bearing

    @property
    def supported(self) -> float:
        """The share that came out as supported."""
        return self.bearings[Bearing.SUPPORTS] / self.asked if self.asked else 0.0


def sources(records: Iterable[Record]) -> Iterator[Source]:
    """The sentences from which claims are made: findings whose statement about one named drug was read."""
    for record in records:
        reading = Reading(record)
        appraisal = appraise(record)
        for line in reading.lines:
            if line.is_title or not line.kind.is_finding:
                continue
            every = statements(reading, line.start, line.end)
            for told in every or _by_words(reading, line):
                is_known = told.direction is not Direction.UNKNOWN or told.outcome is None
                if not is_known or not told.interventions or told.clause is None:
                    continue
                text = reading.text[told.clause.start : told.clause.end].strip(" ,;.")
                yield Source(record, reading, appraisal, line, text, told)
                break


def _by_words(reading: Reading, line: Line) -> Iterator[Statement]:
    """A sentence without a known outcome, as it is read by its words: its first clause, if that names a drug and says
    which way something goes."""
    clause = next(clauses(reading, line.start, line.end))
    drugs = within(reading.drugs, clause.start, clause.end)
    cues = [Span(one.start, one.end) for one in clause.cues if one.meaning in ("lower", "higher", "better", "worse")]
    named = within(reading.named(Kind.OUTCOME), clause.start, clause.end)
    if drugs and cues and not named:
        slots = tuple(Slot(one.concept.name, Span(one.start, one.end)) for one in drugs)
        yield Statement(slots, None, Direction.UNKNOWN, tuple(cues[-1:]), clause=Span(clause.start, clause.end))


def swaps(source: Source) -> Iterator[tuple[str, str]]:
    """The claims that say something else than the sentence does: (kind, text)."""
    for kind, swap in _SWAPS.items():
        for text in swap(source):
            if text and text != source.text:
                yield kind, text


def answer_of(text: str, source: Source) -> tuple[Bearing, bool] | None:
    """What the source's sentence does for a claim of this text, and whether it leans to support it; None if the text
    states nothing of its outcome."""
    told = [one.statement for one in read_claim(text) if one.statement.outcome_name == source.statement.outcome_name]
    if not told:
        return None
    claim = Claim(text, 0, len(text), 1, told[0], sentence=text)
    beside, asked = (source.reading, source.appraisal, source.line), of_text(text)
    judged = judge(claim, asked, *beside, words=by_words(claim, text))
    leans = leaning(Weighed(claim, asked), judged, *beside)
    return judged.bearing, leans is not None and leans.is_likely and leans.towards is Bearing.SUPPORTS


def measure(records: Iterable[Record]) -> tuple[Tally, dict[str, Tally], list[tuple[str, str]]]:
    """The unchanged claims, the swapped ones by kind, and the swapped claims that are false of the whole collection."""
    unchanged, swapped = Tally(), {kind: Tally() for kind in _SWAPS}
    false_of_all: list[tuple[str, str]] = []
    for source in sources(records):
        own = unchanged.add(answer_of(source.text, source))
        for kind, text in swaps(source):
            tally = swapped[kind]
            found = tally.add(answer_of(text, source))
            if found is Bearing.SUPPORTS:
                tally.failures.append((source.record.pmid, source.line.start, source.line.end))
            if kind in FALSE_OF_ALL and own is Bearing.SUPPORTS:
                false_of_all.append((kind, text))
    return unchanged, swapped, false_of_all


# --- the swaps --------------------------------------------------------------------------------------------------------


def _cue(source: Source) -> tuple[int, int] | None:
    """Where in the text of the claim its word of direction stands."""
    if source.statement.clause is None or not source.statement.direction_words:
        return None
    whole = source.reading.text[source.statement.clause.start : source.statement.clause.end]
    offset = source.statement.clause.start + whole.find(source.text)
    word = source.statement.direction_words[-1]
    return word.start - offset, word.end - offset


def _denies(source: Source) -> bool:
    """Whether a sentence says that nothing happened: what `does not improve` turns into (`does not worsen`) may be true
    as well."""
    return source.statement.direction is Direction.NONE or (
        source.statement.outcome is None and NEGATION.search(plain(source.text)) is not None
    )


def _negated(source: Source) -> Iterator[str]:
    place, text = _cue(source), source.text
    if place is None or _denies(source):
        return
    start, end = place
    word = text[start:end].lower()
    before = text[:start]
    aux = list(_AUXILIARIES.finditer(before))
    if word in _NOUNS:
        article = _ARTICLE.search(before)
        if article:
            yield f"{before[: article.start()]}no {text[start:]}"
    elif aux and start - aux[-1].end() < 30:
        yield f"{before[: aux[-1].end()]} not{before[aux[-1].end() :]}{text[start:]}"
    elif word in _BASES:
        trimmed = re.sub(r"(?:\w+ly )+$", "", before)
        yield f"{trimmed}did not {_BASES[word]}{text[end:]}"


def _turned(source: Source) -> Iterator[str]:
    place, text = _cue(source), source.text
    if place is None or _denies(source):
        return
    start, end = place
    if other := _ANTONYMS.get(text[start:end].lower()):
        yield f"{text[:start]}{other}{text[end:]}"


def _other_number(source: Source) -> Iterator[str]:
    for match in list(_NUMBER.finditer(source.text))[:1]:
        yield f"{source.text[: match.start()]}{float(match.group()) * 3 + 1:g}{source.text[match.end() :]}"


def _other_unit(source: Source) -> Iterator[str]:
    for match in list(_UNIT.finditer(source.text))[:1]:
        yield f"{source.text[: match.start('unit')]}{_UNITS[match['unit']]}{source.text[match.end('unit') :]}"


def _other_time(source: Source) -> Iterator[str]:
    match = _TIME.search(source.text)
    if match:
        unit = _TIMES[match["unit"]]
        yield f"{source.text[: match.start()]}{match['number']} {unit}{source.text[match.end() :]}"
    elif source.statement.direction is not Direction.NONE:
        yield f"{source.text} for up to 7 years"


def _other_form(source: Source) -> Iterator[str]:
    whole = plain(source.reading.text)
    for form in _FORMS:
        others = [one for one in source.statement.interventions if one.value in _FORMS and one.value != form]
        if (
            len(source.statement.interventions) == 1
            and others
            and source.statement.clause
            and form
            not in whole.replace("esketamine", "" if form == "ketamine" else "esketamine").replace(
                "arketamine", "" if form == "ketamine" else "arketamine"
            )
        ):
            offset = source.statement.clause.start + source.reading.text[source.statement.clause.start :].find(
                source.text
            )
            start, end = others[0].span.start - offset, others[0].span.end - offset
            yield f"{source.text[:start]}{form}{source.text[end:]}"


def _other_population(source: Source) -> Iterator[str]:
    known = {one.concept.name for one in source.reading.named(Kind.CONDITION)}
    known |= {one.value for one in source.appraisal.conditions}
    named = of_text(source.text).named(Kind.CONDITION)
    for name, words in _POPULATIONS.items():
        if name in known or (name == "bipolar disorder" and any("bipolar" in one for one in known)):
            continue
        inside = [one for one in named if one.start >= 12 and "patient" in source.text[: one.start]]
        if inside:
            yield f"{source.text[: inside[0].start]}{words}{source.text[inside[0].end :]}"
        else:
            yield f"{source.text} in patients with {words}"
    young = any(one.value is Age.ADOLESCENT for one in source.appraisal.ages)
    if not young and "adolescen" not in source.reading.plain and source.appraisal.species.value is Species.HUMAN:
        yield f"{source.text} in adolescents"


def _other_species(source: Source) -> Iterator[str]:
    species = source.appraisal.species.value
    if species is Species.HUMAN:
        yield _PEOPLE.sub("rats", source.text) if _PEOPLE.search(source.text) else f"{source.text} in rats"
    elif species is Species.ANIMAL:
        yield _ANIMALS.sub("patients", source.text) if _ANIMALS.search(source.text) else f"{source.text} in patients"


def _other_comparator(source: Source) -> Iterator[str]:
    named = {one.concept.name for one in source.reading.named(Kind.DRUG)}
    for name, words in (("electroconvulsive therapy", "ECT"), ("lithium", "lithium"), ("quetiapine", "quetiapine")):
        if name in named or source.statement.direction is Direction.NONE:
            continue
        match = _CONTROLS.search(source.text)
        if match and re.search(r"than|versus|vs|compared|to $", source.text[: match.start()]):
            yield f"{source.text[: match.start()]}{words}{source.text[match.end() :]}"
        elif not match:
            yield f"{source.text} compared with {words}"


_SWAPS: dict[str, Callable[[Source], Iterator[str]]] = {
    "negation": _negated,
    "direction": _turned,
    "number": _other_number,
    "unit": _other_unit,
    "time": _other_time,
    "drug form": _other_form,
    "population": _other_population,
    "species": _other_species,
    "comparator": _other_comparator,
}


# --- the command ------------------------------------------------------------------------------------------------------


def verdicts(claims: list[tuple[str, str]], library: Library, count: int) -> Counter[Stance]:
    """How a sample of claims that are false of the whole collection comes out against all of it."""
    chosen = random.Random(5).sample(claims, min(count, len(claims)))
    found: Counter[Stance] = Counter()
    for _, text in chosen:
        for told in [one.statement for one in read_claim(text)][:1]:
            found[check_claim(Claim(text, 0, len(text), 1, told, sentence=text), library).stance] += 1
    return found


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims.contrasts", description=__doc__)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--verdicts", type=int, default=0)
    parser.add_argument("--show", default="")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    store = SqliteStore.open(options.workspace / "index" / "records.sqlite3")
    ids = list(store.ids())
    unchanged, swapped, false_of_all = measure(store.get([one])[one].record for one in ids)
    total = sum(tally.asked for tally in swapped.values())
    failed = sum(tally.bearings[Bearing.SUPPORTS] for tally in swapped.values())
    result = {
        "unchanged": {"claims": unchanged.asked, "supported": round(unchanged.supported, 4),
                      "leaning": unchanged.leaning},
        "swapped": {
            kind: {"claims": tally.asked, "supported": tally.bearings[Bearing.SUPPORTS],
                   "contradicted": tally.bearings[Bearing.CONTRADICTS], "leaning": tally.leaning,
                   "share": round(tally.supported, 4)}
            for kind, tally in swapped.items()
        },
        "share": round(failed / total, 4) if total else 0.0,
    }  # fmt: skip
    if options.verdicts:
        library = Library(WhooshEngine(options.workspace / "index" / "whoosh", read_only=True), store)
        result["verdicts"] = {
            one.value: count for one, count in verdicts(false_of_all, library, options.verdicts).items()
        }
    if options.json:
        sys.stdout.write(json.dumps(result, indent=1) + "\n")
        return 0
    lines = [f"unchanged   {unchanged.asked:6} claims, {unchanged.supported:6.1%} supported by their own sentence"]
    lines += [
        f"{kind:11} {tally.asked:6} claims, {tally.bearings[Bearing.SUPPORTS]:4} supported ({tally.supported:.2%}), "
        f"{tally.bearings[Bearing.CONTRADICTS]} contradicted, {tally.leaning} seem supported"
        for kind, tally in swapped.items()
    ]
    lines.append(f"all swapped {total:6} claims, {failed:4} supported ({result['share']:.2%}; goal 0, at most 1 %)")
    if options.verdicts:
        lines.append(f"verdicts of claims false of the collection: {result['verdicts']}")
    if options.show:
        lines += [f"{pmid} {start} {end}" for pmid, start, end in swapped[options.show].failures]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
