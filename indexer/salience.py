"""What each sentence of an abstract tells: what was found, or what was known, wanted or done before that.

A searcher quotes what a hit shows; an introduction quoted as the finding of its paper is a false citation. The
evidence, from the surest: the section's label, an inline heading (`Results:`, in force until the next), the
sentence's own phrases, and its place. In an abstract without headings, what stands before the first aim or method
is background, and what follows the first finding is taken as more of them.

Every hit of every page passes here, so a phrase is looked for only where the first letters of its longest word
occur; that is many times faster than a regular expression of the alternatives.

Imports `record` and `text` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from indexer.record import AbstractSection
from indexer.text import sentences, words


class Kind(StrEnum):
    """What a sentence tells; unknown where nothing says."""

    RESULT = "result"
    CONCLUSION = "conclusion"
    BACKGROUND = "background"
    AIM = "aim"
    METHOD = "method"
    UNKNOWN = ""

    @property
    def is_finding(self) -> bool:
        """Whether the paper itself says so of its own work."""
        return self in (Kind.RESULT, Kind.CONCLUSION)

    @property
    def precedes_findings(self) -> bool:
        """Whether it must not be read as something the paper found."""
        return self in (Kind.BACKGROUND, Kind.AIM, Kind.METHOD)


class Sentence(NamedTuple):
    """A sentence as offsets into its section's text, with its kind and how much it tells among its like."""

    section: int
    start: int
    end: int
    kind: Kind
    worth: float


# Words of headings, English first, then those of the other languages that journals print their labels in. A heading
# of several is what its first known word says (`BACKGROUND AND AIMS`), but see `_kind_of_heading`.
_HEADING_WORDS = {
    Kind.RESULT: "result results finding findings observation observations outcome resultados resultado resultats "
    "ergebnisse risultati case cases",
    Kind.CONCLUSION: "conclusion conclusions conlusions concluding conclude interpretation interpretations discussion "
    "implication implications summary message messages opinion takeaway conclusiones conclusao conclusoes discusion "
    "schlussfolgerung schlussfolgerungen fazit diskussion conclusioni",
    Kind.BACKGROUND: "background introduction rationale importance context relevance significance backgrounds "
    "antecedentes introduccion introducao hintergrund einleitung contexte premessa",
    Kind.AIM: "aim aims objective objectives purpose purposes goal goals hypothesis hypotheses question questions "
    "objetivo objetivos ziel zielsetzung fragestellung objectif objectifs but obiettivo",
    Kind.METHOD: "method methods methodology methodological design designs setting settings participant participants "
    "subjects patient patients sample sampling material materials procedure procedures measure measures measurement "
    "measurements outcomes intervention interventions exposure exposures protocol analysis analyses approach "
    "experimental sources search selection extraction collection acquisition eligibility inclusion areas "
    "registration registry identifier registered irrid number ethics dissemination funding metodos metodo "
    "methodik methoden methodes metodi",
}  # fmt: skip
_HEADINGS = {word: kind for kind, listed in _HEADING_WORDS.items() for word in listed.split()}
# Words that headings also have and that say nothing of their kind.
_FILLERS = frozenset(
    words(
        "and or of the a for in study main primary secondary key principal major recent statistical clinical trial "
        "data research scientific review overall novel general brief author authors s reviewer expert report "
        "presentation description synthesis evidence covered criteria strategy practice level statement y et und e"
    )
)
_INLINE = re.compile(r"([A-Z][A-Za-z'’/&,() ]{2,70}+)(?::\s*|\.(?:\s+|$)|(?<=\s)[-–—]\s+)")

