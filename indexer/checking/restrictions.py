"""What a claim says besides its drug, its outcome and which way that goes, and a sentence must say too.

`Only in women`, `without dissociation`, `by raising BDNF`, `less than placebo`, `halves`, `in teenagers`, `low doses`:
leave any of them out, and a true sentence becomes a false one that most of the evidence seems to support. None of them
is read further: either the sentence says the same in words that can be recognised, or it decides nothing.

Imports `appraisal`, `vocabulary` and the modules of this package that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from indexer.appraisal.forms import KETAMINES
from indexer.appraisal.reading import Line, Reading
from indexer.checking.acted_on import USE, on_what
from indexer.checking.course_words import HEALTHY, LEFT_WITH, NEGATION, NON_USERS, SOON_OVER
from indexer.checking.illnesses import MOOD
from indexer.checking.library import content_words, stems
from indexer.checking.named_outcomes import is_means
from indexer.checking.narrowed import narrowed
from indexer.checking.short_forms import stems_told
from indexer.checking.statements import statements
from indexer.checking.values import Claim, Direction
from indexer.engines.ranking import stem
from indexer.text import plain, words
from indexer.vocabulary.concepts import Kind, Mention, narrower

_COMPARES = re.compile(
    r"\b(?:than|as (?:much|well|good|effective|safe|strong|many|often|fast|quickly|little) as|compared (?:with|to)|"
    r"versus|vs\.?|superior to|inferior to|outperforms?|beats?)\b"
)
_BY_HOW_MUCH = re.compile(
    r"\b(?:less|fewer|smaller|weaker|worse|slower|lower)(?: [\w-]+){0,2} than\b|"
    r"\b(?:only )?as (?:much|little|well|good) as\b|\bno (?:more|better|greater|faster) than\b"
)
# `Works less well in`, `is more effective for`, `equally good in`: one of two, or of several, that are set beside each
# other without `than`.
_DEGREE = re.compile(
    r"\b(?:less|more|least|most|equally|similarly|just as|as) (?:well|good|effective(?:ly)?|efficacious|helpful|"
    r"beneficial|useful|powerful(?:ly)?|potent(?:ly)?|active|successful(?:ly)?|strongly|reliabl[ey]|consistently)\b|"
    r"\b(?:work|help|perform|respond|fare|do|act)(?:s|es|ed|ing)? (?:much |far |even |no |slightly |significantly )?"
    r"(?:less|more|better|worse|best|least|most)(?= (?:in|for|with|at|when|if|after|among|on|against|by|as|under)\b|"
    r"[.,;]|$)|"
    r"\b(?:is|are|was|were|be) (?:much |far |even |significantly )?(?:better|worse|best|worst)(?= (?:for|in|at|with|"
    r"among|against|when|after|as)\b|[.,;]|$)|"
    r"\bthe (?:single |very )?(?:best|most effective|safest|most powerful|strongest|fastest)\b"
)
_ALIKE_IN_BOTH = re.compile(r"\bequally\b(?! (?:well|good|effective(?:ly)?|efficacious|helpful|useful|safe|common)\b)")
_EVENLY = re.compile(r"equally|similarly|just as|as")
_SOONER = re.compile(
    r"\b(?P<how>as (?:quickly|fast|rapidly|soon|slowly)|faster|sooner|quicker|earlier|slower|later|longer|"
    r"more (?:quickly|rapidly|slowly))\b[^.;]*\b(?:than|as)\b"
)
_SPEED = re.compile(
    r"\b(?:faster|sooner|quicker|earlier|slower|later|longer|more (?:quickly|rapidly|slowly)|as "
    r"(?:quickly|fast|rapidly|soon|"
    r"slowly)|time to|onset|speed)\b"
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|alone|sole|just|merely|uniquely)\b")
_EXCEPT = re.compile(
    r"\b(?:lacking|free (?:of|from)|excluding|except|rather than|instead of|in the absence of|regardless of|"
    r"whether or not|recovered|responded)\b"
)
# Whose illness withstood treatment, in a claim's words and in an abstract's.
_FAILED = re.compile(
    r"\b(?:has|have|had|does|do|did)(?: not|n't) (?:respond(?:ed)?|improved?) (?:to|with|on|after) "
    r"(?:\w+ ){0,2}(?:treatments?|medications?|drugs|antidepressants|therap(?:y|ies))\b"
)
_RESISTANT = re.compile(r"\b(?:treatment|drug|therapy)[- ](?:resistant|refractory)\b|\brefractory\b|\bnot responded\b")
_STUBBORN = re.compile(
    r"\b(?:stubborn|(?:hard|difficult)-to-treat|resistan\w+|refractory|trd|trmd|failed|(?:fails?|"
    r"failing)(?! to)|inadequate(?:ly)?|"
    r"non-?respon\w+|"
    r"not respond\w*|unrespons\w+|intractable)\b"
)
# Words that say more than that something went up or down, each with what says as much in an abstract.
_STRONG = {
    stem(word): frozenset(map(stem, (word, *same.split())))
    for word, same in {
        "doubles": "twofold twice", "triples": "threefold",
        "abolishes": "absence absent", "abolished": "absence absent",
        "eliminates": "", "eradicates": "", "cures": "cured",
        "reverses": "reversal", "resolves": "resolution remission", "erases": "", "banishes": "",
        "disappears": "absent",
        "stops": "cessation", "ends": "", "restores": "restoration", "normalizes": "normalisation normalization",
        "normalises": "normalisation normalization", "damages": "injury toxicity toxic", "destroys": "", "ruins": "",
        "transforms": "", "vanishes": "", "stopping": "cessation", "heals": "", "healed": "", "mends": "",
        "wipes": "abolish abolished absence", "wiped": "abolished absence", "erased": "", "banished": "",
        "extinguishes": "", "quashes": "", "silences": "silenced", "dispels": "", "wrecks": "", "triple": "threefold",
        "tripled": "threefold", "soars": "", "surges": "surge", "floods": "", "shatters": "", "negates": "",
        "nullifies": "", "cancels": "abolish abolished", "plunges": "", "plummets": "", "skyrockets": "",
        "away": "abolish abolished absent resolved remission eliminated disappeared",
        "removes": "", "injures": "injury", "averts": "prevent prevented prevention",
    }.items()
}  # fmt: skip
_HALVES = re.compile(r"\bhalv(?:e[sd]?|ing)\b|\bby half\b")
_HALVED = re.compile(r"\bhalv|\bby (?:[\w-]+ ){0,2}half\b|\b50 ?%")
_HUGE = re.compile(
    r"\b(?:dramatic\w*|drastic\w*|great(?:ly)?|huge\w*|massive\w*|enormous\w*|vast\w*|profound\w*|immense\w*|"
    r"substantial(?:ly)?|considerabl[ey]|marked(?:ly)?|far (?:more|better))\b"
)
_BRIEFLY = re.compile(
    r"\b(?:for a (?:short|little|brief) (?:while|time)|briefly|brief|transient(?:ly)?|temporar(?:y|ily)|"
    r"passing|fleeting(?:ly)?|"
    r"short-lived)\b"
)
_SHORT = re.compile(
    r"\b(?:brief\w*|transient\w*|short\w*|tempor\w+|fleet\w+|self-limit\w+|resolv\w+|subsid\w+|return\w*|"
    r"normali[sz]\w+|"
    r"within|minutes?|hours?|peak\w*|passing|immediately)\b"
)
# The same of a benefit, of which `at 2 hours` says only when it was looked for.
_SOON_GONE = re.compile(
    r"\b(?:brief\w*|transient\w*|short-lived|tempor\w+|fleet\w+|fad(?:e|es|ed|ing)|wan(?:e|es|ed|ing)|wore off|"
    r"wears? off|subsid\w+|return\w*|relaps\w+|lost|los(?:s|ing)|diminish\w*|"
    r"not (?:\w+ )?(?:sustain|maintain|persist)\w*|no longer)\b"
)
_LARGE = re.compile(
    r"\b(?:dramatic\w*|large|robust\w*|marked\w*|substantial\w*|profound\w*|strong\w*|considerabl\w*|drastic\w*)\b"
)
# When, at which of several doses, and in whom, by words that are part of no name.
_ONLY_THEN = {
    "when it is given": re.compile(
        r"\b(?:during|before|throughout) (?:the |an? |each |every |any )?(?:\w+ )?(?:sessions?|dosing|trips?|"
        r"experiences?)\b|\bbefore (?:birth|childbirth|delivery)\b|\bwhile (?:the |it|an? )(?:\w+ )?(?:is|acts|works)\b"
    ),
    "which dose it is": re.compile(
        r"\b(?:second|third|fourth|last|final|smaller|larger|fewer|less|longer|shorter|slower)(?: number of)? "
        r"(?:doses?|infusions?|sessions?|injections?|courses?|ketamine|esketamine|psilocybin)\b"
    ),
    "whom it is said of": re.compile(
        r"\b(?:in|of|among) (?:the |their |other |healthy )?(?:controls?|relatives|famil(?:y|ies)|carers|"
        r"caregivers|partners|researchers|clinicians|bystanders)\b|\b(?:later|early|earlier|mid|late in|"
        r"early in)[- ]life\b|\blate in life\b|\bresearchers'"
    ),
}
# What an outcome named behind another may be but the setting of: `reduces depression in mania`.
_SETTING = re.compile(
    r" (?:in|during|after|under|alongside|amid|at the cost of)(?: (?!people|patients|those|adults|the "
    r"treatment)[\w-]+)? "
)
_AT_ECT = re.compile(
    r"\b(?:in|during|for|undergoing|receiving|throughout|course of|setting of|added to|adjunct\w* (?:to|in))"
    r"(?: (?:the|an?|their|patients|those|people|depressed|course|courses|setting|of))* (?:ect|electroconvulsive)\b|"
    r"\b(?:ect|electroconvulsive therapy) (?:an(?:a)?esthe\w+|induction|patients|courses?)\b"
)
_MICRO_STUDY = re.compile(r"\bmicro-?dos\w+|\blow(?:er)? (?:\w+ ){0,2}doses?\b|\blow-dose\b")
_SMALL_CLAIM = re.compile(r"\b(?:micro-?dos\w+|low(?:er)?|tiny|small|minute|sub-?perceptual|threshold)\b")
_IN_TRACES = frozenset({"lysergide", "psilocybin"})
# `Greater than with add-on ketamine`, `compared with a single infusion`, `less common with oral ketamine`.
_WAYS = (
    r"(?:single|first|second|last|repeated|serial|lower|higher|low-dose|high-dose|add-?on|adjunct\w*|monotherapy|"
    r"augmentation|oral|intranasal|intravenous|iv|sublingual|subcutaneous|intramuscular|once|twice|weekly|bolus|"
    r"continuous|shorter|longer)\b(?!(?:[- ][\w-]+){0,3}?[- ](?:placebo|saline|midazolam|controls?|antidepressants?|"
    r"medications?|drugs?)\b)"
)
_OTHER_WAY = re.compile(
    rf"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to) (?:(?:those|that|patients|in|with|after|the|an?|"
    rf"receiving) )*{_WAYS}|"
    rf"\b(?:less|more) (?:common|frequent|likely|severe|pronounced) (?:with|in|after|during) (?:the )?{_WAYS}"
)
# What several drugs did that were given together.
_TOGETHER = re.compile(
    r"\b(?:combination of (?:both|the two)|both (?:drugs|agents|medications|substances) (?:together|combined)|"
    r"combination (?:group|arm|therapy|treatment)|combined (?:group|arm|therapy|treatment))\b"
)
_COMBINES = re.compile(
    r"\b(?:combin\w+|together|both|plus|alongside|added|adding|add-?on|adjunct\w*|augment\w*|with)\b"
)
_WORSENS = re.compile(r"\b(?:worsen|exacerbat|aggravat|deepen|inflam)(?:e?s|ed|ing)?\b")
_INJECTED = re.compile(r"\binject\w+")
_RACEMIC = "ketamine"
_INFUSED = re.compile(r"\binfus\w+|\bdrips?\b|\bintravenous\w*\b|\bi\.?v\b\.?")
_OTHERWISE_GIVEN = re.compile(
    r"\b(?:oral(?:ly)?|intranasal(?:ly)?|sublingual(?:ly)?|intramuscular(?:ly)?|subcutaneous(?:ly)?|"
    r"tablets?|lozenges?|nasal) "
    r"(?:\w+ )?(?:ketamine|esketamine|s-ketamine|spray|dos\w+|administration)\b"
)
_SPRAYED = re.compile(r"\b(?:intra)?nasal\w*|\bsprays?\b|\b(?:28|56|84)[- ]?mg\b")
_LOW_DOSE = re.compile(r"(?<![\d.])0?\.[1-5]\d? ?mg/kg")
_HIGH_DOSE = re.compile(
    r"\bhigh(?:er|est)?[- ]doses?\b|\b(?<!sub-)(?<!sub)an(?:a)?esthetic doses?\b|"
    r"(?<![\d.])(?:[1-9]\d*(?:\.\d+)?|0?\.[6-9]\d*) ?mg/kg"
)
# People of an age or a sex, and what names them; a heading that indexes a mixed sample by its oldest does not.
_WHOM = {
    "children": r"\b(?:child(?:ren|hood)?|pa?ediatric\w*|infants?|newborns?|neonat\w+|toddlers?|boys?|girls?|kids?)\b",
    "adolescents": r"\b(?:adolescen\w+|teen\w*|youths?|young people|juvenile)\b",
    "older people": r"\b(?:older|elderly|geriatric|late-life|seniors?|aged (?:6[05]|over))\b",
    "women": r"\b(?:women|woman|females?|mothers?|maternal|pregnan\w+|postpartum|perinatal|ca?esarean|parturients?)\b",
    "men": r"\b(?:men|man|males?)\b",
    "veterans": r"\b(?:veterans?|military|soldiers?)\b",
    "recreational users": r"\b(?:recreational\w*|illicit\w*|street|party|abusers?)\b",
}
_WHOM_PATTERNS = {name: re.compile(pattern) for name, pattern in _WHOM.items()}
# Outcomes of which every name in the table says the same; of the others (`brain connectivity`, `pain`) a name may be
# of a part, and the words that the claim names it by must be the sentence's too.
_ALIKE = frozenset(
    {"depressive symptoms", "antidepressant response", "remission", "relapse", "anhedonia", "suicidal ideation",
     "hopelessness", "suicidality", "cognition", "anxiety symptoms", "PTSD symptoms", "obsessive-compulsive symptoms",
     "dissociation", "quality of life", "blood pressure", "heart rate", "BDNF", "glutamate", "GABA",
     "adverse events", "tolerability", "mania", "suicide attempt", "suicide", "mortality", "nausea", "vomiting",
     "negative symptoms", "rumination", "dropout", "alcohol use", "eating disorder symptoms", "urinary symptoms",
     "emotional blunting", "opioid consumption", "serotonin transporter", "efficacy"}
)  # fmt: skip
# What is counted or meant of an outcome that is otherwise one: heavy drinking days are not drinks.
_COUNTED = frozenset(
    words("days day heavy trait state social preoperative panic separation attacks drinks number nights hours")
)
_WHOLES = frozenset({"cognition"})
_CONNECTIVITY = "brain connectivity"
_WHERE = (" within ", " between ")
_BARE = frozenset(
    stem(word)
    for word in words(
        "level levels disturbance disturbances sleeplessness "
        "score scores symptom symptoms severity rate rates function activity effect quality action eeg "
        "fmri"
    )
)


def is_part_of_whole(outcome: str, whole: str) -> bool:
    """Whether what does not change the whole (cognition) does not change this part of it (memory)."""
    return whole in _WHOLES and outcome in narrower(Kind.OUTCOME, whole) - {whole}


def restrictions(claim: Claim, asked: Reading, evidence: Reading, line: Line, *, told_of: str = "") -> Iterator[str]:
    """What a claim says that a sentence does not. `asked` is the claim's own text, `told_of` the outcome of which the
    sentence tells."""
    low = asked.plain
    sentence = evidence.plain[line.start : line.end]
    yield from _compared(claim, low)
    yield from _how_soon(low, sentence)
    around = f"{sentence} {evidence.plain[: evidence.title_end]}"
    yield from _excepted(claim, low, sentence, around)
    yield from _besides(claim, asked, evidence, line)
    yield from of_whom(low, around)
    is_low = partial(_is_low, claim, evidence, sentence)
    yield from narrowed(low, sentence, around, evidence.plain, is_low=is_low)
    for what, pattern in _ONLY_THEN.items():
        if pattern.search(low) and not pattern.search(sentence):
            yield f"nothing is said of {what}"
    if SOON_OVER.search(low) and not SOON_OVER.search(sentence):
        yield "nothing is said of how soon it is over"
    asked_at_ect = _AT_ECT.search(low) is not None
    told_at_ect = _AT_ECT.search(sentence) is not None
    if (told_at_ect and not asked_at_ect) or (asked_at_ect and not _AT_ECT.search(around)):
        yield "one is about a course of electroconvulsive therapy, the other is not"
    taken = {one.value for one in claim.statement.interventions}
    if (
        taken & _IN_TRACES
        and _MICRO_STUDY.search(evidence.plain, 0, evidence.title_end)
        and not _SMALL_CLAIM.search(low)
    ):
        yield "it was given in doses too small to be felt"
    yield from _given(low, evidence, sentence)
    if claim.statement.outcome_name == _CONNECTIVITY:
        yield from (f"nothing is said of what is “{one}”" for one in _WHERE if one in low and one not in sentence)
    if not is_part_of_whole(claim.statement.outcome_name, told_of):
        yield from _as_named(claim, asked, evidence, line)


def _given(low: str, evidence: Reading, sentence: str) -> Iterator[str]:
    """To whom, and how, a claim says that a drug is given, and a sentence or its record does not."""
    if _STUBBORN.search(low) and not _STUBBORN.search(evidence.plain):
        yield "nothing is said of resistance to treatment"
    if _INFUSED.search(low) and not _INFUSED.search(evidence.plain):
        yield "nothing is said of infusions"
    elif _INFUSED.search(low) and _OTHERWISE_GIVEN.search(sentence) and not _INFUSED.search(sentence):
        yield "it was not infused"
    if _INJECTED.search(low) and _OTHERWISE_GIVEN.search(sentence):
        yield "it was not injected"
    if _OTHER_WAY.search(sentence) and not _COMPARES.search(low):
        yield "it sets ways of giving the drug beside each other"
    if _TOGETHER.search(sentence) and not _COMBINES.search(low):
        yield "it tells of drugs that were given together"
    if _WORSENS.search(low) and HEALTHY.search(evidence.plain) and not HEALTHY.search(low):
        yield "those studied were healthy"


def _is_low(claim: Claim, evidence: Reading, sentence: str) -> bool:
    """Whether a dose of ketamine or esketamine is low by its figure, or because its record gives no other: what is
    infused for anything but anaesthesia is low, what is sprayed is called so."""
    drugs = {one.value for one in claim.statement.interventions}
    if not drugs or not drugs <= KETAMINES:
        return False
    if _LOW_DOSE.search(sentence):
        return True
    is_sprayed = drugs != {_RACEMIC} and _SPRAYED.search(evidence.plain) is not None
    return not is_sprayed and _HIGH_DOSE.search(evidence.plain) is None


def _compared(claim: Claim, low: str) -> Iterator[str]:
    told = claim.statement
    if any(slot.value.endswith(USE) for slot in told.interventions):
        low = NON_USERS.sub("", low)  # whom users are set beside
    degree = _DEGREE.search(low)
    is_even = degree is not None and _EVENLY.match(degree.group()) and told.direction is Direction.NONE
    is_alike = _ALIKE_IN_BOTH.search(low) is not None
    if not told.against and (_COMPARES.search(low) or (degree and not is_even) or is_alike):
        yield "with what the claim compares could not be read"
    used = {plain(claim.source[one.start : one.end]) for one in told.direction_words}
    by = _BY_HOW_MUCH.search(low)
    is_read = by is not None and any(by.group().split()[0] in one.split() for one in used)
    if by and told.direction is not Direction.NONE and not is_read:
        yield f"how the claim compares, “{by.group()}”, could not be read"


def _how_soon(low: str, sentence: str) -> Iterator[str]:
    """`Fades faster than with placebo` is not said by a deeper fall."""
    if (said := _SOONER.search(low)) and not _SPEED.search(sentence):
        yield f"nothing is said of “{said['how']}”"


def _excepted(claim: Claim, low: str, sentence: str, around: str) -> Iterator[str]:
    """Words that leave somebody or something out, and are not what denies the claim's direction."""
    used = " ".join(plain(claim.source[one.start : one.end]) for one in claim.statement.direction_words)
    if _FAILED.search(low) and _RESISTANT.search(around):
        low = _FAILED.sub("", low)
    free = len(NEGATION.findall(low)) - len(NEGATION.findall(used))
    if free > 0 and not _says_too(NEGATION, low, sentence):
        yield "what the claim leaves out or denies besides could not be read"
    if (said := _EXCEPT.search(low)) and said.group() not in sentence:
        yield f"nothing is said of “{said.group()}”"
    if (said := _ONLY.search(low)) and not _is_of_the_same(said, low, sentence):
        yield f"nothing is said of “{said.group()}”"


