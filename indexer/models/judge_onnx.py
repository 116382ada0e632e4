"""A judge that is a model of natural-language inference in a folder: ONNX, run by onnxruntime.

The folder holds `model.onnx`, `tokenizer.json`, and what its outputs mean: `labels.json` (a list) or `config.json` with
`id2label`, as exported. The sentence is the premise and the claim the hypothesis; entailment supports, contradiction
contradicts. `card.json`, if there, says `name`, `version`, `calibrated_on`, and the `temperature` that its scores were
calibrated with. The hash is of all files in the folder. Works only where onnxruntime and tokenizers are installed.

Imports the port from `checking`; reads the folder. Loads onnxruntime and tokenizers.
"""

from __future__ import annotations

import importlib.util
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from indexer.checking.calibration import softmax
from indexer.checking.judges import Answer, Card, Opinion, Sentence, one_line
from indexer.checking.values import Bearing
from indexer.errors import JudgeError, SettingsError
from indexer.models.command import hash_of_files

LABELS: Mapping[str, Bearing] = {
    "entailment": Bearing.SUPPORTS,
    "support": Bearing.SUPPORTS,
    "supports": Bearing.SUPPORTS,
    "contradiction": Bearing.CONTRADICTS,
    "contradict": Bearing.CONTRADICTS,
    "contradicts": Bearing.CONTRADICTS,
    "refutes": Bearing.CONTRADICTS,
    "neutral": Bearing.UNDETERMINED,
    "undetermined": Bearing.UNDETERMINED,
    "not_entailment": Bearing.UNDETERMINED,
    "not enough info": Bearing.UNDETERMINED,
}
"""What the labels of such models are called, in lower case."""

_LONGEST = 512
_NEEDED = ("onnxruntime", "tokenizers")


class Network(Protocol):
    """A model that scores a pair of texts: one number a label, before they are made shares."""

    def logits(self, premise: str, hypothesis: str) -> Sequence[float]:
        """The scores, in the order of the labels."""


class OnnxJudge:
    """A network as a judge. `temperature` divides its scores before they are made shares; 1 leaves them as they are."""

    def __init__(self, network: Network, labels: Sequence[Bearing], card: Card, *, temperature: float = 1.0) -> None:
        self._network = network
        self._labels = tuple(labels)
        self._card = card
        self._temperature = temperature

    @property
    def card(self) -> Card:
        return self._card

    def judge(self, claim: str, sentences: Sequence[Sentence]) -> Answer:
        return Answer(tuple(self._opinion(claim, one) for one in sentences))

    def close(self) -> None:
        """Nothing is held that needs it."""

    def _opinion(self, claim: str, sentence: Sentence) -> Opinion:
        logits = [float(one) for one in self._network.logits(sentence.text, claim)]
        if len(logits) != len(self._labels) or not all(map(math.isfinite, logits)):
            raise JudgeError(
                f"the model {self._card.name} gave {len(logits)} scores for {len(self._labels)} labels, or no numbers",
                hint="Its outputs and its labels must belong together.",
            )
        shares: dict[Bearing, float] = {}
        for label, chance in zip(self._labels, softmax([one / self._temperature for one in logits]), strict=True):
            shares[label] = shares.get(label, 0.0) + chance
        bearing = max(shares, key=shares.__getitem__)
        return Opinion(sentence.id, bearing, shares[bearing])


def open_onnx_judge(folder: Path) -> OnnxJudge:
    """The model in a folder, ready to judge.

    Raises:
        SettingsError: something is missing, not installed, or not of this form.
    """
    for module in _NEEDED:
        if importlib.util.find_spec(module) is None:
            raise SettingsError(
                f"a judge in ONNX needs {module}, which is not installed",
                hint="Install it with `pip install 'evidence-indexer[semantic]'`.",
                code="judge-onnx",
            )
    labels = _labels(folder)
    told = _object(folder / "card.json") if (folder / "card.json").exists() else {}
    temperature = told.get("temperature", 1.0)
    if not isinstance(temperature, int | float) or isinstance(temperature, bool) or not 0 < temperature < math.inf:
        raise _unusable(folder / "card.json", "its temperature is no number above 0")
    try:
        sha256 = hash_of_files(sorted(path for path in folder.iterdir() if path.is_file()))
    except OSError as error:
        raise _unusable(folder, str(error.strerror)) from error
    card = Card(
        one_line(told.get("name") or folder.resolve().name),
        one_line(told.get("version", "")),
        sha256,
        one_line(told.get("calibrated_on", "")),
    )
    return OnnxJudge(_opened(folder), labels, card, temperature=float(temperature))


def _labels(folder: Path) -> tuple[Bearing, ...]:
    path = folder / "labels.json" if (folder / "labels.json").exists() else folder / "config.json"
    told = _read(path)
    if isinstance(told, dict):
        named = told.get("id2label")
        told = _in_order(named) if isinstance(named, dict) else None
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise _unusable(path, "it has no list of labels, and no id2label")
    unknown = [one for one in told if one.lower() not in LABELS]
    if unknown:
        raise _unusable(path, f"it has the label {unknown[0]!r}; known are {', '.join(LABELS)}")
    found = tuple(LABELS[one.lower()] for one in told)
    if Bearing.SUPPORTS not in found or len(found) < 2:
        raise _unusable(path, "none of its labels says that a sentence supports a claim, or there is no other")
    return found


def _in_order(named: Mapping[str, Any]) -> list[Any]:
    return [named.get(str(place)) for place in range(len(named))]


def _object(path: Path) -> Mapping[str, Any]:
    told = _read(path)
    if not isinstance(told, dict):
        raise _unusable(path, "it is no JSON object")
    return told


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error
    except ValueError as error:
        raise _unusable(path, f"it is no JSON: {error}") from error


def _unusable(path: Path, why: str) -> SettingsError:
    return SettingsError(
        f"the judge's {path} cannot be used: {why}",
        hint="A judge's folder holds model.onnx, tokenizer.json and labels.json (or config.json with id2label).",
        code="judge-onnx",
    )


def _opened(folder: Path) -> Network:
    for name in ("model.onnx", "tokenizer.json"):
        if not (folder / name).is_file():
            raise _unusable(folder / name, "there is no such file")
    try:
        return _OnnxNetwork(folder)
    # Both libraries raise their own kinds, which share no class but Exception; the text is theirs.
    except Exception as error:
        raise _unusable(folder, " ".join(str(error).split())[:200]) from error


class _OnnxNetwork:
    def __init__(self, folder: Path) -> None:
        import numpy
        import onnxruntime
        from tokenizers import Tokenizer

        self._numpy: Any = numpy
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {one.name for one in self._session.get_inputs()}
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_length=_LONGEST)
        unknown = self._inputs - {"input_ids", "attention_mask", "token_type_ids"}
        if unknown:
            raise ValueError(f"the model asks for {', '.join(sorted(unknown))}")

    def logits(self, premise: str, hypothesis: str) -> Sequence[float]:
        encoded = self._tokenizer.encode(premise, hypothesis)
        given = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        np = self._numpy
        arrays = {name: np.array([given[name]], dtype=np.int64) for name in self._inputs}
        scores: list[float] = self._session.run(None, arrays)[0][0].tolist()
        return scores
