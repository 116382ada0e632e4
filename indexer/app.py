"""The composition root: the only module that names concrete adapters, and opens, locks and closes them.

A `Workspace` is a folder with `queries/` and `index/`; every method that opens something is a context manager.
Adapters are imported when they are opened, so that a search loads neither Bio nor requests.
"""

from __future__ import annotations

import datetime
import os
import random
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import ConceptsError, LocalDataError, SettingsError, StoreError, StrategyError, UsageError
from indexer.settings import CROSSREF_URL, NCBI_BASE_URL, JudgeSettings, Settings, choose_judge
from indexer.version import VERSION

if TYPE_CHECKING:
    from indexer.checking.judges import Consultation, Judge
    from indexer.checking.semantic import Semantic, Unavailable
    from indexer.engines.interface import SearchEngine
    from indexer.sources.interface import LiteratureSource, RetractionSource, SourceState
    from indexer.sources.pubmed import PubMedSource
    from indexer.store.archive import Manifest
    from indexer.store.interface import RecordStore
    from indexer.store.lock import Holder
    from indexer.strategy import SearchStrategy
    from indexer.vocabulary.extending import WorkspaceTables
    from indexer.vocabulary.tables import Extension

ENGINES = ("whoosh", "memory")
SHIPPED_STRATEGIES = Path(__file__).resolve().parent / "queries"
CONCEPTS_README = Path(__file__).resolve().parent / "vocabulary" / "data" / "concepts.md"


def utc_now() -> datetime.datetime:
    """The time in UTC, with its zone."""
    return datetime.datetime.now(datetime.UTC)


