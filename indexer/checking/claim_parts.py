"""Where one claim of a sentence ends and the next begins.

A sentence may say several things: two verbs of one subject (`reduces …, prevents …`, `reduces …, providing faster
relief`), two nouns of change (`a rise in … and a reduction in …`), a concession and what it concedes (`while one dose
…, repeated doses …`), a list of outcomes or of illnesses. The parts are stretches of the sentence that do not overlap;
what they share is read from the whole.

Imports `text`, `vocabulary` and `values` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from indexer.checking.values import Direction, Quantity, Slot, Span, Statement
from indexer.text import sentences
from indexer.vocabulary.concepts import Mention

# Words by which a clause says something that a study could have found.
_CHECKABLE = re.compile(
    r"\b(?:effective\w*|efficac\w+|ineffective|(?:most|more|less|least) (?:powerful|potent)|works\b|"
    r"work (?:just |about |almost |nearly |at least |every bit )?as (?:well|fast|quickly)"
    r"|work(?:ed|ing)? (?:differently|by|on|faster|better|well|for"
    r"|in|within|quickly|rapidly)"
    r"|relie(?:f|v\w+)|improv\w+|reduc\w+|decreas\w+|increas\w+|enhanc\w+|promot(?:e|es|ed|ing)|alleviat\w+"
    r"|lift(?:s|ed)?|eas(?:e|es|ed)"
    r"|lower(?:s|ed)?|rais(?:e|es|ed)|prevent(?:s|ed|ing)?|ensur(?:e|es|ed|ing)|guarante\w+|cur(?:e|es|ed)|treats?"
    r"|remission|respon(?:se|ses|d|ds|ded|ders)"
    r"|relaps\w+|benefi\w+|(?:fast|rapid|quick|long)(?:er)?[- ](?:acting|lasting|onset|term relief)|(?:works? "
    r")?(?:more )?(?:rapid(?:ly)?|quickly)"
    r"|sustained|durable|lasts?|lasting|onset|within (?:\w+ ){0,3}(?:minutes?|hours?|days?|weeks?|sessions?)|take "
    r"(?:\w+ ){0,4}(?:weeks|months)"
    r"|safe|safer|safety|(?:well )?tolerated|tolerability|side[- ]effects?|adverse|risks?|addict\w+|dependen(?:ce"
    r"|cy|t on)|misuse|abuse"
    r"|short[- ]lived|transient|mechanism|targets?|blocks?|blocking|binds?|acts?|acting (?:on|as)|modulat\w+"
    r"|receptors?|glutamate"
    r"|synap\w+|(?:neuro)?plasticity|neurotrophic|bioavailability|half[- ]life|metaboli[sz]\w+|superior|inferior"
    r"|better|worse|outperform\w*"
    r"|noninferior|promis(?:e|ing)|encouraging|elevat\w+|worsen\w*|impair\w*|caus(?:e|es|ed)|leads? to|led to"
    r"|results? in|resulted in"
    r"|help(?:s|ed)?|protect\w*|restor\w+|revers\w+|eliminat\w+|no (?:difference|effect|change)|fails?|failed"
    r"|alter(?:s|ed)?|abolish\w*"
    r"|associated|linked|approved|heal(?:s|ed)?|repair(?:s|ed)?|grow(?:s|th)?|stimulat\w+|trigger(?:s|ed)?|boost\w*"
    r"|suppress\w*|inhibit\w*"
    r"|differ(?:s|ed)?|correlat\w+|predict\w*|higher|greater|fewer|less|more (?:likely|common|frequent|severe)"
    r"|faster|slower|longer|shorter|significant(?:ly)?|anti\w+ effects?|support(?:s|ed)? the use|rises? in|drops? "
    r"in|declin\w+|diminish\w*|fad(?:e|es|ed)|wan(?:e|es|ed)|wears? off|persist\w*"
    r"|experience[sd]?|mortality|death|damage[sd]?|toxic\w*"
    r"|outcomes|beat(?:s|en)?|cuts?|c[ao]mes? out (?:ahead|on top)|surpass\w*|exceed\w*|match(?:es|ed)|blunt(?:s|ed)?"
    r"|weaken\w*|weaker|stronger|strengthen\w*|dampen\w*|quiet(?:s|ed|ens?|ened)|calm(?:s|ed)|wip(?:es?|ed) out"
    r"|(?:un)?common|rare|rarely|frequent|(?:more|less) (?:often|rarely|frequently|commonly)|peak(?:s|ed)?|gone"
    r"|go(?:es)? (?:up|down)|went (?:up|down)|destroy\w*|ruin(?:s|ed)?|harm(?:s|ed)?"
    r"|shrinks?|shrank|swells?|climb(?:s|ed)|falls?|fell|rises?|rose|spik(?:es|ed)|doubl(?:es?|ed)|halv(?:es?|ed)"
    r"|pass(?:es|ed)? into|do(?:es)? (?:nothing|well|better|badly)|(?:no|little|any) influence|influenc(?:es|ed)"
    r"|holds? for|stay(?:s|ed)? well)\b|\d ?%|\b\d+ percent|\bp ?[<=]"
)
# Aims, and questions put indirectly, say nothing of what happens, though they name an outcome.
_AIM = re.compile(
    r"(?P<before>\w+),? to (?:\w+ly )?(?:ensure|help|optimi[sz]e|improve|prevent|maximi[sz]e|minimi[sz]e|support"
    r"|manage|avoid|reduce|"
    r"treat|enhance|lower|promote|relieve|increase|protect|address)\b[^,;.]*"
)
_ASKED = re.compile(
    r"\b(?:how|whether|why|when designing|what|aims? to)\b[^;.]*?(?=, (?!or |and )|[;.]|$)|\b(?:depending on"
    r"|regardless of)\b[^;.]*"
)
# After these words `to` says what happens, or may, and not only what is wanted.
_HAPPENING_WORDS = (
    "shown found potential ability able appears appear seems seem known thought proven proved demonstrated likely "
    "tends tend helps "
    "help reported believed expected capacity power claimed said used works work begin begins continue continues "
    "effective "
    "observed seen way fails failed fail unable studied failing"
)
_HAPPENING = frozenset(_HAPPENING_WORDS.split())
_VERB = (
    r"(?:reduc|decreas|increas|enhanc|promot|alleviat|improv|lower|rais|prevent|ensur|eliminat|boost|stimulat"
    r"|trigger|protect|restor|reliev|"
    r"worsen|caus|produc|induc|suppress|inhibit|revers|modulat|strengthen|elevat|guarante|cur|eas|lift|treat|heal"
    r"|block|provid|deliver|"
    r"accelerat|shorten|prolong|diminish|abolish|attenuat|amelior\w*|mitigat|normali[sz]|regulat|lessen|allow|help"
    r"|lead|act|"
    r"target|remain|offer|support|facilitat)(?:t?s|es|e|ed|d|ts)?"
)
_NOUN = (
    r"(?:reductions?|decreases?|increases?|improvements?|elevations?|relief|declines?|drops?|rises?|changes?"
    r"|enhancements?|prevention|"
    r"alleviation|worsening|remission|rates?|lower|higher|fewer|greater|less|better|faster|longer|shorter|no)"
)
_BORDER = re.compile(
    rf"; (?:and |but )?"
    rf"|,? (?:and|or|but)(?: also| then| even| thus)? "
    rf"(?=(?:can |may |will |might |could |does not |do not |did not |cannot )?(?:\w+ly )?{_VERB}\b)"
    rf"|, (?=(?:\w+ly )?(?:prevents|reduces|increases|improves|ensures|promotes|lowers|raises|relieves|eliminates|"
    rf"enhances|boosts|cures|protects|restores|alleviates|eases|lifts|blocks|causes|stimulates|treats|"
    rf"reverses|strengthens|"
    rf"accelerates)\b)"
    rf"|(?P<noun>,? (?:and|but|plus|as well as) "
    rf"(?=(?:an? |the |some )?(?:[\w-]+ ){{0,2}}?{_NOUN} (?:in|of|for|from|that)\b))"
    rf"|(?P<turn>,? (?:but|whereas|although|though|yet) (?!(?:these|they|it|this|those|rather|not)\b))"
    rf"|, (?=(?:providing|offering|giving|bringing|delivering) [^,;.]*\b(?:than|relief|faster|better|longer|fewer|less|"
    rf"more|lower|higher|safe\w*|remission|improv\w+|reduc\w+)\b)"
    rf"|, and (?=(?:it|they|this|these|the|its|their|patients|people|some|most|many|\w*ketamine)\b)"
    rf"|, and (?=(?:(?:more than|about|around|nearly|almost|over|up to|roughly|some) )?(?:half|(?:one|two|three|a)[- ]"
    rf"(?:thirds?|quarters?|fifths?)|\d+(?:\.\d+)? ?(?:%|percent|per cent))\b)"
    rf"|, and (?=(?:an?|part|giving|taking|adding|combining|that|those|all|no|response|relapse|repeated|oral)\b"
    rf"(?: [\w-]+){{0,7}} (?:is|are|was|were|has|have|had|can|may|might|could|does|do|did|will|appears?|"
    rf"seems?|remains?|"
    rf"lasts?|lasted)\b)"
)
# What stands before `and` or `but` where adjectives are joined, not statements: `a small but lasting effect`.
_OPEN = re.compile(r"\ban?(?: [\w-]+){1,2}[_ ,]*$")
_CONCEDED = re.compile(r"^(?:while|although|though|whereas|even though) ")
_SUBJECT = re.compile(
    r", (?=(?:the|a|an|it|its|they|their|this|these|repeated|multiple|several|most|many|some|both|ketamine"
    r"|esketamine|arketamine|r-|s-|iv|"
    r"intravenous|intranasal|patients|people|treatment|therapy|research|studies|only|no|single|depression"
    r"|symptoms)\b)"
)
_COORDINATOR = re.compile(
    r",? (?:as well as|and|or|plus|with|while|whereas|but|although|though|which)(?: also)? |[,;] |—| - "
)
_LISTED = re.compile(r"(?:[\w'/-]+ ){0,3}$")
_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\]")
# Those of whom something is said, as far as the word for what they did: `those who respond to`.
_OF_WHOM = re.compile(
    r"\b(?:those|people|patients|adults|women|men|participants|individuals|responders) (?:who|that) (?:(?:had|have|did|"
    r"do|first|initially|once) ){0,2}(?:respond|improve|remit|benefit|recover)(?:s|ed|d)?"
    r"(?: (?:to|from|on|with|after))?\b"
)
# What is compared with is how a drug is given, and not a drug: `as well as a drip`, `than intravenous infusions`.
_THAN_WAY = re.compile(
    r"\b(?:than|as \w+ as|versus|vs\.?|(?:compared|comparable) (?:with|to)|"
    r"(?:superior|inferior|similar|equal|equivalent) to) "
    r"(?:an? |the |one |two |single |repeated |first |standard |lower |higher |iv |intravenous |intramuscular |"
    r"intranasal |nasal |oral |subcutaneous |sublingual |slow |fast |weekly |daily ){0,3}"
    r"(?:infusions?|injections?|drips?|sprays?|lozenges?|tablets?|pills?|capsules?|doses?|sessions?)\b(?! of\b)"
)
_TURN = re.compile(r";|\b(?:but|although|though|while|whereas)\b")
_EXAMPLES = re.compile(r"\b(?:such as|including|like|e\.g\.,?|for example,?|namely)\b")


def as_far_as_told(told: Iterable[Statement], plainly: str) -> list[Statement]:
    """Statements, of which those go no known way whose words of direction only say of whom they are (`two thirds of
    those who respond to ketamine relapse`), and all where two ways of giving a drug are set beside each other, which
    says of neither what it does (`as effectively as intravenous infusions`). Spans are into the text."""
    spans = [match.span() for match in _OF_WHOM.finditer(plainly)]
    return [
        replace(one, direction=Direction.UNKNOWN, direction_words=())
        if _is_of_whom(one, spans) or _is_between_ways(one, plainly)
        else one
        for one in told
    ]


def _is_between_ways(one: Statement, plainly: str) -> bool:
    """Whether the sentence of a statement, as far as no other clause says it, compares with another way of giving the
    drug."""
    if one.outcome is None or one.direction is Direction.UNKNOWN or one.against:
        return False
    place = one.outcome.span.start
    compared = (
        match
        for start, end in sentences(plainly)
        if start <= place < end
        for match in _THAN_WAY.finditer(plainly, start, end)
    )
    return any(not _TURN.search(plainly, *sorted((place, match.start()))) for match in compared)


def _is_of_whom(one: Statement, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether all words of direction stand in one of these stretches, and the outcome in none."""
    if one.outcome is None or not one.direction_words:
        return False
    place = one.outcome.span.start
    return not any(start <= place < end for start, end in spans) and all(
        any(start <= word.start and word.end <= end for start, end in spans) for word in one.direction_words
    )


