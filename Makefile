# What a person types. Everything runs in .venv, which the first target to need it makes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check test-fallback soak live bench bench-appraisal bench-claims docs clean

demo: $(VENV)/.installed  ## the main job, offline, on fictional demonstration records
	$(BIN)/evidence demo demo-workspace

test: $(VENV)/.installed-dev  ## all tests
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.installed-dev  ## style, types, architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-fallback: .venv-fallback/.installed  ## the engine contract on Whoosh-Reloaded instead of whoosh3
	.venv-fallback/bin/python -m pytest tests/contracts/test_engine_contract.py tests/engines

soak: $(VENV)/.installed-dev  ## two simulated years of unattended refreshes with faults every day
	EVIDENCE_DAYS=730 EVIDENCE_SEEDS=1,2 $(BIN)/python -m pytest -n 2 tests/simulation/test_unattended.py

live: $(VENV)/.installed-dev  ## one request of each shape to the real E-utilities; needs a network and NCBI_EMAIL
	EVIDENCE_LIVE=1 $(BIN)/python -m pytest -m live tests/live

bench: $(VENV)/.installed-dev  ## speed of parse, store, index and search, on the records given in FILES
	$(BIN)/python -m benchmarks.pipeline $(FILES)

bench-appraisal: $(VENV)/.installed-dev  ## precision and recall of every appraisal, on the labelled records under DATA
	$(BIN)/python -m benchmarks.appraisal --data $(DATA)

bench-claims: $(VENV)/.installed-dev  ## how well claims are checked, on the labelled claims under DATA
	$(BIN)/python -m benchmarks.claims --data $(DATA)

docs: $(VENV)/.installed-dev  ## writes the command reference of README.md from the code
	$(BIN)/python -m tests.readme_reference

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ $(VENV)/.installed

# Both forks are imported as `whoosh`, so the other one needs an environment of its own.
.venv-fallback/.installed: pyproject.toml
	$(PYTHON) -m venv .venv-fallback
	.venv-fallback/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	.venv-fallback/bin/python -m pip uninstall --quiet --yes whoosh3
	.venv-fallback/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps Whoosh-Reloaded==2.7.5
	.venv-fallback/bin/python -m pip install --quiet --disable-pip-version-check cached-property
	touch $@

clean:  ## removes what the targets above made
	rm -rf .venv .venv-fallback demo-workspace .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
