"""Rating scales that a study used, with the scores and changes of score that are printed beside their names.

A figure is a scale's when it follows its name (`MADRS score of 33.1`, `MADRS scores fell from 32 to 15`) or leads to it
(`a 15.2-point reduction in MADRS`). It stands as printed, without a sign where the text says `reduction`. Thresholds
(`MADRS ≥ 20`), percentages, numbers of items and differences between groups (those are effects) are not values.
A scale that is named without a figure has the value None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.appraisal.outcomes import supported
from indexer.appraisal.reading import Reading
from indexer.appraisal.values import Ground, Judgement, ScaleValue
from indexer.salience import Kind as Told
from indexer.vocabulary.concepts import Kind, Mention

_HIGHEST = 300.0
"""No total of a scale in the table is higher."""

_NUMBER = r"(?P<{}>(?<![\d.])(?:- ?|\+)?\d{{1,3}}(?:\.\d+)?)(?![\d%]|\.\d|,\d| ?%)"
_FIGURE = _NUMBER.format("figure")
# After a figure, what makes it something else than a score.
_NOT_A_SCORE = (
    r"(?!-(?:items?|point|week|day|h)|(?: ?|-)(?:items?|weeks?|wks?|days?|hours?|hrs?|h|min|minutes?|months?|years?|"
    r"mg|ml|patients?|participants?|subjects?|women|men|adults|studies|trials|times|rcts?|of \d|out of|and older|post|"
    r"-?fold|in \d)\b|(?: ?-| to|,| and| or) ?\d+-? ?(?:weeks?|days?|hours?|h|min|months?)\b|"
    r" or (?:greater|more|higher|over|above|less|lower|below|fewer)|, ?[-+]?\d|"
    r"(?: points?)?(?: ?\([^()]*\))? (?:lower|higher|greater|less|better|worse|more)\b)"
)
_SPREAD = r"(?: ?(?:±|\+/-) ?\d+(?:\.\d+)?| ?[(\[][^()\[\]]{1,40}[)\]])?"
_NAMED_AGAIN = r"(?: ?[(\[][^()\[\]\d]{1,20}[)\]]|[)\]])?"
_CHANGE = (
    r"(?:decreas\w+|reduc\w+|declin\w+|fell|fall|falls|drop\w*|improv\w+|chang\w+|lowered|increas\w+|rose|decrement\w*)"
)
_QUALIFIER = (
    r"(?:[ -](?:total|sum|mean|median|baseline|overall|average|scores?|rating|ratings|scale|scales|values?|initial|"
    r"final|"
    r"at (?:baseline|screening|admission)|severity|points?|level|levels|screening|intake|pretreatment|posttreatment|"
    r"pre-treatment|post-treatment|the))"
)
_FROM_TO = re.compile(
    _NAMED_AGAIN
    + r"[^.;\d<>≤≥]{0,80}?\b(?:from|of)(?: an?| the| mean| average| median| baseline| initial| score| scores| value|"
    r" of| at){0,5} ?"
    + _NUMBER.format("first")
    + _SPREAD
    + r"(?: points?)?(?: (?:at|before|on|pre)[^.;\d()]{1,30})?,? (?:to|and fell to|and dropped to)(?: an?| the| mean|"
    r" average){0,2} " + _NUMBER.format("second") + _NOT_A_SCORE
)
_CHANGED_BY = re.compile(
    _NAMED_AGAIN
    + r"[^.;\d<>≤≥=]{0,60}?\b"
    + _CHANGE
    + r"(?P<between>[^.;\d<>≤≥]{0,50}?)(?:\bby|\bof|\bwas|\bwere|:|(?<=[a-z]{3}) ?=|,|\() ?(?:an? |approximately |"
    r"about |mean |average |of ){0,3}" + _FIGURE + _NOT_A_SCORE
)
_SCORE = re.compile(
    _NAMED_AGAIN
    + _QUALIFIER
    + r"{0,5}(?P<link> ?(?:=|:)| (?:of|was|were|is)| ?[,(\[] ?(?:(?:mean|median|m|score|baseline)\b ?(?:=|:)? ?)?|)"
    + r" ?(?:approximately |about )?"
    + _FIGURE
    + _NOT_A_SCORE
)
_LOOSE_SCORE = re.compile(
    _NAMED_AGAIN + r"[^.;\d<>≤≥]{0,60}?(?:\bwas|\bwere|\bof|\bby|(?<=[a-z]{3}) ?=|:|,|\() ?" + _FIGURE + _NOT_A_SCORE
)
_COMPARED = re.compile(
    _SPREAD + r"(?: points?)?(?: (?:in|for|with|at|on|after)[^.;\d()]{1,40})?,? (?:vs\.?|versus|compared (?:with|to)|"
    r"and)(?: an?| the)? ?" + _NUMBER.format("second") + _NOT_A_SCORE
)
_LEADS_TO = re.compile(
    r"(?:(?P<change>"
    + _CHANGE
    + r"|difference|advantage|gain) of )?(?:a |an |approximately |about )?(?<![\d.])(?P<figure>(?:-|"
    r"\+)?\d{1,3}(?:\.\d+)?)(?:[ -]points?)?"
    + _SPREAD
    + r"(?: (?:mean |greater |median |average |further )?(?P<noun>reductions?|decreases?|improvements?|changes?|"
    r"drops?|declines?|increases?))?" + r" (?:in|on|of)(?: the| mean| total| median| average| their){0,3} $"
)
_LEADING = (" in ", " on ", " of ")
_CHANGE_BEFORE = re.compile(
    r"\b(?P<what>changes?|reductions?|decreases?|improvements?|declines?|drops?|differences?|increases?)\b"
    r"(?: (?!from)[a-z-]+){0,3}?(?: from baseline(?: to [a-z0-9 -]{1,20}?)?)? (?:in|of|on|for)(?: [a-z'-]+){0,4} ?\(?$"
)
_BETWEEN_GROUPS = re.compile(r"\b(?:[ws]|ls)?md\b|\bmean differences?\b")
_OF_ANOTHER = re.compile(r"[^.;\d]{0,20}\b(?:in|on|for|of)(?: the)? ?$")


def scales_of(reading: Reading) -> tuple[Judgement[ScaleValue], ...]:
    """The scales of the record's own work in the order of the text, each figure once; `None` for one without any."""
    named: dict[str, Ground] = {}
    valued: dict[ScaleValue, Ground] = {}
    plain, mentions = reading.plain, reading.named(Kind.SCALE)
    if not mentions:
        return ()
    for number, mention in enumerate(mentions):
        line = reading.line_at(mention.start)
        if line is None or line.kind is Told.BACKGROUND or not supported(reading, mention):
            continue
        if number and _shares_figures(plain, mentions[number - 1], mention, line.end):
            named.setdefault(mention.concept.name, reading.ground(mention.start, mention.end))
            continue
        scale = mention.concept.name
        named.setdefault(scale, reading.ground(mention.start, mention.end))
        stop = line.end if number + 1 == len(mentions) else min(line.end, mentions[number + 1].start)
        for value, is_change, start, end in _figures(plain, line.start, mention, stop):
            valued.setdefault(ScaleValue(scale, value, is_change), reading.ground(start, end))
    with_figures = {one.scale for one in valued}
    bare = [Judgement(ScaleValue(scale), (ground,)) for scale, ground in named.items() if scale not in with_figures]
    return tuple([Judgement(one, (ground,)) for one, ground in valued.items()] + bare)


