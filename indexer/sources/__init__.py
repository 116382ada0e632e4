"""Obtain literature: from PubMed over the network, and from files.

`interface` is the port, `pubmed` the E-utilities through Biopython, `transport` what makes that safe, `reply` how
an answer is judged, `pubmed_xml`, `nbib` and `files` the readers; `crossref` and `retraction_watch` know what became
of works. May import `strategy` and below, Bio and requests, and sqlite3 for what `crossref_cache` keeps; touches the
network and the files it is given. Importing this package loads neither.
"""

from __future__ import annotations

from indexer.sources.interface import LiteratureSource as LiteratureSource
