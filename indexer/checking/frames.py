"""Forms in which results are told with no word of direction beside the outcome.

`There was no main effect of ketamine on pain`, `more patients achieved remission with ketamine`, `the difference in
scores favoured ketamine`, `improvement was seen in mood`, `the most common adverse events were nausea and dizziness`:
what is said of the outcome is said by the form of the whole clause. Each form is read by its own words and asks that
nothing else (a change, another verb) stands between them and the outcome.

Pure functions of text in plain writing. Imports `vocabulary`.
"""

from __future__ import annotations

import re

from indexer.checking import course_words as told
from indexer.checking.clauses import Clause
from indexer.checking.denials import denied
from indexer.checking.joins import CHANGING
from indexer.checking.values import Slot, Span
from indexer.vocabulary import directions
from indexer.vocabulary.directions import Cue

_KIND = (
    r"(?:(?:statistical(?:ly)?|significant(?:ly)?|main|clear|overall|treatment|group|drug|measurable|detectable|"
    r"meaningful|robust|consistent|acute|lasting|marked|relevant|apparent|additional|adverse|negative|detrimental|"
    r"deleterious|harmful|immediate|sustained|clinically|any|evident|such|specific|direct) ){0,4}"
)
_FOUND = r"(?:show|find|detect|reveal|demonstrate|have|exert|identify|observe|yield|produce|see|report)"
# `No main effect of LSD on creativity`, `did not reveal effects of LSD on …`, `failed to show an effect on …`.
_NO_EFFECT = re.compile(
    rf"\b(?:no|without(?: any)?|(?:not|failed to|fails to|fail to|unable to) (?:\w+ly )?{_FOUND}(?: an?y?| the)?) "
    rf"{_KIND}(?:effects?|impact|influence)(?: of (?:(?!on\b)[\w'.()-]+ ){{1,7}}?| )(?:up)?on "
)
# `No clinically relevant change in` blood pressure.
_NO_CHANGE = re.compile(
    r"\b(?:no|without(?: any)?) (?!(?:\w+ ){0,2}(?:additional|sustained|lasting|immediate|acute) )"
    rf"{_KIND}(?:changes?|alterations?|shifts?|variations?)(?: from baseline)? (?:in|of|to) "
)
# `No` cognitive impairment `was found`.
_NONE = re.compile(rf"\b(?:no|without(?: any)?) {_KIND}$")
# `No evidence of` cognitive impairment, `did not find any evidence of` bladder damage.
_NO_EVIDENCE = re.compile(
    rf"\b(?:no|without|(?:not|failed to) {_FOUND}(?: any)?) (?:[\w-]+ )?(?:evidence|signs?|indications?) (?:of|for) "
    r"(?:(?!but\b|and\b|or\b)[\w-]+ ){0,3}$"
)
# `Neither` sleep `nor its parts changed`, `neither depression nor` anxiety `improved`.
_NEITHER = re.compile(r"\bneither (?:the |of )?(?:[\w()-]+ ){0,6}(?:nor (?:the |its |their )?)?(?:[\w()-]+ ){0,3}$")
_CHANGED = re.compile(
    r"^(?: (?!left\b|than\b|un)[\w()-]+){0,5}? (?:changed|differed|improved|worsened|increased|decreased|responded|"
    r"declined|rose|fell|altered|affected|reduced|different)\b(?! (?:as|until|unless|more|less|without)\b)"
)
# `The difference in` scores `between them did not reach significance`.
_DIFFERENCE_IN = re.compile(
    r"\bdifferences? (?:in|for|of|on) (?:(?:the|mean|median|total|change in|changes in|\w+) ){0,3}$"
)
_NOT_REACHED = re.compile(
    r"(?:(?!;|, (?:but|and|while|whereas)\b).){0,140}?\b(?P<none>(?:did not|failed to|never) reach\w*(?: \w+){0,2}? "
    r"significance|(?:was|were) (?:not|neither)(?: \w+){0,2}? significant\b)"
)
# `You may` feel sick.
_WHO_FEEL = re.compile(
    r"\b(?:may|might|can|could|often|sometimes|commonly|usually|frequently|do|did|people|patients|you|they|users|"
    r"some|many|most|women|children|adults|participants|volunteers|mothers|men|sometimes|temporarily|briefly) $|"
    r"\b(?:people|patients|women|children|adults|users|participants|volunteers) (?:given|on|treated with|taking|"
    r"who (?:take|took|use|get|got|have had|had|received|are given)) (?:[\w-]+ ){1,4}$"
)
_LEFT_SO = re.compile(
    r" (?:unchanged|untouched|unaffected|unaltered|intact|low|mild|the same|less|more|better|worse|"
    r"milder)\b"
)
_EXCEPT_FOR = re.compile(r"\b(?:but|except|until|unless|only|apart from|other than|beyond)\b")
# Delirium `was as common with ketamine as with propofol`.
_AS_MUCH_AS = re.compile(
    r"(?: (?:scores?|levels?|rates?|symptoms?|at|over|after|during|within|\d+|\w+ (?:hours|days|weeks|"
    r"months))){0,8} (?P<alike>(?:was|were|is|are|occurred|remained) (?:just |about |equally |almost |"
    r"at least )?as (?:common|frequent|high|severe|long|large|likely|often|great|marked|pronounced|frequently|"
    r"commonly))(?= (?:in|with|during|after|under|among|on|for|following)\b[^;:]{3,90}\bas (?:in|with|during|after|"
    r"under|among|on|for|following)\b)"
)
_OVER = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|but|while|whereas|although|though|than|who|which|that|however|may|"
    r"might|can|could|because|except)\b|[;:]"
)
_MOST_BETWEEN = 8
_PEOPLE = (
    r"(?:patients|participants|people|subjects|women|men|adults|adolescents|children|individuals|mothers|veterans|"
    r"volunteers|inpatients|outpatients|those|cases|recipients|users)"
)
_SHARE = r"(?:proportions?|percentages?|numbers?|shares?|rates?|fractions?) of"
_WAY = (
    rf"(?P<way>more|fewer|(?:an? |the )?(?:\w+ly )?(?:higher|greater|larger|lower|smaller) {_SHARE})(?: \w+ly)?"
    r"(?: \w+)?"
)
_REACHED = (
    r"(?:achiev\w+|reach\w*|attain\w*|had|have|were in|was in|met(?: criteria for)?|experienc\w+|report\w*|develop\w*|"
    r"show\w*|maintain\w*|suffer\w*(?: from)?|enter\w*|went into|go into|get|got)"
)
_A = (
    r"(?:(?:an?|the|full|complete|sustained|clinical|any|further|new|their|symptomatic|partial|of|from|for|"
    r"criteria) ){0,4}"
)
# `More patients in the ketamine group than in the placebo group achieved` remission.
_MORE_HAD = re.compile(rf"\b{_WAY} {_PEOPLE}\b(?P<who>[^;:]{{0,110}}?) {_REACHED} {_A}$")
# `Fewer patients on ketamine` relapsed.
_MORE_DID = re.compile(rf"\b{_WAY} {_PEOPLE}\b(?P<who>[^;:]{{0,110}}?) (?:had |have )?$")
_RELATIVE = re.compile(r"\b(?:who|whose|that|which)\b")
_TREATED = re.compile(r"\bwho (?:received|got|took|were (?:given|treated|randomi\w+|assigned))\b")
_OF_WHAT_KIND = re.compile(r"^ (?:with|without)\b|\b(?:responders|not|no|did|had|was|were)\b")
# `People with bipolar depression also` respond.
_WHO_DO = re.compile(
    rf"(?:^|[.;,] )(?:(?:most|many|all|both) )?(?:[\w-]+ )?{_PEOPLE}(?: (?:with|who have)(?: [\w-]+){{1,5}}?)?"
    r"(?: also| often| usually| typically| generally| can| may| do| \w+ly)? $"
)
# Remission `was achieved by more patients`.
_BY_MORE = re.compile(
    rf"(?: (?:rates?|criteria))? (?:was|were|is|are|has been) (?:\w+ly )?(?:achieved|reached|attained|reported|"
    rf"experienced|seen|observed|met) (?:by|in) (?:\w+ly )?{_WAY} {_PEOPLE}\b"
)
# `Has not been found to affect` memory.
_NOT_FOUND_TO = re.compile(
    r"\b(?:not|never) (?:been )?(?:found|shown|seen|known|thought|reported|observed|appear|seem) to (?:affect|alter|"
    r"change|influence|impact|impair|damage|harm) (?:(?:the|their|your|overall|any|long-term) ){0,2}$"
)
# Delirium `struck fewer` children; developed depression `far less often`.
_STRUCK = re.compile(
    rf"(?: [\w-]+)? (?:struck|hit|affected|befell|troubled|plagued|occurred in|developed in|happened to|was seen in|"
    rf"were seen "
    rf"in|was reported by|was reported in) (?:(?:far|much|significantly|substantially|many) )?{_WAY} {_PEOPLE}\b"
)
# Relapse `came sooner`, `is quicker`.
_SOONER = re.compile(
    r"(?: \w+)? (?:is|was|are|were|came|comes|happened|happens|occurred|occurs|set in|sets in) (?:(?:much|far|"
    r"significantly|considerably|somewhat) )?(?P<way>sooner|quicker|faster|earlier|more quickly|later|slower|"
    r"more slowly)\b| (?:(?:much|far|significantly) )?(?P<adverb>sooner|more quickly|faster|earlier|later)\b"
)
_OFTENER = re.compile(
    r" (?:(?:far|much|significantly|considerably|substantially|markedly|slightly|\w+ times|half as|about|a third|"
    r"a quarter|two-thirds) ){0,3}(?P<way>less|more) (?:often|frequently|commonly)\b"
)
# `The proportion of responders was higher`.
_SHARE_BEFORE = re.compile(rf"\b{_SHARE} (?:(?:patients|participants|treatment|early) )?$")
_WAS_MORE = re.compile(
    r"(?: [\w%().-]+){0,8}? (?:was|were|is|are) (?:\w+ )?(?P<way>higher|greater|larger|lower|smaller)\b"
)
_LIKELIER = re.compile(rf"\b(?P<way>more|less) likely (?:than [^,;:]{{3,60}} )?to (?:{_REACHED} |be in |have )?{_A}$")
_BADLY = re.compile(
    r" (?:\w+ly )?(?:worse|badly|poorly|late|later|less|more|better|best|only|partially|weakly|slowly|rarely|"
    r"negatively|similarly|"
    r"equally|to (?:the |our |an? )?(?:\w+ )?(?:surveys?|questionnaires?|requests?|questions?|adverts?))\b"
)
_LATER = re.compile(r"later|slow")
_SMALLER = re.compile(r"fewer|lower|smaller|less")
_VERB = re.compile(r"(?:relaps|remit|respond|recover)\w*")
# `The difference in scores favoured ketamine over placebo`.
_FAVOURED = re.compile(
    r"\b(?:favou?r(?:ed|ing|s)|in favou?r of|to the advantage of) (?:the )?(?:\w+ ){0,2}?(?=[\w-]*(?:ketamine|"
    r"psilocybin|mdma|lsd|ayahuasca|nitrous|treatment|active|intervention|ect\b))"
)
_COMPARED = re.compile(
    r"\b(?:differences?|changes?|effects?|improvements?|reductions?|decreases?|comparisons?|results?|"
    r"scores?|estimates?|"
    r"smds?|mds?)\b"
)
_WAS_SIGNIFICANT = re.compile(r"\b(?:was|were|is)(?: \w+ly)?(?: significant)?\b,?")
_SEEN = r"(?:seen|noted|observed|found|reported|recorded|documented|detected|evident|apparent)"
_WAS_SEEN = re.compile(rf" (?:was|were|has been|have been|is|are)(?: \w+ly)? {_SEEN}\b")
# `Improvement was also seen in` mood.
_SEEN_IN = re.compile(
    r"\b(?P<noun>improvements?|reductions?|decreases?|declines?|increases?|elevations?|rises?|worsening|"
    r"deteriorations?|"
    rf"impairments?) (?:(?:was|were|has been|have been|is|are) )?(?:\w+ly |also )?{_SEEN} (?:in|for|on|across) "
)
_MEANING = (
    (re.compile("improv"), "better"), (re.compile("wors|deterior|impair"), "worse"),
    (re.compile("reduc|decr|decl"), "lower"), (re.compile("incr|elev|rise"), "higher"),
)  # fmt: skip
_EVENTS = (
    r"(?:side[- ]effects?|adverse (?:events?|effects?|reactions?|drug reactions?)|(?:te)?aes?|complications?|"
    r"treatment-emergent adverse events|complaints?)"
)
_COMMONEST = (
    rf"(?:(?:most )?(?:common(?:ly)?|frequent(?:ly)?|prevalent)|commonest|most (?:reported|observed|cited))"
    rf"(?: [\w-]+){{0,2}}? {_EVENTS}"
)
# `The most common adverse events among patients on esketamine were` nausea and dizziness.
_COMMON_ARE = re.compile(
    rf"\b{_COMMONEST}\b[^;:]{{0,90}}?(?: (?:were|are|was|is|included?|includes|including|being)\b|:)"
)
_OTHER_EVENTS = re.compile(r"\b(?:leading|requiring|resulting|serious|severe|placebo|control|causing|prompting|not)\b")
# Nausea and dizziness `are among the most common side effects`.
_IS_COMMONEST = re.compile(
    r"(?:,? (?:and|or)? ?[\w -]{3,30}){0,3} (?:is|are|was|were|being|remains?) (?:by far )?(?:among |one of |some of )?"
    rf"(?:the |its |their )?{_COMMONEST}\b"
)
_COMMON_AMONG = re.compile(
    rf"\b(?:is|are|was|were|remains?) (?:by far )?(?:among |one of |some of )?(?:the |its )?{_COMMONEST}\b"
)


