SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: $(shell sed -nE 's/^([a-z-]+):[^\#]*\#\# .*/\1/p' $(firstword $(MAKEFILE_LIST)))

export PYTHON ?= python3
BIN := .venv/bin
COVERING := tests/core/approval tests/core/audit tests/core/auth tests/core/cases/test_time.py tests/core/clocks \
  tests/core/delegations tests/core/desk/test_expired_session.py tests/core/desk/test_rights.py \
  tests/core/desk/test_search.py tests/core/documents tests/core/org tests/core/printing/test_codes.py \
  tests/core/printing/test_sums.py tests/core/proof tests/core/retention tests/core/test_money.py \
  tests/core/verbs tests/domain/ledger tests/regulations/relationship_expense
TOOLS := tests/every_page/tools/node_modules
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

help: ## list these targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1\t\2/p' Makefile | expand -t 24

setup: .venv/run.stamp static/vendor/htmx.min.js.gz static/portal.css.gz static/vendor/fonts/coverage.json ## everything the portal needs to run

run: setup ## start the portal with its demonstration company
	@$(BIN)/portal run

test: setup .venv/dev.stamp .venv/test.stamp ## the whole test suite; ARGS="-k name" for a part of it
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

test-long: ## what `make test` takes samples of, whole: every page, value and round; takes hours
	@EVERY_PAGE=1 EVERY_VALUE=1 EVERY_ROUND=1 $(MAKE) --no-print-directory test ARGS="--timeout 7200 $(ARGS)"

bench-print: setup .venv/dev.stamp ## how fast PDFs are made and opened, beside WeasyPrint and a file alone
	@$(BIN)/python -m tests.bench.printing

bench: setup .venv/dev.stamp ## pages and decisions over 1,000,000 documents, which are built once: docs/benchmarks.md
	@$(BIN)/python -m tests.bench.at_size

load: setup .venv/dev.stamp .venv/test.stamp ## 50 requests a second over them, on both databases; MINUTES=5 ENGINES="sqlite postgresql"
	@$(BIN)/python -m tests.bench.load

bench-restore: setup .venv/dev.stamp ## how fast 10,000 forms are backed up and restored; ARGS="20000 [URL]" for more, and elsewhere
	@$(BIN)/python -m tests.bench.restoring $(ARGS)

bench-verify: setup .venv/dev.stamp ## how long reading a million audit events takes; ARGS=100000
	@$(BIN)/python -m tests.bench.verifying $(ARGS)

mutate: setup .venv/dev.stamp .venv/test.stamp .venv/mutation.stamp ## do tests notice faults in the engine? ARGS="'portal.core.approval.tally.*'"
	@rm -f mutants/template.db
	@$(BIN)/mutmut run --max-children 1 $(ARGS)

fuzz: setup .venv/dev.stamp .venv/test.stamp .venv/fuzz.stamp ## a hundred odd requests a route, five seeds; SEEDS=1 CASES=10 for less
	@$(BIN)/python -m tests.attack.fuzz

scan: setup .venv/dev.stamp .venv/test.stamp .venv/scan.stamp ## public scanners (wapiti, sqlmap) as three people; MINUTES=2 for less
	@$(BIN)/python -m tests.attack.scan

coverage: setup .venv/dev.stamp .venv/test.stamp .venv/mutation.stamp ## which branches of rights, approval, money and audit no test walks
	@mkdir -p .coverage
	@$(BIN)/coverage run -m pytest -n 0 -q -k "not postgresql" $(COVERING) $(ARGS)
	@$(BIN)/coverage report --fail-under=95

check: .venv/run.stamp .venv/dev.stamp ## style, types, layers, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --check --lint templates

check-pages: setup .venv/dev.stamp .venv/test.stamp $(TOOLS)/.stamp ## vnu, html-validate, pa11y, lighthouse on pages; EVERY_PAGE=1: pa11y on all
	@EVERY_ROUND=1 $(BIN)/python -m pytest -n 0 -q tests/every_page/check_pages.py $(ARGS)

format: .venv/dev.stamp ## rewrite code and templates the way `make check` wants them
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

lock: .venv/venv.stamp ## pin every package anew from the .in files; ARGS=--upgrade for the newest
	@setup/lock.sh $(ARGS)

authz: setup .venv/dev.stamp ## write docs/authz.md anew from the matrix that the tests ask
	@$(BIN)/python -m tests.core.desk.written_matrix

sbom: setup ## what the portal is made of, as CycloneDX: sbom.json
	@$(BIN)/python setup/sbom.py

rehearse: ## first run and tests on a bare Debian in a chroot (root only)
	@setup/rehearse.sh

rehearse-deploy: ## an installation as docs/deploy.md says, on a bare Debian in a chroot (root only)
	@setup/rehearse-deploy.sh

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

$(TOOLS)/.stamp: tests/every_page/tools/package-lock.json setup/checkers.sh
	@echo 'Fetching page checkers · 准备网页检查工具'
	@setup/checkers.sh
	@touch $@

.venv/fuzz.stamp: .venv/venv.stamp requirements-fuzz.txt
	@echo 'Installing schemathesis · 安装模糊测试软件包'
	@$(PIP) --require-hashes -r requirements-fuzz.txt
	@touch $@

.venv/scan.stamp: .venv/venv.stamp requirements-scan.txt
	@echo 'Installing wapiti and sqlmap · 安装扫描工具'
	@setup/system.sh scan
	@$(BIN)/python -m venv --clear .venv/scan
	@.venv/scan/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-scan.txt
	@touch $@

.venv/test.stamp: .venv/venv.stamp
	@setup/system.sh test
	@touch $@

static/vendor/htmx.min.js.gz: setup/vendor.py requirements-vendor.txt .venv/run.stamp
	@echo 'Fetching htmx and Bootstrap · 准备前端文件'
	@$(BIN)/python setup/vendor.py

static/portal.css.gz: static/portal.css
	@gzip --best --keep --force --no-name $<

# Order-only: the fonts come from the system and take seconds, a new Python package does not change them.
static/vendor/fonts/coverage.json: setup/fonts.py | .venv/run.stamp
	@echo 'Preparing print fonts, about 20 s · 准备打印字体，约 20 秒'
	@$(BIN)/python setup/fonts.py
