"""What joins a word of direction with an outcome in a clause, and what parts them.

A word of direction is said of an outcome only if what stands between the two joins them: the word's object (`reduced
the severity of suicidal thoughts`, `a reduction in …`) or its subject (`suicidal thoughts were significantly lower`).
Anything else between (another verb, `patients with`, a predictor) parts them. An outcome that only says who was studied
(`patients with suicidal ideation`) is joined with nothing.

Pure functions of text in plain writing.
"""

from __future__ import annotations

import re

from indexer.checking import course_words as told
from indexer.checking.clauses import Clause
from indexer.checking.values import Span
from indexer.vocabulary.directions import Cue

REACH = 110
"""How far, in characters, a word of direction may stand from the outcome that it speaks of."""
_PEOPLE = r"(?:patients|people|adults|individuals|persons|participants|adolescents|teenagers|women|men|veterans|those)"
WORKS_IN = re.compile(
    r"^(?: (?:in|for|among))?(?: the)?(?: (?:treatment|management|therapy) of)?"
    r"(?: (?:adult|severe|most|some|many|hospitali[sz]ed|adolescent|older|elderly|young|female|male|with|severely|"
    r"outpatient|adults?|a group of|a sample of|these|those|our|us))*"
    rf" {_PEOPLE}(?: (?:and|or) (?:{_PEOPLE}|soldiers))? (?:with|suffering from|who have)(?: (?:severe|"
    rf"chronic|acute|moderate|moderate-to-severe|a))*[ ]*$"
)
"""What may stand between a word of `WORKING` and the illness of those in whom a treatment works."""
EFFECTIVE = frozenset(
    {"as effective", "as good as", "at least as effective as", "at least as good as", "beat", "beats",
     "better option", "better than", "beaten", "came out ahead", "came out on top", "come out ahead", "comes out ahead",
     "comes out on top", "better treatment", "did better than", "do better than", "does better than",
     "effective", "efficacious", "equally as effective as", "equally effective", "equals",
     "every bit as effective as", "every bit as good as", "ineffective", "inferior", "just as effective as",
     "just as good as", "less effective", "less effective than", "more effective", "more efficacious",
     "no less effective than", "no less efficacious than", "no worse than", "not inferior", "not inferior to",
     "begin to work within", "begin working within", "begins to work within", "begins working within",
     "kick in within", "kicks in within", "start to work within", "start working within", "starts to work within",
     "starts working within", "take effect within", "takes effect within",
     "no better than", "no more effective than", "non-inferior", "noninferior", "not better than", "not superior",
     "outdid", "outdoes", "outperform", "outperformed", "outperforms", "performed better than",
     "performs better than", "rivals", "superior", "superior option", "superior treatment", "surpassed", "surpasses",
     "trounced", "trounces", "trumps", "useless", "work better", "worked better", "works", "works about as well as",
     "works as well as", "works at least as well as", "works better", "works just as well as", "works no better than"}
)  # fmt: skip
"""Words of direction that say of a treatment that it works, or how well beside another, and need not say in what."""
WORKING = EFFECTIVE | frozenset(
    {"beneficial", "benefit", "benefits", "better augmentative treatment", "better choice", "better treatments",
     "did better", "did little for", "did nothing for", "do better", "do little for", "do nothing for",
     "does better", "does little for", "does nothing for", "effectiveness", "efficacy", "good treatment", "help",
     "helped", "helpful", "helps", "no additional benefit", "no advantage", "no benefit", "no benefits",
     "no good for", "no help for", "performed better", "performs better", "promising", "successful", "tackles",
     "useful for", "useful in", "useless against", "useless for", "useless in", "work", "worked"}
)  # fmt: skip
"""All words of direction that say of a treatment that it works."""
_MOST_UNKNOWN = 2
_LONGEST_BARE = 60
_MOST_COMMAS = 3
_MOST_OF_SUBJECT = 3
_OF_SUBJECT = re.compile(r" (?:scores? |levels? |ratings? )?(?:in|of|to|at|during|within|across|on|after|following) ")
_WITH = frozenset({"with", "after", "following", "by", "from", "at", "during", "within"})
CHANGING = frozenset({"lower", "higher", "better", "worse"})
"""The meanings of a word of direction that say that something changed."""
_OF_NEXT = re.compile(r" (?:in|on|of|for) ")
# `Blood pressure and pulse elevations were transient`.
_PAIRED = re.compile(r" (?:and|or) (?:pulse|heart rate|(?:dia)?stolic|\w+ rate) ")
_MAKES = re.compile(r"\b(?:makes?|made|making) (?:\w+ ){0,2}$")
_SEEN_SO = re.compile(
    r"\b(?:was|were|is|are|has been|have been)(?: \w+ly| also)? (?:observed|seen|found|noted|reported|shown|detected|"
    r"associated|apparent|evident|present|demonstrated|measured)\b"
)
_HEAD = re.compile(r"(?:^|[.!?:\n]\s*)$")
_SEEN = ("was ", "were ")
_PARTICIPLE = re.compile(r"\w+ed")
_AS_A_COST = re.compile(
    r"\bwith (?:only |but )?(?:short-term|few|fewer|minimal|mild|tolerable|acceptable|manageable|no|some|more|"
    r"transient|limited) (?:\w+ )?$"
)
_BECAUSE = re.compile(r", (?:as|since|because|given that) ")
_WITH_IT = re.compile(r"\bwith (?:\w+ ){0,2}$")
_SPACES = re.compile(r" {2,}")
_LIKENESS = frozenset({"similar", "comparable", "equivalent", "equal"})
_RESPOND = re.compile(r"respond(?:s|ed)?")
_POSTOPERATIVE_DAY = re.compile(r"pods?\b(?: \d|$|[,;)])")
_INTO_NEXT = re.compile(r"\b(?:of|with|for|by|to|from|in)(?: \w+ly)? $")
# `No difference between ketamine and placebo in …`: the two compared part nothing.
_SET_BESIDE = re.compile(r"\b(?:between|among|from|compared (?:with|to)|versus|vs\.?|groups?|arms?|treatments?)")
_ONLY_LISTED = re.compile(r"[ ,]*(?:and )?(?:symptoms?|scores?)?[ ,]*")
# `Works better than … for depression`; `helps people with … stay abstinent`, `protects patients with … from relapse`.
_BESIDE = re.compile(
    r"^(?: (?:better|as well|as good))?(?: (?:than|as|to|over|from))?"
    r"(?: (?!for\b|in\b|at\b|than\b|patients\b|people\b)[\w-]+){0,8} +"
    r"(?=(?:for|in|at|on|regarding|concerning|with (?:regard|respect) to)\b)"
)
_WHOM = re.compile(
    rf"^ (?:(?:older|many|some|most) )?{_PEOPLE}(?: (?:with|who have|living with))? +(?:from|to|against)?"
)
_MEASURED = re.compile(
    r", (?:as )?(?:measured|assessed|rated|evaluated|indexed|verified|confirmed|defined|determined|quantified|"
    r"captured) (?:with|by|using|on|via|as) [^,;]*,"
)
# `Scores peaked at 40 minutes and were` greater: the second verb has the same subject, which heads the clause.
_HEADS = re.compile(
    r"(?:[^,;]{3,60}, )?(?:(?:the|mean|median|total|average|overall|both|their|peak|maximum|scores?|levels?|ratings?|"
    r"severity|incidence|rates?|risk|of|for|\w+ly|postoperative|however,?|moreover,?) )*"
)
_AND_WAS = re.compile(r" and (?:was|were|is|are|remained)(?: \w+ly| also| still| far| much| even)* $")
# `Reductions from baseline to week 4 in …`.
_FROM_WHEN = re.compile(
    r" from (?:baseline|pre-?treatment|pre-?dose|screening)(?: to [\w -]{1,25}?)?(?= (?:in|of|on|for)\b)"
)
# `Anhedonia, the inability to feel pleasure, gets better`.
_APPOSITION = re.compile(
    r"^, (?:(?:the|an?) [^,;:]{3,50}|which (?:is|are|was|were|can|may|might|"
    r"often) [^,;:]{3,80}), "
)
# `In figural fluency, sustained attention, visual learning, or` memory.
_LIST = re.compile(r" +(?:in|of) (?:[\w/-]+(?: +[\w/-]+){0,2} *, *| *, *){1,8}(?:(?:and|or) )?(?:[\w/-]+ )?")
_HOW_MUCH = frozenset({"more", "less", "greater", "fewer", "lower", "higher", "larger", "smaller", "longer", "shorter"})
_HOW_MUCH_OF_IT = re.compile(
    r"[ ,]*(?:$|[.;:()]|(?:in|with|than|among|after|for|at|on|by|during|following|over|when|compared|relative|versus|"
    r"vs|to|post|from|within|across|under|both|only|as|scores?|levels?|ratings?|rates?|upon|immediately|"
    r"frequent\w*|common\w*|pronounced|marked|prominent|severe|intense|often|likely|and|but|so|rapid\w*|quick\w*|"
    r"strong\w*|effective\w*|throughout|until|shortly|the (?:next|following|same|first) (?:day|week|morning)|"
    r"(?:one|two|three|four|five|six|seven|eight|ten|twelve|several|an?|[\d.]+) ?(?:minutes?|hours?|days?|"
    r"weeks?|months?|"
    r"years?|h|min))\b)"
)
_NONE = re.compile(r"\b(?:no|not|without)\b")
VERB_OF_CHANGE = re.compile(
    r"(?:reduc|increas|decreas|lower|improv|enhanc|worsen|rais|elevat|lessen|relie[vf]|eas|impair|boost|"
    r"diminish|prolong|"
    r"attenuat|alleviat|prevent|caus|induc|produc|trigger|promot|exacerbat|cut)(?:e?s|ed)?"
)
_OBJECT = re.compile(
    r" (?!(?:in|after|from|by|with|at|during|over|within|between|among|compared|relative|on|when|"
    r"following|until|to|than|as|"
    r"and|or|but|more|less|only|for|both|one|two|three|four|five|six|seven|several|throughout|across|post|"
    r"again|further|"
    r"somewhat|most|least|overall|early|soon|later|once|there|here|today|now|without|while|because|if|"
    r"upon|per|via|under|"
    r"through|versus|vs|even|also|not|no|over|up|down|about|around|approximately|an? (?:mean|average|median)|\w+ly|"
    r"\w+wards?|immediately)\b)[a-z]"
)
_HELPS = frozenset({"help", "helps", "helped"})
_HELPED_WITH = re.compile(r" (?:\w+ly )?with (?:(?:the|their|your|my|severe|symptoms of|\w+ly) )*")
_WHO = re.compile(
    r"\b(?:patients|those|participants|people|individuals|subjects|adults|women|men|ones) (?:who|that) (?:had )?$"
)
_RESPONDED = re.compile(r"(?:remitted|responded|relapsed|recovered|improved)")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be)(?: \w+)? $")


