"""Faults dealt to days: some every day, each of them now and then, the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from indexer.standin.faults import ALL, Fault, Faults, Kind


@dataclass(frozen=True, slots=True)
class Planned:
    """One fault of a day, as it is pushed."""

    endpoint: str
    fault: Fault
    nth: int
    times: int


class FaultSchedule:
    """Nought to four faults a day, of the transient and the poison kinds, each variant at least once.

    A fault whose call does not come on its day waits for the next day that has one.

    Args:
        seed: which faults, when and where.
        days: over so many days every fault comes at least once.

    Raises:
        ValueError: the days are too few for all faults.
    """

    MOST = 4
    FAULTS: tuple[Fault, ...] = tuple(
        fault for fault in ALL if isinstance(fault, Fault) and fault.kind in (Kind.TRANSIENT, Kind.POISON)
    )

    def __init__(self, seed: int, days: int = 60) -> None:
        if days * self.MOST < len(self.FAULTS):
            raise ValueError(f"{days} days with at most {self.MOST} faults are too few for {len(self.FAULTS)} faults")
        self._seed = seed
        self._days = days
        self._rounds: dict[int, tuple[tuple[Planned, ...], ...]] = {}

    def of(self, day: int) -> tuple[Planned, ...]:
        """The faults of a day, counted from 0; after the last day it goes on with other faults."""
        number, at = divmod(day, self._days)
        if number not in self._rounds:
            self._rounds[number] = self._round(number)
        return self._rounds[number][at]

    def push(self, day: int, faults: Faults) -> tuple[Planned, ...]:
        """Pushes the faults of a day."""
        planned = self.of(day)
        for one in planned:
            faults.push(one.endpoint, one.fault, nth=one.nth, times=one.times)
        return planned

    def _round(self, number: int) -> tuple[tuple[Planned, ...], ...]:
        dice = random.Random(f"{self._seed}/faults/{number}")  # noqa: S311
        sizes = [dice.randint(0, self.MOST) for _ in range(self._days)]
        while sum(sizes) < len(self.FAULTS):
            at = dice.choice([at for at, size in enumerate(sizes) if size < self.MOST])
            sizes[at] += 1
        deck = [*self.FAULTS, *dice.choices(self.FAULTS, k=sum(sizes) - len(self.FAULTS))]
        dice.shuffle(deck)
        return tuple(tuple(self._planned(dice, deck.pop()) for _ in range(size)) for size in sizes)

    @staticmethod
    def _planned(dice: random.Random, fault: Fault) -> Planned:
        endpoint = dice.choice(fault.endpoints)
        nth = dice.randint(1, 3) if endpoint == "esearch" else 1
        return Planned(endpoint, fault, nth, fault.times)
