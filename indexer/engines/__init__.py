"""Find ids. An engine is derived from the store and can be thrown away; the store is the one truth.

`interface` is the port, `memory` the slow one that defines the answers, `whoosh` the fast one. May import
`query`, `appraisal`, `changes` and below, and Whoosh; touches its own index folder only. Importing this package
loads no engine.
"""

from __future__ import annotations

from indexer.engines.interface import SearchEngine as SearchEngine