def is_checkable(plainly: str) -> bool:
    """Whether a stretch of plain text says something that a study could have found, not only aims at it."""
    return _CHECKABLE.search(plainly) is not None and _CHECKABLE.search(_said(plainly)) is not None


def is_told(plainly: str, told: Iterable[Statement], at: int) -> bool:
    """Whether one of the statements that were read in a text says which way something goes (`did not beat`), outside
    aims and questions put indirectly. Spans of `told` count the text from `at`."""
    directed = [one for one in told if _is_directed(one)]
    said = _said(plainly) if directed else ""
    return any(said[word.start - at : word.end - at].strip() for one in directed for word in one.direction_words)


def _said(plainly: str) -> str:
    """Plain text with its aims and indirect questions blanked, letter by letter."""
    return _ASKED.sub(
        _blanks, _AIM.sub(lambda one: one.group() if one["before"] in _HAPPENING else _blanks(one), plainly)
    )


def _outside_brackets(plainly: str) -> str:
    """The text with what stands in brackets masked, letter by letter: no claim begins or ends there."""
    return _BRACKETS.sub(lambda match: "_" * len(match.group()), plainly)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def clauses(plainly: str) -> list[tuple[int, int]]:
    """The clauses of a sentence that each say something checkable; together they are the sentence.

    A stretch that says nothing by itself belongs to the one before it, at the beginning to the one after.
    """
    open_text = _outside_brackets(plainly)
    cuts = {
        match.end(): match.start()
        for match in _BORDER.finditer(open_text)
        if not ((match["noun"] or match["turn"]) and _OPEN.search(open_text, 0, match.start()))
    }
    if _CONCEDED.match(plainly):
        for match in _SUBJECT.finditer(open_text, 20):
            cuts[match.end()] = match.start()
            break
    found: list[tuple[int, int]] = []
    start, place = 0, 0
    for after in sorted(cuts):
        before = cuts[after]
        if before < place:
            continue
        if is_checkable(plainly[place:before]) and is_checkable(plainly[after:]):
            found.append((start, before))
            start = place = after
    found.append((start, len(plainly)))
    return found


