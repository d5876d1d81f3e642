# Minh Bạch. `make help` tells what there is. Nothing here needs more than Python 3.11-3.13 and make.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PORT ?= 8000
VENV := .venv
PEERS := .venv-bench
PY := $(VENV)/bin/python
MUTANTS ?= 5000
KILLS ?= 20
# Compiled once and kept: every document is read by a process of its own, which would compile it all again.
export PYTHONDONTWRITEBYTECODE :=

help: ## say what each command does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

run: install ## set up, load the made-up province, start web and worker, print address and accounts
	@$(PY) -m minhbach run --port $(PORT)

test: install-dev ## run the tests on SQLite (a small dose of torture included)
	@$(PY) -m pytest -n auto --dist worksteal -m "not browser and not slow"

slow: install-dev ## run what make test takes only a part of
	@$(PY) -m pytest -n auto --dist worksteal -m "slow and not torture"

check: install-dev ## lint, form, types, templates, settings, missing migrations
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/djlint minhbach/web/templates --lint --quiet
	@DJANGO_SETTINGS_MODULE=config.settings.test $(PY) manage.py check
	@DJANGO_SETTINGS_MODULE=config.settings.test $(PY) manage.py makemigrations --check --dry-run

fix: install-dev ## put the form of the code right
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

demo: install ## load the made-up province and its sample plans, without starting anything
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) -m minhbach demo

bench: install-dev $(PEERS)/.installed ## measure against the figures of benchmarks/README.md, beside other readers
	@failed=(); for script in benchmarks/measure_*.py; do name=benchmarks.$$(basename "$$script" .py); \
	  $(PY) -m "$$name" || failed+=("$$name"); done; \
	  [ $${#failed[@]} -eq 0 ] || { echo "Chưa đạt: $${failed[*]}"; exit 1; }

torture: install-dev ## mutated documents, kills of the worker, backup while writing (MUTANTS, KILLS)
	@MUTANTS=$(MUTANTS) KILLS=$(KILLS) $(PY) -m pytest tests/torture -m torture

browser: install-dev ## run the journeys in a real browser
	@$(PY) -m pytest tests -m browser

install: $(VENV)/.installed
	@$(PY) -m compileall -q minhbach config
install-dev: $(VENV)/.installed-dev

# The first Python that is new enough, and the one apt line where its venv is missing.
$(VENV)/bin/python:
	@set -e; for name in python3.13 python3.12 python3.11 python3; do \
	  command -v $$name >/dev/null || continue; \
	  $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || continue; \
	  if ! $$name -c 'import ensurepip, venv' 2>/dev/null; then \
	    version=$$($$name -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	    echo "Thiếu một gói của hệ điều hành. Chạy: sudo apt install python$$version-venv"; exit 1; fi; \
	  echo "Tạo môi trường với $$($$name --version)"; $$name -m venv $(VENV); exit 0; \
	done; \
	echo "Cần Python 3.11, 3.12 hoặc 3.13. Chạy: sudo apt install python3 python3-venv"; exit 1

$(VENV)/.installed: requirements.lock | $(VENV)/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock | $(VENV)/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.installed

# Other readers, in an environment of their own: a measurement goes on without those that cannot be had.
$(PEERS)/.installed: requirements-bench.lock | $(VENV)/bin/python
	@$(PY) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock \
	  || echo "Không cài được các bộ đọc để so sánh; phép đo vẫn chạy, các bộ đó được ghi là bỏ qua."
	@touch $@

lock: ## resolve the versions again (needs uv, which the dev extra brings)
	@$(VENV)/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 \
	  --custom-compile-command "make lock" -q pyproject.toml --extra ocr -o requirements.lock
	@$(VENV)/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 \
	  --custom-compile-command "make lock" -q pyproject.toml --extra ocr --extra dev -c requirements.lock -o requirements-dev.lock
	@$(VENV)/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 \
	  --custom-compile-command "make lock" -q benchmarks/peers.in -o requirements-bench.lock

.PHONY: help run test slow check fix demo bench torture browser lock install install-dev
