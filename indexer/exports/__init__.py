"""Hand records to other tools: RIS, BibTeX, CSL-JSON, NBIB, CSV and JSON Lines.

An exporter takes records in the order wanted and gives pieces of text that joined are the file; it is pure, holds
one record at a time, and no record is left out. Lines end with `\\n` in every format but CSV, whose rows end with
`\\r\\n` (RFC 4180), so write the pieces to UTF-8 files with `newline=""`. What a record does not say gets no field.
Retracted works, expressions of concern, corrected works, notices and demonstration records say so in every format.

What people read is next door in `reports`. Imports `record`, `text`, `canonical`, `appraisal` and the standard
library; touches nothing. A further format is a module with `export` and a line in `EXPORTERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from indexer.exports import bibtex, csl_json, csv_table, json_lines, nbib, ris
from indexer.record import Record

Exporter = Callable[[Iterable[Record]], Iterator[str]]

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "ris": ris.export,
        "bibtex": bibtex.export,
        "csl-json": csl_json.export,
        "nbib": nbib.export,
        "csv": csv_table.export,
        "jsonl": json_lines.export,
    }
)