def outcome_parts(
    plainly: str, start: int, end: int, told: Sequence[Statement], at: int
) -> list[tuple[int, int, Statement]]:
    """The parts of a clause, one for each outcome that it states something of; empty if it names none.

    The spans of `told` count the sentence from `at`. Examples of an outcome (`side effects such as nausea`) are no
    outcomes of their own, and an outcome that goes nowhere is none beside one that does.
    """
    named = sorted(within(told, start + at, end + at), key=_place)
    any_directed = any(_is_directed(one) for one in named)
    parts: list[tuple[int, int, Statement]] = []
    for one in named:
        if not parts:
            parts.append((start, end, one))
            continue
        begin, _, last = parts[-1]
        border = _between(plainly, last, one, at, any_directed=any_directed)
        if border is not None and not _EXAMPLES.search(plainly, begin, _place(one) - at):
            parts[-1] = begin, border[0], last
            parts.append((border[1], end, one))
        elif _is_directed(one) and not _is_directed(last):
            parts[-1] = begin, end, one
    return parts


def within(told: Sequence[Statement], start: int, end: int) -> list[Statement]:
    """The statements whose outcome is named between two places."""
    return [one for one in told if one.outcome and start <= one.outcome.span.start < end]


def _place(one: Statement) -> int:
    return one.outcome.span.start if one.outcome else 0


