"""The fast engine: Whoosh keeps the inverted index, and truth and rank are decided here.

Used of Whoosh (`whoosh3`, or Whoosh-Reloaded 2.7.5 unchanged): its table of contents and commits, its writer and
lock, its ordered hash of terms and its columns. Not used: its tokenisers, query parser, queries, matchers, scoring
and pickled postings. `schema` says what a record becomes, `codec` and `storage` how it lies on disk, `commit` and
`merging` write, `snapshot` reads, `evaluate` and `rank` answer, and `engine` is the adapter.

Touches its own index folder only.
"""

from __future__ import annotations

from indexer.engines.whoosh.engine import WhooshEngine as WhooshEngine
