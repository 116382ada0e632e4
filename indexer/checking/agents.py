"""Whose doing it is: the drugs of a clause, and those that they are compared with.

A drug is the agent where it stands before the word of direction as its subject (`ketamine reduced …`, `in the ketamine
group …`) or behind it after a word that makes it one (`… fell after ketamine`, `… with ketamine than with placebo`).
The second half of a comparison (`versus placebo`, `than midazolam`) is never the agent, wherever it stands. A drug that
is only part of a noun (`ketamine users`, `response to ketamine`, `ketamine-induced …`, `ketamine levels`) is none, and
where something else may be the subject, nothing is said of the drug.

Pure functions of text in plain writing. Imports `vocabulary` and, of `appraisal`, the forms of ketamine.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.appraisal.forms import KETAMINES
from indexer.checking.acted_on import ANAESTHESIA, is_use
from indexer.checking.clauses import Clause
from indexer.checking.course_words import ABSTRACT, CHANGES
from indexer.checking.values import Span
from indexer.vocabulary.concepts import Mention

_AGAINST = re.compile(
    r"\b(?:versus|vs\.?|(?:when )?compar(?:ed|able|ing|ison) (?:with|to)|in comparison (?:with|to)|relative to|"
    r"rather than|as opposed to|than(?! (?:before|prior|at baseline|(?:[\w-]+fold|twice|double[ds]?|half|one|two|"
    r"three|four|five|a third|a quarter|a half|\d[\d.]*)\b))|as (?=placebo|midazolam|saline|control|ect|electro)|"
    r"superior(?:ity)? (?:to|over)|inferior(?:ity)? to|against|similar to|equivalent to|equal to|(?:similar|"
    r"comparable|equivalent) (?:efficacy|effectiveness)(?: and \w+)? (?:to|as)|(?:did|does|"
    r"do) not differ (?:significantly )?from|different from|noninferior(?:ity)? to|non-inferior(?:ity)? to|"
    r"in contrast to|unlike|over and above|over (?=placebo|midazolam|saline|control|ect|sham|electro|active)|"
    r"separate[d]? from|as effective as|more effective than|as good as|better than|no (?:better|worse) than|"
    r"instead of|(?:works?|worked|does|did|do) (?:just |about )?as well as|(?:about|just|nearly|almost|at least|"
    r"every bit) as (?:well|much|effectively|quickly) as|as (?:well|much|effectively|"
    r"quickly) as(?= (?:[\w-]+ ){1,3}(?:does|did|do)\b)|outdid|as (?:common|frequent|high|severe|long|large|likely|"
    r"often|great|marked|frequently|commonly) (?:in|with|during|under|after|on|among|for) [^;:]{3,60}? as (?=(?:in|"
    r"with|during|under|after|on|among|for)\b)|beyond(?: what| that of)?|outperform(?:s|ed|ing)?|beats?|beating|"
    r"trounce[sd]|surpass(?:es|ed|ing)|trumps?|outdoes|out(?:class(?:es|ed)|score[sd]?|strip(?:s|ped)|pace[sd]?|"
    r"shines?|shone|match(?:es|ed))|eclipse[sd]?|best(?:s|ed)|edge[sd]? out|lag(?:s|ged)? behind|"
    r"f[ae]ll(?:s)? behind|trail(?:s|ed)? behind|f[ae]lls? short of|adjusting for|added to)\b"
)
# `Fell after ketamine but not after saline`, `superior to placebo but not to midazolam`.
_BUT_NOT = re.compile(
    r"\bbut not (?P<how>(?:(?:more|less|after|with|in|under|following|by|on|to|than|over|the|mice|rats|"
    r"treated) ){0,4})$"
)
# `Compared with placebo, and a more suitable alternative to intravenous ketamine`.
_ALTERNATIVE = re.compile(r"\balternatives? to (?:[\w-]+ ){0,2}$")
_BETWEEN = re.compile(r"\b(?:between|among|(?:according to |depending on |regardless of )?whether) ")
# What stands between the two that are set beside each other: `women given ketamine and women given saline`.
_AND_THE_OTHER = re.compile(
    r"[\w -]{0,30}(?:\([^()]*\) ?)? (?:and|or) (?:in |to )?(?:the )?(?:(?:patients|women|men|those|participants|people|"
    r"children|adults|mothers|subjects|neonates|infants)(?: whose mothers)? (?:(?:who )?(?:(?:were|had been|had) )?"
    r"(?:given|on|receiving|received|treated with|in|taking|assigned to|randomi[sz]ed to|allocated to) (?:the )?)?|"
    r"(?:received|inhaled|given|got|with) )?"
)
_LEAD = re.compile(
    r" ?(?:in |with |for |by |those |that |of |the |patients |receiving |given |treated |on |to |from |either |an? |"
    r"who |had |been |were |received |women |men |participants |people |adults |children |mothers |subjects |"
    r"randomi[sz]ed |assigned |allocated |taking |got |comparators? |controls? |active |inactive |produced by |"
    r"seen with |[\d.]+ ?%,? |\()*"
)
_SEGMENT_END = re.compile(
    r"[,;()]| (?:in|at|on|for|by|after|during|among|when|as|was|were|is|are|had|has|have|showed?|shows|did|does|"
    r"resulted|"
    r"significantly|while|led|produced|reduced|improved|increased|decreased|may|can|could|with regard)\b"
)
_AND_MORE = re.compile(r",? (?:and|or) $|, $|/$")
# What makes a name in front of it no agent: it is what something else acts on or adds to, or a part of a noun.
_NOT_BEFORE = re.compile(
    r"(?:respon(?:se|ses|ders?|ding) to|(?:who|that|which|had|have|not) (?:\w+ )?respond(?:ed)? to|fear(?:s|ed|ing)?|"
    r"refus\w+|avoid\w*|declin(?:e|es|ed|ing)|hat(?:e|es|ed)|forgo\w*|skip\w*|reject\w*|with(?:hold\w*|held)|"
    r"resistan\w+ to|prior to|before|levels? of|concentrations? of|metabolites? of|enantiomers? of|"
    r"pharmacokinetics of|exposure to|addition to|added to|adding|added|plus|augment\w+|blockade of|including|"
    r"such as|e\.g\.,?|like|antagoni\w+|without|no|not|dependen(?:ce|t) on|addict(?:ion|ed) to|hooked on|unlike|"
    r"similar to|cost of|"
    r"access to|(?:co-?administration|combinations?|combining) of(?: (?:[\w-]+ ){1,4}and)?|combining|"
    r"(?:(?<!erative )(?<!maintenance )(?<!adjunctive )(?<!prophylactic )(?<!repeated )use|abuse|misuse) of|"
    r"withdrawal from|clearance of|discontinu\w+(?: of)?|giving up|gave up|stopping|quitting|cessation of|coming off|"
    r"abstaining from|abstinence from|antidepressant (?:effects?|response|action|efficacy) (?:of|to)) (?:the )?$"
)
_NOT_AFTER = re.compile(
    r"^'?s?[ -](?:nasal spray )?(?:induced|related|associated|resistant|dependen\w+|users?|abuse\w*|misuse|addict\w+|"
    r"levels?|concentrations?|metabolites?|clinics?|responders?|response|nonresponders|antagonis\w+|receptors?|"
    r"cystitis|model|naive|anesthesia|anaesthesia|anesthetized|withdrawal|exposure|plus(?! (?:an? |"
    r"the )?(?:[\w-]+ ){0,2}?(?:antidepressants?|ads?|oads?|ssris?|snris?|standard|soc)\b)|(?:in combination|"
    r"combined|together)(?! with (?:an? |the )?(?:[\w-]+ ){0,2}?(?:antidepressants?|ads?|oads?|ssris?|snris?|"
    r"standard|soc)\b)|and (?:ect|psychotherapy)|that|which|doses? (?:that|which)|with (?:ect|psychotherapy)|"
    r"from \w+ing|augmented)\b|^ ?\+(?! ?(?:an? )?(?:oral )?(?:antidepressants?|ads?|oads?|soc|ssris?|snris?)\b)"
)
_PLUS = re.compile(r"^ plus [\w-]+")
# `placebo-controlled` says how a trial was made.
_DESIGN = re.compile(r"[- ](?:controlled|matched|adjusted|subtracted|corrected|response)\b")
ECT = "electroconvulsive therapy"
_IN_COURSE = re.compile(
    r"\b(?:in|during|for|undergoing|receiving|throughout|course of|setting of|at the end of)(?: (?:the|each|every|"
    r"an?|their|patients|"
    r"those|people|depressed|course|courses|setting|of|acute|single|bilateral|unilateral|bitemporal))* $"
)
_UNDER = re.compile(r"\b(?:after|under|during|following|from) (?:[\w-]+ )?$")
_ITS_ANAESTHETIC = re.compile(r" (?:an(?:a)?esthe\w+|induction|patients|courses?)\b")
_OBTAINED = re.compile(r"\b(?:obtain|seek|buy|purchase)(?:ing|s|ed)? (?:[\w-]+ )?$")
# Of a substance that is no treatment here: `craving for cocaine`, `cocaine use`.
_CRAVED = re.compile(
    r"\b(?:craving|cravings|desire|urges?|withdrawal|abstinence|abstain\w*|abstinent|motivation to quit|quit|use|"
    r"misuse|abuse|dependence|addiction)(?: (?:for|of|to|from|on|use|to use))? $"
)
_TAKEN = re.compile(
    r"[ -](?:use|users?|dependen\w+|craving|cravings|addict\w*|misuse|abuse|consumption|seeking|self-administration|"
    r"abstinence|intake)\b"
)
# These are only ever given with it, so that it is no other treatment.
_WITH_THERAPY = frozenset({"psilocybin", "MDMA", "lysergide"})
TREATING = KETAMINES | _WITH_THERAPY
"""What is given as a treatment wherever this collection names it."""
_THERAPY = re.compile(
    r"(?: (?:administered|given|treatment|administration))?,? (?:in combination |combined |along |together )?with "
    r"(?:[\w-]+ ){0,2}?(?:psychotherapy|psychological support|therapy)\b"
)
_ATTACHED = re.compile(
    r"\b(?:between|after|following|with|by|from|in|on|receiving|received|who (?:take|took|use|used|get|got|receive|"
    r"are given)|under|using|during|given|to|for|of|post|favou?red|favou?ring|favou?rs|administered|taking|"
    r"undergoing|treated with|via|through|when|once|drank|drinking|drink|swallowed|swallowing|inhaled|inhaling|"
    r"sniffed|snorted|smoked|smoking|whether)(?: (?:the|a|an|each|every|any|single|one|two|three|six|four|first|"
    r"second|last|repeated|multiple|serial|iv|intravenous|intranasal|oral|intramuscular|subcutaneous|sublingual|"
    r"subanesthetic|subanaesthetic|sub-anesthetic|low-dose|low|high|dose|doses|of|infusions?|administration|"
    r"treatment|injections?|therapy|with|adjunctive|rapid|acute|initial|open-label|patients|receiving|both|mg|kg|"
    r"mg/kg|[\d.]+|group|racemic|perioperative|intraoperative|maintenance|long-term|daily|weekly|guided|supervised|"
    r"short|brief|modest|small|medium|large|strong|standard|moderate|night|course|week|few|several|couple|"
    r"[a-z]+-[a-z-]+|to))* ?\(?$"
)
CONTROLS = frozenset({"placebo", "saline", "sham procedure"})
"""What is given for comparison, and is nobody's treatment."""
_BEATEN = re.compile(
    r"\b(?:was|were|is|are|been|being) (?:\w+ )?(?:outperformed|beaten|surpassed|bested|eclipsed|outdone|topped) by\b"
)
_BY = re.compile(r"\bby (?:(?!and\b|or\b|than\b|not\b|without\b|in\b|of\b|after\b|\w+ing\b|adding\b)[\w.-]+ ){0,4}$")
_LISTED = re.compile(r"ketamine[\w() -]{0,25}(?:and|or|/|,) ?(?:[\w-]+ )?$")
_GROUP = re.compile(r"[- ](?:treated|treatment|group|arm|infusions?|administration)\b")
# Words before the drug and the outcome that are no subject of their own.
_LIGHT_WORDS = (
    "not no never nor neither identify identified detect detected sign signs you your users user often start started i "
    "which received receive receives receiving got get gets getting took take takes taking treated use uses used using "
    "several became become becomes seemed felt feel feels far much brain scans scan imaging tests test blood samples "
    "sample betrayed pooling revealed some given about around nearly almost thirds half "
    "occurrence maternal side such treatment-emergent emergent leaves leave left leaving keeps kept makes made "
    "those who stay stays stayed staying "
    "a an the this these there we our that it its their in on at by of for from to with and or as both all each most "
    "many "
    "was were is are has had have been be did does do may might could can also moreover furthermore however "
    "additionally "
    "overall finally thus hence therefore notably importantly interestingly specifically similarly consistently "
    "results result findings finding data study studies trial trials analysis analyses meta-analysis review evidence "
    "conclusion conclusions summary show shows showed shown demonstrate demonstrates demonstrated found find suggest "
    "suggests suggested indicate indicates indicated reveal revealed confirm confirms confirmed support supports "
    "report "
    "reported confirms replicate replicated establish established observed observe present current significant "
    "significantly rapid rapidly robust large larger largest "
    "small greater greatest higher lower more less clinically statistically mean average median total change changes "
    "difference differences effect effects score scores scale rating ratings severity symptoms symptom levels level "
    "rates rate proportion percentage number patients participants subjects individuals people adults adolescents "
    "children women men "
    "mice rats animals mothers volunteers group groups treatment treatments therapy acute acutely day days week "
    "weeks hour hours "
    "h min minutes month months year years post after following within during over time baseline "
    "infusion infusions dose doses "
    "single repeated first second one two three four five six compared relative placebo "
    "risk risks ratio ratios odds likelihood incidence prevalence rcts open-label randomized randomised controlled "
    "double-blind placebo-controlled prospective pooled total overall included available primary secondary endpoint "
    "measured assessed rated evaluated using phase ii iii iv consistently linear mixed model models analysis "
    "spray nasal intranasal intravenous teenagers teens veterans soldiers depressed major severe resistant main key "
    "outcome outcomes measure measures drug drugs compound compounds agent agents medication medications "
    "action actions mechanism mechanisms "
)
_LIGHT = frozenset(_LIGHT_WORDS.split())
_MEANWHILE = re.compile(r"\b(?:after|following|during|with|from|by|on|post)(?: [\w-]+){0,2} $")
_OWN = re.compile(r" of (?:the |a )?(?:single |repeated |intravenous |iv |intranasal |oral |low-dose |racemic )*")
# `Patients with bipolar depression had antidepressant responses to ketamine`.
_TO_IT = re.compile(r" (?:to|after|following|with) (?:the |a )?(?:single |repeated |intravenous |iv |oral |low-dose )*")
_PATIENTS = re.compile(
    r"\b(?:patients|participants|subjects|individuals|adults|adolescents|veterans|women)(?: with(?: [\w-]+){1,4})?"
    r"(?: (?:showed|had|exhibited|experienced|demonstrated|achieved|displayed))?(?: an?)?"
    r"(?: (?:rapid|robust|significant|sustained|good|strong|clear|clinical|marked|favou?rable|positive|early))* $"
)
_RESPONSE = re.compile(r"\bresponses?$")
_BY_TREATMENT = re.compile(
    r"\b(?:treatments?|therapy|administration|pre-?treatment|premedication|infusions?|augmentation|"
    r"monotherapy|injections?|doses?) (?:with|of)"
    r"(?: [\w-]+){0,3} $|\b(?:staying|being|going|kept|continuing) (?:on|with) (?:[\w-]+ ){0,2}$"
)
_IN_WHAT = re.compile(
    r"\W*(?:in|among|across|at|during|over|within|after|before|(?:when |if )?(?:given|used|taken|injected|swallowed|"
    r"inhaled|administered|combined|added)) [^,;]*, "
)
_THAT = re.compile(
    r"\b(?:show\w*|sa(?:y|ys|id)|find(?:s|ings?)?|found|notic\w+|suggest\w*|report\w*|reveal\w*|conclud\w+|believ\w+|is|was|"
    r"confirm\w*|know\w*|evidence|signs?|claim\w*|warn\w*|learn\w*|evident|clear|fact|indicat\w+|demonstrat\w+|observ\w+|"
    r"establish\w*|argu\w+|explain\w*|tells? \w+) that "
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_MOST_HEAVY = 1
_ADDED = re.compile(r"\b(?:adding|addition of|supplementing|giving) (?:\w+ )?$")
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Agents:
    """The drugs that a clause speaks of, and those that they are set against. `is_sure` is False where it is not told
    that what happens is the doing of the first."""

    drugs: tuple[Mention, ...]
    against: tuple[Mention, ...]
    is_sure: bool = True


def agents(clause: Clause, drugs: Sequence[Mention], told: Span) -> Agents:
    """The agents of a clause among its `drugs`, where `told` reaches from the word of direction to its outcome."""
    plain, start = clause.plain, clause.start
    but_not = [(one, _BUT_NOT.search(clause.before(one.start, 60))) for one in drugs]
    excepted = [one for one, match in but_not if match]
    compared = _compared(plain, start, clause.end, [one for one in drugs if one not in excepted])
    if excepted and compared:  # of what it was not superior to nothing more is said
        drugs = [one for one in drugs if one not in excepted]
    compared = compared or excepted
    drugs = [one for one in drugs if one in compared or not _is_setting(clause, one, drugs)]
    named = [one for one in drugs if one not in compared and not _is_no_treatment(clause, one)]
    # Figures in brackets name the arms again: `(MADRS: midazolam 24.1; ketamine 15.4)`.
    own = [one for one in named if not _in_brackets(clause, one)] or named
    active = [one for one in own if _is_whose(clause, one, told) or not _is_part(clause, one)]
    before = [one for one in active if one.end <= told.start]
    behind = [one for one in active if one.start >= told.start and _is_attached(clause, one)]
    # A drug that is part of a noun may still be what acts (`ketamine-induced`): then nothing is sure.
    sure = len(active) == len(own) and len(before) + len(behind) == len(active)
    heavy = _heavy(clause, told.start)
    # `Was outperformed by`: the two change places. `Ketamine but not saline reduced` reads as a denial.
    if _BEATEN.search(plain, start, clause.end) or any(
        match and not match["how"] and one.end <= told.end and plain[one.end] != "," for one, match in but_not
    ):
        sure = False
    if not before:
        sure = sure and heavy <= (_MOST_HEAVY if drugs else 0)
    elif all(_is_meanwhile(clause, one) for one in before):
        # `Listening to music following esketamine may help …`: the drug is when, the music is what.
        changed = any(one.end <= told.start and clause.word(one) in CHANGES | ABSTRACT for one in clause.cues)
        sure = sure and heavy <= _MOST_HEAVY + 1 and not changed
    return Agents((*before, *behind), tuple(compared), sure)


def _compared(plain: str, start: int, end: int, drugs: Sequence[Mention]) -> list[Mention]:
    """The drugs in the second halves of comparisons."""
    found: list[Mention] = []
    if len(drugs) > 1 and (pair := _BETWEEN.search(plain, start, end)):
        later = [one for one in drugs if pair.end() <= one.start]
        for first, second in itertools.pairwise(later):
            if _AND_THE_OTHER.fullmatch(plain, first.end, second.start):
                found.append(second)
                break
    for turn in _AGAINST.finditer(plain, start, end):
        lead = _LEAD.match(plain, turn.end(), end)
        begin = lead.end() if lead else turn.end()
        stop = _SEGMENT_END.search(plain, begin, end)
        border = stop.start() if stop else end
        last = begin
        for one in drugs:
            inside = begin <= one.start < border
            between = plain[last : one.start]
            listed = found and last == found[-1].end and _AND_MORE.fullmatch(between)
            if between.strip() == "," and not any(one.end <= turn.start() for one in drugs):
                listed = None  # `Compared with midazolam, ketamine …`
            other = _ALTERNATIVE.search(plain, max(begin, one.start - 40), one.start)
            if (inside or listed) and one.start >= begin and one not in found and not other:
                found.append(one)
                last = one.end
    return found


def _is_no_treatment(clause: Clause, drug: Mention) -> bool:
    """Whether it says how a trial was made, or what people take or crave, not what was given to them."""
    plain = clause.plain
    if _DESIGN.match(plain, drug.end) or _OBTAINED.search(clause.before(drug.start, 40)):
        return True
    return is_consumed(plain, drug)


def is_consumed(plain: str, drug: Mention) -> bool:
    """Whether a substance that is no treatment here is named as what people take or crave: `craving for cocaine`,
    `cocaine use`."""
    if drug.concept.name in TREATING:
        return False
    return bool(_CRAVED.search(plain, max(0, drug.start - 40), drug.start) or _TAKEN.match(plain, drug.end))


def _is_setting(clause: Clause, drug: Mention, drugs: Sequence[Mention]) -> bool:
    """Whether electroconvulsive therapy or an anaesthesia is but where another drug was given: `ketamine as an
    anaesthetic for ECT`, `agitation after sevoflurane anaesthesia`."""
    before = clause.before(drug.start, 60)
    if _UNDER.search(before) and ANAESTHESIA.match(clause.plain, drug.end) and len(drugs) > 1:
        return True
    if drug.concept.name != ECT or all(one.concept.name == ECT for one in drugs):
        return False
    return bool(_IN_COURSE.search(before) or _ITS_ANAESTHETIC.match(clause.plain, drug.end))


def _in_brackets(clause: Clause, drug: Mention) -> bool:
    opened = clause.plain.rfind("(", clause.start, drug.start)
    return opened > clause.plain.rfind(")", clause.start, drug.start)


def _is_part(clause: Clause, drug: Mention) -> bool:
    if drug.concept.name in _WITH_THERAPY and _THERAPY.match(clause.plain, drug.end):
        return False
    before, after = clause.before(drug.start, 50), clause.plain[drug.end : drug.end + 60]
    if is_use(clause, drug):
        return False
    if _ADDED.search(before) and not _is_to_another(clause, drug):
        return False
    plus = _PLUS.match(after)
    if plus and clause.plain.count(plus.group(), clause.start, clause.end) > 1:
        return False  # `ketamine plus therapy compared with midazolam plus therapy`
    return bool(_NOT_BEFORE.search(before) or (_NOT_AFTER.match(after) and "between" not in before))


def _is_to_another(clause: Clause, drug: Mention) -> bool:
    """Whether a drug is added to another one (`adding ketamine to propofol`), and not to a pump or a regimen."""
    near = (one.start for one in clause.names if drug.end < one.start < drug.end + _NEAR)
    return any(" to " in clause.plain[drug.end : place] for place in near)


def _is_meanwhile(clause: Clause, drug: Mention) -> bool:
    """Whether a drug only says when or with what: `following esketamine`, but not `treatment with esketamine`."""
    before = clause.before(drug.start, 60)
    return _MEANWHILE.search(before) is not None and _BY_TREATMENT.search(before) is None


def _is_whose(clause: Clause, drug: Mention, told: Span) -> bool:
    """Whether it is a drug's own effect that is told: `the results confirm an antidepressant effect of ketamine`."""
    is_own = _OWN.fullmatch(clause.plain, told.end, drug.start) is not None
    if _TO_IT.fullmatch(clause.plain, told.end, drug.start):
        if _PATIENTS.search(clause.before(told.start, 120)):
            return True
        is_own = _RESPONSE.search(clause.before(told.end, 20)) is not None
    return is_own and not _heavy(clause, told.start)


def _is_attached(clause: Clause, drug: Mention) -> bool:
    before = clause.before(drug.start, 90)
    return bool(
        _ATTACHED.search(before)
        or _BY.search(before)
        or _LISTED.search(before)
        or _GROUP.match(clause.plain[drug.end : drug.end + 16])
    )


def _heavy(clause: Clause, end: int) -> int:
    """How many words before the word of direction could be a subject of their own."""
    # `It can reduce … and lift …`, `sets off a surge of`: the first of two verbs is no subject.
    joined = [
        one
        for one in clause.cues
        if clause.word(one) not in CHANGES | ABSTRACT
        and (" and " in clause.plain[one.end : end] or clause.plain[one.end : end] in (" a ", " an ", " the "))
    ]
    return sum(
        one.group() not in _LIGHT
        and (one.group() == "only" or not one.group().endswith("ly"))
        and not any(name.start <= one.start() < name.end for name in clause.names)
        and not any(word.start <= one.start() < word.end for word in joined)
        for one in _WORD.finditer(clause.plain, _after_lead(clause, end), end)
    )


def _after_lead(clause: Clause, end: int) -> int:
    """Where the subject may begin: behind `In a double-blind trial, …`, `One thing that we noticed is that …`."""
    lead = _IN_WHAT.match(clause.plain, clause.start, end)
    start = clause.plain.rfind(", ", clause.start, end) + 2 if lead else clause.start
    told = [one.end() for one in _THAT.finditer(clause.plain, start, end)]
    return told[-1] if told else start
