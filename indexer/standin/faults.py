"""Scripted faults: what goes wrong, at which call, before everything is well again.

A fault is a small named value with a mark: *observed* copies published replies of the live service, *designed* is a
transport or data fault of ours. A fault is pushed for an endpoint and the nth call from then on:

    server.faults.push("esearch", RATE_LIMITED)            # the next ESearch call
    server.faults.push("efetch", SHORT_BODY, nth=2)        # the second EFetch call from now
    server.faults.push("efetch", SERVER_ERROR, times=None) # every EFetch call from now on

Faults that are states of the library rather than replies are `Mutation`s: `mutation.change(library, pmids, day)`.
`FAULTS` is the catalogue by number; `variants` gives all forms of one number.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from indexer.standin import faults_data, faults_library, faults_queries, faults_service, faults_transport
from indexer.standin.faults_service import (
    BACKEND_FAILED,
    BLOCKED,
    EMPTY_BODY,
    HISTORY_EXPIRED,
    MISUSE_PAGE,
    MISUSE_PATH,
    RATE_LIMITED,
    SERVER_ERROR,
    rate_limited,
)
from indexer.standin.faults_transport import RESET, SHORT_BODY
from indexer.standin.scripted import ANY, Exchange, Fault, Faults, Kind, Mark, Mutation

__all__ = [
    "ALL", "ANY", "BACKEND_FAILED", "BLOCKED", "EMPTY_BODY", "FAULTS", "HISTORY_EXPIRED", "MISUSE_PAGE", "MISUSE_PATH",
    "RATE_LIMITED", "RESET", "SERVER_ERROR", "SHORT_BODY", "Exchange", "Fault", "Faults", "Kind", "Mark", "Mutation",
    "named", "rate_limited", "variants",
]  # fmt: skip

_TABLES = (faults_service, faults_queries, faults_transport, faults_data, faults_library)
ALL: tuple[Fault | Mutation, ...] = tuple(
    sorted((fault for table in _TABLES for fault in table.TABLE), key=lambda fault: fault.number)
)
"""Every fault in every variant, by number."""

FAULTS: Mapping[int, Fault | Mutation] = MappingProxyType({fault.number: fault for fault in reversed(ALL)})
"""The first variant of each number, 1 to 56."""


def variants(number: int) -> tuple[Fault | Mutation, ...]:
    """All forms of one fault."""
    return tuple(fault for fault in ALL if fault.number == number)


def named(name: str) -> Fault:
    """The fault of this name.

    Raises:
        KeyError: no fault that can be pushed has it.
    """
    for fault in ALL:
        if fault.name == name and isinstance(fault, Fault):
            return fault
    raise KeyError(name)
