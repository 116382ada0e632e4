"""How the study gave its drugs, each route tied to a drug where the sentence ties it to one.

A route is the study's if it stands in the title or in the authors' own sentences; one in the background is another's.
An infusion is into a vein unless it is said to be elsewhere, a nasal spray is intranasal, what is ingested or taken in
capsules is swallowed (`route_words`); a dose implies nothing. MeSH's headings (`Administration, Intranasal`,
`Infusions, Intravenous`) are grounds where the text agrees, and speak alone where it is silent. Where neither says
anything of a drug that was studied, what the text calls it may: a tea, mushrooms, a nasal spray.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from indexer.appraisal import route_words as words
from indexer.appraisal.cues import says_itself
from indexer.appraisal.drugs import studied
from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.values import DrugUse, Given, Ground, Judgement, Role, Route, Source
from indexer.salience import Kind
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Mention

_DONE = re.compile(
    r"\b(?:(?:was|were) (?:\w+ )?(?:studied|assessed|investigated|examined|evaluated|measured|recorded|administered|"
    r"given|randomi[sz]ed|randomly|assigned|recruited|enrolled|compared|tested|treated|infused)|"
    r"(?:patients|subjects|participants|volunteers|controls|men|women|group|users) (?:\([^()]*\) )?(?:then )?"
    r"(?:received|ingested|took|drank|underwent|consumed)|took \d+ min\w*|"
    r"she|he|the patient)\b"
)


def routes_of(reading: Reading, drugs: Sequence[Judgement[DrugUse]]) -> tuple[Judgement[Given], ...]:
    """Each route with each drug that was given by it, in the order of the text."""
    if not drugs:
        return ()
    about = studied(drugs)
    aside = {one.value.drug for one in drugs if one.value.role is Role.MENTIONED}
    found: dict[Given, list[Ground]] = {}
    for route, line, start, end in sorted(_routes_in(reading), key=lambda one: one[2]):
        drug = _drug_of(reading, line, (start, end), about, aside)
        if drug is None or drug in aside:
            continue
        grounds = found.setdefault(Given(route, drug), [])
        if len(grounds) < 2:
            grounds.append(reading.ground(start, end))
    indexed = _indexed(reading) if reading.record.mesh else {}
    tied = {given.route for given in found if given.drug}
    judged = tuple(
        Judgement(given, (*indexed.get(given.route, ()), *grounds))
        for given, grounds in found.items()
        if given.drug or given.route not in tied
    )
    if not judged and indexed:
        sole = about[0] if len(about) == 1 else ""
        return tuple(Judgement(Given(route, sole), grounds) for route, grounds in indexed.items())
    return (*judged, *_by_nature(reading, about, {one.value.drug for one in judged}))


def _by_nature(reading: Reading, about: Sequence[str], known: AbstractSet[str]) -> Iterator[Judgement[Given]]:
    """How the studied drugs are taken that the text calls a tea, mushrooms or a spray, if it says nothing else of it;
    `known` are the drugs whose routes it says, the empty name for a drug that could not be told."""
    if "" in known:
        return
    for nature in words.NATURES:
        if nature.drug in known or nature.drug not in about or nature.needed.isdisjoint(reading.stems):
            continue
        for match in nature.pattern.finditer(reading.plain):
            line = _own_line(reading, match.start()) if nature.own else reading.line_at(match.start())
            if line and not (nature.own and words.SOURCE.search(reading.plain, line.start, match.start())):
                yield Judgement(Given(nature.route, nature.drug), (reading.ground(*match.span()),))
                break


def _routes_in(reading: Reading) -> Iterator[tuple[Route, Line, int, int]]:
    """The routes that the authors' own sentences name or imply."""
    text = reading.plain
    often: dict[str, int] = {}
    for mention in reading.named(concepts.Kind.ROUTE):
        name = mention.concept.name
        line = _own_line(reading, mention.start)
        if line and often.get(name, 0) < words.OFTEN and _is_route(reading, mention, line):
            often[name] = often.get(name, 0) + 1
            yield Route(name), line, mention.start, mention.end
    for beginning, needed, route, pattern in words.IMPLYING:
        if needed.isdisjoint(reading.stems):
            continue
        if route is Route.INTRAVENOUS and route not in often and _is_infused_elsewhere(reading):
            continue
        place, read = text.find(beginning), 0
        while place >= 0 and read < words.OFTEN:
            match = pattern.match(text, place)
            line = _own_line(reading, place) if match else None
            if match and line and _is_implied(text, line, route, match.start(), match.end()):
                read += 1
                yield route, line, match.start(), match.end()
            place = text.find(beginning, place + len(beginning))


def _is_infused_elsewhere(reading: Reading) -> bool:
    return not reading.vocabulary.isdisjoint(words.NOT_VEINS) and bool(words.INFUSED_ELSEWHERE.search(reading.plain))


def _is_implied(text: str, line: Line, route: Route, start: int, end: int) -> bool:
    """Whether the sentence leaves the word `text[start:end]` the meaning of its route."""
    if route is Route.INTRAVENOUS:
        return _is_into_vein(text, line, start, end)
    if text.startswith("ingest", start):
        return words.NOT_EATEN.search(text, max(line.start, start - 20), start) is None
    if text.startswith(("capsule", "tablet", "pill"), start):
        return _is_taken(text, line, start, end)
    if text.startswith("smok", start):
        return words.SMOKED.search(text, line.start, line.end) is not None and words.NOT_AFTER.match(text, end) is None
    if text.startswith("inhal", start):
        return "nasal" not in text[max(line.start, start - 20) : start] and words.NOT_AFTER.match(text, end) is None
    return True


