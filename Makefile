# Two commands do all the set-up: `make serve` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
DATA ?= data/boundaries.geojson

# Compiled modules are kept, whatever the machine says: every command starts faster.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve test bench lint lint-js check-js format clean constraints fuzz screenshots data sbom audit

serve: $(VENV)/.runtime
	$(BIN)/zonemap serve --data $(DATA) --port $(PORT)

test: lint
	$(BIN)/pytest --numprocesses 2 --dist worksteal

lint: $(VENV)/.dev lint-js
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The scripts' types and style. Node is needed for this and for their tests; nothing of it is shipped.
lint-js:
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

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	if [ -x node_modules/.bin/biome ]; then node_modules/.bin/biome check --write; fi

bench: $(VENV)/.dev
	$(BIN)/pytest tests/benchmarks --benchmark-only --benchmark-json=benchmarks.json

# Invented files for every reader, for SECONDS; the count is printed, findings are kept.
SECONDS ?= 60
fuzz: $(VENV)/.dev
	$(BIN)/python -W ignore tests/hostile/fuzz.py $(SECONDS)

# A software bill of materials of what is served, and known weaknesses of what is pinned.
sbom: $(VENV)/.dev
	$(BIN)/cyclonedx-py requirements constraints.txt --pyproject pyproject.toml \
		--output-reproducible --output-file sbom.json

audit: $(VENV)/.dev
	$(BIN)/pip-audit --require-hashes --disable-pip --requirement constraints.txt

# The shipped data, made again from the evidence (byte for byte).
data: $(VENV)/.runtime
	$(BIN)/python -m geo.schematic data

# The pictures of the README, made again from the running pages.
screenshots: $(VENV)/.dev
	$(BIN)/python tests/browser/screenshots.py docs/images

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: constraints.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: constraints-dev.txt $(VENV)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r constraints-dev.txt
	touch $@

# Pin anew. The files hold versions and hashes only: no index, no host.
UV_COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
constraints:
	$(PYTHON) -m venv $(VENV) && $(BIN)/pip install --quiet uv
	printf 'hatchling\neditables\n' | $(UV_COMPILE) pyproject.toml - -o constraints.txt
	printf 'hatchling\neditables\n' | $(UV_COMPILE) --all-extras -c constraints.txt pyproject.toml - -o constraints-dev.txt

clean:
	rm -rf $(VENV) node_modules build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis benchmarks.json
