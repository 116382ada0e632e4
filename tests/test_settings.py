"""Where settings come from, in which order, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import SettingsError
from indexer.settings import NCBI_BASE_URL, Secret, read_settings


def test_defaults(tmp_path: Path) -> None:
    settings = read_settings(workspace=str(tmp_path), environment={})
    assert settings.engine == "whoosh"
    assert settings.pubmed.base_url == NCBI_BASE_URL
    assert settings.pubmed.window == 9999
    assert settings.pubmed.api_key is None


def test_flag_before_environment_before_file_before_default(tmp_path: Path) -> None:
    (tmp_path / "evidence.toml").write_text(
        '[engine]\nname = "file"\n[pubmed]\nemail = "file@example.org"\nbatch = 7\n'
    )
    env = {"EVIDENCE_ENGINE": "env", "NCBI_EMAIL": "env@example.org"}
    folder = str(tmp_path)
    assert read_settings(workspace=folder, engine="flag", environment=env).engine == "flag"
    assert read_settings(workspace=folder, environment=env).engine == "env"
    assert read_settings(workspace=folder, environment={}).engine == "file"
    assert read_settings(workspace=folder, environment=env).pubmed.email == "env@example.org"
    assert read_settings(workspace=folder, environment={}).pubmed.batch == 7
    assert read_settings(workspace=folder, environment={"EVIDENCE_BATCH": "9"}).pubmed.batch == 9
    assert read_settings(environment={"EVIDENCE_WORKSPACE": folder}).workspace == tmp_path


def test_an_empty_key_is_no_key_and_a_key_does_not_show_itself(tmp_path: Path) -> None:
    assert read_settings(workspace=str(tmp_path), environment={"NCBI_API_KEY": " "}).pubmed.api_key is None
    settings = read_settings(workspace=str(tmp_path), environment={"NCBI_API_KEY": "abc123"})
    assert settings.pubmed.api_key == "abc123"
    assert "abc123" not in repr(settings)
    assert "abc123" not in repr(Secret("abc123"))


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("[pubmed]\napi_key = 'x'\n", "NCBI_API_KEY"),
        ("[pubmed]\nbatch = 0\n", "1 to 10000"),
        ("[pubmed]\nbatch = 'many'\n", "1 to 10000"),
        ("[pubmed]\nbatch = true\n", "1 to 10000"),
        ("[pubmed]\ncolour = 1\n", "base_url"),
        ("[colour]\n", "[pubmed]"),
        ("pubmed = 1\n", "[pubmed]"),
        ("[pubmed", "Correct the file"),
        ("[pubmed]\nbase_url = 'ftp://x/'\n", "https://"),
        ("[pubmed]\nemail = 'nobody'\n", "address"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_next_step(tmp_path: Path, file: str, named: str) -> None:
    (tmp_path / "evidence.toml").write_text(file)
    with pytest.raises(SettingsError) as caught:
        read_settings(workspace=str(tmp_path), environment={})
    assert named in caught.value.hint
