"""What the words beside a drug's name say of its part in a study.

Each pattern looks at a few words before or after the name, within its sentence, in plain writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import IntEnum, auto

_BEFORE, _AFTER = 50, 45


class Beside(IntEnum):
    """A cue beside a drug's name."""

    ANAESTHESIA = auto()
    """`ketamine anaesthesia`, `sedated with propofol`."""
    USERS = auto()
    """`MDMA users`, `ketamine use disorder`."""
    MODEL = auto()
    """`ketamine model`, `ketamine-induced psychosis`."""
    CONTROL = auto()
    """`versus midazolam`, `placebo group`."""
    ACTIVE_CONTROL = auto()
    """`ketamine as an active control`."""
    BEFORE = auto()
    """`naltrexone pretreatment`, `premedicated with lorazepam`."""
    PLUS = auto()
    """`plus an antidepressant`, `combined with sertraline`."""
    GIVEN = auto()
    """`25 mg psilocybin`, `ketamine infusion`: somebody gave it."""
    OR = auto()
    """`or placebo`, `either saline`."""
    JOINED = auto()
    """`psilocybin and LSD`: named in one breath with another."""


def _after(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts))


def _before(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts) + "$")


# `subanaesthetic ketamine` and `the anaesthetic ketamine` say nothing of anaesthesia: only the state does.
_SLEEP = r"(?<!sub)(?<!sub-)(?<!sub )(?:ana?esth(?:esi|eti[sz])|sedat|intubat|induction of ana?esth)"
_ANAESTHESIA_AFTER = _after(
    r"(?:[-\s/]+(?:and|or|plus|based|induced|propofol|xylazine|midazolam|isoflurane|fentanyl|dexmedetomidine|diazepam|"
    r"remifentanil|general|induction|procedural|deep|as|for|an|the|of|was|were|used|continuous|dissociative)\b){0,5}",
    rf"[-\s/]+{_SLEEP}",
)
_ANAESTHETIC_AGENT = _after(
    r"[-\s](?:[\w-]+ ){0,3}?(?:as|is) (?:an |the |a )?(?:sole |induction |general )?(?:ana?esthetic|sedative)s?\b"
)
_ANAESTHESIA_BEFORE = _before(
    rf"{_SLEEP}\w*,?(?: (?:with|using|by|under|via|was|were|induced|maintained|intramuscular|intravenous|general|a|an|"
    r"the|of|either|racemic|low-dose))*(?: [\w./-]+)?\s\(?"
)
_USERS_AFTER = _after(
    r"[)\"']*(?:[-\s/]+(?:[(\"']*ecstasy[)\"']*|and|or|poly-?drug|recreational|drug|chronic|tablet))*[-\s]+",
    r"(?:users?\b|abus|misus|depend|addict|use disorder|consum|overdos|exposed|cystitis|uropathy|bladder|poisoning|",
    r"use(?! (?:of|as|for)\b)(?! in (?:the )?(?:treat|ana?esth|pat|depr|clin|medic))\b)",
)
_USERS_BEFORE = _before(
    r"(?:\busers? of|\b(?:ab|mis)use(?:rs?)? of|recreational(?:ly)?(?: use of)?|illicit(?: use of)?|street|",
    r"consumption of|(?:addict|depend)\w+ (?:to|on|of)|intoxicat\w+ (?:with|by)|"
    r"(?:lifetime|naturalistic|past[- ]year|chronic|self-reported) (?:use of|experience with))",
    r"(?: (?:the|either|drug))? [\"'(]{0,2}",
)
_MODEL_AFTER = _after(
    r"[-\s]+(?:(?:administration|as|an?|pharmacological|drug|based|challenge|induced|infusion|human|nmda|receptor|"
    r"antagonist)[-\s]+){0,4}models?\b|"
    r"[-\s]+(?:infusion |administration )?(?:induce[ds]?|activate[sd]?|stimulate[sd]?|exacerbate[sd]?|provoke[sd]?|"
    r"evoked)[-\s]+(?:[\w-]+ ){0,2}?(?:psychos[ie]s|psychotic|schizophrenia-like)"
)
_MODEL_BEFORE = _before(r"models? (?:of|for) (?:[\w-]+ ){0,3}?(?:psychos|schizophren)[^.;]{0,40}")
# Words that may stand between `versus` and the name.
_FILLERS = (
    r"[\s,(:]+(?:(?:a|an|the|active|inactive|matching|intravenous|intranasal|iv|oral|i\.v\.|placebo|treatment|that|of|"
    r"with|single|infusions?|doses?|injections?|normal|isotonic|low-dose|repeated|to|receiv\w+|inert|daily|same|volume|"
    r"was|were|given|administered|equal|equivalent|"
    r"monotherapy|\(?\d[\w./%-]*\)?|mg/kg)[\s(,:]+){0,5}"
)
_CONTROL_BEFORE = _before(
    r"(?:\bversus|\bvs\.?|\bcompar\w+ (?:with|to|against)|relative to|\bthan|\bover|against|\bcontrolled (?:by|with)|"
    r"-?control(?:led)?,?|\bcontrol group|psychoactive|active placebo|comparator,?)" + _FILLERS
)
_CONTROL_AFTER = _after(
    r"[-\s]*(?:\([^)]{1,30}\) )?(?:controlled|control\b|group|arms?\b|placebo|(?:was used )?as (?:an? |the )?"
    r"(?:active |psychoactive )?(?:placebo|control|comparator))"
)
_OR_BEFORE = _before(r"\b(?:or|either)" + _FILLERS)
_ACTIVE_AFTER = _after(
    r"[-\s](?:\([^)]{1,30}\) )?(?:was |were )?(?:used |included |served )?as (?:an? |the )?"
    r"(?:active |positive |reference )+(?:control|comparator|drug|placebo)"
)
_ACTIVE_BEFORE = _before(r"(?:active|positive) (?:control|comparator)s?[,:(\s]+(?:[\w-]+ ){0,1}")
_PRE_AFTER = _after(
    r"(?:[-\s]+\([^)]{1,30}\))?[-\s]+",
    r"(?:pre-?treatment|premedication|pre-?treated|before|prior to|given before|augment|blockade)",
)
_PRE_BEFORE = _before(
    r"(?:pre-?treat\w*|premedicat\w+|pre-?administration|blocked)",
    r"(?: (?:with|by|of|either|the|using|a|oral|\w+ blocker))*(?: \(?[\w./-]+)?[\s(]+",
)
_PLUS_BEFORE = _before(
    r"(?:\bplus|\+|combin\w+ (?:with|of)|together with|in addition to|added to|add-on to|adjunct\w* (?:to|with)|",
    r"concomitant(?:ly)?(?: use of| with)?|concurrent|along with|co-?administ\w+ (?:with|of)|augmentation (?:with|of)|",
    r"on a stable dose of|\bafter)[\s(]+(?:[\w-]+ ){0,2}",
)
_PLUS_AFTER = _after(r"[-\s]*(?:\+|plus\b|co-?administ|augment|combin)")
_GIVEN_BEFORE = _before(
    r"(?:\bm?c?g(?:/kg)?(?:\)| of)?|doses? of|administration of|administered|infusions? of|received|treated with|",
    r"injection of|placebo or|challenge with|treatment with)(?: [\w-]+){0,2}[\s(/]+",
)
_GIVEN_AFTER = _after(
    r"[)\"']*[-\s(]*(?:\d[\d.,\s/-]*m?c?g\b|infusion|assisted|administ|treatment|therap|challenge|dos(?:e|es|ing)\b|",
    r"or placebo|or saline|nasal|hydrochloride|injection|session)",
)
_JOINED_BEFORE = ("and", "or", "/", ",", "versus", "vs", "vs.", "to", "with")
_JOINED_AFTER = (",", " and", " or", "/", " versus", " vs", "),", ") and", ") or")
_NEVER = re.compile(r"(?!)")

