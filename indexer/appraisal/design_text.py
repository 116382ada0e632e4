"""The study design as the title and abstract state it.

A design is read from words that state it, never guessed from a subject. What is looked for, in this order:

1. The title: notices; replies and editorials; protocols; meta-analyses, systematic reviews, guidelines, case reports.
2. The abstract, for what would otherwise be taken for the studies it speaks of: protocols (a trial told in the
   future), meta-analyses and systematic reviews (a search of databases, studies that were included).
3. Narrative reviews, by title or by saying so (`this review`, `we discuss`), unless the paper tells of participants
   or methods of its own.
4. Studies of animals and of cells, whatever was randomised in them.
5. Primary studies of people: randomised trials, case reports and series, qualitative studies, trials without stated
   randomisation, then case-control, cross-sectional, cohort and other observational studies.

A randomised trial is one that says so of itself: participants `were randomised`, `randomly assigned`, took treatments
`in random order`; a title that names `a randomized trial`. A secondary analysis of a randomised trial counts as one,
with the feature `secondary analysis`, but not what was only observed in a trial's participants: a cross-sectional
analysis of their baseline data, or of one arm.

A trial that is double-blind and placebo-controlled but does not say that it was randomised is a trial, not a randomised
one, as in the Cochrane Handbook's box of definitions (version 5.1, 6.3.a). In this field most such abstracts tell of
laboratory studies in volunteers, who took every dose in an order that may have been balanced rather than random. So as
not to lose the others to who looks for randomised trials, it has the feature `possibly randomised`.

Imports `cues`, `reading` and `values` only.
"""

from __future__ import annotations

from indexer.appraisal import literature_cues as literature
from indexer.appraisal import study_cues as study
from indexer.appraisal.cues import in_abstract, in_own_sentence, in_title, is_own, stated
from indexer.appraisal.reading import Reading
from indexer.appraisal.values import Design, Ground, Judgement, Source, Species


def design_in_text(reading: Reading, species: Judgement[Species | None]) -> Judgement[Design] | None:
    """The design that title and abstract state, with the words that state it; None where they state none."""
    found = _secondary_literature(reading) or _narrative(reading, species)
    if found is None and species.value in (Species.ANIMAL, Species.CELLS):
        return Judgement(Design.ANIMAL if species.value is Species.ANIMAL else Design.IN_VITRO, species.grounds[:1])
    return found or _primary(reading, species)


def _judged(design: Design, *grounds: Ground | None) -> Judgement[Design] | None:
    present = tuple(ground for ground in grounds if ground)
    return Judgement(design, present) if present else None


def _secondary_literature(reading: Reading) -> Judgement[Design] | None:
    """What tells of other studies, or of a study to come."""
    if ground := in_title(reading, literature.NOTICE) or in_abstract(reading, literature.NOTICE_TOLD):
        return Judgement(Design.NOTICE, (ground,))
    to_come = _is_to_come(reading)
    if titled := _titled_protocol(reading, is_to_come=to_come):
        return titled
    if ground := in_title(reading, literature.REPLY):
        return _titled_case(reading) or Judgement(Design.OPINION, (ground,))
    if reviewed := _titled_review(reading):
        return reviewed
    if to_come:
        said = in_abstract(reading, literature.PROTOCOL), in_abstract(reading, literature.FUTURE)
        return _judged(Design.PROTOCOL, *said)
    return _untitled_review(reading)


def _titled_protocol(reading: Reading, *, is_to_come: bool) -> Judgement[Design] | None:
    """A protocol by its title, where the abstract agrees or the title says `protocol`."""
    ground = in_title(reading, literature.PROTOCOL_TITLE)
    if ground is None:
        return None
    if is_to_come or "protocol" in ground.words.lower():
        return Judgement(Design.PROTOCOL, (ground,))
    told = _tells_design(reading, ground)
    return Judgement(Design.PROTOCOL, (ground, told)) if told else None


def _tells_design(reading: Reading, titled: Ground) -> Ground | None:
    """The words that say that a paper with `design` in its title (`titled`) tells of one trial's design, and not what
    became of it. `Study design` alone is a subject too, so that it takes a trial under way."""
    if titled.words.lower().endswith(("study design", "trial design")) and not in_abstract(
        reading, literature.UNDER_WAY
    ):
        return None
    return in_abstract(reading, literature.TELLS_DESIGN)


