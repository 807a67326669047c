# make demo · make test are all a newcomer needs; the rest is for those who work on ifolge.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check format golden gate gate-card clean

$(BIN)/ifolge: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/ifolge pyproject.toml
	$(BIN)/pip install --quiet --requirement requirements-dev.txt
	@touch $@

demo: $(BIN)/ifolge           ## install into .venv and read an example article
	$(BIN)/ifolge read examples/da/havnebroen.txt

test: $(VENV)/.dev            ## run all tests
	$(BIN)/pytest

check: $(VENV)/.dev           ## lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(VENV)/.dev          ## rewrite expected outputs; read the diff before you commit it
	$(BIN)/python -m tests.golden.expected

gate-card: $(BIN)/ifolge      ## scores into the model card
	$(BIN)/python benchmarks/gate.py --card

gate: $(BIN)/ifolge           ## scores against their floors
	$(BIN)/python benchmarks/gate.py

clean:
	rm -rf $(VENV) dist