def is_population(clause: Clause, outcome: Span) -> bool:
    """Whether an outcome's name says who was studied (`patients with suicidal ideation`), not what happened to them; or
    is named only to be set aside (`regardless of remission`)."""
    return _says_who(clause, outcome) or _is_of_those(clause, outcome)


def _says_who(clause: Clause, outcome: Span) -> bool:
    """Whether it says what those studied had done before: `lower in patients who remitted`."""
    by = _RESPONDED.fullmatch(clause.plain, outcome.start, outcome.end)
    return by is not None and _WHO.search(clause.plain, clause.start, outcome.start) is not None


def _is_of_those(clause: Clause, outcome: Span) -> bool:
    plain = clause.plain
    if told.POPULATION_WORDS.search(plain, outcome.start, outcome.end):
        named = plain[outcome.start : outcome.end]
        return not ("responder" in named or named.endswith(" need"))
    if _POSTOPERATIVE_DAY.match(plain[outcome.start : outcome.end + 2]):
        return True
    if _RESPOND.fullmatch(plain, outcome.start, outcome.end):
        return False  # `people with bipolar depression respond`
    if told.FELT.match(plain, outcome.start, outcome.end) and not plain.endswith("who ", 0, outcome.start):
        return False  # `people treated with ketamine feel detached`
    before = clause.before(outcome.start, 90)
    is_reached = told.KEPT_FROM.search(before) or told.LEFT_WITH.search(before) or told.NO_CASE.search(before)
    if is_reached or brought_into(before, 0, len(before)):
        return False
    is_heed = plain.startswith("attention", outcome.start) and (
        plain.startswith(" to ", outcome.end) or "pay " in before
    )
    return bool(
        is_heed
        or told.ASIDE_BEFORE.search(before)
        or (told.TOPIC_BEFORE.search(before) and not any(cue.end <= outcome.start for cue in clause.cues))
        or _is_whom(clause, outcome, before)
        or told.POPULATION_AFTER.match(plain[outcome.end : outcome.end + 24])
    )