# Each is looked for in ` sentence `, so that a leading or trailing blank means a word's edge.
_PHRASES: Mapping[str, Sequence[str]] = {
    "own": (
        " we found", " we show", " we demonstrate", " we observed", " we identified",
        " we detected", " we have shown", " we have found", " we have demonstrated",
        " our results", " our findings", " our data ", " our analysis show", " our study show", " our study suggest",
        " our study demonstrate", " our study provide", " our work show", " these findings", " these results",
        " these data ", " these observations", " this finding", " present findings",
        " present results", " current findings", " results show", " results suggest", " results indicate",
        " results demonstrate", " results reveal", " results support", " results confirm", " analysis revealed",
        " analyses revealed", " analysis showed", " analyses showed", " findings suggest", " findings indicate",
        " findings support", " data suggest", " data indicate", " data support", " data show", " study shows",
        " study showed", " study suggests", " study demonstrate", " study found", " study provides",
        " study supports", " study confirm", " study indicate", " study revealed", " analysis suggests",
        " analysis found", " analysis indicate", " meta-analysis showed", " review suggests", " review found",
        " trial demonstrate", " trial showed", " trial found",
    ),
    "concluding": (
        " in conclusion", " in summary", " taken together", " collectively,", " to conclude", " we conclude",
        " we suggest", " we propose that", " in sum,", " altogether,", " overall, these", " overall, our",
        " concluded that", " it is concluded", " these findings", " these results", " these data ", " our findings",
        " our results suggest", " our results indicate", " our results support", " our data suggest",
        " results suggest", " findings suggest", " data suggest", " results support", " results indicate",
        " present findings",
    ),
    "measured": (
        "significant", " found that", " and found", " resulted in", " was associated with",
        " were associated with", " did not differ",
        "well tolerated", " no difference", " was observed", " were observed", " was found", " were found",
        " revealed", " correlated", " was superior", " was effective", " were effective", " not superior",
        "non-inferior", "noninferior", " led to", "confidence interval", "odds ratio", "hazard ratio", "risk ratio",
        "effect size", "standardized mean difference", " occurred in", " there was no ", " there were no ",
        " was higher", " were higher", " was lower", " were lower", " did not ", " was greater", " were more likely",
        " were less likely", " was safe",
    ),
    "changed": (
        " reduced", " decreased", " increased", " improved", " showed", " reported", " experienced", " achieved",
        " remitted", " responded", " response rate", " remission", " higher", " lower", " greater", " compared with",
        " compared to", " predicted", " attenuated", " blocked", " reversed", " enhanced", " produced", " induced",
        " elevated", " had a ",
    ),
    "known": (
        " previous stud", " previous research", " previous work", " previously ", " prior stud", " prior research",
        " earlier stud", " recent stud", " recent evidence", " recent research", " recently", " several studies",
        " many studies", " numerous studies", " some studies", " studies have", " research has", " trials have",
        " reports have", " investigations have", " evidence suggest", " evidence indicate", " evidence support",
        " evidence has", " evidence that ", " growing ", " accumulating", " increasing interest", " mounting",
        " emerging ", " is known", " are known", " has been", " have been", " has emerged", " have emerged",
        " have shown", " has shown", " have demonstrated", " has demonstrated", " have reported", " have suggested",
        " have found", " has gained", " has become", " has received", " have received", " have become",
        " is known about", " unclear", " unknown", " unexplored", " understudied", " poorly understood",
        " not understood", " well understood", " fully understood", " remains to be", " remain to be", " is one of",
        " is considered", " are considered", " is thought", " are thought", " is believed", " is a common",
        " is common ", " is a major", " is a leading", " leading cause", " is a serious", " is a severe",
        " is a prevalent", " is a psychiatric", " is a mental", " prevalent", " few studies", " no studies",
        " no study has", " there is a need", " there is an urgent", " unmet need", " is a noncompetitive",
        " is an n-methyl", " is a non-competitive", " is an antagonist", " is an nmda", " is needed", " not yet",
        " commonly used", " is widely", " are widely", " is increasingly", " are increasingly", " of interest",
        " approved",
    ),
    "wanted": (
        " aimed ", " aim of", " aim was", " aims to", " aims were", " aim is", " our aim", " objective",
        " purpose of", " purpose was", " goal of", " goal was", " we investigat", " we examin", " we sought",
        " we explor", " we hypothes", " we tested", " we test ", " we assess", " we evaluat", " we asked",
        " we compared", " we discuss", " we review", " we summari", " we describe", " we address", " we consider",
        " we set out", " we wanted", " we outline", " to determine whether", " to investigate whether",
        " to test whether", " to assess whether", " hypothesized that", " hypothesised that", " it was hypothesi",
        " sought to", " was designed to", " is discussed", " are discussed", " is reviewed", " are reviewed",
        " are summarized", " were investigated", " was investigated", " we aim ",
    ),
    "done": (
        " randomi", "randomly assigned", "randomly allocated", " were recruited", " were enrolled", " were included",
        " enrolled", " received ", " was conducted", " were conducted", " was performed", " were performed",
        " were assessed", " was assessed", " were measured", " was measured", " were rated", " were collected",
        " were administered", " was administered", " were treated", " underwent", " we conducted", " we performed",
        " we used", " we searched", " we included", " we measured", " we recruited", " we enrolled", " we analy",
        " we applied", " we collected", " we developed", " databases", " pubmed", " medline", " completed a",
        " will be", " will ", " were evaluated", " was evaluated", " were analy", " was analy", " were examined",
        " were obtained", " were calculated", " was calculated", " were defined", " was defined", " were extracted",
        " were compared", " was used to", " were used to", " this was a", " primary outcome", " primary endpoint",
        " primary end point", " were divided", " were given", " were injected", " was injected", " were studied",
        " were tested", " were scanned", " participated in", " was determined by", " commenced", " were searched",
        " were identified through", " assessed using",
    ),
    "aside": (
        "psycinfo", "all rights reserved", "copyright", "clinicaltrials.gov", "clinical trial registration", " nct0",
        "trial registration", "prospero", "isrctn", "funded by", "chictr", "registration number",
    ),
    "ahead": (
        "further stud", "further research", "future stud", "future research", "future work", "further investigation",
        " is warranted", " are warranted", " are needed", " is needed", " are required", "limitation",
        " should be explored", " may inform", " will inform",
    ),
    "planned": (
        " trial will ", " study will ", " will provide", " will be ", " review will ", " protocol will", " we will ",
        " results will", " findings will", " outcome measures are", " outcomes are ", " outcome is ",
    ),
    "paper": (
        " this ", " present ", " current ", " here ", " here, ", " our ",
    ),
}  # fmt: skip
# Of a figure each kind is looked for by the sign that it cannot do without.
_PERCENTAGE = re.compile(r"%(?:(?<=\d%)|(?<=\d\s%))")
_PROBABILITY = re.compile(r"p(?<!\wp)\s?(?:-?value)?\s?[<=>≤≥]")
_GIVES = re.compile(r"[=:](?=\s?[-−]?\d)")
_GIVEN = re.compile(r"\b(?:ci|or|rr|hr|smd|d|g|r|t|f)\b[^.;]{0,12}$")
_PAPER_WANTS = re.compile(
    r"\b(?:this|the (?:present|current)|here,?|our) (?:[\w-]+ ){0,4}?"
    r"(?:study|trial|review|analysis|meta-analysis|paper|article|report|work|protocol|overview|chapter|manuscript) "
    r"(?:\w+ )?(?:aim|investigat|examin|assess|evaluat|explor|sought|seek|describ|discuss|summari|review|compar|"
    r"address|test|will|focus|present|is to|was to|was design|was conduct|was undertaken|outlin|consider|"
    r"highlight|synthes)"
)
_DIGIT = re.compile(r"\d")
_MANY = 100
"""Words that few sentences have."""
_QUESTIONS = re.compile(
    r"\s*(?:to (?:\w+ly )?(?:evaluate|assess|determine|investigate|examine|explore|compare|describe|review|study|test|"
    r"identify|establish|clarify|address|understand|provide|summari[sz]e|elucidate|report|analy[sz]e|measure)\b|whether\b|"
    r"(?:assessed|investigated|examined|evaluated|tested|explored|compared) )"
)


