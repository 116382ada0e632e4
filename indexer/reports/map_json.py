"""An evidence map as data. Pure."""

from __future__ import annotations

import json
from typing import Any

from indexer.evidence_map import EvidenceMap, Line, Tally
from indexer.record import pmid_of
from indexer.stats import LEVELS


def map_json(drawn: EvidenceMap) -> str:
    """The map as one JSON object."""
    return json.dumps(map_data(drawn), ensure_ascii=False, indent=2) + "\n"


def map_data(drawn: EvidenceMap) -> dict[str, Any]:
    """The whole map: its headings, and of every cell that is not empty its numbers, its search and its PMIDs.

    `records` is what the search answers; `levels` and `retracted` add up to it.
    """
    return {
        "query": drawn.query,
        "rows_by": drawn.rows_by.value,
        "columns_by": drawn.columns_by.value,
        "drawn": drawn.drawn.isoformat(),
        "revision": drawn.revision,
        "collection": drawn.collection,
        "strategies": list(drawn.strategies),
        "left_rows": {"headings": drawn.left_rows.headings, "least": drawn.left_rows.least},
        "left_columns": {"headings": drawn.left_columns.headings, "least": drawn.left_columns.least},
        **tally(drawn.whole),
        "rows": [_line(drawn, line) for line in drawn.rows],
        "columns": [_line(drawn, line) for line in drawn.columns],
        "cells": [
            {
                "row": i,
                "column": j,
                **tally(cell.tally),
                "search": drawn.search(drawn.rows[i], drawn.columns[j]),
                "pmids": [pmid_of(id_) for id_ in cell.ids],
            }
            for (i, j), cell in sorted(drawn.cells.items())
        ],
    }


def tally(counted: Tally) -> dict[str, Any]:
    """How many, by level and retracted."""
    by_level = {"unknown" if one is None else str(int(one)): counted.of_level(one) for one in LEVELS}
    return {"records": counted.total, "levels": by_level, "retracted": counted.retracted}


def _line(drawn: EvidenceMap, line: Line) -> dict[str, Any]:
    return {
        "label": line.heading.label,
        "depth": line.heading.depth,
        "unknown": line.heading.unknown,
        **tally(line.tally),
        "search": drawn.search(line),
    }
