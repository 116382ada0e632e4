"""The workspace's lock: one writing run at a time, and who it is.

An operating-system lock (through filelock) on one file, so that a dead holder's lock is free at once, and beside it
a JSON file that says who holds it. Readers never take it.

Imports `errors` and filelock; touches the lock file it is given and the `.json` beside it.
"""

from __future__ import annotations

import datetime
import json
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from indexer.errors import LockHeld, StoreError

# `peek` holds the lock for an instant; a run that starts just then waits this long rather than being turned away.
_PATIENCE_SECONDS = 0.5
_POLL_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: process and host, since when (UTC), running which command.

    All of it is empty, and `since` None, in the instant between taking the lock and saying who took it.
    """

    pid: int = 0
    host: str = ""
    since: datetime.datetime | None = None
    command: str = ""

    def __str__(self) -> str:
        if self.since is None:
            return "another run that has only just begun"
        return f"`{self.command}` (process {self.pid} on {self.host}, since {self.since:%Y-%m-%d %H:%M:%S} UTC)"


class WorkspaceLock:
    """Holds the workspace for one writing command, as a context manager.

    Args:
        path: the lock file; it is made, with its folder, and stays.
        now: the present moment, with a time zone.
        command: what the holder is doing, as a user would type it. It is shown to others: no secrets.
        host: the name of this machine.
        pid: the number of this process.

    Raises:
        LockHeld: on entering, another process holds it; the message says who.
        StoreError: on entering, the lock file cannot be made or written.
    """

    def __init__(self, path: Path, *, now: datetime.datetime, command: str, host: str, pid: int) -> None:
        self._path = path
        self._holder = Holder(pid, host, now.astimezone(datetime.UTC), command)
        self._lock = FileLock(path)

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=_PATIENCE_SECONDS, poll_interval=_POLL_SECONDS)
        except Timeout as error:
            raise _held(self._path) from error
        except OSError as error:
            raise _unusable(self._path, error) from error
        try:
            _write(self._path, self._holder)
        except OSError as error:
            self._lock.release()
            raise _unusable(self._path, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # The note goes first: once the lock is free, the note may already be the next holder's. One that cannot be
        # removed is harmless, for a free lock is never reported as held.
        try:
            with suppress(OSError):
                _note(self._path).unlink(missing_ok=True)
        finally:
            self._lock.release()


def peek(path: Path) -> Holder | None:
    """Who holds the lock at `path`; None if nobody does, whatever a killed holder has left behind.

    Changes nothing, and works for an account that may only read.
    """
    if not path.exists():
        return None
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return _read(path) or Holder()
    except OSError:  # it may not be opened for writing, which filelock does
        return _read(path) or Holder() if _is_taken(path) else None
    lock.release()
    return None


def _is_taken(path: Path) -> bool:
    """Whether the operating system says so, asked with a file open for reading; yes where it cannot be asked."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


def _note(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _write(path: Path, holder: Holder) -> None:
    # Written aside and renamed, so that nobody reads half of it.
    draft = _note(path).with_suffix(".part")
    plain = asdict(holder) | {"since": holder.since.isoformat() if holder.since else None}
    draft.write_text(json.dumps(plain) + "\n", encoding="utf-8")
    draft.replace(_note(path))


def _read(path: Path) -> Holder | None:
    try:
        plain = json.loads(_note(path).read_text(encoding="utf-8"))
        since = datetime.datetime.fromisoformat(plain["since"])
        return Holder(int(plain["pid"]), str(plain["host"]), since, str(plain["command"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _held(path: Path) -> LockHeld:
    return LockHeld(
        f"The workspace is in use by {_read(path) or Holder()}.",
        hint="Wait until it has finished and run the command again; `evidence status` shows whether it still runs. "
        "Searching and reading need no lock.",
    )


def _unusable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"The workspace cannot be locked: {path} cannot be written ({error.strerror or error}).",
        hint="Check the permissions of that folder and its free space, or choose another --workspace.",
        code="lock-unwritable",
    )
