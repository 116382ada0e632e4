"""The words of a claim that no part of its statement accounts for, and whether a record has them.

A claim may name what no table knows: an invented outcome, `left-handed people`, a place. Overlap of words never
supports a claim; but a word of it that neither the sentence nor its title has is a part of the claim that nothing was
found on, and so nothing is decided.

Imports `appraisal` and `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.appraisal.reading import Reading
from indexer.checking.course_words import BROUGHT_INTO
from indexer.checking.library import content_words, stems
from indexer.checking.short_forms import stems_told
from indexer.engines.ranking import stem
from indexer.text import words
from indexer.vocabulary import directions

# Words that say how, how much, how soon or how surely, whom in general, or only that something was given and measured.
# Times and numbers are compared by `figures`, drugs, routes and illnesses by `mismatch`.
_GENERAL = frozenset(
    stem(word)
    for word in words(
        "significant significantly rapid rapidly quick quickly fast faster fast-acting immediate immediately acute "
        "acutely "
        "strong strongly marked markedly substantial substantially considerable considerably robust robustly "
        "clinically "
        "meaningful statistically great greatly notable notably dramatic dramatically large small moderate moderately "
        "effective effectively efficacy effect effects impact result results outcome outcomes benefit benefits "
        "beneficial "
        "treatment treatments treat treated treating therapy therapies therapeutic "
        "intervention medication medications "
        "medicine drug drugs option use used using given giving administered administration receive receiving received "
        "low low-dose dose doses dosing infusion infusions injection injections session sessions course regimen "
        "subanesthetic "
        "patient patients people person persons individual individuals adult adults human humans participant "
        "participants "
        "subject subjects sufferers those someone who whom whose live living suffer suffering diagnosed diagnosis "
        "symptom symptoms severity severe score scores scale rating ratings level levels rate rates risk incidence "
        "compared comparison versus vs relative than against group groups control placebo "
        "single repeated multiple several series one two serial course subsequent initial further additional "
        "hour hours day days week weeks month months year years minute minutes short long term lasting sustained "
        "sustain "
        "durable maintain maintained persist last prolonged within after following before during over up "
        "longer longer-lasting sooner "
        "always never ensure ensures guarantee guarantees completely cure cures proven prove clinical trial trials "
        "clear clearly well good better best bad new novel promising potential potentially able ability possible "
        "associated association linked related lead leads led cause caused causes produce produces induce induces "
        "show shown shows demonstrate demonstrated report reported observe observed appear appears seem seems "
        "work works way form kind part whole overall general generally common commonly usual likely known "
        "depression depressive depressed major disorder illness condition conditions disease symptomatology mood "
        "feel feeling feelings make makes get gets become becomes bring brings other others different various "
        "particularly especially including include even only just still already now today often sometimes "
        "same similar equally no not without any all every none "
        "stubborn hard-to-treat difficult-to-treat drip sufferers brings brought given taken tend tends actually "
        "fairly quite really sooner about around roughly given people's patients' several handful "
        "first second third baseline post mean percent reduction improvement change changes number "
        "least most one two three four five six seven eight nine ten twelve single beyond brief briefly spray "
        "take takes taking taken took alongside together main primary usually still "
        "among amongst throughout across toward towards despite upon via per onto whether while yield yields yielded "
        "confer confers conferred deliver delivers delivered exert exerts elicit elicits elicited provide provides "
        "provided offer offers offered experience experiences experienced note noted document documented total overall "
        "assisted comes come came "
        "heavy regular regularly users user abusers abuse misuse nonusers recreational recreationally "
        "illicit street habitual drinkers takers action actions response responses "
        "antidepressant leave leaves case cases "
        "mg kg mcg fail fails failed failing getting switch switches switching switched added adding shot shots "
        "shortly gave give gives sends send sent complication complications hazard hazards pretreatment "
        "pretreated pretreating beforehand plus couple chance chances odds likelihood probability prophylactic "
        "prophylactically preventive preventative "
        "birth childbirth intact unchanged unaffected untouched unaltered unimpaired undisturbed stable stays stay "
        "stayed leaving "
        "indeed itself crossover directly pooled analysis meta too fact dozens hundreds problem problems power "
        "started starting start begin begins began later soon early overall again down off"
    )
)
_HOW_OFTEN = re.compile(
    r"\b(?:transient(?:ly)?|temporar(?:y|ily)|fleeting(?:ly)?|si[sz]e?able|considerable|mild(?:ly)?|modest(?:ly)?|high|share|proportion|majority|"
    r"substantial|frequently|routinely|regularly|easily|readily|invariably|typically|reliably|consistently|many|widespread|"
    r"permanently|largely|severely|seriously|heavily|hugely|everyone|everybody)\b"
)
_SURGERY = "surgery"
_ANY_OPERATION = re.compile(
    r"\b(?:surg(?:ery|eries|ical)|operat(?:ions?|ed)|(?:peri|post|intra|pre)-?(?:operative(?:ly)?|surgical)|"
    r"undergoing|elective|procedures?|general an(?:a)?esthesia)\b"
)
_NON_USERS = re.compile(r"\bnon-?users?\b|\bpeople who have never (?:taken|used|tried) (?:it|them|the drug)\b")
_IZE = re.compile(r"(?<=[a-z]{3})(?P<before>i)[sz](?P<after>e[drs]?|ing|ations?|ers)$")
_ANALYSES = re.compile(r"analyses$")
_LATE_LIFE = re.compile(r"\blate[- ]life\b")
_HEAD_TO_HEAD = re.compile(r"\bhead-to-head\b|\b(?:tested|compared|pitted|tried) (?:directly )?(?:against|with)\b")
_LONG_RUN = re.compile(r"\bin the long run\b")
# Other words by which a record says the same, by a claim's word.
_AS_WELL = {
    "blood": frozenset(stem(word) for word in ("serum", "plasma")),
    "room": frozenset(stem(word) for word in ("department", "departments")),
}
# These, too, are left to `restrictions`.
_MICRODOSES = re.compile(r"\bmicro-?dos\w+")
# Words for ages and sexes, which `restrictions` compares.
_AGES = frozenset(
    stem(word)
    for word in words(
        "child children childhood paediatric pediatric kids boys girls adolescent adolescents adolescence teen teens "
        "teenager teenagers youth youths young older elderly geriatric seniors aged women men female male "
        "mother mothers"
    )
)


def leftovers(asked: Reading, *, is_for: bool = True) -> tuple[str, ...]:
    """The words of a claim that are no part of what the tables know and say more than how much and how surely; how
    often something happens (`commonly tips into`) only where a sentence would support it (`is_for`)."""
    plain = asked.plain
    # One concept has every operation: which one it is remains to be found.
    known = [(one.start, one.end) for one in asked.mentions if one.concept.name != _SURGERY]
    known += [one.span() for one in _ANY_OPERATION.finditer(plain)]
    known += [(cue.start, cue.end) for cue in directions.cues(plain, 0, len(plain))]
    known += [one.span("verb") for one in BROUGHT_INTO.finditer(plain)]
    known += [one.span() for one in _NON_USERS.finditer(plain)]
    known += [one.span() for one in _HEAD_TO_HEAD.finditer(plain)]
    known += [one.span() for one in _MICRODOSES.finditer(plain)]
    known += [one.span() for one in _LATE_LIFE.finditer(plain)]
    known += [one.span() for one in _LONG_RUN.finditer(plain)]
    known += [] if is_for else [one.span() for one in _HOW_OFTEN.finditer(plain)]
    rest = list(plain)
    for start, end in known:
        rest[start:end] = " " * (end - start)
    return tuple(
        word for word in content_words("".join(rest)) if stem(word) not in _GENERAL and not any(map(str.isdigit, word))
    )


def unaccounted(rest: tuple[str, ...], evidence: Reading, start: int, end: int) -> Iterator[str]:
    """Those of a claim's leftover words that neither the sentence `evidence.text[start:end]` nor its title has: what
    stands elsewhere in an abstract may be said of anything."""
    if not rest:
        return
    said = stems_told(evidence, start, end)
    held = stems(evidence.record.title)
    for word in rest:
        if _spellings(word).isdisjoint(said | held | _AGES):
            yield word


def _spellings(word: str) -> frozenset[str]:
    """The stems of a word as the British and as the Americans spell it: `stabiliser`, `stabilizer`; of `analyses` that
    of `analysis`, and of other words for the same: `emergency department`."""
    word = _ANALYSES.sub("analysis", word)
    spelt = frozenset(stem(_IZE.sub(rf"\g<before>{letter}\g<after>", word)) for letter in "sz")
    return spelt | {stem(word)} | _AS_WELL.get(word, frozenset())
