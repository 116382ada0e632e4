"""PubMed as a source of literature: one strategy's search planned, proven complete, and fetched.

A harvest asks ESearch for the count and PubMed's own understanding of the strategy's words, then for every PMID (in
pieces if they are more than PubMed lists), proves that the pieces add up, and fetches them by POST. PubMed's history
server is not used: a stored search expires and lifts no limit, and a request that carries its ids can simply be sent
again. Touches the network; imports Bio only when the first request is sent.
"""

from __future__ import annotations

import dataclasses
import random as randomness
import time
from collections.abc import Callable, Iterator
from functools import partial

from indexer.errors import IncompleteError, SourceRefused, SourceUnreachable, UsageError
from indexer.runs import DateWindow, RunWarning
from indexer.sources.batches import Fetcher
from indexer.sources.entrez import NCBI, EntrezClient, Identity, settle
from indexer.sources.faults import Ledger
from indexer.sources.identifiers import is_pmid
from indexer.sources.interface import Batch, HarvestPlan, SourceState
from indexer.sources.pacing import PER_SECOND, PER_SECOND_WITH_KEY, Pace
from indexer.sources.reply import Found, judge_info, judge_search, judge_state
from indexer.sources.split import all_pmids
from indexer.sources.transport import Limits, Transport
from indexer.strategy import SearchStrategy

WINDOW = 9_999
"""How many hits of one search PubMed lists (not 10,000: `retstart` ends at 9998)."""

_ROUNDS = 3
# PubMed is rebuilt once a day: harvests of one refresh need not ask for its state each.
_BUILD_GOOD_FOR = 300.0


class PubMedSource:
    """The port `LiteratureSource`, answered by PubMed or by a server that speaks like it.

    Args:
        email: sent with every request; needed except on this machine.
        tool: the name of the program, likewise sent.
        api_key: allows ten requests a second instead of three; empty is none.
        base_url: the E-utilities' address; None for PubMed's own.
        window: how many hits the server lists of one search.
        batch: records per EFetch.
        timeout: seconds without a byte after which a request is given up.
        deadline: seconds a whole request may take.
        tries: how often a request is sent at most.
        per_second: requests a second, if not PubMed's own limit; for a server on this machine.
        clock: monotonic seconds.
        sleep: waits so many seconds.
        random: the jitter.

    Raises:
        SettingsError: no e-mail address, or an address that cannot be used.
    """

    name: str = "pubmed"

    def __init__(
        self,
        *,
        email: str,
        tool: str = "evidence-indexer",
        api_key: str | None = None,
        base_url: str | None = None,
        window: int = WINDOW,
        batch: int = 200,
        timeout: float = 30.0,
        deadline: float = 300.0,
        tries: int = 5,
        per_second: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        random: randomness.Random | None = None,
    ) -> None:
        base, identity = settle(base_url, Identity(tool, email, api_key))
        rate = per_second or (PER_SECOND_WITH_KEY if identity.api_key else PER_SECOND)
        self._client = EntrezClient(
            base,
            identity,
            Transport(base, Limits(timeout, deadline), clock),
            Pace(rate, clock, sleep),
            tries=tries,
            sleep=sleep,
            dice=random or randomness.Random(),  # noqa: S311 - jitter, not secrecy
        )
        if base != NCBI:
            self.name = f"pubmed at {self._client.host}"
        self._window = max(1, window)
        self._batch = max(1, batch)
        self._clock = clock
        self._build: tuple[float, str] | None = None
        self._ledger = Ledger()

    @property
    def faults(self) -> tuple[tuple[str, int], ...]:
        """Faults met and survived by `fetch` so far, by name; a harvest counts its own."""
        return self._ledger.faults

    def harvest(self, strategy: SearchStrategy, window: DateWindow | None) -> PubMedHarvest:
        """Plans a harvest of what `strategy` asks for; the words are sent as the author wrote them."""
        ledger = Ledger()
        sent = within(strategy.query, window)
        found = self._search(ledger, 0, sent)
        build, unknown = self._state(ledger)
        plan = HarvestPlan(sent, found.translation, found.count, build, (*found.notices, *unknown))
        return PubMedHarvest(
            plan,
            search=partial(self._search, ledger, self._window),
            recount=partial(self._search, ledger, 0),
            fetcher=Fetcher(self._client, self._batch, ledger),
            window=self._window,
            ledger=ledger,
        )

    def fetch(self, pmids: tuple[str, ...]) -> Iterator[Batch]:
        """Fetches given PMIDs, each once, in the order given.

        Raises:
            UsageError: one of them is not a PMID.
        """
        wrong = next((pmid for pmid in pmids if not is_pmid(pmid)), None)
        if wrong is not None:
            raise UsageError(f"“{wrong}” is not a PMID.", hint="A PMID is a number without leading zeros.", code="pmid")
        return Fetcher(self._client, self._batch, self._ledger).batches(tuple(dict.fromkeys(pmids)))

    def state(self) -> SourceState:
        """What PubMed says of itself, in one EInfo: whether it can be reached, and what time it has.

        Raises:
            SourceUnreachable, SourceRefused, SourceBlocked: it does not answer.
        """
        return self._client.ask("einfo", judge_state, Ledger(), tries=2, db="pubmed")

    def _search(self, ledger: Ledger, retmax: int, term: str) -> Found:
        judge = partial(judge_search, retmax=retmax)
        return self._client.ask("esearch", judge, ledger, db="pubmed", term=term, retmax=retmax)

    def _state(self, ledger: Ledger) -> tuple[str, tuple[RunWarning, ...]]:
        """The database's own state; not to know it is worth a warning and no more."""
        now = self._clock()
        if self._build is None or now - self._build[0] > _BUILD_GOOD_FOR:
            try:
                self._build = (now, self._client.ask("einfo", judge_info, ledger, tries=2, db="pubmed"))
            except (SourceUnreachable, SourceRefused) as error:
                return "", (RunWarning("build-unknown", f"The state of PubMed is not known: {error.message}"),)
        return self._build[1], ()