def _figures(plain: str, begin: int, mention: Mention, stop: int) -> Iterator[tuple[float, bool, int, int]]:
    """(value, is_change, start and end of the words that say so) of what stands beside one name of a scale, between
    the beginning of its sentence and the next name."""
    before = plain[max(begin, mention.start - 70) : mention.start]
    changing = _CHANGE_BEFORE.search(before)
    if (changing and changing["what"].startswith("differen")) or _BETWEEN_GROUPS.search(before):
        return
    leading = _LEADS_TO.search(before) if any(map(before[-30:].__contains__, _LEADING)) else None
    if leading and (leading["change"] or leading["noun"] or "point" in leading.group()):
        if leading["change"] not in ("difference", "advantage"):
            start = mention.start - len(before) + leading.start()
            yield _number(leading["figure"]), True, start, mention.end
        return
    if moved := _FROM_TO.match(plain, mention.end, stop):
        yield _number(moved["first"]), False, mention.start, moved.end()
        yield _number(moved["second"]), False, mention.start, moved.end()
        return
    found, is_change = _said_after(plain, mention.end, stop, changing=changing is not None)
    if found is None:
        return
    for value, end in _compared(found, plain, stop):
        if abs(value) <= _HIGHEST:
            yield value, is_change or value < 0, mention.start, end


def _said_after(plain: str, start: int, stop: int, *, changing: bool) -> tuple[re.Match[str] | None, bool]:
    """What figure follows the name of a scale, and whether it is a change; `changing` if a change was spoken of."""
    found = (_LOOSE_SCORE if changing else _CHANGED_BY).match(plain, start, stop)
    if found:
        return (None if "differen" in found.group() else found), True
    found = None if changing else _SCORE.match(plain, start, stop)
    if found:
        link = found["link"].strip()
        if link[:1] in (",", "(", "[") and "." not in found["figure"]:
            return None, False
        if not link and not _is_plainly_a_score(found, plain):
            return None, False
    return found, False


def _shares_figures(plain: str, earlier: Mention, mention: Mention, end: int) -> bool:
    """Whether figures follow for several scales at once: `MADRS and HAM-A scores were 21.0 and 17.0, respectively`."""
    between = plain[earlier.end : mention.start]
    return (
        earlier.concept is not mention.concept
        and " and " in between
        and len(between) < 60
        and not any(sign.isdigit() for sign in between)
        and "respectively" in plain[mention.end : min(end, mention.end + 120)]
    )


def _is_plainly_a_score(found: re.Match[str], plain: str) -> bool:
    """Whether figures that follow a name at once are a score: `baseline MADRS 33.1`, `MADRS total score 33`."""
    return (
        "." in found["figure"]
        or "score" in found.group()
        or plain[found.end() : found.end() + 3] in (" (s", " ±", " ± ")
    )


def _compared(found: re.Match[str], plain: str, stop: int) -> Iterator[tuple[float, int]]:
    """The figure found, and the one it is set against (`-19.8 versus -15.8`)."""
    yield _number(found["figure"]), found.end()
    other = _COMPARED.match(plain, found.end("figure"), stop)
    if other and not _OF_ANOTHER.fullmatch(re.sub(r"\([^()]*\)", "", plain[other.end() : min(stop, other.end() + 60)])):
        yield _number(other["second"]), other.end()


def _number(written: str) -> float:
    return float(written.replace(" ", ""))
