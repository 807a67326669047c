# make demo · make desk · make test are all a newcomer needs; the rest is for those who work on ifolge.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo desk test check format golden gate gate-card lock clean

# --no-compile: only what is used gets compiled, when it is first used; a third less on disk.
$(BIN)/ifolge: pyproject.toml requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-compile --requirement requirements.txt
	$(BIN)/pip install --quiet --no-compile --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/ifolge requirements-dev.txt
	$(BIN)/pip install --quiet --requirement requirements-dev.txt
	@touch $@

demo: $(BIN)/ifolge           ## install into .venv and read an example article
	$(BIN)/ifolge read examples/da/havnebroen.txt
	@echo 'The desk in your browser, on an example story: make desk'

$(VENV)/.desk: $(BIN)/ifolge requirements-dev.txt
	$(BIN)/pip install --quiet --constraint requirements-dev.txt --editable '.[serve]'
	@touch $@

desk: $(VENV)/.desk           ## open the desk on an example story
	$(BIN)/ifolge add --quiet --store $(VENV)/desk.sqlite src/ifolge/show/web/examples/story.jsonl
	$(BIN)/ifolge serve --store $(VENV)/desk.sqlite

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

lock:                         ## after a change of dependencies (needs uv)
	uv lock
	uv export --quiet --no-hashes --no-emit-project --no-annotate --output-file requirements.txt
	uv export --quiet --no-hashes --no-emit-project --no-annotate --extra dev --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) dist