def _is_whom(clause: Clause, outcome: Span, before: str) -> bool:
    """Whether what stands before an outcome makes it a part of who was studied: `people with`; but `in people with
    cancer, psilocybin brought relief from` says something of it."""
    whom = told.POPULATION_BEFORE.search(before)
    if whom is None:
        return False
    comma = before.rfind(", ", whom.start())
    return comma < 0 or not any(outcome.start - len(before) + comma <= one.start < outcome.start for one in clause.cues)


def brought_into(plain: str, start: int, place: int) -> re.Match[str] | None:
    """The words of `plain[start:place]` by which people are brought into what stands at `place`: `tips patients
    into` mania."""
    return next((one for one in told.BROUGHT_INTO.finditer(plain, start, place) if one.end() == place), None)


def leads_to(clause: Clause, cue: Cue, outcome: Span) -> bool:
    """Whether an outcome is the object of a word of direction that stands before it."""
    if _is_adjective(clause, cue, outcome) or outcome.start - cue.end > REACH or _has_cue_between(clause, cue, outcome):
        return False
    rest = without_names(clause, cue.end, outcome.start)
    if clause.word(cue) in WORKING:
        rest = _SPACES.sub(" ", rest)
        without = told.TOPIC.sub(" in ", _BESIDE.sub("", rest))  # `works better than … in patients with …`
        if any(WORKS_IN.match(f"{one.rstrip()} ") for one in (rest, without)):
            return True  # `effective in patients with …`
        rest = without
    # `Reduces pain with short-term complications`, `effective, as side effects were mild`
    is_aside = _AS_A_COST.search(rest) or _BECAUSE.search(rest)
    rest = _WHOM.sub(" ", rest)
    if told.USERS.search(clause.plain, clause.start, clause.end):
        rest = told.NON_USERS.sub(" ", rest)
    is_helped = clause.word(cue) in _HELPS and _HELPED_WITH.fullmatch(rest)  # `helps with depression`
    is_beside = clause.word(cue) in WORKING and _WITH_IT.search(rest) and not is_helped  # `beat placebo with few harms`
    if is_beside or is_aside or _NONE.search(rest):
        return False  # `lower relapse rates with no side effects`
    if cue.meaning == "same":
        rest = _SET_BESIDE.sub(" ", rest)
    rest = _bare(rest)
    if _LIST.fullmatch(rest) and not told.PARTING.search(rest):
        return True
    if rest.count(",") > _MOST_COMMAS or told.PARTING.search(rest):
        return False
    strange = [word for word in told.WORD.findall(rest) if word not in told.JOINING | _WITH]
    return sum(not word.endswith("ly") for word in strange) <= _MOST_UNKNOWN


