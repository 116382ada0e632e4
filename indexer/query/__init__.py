"""The PubMed query language, offline: what a query may say, and what it means.

`syntax` holds the tree, `parse` makes it from text, `write` turns it back, `lint` judges a strategy's text,
`fields` says what words, keys and numbers a record has under each field tag, and `match` decides slowly and
rightly whether a record matches. The engines next door are fast and must agree with `match`.

May import `record`, `vocabulary` and below. Touches nothing.
"""

from __future__ import annotations

from indexer.query.match import matches as matches
from indexer.query.parse import parse as parse
from indexer.query.syntax import Query as Query