def framed(clause: Clause, outcome: Slot) -> Cue | None:
    """The words by which a form of a clause says which way `outcome` goes, `same` where nothing happened; None if the
    clause has none of the forms."""
    plain, span = clause.plain, outcome.span
    for form in (_NO_EFFECT, _NO_CHANGE):
        for match in form.finditer(plain, clause.start, span.start):
            if _is_open(clause, match.end(), span.start):
                return Cue("same", *match.span())
    before = plain[clause.start : span.start]
    if whole := _harm_brought(clause, outcome, before) or _not_apart(clause, span, before):
        return whole
    none = _NONE.search(before)
    if none and told.LACK.search(plain, span.start, span.end) and _WAS_SEEN.match(plain, span.end, clause.end):
        return Cue("same", none.start() + clause.start, none.end() + clause.start)
    if missing := _NO_EVIDENCE.search(before):
        start, end = missing.start() + clause.start, missing.end() + clause.start
        if directions.is_harm(outcome.value) or told.LACK.search(plain, span.start, span.end):
            return Cue("same", start, end)
    return _relapsed_sooner(clause, span) or _by_people(clause, span) or _by_test(clause, span)


def _harm_brought(clause: Clause, outcome: Slot, before: str) -> Cue | None:
    """That a treatment makes people feel a harm, or brings none about."""
    if not directions.is_harm(outcome.value):
        return None
    named = clause.plain[outcome.span.start : outcome.span.end]
    for form, meaning in ((told.BROUGHT_NO, "same"), (told.MADE_FEEL, "higher")):
        match = form.search(before)
        if match is None or _EXCEPT_FOR.search(clause.plain, outcome.span.end, clause.end):
            continue
        is_felt = told.FELT.match(named) or told.FEELING.search(named) or match.groupdict().get("left")
        if meaning == "higher" and (not is_felt or _LEFT_SO.match(clause.plain, outcome.span.end)):
            continue
        part = next(name for name, words in match.groupdict().items() if words)
        start, end = (clause.start + place for place in match.span(part))
        if denial := denied(clause.plain, clause.start, start):
            return Cue("same", denial.start, denial.end)
        return None if meaning == "higher" and told.FEW.search(before) else Cue(meaning, start, end)
    felt = told.FELT.match(clause.plain, outcome.span.start, outcome.span.end)
    if felt and _WHO_FEEL.search(before) and not told.FEW.search(before):
        return Cue("higher", *felt.span())
    return None


