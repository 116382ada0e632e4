"""The JSON shapes of the command line's contract, as plain dictionaries."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from indexer.appraisal import appraise
from indexer.appraisal.wording import in_full, plain
from indexer.external import ExternalStatus
from indexer.record import Author, Record, Status
from indexer.retraction_check import label
from indexer.runs import Run
from indexer.search import Found
from indexer.store.interface import StoredRecord

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"


def status_of(stored: StoredRecord) -> Status:
    """What has become of a stored record: gone outweighs what the record says of itself, but for a retraction."""
    status = stored.record.status
    return Status.GONE if stored.gone and status is not Status.RETRACTED else status


def link(record: Record) -> str:
    """The record's page at PubMed; empty for a demonstration record, which has none."""
    return "" if record.is_demonstration else f"{PUBMED}{record.pmid}/"


def hit(found: Found) -> dict[str, Any]:
    """One hit of a search."""
    return {
        **_citation(found.stored),
        "score": round(found.score, 4),
        "snippet": found.snippet.text,
        "snippet_marks": [list(mark) for mark in found.snippet.marks],
        "snippet_kind": found.snippet.kind.value,
    }


def record(stored: StoredRecord) -> dict[str, Any]:
    """One record in full."""
    it = stored.record
    return {
        **_citation(stored),
        "abstract": [{"label": part.label, "text": part.text} for part in it.abstract],
        "other_abstracts": [
            {"kind": other.kind, "language": other.language, "text": " ".join(part.text for part in other.sections)}
            for other in it.other_abstracts
        ],
        "vernacular_title": it.vernacular_title,
        "mesh": [
            {
                "descriptor": heading.descriptor,
                "ui": heading.ui,
                "major": heading.is_major,
                "qualifiers": [qualifier.name for qualifier in heading.qualifiers],
            }
            for heading in it.mesh
        ],
        "substances": [substance.name for substance in (*it.substances, *it.supplementary_mesh)],
        "keywords": list(it.keywords),
        "languages": list(it.languages),
        "identifiers": {
            "pmid": it.pmid,
            "version": it.version,
            "doi": it.doi,
            "pmcid": it.pmcid,
            "other": [list(pair) for pair in it.other_ids],
            "trials": [{"registry": trial.registry, "accession": trial.accession} for trial in it.trial_ids],
        },
        "corrections": [
            {"kind": link_.kind, "pmid": link_.pmid, "source": link_.source, "note": link_.note}
            for link_ in it.corrections
        ],
        "authors_full": [_author(author) for author in it.authors],
        "funding": [dataclasses.asdict(grant) for grant in it.funding],
        "conflict_statement": it.conflict_statement,
        "dates": {
            "published": str(it.published),
            "electronic": str(it.electronic) if it.electronic else "",
            "created": _day(it.history.created),
            "entered": _day(it.history.entered),
            "revised": _day(it.history.revised),
        },
        "strategies": list(stored.strategies),
        "former_strategies": list(stored.former_strategies),
        "gone": stored.gone,
        "external": [external(status) for status in stored.external],
        "first_seen": stored.first_seen.isoformat(),
        "last_fetched": stored.last_fetched.isoformat(),
        "revision": stored.revision,
        "copyright": it.copyright,
        "appraisal": in_full(appraise(it)),
    }


def external(status: ExternalStatus) -> dict[str, Any]:
    """What another source says of a record; of nature `none` if it was asked and has no notice."""
    return {
        "source": status.source,
        "asserted_by": status.asserted_by,
        "nature": status.nature.value,
        "date": _day(status.date),
        "notice_doi": status.notice_doi,
        "reason": status.reason,
        "checked": status.checked.isoformat(),
    }


def run(done: Run) -> dict[str, Any]:
    """One run of the log."""
    counts = dataclasses.asdict(done.counts)
    return {
        "id": done.id,
        "strategy": done.strategy,
        "job": done.job,
        "outcome": done.outcome.value,
        "empty": done.outcome.value == "complete" and done.counts.count == 0,
        "started": done.started.isoformat(),
        "finished": done.finished.isoformat() if done.finished else None,
        "window": {"field": done.window.field, "low": _day(done.window.low), "high": _day(done.window.high)}
        if done.window
        else None,
        "watermark": _day(done.watermark),
        "source": done.source,
        "source_build": done.source_build,
        "sent": done.sent,
        "understood": done.understood,
        **counts,
        "warnings": [{"code": warning.code, "message": warning.message} for warning in done.warnings],
        "faults": dict(done.faults),
        "error": done.error,
    }


def _citation(stored: StoredRecord) -> dict[str, Any]:
    it = stored.record
    appraisal = appraise(it)
    return {
        "pmid": it.pmid,
        "title": it.title,
        "journal": it.journal.medline or it.journal.abbreviation or it.journal.title,
        "year": it.year,
        "authors": [author.short for author in it.authors],
        "doi": it.doi,
        "publication_types": [type_.name for type_ in it.publication_types],
        "level": str(int(appraisal.level.value)) if appraisal.level.value else None,
        "design": plain(appraisal.design.value),
        "species": plain(appraisal.species.value),
        "participants": appraisal.sample.participants.value,
        "population": [one.value for one in appraisal.conditions],
        "drugs": [plain(one.value) for one in appraisal.drugs],
        "routes": [plain(one.value) for one in appraisal.routes],
        "status": status_of(stored).value,
        "external_status": label(stored) or None,
        "demonstration": it.is_demonstration,
        "url": link(it),
    }


def _author(author: Author) -> dict[str, Any]:
    plain = dataclasses.asdict(author)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items() if value}


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