def _is_of_the_same(said: re.Match[str], low: str, sentence: str) -> bool:
    """Whether a sentence says `only` of what a claim says it of: of the next word, or `alone` of the one before."""
    is_last = said.group() == "alone" or not low[said.end() :].strip(" .,;")
    words_of = low[: said.end()].split()[-2:] if is_last else low[said.start() :].split()[:2]
    return " ".join(words_of).rstrip(".,;") in sentence


def _says_too(pattern: re.Pattern[str], low: str, sentence: str) -> bool:
    """Whether every match of a pattern stands in a sentence with the word that follows it."""
    return all(" ".join(low[match.start() :].split()[:2]).rstrip(".,;") in sentence for match in pattern.finditer(low))


def _besides(claim: Claim, asked: Reading, evidence: Reading, line: Line) -> Iterator[str]:
    """Outcomes that the claim names but does not state: by what (`by raising BDNF`), with what, in whom."""
    stated = {claim.statement.outcome_name, on_what(claim.statement.outcome_name), *_stated(asked)}
    stated -= {one.concept.name for one in asked.named(Kind.OUTCOME) if _AT_A_COST.search(asked.plain, 0, one.start)}
    told = {one.concept.name for one in evidence.named(Kind.OUTCOME) if line.start <= one.start and one.end <= line.end}
    own = _stem_set(claim)
    about = {one.concept.name for one in evidence.named(Kind.OUTCOME) if one.end <= evidence.title_end} | told
    about.add(claim.statement.outcome_name)
    for one in asked.named(Kind.OUTCOME):
        if one.concept.name == claim.statement.outcome_name == MOOD:
            continue
        here = stems(asked.text[one.start : one.end])
        known = told if _BY_WHAT.search(asked.plain, 0, one.start) else stated | told
        if _is_setting(asked, one):
            known = told | (about - stated)
        if is_means(asked.plain, one):
            known = known | about
        if one.concept.name not in known and not here <= own:
            yield f"nothing is said of “{asked.text[one.start : one.end]}”"
    yield from _of_illnesses(claim, asked, evidence)
    for said in _IN_WHOM.finditer(asked.plain):
        begin, end = said.span(said.lastgroup or 0)
        if LEFT_WITH.search(asked.plain, 0, begin):
            continue  # what it leaves people with
        is_known = any(begin <= one.start and one.end <= end for one in asked.named(Kind.CONDITION))
        # Of `suicide attempts` the table of illnesses knows but suicidality.
        is_known = is_known and not any(
            begin <= one.start and one.end <= end and one.concept.name not in about for one in asked.named(Kind.OUTCOME)
        )
        around = evidence.plain[line.start : line.end], evidence.plain[: evidence.title_end]
        whom = said[said.lastgroup or 0]
        if whom.startswith("not responded") and any(map(_RESISTANT.search, around)):
            continue
        if not is_known and not any(whom in each for each in around):
            yield f"that those studied had “{whom}” is not said"


