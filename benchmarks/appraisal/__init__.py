"""How well records are appraised, measured on hand-labelled ones: `python -m benchmarks.appraisal --data DIR`.

Two labelled sets are read where they lie and never copied: 533 records on ketamine and psychedelics labelled for a
living review (study type, sample size, route …), and 1,581 neuroscience and psychiatry abstracts in 14 study types.
Nothing is trained on them. Each record belongs to one of two halves by a hash of its PMID: of the *examined* half the
errors may be read (`--errors`), of the *untouched* half only figures are ever printed, so that the second column shows
what the rules do on records that nobody looked at while writing them.

* `labels` reads the sets and their halves;
* `mapping` says what each label means in our words;
* `attributes` pairs what was labelled with what we say, attribute by attribute;
* `measures` counts and estimates;
* `noise` proves by rule where the labels contradict themselves;
* `goals` holds the goals, `tables` the printing.
"""