class Workspace:
    """One workspace and its parts, set up as `settings` say."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @contextmanager
    def store(self, *, write: bool = False) -> Iterator[RecordStore]:
        """Opens the record store: to read what exists, or to write, making it if need be.

        Raises:
            StoreError: there is none to read, or it cannot be used.
        """
        from indexer.store.sqlite import SqliteStore

        path = self.settings.store_path
        if write:
            self._require_workspace()
            store = SqliteStore.create(path)
        else:
            if not path.exists():
                self._require_workspace()
                raise StoreError(
                    f"there is no index in {self.settings.workspace} yet",
                    hint="Run `evidence refresh`, `evidence import FILE`, or `evidence demo DIR` to try it offline.",
                    code="no-store",
                )
            store = SqliteStore.open(path, read_only=True)
        try:
            yield store
        finally:
            store.close()

    def concept_tables(self) -> WorkspaceTables:
        """What the workspace's `concepts/` adds to the concept tables, and what is wrong with it.

        Raises:
            ConceptsError: the folder or a file in it cannot be read.
        """
        from indexer.vocabulary.extending import read

        return read(self._concept_files())

    def _concept_files(self) -> Mapping[str, bytes]:
        folder = self.settings.concepts
        try:
            if not folder.exists() and not folder.is_symlink():
                return {}
            from indexer.vocabulary.extension_files import FILES

            # Notes, what an editor keeps beside a file, and hidden files are no tables; whatever else is there is
            # meant to be one, and a mistaken name must be told.
            meant = [
                path
                for path in sorted(folder.iterdir())
                if not path.name.startswith(".") and path.suffix != ".md" and not path.name.endswith("~")
            ]
            return {path.name: path.read_bytes() if path.name in FILES else b"" for path in meant}
        except OSError as error:
            raise ConceptsError(
                f"{error.filename or folder} cannot be read: {error.strerror}",
                hint="concepts/ is a folder of .tsv files; correct what is there, or move it away.",
            ) from error

    def extension(self) -> Extension:
        """The rows that the workspace adds to the concept tables; `extended` makes them count.

        Raises:
            ConceptsError: a row cannot be used; the message says which and why.
        """
        from indexer.vocabulary.tables import PACKAGED

        files = self._concept_files()
        if not files:
            return PACKAGED
        from indexer.vocabulary.extending import read

        tables = read(files)
        if tables.extension is None:
            first, *others = [one for one in tables.problems if one.is_error]
            more = f" `evidence concepts check` lists {len(others)} more." if others else ""
            raise ConceptsError(f"{self.settings.concepts}{os.sep}{first}", hint=f"{first.hint}{more}")
        return tables.extension

    @contextmanager
    def extended(self) -> Iterator[None]:
        """Makes the workspace's concept tables count for as long as the block runs, in this thread.

        Raises:
            ConceptsError: a row cannot be used.
        """
        from indexer.vocabulary.tables import extended

        with extended(self.extension()):
            yield

    @contextmanager
    def engine(self, *, write: bool = False) -> Iterator[SearchEngine]:
        """Opens the search engine that the settings name. As long as it is open, the workspace's concept tables count.

        Raises:
            ConceptsError: a row of the workspace's concept tables cannot be used.
        """
        engine: SearchEngine
        match self.settings.engine:
            case "whoosh":
                from indexer.engines.whoosh import WhooshEngine

                engine = WhooshEngine(self.settings.index / "whoosh", read_only=not write)
            case "memory":
                from indexer.engines.memory import MemoryEngine

                engine = MemoryEngine()
            case unknown:
                raise SettingsError(f"there is no engine {unknown!r}", hint=f"Known are {', '.join(ENGINES)}.")
        try:
            with self.extended():
                yield engine
        finally:
            engine.close()

    @contextmanager
    def reading(self) -> Iterator[tuple[RecordStore, SearchEngine]]:
        """Opens store and engine for answering. An engine that keeps nothing on disk is filled first.

        Raises:
            LocalDataError: the index was never built, or was built otherwise than this program would now.
        """
        from indexer.refresh import catch_up

        with self.store() as store, self.engine() as engine:
            if store.revision == 0:
                raise StoreError(
                    f"the index in {self.settings.workspace} holds no record yet",
                    hint="Run `evidence refresh`, `evidence import FILE`, or `evidence demo DIR` to try it offline.",
                    code="empty-store",
                )
            if self.settings.engine == "memory":
                for _ in catch_up(engine, store):
                    pass
            elif engine.revision == 0 and store.revision > 0:
                raise LocalDataError(
                    f"the full-text index {engine.outdated or 'is missing'}",
                    hint="Run `evidence engine rebuild`: the records are safe in the store.",
                    code="engine-missing",
                )
            yield store, engine

    @contextmanager
    def locked(self, command: str) -> Iterator[None]:
        """Holds the workspace's lock: one run writes at a time, and readers never wait.

        Raises:
            LockHeld: another run holds it; the message says who, since when and where.
        """
        from indexer.store.lock import WorkspaceLock

        self._require_workspace()
        self._make_index()
        lock = WorkspaceLock(
            self.settings.lock_path, now=utc_now(), command=command, host=socket.gethostname(), pid=os.getpid()
        )
        with lock:
            yield

    def lock_holder(self) -> Holder | None:
        """Who holds the lock now, if anyone does."""
        from indexer.store.lock import peek

        return peek(self.settings.lock_path)

    def back_up(self, target: Path) -> Manifest:
        """Writes a backup of the store to a file, all or nothing. Needs no lock: others may write meanwhile."""
        from indexer.store.backup import back_up

        if not self.settings.store_path.exists():
            with self.store():  # says what is missing, and what to do
                pass
        return back_up(self.settings.store_path, target, now=utc_now(), program=VERSION)

    def restore(self, backup: Path) -> tuple[Manifest, Path | None]:
        """Puts a backup, once it is proven, in the store's place. The caller holds the lock, and fills the engine.

        Returns:
            What the backup says of itself, and where the old store is kept, if there was one.
        """
        from indexer.store.restore import staged

        with staged(backup, self.settings.store_path) as stage:
            # First the engine: killed after the swap, it would go on from a revision of the old store.
            with self.engine(write=True) as engine:
                engine.clear()
            return stage.manifest, stage.swap()

    def source(self) -> LiteratureSource:
        """PubMed, as the settings say. Loads Bio.

        Raises:
            SettingsError: no e-mail address is set, which NCBI asks for.
        """
        return self._pubmed()

    def source_state(self) -> SourceState:
        """What PubMed says of itself, in one small request.

        Raises:
            SourceError, SettingsError: it does not answer, or cannot be asked.
        """
        return self._pubmed().state()

    def _pubmed(self) -> PubMedSource:
        from indexer.sources.pubmed import PubMedSource

        pubmed = self.settings.pubmed
        if not pubmed.email:
            raise SettingsError(
                "NCBI_EMAIL is not set: NCBI asks every program for an address to write to before it blocks one",
                hint="Run `export NCBI_EMAIL=you@example.org`, or use `evidence demo` or `evidence import` offline.",
                code="no-email",
            )
        allowed = 10 if pubmed.api_key else 3
        if pubmed.base_url == NCBI_BASE_URL and (pubmed.per_second or 0) > allowed:
            raise SettingsError(
                f"per_second = {pubmed.per_second:g} is more than the {allowed} requests a second that NCBI allows",
                hint="Leave it out: a faster setting is for a server of your own.",
            )
        return PubMedSource(
            email=pubmed.email,
            tool=pubmed.tool,
            api_key=pubmed.api_key,
            base_url=pubmed.base_url,
            window=pubmed.window,
            batch=pubmed.batch,
            timeout=pubmed.timeout,
            deadline=pubmed.deadline,
            tries=pubmed.tries,
            per_second=pubmed.per_second,
        )

    @contextmanager
    def crossref(self, *, max_age: datetime.timedelta) -> Iterator[RetractionSource]:
        """Crossref's word on retractions, with answers of the last `max_age` kept. Loads requests.

        Raises:
            SettingsError: no e-mail address is set, by which Crossref knows whom to write to.
        """
        from indexer.sources.crossref import Crossref
        from indexer.sources.crossref_cache import CrossrefCache
        from indexer.sources.crossref_exchange import Exchange
        from indexer.sources.transport import Limits

        pubmed = self.settings.pubmed
        if not pubmed.email:
            raise SettingsError(
                "NCBI_EMAIL is not set: it is sent to Crossref too, which asks for an address to write to",
                hint="Run `export NCBI_EMAIL=you@example.org`, or check against a file with --csv.",
                code="no-email",
            )
        # Crossref says in each reply how many requests it allows; one a second is not more than any of its pools has.
        ours = self.settings.crossref_url != CROSSREF_URL
        exchange = Exchange(
            self.settings.crossref_url,
            email=pubmed.email,
            agent=f"evidence-indexer/{VERSION}",
            limits=Limits(pubmed.timeout, pubmed.deadline),
            tries=pubmed.tries,
            interval=1.0 / pubmed.per_second if ours and pubmed.per_second else 1.0,
            clock=time.monotonic,
            sleep=time.sleep,
            dice=random.Random(),  # noqa: S311 - jitter
        )
        cache = CrossrefCache(self.settings.crossref_cache_path)
        try:
            yield Crossref(exchange, cache, now=utc_now, max_age=max_age)
        finally:
            cache.close()
            exchange.close()

    @contextmanager
    def consultation(self, use: str = "") -> Iterator[Consultation | None]:
        """The judge besides the rules, started and asked what it is; None for the rules alone.

        Args:
            use: what `--judge` gave, as in `settings.choose_judge`; empty is what the settings name.

        Raises:
            SettingsError, JudgeError: it cannot be started, or does not say what it is.
        """
        chosen = choose_judge(use, self.settings.judge) if use else self.settings.judge
        judge = self._judge(chosen)
        if judge is None:
            yield None
            return
        from indexer.checking.judges import Consultation

        try:
            yield Consultation(judge, least=chosen.least)
        finally:
            judge.close()

    def _judge(self, chosen: JudgeSettings) -> Judge | None:
        folder = self.settings.workspace
        if chosen.kind == "rules":
            return None
        if chosen.kind == "onnx":
            from indexer.models.judge_onnx import open_onnx_judge

            return open_onnx_judge(folder / Path(chosen.words[0]).expanduser())
        from indexer.models.command import Limits

        # What a judge is sent is the claim and the sentences; a key of NCBI's is no business of its.
        environment = {name: value for name, value in os.environ.items() if name != "NCBI_API_KEY"}
        limits = Limits(seconds=chosen.timeout)
        if chosen.kind == "llm":
            from indexer.checking.judges import Card
            from indexer.models.judge_llm import LanguageModelJudge

            card = Card(chosen.name, chosen.version, "", chosen.calibrated_on)
            return LanguageModelJudge(chosen.words, folder=folder, card=card, limits=limits, environment=environment)
        from indexer.models.judge_external import ExternalJudge

        return ExternalJudge(chosen.words, folder=folder, limits=limits, environment=environment)

    @contextmanager
    def semantic(self, on: bool | None = None) -> Iterator[Semantic | Unavailable | None]:
        """The model of semantic retrieval; why it cannot be had; or None, where it is not asked for.

        Args:
            on: what `--semantic` or `--no-semantic` gave; None is what the settings say.
        """
        if not (self.settings.semantic if on is None else on):
            yield None
            return
        from indexer.checking.semantic import Unavailable
        from indexer.models.minilm import open_minilm

        found = open_minilm(self.settings.vectors_path)
        try:
            yield found
        finally:
            if not isinstance(found, Unavailable):
                found.close()

    def strategies(self, names: tuple[str, ...] = ()) -> tuple[SearchStrategy, ...]:
        """The workspace's strategies, all or those named, in order of name.

        Raises:
            StrategyError: a file cannot be used.
            UsageError: there is no strategy of a given name.
        """
        from indexer.strategy import read_strategies

        self._require_workspace()
        found = read_strategies(self.settings.queries)
        known = {strategy.name: strategy for strategy in found}
        for name in names:
            if name not in known:
                raise UsageError(
                    f"there is no strategy {name!r} in {self.settings.queries}",
                    hint=f"There are: {', '.join(known) or 'none'}.",
                    code="unknown-strategy",
                )
        return tuple(known[name] for name in names) if names else found

    def readable_strategies(self) -> tuple[tuple[SearchStrategy, ...], tuple[StrategyError, ...]]:
        """The workspace's strategies that can be used, and why the others cannot: one bad file must not stop all."""
        from indexer.strategy import read_strategy, strategy_files

        self._require_workspace()
        good, bad = [], []
        for path in strategy_files(self.settings.queries):
            try:
                good.append(read_strategy(path))
            except StrategyError as error:
                bad.append(error)
        return tuple(good), tuple(bad)

    def create(self) -> tuple[Path, ...]:
        """Makes the workspace's folders, with the shipped strategies in it; what is there stays as it is.

        Returns:
            The files made.
        """
        made = []
        try:
            self.settings.queries.mkdir(parents=True, exist_ok=True)
            self.settings.index.mkdir(exist_ok=True)
            self.settings.concepts.mkdir(exist_ok=True)
            shipped = {self.settings.queries / source.name: source for source in sorted(shipped_strategies().iterdir())}
            for target, source in {**shipped, self.settings.concepts / "README.md": CONCEPTS_README}.items():
                if source.suffix in {".toml", ".md"} and not target.exists():
                    shutil.copyfile(source, target)
                    made.append(target)
        except OSError as error:
            raise UsageError(
                f"the workspace {self.settings.workspace} cannot be made: {error.strerror}",
                hint="Choose a folder you may write to.",
            ) from error
        return tuple(made)

    def _require_workspace(self) -> None:
        if not self.settings.queries.is_dir():
            raise UsageError(
                f"{self.settings.workspace.resolve()} is not a workspace: it has no queries/ folder",
                hint="Run `evidence init` there, or name a workspace with --workspace.",
                code="no-workspace",
            )

    def _make_index(self) -> None:
        try:
            self.settings.index.mkdir(exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.settings.index} cannot be made: {error.strerror}", hint="Check who may write there."
            ) from error


def shipped_strategies() -> Path:
    """The folder of strategies that came with this program: in the package, or beside it in a checkout."""
    packaged = SHIPPED_STRATEGIES
    return packaged if packaged.is_dir() else packaged.parent.parent / "queries"
