"""The clauses of a sentence, each with the words of direction and the names in it.

Imports `appraisal` and `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.appraisal.reading import Reading
from indexer.checking.course_words import NEGATION
from indexer.checking.values import Span
from indexer.vocabulary import directions
from indexer.vocabulary.concepts import Mention
from indexer.vocabulary.directions import Cue

# Where one clause ends and another begins. A comma alone joins lists more often than clauses.
_BORDER = re.compile(
    r"; | - (?!\d)|: |\. |, (?:and|yet|with)(?= )|"
    r",? (?:but(?! not| less so)|whereas|although|though|however|(?<!short )(?<!little )(?<! a )while)"
    r"(?= (?!a |the minority)),? |"
    r", (?=(?:suggesting|indicating|supporting|implying|highlighting|particularly|especially|which|albeit|despite|"
    r"an? (?:\w+ )?(?:difference|reduction|improvement|change|effect|fall|rise) (?:that|which)) )"
)
# Shorter pieces are heads of sentences: `In rats, …`.
_SHORTEST = 25
_SHORTEST_SENTENCE = 15
_TURNING = re.compile(r"but|whereas|; ")
# `…, although this was not statistically significant`.
_TAKEN_BACK = re.compile(
    r"(?:however,? |but |although |though )?(?:this|these|it|they|results?|findings?|differences?|"
    r"the (?:difference|effect|reduction|improvement|result|change|fall|decrease|increase|rise|gain|"
    r"drop)s?)?(?: \w+){0,2} ?"
    r"(?:(?:was|were|is|are|did|has|have|had)(?: been)? ?(?:not|n't)|failed to|lacked)(?: \w+){0,2}? "
    r"(?:significan\w+|reach\w*|maintained|sustained|persist\w*|hold|robust|confirmed|replicated)\b|"
    r"(?:this|these|the|it)(?: \w+){0,3} (?:is|are|was|were|been) (?:ambiguous|controversial|contested|"
    r"disputed|inconsistent)\b|"
    r"not (?:statistically )?significant|non-?significant|"
    r"(?:the )?(?:overall )?(?:certainty|quality|evidence)(?: of (?:the )?evidence)? (?:is|was|remains) (?:very )?"
    r"(?:uncertain|limited|weak|low|insufficient)"
)
# `…, but the difference between the groups was not significant`: there was none that anybody could tell from chance.
_INSIGNIFICANT = re.compile(
    r"(?:however,? |but |although |though |yet )?(?:"
    r"(?:which|(?:an? )?(?:\w+ )?(?:difference|effect|reduction|improvement|change|increase|decrease|fall|rise|"
    r"gain|benefit)s? (?:that|which)|this|these|it|they|"
    r"(?:the |this |these )?(?:difference|effect|reduction|improvement|result|change|increase|"
    r"decrease|finding)s?)"
    r"(?: (?:between|among|of|in)(?: (?!was\b|were\b)[\w-]+){1,6})? ?"
    r"(?:(?:was|were|is|are|did|has|have|had)(?: been)? ?(?:not|n't)|failed to)(?: \w+){0,2}? "
    r"(?:significan\w+|(?:reach|attain|achieve)\w* (?:\w+ )?significance)\b|"
    r"(?:did not|failed to|does not|without) (?:reach|attain|achiev)\w* (?:\w+ )?significance|"
    r"not (?:statistically )?significant(?:ly)?\b|"
    r"(?:there was )?(?:no|not an?y?) (?:statistical(?:ly)? )?(?:significant )?differences? (?:was|were) "
    r"(?:observed|found|seen|noted|detected)(?= ?(?:\(|[.;,]|$)))"
)
# `…; results did not reach a significant group difference`: that is said of all before it.
_ALL_TAKEN_BACK = re.compile(
    r" ?(?:the |these )?(?:results?|findings?|differences?) (?:\w+ )?(?:(?:was|were|did|is|are) not|failed to) "
    r"(?:\w+ ){0,3}?(?:significan\w+|reach\w*)\b|"
    r" ?(?:with |there (?:was|were) )?no (?:\w+ ){0,3}?differences? (?:(?:was|were) \w+ )?(?:between|among) (?:the )?"
    r"(?:\w+ )?(?:groups|arms|conditions|treatments)(?= ?[.;,(]|$)"
)
# Anything that may be a verb: what has none states nothing.
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|do|may|might|can|could|will|shows?|led|fell|rose|found|became|gave|"
    r"remains?|includes?|(?<!-)[a-z]+(?:ed|ing|(?:uc|eas|ov|at|is)es))\b"
)
# A verb that states, and no mere participle (`compared with`, `following`).
FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|do|may|might|can|could|will|would|should|shows?|led|fell|rose|found|"
    r"became|gave|remains?|leaves?|left|keeps?|kept|makes?|made|gives?|lifts?|(?:it|they|this|these|which) [a-z]+|"
    r"(?!compared|relat|bas|induc|treat|receiv|measur|assess|rat)[a-z]{3,}ed(?! (?:with|to|by|from|in|on|at)\b)|"
    r"[a-z]+(?:uc|eas|ov|at)es)\b"
)
_MORE_OF_KIND = re.compile(r", [\w-]+$")
_OF_KIND = re.compile(r"\b(?:an?|the|with|of|showed|shows|had|has|produced?s?|causes?|caused) (?:[\w-]+ )?[\w-]+$")
_CHANGE = re.compile(
    r" (?:[\w-]+ly )?[\w-]+ (?:improvements?|reductions?|decreases?|increases?|changes?|effects?|antidepressant|"
    r"anxiolytic|relief)\b"
)
# `Esketamine, with manageable side effects, reduces …`.
_ASIDE = re.compile(r", with [^,;.:]{3,60}, (?:\w+ly )?(?:[a-z]+(?:s|ed)|may|can|could|did|does|was|were|is|are)\b")
# `Lower back pain`, `lower urinary tract symptoms`: where, not which way; `more improved`: the next word says which;
# `improvements in inhibition`: what got better.
_NO_CUE = re.compile(
    r"(?<=better )results? in|(?<=worse )results? in|(?<=similar )results? in|(?<=the )results? in|"
    r"(?<=our )results in|(?<=fear of )harm|higher(?=-order| (?:order |cortical |brain |cognitive |"
    r"mental )+(?:functions?|areas?|processes|centers|centres))|br(?:ings?|ought|inging)\b(?! (?:down|"
    r"back)\b)(?=[^.;]{0,60}\b(?:under control|to (?:an end|heel|zero|baseline|normal|light|mind|bear)|into|out|"
    r"in line|down|low|lower|within|about|closer|back|together|forward|up|round)\b)|beats?(?= ?/| per\b| min)|"
    r"(?<=\d )beats?|more (?=improved|reduced|decreased|increased|elevated|impaired)|(?<=in )inhibition(?! of)|"
    r"response inhibition|lower (?:back|limbs?|extremit\w+|urinary|legs?|abdom\w+|body|gastro\w+|respiratory|"
    r"airways?|uterine|segment)\b"
)
_WHEREAS = re.compile(r"\b(?:whereas|while|but|and)\b")
_OTHER_ARM = re.compile(
    r"\b(?:placebo|midazolam|saline|control|comparison|sham|ect|other)\b[^.;,]{0,25}\b(?:group|arm|had|showed|"
    r"patients)\b"
)


class Clause(NamedTuple):
    """`plain[start:end]`, part of a sentence in plain writing. `names` are the places of all names of the tables in it;
    `is_taken_back` if the next clause makes nothing of what it says; `insignificant` are the words there by which no
    test told it from chance."""

    plain: str
    start: int
    end: int
    cues: Sequence[Cue]
    names: Sequence[Span]
    is_taken_back: bool = False
    insignificant: Span | None = None

    def word(self, cue: Cue) -> str:
        """A word of direction as it stands."""
        return self.plain[cue.start : cue.end]

    def before(self, place: int, letters: int) -> str:
        """The last letters of the clause before a place."""
        return self.plain[max(self.start, place - letters) : place]

    def cues_between(self, start: int, end: int) -> Iterator[Cue]:
        """The words of direction that stand between two places and are no part of a name."""
        for one in self.cues:
            is_name = any(name.start <= one.start and one.end <= name.end for name in self.names)
            if start <= one.start and one.end <= end and not is_name:
                yield one


def clauses(reading: Reading, start: int, end: int) -> Iterator[Clause]:
    """The clauses of the sentence `reading.text[start:end]`, from the left."""
    plain = reading.plain
    named = within(reading.mentions, start, end)
    borders = list(_cut(plain, start, end))
    for number, (left, right) in enumerate(borders):
        after = borders[number + 1][0] if number + 1 < len(borders) else end
        no_test = _INSIGNIFICANT.match(plain, after, end)
        yield Clause(
            plain,
            left,
            right,
            tuple(one for one in directions.cues(plain, left, right) if not _NO_CUE.match(plain, one.start)),
            tuple(Span(one.start, one.end) for one in within(named, left, right)),
            is_taken_back=_TAKEN_BACK.match(plain, after, end) is not None
            or any(_ALL_TAKEN_BACK.match(plain, later, end) for later, _ in borders[number + 1 :])
            or _is_matched(plain, right, after, end),
            insignificant=Span(*no_test.span()) if no_test else None,
        )


def within(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that stand between two places."""
    return [one for one in mentions if start <= one.start and one.end <= end]