def _of_illnesses(claim: Claim, asked: Reading, evidence: Reading) -> Iterator[str]:
    """Illnesses that the claim names, not as outcomes, and that are named nowhere in the record."""
    outcomes = asked.named(Kind.OUTCOME)
    named = [
        one
        for one in asked.named(Kind.CONDITION)
        if not any(other.start < one.end and one.start < other.end for other in outcomes)
    ]
    if not named:
        return
    told = {one.concept.name for one in evidence.named(Kind.CONDITION)}
    told |= {slot.value for slot in claim.statement.conditions}
    for one in named:
        if narrower(Kind.CONDITION, one.concept.name).isdisjoint(told):
            yield f"nothing is said of “{asked.text[one.start : one.end]}”"


def _is_setting(asked: Reading, one: Mention) -> bool:
    """Whether an outcome stands behind another but as that in which it is had: `depression in hypertension`."""
    ends = (other.end for other in asked.named(Kind.OUTCOME) if other.end < one.start)
    before = max(ends, default=None)
    return before is not None and _SETTING.fullmatch(asked.plain, before, one.start) is not None


# `by raising …`, `through better …`: what works is not said by what only went the same way.
_AT_A_COST = re.compile(r"\bat (?:an? |the )?(?:lower|higher|greater|reduced|no|less|similar|same) (?:\w+ )?$")
_BY_WHAT = re.compile(
    r"\b(?:if|given that|provided that|so long as|as long as|in case|"
    r"(?:caused|triggered|produced|driven|brought on) by|"
    r"(?:anxiety|anxious|worr\w+|fear\w*|concern\w*) (?:about|over|of)|"
    r"by|through|via|thanks to|because of|due to|down to|owing to|owes? (?:[\w'-]+ ){1,6}to|"
    r"attribut\w+ to|result of|"
    r"(?:depend|rel|hinge)\w* (?:on|upon)|requir\w+|needs?|needed|(?:comes?|stems?|aris\w+|results?) from|"
    r"responsible for|behind) (?:[\w-]+ ){0,3}$"
)
_PEOPLE = r"(?:patients|people|those|adults|individuals|women|men|participants|anyone|sufferers)"
# `In patients with …`, `in hypertensive patients`.
_IN_WHOM = re.compile(
    rf"\b{_PEOPLE} (?:with|who (?:have|has|had|suffer from)|suffering from|living with) "
    r"(?P<with>[\w' -]+?)(?=[,.;:]|$| and | or | who | when | for | in | by | without | than )|"
    rf"\b(?:in|of|for) "
    rf"(?P<such>(?!older|adult|many|some|most|these|all|depressed|young|elderly)[a-z-]+(?:ive|ed|al|ic|"
    rf"ous)) {_PEOPLE}\b"
)


