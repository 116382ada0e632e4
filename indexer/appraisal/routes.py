"""How the study gave its drugs, each route tied to a drug where the sentence ties it to one.

A route is the study's if it stands in the title or in the authors' own sentences; one in the background is another's.
An infusion is into a vein unless it is said to be elsewhere, a nasal spray is intranasal, a capsule is swallowed; a
dose implies nothing. MeSH's headings (`Administration, Intranasal`, `Infusions, Intravenous`) are grounds where the
text agrees, and speak alone where it is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from indexer.appraisal.drugs import studied
from indexer.appraisal.reading import Line, Reading
from indexer.appraisal.stems import stems
from indexer.appraisal.values import DrugUse, Given, Ground, Judgement, Role, Route, Source
from indexer.salience import Kind
from indexer.vocabulary import concepts
from indexer.vocabulary.concepts import Mention

_BY_HEADING = {
    "administration, intranasal": Route.INTRANASAL,
    "nasal sprays": Route.INTRANASAL,
    "administration, intravenous": Route.INTRAVENOUS,
    "infusions, intravenous": Route.INTRAVENOUS,
    "injections, intravenous": Route.INTRAVENOUS,
    "injections, intramuscular": Route.INTRAMUSCULAR,
    "injections, subcutaneous": Route.SUBCUTANEOUS,
    "infusions, subcutaneous": Route.SUBCUTANEOUS,
    "administration, oral": Route.ORAL,
    "administration, sublingual": Route.SUBLINGUAL,
    "injections, intraperitoneal": Route.INTRAPERITONEAL,
    "administration, inhalation": Route.INHALED,
    "administration, rectal": Route.RECTAL,
    "injections, epidural": Route.EPIDURAL,
    "injections, spinal": Route.EPIDURAL,
    "injections, intraventricular": Route.INTRACEREBRAL,
}
# Words that imply a route without naming it, by their first letters, each with the stems of which the text must have
# one and with what must be so in its sentence.
_IMPLYING: tuple[tuple[str, frozenset[str], Route, re.Pattern[str]], ...] = (
    (
        "infus",
        stems("infus", "postinfus", "preinfus", "reinfus", "microinfus"),
        Route.INTRAVENOUS,
        re.compile(r"infus(?:ions?|ed|ing)\b"),
    ),
    (
        "nasal",
        stems("nasal", "intranasal", "transnasal", "internasal"),
        Route.INTRANASAL,
        re.compile(r"nasal(?= (?:\w+ )?(?:es)?ketamine)|(?<=ketamine )nasal\b"),
    ),
    ("spravato", stems("spravato"), Route.INTRANASAL, re.compile(r"spravato")),
    ("insuffl", stems("insuffl"), Route.INTRANASAL, re.compile(r"insufflat\w+")),
    ("drank", stems("drank"), Route.ORAL, re.compile(r"drank\b(?=[^.]{0,40}(?:ayahuasca|brew|tea\b))")),
    ("drinking", stems("drinking"), Route.ORAL, re.compile(r"drinking(?= (?:the )?(?:ayahuasca|brew))")),
    (
        "ingest",
        stems("ingest", "coingest"),
        Route.ORAL,
        re.compile(r"ingest(?:ed|ing|ion)?\b(?=(?: of)? (?:\w+ )?(?:ayahuasca|psilo|lsd|mdma|mushroom|mescal|peyo))"),
    ),
    ("swallow", stems("swallow"), Route.ORAL, re.compile(r"swallow(?:ed|ing)\b")),
    ("gavage", stems("gavage"), Route.ORAL, re.compile(r"gavage\b")),
    ("capsule", stems("capsule"), Route.ORAL, re.compile(r"capsules?\b")),
    ("tablet", stems("tablet"), Route.ORAL, re.compile(r"tablets?\b")),
    ("smok", stems("smok"), Route.INHALED, re.compile(r"smok(?:ed|ing)\b")),
    ("inhal", stems("inhal"), Route.INHALED, re.compile(r"inhal(?:ed|ing)\b")),
)
_SMOKED = re.compile(r"dmt\b|tryptamine|salvi|toad|freebase")
_OFTEN = 4
"""So many words for one route are read; the rest repeat them."""
_ELSEWHERE = re.compile(
    r"subcut|\bs\.?c\.?\b|epidural|intrathecal|intranasal|intraperit|intramusc|caudal|osmotic|perineural|wound|intra-art|"
    r"intracerebro|intra-oss|infused with|saline infus|infused? tea|herbal|infus\w+ (?:centers?|centres?|clinics?)"
)
# Words that look like routes: oral health, phase IV, `I'm`, and cannabis, which people smoke.
_NOT_AFTER = re.compile(
    r"[ -](?:contracept|health|fluid|cavit|cancer|mucos|hygiene|squam|surg|care\b|histor|tradit|present|antidepress|"
    r"ssri|anticoag|feeding|glucose|lichen|microb|disease|communic|submuc|and maxil|cannab|mariju|tobac|cigar|crack|"
    r"injur|review|issue|trauma|commun|examin|exam\b)"
)
_NOT_BEFORE = re.compile(
    r"(?:phase|dsm|stage|type|grade|class|level|schedule|part|study|section|scid|factor|group)[\s-]*$|-$"
)
_INITIALS = re.compile(r"[a-z]\.? ?[a-z]\.?|[a-z]{2,3}")
_DOSE = re.compile(r"\d ?-?m?c?u?g\b|\binject|\binfus|\badminist|\broute|\bketamine|\bdose")
_WEIGHED = re.compile(r"\d ?-?m?c?g\b|placebo capsule|capsules? (?:of|contain)")
# What stands between a route and the drug it belongs to, on either side.
_OTHER = re.compile(
    r"\b(?:and|or|versus|vs|than|with|plus|to|followed|by|whereas|while|after|before|compared|nor)\b|[,;/]"
)
_NEXT_ROUTE = re.compile(
    r"(?:,|/| and/or| and| or| versus| vs\.?|\(\w{2}\))+ ?(?:intra|oral|sub|iv\b|im\b|in\b|nasal|i\.)"
)
_AIM = re.compile(
    r"(?:the )?(?:purpose|objective|aim)s?\b|to (?:assess|evaluate|investigate|determine|compare|examine)"
)
_KETAMINES = frozenset({"ketamine", "esketamine", "arketamine"})
_UNNAMED = frozenset({"placebo", "saline", "sham procedure", "electroconvulsive therapy"})


def routes_of(reading: Reading, drugs: Sequence[Judgement[DrugUse]]) -> tuple[Judgement[Given], ...]:
    """Each route with each drug that was given by it, in the order of the text."""
    about = studied(drugs)
    aside = {one.value.drug for one in drugs if one.value.role is Role.MENTIONED}
    found: dict[Given, list[Ground]] = {}
    if drugs:
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
    if judged or not drugs:
        return judged
    sole = about[0] if len(about) == 1 else ""
    return tuple(Judgement(Given(route, sole), grounds) for route, grounds in indexed.items())


def _routes_in(reading: Reading) -> Iterator[tuple[Route, Line, int, int]]:
    """The routes that the authors' own sentences name or imply."""
    text = reading.plain
    often: dict[str, int] = {}
    for mention in reading.named(concepts.Kind.ROUTE):
        name = mention.concept.name
        line = _own_line(reading, mention.start)
        if line and often.get(name, 0) < _OFTEN and _is_route(reading, mention, line):
            often[name] = often.get(name, 0) + 1
            yield Route(name), line, mention.start, mention.end
    for beginning, needed, route, pattern in _IMPLYING:
        if needed.isdisjoint(reading.stems):
            continue
        place, read = text.find(beginning), 0
        while place >= 0 and read < _OFTEN:
            match = pattern.match(text, place)
            line = _own_line(reading, place) if match else None
            if match and line and _is_implied(text, line, route, match.start(), match.end()):
                read += 1
                yield route, line, match.start(), match.end()
            place = text.find(beginning, place + len(beginning))


