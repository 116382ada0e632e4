"""One idea of a word and of a sentence, shared by the query language, the engines, snippets and checking.

A word is a maximal run of letters and digits, lower case, without accents, in NFC or NFD alike:

* hyphens, slashes and apostrophes separate words: `treatment-resistant` is two words side by side;
* a decimal number is one word: `0.5 mg/kg` is `0.5`, `mg`, `kg`;
* Greek letters are spelt out as PubMed does (`TNF-α` is `tnf`, `alpha`), but a micro sign before a unit is `u`;
* a fraction is a decimal number of its own (`2½` is `2`, `0.5`), and so is `1` the number in `⒈`, which is one
  character with its full stop;
* subscripts join their word (`CO₂` is `co2`), and a superscript after a digit does not (`10²` is `10`, `2`).

Offsets are always into the text as given. Changing anything here changes what the index means: raise
`TOKENISER_VERSION` with it, so that engines rebuild.

Touches nothing; imports the standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

TOKENISER_VERSION = 2

_WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
_ASCII_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[a-z0-9]+")
# Fractions such as ½, and numbers with a full stop such as ⒈, which decompose into more than a word.
_NUMBER = "[¼-¾⅐-⅞↉⒈-⒛🄀]"
# Between a digit and a superscript, and around such a number, one word ends and another begins.
_NUMBER_BREAK = re.compile(rf"(?<=[0-9])(?=[⁰¹²³⁴-⁹])|(?<=.)(?={_NUMBER})|(?<={_NUMBER})(?=.)")
_WHOLE_NUMBER = re.compile(_NUMBER)
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
}  # fmt: skip
# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}


class Token(NamedTuple):
    """A word and where it stands: `text[start:end]` is the word as written, `word` the word as compared."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` in order, with character offsets into `text` (end excluded)."""
    if text.isascii():
        for match in _ASCII_WORD.finditer(text.lower()):
            yield Token(match.group(), match.start(), match.end())
        return
    for match in _WORD.finditer(text):
        start = match.start()
        if (whole := match.group()).isascii():  # most words of most texts: nothing in them to fold or to break
            yield Token(whole.lower(), start, match.end())
            continue
        for part in _NUMBER_BREAK.split(whole):
            word = fold(part)
            if word:
                yield Token(word, start, start + len(part))
            start += len(part)


def words(text: str) -> tuple[str, ...]:
    """The words of `text` in order, as compared."""
    if text.isascii():
        return tuple(_ASCII_WORD.findall(text.lower()))
    return tuple(token.word for token in tokens(text))


def normal(text: str) -> str:
    """`text` as a key for whole-value comparison: its words joined by single spaces."""
    return " ".join(words(text))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One word in the form in which words are compared: lower case, no accents, Greek spelt out."""
    if word.isascii():
        return word.lower()
    if _WHOLE_NUMBER.fullmatch(word):
        return f"{unicodedata.numeric(word):.4g}"
    folded: list[str] = []
    characters = unicodedata.normalize("NFKD", word.casefold()).casefold()  # 𝐀 decomposes into a capital
    for position, character in enumerate(characters):
        if character == "μ" and len(characters) > 1 and position == 0 and characters[1] not in _GREEK:
            folded.append("u")
        elif character in _GREEK:
            folded.append(_GREEK[character])
        elif character.isdecimal():
            folded.append(str(unicodedata.decimal(character)))
        elif not unicodedata.combining(character):
            folded.append(_LETTERS.get(character, character))
    # The only full stop that can be in a word is that of a decimal number.
    return "".join(character for character in "".join(folded) if character.isalnum() or character == ".")


class _Plain(dict[int, str]):
    """What each character is in plain writing, one for one; worked out when a character is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            plain = "\n" if character in "\n\x85\u2028\u2029" else " "
        elif unicodedata.category(character) == "Pd":
            plain = "-"
        else:
            decomposed = unicodedata.normalize("NFKD", character).lower()
            base = decomposed[0] if len(decomposed) == 1 or unicodedata.combining(decomposed[1]) else character
            plain = base if len(base) == 1 else character
        self[code] = plain
        return plain