_FIRST = itemgetter(slice(4))
"""The first letters of a word."""
# Words that so many sentences have that a phrase is better looked for by another of its words.
_EVERYWHERE = frozenset({"study", "studies", "results", "result", "analysis", "data", "these", "this", "were", "have"})


def _by_beginning() -> dict[str, tuple[tuple[str, str], ...]]:
    """The phrases, each with its family, by the first letters of their longest word that is not everywhere."""
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for family, phrases in _PHRASES.items():
        for phrase in phrases:
            listed = sorted(phrase.split(), key=lambda word: (word in _EVERYWHERE, -len(word)))
            beginning = _FIRST(listed[0])
            table[beginning] = (*table.get(beginning, ()), (phrase, family))
    return table


_BY_BEGINNING = _by_beginning()


def told(abstract: Sequence[AbstractSection]) -> list[Sentence]:
    """The sentences of an abstract in order, each with what it tells; headings that stand alone are left out."""
    listed: list[Sentence] = []
    for number, section in enumerate(abstract):
        # A lone label (`ABSTRACT`, `OBJECTIVE` over the whole text) says nothing of the single sentence.
        heading = (_of_label(section) if len(abstract) > 1 else None) or Kind.UNKNOWN
        listed += _told(number, section.text, heading)
    return listed


