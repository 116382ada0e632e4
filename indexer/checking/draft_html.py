"""A draft from a web page: its main content as passages, everything around it as furniture.

Tags are read one after another with their offsets; a tree would not know where its text stood. Furniture is known by
its element (`nav`, `footer`, `aside` …), by the role, class or name that the page gives it
(`comments`), or by standing outside the element that holds the main content. A box that holds most of the page's text
is never furniture.

Imports `draft_passage`, `references` and `values` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from indexer.checking.draft_passage import Lines, Pieces
from indexer.checking.references import RAISED_TAG
from indexer.checking.values import Block, Passage

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TAGS = {
    "unseen": "script style noscript template svg math iframe object canvas select datalist audio video title textarea",
    "void": "area base br col embed hr img input link meta param source track wbr",
    "blocks": "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot "
    "th "
    "thead tr "
    "ul button label option",
    "keeps open": "ul ol dl table blockquote div section article main body",
}
_UNSEEN = frozenset(_TAGS["unseen"].split())
_VOID = frozenset(_TAGS["void"].split())
_BLOCKS = _HEADINGS | frozenset(_TAGS["blocks"].split())
# What a new block of this kind closes without a word, of those that may be left open.
_CLOSES = {
    "li": {"li", "p"}, "dt": {"dt", "dd", "p"}, "dd": {"dt", "dd", "p"}, "tr": {"tr", "td", "th", "p"},
    "td": {"td", "th", "p"}, "th": {"td", "th", "p"}, "option": {"option"},
}  # fmt: skip
_KEEPS_OPEN = frozenset(_TAGS["keeps open"].split())
_FURNITURE_TAGS = {
    "nav": "navigation", "footer": "footer", "aside": "aside", "form": "form", "button": "button", "menu": "navigation",
    "header": "header", "address": "address", "dialog": "dialog", "label": "form", "legend": "form",
}  # fmt: skip
_FURNITURE_ROLES = {
    "navigation": "navigation", "banner": "header", "contentinfo": "footer", "complementary": "aside", "search": "form",
    "dialog": "dialog", "alertdialog": "dialog", "menu": "navigation", "menubar": "navigation", "form": "form",
}  # fmt: skip
_NAMES = {
    "comments": "comment comments respond reply disqus discussion",
    "other stories": "related relatedposts jp-relatedposts recommended recommendations trending recirc outbrain "
    "taboola prevnext adjacent",
    "share bar": "share sharing sharedaddy addtoany social socials follow",
    "cookie banner": "cookie cookies consent gdpr cookiebar",
    "newsletter form": "newsletter subscribe subscription signup optin",
    "navigation": "nav navigation navbar menu breadcrumb breadcrumbs pagination pager toc skip toolbar",
    "sidebar": "sidebar widget widgets",
    "byline": "byline author authorbox meta posted postmeta dateline timestamp readtime",
    "advertisement": "ad ads advert advertisement adslot sponsored promo",
    "dialog": "popup modal lightbox overlay toast",
    "footer": "footer copyright colophon",
    "tags": "tags taglinks catlinks categories",
}
_BY_NAME = {name: reason for reason, listed in _NAMES.items() for name in listed.split()}
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CONTENT = frozenset(("body", "html", "main", "article", "p", *_HEADINGS))
_MOST = 0.6
_RAISED = re.compile(RAISED_TAG, re.IGNORECASE)
_FRONT_OF_NAMES = ("no", "has", "with", "is", "without", "hide")


@dataclass(eq=False, slots=True)
class _Element:
    """An open element: whether it looks like furniture, and how many letters of text stand in it."""

    tag: str
    reason: str = ""
    is_main: bool = False
    inside: int = 0


@dataclass(slots=True)
class _Run:
    """The text between two block borders, the elements around it, and how many of its letters are links."""

    pieces: Pieces
    around: tuple[_Element, ...]
    letters: int = 0
    linked: int = 0
    hidden: bool = field(default=False)


def passages(text: str, lines: Lines) -> list[Passage]:
    """The passages of a page in order."""
    page = _Page(text)
    runs = page.read()
    for run in runs:
        for element in run.around:
            element.inside += run.letters
    whole = sum(run.letters for run in runs)
    main = _main(runs, whole)
    listed = []
    for run in runs:
        reason = _reason(run, main, whole)
        block = Block.FURNITURE if reason else _block(run.around)
        if passage := run.pieces.passage(block, lines, reason):
            listed.append(passage)
    return listed


def _main(runs: list[_Run], whole: int) -> _Element | None:
    """The element that holds the main content: `main`, within it one `article` that is most of it; or None."""
    found: dict[_Element, None] = {}
    for run in runs:
        for element in run.around:
            if element.is_main and element.inside:
                found[element] = None
    mains = [one for one in found if one.tag != "article"]
    articles = [one for one in found if one.tag == "article"]
    main = max(mains, key=lambda one: one.inside, default=None)
    article = max(articles, key=lambda one: one.inside, default=None)
    if article and article.inside >= _MOST * (main.inside if main else sum(one.inside for one in articles)):
        return article
    return main


def _reason(run: _Run, main: _Element | None, whole: int) -> str:
    """Why a run of text is furniture; empty if it is not."""
    inner = False
    for element in run.around:
        inner = inner or element is main or element.tag in ("main", "article")
        if not element.reason or element.inside > _MOST * whole:
            continue
        if element.tag == "header" and element.reason == "header" and inner:
            continue  # an article's own header holds its title
        return element.reason
    if main and main not in run.around:
        return "outside the main content"
    few = run.letters <= 120
    if few and run.letters and run.linked >= 0.8 * run.letters and not _HEADINGS & {one.tag for one in run.around}:
        return "link"
    return ""


def _block(around: tuple[_Element, ...]) -> Block:
    for element in reversed(around):
        if element.tag in _HEADINGS:
            return Block.HEADING
        if element.tag in ("li", "dt", "dd"):
            return Block.ITEM
        if element.tag in ("td", "th"):
            return Block.CELL
        if element.tag in ("div", "section", "article", "blockquote"):
            return Block.PARAGRAPH
    return Block.PARAGRAPH


class _Page(HTMLParser):
    """Reads a page into runs of text. It never fails: what is no tag is text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._notes = frozenset(match.start() for match in _RAISED.finditer(text))
        self._open: list[_Element] = []
        self._unseen = 0
        self._links = 0
        self._runs: list[_Run] = []
        self._run = _Run(Pieces(), ())

    def read(self) -> list[_Run]:
        """The runs of the page in order."""
        # Behind the last `>` no tag is whole; the parser would look for its end again at every `<` there.
        last = self._text.rfind(">") + 1
        self.feed(self._text[:last])
        self.close()
        if not self._unseen and not self.cdata_elem:
            self._count(self._text[last:])
            self._run.pieces.add(self._text[last:], last)
        self._border()
        return self._runs

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """As browsers do: `<![if …]>` and its like are comments. The parser's own reading raises AssertionError."""
        return self.parse_bogus_comment(i, report)

    def _place(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _border(self) -> None:
        """A block begins or ends here: what was gathered is a run."""
        if self._run.pieces:
            self._runs.append(self._run)
        self._run = _Run(Pieces(), tuple(self._open))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if tag in ("br", "hr"):
                self._blank()
            return
        # The number of a reference is no part of the sentence that it stands behind.
        if tag in _UNSEEN or _is_hidden(attrs) or (tag == "sup" and self._place() in self._notes):
            self._open.append(_Element(tag, "hidden"))
            self._unseen += 1
            return
        if tag in _BLOCKS:
            self._close_implied(tag)
            self._open.append(_element(tag, dict(attrs)))
            self._border()
            return
        if tag == "a":
            self._links += 1
        self._open.append(_element(tag, dict(attrs)) if tag == "span" else _Element(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr"):
            self._blank()

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].tag == tag:
                self._close_from(depth)
                return
            if tag not in _BLOCKS and self._open[depth].tag in _BLOCKS:
                return  # an inline end tag does not close the block around it

    def _close_implied(self, tag: str) -> None:
        closed = _CLOSES.get(tag, {"p"})
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].tag in closed:
                self._close_from(depth)
            elif self._open[depth].tag in _KEEPS_OPEN:
                return

    def _close_from(self, depth: int) -> None:
        for element in self._open[depth:]:
            self._unseen -= element.reason == "hidden"
            self._links -= element.tag == "a"
        blocks = any(element.tag in _BLOCKS for element in self._open[depth:])
        del self._open[depth:]
        if blocks:
            self._border()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        place = self._place()
        self._count(data)
        self._run.pieces.add(data, place)

    def handle_entityref(self, name: str) -> None:
        self._written(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._written(f"&#{name}")

    def _written(self, written: str) -> None:
        if self._unseen:
            return
        place = self._place()
        if self._text.startswith(";", place + len(written)):
            written += ";"
        said = unescape(written)
        self._count(said)
        if said == written:
            self._run.pieces.add(said, place)
        else:
            self._run.pieces.add_written(said, place, len(written))

    def _blank(self) -> None:
        if not self._unseen:
            self._run.pieces.add_written(" ", self._place(), 1)

    def _count(self, said: str) -> None:
        letters = sum(map(str.isalnum, said))
        self._run.letters += letters
        if self._links:
            self._run.linked += letters


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    given = dict(attrs)
    style = (given.get("style") or "").replace(" ", "").lower()
    return "hidden" in given or "display:none" in style or "visibility:hidden" in style


def _element(tag: str, given: dict[str, str | None]) -> _Element:
    role = (given.get("role") or "").lower()
    is_main = tag in ("main", "article") or role == "main" or (given.get("itemprop") or "").lower() == "articlebody"
    reason = _FURNITURE_TAGS.get(tag) or _FURNITURE_ROLES.get(role) or ""
    if not reason and not is_main and (tag == "p" or tag not in _CONTENT):
        reason = next(_named(given), "")
    return _Element(tag, reason, is_main)


def _named(given: dict[str, str | None]) -> Iterator[str]:
    """What the names that a page gives an element say of it: `post-meta`, `relatedPosts`, `comments-area`."""
    for attribute in ("id", "class", "aria-label"):
        for name in (given.get(attribute) or "").split():
            parts = [part.lower() for part in _NAME_PARTS.findall(name)]
            if parts and parts[0] in _FRONT_OF_NAMES:
                continue
            for candidate in (name.lower(), *parts):
                if candidate in _BY_NAME:
                    yield _BY_NAME[candidate]
