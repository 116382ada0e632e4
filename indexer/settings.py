"""One frozen value with every setting: the only module that reads the environment or `evidence.toml`.

Order of precedence: flag, environment, `evidence.toml`, default. An API key is read from the environment alone,
never from a file, and never shown: its repr is stars.
"""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from indexer.errors import SettingsError

NCBI_BASE_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
CROSSREF_URL = "https://api.crossref.org/v1/"


class Secret(str):
    """A string that does not show itself in a repr, so that no log or traceback can hold it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'"


@dataclass(frozen=True, slots=True)
class PubMedSettings:
    """How PubMed is asked. `window` is the most hits one search can list; times are in seconds; `per_second` is how
    many requests go out, where None is what NCBI allows: 3, or 10 with a key."""

    email: str = ""
    api_key: Secret | None = None
    tool: str = "evidence-indexer"
    base_url: str = NCBI_BASE_URL
    window: int = 9999
    batch: int = 200
    timeout: float = 30.0
    deadline: float = 300.0
    tries: int = 5
    per_second: float | None = None


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """Which judge of stance is asked besides the rules, if any.

    `kind` is one of `JUDGES`; `words` are its command and arguments, or its folder. `timeout` is in seconds for one
    claim; `least` is how sure it must be (0 to 1) before its word counts. The other three are the user's word for what
    a language model is, which cannot say so itself.
    """

    kind: str = "rules"
    words: tuple[str, ...] = ()
    timeout: float = 60.0
    least: float = 0.8
    name: str = ""
    version: str = ""
    calibrated_on: str = ""


JUDGES = ("rules", "command", "llm", "onnx")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the workspace is and how its parts are set up."""

    workspace: Path
    engine: str = "whoosh"
    pubmed: PubMedSettings = field(default_factory=PubMedSettings)
    crossref_url: str = CROSSREF_URL
    judge: JudgeSettings = field(default_factory=JudgeSettings)
    semantic: bool = False

    @property
    def queries(self) -> Path:
        """The folder of strategies."""
        return self.workspace / "queries"

    @property
    def concepts(self) -> Path:
        """The folder of rows that the workspace adds to the concept tables; there need be none."""
        return self.workspace / "concepts"

    @property
    def index(self) -> Path:
        """The folder of built data."""
        return self.workspace / "index"

    @property
    def store_path(self) -> Path:
        """The record store."""
        return self.index / "records.sqlite3"

    @property
    def crossref_cache_path(self) -> Path:
        """What Crossref answered lately."""
        return self.index / "crossref-cache.sqlite3"

    @property
    def vectors_path(self) -> Path:
        """What a model of meaning made of passages."""
        return self.index / "vectors.sqlite3"

    @property
    def lock_path(self) -> Path:
        """The lock that lets one run write at a time."""
        return self.index / "run.lock"


