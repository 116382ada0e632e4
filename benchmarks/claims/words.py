"""What each word speaks for of a rise, a fall and no change: the softmax regression that both fits of words are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from indexer.checking.direction_words import Weights


def fit_words(
    every: Iterable[tuple[Collection[str], str]], ways: tuple[str, str, str], *, fewest: int, freedom: float
) -> Weights:
    """The weights of words by (words, label); `ways` are the labels of a rise, a fall and no change. A word counts that
    stands in at least `fewest`; `freedom` is the inverse of the penalty on the weights' squares."""
    told = [(dict.fromkeys(sorted(words), 1.0), label) for words, label in every]
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([row for row, _ in told])
    often = np.asarray((rows > 0).sum(axis=0)).ravel() >= fewest
    model = LogisticRegression(C=freedom, max_iter=3000, fit_intercept=False)
    model.fit(rows[:, often], [label for _, label in told])
    places = [list(model.classes_).index(way) for way in ways]
    names = np.asarray(vectorizer.feature_names_)[often]
    return {
        str(name): tuple(round(float(model.coef_[way][place]), 3) for way in places) for place, name in enumerate(names)
    }