def _cut(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    for match in _BORDER.finditer(plain, start, end):
        # What stands in brackets belongs to its clause: `(95 % CI: …; n = 20)`, `(i.e. …)`.
        opened = plain.rfind("(", place, match.start()) > plain.rfind(")", place, match.start())
        is_inside = opened and ")" in plain[match.end() : end]
        shortest = _SHORTEST_SENTENCE if _TURNING.search(match.group()) else _SHORTEST
        is_list = (
            _ASIDE.match(plain, match.start(), end) is not None
            or _is_list(plain, place, match)
            or _ends_list(plain, match, end)
            or _is_of_adjectives(plain, match)
            or _is_of_two_adjectives(plain, match)
        )
        if match.start() - place >= shortest and not is_inside and not is_list:
            yield place, match.start()
            place = match.end()
    yield place, end


def _is_list(plain: str, start: int, border: re.Match[str]) -> bool:
    """Whether what stands before `, and` are but the first things of a list: `Well-being, sleep, and mood improved`."""
    return (
        border.group() == ", and"
        and "," in plain[start : border.start()]
        and not _VERB.search(plain, start, border.start())
    )


def _ends_list(plain: str, border: re.Match[str], end: int) -> bool:
    """Whether behind `, and` is but the last thing of a list, as nothing there says anything: `reduced anxiety,
    depression, and pain after ketamine`."""
    if border.group() != ", and":
        return False
    later = _BORDER.search(plain, border.end(), end)
    stop = later.start() if later else end
    if FINITE.search(plain, border.end(), stop):
        return False
    return next(directions.cues(plain, border.end(), stop), None) is None


def _is_of_adjectives(plain: str, border: re.Match[str]) -> bool:
    """Whether `, and` joins but the words that say of what kind a change was: `immediate, substantial, and sustained
    improvements`."""
    return (
        border.group() == ", and"
        and _MORE_OF_KIND.search(plain, max(0, border.start() - 40), border.start()) is not None
        and _CHANGE.match(plain, border.end()) is not None
    )


def _is_of_two_adjectives(plain: str, border: re.Match[str]) -> bool:
    """Whether `but` joins two words that say of what kind a change was: `a rapid but transient reduction in`."""
    return (
        border.group().strip(" ,") == "but"
        and _OF_KIND.search(plain, max(0, border.start() - 40), border.start()) is not None
        and _CHANGE.match(plain, border.end() - 1) is not None
    )


def _is_matched(plain: str, right: int, after: int, end: int) -> bool:
    """Whether the next clause tells the same of the other arm: `…, whereas the midazolam group fell by 17`."""
    if not _WHEREAS.search(plain, right, after) or NEGATION.search(plain, after, end):
        return False
    return _OTHER_ARM.search(plain, after, min(end, after + 90)) is not None
