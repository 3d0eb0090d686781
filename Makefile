# One command each; every one sets up what it needs. See README.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Two to a core of two: many tests wait for processes and servers that others keep busy. Each worker begins with its
# share of the tests, the first with those that wait (tests/conftest.py), and who is done takes from the end of another's.
WORKERS ?= 4
HOME_DIR := $(if $(DESKBELL_HOME),$(DESKBELL_HOME),$(CURDIR)/var)

.DEFAULT_GOAL := help
.PHONY: help run demo test check bench docs fuzz lock clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

# Python is looked at before anything is made: an old one, or one without venv, gets one sentence and exit 2.
$(VENV)/runtime: requirements/runtime.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh requirements/venv.sh $(VENV) requirements/runtime.lock
	@touch $@

$(VENV)/dev: requirements/dev.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh requirements/venv.sh $(VENV) requirements/dev.lock
	@touch $@ $(VENV)/runtime

run: $(VENV)/runtime ## Set up everything and run a desk in ./var (or DESKBELL_HOME)
	@DESKBELL_HOME="$(HOME_DIR)" exec $(BIN)/deskbell run

demo: $(VENV)/runtime ## Play the whole story in a scratch home, in under 30 seconds
	@$(BIN)/deskbell demo

test: $(VENV)/dev ## Set up everything and run every test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(VENV)/dev ## Format, lint, types, the house's own rules, rule examples, tests
	$(BIN)/ruff format --check daemon tests migrations
	$(BIN)/ruff check daemon tests migrations
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/house
	$(BIN)/deskbell rules test --shipped
	@$(MAKE) --no-print-directory test

bench: $(VENV)/dev ## Measure speed and size; prints a table, writes build/bench.json
	@$(BIN)/python -m tests.bench

docs: $(VENV)/dev ## Write the tables of the README anew
	@$(BIN)/python tests/house/readme_tables.py

fuzz: $(VENV)/dev ## Fuzz the mail room for ten minutes
	@$(BIN)/python tests/fuzz/fuzz_read.py -max_total_time=600

lock: ## Refresh the hash-pinned lock files (needs uv)
	cd requirements && uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q runtime.in -o runtime.lock
	cd requirements && uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q dev.in -o dev.lock

clean: ## Remove what was made here (never a home)
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
