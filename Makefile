# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := check
.PHONY: demo test check lint types install install-dev peers bench bench-verification bench-small clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt requirements-test.txt | $(BIN)/python
	$(PIP) --requirement requirements-test.txt --editable '.[service,transformers]'
	touch $@

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

demo: install
	$(BIN)/summarize run examples/tallis-bridge --headline --format markdown

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy summarizer tests

test: install-dev
	HF_HUB_OFFLINE=1 $(BIN)/pytest

check: lint test

# The summarizers that the benchmarks compare with, in an environment of their own.
benchmarks/.venv/.installed: benchmarks/requirements.txt | $(BIN)/python
	$(BIN)/python -m venv benchmarks/.venv
	benchmarks/.venv/bin/pip install --quiet --disable-pip-version-check --requirement benchmarks/requirements.txt
	touch $@

peers: benchmarks/.venv/.installed

# The figures of README and docs but for bulk work and verification, which need no quiet machine, about 20 minutes on two quiet cores; SMALL=--small proves in a few minutes that every part runs.
bench: install-dev peers
	HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks.speed $(SMALL)
	HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks.load $(SMALL)
	HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks.scale $(SMALL)
	HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks.peers $(SMALL)
	$(if $(SMALL),HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks.verification --small)
	$(if $(SMALL),,$(BIN)/python -m benchmarks.tables)
	$(BIN)/python -m benchmarks.plots $(if $(SMALL),--results benchmarks/out/small --out benchmarks/out/small)

bench-verification: install-dev
	$(BIN)/python -m benchmarks.verification
	$(BIN)/python -m benchmarks.tables

bench-small:
	$(MAKE) bench SMALL=--small

clean:
	rm -rf $(VENV) build dist