def _is_adjective(clause: Clause, cue: Cue, outcome: Span) -> bool:
    """Whether a word of direction does not govern what follows: `a dose-response was noted for …`, `behaviours similar
    to the symptoms of …`, `Prolonged seizures can be broken with …`."""
    if cue.meaning == "occurs" and clause.word(cue).startswith(_SEEN) and not clause.word(cue).endswith(" with"):
        return True
    if clause.plain.startswith(" to ", cue.end) and clause.word(cue) in _LIKENESS:
        return True
    heads = cue.start == clause.start and _HEAD.search(clause.plain[max(0, clause.start - 4) : clause.start])
    if not heads or not _PARTICIPLE.fullmatch(clause.word(cue)):
        return False
    return _SEEN_SO.search(clause.plain, outcome.end, clause.end) is None


def is_said_of(clause: Clause, outcome: Span, cue: Cue) -> bool:
    """Whether an outcome is the subject of a word of direction that stands behind it."""
    if _PAIRED.fullmatch(clause.plain, outcome.end, cue.start) and clause.word(cue) in told.CHANGES:
        return _OF_NEXT.match(clause.plain, cue.end) is None
    between = _APPOSITION.sub(" ", _MEASURED.sub(" ", clause.plain[outcome.end : cue.start]))
    if len(between) > REACH or _speaks_of_another(clause, outcome, cue, between):
        return False
    rest = _bare(_APPOSITION.sub(" ", without_names(clause, outcome.end, cue.start)))
    is_made = "," in between or _MAKES.search(clause.before(outcome.start, 30)) is not None
    goes_on = _AND_WAS.search(between) and _HEADS.fullmatch(clause.plain, clause.start, outcome.start)
    if goes_on or (_ONLY_LISTED.fullmatch(rest) and is_made and between not in (", ", ", and ", " and ", " ")):
        return True  # `sleep, anxiety, and mood improved`, `makes nausea and headache more frequent`
    if told.AFTER_PARTING.search(rest) or told.NEXT_PREDICATE.search(between):
        return False
    is_list = between in (", ", ", and ")  # `ensures safety, prevents relapse`
    if not told.AUXILIARY.search(between) and (len(between) > _LONGEST_BARE or " and" in rest or is_list):
        return False
    strange = [word for word in told.WORD.findall(rest) if word not in told.BEHIND and not word.endswith("ly")]
    # `Amygdala reactivity to fearful faces was increased`: what stands between only says more of the subject.
    is_more_of_it = told.BARE_AUXILIARY.search(between) and _OF_SUBJECT.match(between)
    return len(strange) <= (_MOST_OF_SUBJECT if is_more_of_it else 1)


