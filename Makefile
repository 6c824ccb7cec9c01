# make run · make test · make lint · make score · make bench · make schemas · make train
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
CORPUS ?= corpus
OUTPUT ?= output

.PHONY: run test lint score bench schemas train clean

run: $(VENV)/.installed
	$(BIN)/shilu run $(CORPUS) -o $(OUTPUT)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# accuracy against ../shared/gold, each figure with its floor in tools/floors.json
score: $(VENV)/.dev
	$(BIN)/python tools/score.py --floors
	$(BIN)/python tools/score_raw.py --floors
	$(BIN)/python tools/score_corpus.py --floors
	$(BIN)/python tools/score_items.py --floors
	$(BIN)/python tools/score_named.py --floors

bench: $(VENV)/.dev
	$(BIN)/python -m tools.bench

# the default tagger anew, from ../shared/data: hours on one core; goes on where it was stopped
train: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	$(BIN)/python -m tools.train --cores 2

schemas: $(VENV)/.installed
	$(BIN)/python -m schemas

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Shilu needs Python 3.11, 3.12 or 3.13; give one with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) $(OUTPUT) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
