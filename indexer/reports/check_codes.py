"""The codes of a check in words: what each means, and what to do about it. Numbers never change their meaning. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.checking.moves import NO_EVIDENCE, label
from indexer.checking.values import Code, Mismatch, Stance

__all__ = ["CODES", "LABELS", "NO_EVIDENCE", "STANCES", "Rule", "in_words", "label"]
LABELS = (*(stance.value for stance in Stance), NO_EVIDENCE)
"""What a verdict is called: the words of the contract, and `no evidence` where nothing here bears on it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for: a name in one word for tools, a title and help for people, and how grave it is in SARIF's
    words (`error`, `warning`, `note`)."""

    name: str
    title: str
    help: str
    level: str


CODES: dict[Code, Rule] = {
    Code.NO_CITATION: Rule(
        "NoCitation", "A claim without a citation",
        "Cite a record that bears on it: the check lists those of the collection.", "note",
    ),
    Code.UNKNOWN_CITATION: Rule(
        "UnknownCitation", "A citation that is not in this collection",
        "It may exist in PubMed. Look it up, and import it if it belongs to the topic; then check again.", "warning",
    ),
    Code.RETRACTED_CITATION: Rule(
        "RetractedCitation", "A citation of a retracted work, or one under an expression of concern",
        "Take it out. If the sentence rests on it alone, the sentence has nothing left to rest on.", "error",
    ),
    Code.UNRELATED_CITATION: Rule(
        "UnrelatedCitation", "The cited record does not bear on the sentence",
        "Read the abstract of the cited record: it may be meant for another sentence.", "warning",
    ),
    Code.CONTRADICTING_CITATION: Rule(
        "ContradictingCitation", "The cited record speaks against the sentence",
        "Read the cited record; then mend the sentence or the citation.", "error",
    ),
    Code.DRUG_FORM: Rule(
        "DrugForm", "Another drug, or another form of it",
        "Ketamine, esketamine and arketamine are different drugs. Name the one that was studied.", "warning",
    ),
    Code.POPULATION: Rule(
        "Population", "Another population",
        "Name the people who were studied, or find evidence in those whom the sentence is about.", "warning",
    ),
    Code.SPECIES: Rule(
        "Species", "Animals or cells, not people",
        "Say that it was seen in animals or cells: it says nothing yet about people.", "warning",
    ),
    Code.ROUTE: Rule("Route", "Another route", "Name the route by which the drug was given.", "warning"),
    Code.OUTCOME: Rule("Outcome", "Another outcome", "Name the outcome that was measured.", "warning"),
    Code.PREVENTION: Rule(
        "Prevention", "Prevention, not treatment, or the other way round",
        "Say which of the two was studied.", "warning",
    ),
    Code.TIME: Rule("Time", "Another time", "Say when it was measured, and for how long it lasted.", "warning"),
    Code.COMPARATOR: Rule("Comparator", "Another comparator", "Say what it was compared with.", "warning"),
    Code.DOSE: Rule("Dose", "Another dose", "Name the dose that was studied.", "warning"),
    Code.CERTAINTY: Rule(
        "Certainty", "Said more surely than the evidence says it",
        "Say it as the evidence does: may, was associated with, in some patients.", "warning",
    ),
    Code.NUMBER: Rule("Number", "Another number", "Set the number right, with its unit.", "warning"),
    Code.ABSOLUTE: Rule(
        "AbsoluteWording", "Absolute wording",
        "No study shows that something always, never or certainly happens. Say how often, in whom, compared with what.",
        "warning",
    ),
    Code.HARMS_MISSING: Rule(
        "HarmsMissing", "Benefits without harms",
        "Name the harms too: dissociation, blood pressure, misuse, bladder.", "warning",
    ),
}  # fmt: skip

STANCES: dict[Stance, Rule] = {
    Stance.SUPPORTS: Rule(
        "Supports", "The collection supports the claim", "Nothing to do; cite the records that carry it.", "none"
    ),
    Stance.CONTRADICTS: Rule(
        "Contradicts", "The collection speaks against the claim",
        "Read the records that speak against it; then take it out or say what they found.", "error",
    ),
    Stance.MIXED: Rule(
        "Mixed", "Findings stand on both sides of the claim",
        "Say that findings differ, and in whom, when and compared with what.", "warning",
    ),
    Stance.INSUFFICIENT: Rule(
        "Insufficient", "The collection does not decide the claim",
        "Leave it out, say less, or find a record that carries it. It may be true all the same.", "note",
    ),
}  # fmt: skip

NOT_IN_SENTENCE = "not in the sentence"
_PARTS = {
    Code.DRUG_FORM: "drug", Code.POPULATION: "population", Code.SPECIES: "species", Code.ROUTE: "route",
    Code.OUTCOME: "outcome", Code.PREVENTION: "purpose", Code.TIME: "time", Code.COMPARATOR: "comparator",
    Code.DOSE: "dose", Code.CERTAINTY: "certainty", Code.NUMBER: "number",
}  # fmt: skip


def in_words(mismatch: Mismatch) -> str:
    """A mismatch in a few words: `drug: ketamine in the claim, esketamine in the evidence`."""
    part = _PARTS.get(mismatch.code, CODES[mismatch.code].title.lower())
    if mismatch.code is Code.NUMBER and mismatch.claimed.isalpha():
        return f"{part}: “{mismatch.claimed}” in the claim, which the evidence does not say"
    if mismatch.claimed and mismatch.claimed == mismatch.found:
        return f"{part}: {mismatch.in_claim} in the claim, and in the evidence elsewhere than in this sentence"
    if mismatch.found == NOT_IN_SENTENCE:
        return f"{part}: {mismatch.in_claim} in the claim, {NOT_IN_SENTENCE}"
    return f"{part}: {mismatch.in_claim or 'nothing'} in the claim, {mismatch.in_evidence or 'nothing'} in the evidence"
