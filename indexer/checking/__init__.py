"""Check a writer's claims against the evidence in the collection.

Ten steps, a module each or a few: `draft` reads what was handed in, `claims` finds what is checkable in it,
`statements` reads what a sentence says, `evidence` finds the sentences of records that bear on a claim, `stance` says
which way one goes, `mismatch` where it is about something else, `verdict` weighs all of them, `advice` says at what
strength it could be said, `citations` looks after the draft's own references, `check` puts them together.

A wrong "supports" is worse than "insufficient": what does not fit is not determined, and shown. No text is generated.
"""

from __future__ import annotations

CHECKING_VERSION = 10
"""Goes up when the rules may give another verdict on the same records, so that whoever watches a claim is told that it
was not the literature that moved it."""