def _titled_case(reading: Reading) -> Judgement[Design] | None:
    return _judged(Design.CASE_SERIES, in_title(reading, study.SERIES_TITLE)) or _judged(
        Design.CASE_REPORT, in_title(reading, study.CASE_TITLE)
    )


def _titled_review(reading: Reading) -> Judgement[Design] | None:
    is_case = in_title(reading, study.CASE_TITLE)
    for design, one in (
        (Design.META_ANALYSIS, literature.META_TITLE),
        (Design.SYSTEMATIC_REVIEW, literature.SYSTEMATIC_TITLE),
        (Design.GUIDELINE, literature.GUIDELINE_TITLE),
    ):
        ground = in_title(reading, one)
        if ground is None:
            continue
        if design is Design.GUIDELINE and literature.NO_GUIDELINE.search(reading.plain, 0, reading.title_end):
            continue
        if is_case:
            return Judgement(Design.CASE_REPORT, (is_case,))
        if design is Design.SYSTEMATIC_REVIEW and (also := _performed_meta_analysis(reading)):
            return Judgement(Design.META_ANALYSIS, (also, ground))
        return Judgement(design, (ground,))
    return None


def _performed_meta_analysis(reading: Reading) -> Ground | None:
    return in_own_sentence(reading, literature.META)


def _untitled_review(reading: Reading) -> Judgement[Design] | None:
    if in_title(reading, study.CASE_TITLE) or in_title(reading, study.RCT_TITLE):
        return None
    if (ground := in_own_sentence(reading, literature.META)) and literature.CHOSEN.search(reading.plain):
        return Judgement(Design.META_ANALYSIS, (ground,))
    if ground := in_own_sentence(reading, literature.META_SAID):
        return Judgement(Design.META_ANALYSIS, (ground,))
    if ground := in_own_sentence(reading, literature.SYSTEMATIC, literature.REVIEW_OF_RECORDS):
        return Judgement(Design.SYSTEMATIC_REVIEW, (ground,))
    if (searched := _searched(reading)) and literature.CHOSEN.search(reading.plain):
        return Judgement(Design.SYSTEMATIC_REVIEW, (searched,))
    return _judged(Design.GUIDELINE, in_own_sentence(reading, literature.GUIDELINE))


def _searched(reading: Reading) -> Ground | None:
    """A bibliographic database in a sentence that tells of a search."""
    for start, end, line in literature.DATABASES.in_abstract(reading):
        if literature.SEARCHED.search(reading.plain, line.start, line.end):
            return reading.ground(start, end)
    return None


def _is_to_come(reading: Reading) -> bool:
    """Whether the abstract tells its study in the future, and no result of it."""
    times = sum(1 for _ in literature.FUTURE.in_abstract(reading))
    if not times:
        return False
    return times >= 3 or bool(in_abstract(reading, literature.PROTOCOL)) or "trial registration" in reading.plain


def _narrative(reading: Reading, species: Judgement[Species | None]) -> Judgement[Design] | None:
    """A review that does not say it searched systematically, and that reports no work of its own."""
    titled = in_title(reading, literature.REVIEW_TITLE)
    if titled and literature.REVIEW_OF_RECORDS.search(reading.plain, 0, reading.title_end):
        titled = None
    said = in_abstract(reading, literature.REVIEW, literature.REVIEW_OF_RECORDS)
    discussed = None if titled or said else in_abstract(reading, literature.DISCUSSED)
    if not (titled or said or discussed) or _titled_case(reading):
        return None
    own = len(literature.OWN_WORK.findall(reading.plain, reading.title_end))
    named = next((one for one in (titled, said) if one and "review" in one.words.lower()), None)
    if named and own < literature.SOME_WORK:
        return Judgement(Design.REVIEW, (named,))
    if own or literature.FOUND.search(reading.plain, reading.title_end) or _primary(reading, species):
        return None
    if not said and species.value in (Species.ANIMAL, Species.CELLS):
        return None
    return _judged(Design.REVIEW, titled, said, discussed)


_TITLES = (
    (Design.CROSS_SECTIONAL, study.CROSS_SECTIONAL),
    (Design.COHORT, study.COHORT),
    (Design.TRIAL, study.TRIAL),
    (Design.OBSERVATIONAL, study.OBSERVATIONAL),
)
# In an abstract a trial is told before what it was measured with: trials send questionnaires and follow people up.
_ABSTRACTS = (
    (Design.TRIAL, study.TRIAL),
    (Design.QUALITATIVE, study.QUALITATIVE),
    (Design.CASE_CONTROL, study.CASE_CONTROL),
    (Design.CROSS_SECTIONAL, study.CROSS_SECTIONAL),
    (Design.COHORT, study.COHORT),
    (Design.OBSERVATIONAL, study.OBSERVATIONAL),
)