def _is_implied(text: str, line: Line, route: Route, start: int, end: int) -> bool:
    """Whether the sentence leaves the word `text[start:end]` the meaning of its route."""
    if route is Route.INTRAVENOUS:
        return _ELSEWHERE.search(text, max(line.start, start - 45), min(line.end, end + 30)) is None
    if text.startswith(("capsule", "tablet"), start):
        return _WEIGHED.search(text, line.start, line.end) is not None
    if text.startswith("smok", start):
        return _SMOKED.search(text, line.start, line.end) is not None and _NOT_AFTER.match(text, end) is None
    if text.startswith("inhal", start):
        return "nasal" not in text[max(line.start, start - 20) : start] and _NOT_AFTER.match(text, end) is None
    return True


def _own_line(reading: Reading, place: int) -> Line | None:
    """The sentence there, unless it is background; one that opens with the aim is not."""
    line = reading.line_at(place)
    if line is None or (line.kind is Kind.BACKGROUND and not _AIM.match(reading.plain, line.start)):
        return None
    return line


def _is_route(reading: Reading, mention: Mention, line: Line) -> bool:
    text, start, end = reading.plain, mention.start, mention.end
    if _NOT_AFTER.match(text, end) or "'" in text[start:end]:
        return False
    if text.startswith("inhal", start):
        return "nasal" not in text[max(line.start, start - 20) : start]
    if _INITIALS.fullmatch(text, start, end) is None:
        return True
    if _NOT_BEFORE.search(text, max(line.start, start - 12), start) or _is_shouted(reading.text, mention):
        return False
    return _DOSE.search(text, max(line.start, start - 60), min(line.end, end + 60)) is not None


