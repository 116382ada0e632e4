"""JSON Lines: one object a record, with the field names of the command line's `--json`.

Every object has every field; unknown is `null`, `""` or `[]`. `notes` says what the other formats say in words.

Imports `record`, `appraisal` and its neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from indexer.appraisal import Appraisal, appraise
from indexer.appraisal.wording import in_full, plain
from indexer.exports.wording import link, notes
from indexer.record import Record

# Line ends to Unicode that JSON lets stand and that many readers of lines would split at.
_LINE_ENDS = str.maketrans({"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def export(records: Iterable[Record]) -> Iterator[str]:
    """The JSON Lines file of `records`, a line a record."""
    for record in records:
        yield json.dumps(_object(record), ensure_ascii=False).translate(_LINE_ENDS) + "\n"


def _object(record: Record) -> dict[str, Any]:
    appraisal = appraise(record)
    return {
        "pmid": record.pmid,
        "title": record.title,
        "journal": record.journal.medline or record.journal.abbreviation or record.journal.title,
        "year": record.year,
        "authors": [author.short for author in record.authors],
        "doi": record.doi,
        "publication_types": [type_.name for type_ in record.publication_types],
        **_judged(appraisal),
        "status": record.status.value,
        "abstract": [{"label": part.label, "text": part.text} for part in record.abstract],
        "vernacular_title": record.vernacular_title,
        "mesh": [
            {
                "descriptor": mesh.descriptor,
                "ui": mesh.ui,
                "major": mesh.is_major,
                "qualifiers": [qualifier.name for qualifier in mesh.qualifiers],
            }
            for mesh in record.mesh
        ],
        "identifiers": {
            "pmid": record.pmid,
            "version": record.version,
            "doi": record.doi,
            "pmcid": record.pmcid,
            "other": [list(pair) for pair in record.other_ids],
            "trials": [{"registry": trial.registry, "accession": trial.accession} for trial in record.trial_ids],
        },
        "corrections": [
            {"kind": link_.kind, "pmid": link_.pmid, "source": link_.source, "note": link_.note}
            for link_ in record.corrections
        ],
        "keywords": list(record.keywords),
        "languages": list(record.languages),
        "url": link(record),
        "notes": list(notes(record)),
        "demonstration": record.is_demonstration,
        "appraisal": in_full(appraisal),
    }


def _judged(appraisal: Appraisal) -> dict[str, Any]:
    """What is judged of the record, without the words it rests on: these are under `appraisal`."""
    return {
        "level": str(int(appraisal.level.value)) if appraisal.level.value else None,
        "design": plain(appraisal.design.value),
        "features": [plain(one.value) for one in appraisal.features],
        "species": plain(appraisal.species.value),
        "participants": appraisal.sample.participants.value,
        "studies": appraisal.sample.studies.value,
        "population": [one.value for one in appraisal.conditions],
        "ages": [plain(one.value) for one in appraisal.ages],
        "drugs": [plain(one.value) for one in appraisal.drugs],
        "doses": [plain(one.value) for one in appraisal.doses],
        "routes": [plain(one.value) for one in appraisal.routes],
        "regimens": [plain(one.value) for one in appraisal.regimens],
        "comparators": [plain(one.value) for one in appraisal.comparators],
        "masking": plain(appraisal.masking.value),
        "outcomes": [plain(one.value) for one in appraisal.outcomes],
        "registrations": [plain(one.value) for one in appraisal.registrations],
        "funding": plain(appraisal.funding.value),
        "conflict": plain(appraisal.conflict.value),
    }
