"""An honest local stand-in of NCBI's E-utilities for PubMed, to develop, test and demonstrate against.

It serves ESearch, EFetch, EPost, ESummary, EInfo and a minimal ESpell over PubMed XML files it is given, on a
loopback port, and answers queries with an evaluator of its own. It shares no code with the harvester that it is
there to test: nothing here imports the rest of the package, and only the standard library is used.
It may touch a loopback port and the XML files it is given. Its sibling, the client, is `sources`.

    from indexer.standin.server import StandIn
    with StandIn([path], window=9999) as server:
        server.base_url, server.log, server.library, server.faults

What goes wrong is scripted: `faults.py` is the catalogue of 56 faults. Days that pass are too: `script.py` holds a
virtual clock, changes of the library day by day, faults dealt to days, and what the library holds at any moment.

Where its behaviour comes from is marked in the code: *observed* is a reply of the live service that was published
with its date, *designed* is ours. Limits it declares:

- It makes no claim of PubMed's relevance ranking, full Automatic Term Mapping, complete MeSH, phrase index, exact stop
  words, wildcard expansion, proximity, or publisher subsets. `relevance` is arbitrary but stable. Proximity (`:~N`) is
  words within a window of one text.
- The phrase index is the served records' own: a phrase that PubMed knows from other records is reported here as not
  found. `report_missing_phrases=False` keeps quiet about those, as the live service does for phrases it knows.
- Counts and content are those of the files it serves, not PubMed's.
- Assumptions: how long a WebEnv lives, POST limits, that ESearch and EFetch never disagree, the exact status of an
  expired WebEnv, `pdat` as the default `datetype`, one of `mindate` and `maxdate` alone being ignored, unbalanced
  brackets being a backend error, latency, and TLS and proxy behaviour.
- The window of 9,999 and the DTD version are dated observations of 2026-10, not contracts.
- Nothing here was checked against the live service by running the two side by side.
"""
