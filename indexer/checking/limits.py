"""Words by which a claim says when, in how many, how much, in whose hands, or of whose effect: everyday words that no
table knows, and without which a true sentence becomes a false one.

`Years later`, `at the start`, `in two thirds of patients`, `when abused`, `less when repeated`, `anxiety reduces the
effect of ketamine`, `delaying ketamine`. None is read further: either it is said as well, or nothing is decided.

Imports `appraisal`, `vocabulary` and the modules of this package that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from indexer.appraisal.reading import Line, Reading
from indexer.checking.acted_on import USE
from indexer.checking.figures import times
from indexer.checking.joins import CHANGING, VERB_OF_CHANGE
from indexer.checking.not_the_drug import not_the_drug
from indexer.checking.of_what import least, of_something_else, on_treatment
from indexer.checking.statements import statements
from indexer.checking.values import Claim, Direction
from indexer.checking.whose_figures import others_figures
from indexer.text import plain
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Kind

# Later times without a number; those with one are compared as figures.
_LATER = re.compile(
    r"\b(?:(?:years|months|weeks|days) (?:later|afterwards?|on|after"
    r"(?! (?:birth|delivery|childbirth|surgery|the operation|having)))|"
    r"(?:in|over|during|through) (?:the )?(?:\w+ )?"
    r"(?:years|months)(?: (?:after|following|to come))?"
    r"(?! (?:birth|delivery|childbirth|surgery|the operation))|(?:in )?the (?:following|next|coming) "
    r"(?:year|month|week|morning|day)s?|(?:in )?later years|long after|long afterwards|(?:year|month|week) after "
    r"(?:year|month|week)|between (?:the )?(?:doses|sessions|infusions|treatments)|at (?:[\w-]+ )?follow-?up|"
    r"from year to year|later on|"
    r"(?<!\d )(?<!s )(?<!y )later)\b"
)
# `The next morning` is the following one, and one of the next day.
_NEXT = re.compile(r"\b(?:in )?(?:the )?(?:following|next|coming) (?P<when>year|month|week|morning|day)s?\b")
# Of the time before treatment.
_BEFOREHAND = re.compile(
    r"(?<!from )(?<!to )(?<!with )(?<!than )(?<!versus )(?<!vs )(?<!after )\bbaseline\b|"
    r"\binitial(?! (?:evidence|results?|findings?|treatment|antidepressant|doses?|infusions?|response|benefits?))|"
    r"\b(?:pre-?existing|already|to begin with|at (?:the |its )?(?:start|outset|beginning)|"
    r"(?:start|began|begin|enter|entered)(?:s|ed)? (?:\w+ )?with|before (?:it|they|treatment|use|"
    r"the (?:trial|study|drug|treatment|infusion|session)))\b"
)
_SHARES = re.compile(
    r"\b(?:(?:one|two|three|four|a)[- ](?:thirds?|quarters?|fifths?|tenths?)|(?:one|two|three|four|nine) (?:in|out of) "
    r"(?:two|three|four|five|ten|every)|half(?: of)?|(?:very |only a )?few (?:\w+ )?(?:patients|people|participants)|"
    r"non-?patients|the majority|a minority|most (?:of the )?(?:patients|people|"
    r"participants|users|adults|women|men)|(?:a|only a) (?:handful|couple|fraction|small (?:number|share|minority)) of|"
    r"(?:scores|dozens|hundreds|thousands|millions) of (?:\w+ )?(?:patients|people|participants|users)|the odd \w+)\b"
)
_EVERY = re.compile(
    r"\b(?:every|each|all) (?:single |further |new |next )?(?:stud(?:y|ies)|trials?|patients?|person|people|"
    r"participants?|cases?|individuals?|users?|forms?|ages?|age|doses?|other (?:day|week|month)|"
    r"(?:\w+ )?(?:hours?|days?|weeks?|months?|years?))\b|"
    r"\b(?:at|in|of) any (?:age|form|stage|dose|setting)\b"
)
_SIZED = re.compile(
    r"\b(?P<size>small|large|medium|moderate|modest|weak|strong|big|tiny|huge|sizeable) effects?\b(?! on| of)"
)
_MORE_WHEN = re.compile(
    r"\b(?:more|less|better|worse|faster|further|most|best|only|least) (?:when|if|with (?:age|time|therapy|each|"
    r"repeated|higher|lower|more|practice|music|support)|after (?:repeated|several)|the (?:more|less|longer|older))\b|"
    r"\bwith (?:age|time|practice)\b|"
    r"\b(?:when|once|if|unless) (?:it is |they are |it's )?(?:repeated|abused|misused|reduced|stopped|"
    r"delayed|overused|taken too|snorted|injected)\b"
)
_USED = re.compile(
    r"\b(?:(?:mis|ab)us(?:e|es|ed|ing|ers?)|(?:non-?|ex-|former |regular |heavy |chronic )?users|addicted|dependent on|"
    r"who (?:use|take|inject|snort|smoke|need) (?:it|them)|(?:long-term|prolonged|extended|continued|years of|"
    r"months of) use|heavy|regular(?:ly)?|habitual(?:ly)?|drinkers|takers|inject drugs|overdos\w+)\b"
)
_OF_PEOPLE = re.compile(
    r"(?P<share>\d+(?:\.\d+)?) ?(?:%|percent|per cent) of (?:\w+ ){0,2}?(?:patients|people|participants|those|users|"
    r"adults|women|men|cases|individuals|volunteers|subjects)\b"
)
_OWN_USE = re.compile(r"(?:'s)? use\b(?! disorders?)")
_WHICH_PAIN = re.compile(
    r"\b(?:pain (?:on|at|with|during|upon|from) (?:injection|rest|movement)|injection pain|"
    r"(?:passive|active) suicid\w+|"
    r"intra-?operative (?:\w+ )?(?:opioid|analgesic|pain|morphine|fentanyl|remifentanil))\b"
)
_CRAVED = re.compile(r"\bcravings? (?:for|of) (?:the )?(?P<what>[\w-]+)")
_RELAPSE = "relapse"
# What is had while a drug acts, of which nothing is said by those who are asked years later.
_WHILE_IT_ACTS = frozenset(
    {"dissociation", "dizziness", "nausea", "vomiting", "sedation", "blood pressure", "heart rate", "headache",
     "psychotic symptoms", "blurred vision"}
)  # fmt: skip
_YEARS_LATER = re.compile(r"\blong-term follow-?up\b|\byears (?:later|after)\b|\b\d+-year follow-?up\b")
_MANIA = "mania"
# Words that must stand in the sentence as they are: other subjects, the evidence, history, causes, order.
_AS_THEY_ARE = (
    re.compile(
        r"\b(?:so (?:does|do|did)|also (?:does|do|did)|as (?:\w+ ){1,2}(?:does|do|did)|"
        r"in the same way as|just like|and (?:\w+ ){1,3}too)\b"
    ),
    re.compile(
        r"\b(?:small|large|big|tiny|moderate|medium|multiple|both|every|larger|smaller)(?: (?!effect)\w+)? (?:doses?|"
        r"infusions?|sessions)\b|\bin (?:small|large|big|tiny|moderate) doses\b"
    ),
    re.compile(
        r"\b(?:large|larger|big|long|robust|strong|solid|conclusive|overwhelming|compelling|"
        r"ample|abundant),? (?:\w+ )?(?:trials?|studies|evidence|data|research|samples?)\b"
    ),
    re.compile(
        r"\blong (?:been )?known\b|\b(?:in|by|since|before|during) the (?:19|20)\d0s\b|\b(?:last|this|"
        r"next) (?:year|month|"
        r"decade|century)\b|\bdecades?\b|\bfirst shown\b|\bthe (?:first|second|third|last|latest|"
        r"newest|oldest|only|best|"
        r"leading|top|strongest|fastest|safest|cheapest) (?:\w+ )?(?:drugs?|treatments?|medicines?|"
        r"medications?|therap(?:y|ies)|"
        r"compounds?|psychedelics?|antidepressants?|options?)\b"
    ),
    re.compile(
        r"\b(?:by|through|via|thanks to|because of|owing to|due to) (?:its |their |the |"
        r"an? )?(?:effects? on|reduc\w+|rais\w+|"
        r"increas\w+|lower\w+|improv\w+|eas\w+|boost\w+|decreas\w+)|\b(?:as|because|"
        r"since) it (?:also )?\w+s\b|\bcaused by\b"
    ),
    re.compile(r"\b(?:despite|regardless of|irrespective of|even with|even without)\b"),
    # `…, which is why it relieves depression`; `raises GABA and so treats depression`.
    re.compile(
        r"\b(?:which is (?:why|how|what|when)|that is (?:why|how)|and so|and in this way|and thus|and thereby|"
        r"and hence|as a (?:result|consequence))\b|"
        r"^(?:so|in this way|thereby|thus|hence|therefore) (?=(?:\w+ly )?(?:reduc|reliev|treat|eas|lower|rais|increas|"
        r"improv|prevent|caus|boost|help|lift|cut|work|protect|lead|produc|induc)\w*\b)"
    ),
    re.compile(r"\btoo (?:small|low|little|weak|high|large|tiny|few|short|late|early|much|often|mild|young|old)\b"),
    re.compile(r"\bat any (?:level|degree|rate|severity)\b|\bto (?:an?|the) [\w-]+ (?:degree|extent)\b"),
    re.compile(r"\b(?:in the (?:evening|afternoon|morning)|at (?:night|bedtime|noon|weekends)|for life|lifelong)\b"),
    re.compile(r"\b(?:new|novel|another|[rs])[- ](?:form|version|formulation|enantiomer)\b"),
    re.compile(r"\b(?:ceas|stop|quit)(?:s|es|ed|ped)? (?:to )?(?:reduc|lower|reliev|improv|work|help|eas|rais)\w*\b"),
    re.compile(
        r"\b(?:who|that) (?:(?:are|were|is|feel|felt|get|got|getting) ){1,2}(?:well|good|fine|better|best|normal|"
        r"happy)\b|\b(?:given|taken|used|received|tried) (?:to|by) others?\b|\bin general\b"
    ),
    re.compile(r"\bduring (?:the|an?) (?:procedure|operation)\b"),
    re.compile(r"\bgroup (?:therapy|sessions?|treatment)\b|^group [\w-]+|\bin (?:a group|groups)\b"),
    re.compile(r"\bchronic (?:ketamine|esketamine|psilocybin|mdma|lsd|administration|dosing)\b"),
    re.compile(r"\b(?:first and|first,? then|later and|before (?=anxiety|depress|pain|ptsd|mood|sleep|suicid))"),
    re.compile(r"\bearly (?=treatment|ketamine|esketamine|psilocybin|mdma|lsd|use|intervention)"),
)
_THE_MORE = re.compile(
    r"\bthe (?:more|less|sooner|later|faster|slower|earlier|longer|shorter|older|younger|higher|lower|deeper|stronger|"
    r"worse|better|bigger|smaller)\b[^.;]*,? the (?:more|less|better|worse|greater|stronger|faster|longer|deeper|"
    r"bigger)\b"
)
_IN_OTHERS = re.compile(r"\b(?:in|for|with|of) others\b")
COMMONEST = re.compile(
    r"\b(?:most (?:common|frequent|prevalent)(?:ly)?|commonest|(?:common|frequent|usual|typical) (?:side|"
    r"adverse|unwanted)[ -]"
    r"(?:effects?|events?|reactions?))\b"
)
"""What a claim says of a harm that is among the most frequent."""
_THE_ONE = re.compile(
    r"(?<!of )(?<!among )(?<!of the )(?<!among the )\b(?:the |its |'s )?(?:single )?(?:most (?:common|"
    r"frequent)(?:ly)?|commonest)(?: \w+){0,2} "
    r"(?:side[- ]effect|adverse (?:event|effect|reaction))\b"
)
_A_STATEMENT = 3
"""Words, less one, of the shortest text that states something by itself."""
_COMMON = re.compile(r"\b(?:common(?:ly|est)?|frequent(?:ly)?|prevalent|often|usual(?:ly)?|typical(?:ly)?)\b")
# Order and rhythm, which no sentence says in the same words of the same thing.
_IN_ORDER = re.compile(
    r"\bat first\b|\b(?:first|second|third|last)(?=[ .,]*$)|\b(?:first|last) (?=reduc|lower|improv|"
    r"rais|increas|eas|reliev)|"
    r"\b(?:day after day|hour by hour|day by day|week by week)\b"
)
_SPRAY = re.compile(r"\bsprays?\b")
_NASAL = re.compile(r"\b(?:sprays?|nasal\w*|intranasal\w*)\b")
_AT_BIRTH = re.compile(r"\b(?:at|after|during|before|around) (?:the )?(?:child)?birth\b")
_BIRTH = re.compile(r"birth|partum|natal|c(?:a)?esare?an|deliver|obstetric|labou?r")
_OF_ONE_ILLNESS = frozenset({"esketamine"})
"""What is given for one illness only, so that it need not be named."""
_AND = re.compile(r"\b(?:and|or|but)(?: \w+ly| also)? $")


# `…, although placebo does so better`: what is set against it is said to do more.
_DOES_BETTER = re.compile(
    r"\b(?P<who>[\w-]+) (?:does|do|did) (?:so |it |this )?(?:even |much |far |just )?(?:better|more|faster|sooner|"
    r"as well|as much|the same|likewise|too)\b"
)


def limits(claim: Claim, asked: Reading, evidence: Reading, line: Line, *, is_for: bool) -> Iterator[str]:
    """What a claim says so and a sentence does not. `asked` is the claim's own text; in how many and how much matters
    only where the sentence would support it (`is_for`)."""
    sentence = evidence.plain[line.start : line.end]
    if asked.plain.count(" ") >= _A_STATEMENT and asked.plain.rstrip(" .") in sentence:
        return  # in the sentence's own words it adds nothing
    around = f"{sentence} {evidence.plain[: evidence.title_end]}"
    yield from _either_way(claim, asked, sentence, around)
    if _AT_BIRTH.search(asked.plain) and not _BIRTH.search(around):
        yield "nothing is said of birth"
    yield from _of_users(claim, asked, around)
    if is_for:
        yield from others_figures(claim.statement.outcome_name, asked.plain, evidence, line)
        whole = f"{asked.plain} {plain(claim.sentence)}"
        for pattern in (_IN_OTHERS, _THE_MORE):
            if (said := pattern.search(whole)) and not pattern.search(sentence):
                yield f"what the claim says with “{said.group()}” could not be read"
        yield from _in_support(asked, sentence)
        yield from _how_common(claim, asked, sentence)
        yield from on_treatment(asked)
        yield from _how_given(claim, asked.plain, around)


def _either_way(claim: Claim, asked: Reading, sentence: str, around: str) -> Iterator[str]:
    """What keeps a sentence from supporting a claim, and from denying it."""
    low = asked.plain
    own = claim.statement
    given = frozenset(one.value.removesuffix(USE) for one in (*own.interventions, *own.against))
    yield from not_the_drug(own.outcome_name, given or frozenset(one.concept.name for one in asked.drugs), asked)
    yield from of_something_else(own.outcome_name, asked)
    yield from least(low, sentence)
    if own.outcome_name in _WHILE_IT_ACTS and _YEARS_LATER.search(around) and not _YEARS_LATER.search(low):
        yield "it tells of a time long after it acted"
    if not times(low) and (later := _LATER.search(low)) and not _is_said_then(later.group(), sentence):
        yield f"nothing is said of “{later.group()}”"
    if _BEFOREHAND.search(low):
        yield "what the claim says of the time before treatment could not be read"
    if (said := _WHICH_PAIN.search(low)) and said.group() not in sentence.replace(f"to {said.group()}", ""):
        yield f"nothing is said of “{said.group()}”"
    if (craved := _CRAVED.search(low)) and not _is_craved(craved["what"], sentence):
        yield f"it is not {craved['what']} that was craved"
    of_either = "hypomani" in low or claim.statement.direction is Direction.LOWER
    if "hypomani" in sentence and of_either and claim.statement.outcome_name == _MANIA:
        yield "it tells of hypomania and of mania, and which is meant could not be read"
    if claim.statement.outcome_name == _RELAPSE and not asked.named(Kind.CONDITION) and not _relapses_are_of_one(claim):
        yield "which illness comes back the claim does not say"


def _in_support(asked: Reading, sentence: str) -> Iterator[str]:
    """What keeps a sentence from supporting a claim."""
    low = asked.plain
    for words in _narrowing(asked):
        if words.replace("-", " ") not in sentence.replace("-", " "):
            yield f"nothing is said of “{words}”"
    if (share := _OF_PEOPLE.search(low)) and not _is_share(share["share"], sentence):
        yield f"that it is {share['share']} % of people is not said"
    if better := _doing_better(asked):
        yield f"what the claim says of “{better}” beside it could not be read"
    if said := _IN_ORDER.search(low):
        yield f"what the claim says with “{said.group().strip()}” could not be read"
    if verb := _unread_verb(asked):
        yield f"what the claim says with “{verb}” could not be read"
    if (sized := _SIZED.search(low)) and not re.search(rf"\b{sized['size']}\b", sentence):
        yield f"nothing is said of a {sized['size']} effect"


@lru_cache(maxsize=4096)
def _narrowing(asked: Reading) -> tuple[str, ...]:
    """The words of a claim that a sentence must have as they are. A claim is asked for them at every sentence."""
    found = (pattern.search(asked.plain) for pattern in (_SHARES, _EVERY, _MORE_WHEN, *_AS_THEY_ARE))
    return tuple(one.group() for one in found if one)


@lru_cache(maxsize=4096)
def _doing_better(asked: Reading) -> str:
    """What a claim says to do it better, or as well; empty if nothing."""
    better = _DOES_BETTER.search(asked.plain)
    return better["who"] if better else ""


def _how_common(claim: Claim, asked: Reading, sentence: str) -> Iterator[str]:
    """That something is among the most common, said perhaps behind the part of a sentence that a claim is."""
    is_common, is_commonest = _called_common(asked.plain, claim.sentence)
    if is_common and not _COMMON.search(sentence):
        yield "how common it is is not said"
    if is_commonest and not _THE_ONE.search(sentence):
        yield "that it is the commonest of all is not said"


@lru_cache(maxsize=4096)
def _called_common(low: str, whole: str) -> tuple[bool, bool]:
    """Whether a claim, or the sentence that it is a part of, calls something common, and the commonest of all. A claim
    is asked for it at every sentence."""
    said = f"{low} {plain(whole)}"
    return COMMONEST.search(said) is not None, _THE_ONE.search(said) is not None


def _how_given(claim: Claim, low: str, around: str) -> Iterator[str]:
    """That it was sprayed, which a sentence or its title must say."""
    is_spray = any(one.value == "esketamine" for one in claim.statement.interventions)
    if _SPRAY.search(low) and not is_spray and not _NASAL.search(around):
        yield "nothing is said of a spray"


def _is_craved(what: str, sentence: str) -> bool:
    name = re.escape(what)
    craving = rf"\bcravings? (?:\w+ ){{0,3}}?(?:for|of) (?:\w+ ){{0,3}}?{name}\b"
    return re.search(rf"\b{name}[ -](?:use|consumption|seeking|craving)|{craving}", sentence) is not None


def _is_share(share: str, sentence: str) -> bool:
    """Whether a share is one of people: neither by how much something fell, nor what counts as a response."""
    figure = re.escape(share)
    return (
        re.search(
            rf"(?<![\d.])(?<!least )(?<!than )(?<!by )(?<!≥)(?<!>){figure} ?%"
            r"(?!,? (?:\w+ ){0,2}?(?:reduc|decreas|improv|drop|fall|declin|increas|ci\b|or (?:more|greater)))",
            sentence,
        )
        is not None
    )


@lru_cache(maxsize=4096)
def _unread_verb(asked: Reading) -> str:
    """A second verb of change of which no statement was read: `… and extends life`."""
    said = statements(asked, 0, len(asked.text))
    read = [(word.start, word.end) for one in said for word in one.direction_words]
    named = [(one.start, one.end) for one in asked.mentions]
    for cue in directions.cues(asked.plain, 0, len(asked.plain)):
        word = asked.plain[cue.start : cue.end]
        is_verb = word.endswith("s") and VERB_OF_CHANGE.fullmatch(word) is not None
        is_verb = is_verb and not asked.plain.startswith((" in ", " of "), cue.end)
        is_verb = is_verb or (word.endswith("s") and _AND.search(asked.plain, 0, cue.start) is not None)
        if is_verb and cue.meaning in CHANGING and not any(a < cue.end and cue.start < b for a, b in (*read, *named)):
            return word
    return ""


def _relapses_are_of_one(claim: Claim) -> bool:
    drugs = {one.value for one in claim.statement.interventions}
    return bool(drugs) and drugs <= _OF_ONE_ILLNESS


def _of_users(claim: Claim, asked: Reading, around: str) -> Iterator[str]:
    """That people use a drug of their own accord, which is said of another thing than of a treatment."""
    told = claim.statement
    if any(one.value.endswith(USE) for one in (*told.interventions, *told.against)):
        return
    outcomes = asked.named(Kind.OUTCOME)
    illnesses = asked.named(Kind.CONDITION)
    for said in _USED.finditer(asked.plain):
        if any(one.start <= said.start() < one.end for one in (*outcomes, *illnesses)):
            continue
        if said.group() not in around:
            yield f"nothing is said of “{said.group()}”"
    if any(_OWN_USE.match(asked.plain, one.end) for one in asked.drugs) and not re.search(r"\buse(?:rs)?\b", around):
        yield "whether it was used or given is not told"


def _is_said_then(later: str, sentence: str) -> bool:
    """Whether a sentence says a later time in a claim's words, or in others for the same."""
    own, told = _NEXT.fullmatch(later), {one["when"] for one in _NEXT.finditer(sentence)}
    is_same = own is not None and (own["when"] in told or (own["when"] == "day" and "morning" in told))
    return later in sentence or is_same
