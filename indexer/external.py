"""What other sources than PubMed say has become of a work: values between their readers, the store and the reports.

They stand beside a record and never change it: a retraction that Crossref knows and PubMed does not is shown as
Crossref's word. Imports `record` only.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from indexer.record import RecordId


class Nature(StrEnum):
    """What a notice does to the work it is about. `NONE` is no notice: the source was asked, and has none."""

    RETRACTION = "retraction"
    PARTIAL_RETRACTION = "partial retraction"
    CONCERN = "expression of concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ExternalStatus:
    """One notice about one work, as `source` had it when it was asked.

    Args:
        source: whom we asked: `crossref`, or `retraction-watch` for its file.
        nature: what the notice does.
        checked: when the source was asked, or as of when its file is, in UTC.
        asserted_by: whose word it is where the source passes on others': `publisher`, `retraction-watch`.
        date: the day of the notice, where the source says one.
        notice_doi: the notice's own DOI in lower case, without a prefix; empty if it has none.
        reason: the reason or the source's own word for the notice.
    """

    source: str
    nature: Nature
    checked: datetime.datetime
    asserted_by: str = ""
    date: datetime.date | None = None
    notice_doi: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A stored record as far as a source needs it to look it up. `doi` may be empty."""

    id: RecordId
    pmid: str
    doi: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The source knows the work and said this of it: at least one status, `Nature.NONE` alone if it has no notice."""

    id: RecordId
    statuses: tuple[ExternalStatus, ...]


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """The source has said nothing about this work, which is not the same as saying that it is sound."""

    id: RecordId
    reason: str


Answer = Answered | NotAnswered
