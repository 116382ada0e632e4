"""The identifiers of one record, gathered from wherever its source lists them.

Imports `identifiers` only.
"""

from __future__ import annotations

from indexer.sources.identifiers import doi, pmcid


class ArticleIds:
    """Takes identifiers in the order of their standing and sorts them into DOI, PMCID and others.

    The first valid DOI is the record's; a DOI that differs from it by more than case, or that is marked invalid,
    is among the others.
    """

    def __init__(self) -> None:
        self.pmcid = ""
        self._dois: dict[str, str] = {}
        self._invalid: set[str] = set()
        self._others: dict[tuple[str, str], None] = {}

    def add(self, kind: str, text: str, *, valid: bool = True) -> None:
        """Notes one identifier of type `kind` (`doi`, `pii`, `pmc`, `pubmed` …)."""
        if not text or kind == "pubmed":
            return
        if kind == "doi" and (bare := doi(text)):
            self._dois.setdefault(bare.lower(), bare)
            if not valid:
                self._invalid.add(bare.lower())
        elif kind in ("pmc", "pmcid") and (number := pmcid(text)) and self.pmcid in ("", number):
            self.pmcid = number
        else:
            self._others[(kind, text)] = None

    @property
    def doi(self) -> str:
        """The first valid DOI in its own case, or empty."""
        return next((shown for key, shown in self._dois.items() if key not in self._invalid), "")

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """Everything else as (type, value), further DOIs first."""
        return (*(("doi", shown) for shown in self._dois.values() if shown != self.doi), *self._others)
