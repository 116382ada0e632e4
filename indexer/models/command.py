"""A command that answers on stdin and stdout, kept within limits of time and size.

It is started without a shell, in a group of processes of its own, so that at the end of its time whatever it has
started goes with it. Every failure is a `JudgeError` that says what the command did; after one it is gone.

Starts and ends processes; reads the command's own files for their hash.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import queue
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from indexer.errors import JudgeError, SettingsError

_CHUNK = 65536
_WAITING = 16
_TOLD = 400


@dataclass(frozen=True, slots=True)
class Limits:
    """What a command may take: seconds for one answer, and the bytes that answer may have."""

    seconds: float = 60.0
    size: int = 1_000_000


class Command:
    """A running command.

    Args:
        words: the command and its arguments.
        folder: where it runs; its relative paths are from there.
        environment: what it gets as its environment; None is our own.

    Raises:
        SettingsError: there is no such command, or it may not be run.
    """

    def __init__(
        self, words: Sequence[str], *, folder: Path, limits: Limits, environment: Mapping[str, str] | None = None
    ) -> None:
        self._name = words[0]
        self._limits = limits
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the user's own command, and no shell
                list(words),
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise SettingsError(
                f"the judge's command {self._name!r} cannot be run: {error.strerror}",
                hint="Give a command that is on the PATH, or its path from the workspace.",
                code="judge-command",
            ) from error
        process = self._process
        assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018 - it was started with all three
        self._input, self._output, self._errors = process.stdin, process.stdout, process.stderr
        self._chunks: queue.Queue[bytes] = queue.Queue(_WAITING)
        self._read = b""
        self._said = b""
        self._closed = False
        self._threads = [
            threading.Thread(target=self._pass_on, args=(self._output,), daemon=True),
            threading.Thread(target=self._keep_last, args=(self._errors,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def ask(self, line: bytes) -> bytes:
        """Sends one line and waits for one line.

        Raises:
            JudgeError: it ended, took too long, or said too much.
        """
        deadline = time.monotonic() + self._limits.seconds
        if self._read:
            raise self._failed("said more than one line to one question")
        self._send(line + b"\n", last=False)
        while b"\n" not in self._read:
            chunk = self._next(deadline)
            if not chunk:
                raise self._failed(f"ended without an answer{self._ended(deadline)}")
            self._take(chunk)
        answer, _, self._read = self._read.partition(b"\n")
        return answer

    def tell(self, text: bytes) -> bytes:
        """Sends everything, and waits for everything that it says until it ends.

        Raises:
            JudgeError: it failed, took too long, or said too much.
        """
        deadline = time.monotonic() + self._limits.seconds
        self._send(text, last=True)
        while chunk := self._next(deadline):
            self._take(chunk)
        ended = self._ended(deadline)
        if self._process.returncode != 0:
            raise self._failed(f"failed{ended}")
        return self._read

    def close(self) -> None:
        """Ends it, and everything that it has started."""
        if self._closed:
            return
        self._closed = True
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(queue.Empty):  # whoever waits to pass a chunk on can go on, and see the end
            while self._threads[0].is_alive():
                self._chunks.get(timeout=0.1)
        for thread in self._threads:
            thread.join(timeout=1.0)
        for stream in (self._input, self._output, self._errors):
            with contextlib.suppress(OSError):
                stream.close()

    def _send(self, text: bytes, *, last: bool) -> None:
        # In a thread: a command that does not read must not keep us waiting longer than its time.
        sender = threading.Thread(target=self._write, args=(text, last), daemon=True)
        self._threads = [*self._threads[:2], sender]
        sender.start()

    def _write(self, text: bytes, last: bool) -> None:
        with contextlib.suppress(OSError, ValueError):  # that it has ended shows in its answer
            self._input.write(text)
            self._input.flush()
            if last:
                self._input.close()

    def _pass_on(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while chunk := os.read(stream.fileno(), _CHUNK):
                self._chunks.put(chunk)
        self._chunks.put(b"")

    def _keep_last(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while chunk := os.read(stream.fileno(), _CHUNK):
                self._said = (self._said + chunk)[-_TOLD:]

    def _next(self, deadline: float) -> bytes:
        try:
            return self._chunks.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise self._failed(f"gave no answer within {self._limits.seconds:g} seconds and was ended") from None

    def _take(self, chunk: bytes) -> None:
        self._read += chunk
        if len(self._read) > self._limits.size:
            raise self._failed(f"said more than {self._limits.size} bytes and was ended")

    def _ended(self, deadline: float) -> str:
        try:
            code = self._process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise self._failed(f"did not end within {self._limits.seconds:g} seconds and was ended") from None
        self._threads[1].join(timeout=1.0)
        return f" (exit code {code})"

    def _failed(self, what: str) -> JudgeError:
        self.close()
        said = " ".join(self._said.decode("utf-8", "replace").split())
        return JudgeError(
            f"the judge's command {self._name!r} {what}" + (f"; it said: {said}" if said else ""),
            hint="Mend or time it by itself first, or check with the rules alone: --judge rules.",
        )


def hash_of(words: Sequence[str], folder: Path) -> str:
    """The SHA-256 of a command's own files: those among its arguments, or, if there are none, of the command itself;
    empty if none can be read."""
    try:
        files = [path for word in words[1:] if (path := folder / word).is_file()]
        if not files:
            on_path = shutil.which(words[0]) if Path(words[0]).name == words[0] else None
            files = [Path(on_path) if on_path else folder / words[0]]
        return hash_of_files(files)
    except OSError:
        return ""


def hash_of_files(files: Sequence[Path]) -> str:
    """The SHA-256 of one file, or of the SHA-256s of several, in order."""
    each = []
    for path in files:
        with path.open("rb") as stream:
            each.append(hashlib.file_digest(stream, "sha256"))
    return each[0].hexdigest() if len(each) == 1 else hashlib.sha256(b"".join(one.digest() for one in each)).hexdigest()
