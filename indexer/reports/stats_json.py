"""The collection's numbers as data. Pure."""

from __future__ import annotations

import json
from typing import Any

from indexer.stats import LEVELS, Stats, Year


def stats_json(stats: Stats) -> str:
    """The numbers as one JSON object."""
    return json.dumps(stats_data(stats), ensure_ascii=False, indent=2) + "\n"


def stats_data(stats: Stats) -> dict[str, Any]:
    """The contract's `data`: of every attribute its counts and for how many records it is known and unknown."""
    return {
        "query": stats.query,
        "records": stats.records,
        "demonstrations": stats.demonstrations,
        "collection": stats.collection,
        "gone": stats.gone,
        "revision": stats.revision,
        "counted": stats.counted.isoformat(),
        "years": [_year(year) for year in stats.years],
        "attributes": {
            one.key: {
                "title": one.title,
                "known": one.known,
                "unknown": stats.records - one.known,
                "several": one.several,
                "counts": [{"value": value, "count": count} for value, count in one.counts],
            }
            for one in stats.breakdowns
        },
        "strategies": [{"value": name, "count": count} for name, count in stats.strategies],
    }


def _year(year: Year) -> dict[str, Any]:
    names = ("unknown" if level is None else str(int(level)) for level in LEVELS)
    return {"year": year.year, "records": year.total, "levels": dict(zip(names, year.levels, strict=True))}