_PLAIN = _Plain(
    {ord("−"): "-", ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', ord("·"): ".", ord("∙"): "."}
)
# A micro sign far more often than a letter.
_PLAIN.update({ord("µ"): "u", ord("μ"): "u"})


# What is not as it stands in plain writing, once it is in lower case.
_NOT_PLAIN = re.compile(r"[^ -~\n]+")


def plain(text: str) -> str:
    """`text` for patterns to be looked for: lower case, without accents, with one hyphen, one space, one apostrophe
    and one decimal point in place of their many kinds. As long as `text`, so that offsets hold."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a capital that becomes two letters, as İ does
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    # To translate the few characters that need it is ten times faster than to translate all.
    return lowered if lowered.isascii() else _NOT_PLAIN.sub(_in_plain, lowered)


def _in_plain(match: re.Match[str]) -> str:
    return match.group().translate(_PLAIN)


# Full stops after these do not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|cf|e\.g|i\.e|al|approx|resp|ca|no|nos|fig|figs|eq|ref|refs|dr|prof|mr|mrs|ms|st|jr|sr|inc|ltd|co|"
    r"viz|var|spp|sp|subsp|ed|eds|vol|pp|dept|univ|u\.s|u\.k|ph\.d|m\.d|i\.v|i\.m|s\.c|p\.o|i\.p|i\.n|"
    r"b\.i\.d|t\.i\.d|q\.d|h\.s|a\.m|p\.m|wt|max|min|avg|sd|se|ci|n|p)|\b[A-Za-z])$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 6  # letters in a row: `approx`
_BEFORE_A_NUMBER = frozenset("<>=≤≥±(")
_NEW_SENTENCE = re.compile(r"(?:The|This|These|We|In|It|A|An|Our|However|Results?|Conclusions?)\b")
# It begins with characters that are searched for at once; what must stand before a break is looked at behind them.
_BREAK = re.compile(
    r"[.!?\n](?:(?<!\n)(?P<closing>[\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[^\W_a-z])|"
    r"(?<=\n)(?:\s*\n|(?=\s*(?:[-*•–]|\d+[.)])\s)))"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of `text` as (start, end) offsets without surrounding white space, in order.

    A full stop ends a sentence when what follows starts like one and what stands before it is not a known
    abbreviation, an initial or a decimal number; blank lines and list markers end one too.
    """
    start = _past_space(text, 0)
    for match in _BREAK.finditer(text):
        end = match.end("closing")
        if end < 0:  # at a line's end
            end = match.start()
            while end > start and text[end - 1].isspace():
                end -= 1
            if start < end:
                yield start, end
            start = _past_space(text, match.end())
        elif "\n" in match.group() or not _is_abbreviated(text, start, match):
            yield start, end
            start = match.end()
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _past_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _is_abbreviated(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the full stop that `match` begins with is no end of the sentence from `start`."""
    stop = match.start()
    if text[stop] != ".":
        return False
    if text[start:stop].rstrip()[-1:] in _BEFORE_A_NUMBER:  # `(p <. 001)`, `8.2. ±. 1.7`
        return True
    longer = stop - _LONGEST_ABBREVIATION - 1
    if longer >= start and text[longer:stop].isalnum():  # most sentences end in a longer word
        return False
    last = (text[start:stop].rsplit(None, 1) or [""])[-1].lstrip("([\"'“‘")
    if last.lower() in {"p", "n", "no", "max", "min", "ca", "ci", "sd", "se"}:
        # `… (p. 5)`, `No. 7`: an abbreviation only before a number.
        return text[match.end() : match.end() + 1].isdigit()
    if len(last) == 1 and last.isalpha():
        # `J. Smith`, but `vitamin C. The …`: an initial stands before another capitalised word, not before `The`.
        return not _NEW_SENTENCE.match(text, match.end())
    return _ends_abbreviated(last)


@lru_cache(maxsize=1024)
def _ends_abbreviated(word: str) -> bool:
    return _ABBREVIATION.search(word) is not None
