# Needs python 3.11 or newer, make and git; the rest is installed into .venv. uv is used if present.
PY ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
OGI := $(VENV)/bin/ogi
OCR ?= $(wildcard $(VENV)/.ready-ocr)
LOCK := $(if $(OCR),requirements-ocr.lock,requirements.lock)
STAMP := $(VENV)/.ready$(if $(OCR),-ocr)
REPORTS ?= examples/reports
WAREHOUSE ?= ogi.duckdb
QUERY ?= select agency, year, new_received, granted, handled_total from agency_year order by agency, year

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench crash readers fuzz lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(STAMP) ## install everything into .venv (once); OCR=1 to read scans, too

run: $(STAMP) ## read examples/reports into ogi.duckdb and ask it one question
	$(OGI) ingest $(REPORTS) --warehouse $(WAREHOUSE)
	$(OGI) sql --warehouse $(WAREHOUSE) "$(QUERY)"

test: $(STAMP) lint ## run every check and test
	$(VENV)/bin/python -m pytest -n auto --dist loadfile

lint: $(STAMP) ## style, types, layers
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

bench: $(STAMP) ## measure ogi against plain loops and limits (ONLY="contest starting"; FOLDER=... for your own PDFs)
	$(VENV)/bin/python -m tests.bench $(if $(FOLDER),--folder $(FOLDER)) $(foreach part,$(ONLY),--only $(part))

crash: $(STAMP) ## kill runs KILLS=50 times at random moments and resume them; the facts must be the same
	$(VENV)/bin/python -m tests.crash --kills $(or $(KILLS),50) --seed $(or $(SEED),0)

readers: $(STAMP) ## let READERS=20 processes read what runs publish; they must see whole states only
	$(VENV)/bin/python -m tests.readers --readers $(or $(READERS),20)

fuzz: $(STAMP) ## read FILES=2000 damaged reports of SEED=0; those to look at are kept in build/fuzz
	$(VENV)/bin/python -m tests.fuzz --files $(or $(FILES),2000) --seed $(or $(SEED),0) --keep build/fuzz

lock: ## make the locks anew from pyproject.toml (needs uv)
	uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--python-version 3.11 --extra dev pyproject.toml -o requirements.lock
	uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--python-version 3.11 --extra dev --extra ocr pyproject.toml -o requirements-ocr.lock

clean: ## remove .venv and what was built
	rm -rf $(VENV) build ogi.duckdb ogi.duckdb.work

$(STAMP): $(LOCK)
	@test -n "$(PY)" || { echo "No Python 3.11 or newer found. Install one, or: make PY=/path/to/python"; exit 1; }
	@if command -v uv >/dev/null; then \
		uv venv --quiet --clear --python "$$(command -v $(PY))" $(VENV) && \
		uv pip install --quiet --python $(VENV)/bin/python --require-hashes --no-deps \
			--compile-bytecode -r $(LOCK); \
	else \
		$(PY) -m venv --clear $(VENV) && \
		$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
			--only-binary :all: --no-deps -r $(LOCK); \
	fi
	@$(VENV)/bin/python -P flows/install.py
	@$(VENV)/bin/python -P -m flows.prefect_server
	@$(VENV)/bin/python -P -m warehouse.template
	@touch $@