def _speaks_of_another(clause: Clause, outcome: Span, cue: Cue, between: str) -> bool:
    """Whether a word of direction goes with what follows it (`TEAEs of increased blood pressure`, `… resulted in
    …`), stands in brackets of its own (`response (a decrease of 50 %)`), or is parted from the outcome by another
    such word."""
    if clause.word(cue) in _HOW_MUCH and not _HOW_MUCH_OF_IT.match(clause.plain, cue.end, clause.end):
        return True  # `those with low SI achieved more benefits`
    if _takes_object(clause, cue):
        return True  # `ketamine for pain reduces nausea`
    is_next = cue.meaning == "same" and "," in between and _OF_NEXT.match(clause.plain, cue.end) is not None
    return (
        is_next  # `improvement in mood, no changes in sleep`
        or _INTO_NEXT.search(between) is not None
        or between.count("(") > between.count(")")
        or between.count("[") > between.count("]")
        or (clause.word(cue) in told.BRINGING and not _PASSIVE.search(between))
        or any(outcome.end <= one.start and one.end <= cue.start and one.meaning in CHANGING for one in clause.cues)
    )


def _takes_object(clause: Clause, cue: Cue) -> bool:
    """Whether a verb of change has an object behind it, so that it says nothing of the subject before it."""
    if cue.meaning not in CHANGING or VERB_OF_CHANGE.fullmatch(clause.word(cue)) is None:
        return False
    if told.BARE_AUXILIARY.search(clause.before(cue.start, 40)):
        return False
    return _OBJECT.match(clause.plain, cue.end, clause.end) is not None


def _has_cue_between(clause: Clause, cue: Cue, outcome: Span) -> bool:
    # The word in a name (`sustained attention`) says nothing of what follows.
    return any(
        cue.end <= other.start
        and other.end <= outcome.start
        and not any(name.start <= other.start and other.end <= name.end for name in clause.names)
        for other in clause.cues
        if other is not cue
    )


def without_names(clause: Clause, start: int, end: int) -> str:
    """`plain[start:end]` without the names of the tables in it; where one was stand two spaces."""
    pieces, place = [], start
    for name in clause.names:
        if start <= name.start and name.end <= end and name.start >= place:
            pieces.append(clause.plain[place : name.start])
            place = name.end
    return " ".join((*pieces, clause.plain[place:end]))


def _bare(text: str) -> str:
    """Without what stands in brackets, figures mostly, without what something was measured with, and from when."""
    return _FROM_WHEN.sub(" ", _MEASURED.sub(" ", told.ASIDE.sub(" ", text)))