def _is_into_vein(text: str, line: Line, start: int, end: int) -> bool:
    """Of an infusion or a bolus."""
    if words.ELSEWHERE.search(text, max(line.start, start - 45), min(line.end, end + 30)):
        return False
    is_saline = words.SALINE_ALONE.match(text, max(line.start, start - 7))
    return is_saline is None or words.BESIDE_SALINE.search(text, line.start, line.end) is not None


def _is_taken(text: str, line: Line, start: int, end: int) -> bool:
    """Of tablets or capsules."""
    return (
        words.WEIGHED.search(text, line.start, line.end) is not None
        or words.TAKEN.search(text, max(line.start, start - 50), min(line.end, end + 40)) is not None
    )


def _own_line(reading: Reading, place: int) -> Line | None:
    """The sentence there, unless it tells of others' work: background is, but for one that opens with the aim, or that
    tells what was done in an abstract without headings."""
    line = reading.line_at(place)
    if line is None or line.is_title:
        return line
    plain = reading.plain
    if line.kind is Kind.BACKGROUND and not words.AIM.match(plain, line.start):
        if len(reading.record.abstract) > 1:
            return None
        if not says_itself(reading, line) and not _DONE.search(plain, line.start, line.end):
            return None
    if reading.vocabulary.isdisjoint(words.TELLING) or "review" in reading.vocabulary:
        return line
    return None if words.TOLD.search(plain, line.start, line.end) else line


def _is_route(reading: Reading, mention: Mention, line: Line) -> bool:
    text, start, end = reading.plain, mention.start, mention.end
    if words.NOT_AFTER.match(text, end) or "'" in text[start:end] or text.endswith(("non-", "non "), 0, start):
        return False
    if words.NERVE_BLOCK.match(text, start):
        return False
    if text.startswith("inhal", start):
        return "nasal" not in text[max(line.start, start - 20) : start]
    if words.INITIALS.fullmatch(text, start, end) is None:
        return True
    if words.NOT_BEFORE.search(text, max(line.start, start - 12), start) or _is_shouted(reading.text, mention):
        return False
    return words.DOSE.search(text, max(line.start, start - 60), min(line.end, end + 60)) is not None


def _is_shouted(text: str, mention: Mention) -> bool:
    """Whether the words beside two capitals are in capitals too: `IN THE ELDERLY`."""
    before, after = text[: mention.start][-12:].split(), text[mention.end : mention.end + 12].split()
    return any(
        len(word) > 2 and word.isupper() and word.isalpha() and word not in words.ACRONYMS
        for word in (*before[-1:], *after[:1])
    )


def _drug_of(
    reading: Reading, line: Line, span: tuple[int, int], about: Sequence[str], aside: AbstractSet[str]
) -> str | None:
    """The drug given by the route that stands at `span`; empty if two could be meant, None if it is the route of
    something else."""
    text, (start, end) = reading.plain, span
    here = [
        one for one in reading.drugs if line.start <= one.start < line.end and one.concept.name not in words.UNNAMED
    ]
    if _is_anothers(text, line, start, end, here):
        return None
    near = _beside(text, here, start, end)
    implied = text.startswith(("infus", "bolus"), start)
    if near:
        far = near.start - end > 15 or start - near.end > 15
        return None if implied and far and near.concept.name not in words.INFUSED else near.concept.name
    names = {one.concept.name for one in here}
    subjects = names & set(about) or names - aside
    before = {one.concept.name for one in here if one.start < start}
    if (names and not subjects) or (before and before.isdisjoint(subjects)):
        return None
    if not subjects:
        subjects = set() if words.ANOTHER_GIVEN.match(text, line.start) else set(about)
    if not subjects or (implied and words.INFUSED.isdisjoint(subjects)):
        return None
    return subjects.pop() if len(subjects) == 1 else ""


def _is_anothers(text: str, line: Line, start: int, end: int, here: Sequence[Mention]) -> bool:
    """Whether the words around a route name what it is of, and that is no drug we know; those in `here` are."""
    if text.startswith("ingest", start):
        named = any(one.end == start - 1 or end < one.start <= end + 30 for one in here)
        return not named and words.INGESTION.search(text, max(line.start, start - 12), end + 3) is None
    named_by = words.UNKNOWN_DRUG.match(text, end)
    return named_by is not None and not any(end <= one.start < named_by.end() for one in here)


def _beside(text: str, here: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The drug that the words between tie to the route: `intravenous or intranasal ketamine`, `ketamine was given
    orally`, `Spravato`."""
    before = next((one for one in reversed(here) if one.start <= start), None)
    after = next((one for one in here if one.start >= end), None)
    if before and start - before.end <= 2:
        return before
    if after:
        between = words.BETWEEN.sub("", text[end : after.start])
        if len(between) < 45 and (words.NEXT_ROUTE.match(between) or not words.OTHER.search(between)):
            return after
    if before:
        between = words.BETWEEN.sub("", text[before.end : start])
        if len(between) < 60 and not words.OTHER.search(between):
            return before
        alone = all(one.concept is before.concept for one in here if one.start < start)
        if alone and len(between) < 60 and not words.FURTHER.search(between):
            return before
    return None


def _indexed(reading: Reading) -> dict[Route, tuple[Ground, ...]]:
    found: dict[Route, tuple[Ground, ...]] = {}
    for heading, printed in reading.headings.items():
        if route := words.BY_HEADING.get(heading):
            found.setdefault(route, (Ground(Source.MESH, printed),))
    return found
