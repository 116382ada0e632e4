"""Words that leave no exception (`ensures`, `always`, `no side effects`), for which no study of averages can stand.

Denied they are no overstatement (`does not cure`, `not always`), and some are none of themselves: `never tried`,
`completed`, `all trials found`.

Imports `values` and `text` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.checking.values import Claim, Code, Remark
from indexer.text import plain

_ABSOLUTE = re.compile(
    r"\b(?:always|ensur(?:es?|ed|ing)|guarantee(?:s|d|ing)?|cur(?:es?|ed|ing)(?! for)|completely (?!randomi[sz]ed)|"
    r"entirely|invariably|definitively|permanent(?:ly)?|eliminat(?:es?|ed|ing)(?! half)|eradicat(?:es?|ed|ing)|"
    r"without exception|"
    r"(?:for |in )?(?:all|every|each and every) (?:patients?|people|person|individuals?|one|adults?|sufferers?|cases?)"
    r"(?! (?:in|were|was|with|who|had|received|underwent))|everyone|everybody|nobody|no one|"
    r"never (?!tried|before|responded|used|been|taken|received|had)|"
    r"(?:no|zero|without(?: any)?) (?:known |serious |lasting )?(?:side[- ]effects?|risks?|harms?|dangers?|"
    r"adverse effects?)|"
    r"risk[- ]free|(?:completely|totally|perfectly|entirely|100 ?%) safe|100 ?% (?:effective|of patients)|"
    r"(?:the )?only (?:treatment|option|drug|medication|therapy) (?:that|which|for)|"
    r"prevents? (?:dependen\w+|addiction|relapse|suicide|misuse|abuse)|proven to|miracle|"
    r"works? (?:for|in) (?:all|any)\w*)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|cannot|can't|n't|neither|nor|isn't|doesn't|won't|rather than|far from)\b(?: \w+){0,3} ?$"
)
_CALLED_FOR = re.compile(r"\b(?:to|must|should|in order to) $")


def absolute_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a text leaves no exception: `text[start:end]`."""
    plainly = plain(text)
    for match in _ABSOLUTE.finditer(plainly):
        before = plainly[max(0, match.start() - 40) : match.start()]
        # `monitored to ensure safety` says what for, not that it does.
        if _DENIED.search(before) or _CALLED_FOR.search(before):
            continue
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        yield match.start(), end


def absolute_remarks(claims: Sequence[Claim]) -> Iterator[Remark]:
    """EV301 for each claim that is worded so, once."""
    for claim in claims:
        words = dict.fromkeys(claim.text[start:end] for start, end in absolute_spans(claim.text))
        if words:
            quoted = ", ".join(f"“{word}”" for word in words)
            yield Remark(
                Code.ABSOLUTE,
                f"{quoted}: no study can show that something holds without exception. Say what was found, in whom.",
                claim.text, claim.start, claim.end, claim.line,
            )  # fmt: skip