def _not_apart(clause: Clause, span: Span, before: str) -> Cue | None:
    """That neither of several outcomes changed, that a difference was not significant, that one was as common as the
    other."""
    plain = clause.plain
    if affected := _NOT_FOUND_TO.search(before):
        return Cue("same", clause.start + affected.start(), clause.start + affected.end())
    if (neither := _NEITHER.search(before)) and _CHANGED.search(plain[span.end : clause.end]):
        return Cue("same", clause.start + neither.start(), clause.start + neither.end())
    if _DIFFERENCE_IN.search(before) and (unproven := _NOT_REACHED.match(plain, span.end, clause.end)):
        return Cue("same", *unproven.span("none"))
    alike = _AS_MUCH_AS.match(plain, span.end, clause.end)
    return Cue("same", *alike.span("alike")) if alike else None


def _relapsed_sooner(clause: Clause, span: Span) -> Cue | None:
    """When people relapsed: later is less of it."""
    match = _SOONER.match(clause.plain, span.end, clause.end) if clause.plain.startswith("relaps", span.start) else None
    if match is None:
        return None
    part = "way" if match["way"] else "adverb"
    return Cue("lower" if _LATER.search(match[part]) else "higher", *match.span(part))


def _by_people(clause: Clause, span: Span) -> Cue | None:
    """How many had it."""
    plain = clause.plain
    is_verb = _VERB.fullmatch(plain, span.start, span.end) is not None
    before = plain[clause.start : span.start]
    match = (_MORE_DID if is_verb else _MORE_HAD).search(before)
    if match and not _is_turned(match["who"]):
        return _told(clause, match, clause.start)
    is_response = is_verb and plain.startswith("respond", span.start) and not told.FEW.search(before)
    if is_response and _WHO_DO.search(before) and not _BADLY.match(plain, span.end):
        return Cue("higher", span.start, span.end)
    if match := _LIKELIER.search(before):
        return _told(clause, match, clause.start)
    for form in (_BY_MORE, _STRUCK, _OFTENER):
        if match := form.match(plain, span.end, clause.end):
            return _told(clause, match, 0)
    if _SHARE_BEFORE.search(before) and (match := _WAS_MORE.match(plain, span.end, clause.end)):
        return _told(clause, match, 0)
    return None


