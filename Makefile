# Overlap: everything you do with it, in one word each. `make` alone prints them.

PYTHON ?= $(firstword $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$p; done) python3)
PY := .venv/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check
TYPES := $(PY) -m pyright --pythonpath $(PY)
PYTEST := $(PY) -m pytest --dist loadfile --no-loadscope-reorder
QUICK := not whole and not browser and not real_data and not soak

# Modules are compiled once: the tests read hundreds, in several processes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run demo test quick soak spark coverage lint style format chromium clean

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

run: .venv/run ## serve your company, or the demo company while there is none (PORT=8600: another port)
	@$(PY) -m overlap run --or-demo $(if $(PORT),--port $(PORT))

demo: .venv/run ## build the demo company again, in data/demo
	@$(PY) -m overlap demo --used --out data/demo

test: style chromium ## linters, types and every test, a real browser included
	@$(TYPES) & types=$$!; $(PYTEST) -n 3; tests=$$?; \
	wait $$types || { echo "Types do not fit: see above, or run make lint." >&2; exit 1; }; exit $$tests

quick: .venv/dev ## the tests to run while writing code
	@$(PYTEST) -n 2 -m "$(QUICK)"

coverage: .venv/dev ## how often intervals hold what they are for: simulated, and on 40 lives of one company
	@$(PY) -m pytest -m soak tests/stats/test_coverage_soak.py tests/sides/test_bridge_coverage.py tests/reports/test_certainty_soak.py -k "coverage or intervals"

soak: .venv/dev chromium ## the long runs: scale, load, kills, fuzz, and all of what make test samples
	@$(PY) -m pytest -m soak

spark: .venv-spark/dev ## a build carried by Spark, 100,000 leads, in an environment of its own (needs Java 17)
	@.venv-spark/bin/python -m pytest -m spark -k connect tests/oracle/test_spark.py # a process that was connected stays so
	@.venv-spark/bin/python -m pytest -m spark -k "not connect" tests/oracle/test_spark.py tests/oracle/test_spark_cluster.py

.venv-spark/dev: requirements.txt requirements-spark.txt requirements-spark-dev.txt
	@test -x .venv-spark/bin/python || $(PYTHON) -m venv .venv-spark
	@.venv-spark/bin/python -m pip --quiet --disable-pip-version-check install -r requirements-spark-dev.txt -e .
	@touch $@

lint: style ## style and types
	@$(TYPES)

style: .venv/dev
	@$(PY) -m ruff check --quiet
	@$(PY) -m ruff format --check --quiet || { echo "Not formatted: run make format." >&2; exit 1; }

format: .venv/dev ## format the code
	@$(PY) -m ruff check --fix --quiet
	@$(PY) -m ruff format --quiet

clean: ## remove what make made; your company in data/house stays
	rm -rf .venv .venv-spark .pytest_cache .ruff_cache .hypothesis overlap.egg-info data/demo

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing chromium for the browser tests." >&2; \
		apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >&2; \
	else \
		echo "The browser tests need Chromium: install the package chromium (or google-chrome)." >&2; exit 1; \
	fi

.venv/dev: requirements-dev.txt .venv/run
	@$(PIP) install -r requirements-dev.txt
	@touch $@

.venv/run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Overlap needs Python 3.11 or newer, and $(PYTHON) is not. Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@echo "Setting up .venv." >&2
	@$(PIP) install --editable .
	@touch $@