def _is_shouted(text: str, mention: Mention) -> bool:
    """Whether the words beside two capitals are in capitals too: `IN THE ELDERLY`."""
    before, after = text[: mention.start][-12:].split(), text[mention.end : mention.end + 12].split()
    return any(len(word) > 2 and word.isupper() and word.isalpha() for word in (*before[-1:], *after[:1]))


def _drug_of(
    reading: Reading, line: Line, span: tuple[int, int], about: Sequence[str], aside: AbstractSet[str]
) -> str | None:
    """The drug given by the route that stands at `span`; empty if two could be meant, None if it is the route of
    something else."""
    text, (start, end) = reading.plain, span
    here = [one for one in reading.drugs if line.start <= one.start < line.end and one.concept.name not in _UNNAMED]
    near = _beside(text, here, start, end)
    implied = text.startswith("infus", start)
    if near:
        far = near.start - end > 15 or start - near.end > 15
        return None if implied and far and near.concept.name not in _KETAMINES else near.concept.name
    names = {one.concept.name for one in here}
    subjects = names & set(about) or names - aside
    if names and not subjects:
        return None
    if not subjects:
        subjects = set(about)
    if not subjects or (implied and _KETAMINES.isdisjoint(subjects)):
        return None
    return subjects.pop() if len(subjects) == 1 else ""


def _beside(text: str, here: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The drug that the words between tie to the route: `intravenous or intranasal ketamine`, `ketamine was given
    orally`, `Spravato`."""
    before = next((one for one in reversed(here) if one.start <= start), None)
    after = next((one for one in here if one.start >= end), None)
    if before and start - before.end <= 2:
        return before
    if after and after.start - end < 45:
        between = text[end : after.start]
        if _NEXT_ROUTE.match(between) or not _OTHER.search(between):
            return after
    if before and start - before.end < 60 and not _OTHER.search(text, before.end, start):
        return before
    return None


def _indexed(reading: Reading) -> dict[Route, tuple[Ground, ...]]:
    found: dict[Route, tuple[Ground, ...]] = {}
    for heading in reading.record.mesh:
        route = _BY_HEADING.get(heading.descriptor.casefold())
        if route:
            found.setdefault(route, (Ground(Source.MESH, heading.descriptor),))
    return found