class PubMedHarvest:
    """The port `Harvest`. `search` lists up to the window, `recount` only counts."""

    def __init__(
        self,
        plan: HarvestPlan,
        *,
        search: Callable[[str], Found],
        recount: Callable[[str], Found],
        fetcher: Fetcher,
        window: int,
        ledger: Ledger,
    ) -> None:
        self._plan = plan
        self._search = search
        self._recount = recount
        self._fetcher = fetcher
        self._window = window
        self._ledger = ledger
        self._found: tuple[tuple[str, ...], IncompleteError | None] | None = None

    @property
    def plan(self) -> HarvestPlan:
        """What PubMed said it would give. Once the PMIDs are proven, `count` is the count they were proven against:
        records may have been added since the plan was made, which `warnings` then says."""
        return self._plan

    @property
    def faults(self) -> tuple[tuple[str, int], ...]:
        """Faults met and survived so far, by name."""
        return self._ledger.faults

    @property
    def warnings(self) -> tuple[RunWarning, ...]:
        """What was noticed beyond the plan's own warnings."""
        return self._ledger.warnings

    def pmids(self) -> tuple[str, ...]:
        """Every PMID that matches, ascending, proven against the count."""
        found, doubt = self._find()
        if doubt is not None:
            raise doubt
        return found

    def __iter__(self) -> Iterator[Batch]:
        """Fetches batch by batch; what could not be proven complete is fetched too, and then said."""
        found, doubt = self._find()
        yield from self._fetcher.batches(found)
        if doubt is not None:
            raise doubt

    def _find(self) -> tuple[tuple[str, ...], IncompleteError | None]:
        if self._found is None:
            self._found = self._prove()
        return self._found

    def _prove(self) -> tuple[tuple[str, ...], IncompleteError | None]:
        """The PMIDs, and what speaks against their being all. PubMed grows while it is searched: a sum that differs
        is compared with a new count before the search is done over."""
        count = self._plan.count
        found: tuple[str, ...] = ()
        for _ in range(_ROUNDS):
            found = all_pmids(self._search, self._plan.sent, count=count, window=self._window, ledger=self._ledger)
            if len(found) != count:
                self._ledger.count("count-drift")
                count = self._recount(self._plan.sent).count
            if len(found) == count:
                if count != self._plan.count:
                    self._ledger.warn(
                        "count-drift", f"The count went from {self._plan.count} to {count} while PubMed was searched."
                    )
                    self._plan = dataclasses.replace(self._plan, count=count)
                return found, None
        return found, IncompleteError(
            f"PubMed counts {count} records and lists {len(found)}, {_ROUNDS} times over: the harvest is incomplete.",
            hint="Run the refresh again later; what was stored stays good.",
            code="count-mismatch",
        )


def within(query: str, window: DateWindow | None) -> str:
    """The query as sent: the author's words, and the days if there are any, both included."""
    if window is None:
        return query
    return f"({query}) AND {window.low:%Y/%m/%d}:{window.high:%Y/%m/%d}[{window.field}]"
