"""A judge that is any command: JSON lines on stdin and stdout, one question and one answer a claim.

First it is asked what it is:

    {"evidence-judge": 1}
    {"name": "…", "version": "…", "calibrated_on": "…"}

and then, as often as there are claims,

    {"claim": "…", "sentences": [{"id": "1", "text": "…"}]}
    {"judgements": [{"id": "1", "stance": "supports", "score": 0.93}]}

`stance` is `supports`, `contradicts` or `undetermined`, `score` from 0 to 1; a sentence that is left out is
undetermined. The command is started once a run, and ended with it. An answer in any other form is refused whole.

Imports the port from `checking`; starts the command.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer.checking.judges import STANCES, Answer, Card, Opinion, Sentence, one_line
from indexer.errors import JudgeError
from indexer.models.command import Command, Limits, hash_of

PROTOCOL = 1
_SHOWN = 80


class ExternalJudge:
    """A command as a judge. It is started, and asked what it is, at once.

    Raises:
        SettingsError: the command cannot be run.
        JudgeError: it does not say what it is.
    """

    def __init__(
        self,
        words: Sequence[str],
        *,
        folder: Path,
        limits: Limits | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._name = words[0]
        self._command = Command(words, folder=folder, limits=limits or Limits(), environment=environment)
        told = self._asked({"evidence-judge": PROTOCOL})
        if not isinstance(told.get("name"), str) or not told["name"].strip():
            raise self._refused("does not say its name", told)
        self._card = Card(
            one_line(told["name"]),
            one_line(told.get("version", "")),
            hash_of(words, folder),
            one_line(told.get("calibrated_on", "")),
        )

    @property
    def card(self) -> Card:
        return self._card

    def judge(self, claim: str, sentences: Sequence[Sentence]) -> Answer:
        told = self._asked({"claim": claim, "sentences": [asdict(one) for one in sentences]})
        judgements = told.get("judgements")
        if not isinstance(judgements, list):
            raise self._refused("gives no list of judgements", told)
        left = {one.id for one in sentences}
        opinions = []
        for each in judgements:
            opinion = _opinion(each)
            if isinstance(opinion, str):
                raise self._refused(opinion, each)
            if opinion.id not in left:
                raise self._refused("judges a sentence that it was not asked about, or one twice", each)
            left.remove(opinion.id)
            opinions.append(opinion)
        return Answer(tuple(opinions))

    def close(self) -> None:
        self._command.close()

    def _asked(self, question: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = self._command.ask(json.dumps(question, ensure_ascii=False).encode())
        try:
            told = json.loads(answer)
        except (ValueError, RecursionError):
            raise self._refused("answers with what is no JSON", answer.decode("utf-8", "replace")) from None
        if not isinstance(told, dict):
            raise self._refused("answers with what is no JSON object", told)
        return told

    def _refused(self, why: str, told: object) -> JudgeError:
        self._command.close()
        text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
        shown = one_line(text)[:_SHOWN]
        return JudgeError(
            f"the judge's command {self._name!r} {why}: {shown}",
            hint="Its answers must have the form that the README describes; see “Another judge”.",
            code="judge-malformed",
        )


def _opinion(told: object) -> Opinion | str:
    """One judgement, or what is wrong with it."""
    if not isinstance(told, dict):
        return "gives a judgement that is no object"
    identifier, stance, score = told.get("id"), told.get("stance"), told.get("score")
    if not isinstance(identifier, str):
        return "gives a judgement without the id of a sentence"
    if not isinstance(stance, str) or stance not in STANCES:
        return f"gives a stance that is none of {', '.join(STANCES)}"
    if not isinstance(score, int | float) or isinstance(score, bool) or not 0 <= score <= 1:
        return "gives a score that is no number from 0 to 1"
    return Opinion(identifier, STANCES[stance], float(score))