def _stem_set(claim: Claim) -> frozenset[str]:
    """The stems of the names of a claim's drugs and illnesses: `opioid` of `opioid use disorder` is no outcome."""
    slots = (*claim.statement.conditions, *claim.statement.interventions, *claim.statement.against)
    return frozenset().union(*(stems(claim.source[one.span.start : one.span.end]) for one in slots))


def _stated(asked: Reading) -> frozenset[str]:
    """The outcomes of which a claim's text says which way they go."""
    said = statements(asked, 0, len(asked.text))
    return frozenset(one.outcome_name for one in said if one.direction is not Direction.UNKNOWN)


def of_whom(low: str, around: str) -> Iterator[str]:
    """The people of an age or a sex of whom a claim speaks, and what stands around a finding does not."""
    for name, pattern in _WHOM_PATTERNS.items():
        if pattern.search(low) and not pattern.search(around):
            yield f"that it is said of {name} is not told"


def _as_named(claim: Claim, asked: Reading, evidence: Reading, line: Line) -> Iterator[str]:
    """The words that name an outcome of which the table's names are of parts."""
    outcome = claim.statement.outcome
    if outcome is None or outcome.value == MOOD:
        return  # `lifts mood` of depressed people is what a fall of their symptoms shows
    held = stems_told(evidence, line.start, line.end)
    if outcome.value in _ALIKE:
        counted = [word for word in words(claim.source[outcome.span.start : outcome.span.end]) if word in _COUNTED]
        yield from _missing(" ".join(counted), held)
        return
    # The `default mode network` of `connectivity within the default mode network`.
    for one in asked.named(Kind.OUTCOME):
        if one.concept.name == outcome.value:
            yield from _missing(asked.text[one.start : one.end], held)
    start, end = outcome.span.start, outcome.span.end
    for one in asked.named(Kind.CONDITION):  # the pain of `phantom limb pain`
        if one.start <= start and end <= one.end:
            start, end, held = one.start, one.end, held | stems(evidence.record.title)
    yield from _missing(claim.source[start:end], held)


def _missing(named: str, held: frozenset[str]) -> Iterator[str]:
    for word in content_words(named):
        if stem(word) not in held | _BARE:
            yield f"nothing is said of “{word}”"


def too_strong(low: str, evidence: Reading, line: Line, *, is_benefit: bool = False) -> Iterator[str]:
    """Words of a claim in plain writing that say more than that something went up or down, and no less is told: they
    keep a sentence from supporting the claim, and not from contradicting it. `is_benefit` if it says that something
    gets better."""
    held = {stem(word) for word in content_words(evidence.text[line.start : line.end])}
    for word in content_words(low):
        if (same := _STRONG.get(stem(word))) and not same & held:
            yield f"nothing is said of “{word}”"
    if (half := _HALVES.search(low)) and not _HALVED.search(evidence.plain, line.start, line.end):
        yield f"nothing is said of “{half.group()}”"
    short = _SOON_GONE if is_benefit else _SHORT
    if (brief := _BRIEFLY.search(low)) and not short.search(evidence.plain, line.start, line.end):
        yield f"nothing is said of “{brief.group()}”"
    if (huge := _HUGE.search(low)) and not _LARGE.search(evidence.plain, line.start, line.end):
        yield f"nothing is said of “{huge.group()}”"
