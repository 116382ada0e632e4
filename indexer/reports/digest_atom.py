"""A digest as an Atom feed (RFC 4287): one entry a record, what is not known as an entry of its own. Pure.

Ids are `urn:uuid:` names made from the store's birth, the record and the revision of its change: the same change
keeps its id in every digest that tells of it, and a later change of the same record is a new entry.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from html import escape

from indexer.digest import Digest
from indexer.reports import digest_claims
from indexer.reports.digest_claims import ClaimEntry
from indexer.reports.digest_entries import Entry, clean
from indexer.reports.digest_html import claim_html, entry_html
from indexer.reports.digest_outline import TITLE, Alert, Outline, Section, outline


def digest_atom(digest: Digest) -> str:
    """The digest as an Atom document. Every record is in it, however many there are."""
    told = outline(digest, listed=None)
    feed = uuid.uuid5(uuid.NAMESPACE_URL, f"evidence digest, store born {digest.born.isoformat()}")
    return "\n".join(_feed(digest, told, feed)) + "\n"


def _feed(digest: Digest, told: Outline, feed: uuid.UUID) -> Iterable[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
    yield f"<id>{feed.urn}</id>"
    yield f"<title>{TITLE}</title>"
    yield f"<subtitle>{_text(' '.join((told.headline, *told.period, told.demonstration)))}</subtitle>"
    yield f"<updated>{_time(digest.as_of)}</updated>"
    yield "<author><name>evidence</name></author>"
    yield "<generator>evidence</generator>"
    for alert in told.alerts:
        if alert.key in {"incomplete", "unjudged"}:
            yield from _alert(digest, alert, feed)
    for claim in told.claims:
        yield from _claim(claim, feed)
    for section in told.sections:
        for group in section.groups:
            for entry in group.entries:
                yield from _entry(digest, section, entry, feed)
    yield "</feed>"


def _alert(digest: Digest, alert: Alert, feed: uuid.UUID) -> Iterable[str]:
    yield "<entry>"
    yield f"<id>{uuid.uuid5(feed, ' '.join((alert.key, *alert.lines))).urn}</id>"
    yield f"<title>{_text(alert.title)}</title>"
    yield f"<updated>{_time(digest.as_of)}</updated>"
    yield f'<category term="{alert.key}"/>'
    lines = "".join(f"<li>{escape(line)}</li>" for line in alert.lines)
    yield f'<content type="html">{_text(f"<ul>{lines}</ul>")}</content>'
    yield "</entry>"


def _claim(one: ClaimEntry, feed: uuid.UUID) -> Iterable[str]:
    move = one.move
    yield "<entry>"
    name = f"{digest_claims.KEY} {move.claim.id} {move.now.revision} {move.was} {move.now.at.isoformat()}"
    yield f"<id>{uuid.uuid5(feed, name).urn}</id>"
    yield f"<title>{_text(f'{one.mark}: {one.text}')}</title>"
    yield f"<updated>{_time(move.now.at)}</updated>"
    yield f'<category term="{digest_claims.KEY}" label="{digest_claims.TITLE}"/>'
    yield f'<content type="html">{_text(claim_html(one))}</content>'
    yield "</entry>"


def _entry(digest: Digest, section: Section, entry: Entry, feed: uuid.UUID) -> Iterable[str]:
    item = entry.item
    revision = item.stored.revision if item else 0
    label = "RETRACTED" if section.key == "retracted" else section.title
    demonstration = "[demonstration record] " if entry.demonstration else ""
    yield "<entry>"
    yield f"<id>{uuid.uuid5(feed, f'{section.key} {entry.pmid} {revision}').urn}</id>"
    yield f"<title>{_text(f'{label}: {demonstration}{entry.title}')}</title>"
    yield f"<updated>{_time(item.at if item else digest.as_of)}</updated>"
    if entry.url:
        yield f'<link rel="alternate" href="{_text(entry.url)}"/>'
    yield f'<category term="{section.key}" label="{_text(section.title)}"/>'
    yield f'<content type="html">{_text(entry_html(entry))}</content>'
    yield "</entry>"


def _text(text: str) -> str:
    return escape(clean(text))


def _time(time: datetime.datetime) -> str:
    return time.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
