# Two commands matter: `make run` and `make test`. `make help` lists all.
# Needs Python 3.11 to 3.13 and make; everything else is installed into .venv, pinned by constraints.txt.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
comma := ,
BENCHMARKS := pdf_reading pdf_tables html_reading resolution api_serving report
# One more than there are processors: tests that run real servers and crawls wait a third of their time.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-postgresql test-long check format bench fuzz clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info < (3, 14); \
	sys.exit(0 if ok else f"MatchWatch needs Python 3.11 to 3.13, this is {sys.version.split()[0]}; name another: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV) || { echo "python3 cannot make a virtual environment; on Debian install python3-venv" >&2; rm -rf $(VENV); exit 1; }

# uv installs in seconds where it is present; pip does the same in about a minute.
define install
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[$(1)]'; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$(1)]'; \
	fi
	@touch $@
endef

$(VENV)/.run: $(BIN)/python pyproject.toml constraints.txt Makefile
	@echo "Installing MatchWatch into $(VENV) (about a minute, once) ..."
	$(call install,ocr)

$(VENV)/.dev: $(BIN)/python pyproject.toml constraints.txt Makefile
	@echo "Installing MatchWatch and its development tools into $(VENV) (about two minutes, once) ..."
	$(call install,ocr$(comma)dev$(comma)fleet$(comma)postgres)
	@touch $(VENV)/.run

setup: $(VENV)/.run ## install what running needs, OCR included

setup-dev: $(VENV)/.dev ## install what developing and testing need

run: setup ## build both editions where they are missing and serve them on http://127.0.0.1:8000
	@$(BIN)/matchwatch up --port $(PORT)

test: setup-dev ## run the tests
	@$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal

test-long: setup-dev ## ten times as many simulated classes; refreshes and archives that are killed at many moments, also of 238 schools; pages that move
	@MATCHWATCH_LONG=10 $(BIN)/pytest tests/unit/derive tests/integration/pipeline/test_interruptions.py \
	  tests/integration/pipeline/test_fleet_long.py tests/integration/pipeline/test_fleet_apart.py \
	  tests/integration/pipeline/test_archive_kills.py tests/integration/pipeline/test_archive_pruning.py \
	  tests/integration/pipeline/test_moved_pages.py --numprocesses $(WORKERS)

test-postgresql: setup-dev ## run the tests of the API and of the pages once more on PostgreSQL (needs its server's programs)
	@MATCHWATCH_TEST_POSTGRESQL=1 $(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal tests/api tests/browser

check: setup-dev ## lint, types, architecture, spelling, stale generated files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .
	@$(BIN)/typos
	@$(BIN)/yamllint --strict deploy scrapers/schools sample/schools .pre-commit-config.yaml dagster.yaml
	@$(BIN)/matchwatch schools check
	@$(BIN)/matchwatch dictionary --check

format: setup-dev ## format the code and mend what the linter can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup-dev ## measure speed beside named baselines (installs those first)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@for name in $(BENCHMARKS); do echo "== $$name"; $(BIN)/python -m benchmarks.$$name || echo "$$name: a goal is missed, or it could not run"; done

fuzz: setup-dev ## change samples of every format at random for ten minutes and read them
	@nice $(BIN)/python -m tests.fuzz --minutes 10

clean: ## remove the environment and caches; archive and editions below var/ stay
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
