SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test test-long bench-print mutate check format lock rehearse

export PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

help: ## list these targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 16

setup: .venv/run.stamp static/vendor/htmx.min.js.gz static/vendor/fonts/coverage.json ## everything the portal needs to run

run: setup ## start the portal with its demonstration company
	@$(BIN)/portal run

test: setup .venv/dev.stamp .venv/test.stamp ## the whole test suite; ARGS="-k name" for a part of it
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

test-long: ## what `make test` takes samples of, whole: every page, value and round; takes hours
	@EVERY_PAGE=1 EVERY_VALUE=1 EVERY_ROUND=1 $(MAKE) --no-print-directory test ARGS="--timeout 7200 $(ARGS)"

bench-print: setup .venv/dev.stamp ## how fast PDFs are made and opened, beside WeasyPrint and a file alone
	@$(BIN)/python -m tests.bench.printing

mutate: setup .venv/dev.stamp .venv/test.stamp .venv/mutation.stamp ## do tests notice faults in the engine? ARGS="'portal.core.approval.tally.*'"
	@rm -f mutants/template.db
	@$(BIN)/mutmut run --max-children 1 $(ARGS)

check: .venv/run.stamp .venv/dev.stamp ## style, types, layers, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --check --lint templates

format: .venv/dev.stamp ## rewrite code and templates the way `make check` wants them
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

lock: .venv/venv.stamp ## pin every package anew from the .in files; ARGS=--upgrade for the newest
	@setup/lock.sh $(ARGS)

rehearse: ## first run and tests on a bare Debian in a chroot (root only)
	@setup/rehearse.sh

# The stamps say what is done, so that a second `make run` loses no time.

.venv/venv.stamp: setup/system.sh
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed · 需要 Python 3.11 以上: make PYTHON=python3.12 run' >&2; exit 1; }
	@setup/system.sh run
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@touch $@

.venv/run.stamp: .venv/venv.stamp requirements.txt pyproject.toml
	@echo 'Installing Python packages · 安装 Python 软件包'
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/venv.stamp requirements-dev.txt
	@echo 'Installing test packages · 安装测试软件包'
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

.venv/mutation.stamp: .venv/venv.stamp requirements-mutation.txt
	@echo 'Installing mutmut · 安装变异测试软件包'
	@$(PIP) --require-hashes -r requirements-mutation.txt
	@touch $@

.venv/test.stamp: .venv/venv.stamp
	@setup/system.sh test
	@touch $@

static/vendor/htmx.min.js.gz: setup/vendor.py requirements-vendor.txt .venv/run.stamp
	@echo 'Fetching htmx and Bootstrap · 准备前端文件'
	@$(BIN)/python setup/vendor.py

# Order-only: the fonts come from the system and take seconds, a new Python package does not change them.
static/vendor/fonts/coverage.json: setup/fonts.py | .venv/run.stamp
	@echo 'Preparing print fonts, about 20 s · 准备打印字体，约 20 秒'
	@$(BIN)/python setup/fonts.py