# A cue is looked for on a side only where the first four letters of one of its words there stand within reach.
_USERS_STEMS = (
    "use used user uses abus misu recr illi stre cons addi depe natu life chro into over cyst urop blad pois self past "
    "expo"
)
_GIVEN_STEMS = "mg g kg mcg ug dose dosi admi infu rece trea inje plac chal assi ther sali nasa hydr sess"
_CUES = (
    (Beside.ANAESTHESIA, "anae anes seda intu indu", _ANAESTHESIA_BEFORE,
     "anae anes seda intu indu", _ANAESTHESIA_AFTER),
    (Beside.ANAESTHESIA, "", _NEVER, "anae anes seda", _ANAESTHETIC_AGENT),
    (Beside.USERS, _USERS_STEMS, _USERS_BEFORE,
     "use user abus misu depe addi cons over expo cyst urop blad pois", _USERS_AFTER),
    (Beside.MODEL, "mode psyc schi", _MODEL_BEFORE, "mode psyc schi", _MODEL_AFTER),
    (Beside.CONTROL, "vers vs comp rela than over agai cont unco nonc psyc acti inac", _CONTROL_BEFORE,
     "cont grou arm arms plac as was", _CONTROL_AFTER),
    (Beside.OR, "or eith", _OR_BEFORE, "", _NEVER),
    (Beside.BEFORE, "pre pret prem prea bloc befo prio give augm", _PRE_BEFORE,
     "pre pret prem befo prio give augm bloc", _PRE_AFTER),
    (Beside.PLUS, "plus + comb toge addi adde add adju conc alon coad co augm stab afte", _PLUS_BEFORE,
     "plus + comb coad co augm", _PLUS_AFTER),
    (Beside.GIVEN, _GIVEN_STEMS, _GIVEN_BEFORE,
     "mg g mcg dose dosi infu assi admi trea ther chal plac sali nasa hydr inje sess", _GIVEN_AFTER),
    (Beside.ACTIVE_CONTROL, "acti posi refe", _ACTIVE_BEFORE, "acti posi refe", _ACTIVE_AFTER),
)  # fmt: skip
# Of plain writing the letters and plus signs, of which the words of a cue are made; blanks elsewhere.
_SPACED = bytes(code if chr(code).islower() or chr(code) == "+" else ord(" ") for code in range(128)) + bytes(128)


