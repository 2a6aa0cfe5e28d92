# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := check
.PHONY: demo test check lint install install-dev peers clean \
	bench bench-small bench-speed bench-quality bench-trust bench-service bench-bulk bench-tables

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

# The figures of README and docs, an hour and a quarter in all on two quiet cores; SMALL=--small proves in some minutes that every part runs.
MEASURE := HF_HUB_OFFLINE=1 $(BIN)/python -m benchmarks
SMALL_RESULTS := benchmarks/out/small

bench: bench-speed bench-quality bench-trust bench-service bench-bulk bench-tables

bench-small:
	rm -rf $(SMALL_RESULTS)
	$(MAKE) bench SMALL=--small

# About 15 minutes. Run nothing else on the machine meanwhile.
bench-speed: install-dev peers
	$(MEASURE).speed $(SMALL)
	$(MEASURE).models --parts backends,rouge,ranking $(SMALL)
	$(MEASURE).scale $(SMALL)

# About 12 minutes; needs no quiet machine.
bench-quality: install-dev peers
	$(MEASURE).peers $(SMALL)
	$(MEASURE).fused --set neus_val $(SMALL)

# About 15 minutes; but for the pairs a second it needs no quiet machine.
bench-trust: install-dev
	$(MEASURE).verification $(SMALL)
	$(MEASURE).disagreements $(SMALL)
	$(MEASURE).coherence $(SMALL)

# About 18 minutes. Run nothing else on the machine meanwhile. (What ends with 1 where a promise is broken is recorded all the same.)
bench-service: install-dev
	$(PIP) --requirement benchmarks/requirements-service.txt
	$(MEASURE).load $(SMALL)
	-$(MEASURE).service_throughput $(SMALL)
	$(MEASURE).service_cpu $(SMALL)
	-$(MEASURE).service_soak $(SMALL)
	-$(MEASURE).service_soak --engine real $(SMALL)
	-$(MEASURE).service_chaos $(SMALL)
	-$(MEASURE).service_schema $(SMALL)

# About 15 minutes. Run nothing else on the machine meanwhile, and leave the code alone.
bench-bulk: install-dev
	$(PIP) --editable '.[service,transformers,ray]'
	$(MEASURE).bulk workers --bundles 60 $(SMALL)
	$(MEASURE).bulk rate --bundles 1000 $(SMALL)
	$(MEASURE).bulk kills --bundles 200 --kills 20 $(SMALL)
	$(MEASURE).bulk kills --bundles 200 --kills 20 --engine ray $(SMALL)
	$(MEASURE).piles --set neus/val.jsonl.xz --limit 400 --summaries $(SMALL)
	$(MEASURE).piles --set multi-news/val.jsonl.xz --limit 2000 $(SMALL)

# Writes what results say and commands print into README and docs; of a small run it only shows that tables could be written.
bench-tables: install-dev
	$(MEASURE).tables $(if $(SMALL),--print --results $(SMALL_RESULTS) >/dev/null)
	$(if $(SMALL),,$(MEASURE).shown)
	$(MEASURE).plots $(if $(SMALL),--results $(SMALL_RESULTS) --out $(SMALL_RESULTS))

clean:
	rm -rf $(VENV) build dist
