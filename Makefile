# Needs git, make and Python 3.11 or newer; `make` alone goes from a fresh clone to the tables in extracted/.
# Another interpreter: make PYTHON=python3.12

PYTHON ?= python3
PYTEST_ARGS ?= -n auto --dist worksteal
LOCK_ARGS ?=

# The only tool outside the lock, because it writes the lock; its own environment works even when the lock does not.
UV_VERSION := 0.13.9

SAMPLE := regionkoordinatorerna-2024

.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.SUFFIXES:

.PHONY: run
run: .venv/.installed ## read raw_pdfs/ and write extracted/ (what plain `make` does)
	.venv/bin/pipeline run

.PHONY: setup
setup: .venv/.installed ## make .venv with everything that requirements.lock names

.PHONY: test
test: .venv/.installed ## run the tests; choose some with PYTEST_ARGS="-k numerals"
	.venv/bin/python -m pytest $(PYTEST_ARGS)

.PHONY: lint
lint: .venv/.installed ## check style and formatting
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

.PHONY: types
types: .venv/.installed ## check types
	.venv/bin/mypy

.PHONY: bench
bench: .venv/.installed ## measure time and memory
	.venv/bin/python -m tests.bench

# Damaged PDFs, family files at random, and texts that coverage leads to code which no earlier one reached.
FUZZ_CASES ?= 20000
FUZZ_SECONDS ?= 120

.PHONY: fuzz
fuzz: .venv/.installed ## run damaged files through the pipeline; FUZZ_CASES=20000, FUZZ_SECONDS=120 for each parser
	.venv/bin/python -m tests.fuzz --cases $(FUZZ_CASES) --jobs "$$(nproc)"
	.venv/bin/python -m pytest -q -n auto --hypothesis-profile=fuzz tests/unit/spec/test_any_family_file.py
	mkdir -p .hypothesis/guided
	for target in numerals families order; do \
		.venv/bin/python -m tests.fuzz.guided $$target -max_total_time=$(FUZZ_SECONDS) \
			-artifact_prefix=.hypothesis/guided/ || exit 1; \
	done

.PHONY: sample
sample: .venv/.installed ## typeset the sample report again
	.venv/bin/python -m tests.typeset tests/typeset/data/$(SAMPLE).yml \
		--layout facsimile --out raw_pdfs/$(SAMPLE)-facsimile.pdf

.PHONY: dictionary
dictionary: .venv/.installed ## write docs/data-dictionary.md from the schemas and code lists
	.venv/bin/python docs/make_data_dictionary.py

.PHONY: lock
lock: .venv/locking/bin/uv ## write requirements.lock from pyproject.toml; newest versions with LOCK_ARGS=--upgrade
	.venv/locking/bin/uv pip compile --quiet --extra dev --extra ocr --extra xlsx --extra cluster --universal --python-version 3.11 --fork-strategy fewest \
		--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
		$(LOCK_ARGS) --output-file requirements.lock pyproject.toml

.PHONY: clean
clean: ## remove .venv, caches and what git ignores in extracted/
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
	find pipeline tests -name __pycache__ -prune -exec rm -rf {} +
	git clean -fdXq -- extracted

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

define require_python
@command -v "$(PYTHON)" >/dev/null \
	|| { echo 'No "$(PYTHON)" here. Install Python 3.11 or newer, or name one: make PYTHON=python3.12' >&2; exit 1; }
@"$(PYTHON)" -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; \
$(PYTHON) is %s. Name another: make PYTHON=python3.12" % sys.version.split()[0])'
endef

.venv/.installed: requirements.lock pyproject.toml
	$(require_python)
	@echo 'Setting up .venv; the first time takes a minute or two.'
	"$(PYTHON)" -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@.venv/bin/python -m pip check || { echo 'requirements.lock lags behind pyproject.toml: run make lock' >&2; exit 1; }
	@touch $@

.venv/locking/bin/uv:
	$(require_python)
	"$(PYTHON)" -m venv .venv/locking
	.venv/locking/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