def _by_stem(listed: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The numbers of the cues by the first letters of their words."""
    table: dict[str, tuple[int, ...]] = {}
    for number, stems in enumerate(listed):
        for one in stems.split():
            table[one] = (*table.get(one, ()), number)
    return table


_BY_STEM_BEFORE = _by_stem(stems for _, stems, _, _, _ in _CUES)
_BY_STEM_AFTER = _by_stem(stems for _, _, _, stems, _ in _CUES)


def letters_of(plain: str) -> str:
    """A text in plain writing for `beside`, of the same length: letters, and blanks in place of all else."""
    return plain.encode("ascii", "replace").translate(_SPACED).decode("ascii")


def beside(
    text: str, letters: str, sentence: tuple[int, int], name: tuple[int, int], known: AbstractSet[Beside] = frozenset()
) -> Iterator[tuple[Beside, tuple[int, int]]]:
    """The cues other than those `known` beside the name `text[slice(*name)]` in its sentence, in plain writing, each
    with the words that make it, the name included; `letters` are those of the text."""
    start, end = name
    before, after = max(sentence[0], start - _BEFORE), min(sentence[1], end + _AFTER)
    numbers_before = _numbers(letters[before:start].split(), _BY_STEM_BEFORE)
    numbers_after = _numbers(letters[end:after].split(), _BY_STEM_AFTER)
    for number in sorted(numbers_before | numbers_after):
        what, _, left, _, right = _CUES[number]
        if what in known:
            continue
        if number in numbers_after and (found := right.match(text, end, after)):
            yield what, (start, found.end())
        elif number in numbers_before and (found := left.search(text, before, start)):
            yield what, (found.start(), end)
    if Beside.JOINED not in known and (
        text.startswith(_JOINED_AFTER, end, after) or text[before:start].rstrip(" (").endswith(_JOINED_BEFORE)
    ):
        yield Beside.JOINED, name


def _numbers(words: Iterable[str], by_stem: Mapping[str, tuple[int, ...]]) -> set[int]:
    """The numbers of the cues that have one of the words."""
    found: set[int] = set()
    for word in words:
        if numbers := by_stem.get(word[:4]):
            found.update(numbers)
    return found


# `both groups received midazolam`: no group was compared with it.
_SHARED_BEFORE = re.compile(
    r"(?:\b(?:both|all|each|either)(?: of)?(?: the| study| treatment| two| three)*(?: [\w-]+,?){0,6}? "
    r"(?:groups?|arms?)\b|"
    r"\b(?:patients|participants|subjects|women|men|those|volunteers) in (?:both|all|each|either)(?: the| study)* "
    r"(?:groups?|arms?)\b)[^.;]{0,25}?\b(?:receiv\w+|g[oi]ven?|administered|sedated|premedicated|pre-?treated|induced|"
    r"maintained|ana?estheti[sz]ed|treated|allowed|had)\b(?! (?:either|or)\b)"
    r"(?: (?!either\b|or\b|versus\b)[\w./%-]+,?){0,7} $"
)
# `the control treatment (sufentanil) or the same with additional esketamine`
_ADDED_AFTER = re.compile(
    r"[^.;]{0,90}\b(?:with|and|or|plus) (?:the )?(?:same (?:\w+ )?)?(?:with |plus )?"
    r"(?:additional|added|adding|addition of) $"
)
_SALINE_TO_A_GROUP = re.compile(
    r"\b(?:groups?|arms?)(?: \(?[\w-]{1,14}\)?)? (?:receiv\w+|(?:was|were) (?:given|administered|treated with|"
    r"infused with|injected with))(?: (?:an?|the|same|equal|equivalent|identical|matching|volumes?|of|in|"
    r"ml(?:/kg)?|l|normal|isotonic|"
    r"sterile|physiological|single|intravenous(?:ly)?|iv|infusions?|injections?|bolus|only|\(?[\d.,%/-]+\)?)){0,9} $"
)
_REACH = 150


def is_shared(text: str, sentence: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether the sentence says that every group was given the drug `text[slice(*name)]`."""
    return _SHARED_BEFORE.search(text, max(sentence[0], name[0] - _REACH), name[0]) is not None


def is_added_to(text: str, name: tuple[int, int], subject: tuple[int, int]) -> bool:
    """Whether the drug `text[slice(*subject)]`, named after the other in the same sentence, was given in addition."""
    return name[1] < subject[0] < name[1] + _REACH and _ADDED_AFTER.fullmatch(text, name[1], subject[0]) is not None


def is_given_to_a_group(text: str, sentence: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a group was given saline, `text[slice(*name)]`, and nothing in it."""
    return _SALINE_TO_A_GROUP.search(text, max(sentence[0], name[0] - _REACH), name[0]) is not None


_CLASSES = re.compile(
    r"\b(?:psychedelics?|psychoplastogens?|hallucinogens?|entactogens?|empathogens?|rapid-acting antidepressants?|"
    r"nmda\w*(?: receptor)? (?:antagonists?|modulators?)|glutamat\w+ (?:agents?|modulators?|drugs?)|club drugs?|"
    r"dissociatives?|novel antidepressants?|tryptamines?|enantiomers?)\b"
)
_BY_CHOICE = re.compile(
    r"\b(?:recreational(?:ly)?|naturalistic(?:ally)?|polydrug|drug abusers?|users?|patterns of use|club drugs?|"
    r"ravers?|raves?|illicit|non-?medical use|retreats?|ceremon(?:y|ies|ial)|microdos\w+|street drugs?|"
    r"(?:substance|drug|hallucinogen|psychedelic|ketamine|mdma) (?:ab|mis)?use(?! disorder)|past-year|"
    r"self-medicat\w+)\b"
)
_PSYCHOSIS = re.compile(r"\b(?:schizophreni\w+|psychos[ie]s|psychotomimetic|psychotic)\b")
_MODELLING = re.compile(
    r"\b(?:models? (?:of|for)|modell?ing|model psychos\w+|mimick?\w*|resembl\w+|challenge|healthy|volunteers|"
    r"implications for)\b"
)
_TREATING = re.compile(r"\b(?:(?<!implications for the )treat\w*|therap\w+|antidepress\w+|anti-?suicid\w+)\b")


def classes_in(title: str) -> bool:
    """Whether a title (in plain writing) speaks of a class of the topic's drugs."""
    return _CLASSES.search(title) is not None


def is_of_treatment(text: str, title_end: int) -> bool:
    """Whether a title speaks of treating."""
    return _TREATING.search(text, 0, title_end) is not None


def is_taken_by_choice(text: str, title_end: int) -> tuple[int, int] | None:
    """The title's words for use outside a study (`recreational`, `ceremonies`), if it has any."""
    found = _BY_CHOICE.search(text, 0, title_end)
    return found.span() if found else None


def is_for_psychosis(text: str, title_end: int, name: tuple[int, int] | None) -> tuple[int, int] | None:
    """The title's words for psychosis where it names the drug as its model: `… ketamine: a model of schizophrenia`."""
    if name is None:
        return None
    found = _PSYCHOSIS.search(text, 0, title_end) if "psycho" in text or "schizo" in text else None
    if found and _MODELLING.search(text, 0, title_end) and not is_of_treatment(text, title_end):
        return found.span()
    return None
