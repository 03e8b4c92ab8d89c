# make serve            start a community here, open to this machine: make serve PORT=2222 HOST=127.0.0.1
# make demo             start one with fictional members in demo-home/, all with the passphrase in WORDS
# make test             the tests (`make faults`: the long and hostile ones)
# make check            what must pass before anything lands: format, lint, types, imports, tests
# make drill            write over ssh, copy, kill -9, restore, and compare: twenty times (DRILLS=20)
# make coverage         how much the tests run, by package (docs/coverage.md; of some of them: TESTS=tests/store)
# make bench            what it costs: bytes, memory, time
# make load             members at the speed of people, against one core and 512 MB (in half an hour)
# make pictures         draw docs/pictures again: the full screen as the README shows it
# make release          put all that a machine needs into dist/ (docs/install.md): the wheel, the lock, the units
# make lock             write deploy/*.lock again from pyproject.toml (newest of everything: UPGRADE=--upgrade)
# make clean            remove what was made here; never a community's data
#
# Another Python: make check PYTHON=python3.13 VENV=.venv-3.13

PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 2222
WORDS ?= a lantern on the quiet water
UPGRADE ?=
DIST ?= dist
DRILLS ?= 20
TESTS ?=

# Compiled once, not by every worker and every program that the tests run.
unexport PYTHONDONTWRITEBYTECODE

BIN := $(VENV)/bin
# An environment belongs to one Python: after the system's was upgraded, another is made.
EDITION := $(shell $(PYTHON) -c 'import platform; print(platform.python_version())')
INSTALLED := $(VENV)/installed-$(EDITION)
DEVELOPED := $(VENV)/developed-$(EDITION)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
WORKERS := -n 3 --dist loadfile --no-loadscope-reorder
LOCKED := --require-hashes --only-binary :all:
COMPILE = .venv-lock/bin/uv --no-config pip compile --quiet $(UPGRADE) --universal --python-version 3.11 \
	--generate-hashes --no-header --group build

.PHONY: help serve demo test faults drill check coverage bench load pictures release lock clean
.DELETE_ON_ERROR:

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

serve: $(INSTALLED)
	@$(BIN)/warmline serve --home . --host '$(HOST)' --port '$(PORT)'

demo: $(INSTALLED)
	@test -e demo-home/warmline.home || $(BIN)/warmline demo --home demo-home --passphrase '$(WORDS)'
	@echo 'Members of the demonstration: sam, ash, lou, kit, wren (moderator), olive (operator).'
	@echo 'Their passphrase when make demo made it: $(WORDS)'
	@$(BIN)/warmline serve --home demo-home --host '$(HOST)' --port '$(PORT)'

test: $(DEVELOPED)
	$(BIN)/python -m pytest $(WORKERS)

faults: $(DEVELOPED)
	$(BIN)/python -m pytest -m faults

drill: $(DEVELOPED)
	DRILLS=$(DRILLS) $(BIN)/python -m pytest -n0 tests/faults/test_drill.py

check: $(DEVELOPED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(WORKERS)

coverage: $(DEVELOPED)
	rm -f .coverage .coverage.*
	$(BIN)/python -m coverage run -m pytest $(WORKERS) -q --tb=line --timeout 300 --ignore tests/bench --ignore tests/load \
		$(TESTS) || true
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m tests.covered

bench: $(DEVELOPED)
	$(BIN)/python -m tests.bench

load: $(DEVELOPED)
	$(BIN)/python -m tests.load

pictures: $(DEVELOPED)
	$(BIN)/python -m tests.pictures

$(INSTALLED): pyproject.toml deploy/requirements.lock
	@echo 'Installing into $(VENV) (the first time takes a minute) ...'
	@test -e $@ || $(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL) $(LOCKED) -r deploy/requirements.lock
	@$(INSTALL) --no-index --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPED): $(INSTALLED) deploy/requirements-dev.lock
	@$(INSTALL) $(LOCKED) -r deploy/requirements-dev.lock
	@touch $@

release: $(INSTALLED)
	rm -rf build '$(DIST)'
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation \
		--wheel-dir '$(DIST)' .
	cp deploy/requirements.lock deploy/requirements-age.lock deploy/Containerfile deploy/nftables.conf deploy/warmline* '$(DIST)'
	cd '$(DIST)' && sha256sum * > SHA256SUMS

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet uv
	$(COMPILE) pyproject.toml -o deploy/requirements.lock
	$(COMPILE) --extra age pyproject.toml -c deploy/requirements.lock -o deploy/requirements-age.lock
	$(COMPILE) --group dev pyproject.toml -c deploy/requirements.lock -o deploy/requirements-dev.lock
	rm -rf .venv-lock

clean:
	rm -rf .venv .venv-* build dist warmline.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find bbs screens store tests -name __pycache__ -type d -prune -exec rm -rf {} +
