"""The PubMed query language, offline: what a query may say, and what it means.

`syntax` holds the tree, `parse` makes it from text, `write` turns it back, `lint` judges a strategy's text,
`fields` says what words, keys and numbers a record has under each field tag, and `match` decides slowly and
rightly whether a record matches. The engines next door are fast and must agree with `match`.

Fields that PubMed does not have, the local ones, ask for what `appraisal` judges of a record: `judged` says what they
hold, `judged_words` how it is called. A query that is sent to PubMed must not name them.

May import `appraisal`, `record`, `vocabulary` and below. Touches nothing.
"""

from __future__ import annotations

from indexer.query.match import matches as matches
from indexer.query.parse import parse as parse
from indexer.query.syntax import Query as Query