def _is_turned(who: str) -> bool:
    """Whether what stands between the people and what they had says of what kind they were, and not how treated."""
    if _RELATIVE.search(who):
        return _TREATED.search(who) is None
    return _OF_WHAT_KIND.search(who) is not None


def _told(clause: Clause, match: re.Match[str], at: int) -> Cue | None:
    """Which way the words of a match say that it goes, `at` being where what was matched begins; None if denied."""
    start, end = match.start("way") + at, match.end("way") + at
    if denied(clause.plain, clause.start, start):
        return None
    return Cue("lower" if _SMALLER.search(match["way"]) else "higher", start, end)


def _by_test(clause: Clause, span: Span) -> Cue | None:
    """Whom a difference favoured, and in what a change was seen."""
    plain = clause.plain
    favoured = _FAVOURED.search(plain, span.end, clause.end)
    if favoured and _COMPARED.search(plain, clause.start, favoured.start()):
        between = _WAS_SIGNIFICANT.sub(" ", plain[span.end : favoured.start()], count=1)
        if _OVER.search(between) is None and not denied(plain, clause.start, favoured.start()):
            return Cue("better", *favoured.span())
    for match in _SEEN_IN.finditer(plain, clause.start, span.start):
        if _is_open(clause, match.end(), span.start):
            meaning = next(name for pattern, name in _MEANING if pattern.search(match["noun"]))
            if denial := denied(plain, clause.start, match.start()):
                return Cue("same", denial.start, denial.end)
            return Cue(meaning, *match.span("noun"))
    return None