# name in [pubmed] of evidence.toml -> (type, smallest, largest)
_NUMBERS: Mapping[str, tuple[type, float, float]] = {
    "window": (int, 2, 9999),
    "batch": (int, 1, 10000),
    "timeout": (float, 0.1, 3600),
    "deadline": (float, 1, 86400),
    "tries": (int, 1, 20),
    "per_second": (float, 0.01, 1000),
}
_SECTIONS = ("pubmed", "engine", "judge", "semantic")
_JUDGE = {"use", "timeout", "least", "name", "version", "calibrated_on"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def read_settings(
    *, workspace: str | None = None, engine: str | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Reads every setting.

    Args:
        workspace: the `--workspace` flag, if given.
        engine: the name of the search engine, if a flag gave one.
        environment: stands in for `os.environ` in tests.

    Raises:
        SettingsError: a value cannot be used; the message says which, from where, and what would do.
    """
    env = os.environ if environment is None else environment
    folder = Path(workspace or env.get("EVIDENCE_WORKSPACE") or ".").expanduser()
    file = _read_file(folder / "evidence.toml")
    pubmed = _section(file, "pubmed", {"email", "tool", "base_url", *_NUMBERS}, folder)
    engines = _section(file, "engine", {"name"}, folder)
    email = (env.get("NCBI_EMAIL") or str(pubmed.get("email", ""))).strip()
    if email and not _EMAIL.fullmatch(email):
        raise SettingsError(
            f"NCBI_EMAIL is not an e-mail address: {email!r}", hint="Set it to an address NLM can reach."
        )
    key = (env.get("NCBI_API_KEY") or "").strip()
    numbers = {name: _number(name, pubmed, env) for name in _NUMBERS if name in pubmed or _variable(name) in env}
    return Settings(
        workspace=folder,
        engine=engine or env.get("EVIDENCE_ENGINE") or str(engines.get("name", "whoosh")),
        pubmed=PubMedSettings(
            email=email,
            api_key=Secret(key) if key else None,
            tool=str(pubmed.get("tool", "evidence-indexer")),
            base_url=_base_url(env.get("EVIDENCE_BASE_URL") or str(pubmed.get("base_url", NCBI_BASE_URL))),
            **numbers,
        ),
        crossref_url=_base_url(env.get("EVIDENCE_CROSSREF_URL") or CROSSREF_URL, example=CROSSREF_URL),
        judge=_judge(env.get("EVIDENCE_JUDGE"), _section(file, "judge", _JUDGE, folder)),
        semantic=_is_on(_section(file, "semantic", {"on"}, folder), folder),
    )


def choose_judge(use: str, settings: JudgeSettings) -> JudgeSettings:
    """The settings with another judge: `rules`, `command:WORDS`, `llm:WORDS` or `onnx:FOLDER`; quoted as in a shell.

    Raises:
        SettingsError: it is none of these.
    """
    kind, _, rest = (part.strip() for part in use.partition(":"))
    try:
        words = tuple(shlex.split(rest)) if kind != "onnx" else tuple(filter(None, (rest,)))
    except ValueError as error:
        raise SettingsError(f"the judge {use!r} cannot be read: {error}", hint="Quote it as in a shell.") from error
    if kind not in JUDGES or (kind == "rules") == bool(words):
        raise SettingsError(
            f"there is no judge {use!r}", hint="Known are rules, command:WORDS, llm:WORDS and onnx:FOLDER."
        )
    return replace(settings, kind=kind, words=words)


def _judge(given: str | None, section: Mapping[str, Any]) -> JudgeSettings:
    settings = JudgeSettings(
        timeout=_amount("judge.timeout", section.get("timeout", 60.0), 0.1, 3600),
        least=_amount("judge.least", section.get("least", 0.8), 0.5, 1),
        name=_told("name", section),
        version=_told("version", section),
        calibrated_on=_told("calibrated_on", section),
    )
    return choose_judge(given or _told("use", section) or "rules", settings)


def _told(name: str, section: Mapping[str, Any]) -> str:
    value = section.get(name, "")
    if not isinstance(value, str):
        raise SettingsError(f"evidence.toml: judge.{name} cannot be {value!r}", hint="Write it in quotes.")
    return value


def _amount(name: str, given: object, low: float, high: float) -> float:
    if not isinstance(given, int | float) or isinstance(given, bool) or not low <= given <= high:
        raise SettingsError(
            f"evidence.toml: {name} cannot be {given!r}", hint=f"Give a number from {low:g} to {high:g}."
        )
    return float(given)


def _is_on(section: Mapping[str, Any], folder: Path) -> bool:
    on = section.get("on", False)
    if not isinstance(on, bool):
        raise SettingsError(f"{folder / 'evidence.toml'}: semantic.on cannot be {on!r}", hint="Write true or false.")
    return on


def _read_file(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}", hint="Correct the file, or move it away.") from error


def _section(file: Mapping[str, Any], name: str, known: set[str], folder: Path) -> Mapping[str, Any]:
    path = folder / "evidence.toml"
    for section in file:
        if section not in _SECTIONS:
            known_sections = ", ".join(f"[{one}]" for one in _SECTIONS)
            raise SettingsError(f"{path} has an unknown section [{section}]", hint=f"Known are {known_sections}.")
    section = file.get(name, {})
    if not isinstance(section, dict):
        raise SettingsError(f"{path}: {name} must be a section", hint=f"Write [{name}] on a line of its own.")
    for key in section:
        if "key" in key:
            raise SettingsError(
                f"{path}: {name}.{key} must not be kept in a file", hint="Set NCBI_API_KEY in the environment."
            )
        if key not in known:
            raise SettingsError(
                f"{path} has an unknown setting {name}.{key}", hint=f"Known are {', '.join(sorted(known))}."
            )
    return section


def _variable(name: str) -> str:
    return f"EVIDENCE_{name.upper()}"


def _number(name: str, section: Mapping[str, Any], env: Mapping[str, str]) -> Any:
    kind, low, high = _NUMBERS[name]
    variable = _variable(name)
    given, origin = (env[variable], variable) if variable in env else (section[name], f"evidence.toml: pubmed.{name}")
    try:
        number = kind(given)
    except (TypeError, ValueError):
        number = None
    if number is None or isinstance(given, bool) or not low <= number <= high:
        raise SettingsError(f"{origin} cannot be {given!r}", hint=f"Give a number from {low:g} to {high:g}.")
    return number


def _base_url(text: str, example: str = NCBI_BASE_URL) -> str:
    if not re.match(r"https?://[^/\s]+", text):
        raise SettingsError(f"the base URL {text!r} is not one", hint=f"It looks like {example}")
    return text if text.endswith("/") else f"{text}/"