def _is_directed(one: Statement) -> bool:
    return one.direction is not Direction.UNKNOWN


def _between(plainly: str, last: Statement, one: Statement, at: int, *, any_directed: bool) -> tuple[int, int] | None:
    """What parts two statements of a clause; None if they are not parted. Where only one of two goes a known way, the
    other is stated beside it only by a plain `and` or `or` (`improvements in mood and cognition`)."""
    before = (last.outcome.span.end if last.outcome else 0) - at
    both = _is_directed(last) and _is_directed(one)
    ahead = [word.start - at for word in one.direction_words if word.start - at >= before] if both else []
    # Words that are said of the first but stand behind the second are said of both: a list, or a reading too wide.
    apart = both and all(word.start - at <= before for word in last.direction_words)
    border = _border(plainly, before, min([_place(one) - at, *ahead]), loosely=apart)
    if border is None or both or not any_directed:
        return border
    if not (_is_directed(last) or _is_directed(one)):
        return None
    return border if re.search(r"\b(?:and|or|as well as)\b", plainly[slice(*border)]) else None


def moved(one: Statement, by: int) -> Statement:
    """A statement with all its spans `by` further on."""
    changed: dict[str, object] = {}
    for part in fields(one):
        value = getattr(one, part.name)
        if isinstance(value, Slot):
            changed[part.name] = replace(value, span=_further(value.span, by))
        elif isinstance(value, tuple):
            changed[part.name] = tuple(
                _further(each, by) if isinstance(each, Span)
                else replace(each, span=_further(each.span, by)) if isinstance(each, Slot | Quantity)
                else each
                for each in value
            )  # fmt: skip
    return replace(one, **changed)  # type: ignore[arg-type]


