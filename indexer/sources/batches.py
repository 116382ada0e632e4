"""Fetches PMIDs in batches in which every one is accounted for: came, could not be read, or is missing.

`Pile` sorts what came, purely; `Fetcher` asks for it, asks once more for what did not come, and halves a batch whose
body cannot be read until the one bad record stands alone. Touches the network through the client.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from indexer.changes import Deleted, Incoming, Parsed, Rejected
from indexer.errors import InputFileError
from indexer.sources.entrez import EntrezClient, UnreadableReply
from indexer.sources.faults import Ledger, Unreadable
from indexer.sources.interface import Batch
from indexer.sources.pubmed_xml import read_xml_bytes
from indexer.sources.reply import Reply, judge_fetch

# So many single records unreadable and not one readable is an outage, not bad records.
_OUTAGE = 3
# Records whose own PMID cannot be read are found by asking for the missing ones singly, up to so many.
_SINGLY = 25


@dataclass(slots=True)
class Pile:
    """What has come so far of the PMIDs `requested`."""

    requested: tuple[str, ...]
    incoming: dict[str, Incoming] = field(default_factory=dict)
    rejected: dict[str, Rejected] = field(default_factory=dict)
    unrequested: list[str] = field(default_factory=list)
    duplicates: int = 0
    nameless: int = 0
    deletions: int = 0

    def add(self, asked: Sequence[str], parsed: Iterable[Parsed]) -> None:
        """Sorts in what one reply to a request for `asked` held."""
        wanted = set(self.requested)
        for item in parsed:
            match item:
                case Deleted():
                    self.deletions += 1
                case Rejected(pmid="") if len(asked) > 1:
                    self.nameless += 1
                case Rejected(pmid=pmid):
                    self._reject(Rejected(pmid or asked[0], item.reason, item.raw), wanted)
                case Incoming():
                    self._accept(item, wanted)
                case _:
                    assert_never(item)

    def _accept(self, item: Incoming, wanted: set[str]) -> None:
        pmid = item.record.pmid
        if pmid not in wanted:
            self.unrequested.append(pmid)
            return
        known = self.incoming.get(pmid)
        if known is not None or self.rejected.pop(pmid, None) is not None:
            self.duplicates += 1
        if known is None or item.record.version > known.record.version:
            self.incoming[pmid] = item

    def _reject(self, item: Rejected, wanted: set[str]) -> None:
        if item.pmid not in wanted:
            self.unrequested.append(item.pmid)
        elif item.pmid in self.incoming or item.pmid in self.rejected:
            self.duplicates += 1
        else:
            self.rejected[item.pmid] = item

    def missing(self) -> tuple[str, ...]:
        """The PMIDs that have not come in any form."""
        return tuple(pmid for pmid in self.requested if pmid not in self.incoming and pmid not in self.rejected)

    def batch(self) -> Batch:
        """The whole, in the order of the request."""
        return Batch(
            requested=self.requested,
            incoming=tuple(self.incoming[pmid] for pmid in self.requested if pmid in self.incoming),
            rejected=tuple(self.rejected[pmid] for pmid in self.requested if pmid in self.rejected),
            missing=self.missing(),
            duplicates=self.duplicates,
            unrequested=tuple(dict.fromkeys(self.unrequested)),
        )


class Fetcher:
    """Turns PMIDs into batches of at most `size`."""

    def __init__(self, client: EntrezClient, size: int, ledger: Ledger) -> None:
        self._client = client
        self._size = size
        self._ledger = ledger

    def batches(self, pmids: Sequence[str]) -> Iterator[Batch]:
        """Each PMID in exactly one batch; `pmids` are unique."""
        for start in range(0, len(pmids), self._size):
            yield self._batch(tuple(pmids[start : start + self._size]))

    def _batch(self, pmids: tuple[str, ...]) -> Batch:
        pile = Pile(pmids)
        self._fetch_readable(pile)
        if again := pile.missing():
            self._ledger.count("missing-asked-again")
            singly = pile.nameless > 0 and len(again) <= _SINGLY
            for asked in [(pmid,) for pmid in again] if singly else [again]:
                self._fetch_readable(pile, asked)
        self._note(pile)
        return pile.batch()

    def _fetch_readable(self, pile: Pile, asked: tuple[str, ...] | None = None) -> None:
        """Fetches into `pile`; bodies that cannot be read are halved down to the records that spoil them."""
        spoilt: list[tuple[str, UnreadableReply]] = []
        anything = False
        parts = [asked or pile.requested]
        first = True
        while parts:
            part = parts.pop()
            try:
                parsed = self._ask(part, tries=None if first else 2)
            except UnreadableReply as failure:
                if len(part) > 1:
                    parts += [part[len(part) // 2 :], part[: len(part) // 2]]
                else:
                    spoilt.append((part[0], failure))
            else:
                anything = True
                pile.add(part, parsed)
            first = False
            if not anything and len(spoilt) >= _OUTAGE:
                raise spoilt[0][1]
        if not anything and any(spoiler.fault.cut for _, spoiler in spoilt):
            raise spoilt[0][1]
        for pmid, spoiler in spoilt:
            # The legacy text reply "PMID is not available" is a plain absence.
            if spoiler.fault.name != "not-available":
                self._ledger.count("poison-record")
                pile.add((pmid,), [Rejected(pmid, spoiler.fault.detail, spoiler.fault.body)])

    def _ask(self, pmids: tuple[str, ...], tries: int | None) -> tuple[Parsed, ...]:
        return self._client.ask(
            "efetch", _judge_records, self._ledger, tries=tries, db="pubmed", id=",".join(pmids), retmode="xml"
        )

    def _note(self, pile: Pile) -> None:
        if pile.deletions:
            self._ledger.warn(
                "delete-citation", "A reply to a request for records held a list of deletions, which was not acted on."
            )
        if pile.nameless > len(pile.rejected):
            self._ledger.warn("nameless-record", "A record without a readable PMID came and could not be assigned.")
        if pile.duplicates:
            self._ledger.count("duplicate-records")
        if pile.unrequested:
            self._ledger.count("unrequested-records")
            self._ledger.warn(
                "unrequested-records",
                f"Records that nobody asked for came and were left out: {_some(pile.unrequested)}",
            )
        if missing := pile.missing():
            self._ledger.count("missing-records")
            self._ledger.warn("missing-records", f"{len(missing)} records did not come, asked twice: {_some(missing)}")


def _judge_records(reply: Reply) -> tuple[Parsed, ...]:
    body = judge_fetch(reply)
    try:
        return tuple(read_xml_bytes(body))
    except InputFileError as error:
        flaw = error.message
    raise Unreadable("unreadable-body", flaw, body)


def _some(pmids: Sequence[str]) -> str:
    shown = ", ".join(pmids[:5])
    return shown if len(pmids) <= 5 else f"{shown} and {len(pmids) - 5} more"