def _told(number: int, text: str, heading: Kind) -> Iterator[Sentence]:
    spans = list(sentences(text))
    unplaced: list[tuple[int, int, Kind, float]] = []
    for place, (start, end) in enumerate(spans):
        inline = _INLINE.match(text, start, end)
        kind = _kind_of_heading(inline[1], strict=True) if inline else None
        if kind is not None and inline:
            heading = kind
            if inline.end() >= end:
                continue
        lowered = f" {text[start:end].lower()} "
        cues = _cues(lowered)
        if heading:
            if unplaced:
                yield from _placed(number, unplaced)
                unplaced = []
            yield Sentence(number, start, end, *_under(heading, cues))
        else:
            unplaced.append((start, end, *_alone(cues, place, len(spans), lowered)))
    yield from _placed(number, unplaced)


def _placed(number: int, unplaced: list[tuple[int, int, Kind, float]]) -> Iterator[Sentence]:
    """Sentences without a heading, the silent ones among them judged by what stands before and after."""
    turn = next((n for n, (_, _, kind, _) in enumerate(unplaced) if kind in (Kind.AIM, Kind.METHOD)), 0)
    if turn > len(unplaced) * 0.7:
        turn = 0
    found = False
    for place, (start, end, own, worth) in enumerate(unplaced):
        kind = own
        if place < turn and worth < _SURE:
            kind = own if own.precedes_findings else Kind.BACKGROUND
        elif own is Kind.UNKNOWN and found:
            kind = Kind.RESULT
        found = found or kind.is_finding
        yield Sentence(number, start, end, kind, worth)


_SURE = 0.9
"""The worth of a finding that says itself to be one."""


def _under(heading: Kind, cues: set[str]) -> tuple[Kind, float]:
    """Kind and worth of a sentence under a heading: within an introduction a phrase may name it better."""
    if "aside" in cues:
        return Kind.METHOD, -1.0
    if "planned" in cues and "figure" not in cues:
        return (Kind.AIM if heading.is_finding else heading), 0.0
    if heading.is_finding:
        worth = 0.6 if heading is Kind.CONCLUSION else 0.5
        if not cues.isdisjoint(("own", "measured")) or ("figure" in cues and "done" not in cues):
            worth = _SURE
        elif not cues.isdisjoint(("done", "wanted")):
            worth -= 0.8
        elif heading is Kind.CONCLUSION and "known" in cues:
            worth -= 0.3
        return heading, worth - (0.7 if "ahead" in cues else 0.0)
    if heading is not Kind.METHOD and "wanted" in cues:
        return Kind.AIM, 0.2
    if heading is not Kind.METHOD and "known" in cues:
        return Kind.BACKGROUND, 0.1
    return heading, 0.1


