"""What of a draft is page furniture: bylines, dates, reading times, share bars, comment forms, related stories.

Pages copied as text bring these along without any mark, so they are told by their own fixed phrases and, for the titles
of other stories, by the line that announces them. Nothing is thrown away: a passage of furniture is kept as such, with
the reason.

Imports `text` and `values` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from indexer.checking.values import Block, Passage
from indexer.text import plain

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{4}}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_SITES = r"(?:facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|instagram|youtube|e-?mail|print|copy link|tiktok)"
# Each is the whole of a passage, in plain writing, by the reason.
_WHOLE = {
    "byline": [r"(?:(?:written|posted|published|reviewed|medically reviewed|edited) )?by:?"],
    "date": [
        rf"(?:(?:last )?(?:updated|modified|reviewed)|published|posted|date)?(?: on)?:? ?{_DATE}(?: at [\d: apm.]+)?"
    ],
    "reading time": [r"(?:reading time:? )?(?:about )?\d+ ?-? ?min(?:ute)?s?\.?(?: (?:of )?read(?:ing)?(?: time)?)?"],
    "share bar": [
        r"(?:\d+ )?(?:shares?|views|likes)",
        (
            rf"(?:share|tweet|follow us|follow)(?: (?:this|the|on|via|with|us|now|post|article|story|page|friends"
            rf"|{_SITES}))*:?"
        ),
        rf"{_SITES}(?:[ ,|]+{_SITES})*",
    ],
    "navigation": [
        r"skip to (?:main )?(?:content|navigation)|(?:go|back|scroll|return) ?to ?top|menu|search|home",
        r"toggle \w+(?: menu)?|(?:read|see|view|show|load) (?:more|all|next)(?: \w+){0,3}|continue reading.{0,60}",
        (
            r"click here.{0,40}|table of contents|contents|in this article|on this page|log ?in|sign (?:in|up|out)"
            r"|register"
        ),
        r"(?:home|blog)(?: [>/»|] .{1,80})+",
    ],
    "tags": [r"(?:tags?|categor(?:y|ies)|filed under|topics?):.{0,120}"],
    "advertisement": [r"advertisements?|sponsored(?: content)?|promoted"],
    "picture credit": [
        (
            r"(?:(?:photo|image|picture)(?: (?:credit|by|courtesy|source)(?: of)?)?: ?|(?:photo|image|picture) (?:by"
            r"|courtesy of) |"
            r"credit: ?).{0,60}(?<!\.)"
        )
    ],
    "legal notice": [
        r"(?:copyright|©|\(c\)).{0,120}|.{0,80}all rights reserved\.?",
        (
            r"(?:privacy policy|terms (?:of (?:use|service)|and conditions)|cookie (?:policy|settings|preferences))"
            r"(?:[ |,·-]+(?:privacy policy|terms.{0,20}|cookie.{0,20}|contact.{0,10}))*"
        ),
    ],
    "cookie banner": [r"(?:accept|reject|allow|decline|manage)(?: all)?(?: cookies| preferences| optional cookies)?"],
    "form": [
        (
            r"(?:save|submit|send|post|cancel|reply|close|subscribe|sign up)(?: (?:comment|reply|my comment|now"
            r"|message))?!?"
        ),
        r"(?:name|e-?mail(?: address)?|website|comment|message)s? ?\*?:?",
    ],
}
# Each is how a passage begins or goes, wherever it stands.
_WITHIN = {
    "comments": [
        r"your e-?mail address will not be published|required fields are marked|save my name, e-?mail",
        r"you must be logged in|log in to (?:reply|comment)|this site uses akismet",
    ],
    "cookie banner": [
        r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies",
        r"by (?:continuing|using) (?:to (?:use|browse) )?(?:this|our) (?:web)?site",
    ],
    "newsletter form": [
        r"(?:subscribe|sign up|join)\b.{0,40}\b(?:newsletter|mailing list|updates|inbox)|enter your e-?mail"
    ],
}


def _compiled(table: Mapping[str, Sequence[str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile("|".join(patterns)), reason) for reason, patterns in table.items())


_WHOLES = _compiled(_WHOLE)
_WITHINS = _compiled(_WITHIN)
_COMMENTS = re.compile(
    r"(?:leave|post|add|write) a (?:reply|comment)(?: .{0,40})?|(?:\d+|no) (?:comments?|responses?|thoughts? on "
    r".{0,120})"
    r"(?: (?:on|to) .{0,120})?|comments? ?\(\d+\):?|join the (?:conversation|discussion)"
)
_STORIES = re.compile(
    r"(?:previous|next)(?: (?:story|post|article|entry))?:?|(?:related|recent|more|other|latest|popular|trending"
    r"|recommended|similar)"
    r" (?:stories|posts?|articles?|reading|news|content|comments|topics)(?: .{0,30})?:?|latest from .{1,40}|more "
    r"from .{1,40}|"
    r"(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in).{0,20}|(?:what to )?read next|see also"
    r"|trending(?: now)?|"
    r"don't miss|about the author|author bio):?"
)
_REFERENCES = re.compile(
    r"(?:\d+[.)]? )?(?:references?|sources?|bibliography|works cited|literature(?: cited)?|citations?|end ?notes"
    r"|footnotes|"
    r"further reading)(?: (?:and|&) \w+(?: \w+)?)?:?"
)
# An entry of a list of references, wherever it stands: who, then a year, then where to find it.
_ENTRY = re.compile(
    r"(?:\[?\d{1,3}[\].)]? )?[A-Z][\w'’-]+(?:,? (?:[A-Z]{1,3}\b|[A-Z]\.|et al)).{10,400}"
    r"(?:\b(?:19|20)\d\d\b.{0,200}?(?:doi|PMID|https?:|\d+\s?\(\d+\)|;\s?\d+|\d+\s?:\s?\d+)|(?:doi|PMID).{0,80})",
    re.S,
)
_BYLINE = re.compile(
    r"(?:(?:Written|Posted|Published|Reviewed|Medically [Rr]eviewed|Edited) )?[Bb][Yy]:? (?P<name>\S.{0,70})"
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.? )?[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|der|la|and|&))*(?:,? "
    r"(?:[A-Z][A-Za-z.]{0,6}),?)*"
)
_PROSE = re.compile(r"[a-z0-9)\"”%][.!?][\"”)]?(?:\s|$)")


def settled(passages: Iterable[Passage]) -> list[Passage]:
    """The passages, those that are page furniture marked as such with the reason."""
    found: list[Passage] = []
    after = ""
    for one in passages:
        if one.block is Block.FURNITURE:
            found.append(one)
            continue
        plainly = plain(one.text)
        after = _announced(one, plainly) or _still(after, one)
        reason = _own(one.text, plainly) or after
        found.append(replace(one, block=Block.FURNITURE, reason=reason) if reason else one)
    return found


def _announced(one: Passage, plainly: str) -> str:
    """What a passage announces: comments, titles of other stories, references; empty if nothing."""
    if len(plainly) <= 160 and one.block is not Block.ITEM and _COMMENTS.fullmatch(plainly):
        return _COMMENT_FORM
    if len(plainly) <= 80 and _STORIES.fullmatch(plainly):
        return _OTHER_STORIES
    return _LIST_OF_REFERENCES if len(plainly) <= 60 and _REFERENCES.fullmatch(plainly) else ""


def _still(after: str, one: Passage) -> str:
    """What was announced, as long as it goes on: comments to the end, titles until there is prose again, references
    until a heading."""
    if after == _OTHER_STORIES and _is_prose(one):
        return ""
    return "" if after == _LIST_OF_REFERENCES and one.block is Block.HEADING else after


_COMMENT_FORM = "comments"
_OTHER_STORIES = "other stories"
_LIST_OF_REFERENCES = "references"


def _own(text: str, plainly: str) -> str:
    """The reason that a passage gives by its own words; empty if none."""
    if len(text) <= 240:
        for pattern, reason in _WHOLES:
            if pattern.fullmatch(plainly):
                return reason
        byline = _BYLINE.fullmatch(text)
        if byline and _NAME.fullmatch(re.split(r" [|·•–—-] |, (?=\w+ \d)", byline["name"])[0].strip()):
            return "byline"
    if _ENTRY.match(text):
        return _LIST_OF_REFERENCES
    for pattern, reason in _WITHINS:
        if pattern.search(plainly[:200]):
            return reason
    return ""


def _is_prose(one: Passage) -> bool:
    """Whether a passage after the titles of other stories is text of the draft again: sentences, and some length."""
    return one.block is not Block.HEADING and len(one.text) > 80 and _PROSE.search(one.text) is not None
