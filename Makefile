# Two commands do everything from a bare clone:
#   make example   install the library into .venv and decide the bundled examples
#   make test      install what the tests need as well, and run them
# PYTHON chooses the interpreter (CPython 3.11 or newer).

PYTHON ?= $(shell tools/pythons | head -n 1)
VENV ?= .venv
BIN := $(VENV)/bin
EXAMPLE := examples/ganzhou
ZHANJIANG := examples/zhanjiang
# Further options of pytest, such as a selection of tests.
SELECT ?=
# The extra with what the tests need: `test` leaves out what checks the code alone.
EXTRA ?= dev
# Bytecode is kept: without it, each of some hundred processes would compile all modules again. It is made as modules are
# imported: `--no-compile` leaves out the many of the packages that nothing imports.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: example test test-spark test-browser test-all lint types schemas pages examples docs check clean

example: $(VENV)/.core
	$(BIN)/policyrules decide ganzhou $(EXAMPLE)/ganzhou-2025.xlsx --year 2025 --only paid,reduced,unknown
	$(BIN)/policyrules explain ganzhou $(EXAMPLE)/ganzhou-2025.xlsx --year 2025 --subject E30
	$(BIN)/policyrules decide zhanjiang $(ZHANJIANG)/zhanjiang-2025.xlsx --year 2025

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not spark and not browser" $(SELECT)

# Spark needs a Java of the machine, so its tests stand apart.
test-spark: $(VENV)/.spark
	$(BIN)/python -m pytest -m spark

# What a page shows and does, in a Chromium of the machine.
test-browser: $(VENV)/.dev
	$(BIN)/python -m pytest -m browser

test-all:
	tools/test-everywhere

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

schemas: $(VENV)/.dev
	$(BIN)/python -m policyrules.write_schemas

pages: $(VENV)/.dev
	$(BIN)/python -m tools.pages

examples: $(VENV)/.dev
	tools/run-examples $(BIN)

docs: $(VENV)/.docs
	$(BIN)/python -m tools.pages --check
	$(BIN)/python tools/check_docs.py
	$(BIN)/python -m pytest tests/docs
	rm -rf site
	$(BIN)/python -m sphinx -W --keep-going -n -q -E -j 2 -d build/doctrees docs site
	$(BIN)/python tools/check_site.py site

check: test test-spark test-browser lint types examples docs

clean:
	rm -rf $(VENV) .venv-* build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.core: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "no CPython 3.11 or newer with venv was found; set PYTHON=…" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt -e '.[$(EXTRA)]'
	touch $@

$(VENV)/.spark: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt -e '.[spark]'
	touch $@

$(VENV)/.docs: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt -e '.[docs]'
	touch $@