def listed(clause: Clause, outcome: Slot) -> Cue | None:
    """The words by which an outcome is said to be among the most common harms; None if it is not."""
    plain, span = clause.plain, outcome.span
    if not any(word in plain for word in ("common", "frequent", "prevalent", "most ")):
        return None
    match = _COMMON_ARE.search(plain, clause.start, span.start)
    if match and not _OTHER_EVENTS.search(match.group()) and not _OVER.search(plain[match.end() : span.start]):
        return Cue("occurs", *match.span())
    match = _IS_COMMONEST.match(plain, span.end, clause.end)
    if match and not _OTHER_EVENTS.search(match.group()) and not denied(plain, clause.start, match.end()):
        return Cue("occurs", *match.span())
    return None


def is_list_of_harms(plainly: str) -> bool:
    """Whether a stretch of plain text tells which harms are the common ones: they are what it is about."""
    return _COMMON_ARE.search(plainly) is not None or _COMMON_AMONG.search(plainly) is not None


def _is_open(clause: Clause, start: int, place: int) -> bool:
    """Whether nothing stands between that could part the words of a form from the outcome at `place`."""
    between = told.ASIDE.sub(" ", clause.plain[start:place])
    if _OVER.search(between) or len(between.split()) > _MOST_BETWEEN:
        return False
    return all(one.meaning not in CHANGING for one in clause.cues_between(start, place))