def _further(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def condition_parts(
    plainly: str, start: int, end: int, conditions: Sequence[Mention]
) -> list[tuple[int, int, tuple[Mention, ...]]]:
    """The parts of a clause, one for each illness of a list (`A, B and C`), with the illnesses named in each."""
    parts: list[tuple[int, int, tuple[Mention, ...]]] = []
    for one in conditions:
        if not start <= one.start < end:
            continue
        if not parts:
            parts.append((start, end, (one,)))
            continue
        begin, _, before = parts[-1]
        border = _border(plainly, before[-1].end, one.start, loosely=False)
        if border is None or any(one.concept == other.concept for other in before):
            parts[-1] = begin, end, (*before, one)
        else:
            parts[-1] = begin, border[0], before
            parts.append((border[1], end, (one,)))
    return parts


def _border(plainly: str, start: int, end: int, *, loosely: bool) -> tuple[int, int] | None:
    """The last coordinating words between two places; unless `loosely`, with hardly anything else between."""
    found = None
    for match in _COORDINATOR.finditer(_outside_brackets(plainly), start, end):
        found = match
    if found is None:
        return None
    if loosely:
        return found.start(), found.end()
    tight = re.fullmatch(r",? (?:and|or|as well as|plus) |, (?:and |or )?", found.group())
    between = plainly[start : found.start()]
    if tight and _LISTED.match(plainly[found.end() : end]) and between.count(" ") <= 2 and "," not in between:
        return found.start(), found.end()
    return None