def _primary(reading: Reading, species: Judgement[Species | None]) -> Judgement[Design] | None:
    """A study of people: what the title names, then what the abstract says."""
    if case := _titled_case(reading):
        return case
    for design, one in ((Design.QUALITATIVE, study.QUALITATIVE), (Design.CASE_CONTROL, study.CASE_CONTROL)):
        if ground := in_title(reading, one):
            return Judgement(design, (ground,))
    # Points and parts are `randomly distributed` too: without anybody studied, only a title names a randomised trial.
    if (ground := randomised(reading)) and (species.value or ground.source is Source.TITLE):
        return Judgement(Design.RCT, (ground,))
    for design, one in _TITLES:
        if ground := in_title(reading, one):
            return Judgement(design, (ground,))
    return _told(reading) or _untold(reading, species)


def _told(reading: Reading) -> Judgement[Design] | None:
    if ground := in_own_sentence(reading, study.SERIES):
        return Judgement(Design.CASE_SERIES, (ground,))
    if not study.MANY.search(reading.plain):
        if case := in_abstract(reading, study.CASE_TOLD):
            return Judgement(Design.CASE_REPORT, (case,))
        if (case := in_abstract(reading, study.CASE)) and in_own_sentence(reading, study.QUALITATIVE) is None:
            return Judgement(Design.CASE_REPORT, (case,))
    for design, one in _ABSTRACTS:
        ground = _trial(reading) if design is Design.TRIAL else in_own_sentence(reading, one)
        if ground:
            return Judgement(design, (ground,))
    return None


def _trial(reading: Reading) -> Ground | None:
    """The words of a sentence that tells of a trial, and not of what was observed in the participants of one."""
    for start, end, line in study.TRIAL.in_abstract(reading):
        if is_own(reading, line) and not study.WITHIN_TRIAL.search(reading.plain, line.start, line.end):
            return reading.ground(start, end)
    return None


def _untold(reading: Reading, species: Judgement[Species | None]) -> Judgement[Design] | None:
    """A study that no word names: what people were given, or else whom it observed."""
    if species.value is Species.HUMAN and (dosed := in_own_sentence(reading, study.DOSED)):
        return Judgement(Design.TRIAL, (dosed,))
    treated = in_own_sentence(reading, study.TREATED)
    if treated and not study.ROUTINE.search(reading.plain):
        return Judgement(Design.TRIAL, (treated,))
    if habit := _habit(reading):
        return Judgement(Design.OBSERVATIONAL, (habit,))
    groups = in_own_sentence(reading, study.GROUPS)
    if groups and not study.GIVEN.search(reading.plain):
        return Judgement(Design.OBSERVATIONAL, (groups,))
    return None


def _habit(reading: Reading) -> Ground | None:
    """People studied for what they take of their own accord, in a sentence that says that they were studied."""
    for start, end, line in study.HABIT.in_abstract(reading):
        if study.OBSERVED.search(reading.plain, line.start, line.end) and is_own(reading, line):
            return reading.ground(start, end)
    return None


def randomised(reading: Reading) -> Ground | None:
    """The words that say that participants of this study were randomised."""
    plain = reading.plain
    titled = study.RCT_TITLE.in_title(reading)
    if titled and not study.NOT_RANDOMISED.search(plain, 0, reading.title_end):
        return reading.ground(*titled)
    for start, end, line in study.RCT.in_abstract(reading):
        if (
            not study.NOT_RANDOMISED.search(plain, line.start, line.end)
            and not study.WITHIN_TRIAL.search(plain, line.start, line.end)
            and is_own(reading, line)
        ):
            return reading.ground(start, end)
    return None


def possibly_randomised(reading: Reading) -> Ground | None:
    """The words that say that a study was double-blind, where others say that it was placebo-controlled; None where
    any says how it was allocated instead, or that it was not randomised."""
    blinded = stated(reading, study.DOUBLE_BLIND)
    if blinded is None or stated(reading, study.PLACEBO) is None or study.OTHERWISE_ALLOCATED.search(reading.plain):
        return None
    return blinded
