"""Every number of people, animals or studies that a record states, with what is said of it.

`counts_of` finds them in one pass from the left; `sample_groups` and `sample` decide between them. A number is a
count where words after it say so (`twenty-four adult outpatients`), where it is the subject of what happened to them
(`84 were randomised`) or where it is an `n`. Ages, doses, times, scores, years, percentages and numbers of anything
else are not counts.

Imports `numbers`, `reading` and `sample_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from indexer.appraisal.numbers import Number, numbers_in
from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.sample_words import (
    DATE_BEFORE,
    KINDS,
    NOT_PEOPLE,
    NOT_RANDOMISED,
    NUMBERED,
    OUT_OF,
    SAID,
    TOTAL_BEFORE,
    UNITS_BEFORE,
    Said,
    Thing,
)


@dataclass(frozen=True, slots=True)
class Count:
    """`text[start:end]` says that there were `value` of `thing`, in `line`.

    `is_total`: it is said to be the number of all. `is_n`: written `n = 20`. `aside`: in brackets.
    """

    value: int
    start: int
    end: int
    thing: Thing
    line: Line
    said: Said = Said.NOTHING
    is_total: bool = False
    is_n: bool = False
    aside: bool = False


class _Found(NamedTuple):
    """A count before its sentence is read: its words end at `end`; `of` if it is what a proportion is of."""

    number: Number
    end: int
    thing: Thing
    is_n: bool
    of: bool


_NAMED = frozenset({Thing.PEOPLE, Thing.SEX, Thing.ANIMALS, Thing.STUDIES})
_GOES_ON = frozenset(" -(,")
_EQUALS = ("=", "= ", " n of ", "(n of ", "n:", "n: ")
_N_BEFORE = re.compile(r"(?<![a-z0-9])(?:n|ns|n's)(?: ?=| ?:| of) ?(?:about |approximately |up to )?$")
_NAMED_BEFORE = re.compile(r"([a-z][\w'-]*) ?[(\[,]? ?n(?:s|'s)? ?[=:]")
_CLAUSE = re.compile(r"[,;]|\band\b|\bbut\b")
_WORD_BEFORE = re.compile(r"([a-z][\w'-]*),? $")
_RANGE_BEFORE = re.compile(r"\b(?:between|ages? of|from|aged?) [0-9]+ (?:and|to) $")
_DAY_BEFORE = re.compile(r"[0-9], $")  # `October 11, 2019`
_MOST_NUMBERED = 9
_ITSELF_BEFORE = re.compile(r"\b(?:this|our|present|current|blind|controlled|pilot|crossover|open) [a-z]+ $")
_SEX_AFTER = re.compile(r" (?:fe)?male\b")
_SHARE_AFTER = re.compile(r"[,;] ?[0-9.]{1,5} ?%")
_GROUP_NAMES = frozenset({"group", "arm", "cohort"})
_NO_COUNT_BEFORE = ("< ", "> ", "≥ ", "≤ ", "≥", "≤", "± ", "±", "- ", "/ ", "no. ", "× ", "x ")
# `a score of more than 20 were included`: without a noun the number is the limit of something else.
_LIMIT_BEFORE = ("than ", "above ", "below ", "least ", "score of ", "scores of ")
# A word, a range or a chemical's name that begins with digits, a bracket as one, and any other mark, which ends the
# search.
_TOKEN = re.compile(
    r" ?(?:([a-z][a-z0-9'+-]*(?:/[a-z0-9]+)?|[0-9][0-9,']*-[a-z0-9][\w,-]*)|"
    r"(\([^()]{1,70}\)|\[[^\[\]]{1,70}\])|(, )|(\S))"
)
_HAPPENED = re.compile(
    r"(?: \([^()]{1,30}\))?,? (?:(?:were|was|had been|have been|will be|would be) (?:\w+ly )?)?"
    r"(?:screened|randomi[sz]ed|randomly|enrolled|recruited|included|analy[sz]ed|completed|assigned|allocated|"
    r"withdrew|discontinued|dropped|received|underwent|participated|assessed|treated|evaluated|responded|"
    r"achieved|remitted|interviewed|entered|met|agreed|consented|excluded|to (?:receive )?(?:placebo|ketamine|"
    r"esketamine|midazolam|saline|control|active|treatment))\b"
)
# `will recruit 15 USMVs`: whatever they are called
_RECRUITING = re.compile(r"\b(?:recruit|enroll?|randomi[sz])(?:e|ed|ing)? (?:(?:about|approximately|up to) )?$")
_RECRUITERS = ("recruit", "enrol", "random")
_NAME = re.compile(r" (?!groups|arms|sites|cent|hospitals|to |clinics|schools|per)[a-z-]{4,}")
# `336 patients were assigned to the drug group and 340 to the other group`
_TO_ANOTHER = re.compile(r" to (?:receive )?(?:(?:the|an?) )?[a-z]")
_ASSIGNED_BEFORE = re.compile(
    r"\b(?:assigned|randomi[sz]ed|allocated)(?: \w+)? to [^.;]{2,100}?(?:, and|,| and) (?:the (?:other|remaining) )?$"
)
_PERCENT_AFTER = re.compile(r" ?[(\[]?[0-9.]{1,5} ?%")
_OF_BEFORE = re.compile(
    r"(?: ?\([^()]{1,25}\))?(?: (?:patients|subjects|participants))?(?: out)? of (?:the |all |all the |a total of )?$"
)
# What is said in these words is said of the number, whatever percentage of others it is.
_SURE = frozenset({Said.RANDOMISED, Said.ENROLLED, Said.ANALYSED, Said.SCREENED, Said.LOST})
_REACH = 90
_WORDS_BETWEEN = 9
_NEAR = 30
_LONGEST_BRACKET = 250
_FAR = 110
_WORD = re.compile(r"[a-z][a-z-]+")
_DESCRIBED = re.compile(r" (?:an? )?(?:mean|median|average|baseline|diagnos|lifetime|history)")
_ASKED = re.compile(r" to (?:(?:the|our|an?|this) )?(?:[\w-]+ ){0,2}(?:survey|questionnaire|invitation|call|advert)")
# Answers to a survey stand for those who answered.
_ANSWERED = frozenset({"responses", "questionnaires", "surveys"})
_ANSWERS = re.compile(
    r"(?: [a-z-]+){0,2} (?:responses (?:were|was|from|have been|to the (?:survey|questionnaire))|(?:questionnaires|"
    r"surveys) "
    r"were (?:returned|received|completed))\b"
)


def counts_of(reading: Reading) -> list[Count]:
    """The counts of a record from the left, those of sentences on what was known among them."""
    plain = plain_of(reading)
    found: list[_Found] = []
    last_end = 0
    answered = not _ANSWERED.isdisjoint(reading.vocabulary)
    for number in numbers_in(plain, reading.vocabulary):
        counted = _counted(plain, number, answered=answered)
        if counted is not None:
            of = number.proportion or _OF_BEFORE.fullmatch(plain, last_end, number.start) is not None
            end, thing, is_n = counted
            if is_n and thing is Thing.STUDIES and found and number.start - found[-1].end < 8:
                thing = Thing.BARE  # `18 studies (n = 915)`: the people in them
            found.append(_Found(number, end, thing, is_n, of))
        last_end = number.end
    return list(_placed(reading, _named(found)))


def plain_of(reading: Reading) -> str:
    """The plain text with dashes between clauses kept apart from hyphens: `130 volunteers—29 users`."""
    if "—" not in reading.text:
        return reading.plain
    return "".join(";" if one == "—" else other for one, other in zip(reading.text, reading.plain, strict=True))


def _named(found: list[_Found]) -> list[_Found]:
    """The same with what the next number counts said of those before it: `20 depressed, 18 anxious and 20 well men`."""
    named: list[_Found] = []
    for one in reversed(found):
        if one.thing is Thing.NEXT:
            if not named or named[-1].thing not in _NAMED or named[-1].number.start - one.end > _REACH:
                continue
            named.append(one._replace(thing=named[-1].thing))
        else:
            named.append(one)
    return named[::-1]


def _counted(plain: str, number: Number, *, answered: bool) -> tuple[int, Thing, bool] | None:
    """Where the words of the count end, what it counts, and whether it is an `n`; None if it is no count. `answered` if
    the text speaks of answers."""
    before = plain[max(0, number.start - 24) : number.start]
    if before.endswith(_EQUALS):
        return _size(plain, number, before) if _N_BEFORE.search(before) else None
    if plain[number.end : number.end + 1] not in _GOES_ON:
        return None
    if before.endswith(_NO_COUNT_BEFORE) or _belongs_before(plain, number, before):
        return None
    noun = _noun(plain, number.end)
    if noun is None and answered and (answers := _ANSWERS.match(plain, number.end)):
        noun = answers.end(), Thing.PEOPLE
    if noun is not None:
        return (*noun, False)
    if (
        (_HAPPENED.match(plain, number.end) and not before.endswith(_LIMIT_BEFORE))
        or _is_assigned_too(plain, number)
        or (
            any(map(before.__contains__, _RECRUITERS)) and _RECRUITING.search(before) and _NAME.match(plain, number.end)
        )
    ):
        return number.end, Thing.BARE, False
    return None


def _is_assigned_too(plain: str, number: Number) -> bool:
    """Whether a number without a noun is of those assigned to another group than those before it."""
    if _TO_ANOTHER.match(plain, number.end) is None:
        return False
    return _ASSIGNED_BEFORE.search(plain, max(0, number.start - _REACH - _NEAR), number.start) is not None


def _size(plain: str, number: Number, before: str) -> tuple[int, Thing, bool] | None:
    """The same of `n = 20`: what stands after it or before it says of what."""
    noun = _noun(plain, number.end)
    if noun and noun[1] is not Thing.NEXT:
        return (*noun, True)
    if _SEX_AFTER.match(plain, number.end):
        return number.end, Thing.SEX, True
    named = _NAMED_BEFORE.search(before)
    if named and named[1] in NOT_PEOPLE:
        return None
    return number.end, (KINDS.get(named[1]) if named else None) or Thing.BARE, True


def _belongs_before(plain: str, number: Number, before: str) -> bool:
    """Whether a number is that of the word before it (`week 4`) or may be a year (`in 2019`)."""
    if before.endswith((" and ", " to ")) and _RANGE_BEFORE.search(before):
        return True
    if before.endswith(", ") and _DAY_BEFORE.search(before) and _may_be_year(plain, number):
        return True
    word = _WORD_BEFORE.search(before, before.rfind(" ", 0, -1) + 1)
    if word is None:
        return False
    if word[1] in UNITS_BEFORE and before[-2] != ",":
        return True
    if word[1] in NUMBERED and before[-2] != "," and number.value <= _MOST_NUMBERED:
        return _ITSELF_BEFORE.search(before) is None and plain[number.start : number.end].isdigit()
    return word[1] in DATE_BEFORE and _may_be_year(plain, number)


def _may_be_year(plain: str, number: Number) -> bool:
    return 1900 <= number.value < 2100 and plain[number.start : number.end].isdigit()


def _noun(plain: str, end: int) -> tuple[int, Thing] | None:
    """The end and the kind of the noun that the number before `end` counts."""
    if plain[end : end + 1] == "-":  # `a 24-patient trial`
        word = _WORD.match(plain, end + 1)
        return (word.end() if word else end), Thing.PEOPLE
    # A title may end in a number, and the abstract begin with `Patients`.
    line_end = plain.find("\n", end, end + _REACH)
    for place, token in enumerate(_TOKEN.finditer(plain, end, end + _REACH if line_end < 0 else line_end)):
        word_, bracket, comma, mark = token.groups()
        if bracket:
            continue
        if comma:
            if not place:
                return None
            continue
        if not word_:
            return (end, Thing.NEXT) if place > 1 and mark.isdigit() else None
        head, _, per = word_.partition("/")
        name = head if per in _GROUP_NAMES else word_  # `18 subjects/group`
        kind = KINDS.get(name, Thing.BARE)
        if kind is None and place and plain.startswith((" olds", "-olds"), token.end()):
            continue  # `18 healthy 20-28 year olds`
        if kind is None or place > _WORDS_BETWEEN:
            return None
        if kind is not Thing.BARE:
            return token.start(1) + len(name), kind
    return None


def _placed(reading: Reading, found: list[_Found]) -> Iterator[Count]:
    """The counts, each with its sentence and what it says of it."""
    plain = plain_of(reading)
    for place, (number, end, thing, is_n, of) in enumerate(found):
        line = reading.line_at(number.start)
        if line is None:
            continue
        begin = max(line.start, found[place - 1].end) if place else line.start
        behind = _after_bracket(plain, end)
        following = next((one for one in found[place + 1 :] if one.number.start >= behind), None)
        stop = min(line.end, following.number.start) if following else line.end
        aside = plain.count("(", line.start, number.start) > plain.count(")", line.start, number.start)
        if aside and not is_n:  # of `20 users and 30 others)` nothing is said beyond the bracket
            closing = plain.find(")", end, stop)
            stop = closing if closing >= 0 else stop
        said = _said(plain, begin, number, (end, behind, stop))
        if said is Said.EVENT and is_n and aside and _names_a_group(plain, begin, number):
            said = Said.NOTHING  # `patients on the drug (n = 40) improved`: the 40 are those on the drug
        elif said is Said.NOTHING and thing is Thing.BARE and not is_n and _is_assigned_too(plain, number):
            if begin == line.start:
                continue  # of those before it no number was read
            said = Said.RANDOMISED
        if said is Said.EVENT and (of or OUT_OF.search(plain[line.start : number.start])):
            said = Said.STUDIED  # `12 of 30 patients responded`: of the 30 something was seen
        elif said not in _SURE and _PERCENT_AFTER.match(plain, end):
            said = Said.EVENT
        yield Count(
            number.value,
            number.start,
            end,
            thing,
            line,
            said,
            is_total=TOTAL_BEFORE.search(plain, max(begin, number.start - 60), number.start) is not None,
            is_n=is_n,
            aside=aside,
        )


def _after_bracket(plain: str, end: int) -> int:
    """Where the sentence goes on after a bracket that follows a count: `104 participants (52 women) were …`."""
    if not plain.startswith(" (", end):
        return end
    closing = plain.find(")", end, end + _LONGEST_BRACKET)
    return closing + 1 if closing >= 0 else end


def _said(plain: str, begin: int, number: Number, after: tuple[int, int, int]) -> Said:
    """What is said of a count: by the verb just before it whose object it is, else by the first verb after it.

    `begin` is where to look from, `after` where the count's words end, where the sentence goes on and where to stop.
    """
    end, behind, stop = after
    start = max(begin, number.start - _NEAR)
    last = max(verbs(plain, start, number.start), key=lambda verb: verb.end, default=None)
    # After `and` or a comma the number begins a clause of its own: `72 were recruited and 60 were randomised`.
    if last and last.said is not Said.LOST and _CLAUSE.search(plain, last.end, number.start) is None:
        return last.said
    first = Said.NOTHING
    semicolon = plain.find(";", behind, stop)
    stop = min(semicolon if semicolon >= 0 else stop, behind + _FAR)
    for verb in chain(verbs(plain, number.end, end), verbs(plain, behind, stop)):
        if verb.word != "eligible":
            return verb.said
        first = verb.said  # `198 eligible patients will be randomised`: what comes next says more
    return first


def _names_a_group(plain: str, begin: int, number: Number) -> bool:
    """Whether an `n` in brackets is the size of a group named before it (`patients on the drug (n = 40)`), not how many
    had what the words say (`the responders (n = 40)`, `tired (n = 40, 20%)`)."""
    if _SHARE_AFTER.match(plain, number.end):
        return False
    named = _NAMED_BEFORE.search(plain, max(0, number.start - 40), number.start)
    if named is None or (KINDS.get(named[1]) is not Thing.PEOPLE and named[1] not in _GROUP_NAMES):
        return False
    return not any(verb.said is Said.EVENT for verb in verbs(plain, max(begin, number.start - _NEAR), number.start))


class Verb(NamedTuple):
    """A word that says what became of those counted, and where it ends."""

    said: Said
    word: str
    end: int


def verbs(plain: str, start: int, end: int) -> Iterator[Verb]:
    """The words in `plain[start:end]` that say what became of those counted."""
    for match in _WORD.finditer(plain, start, end):
        said = SAID.get(match.group())
        if said is None:
            continue
        if plain.startswith((" for eligib", " for inclusion"), match.end()):
            said = Said.SCREENED
        if said is Said.RANDOMISED:
            following = _WORD.match(plain, match.end() + 1)
            if following and following.group() in NOT_RANDOMISED:
                continue
        if said is Said.EVENT and plain.endswith(("who ", "that ", "which "), start, match.start()):
            continue  # `20 users who had abstained`: who they were, not what became of them
        if plain.endswith(" not ", start, match.start()):
            continue  # `six patients who did not receive it were excluded`
        if match.group() == "had" and _DESCRIBED.match(plain, match.end()):
            continue  # `patients (n = 40) had a mean age of 45`: what they were like
        if match.group() == "responded" and _ASKED.match(plain, match.end()):
            said = Said.STUDIED
        yield Verb(said, match.group(), match.end())
