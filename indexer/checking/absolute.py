"""Words that leave no exception (`ensures`, `always`, `no side effects`), for which no study of averages can stand.

Denied they are no overstatement (`does not cure`, `not always`, `has not been shown to prevent suicide`), nor where the
draft itself calls the sentence a myth; and some are none of themselves: `never tried`, `completed`, `all trials found`.

Imports `values` and `text` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.checking.values import Claim, Code, Remark
from indexer.text import plain

_ABSOLUTE = re.compile(
    r"\b(?:(?:completely|totally|perfectly|entirely|100 ?%) safe|"
    r"always|ensur(?:es?|ed|ing)|guarantee(?:s|d|ing)?|cur(?:es?|ed|ing)(?! for)|completely (?!randomi[sz]ed)|"
    r"entirely|invariably|definitively|permanent(?:ly)?|eliminat(?:es?|ed|ing)(?! half)|eradicat(?:es?|ed|ing)|"
    r"without (?:any )?exceptions?|without fail|"
    r"(?:for|in) (?:every|each)(?: single)? (?:patient|person|individual|adult|sufferer|case)(?!,)|"
    r"(?:for |in )?(?:all|every|each|each and every)(?: single)? "
    r"(?:patients?|people|person|individuals?|one|adults?|sufferers?|cases?|users?)"
    r"(?! (?:in|is|are|were|was|with|who|had|has|have|gets?|receives?|received|underwent|should|must|needs?)\b)|"
    r"every time|everyone|everybody|"
    r"(?:nobody|no one) (?!(?:has|have|had|yet|knows?|can|could|would|should|is|was|who|else|really|ever)\b)|"
    r"never fail(?:s|ed)?|never (?!tried|before|responded|used|been|taken|received|had)|"
    r"(?:no|zero|without(?: any)?|none of (?:its|the|their)) (?:known |serious |lasting |\w+ (?=problems))?"
    r"(?:side[- ]effects?|risks?|harms?|dangers?|problems|adverse effects?)|"
    r"risk[- ]free|"
    r"100 ?(?:%|per ?cent)(?: effective| of patients)?(?! (?:oxygen|pure))|"
    r"(?:the )?only (?:treatment|option|drug|medication|therapy) (?:that|which|for)|"
    r"prevents? (?:dependen\w+|addiction|relapse|suicide|misuse|abuse)|proven to|miracle|"
    r"works? (?:for|in) (?:all|any)\w*)(?:\b|(?<=%))"
)
# What denies a word behind it in the same clause: `not a cure`, `did not help the pain of everyone`; `not only` denies
# nothing.
_DENIED = re.compile(
    r"\b(?:not(?! (?:only|just|merely)\b)|no|never|cannot|\w+n't|neither|nor|hardly|scarcely|rather than|far from)\b"
    r"(?: (?!(?:and|but|or|yet|so|because|while|that|which|who)\b)[\w'-]+){0,8} ?$"
)
# That nothing shows it, or that nobody knows: `have not shown that it prevents suicide`.
_NOT_SHOWN = re.compile(
    r"\b(?:not|never|cannot|\w+n't|no|nobody|none)\b(?: [\w'-]+){0,4} (?:show\w*|prov(?:e[ns]?|ed|ing)|demonstrat\w+|"
    r"establish\w*|found|known?|knows|confirm\w*|claim(?:s|ed|ing)?|say(?:s|ing)?|said|evidence|proof|data)\b[^,.;:]*$|"
    r"\b(?:whether|unclear|unknown|unproven|uncertain|doubtful)\b[^,.;:]*$"
)
_CALLED_FOR = re.compile(r"\b(?:to|must|should|in order to) $")
# What a draft holds up as wrong: `Myth 2: it cures depression.`
_MYTH = re.compile(
    r"\W*(?:(?:common|popular) )?(?:myth|misconception|fiction|false)(?: ?(?:no\.?|#)? ?\d+)?\W*[:.–—-]\W*"
)


def absolute_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a text leaves no exception: `text[start:end]`."""
    plainly = plain(text)
    for match in _ABSOLUTE.finditer(plainly):
        before = plainly[: match.start()]
        if _DENIED.search(before) or _NOT_SHOWN.search(before):
            continue
        # `monitored to ensure safety` says what for, not that it does.
        if _CALLED_FOR.search(before):
            continue
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        yield match.start(), end


def is_myth(claim: Claim) -> bool:
    """Whether a draft calls what a claim says a myth."""
    return any(_MYTH.match(plain(text)) for text in (claim.text, claim.sentence))


def absolute_words(claim: Claim) -> tuple[str, ...]:
    """The words by which a claim leaves no exception, each once; none of what is called a myth."""
    if is_myth(claim):
        return ()
    return tuple(dict.fromkeys(claim.text[start:end] for start, end in absolute_spans(claim.text)))


def absolute_remarks(claims: Sequence[Claim]) -> Iterator[Remark]:
    """EV301 for each claim that is worded so, once."""
    for claim in claims:
        if words := absolute_words(claim):
            quoted = ", ".join(f"“{word}”" for word in words)
            yield Remark(
                Code.ABSOLUTE,
                f"{quoted}: no study can show that something holds without exception. Say what was found, in whom.",
                claim.text, claim.start, claim.end, claim.line,
            )  # fmt: skip
