# Needs python3 (3.11 or newer) and make, nothing else: the first `make run` sets everything up in .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# the locks name every package, so pip need not resolve (the pip of Python 3.11 stumbles over extras when it does)
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-compile --progress-bar off
LOCK   := uv pip compile pyproject.toml --quiet --universal --no-strip-extras --no-header --generate-hashes \
          --python-version 3.11 --upgrade --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help run test test-faults lint rules bench clean lock

help:
	@echo 'make run    set up once, then read raw/ into warehouse/gongkai.duckdb and publish to published/'
	@echo 'make test   set up once, then format, lint, imports, SQL and all tests'
	@echo 'make test-faults  the long forms: kills, damaged files, 20,000 spoilt inputs (an hour; GONGKAI_KILLS=1000 for more kills)'
	@echo 'make rules  how often each rule of extraction fires over the reports of this repository'
	@echo 'make bench  how fast it is, as ratios measured in one run (beside another library, in .venv-bench)'
	@echo 'make clean  remove .venv and caches (warehouse/ and published/ stay)'
	@echo 'make lock   for developers: choose the exact versions anew (needs uv)'

run: $(VENV)/installed
	@$(BIN)/gongkai run

test: $(VENV)/installed-dev lint
	@$(BIN)/pytest -q --numprocesses auto --dist loadfile --no-loadscope-reorder

test-faults: $(VENV)/installed-dev
	@$(BIN)/pytest -q -m faults --numprocesses auto --dist load

lint: $(VENV)/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/sqlfluff lint --disable-progress-bar dbt_project

rules: $(VENV)/installed
	@$(BIN)/python -m disclosure.rule_coverage tests/reports/dev raw

bench: $(VENV)/installed-dev .venv-bench/installed
	@$(BIN)/python -m bench

clean:
	rm -rf $(VENV) .venv-bench .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock:
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock
	$(subst pyproject.toml,bench/requirements.in,$(LOCK)) --output-file bench/requirements.lock

# The stamps make every later call of make start at once. pip compiles one file after the other, so bytecode is made
# afterwards on all cores, and in spite of PYTHONDONTWRITEBYTECODE: without it every start of dbt or Prefect costs 3 s more.
$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'gongkai needs Python 3.11 or newer, and $(PYTHON) is none. Name one: make run PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv' >&2; exit 1; }
	@echo 'Setting up in $(VENV) (once, about two minutes) ...' >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --editable .
	@$(call compile_bytecode)
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@echo 'Adding the development tools ...' >&2
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(call compile_bytecode)
	@touch $@

.venv-bench/installed: bench/requirements.lock
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --progress-bar off --require-hashes -r $<
	@touch $@

# a few packages carry templates that are no Python: what does not compile is passed over
define compile_bytecode
env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -q -j 0 $(VENV)/lib disclosure flows >/dev/null 2>&1 || true
endef
