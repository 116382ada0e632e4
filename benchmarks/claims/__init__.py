"""How well claims are checked: `python -m benchmarks.claims --data DIR [--part …] [--json]`.

Parts: `scifact` (retrieval, rationale sentences, labels, abstracts as the paper of SciFact scores them), `direction`
(which way an outcome went in trials, Evidence Inference), `calibration` (how often what was decided is right, and what
is said of that), `topic` (claims that the collection has nothing on), `absent` and `contrasts` (made from true
sentences), `hand` (claims and sentences labelled by hand for this). `benchmarks.claims.absent`, `.contrasts` and
`.hand` are commands of their own too, with more to ask of them; `benchmarks.claims.scale` measures what checking costs
in a large collection. Whatever is fitted is fitted on the other folds.

Rules were written with the errors of folds 0 and 1 of five in view, never of the others; they have rows of their own.
"""