def _alone(cues: set[str], place: int, among: int, lowered: str) -> tuple[Kind, float]:
    """Kind and worth of a sentence by its own phrases and its place among all; the surest first."""
    late = place * 3 >= among * 2
    ahead = 0.7 if "ahead" in cues else 0.0
    first = place == 0 and among > 1
    told_as: tuple[Kind, float] = (Kind.UNKNOWN, (0.0 if late else -0.5) - ahead)
    if "aside" in cues:
        told_as = Kind.METHOD, -1.0
    elif "planned" in cues and "figure" not in cues:
        told_as = (Kind.AIM if "wanted" in cues else Kind.METHOD), 0.1
    elif late and "concluding" in cues:
        told_as = Kind.CONCLUSION, _SURE - ahead
    elif "own" in cues or "concluding" in cues:
        told_as = Kind.RESULT, _SURE - ahead
    elif "wanted" in cues:
        told_as = Kind.AIM, 0.2
    elif "known" in cues and not late and ("figure" not in cues or place * 3 < among):
        told_as = Kind.BACKGROUND, 0.1
    elif not first and not cues.isdisjoint(("figure", "measured")):
        told_as = Kind.RESULT, _SURE - 0.1 - ahead
    elif "done" in cues:
        told_as = Kind.METHOD, 0.1
    elif first or "known" in cues:
        told_as = Kind.BACKGROUND, 0.1
    elif "changed" in cues and (late or _DIGIT.search(lowered)):
        told_as = Kind.RESULT, 0.5 - ahead
    return told_as


def _cues(lowered: str) -> set[str]:
    """The families of phrases that a sentence has one of."""
    found: set[str] = set()
    listed = lowered.replace("(", " ").split()
    beginnings: Iterable[str] = map(_FIRST, listed)
    if len(listed) > _MANY:  # its words come again and again
        beginnings = set(beginnings)
    for phrases in filter(None, map(_BY_BEGINNING.get, beginnings)):
        for phrase, family in phrases:
            if family not in found and phrase in lowered:
                found.add(family)
    if ("%" in lowered or "=" in lowered or "<" in lowered or ">" in lowered) and _has_figure(lowered):
        found.add("figure")
    if "wanted" in found or ("paper" in found and _PAPER_WANTS.search(lowered)) or _QUESTIONS.match(lowered):
        found.add("wanted")
    return found


def _has_figure(lowered: str) -> bool:
    return (
        _PERCENTAGE.search(lowered) is not None
        or _PROBABILITY.search(lowered) is not None
        or any(_GIVEN.search(lowered, max(0, one.start() - 16), one.start()) for one in _GIVES.finditer(lowered))
    )


def _of_label(section: AbstractSection) -> Kind | None:
    return _kind_of_heading(section.label) or _kind_of_heading(section.category)


@lru_cache(maxsize=4096)
def _kind_of_heading(heading: str, *, strict: bool = False) -> Kind | None:
    """What stands under a heading; None if it says nothing or, where `strict`, has other than heading words.

    One that begins with methods or aims and goes on to results (`METHODS AND RESULTS`) holds both: unknown.
    """
    kinds: list[Kind] = []
    for word in words(heading):
        if word in _HEADINGS:
            kinds.append(_HEADINGS[word])
        elif strict and word not in _FILLERS:
            return None
    if not kinds:
        return None
    mixed = kinds[0].precedes_findings and any(kind.is_finding for kind in kinds)
    return Kind.UNKNOWN if mixed else kinds[0]
