"""A judge's folder with a model of a few hundred bytes, written by hand: it adds up a row of scores for each word.

The fields are those of ONNX's protobuf (onnx.proto, version 7 of the format, operator set 11).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path

_FLOAT, _INT64 = 1, 7


def write_folder(folder: Path, scores: Mapping[str, tuple[float, float, float]]) -> None:
    """Writes model, tokenizer, labels and card. `scores` are of contradiction, entailment and neutral."""
    words = ["[UNK]", *scores]
    rows = [(0.0, 0.0, 0.0), *scores.values()]
    (folder / "model.onnx").write_bytes(_model(rows))
    (folder / "tokenizer.json").write_text(json.dumps(_tokenizer(words)), encoding="utf-8")
    labels = {"id2label": {"0": "CONTRADICTION", "1": "ENTAILMENT", "2": "NEUTRAL"}}
    (folder / "config.json").write_text(json.dumps(labels), encoding="utf-8")
    (folder / "card.json").write_text('{"name": "tiny", "calibrated_on": "nothing"}', encoding="utf-8")


def _tokenizer(words: list[str]) -> dict[str, object]:
    vocabulary = {word: place for place, word in enumerate(words)}
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
        "pre_tokenizer": {"type": "Whitespace"}, "post_processor": None, "decoder": None,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }  # fmt: skip


def _model(rows: list[tuple[float, float, float]]) -> bytes:
    table = b"".join(struct.pack("<3f", *row) for row in rows)
    weights = _number(1, len(rows)) + _number(1, 3) + _number(2, _FLOAT) + _part(8, b"rows") + _part(9, table)
    looked_up = _part(1, b"rows") + _part(1, b"input_ids") + _part(2, b"each") + _part(4, b"Gather")
    axes = _part(1, b"axes") + _number(8, 1) + _number(20, 7)
    keep = _part(1, b"keepdims") + _number(3, 0) + _number(20, 2)
    added = _part(1, b"each") + _part(2, b"logits") + _part(4, b"ReduceSum") + _part(5, axes) + _part(5, keep)
    graph = (
        _part(1, looked_up) + _part(1, added) + _part(2, b"tiny") + _part(5, weights)
        + _part(11, _value("input_ids", _INT64, "batch", "sequence"))
        + _part(12, _value("logits", _FLOAT, "batch", "labels"))
    )  # fmt: skip
    return _number(1, 7) + _part(7, graph) + _part(8, _part(1, b"") + _number(2, 11))


def _value(name: str, kind: int, *axes: str) -> bytes:
    shape = b"".join(_part(1, _part(2, axis.encode())) for axis in axes)
    return _part(1, name.encode()) + _part(2, _part(1, _number(1, kind) + _part(2, shape)))


def _part(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _varint(number: int) -> bytes:
    told = bytearray()
    while number > 0x7F:
        told.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*told, number))
