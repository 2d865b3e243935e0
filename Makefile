# Two commands: `make serve` and `make test`. Everything they do is in the README in plain pip and kotae commands.
PYTHON ?= python3
CORPUS ?= corpus
INDEX ?= index
PORT ?= 7860

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: install serve index test check docs bench clean

# The stamps make the second run fast: pip runs again only when what it would install has changed.
.venv/stamp: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "kotae: installing into .venv (about 2.4 GB, a few minutes) / .venv へインストールしています（約2.4 GB、数分）"
	@$(PIP) --editable .
	@touch $@

.venv/stamp-dev: .venv/stamp
	@$(PIP) --editable '.[dev]'
	@touch $@

install: .venv/stamp

index: .venv/stamp
	@$(BIN)/kotae index "$(CORPUS)" --index "$(INDEX)"

serve: index
	@$(BIN)/kotae serve --index "$(INDEX)" --port "$(PORT)"

check: .venv/stamp-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests
	PYTHONPATH=src $(BIN)/lint-imports

test: check
	$(BIN)/pytest

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
