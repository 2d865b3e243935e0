# Two commands: `make serve` and `make test`. Everything they do is in the README in plain pip and kotae commands.
PYTHON ?= python3
CORPUS ?= corpus
INDEX ?= index
PORT ?= 7860

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The checksums are those of one build of torch, for CPUs, Python 3.11 and x86-64; another Python or processor gets the same versions
# without checksums, and so does who names them: make serve LOCK=constraints.txt, where pip finds only torch's build for graphics cards.
LOCKED := import platform, sys; print("requirements.lock" if (sys.version_info[:2], platform.machine(), sys.platform) == ((3, 11), "x86_64", "linux") else "constraints.txt")
ifndef LOCK
LOCK := $(or $(shell { $(BIN)/python -c '$(LOCKED)' || $(PYTHON) -c '$(LOCKED)'; } 2>/dev/null),requirements.lock)
endif
LOCK_DEV ?= requirements-dev.lock
WORKERS ?= auto
CASES := not sweep
CHECKED = $(if $(filter %.lock,$(1)),--require-hashes --requirement $(1),)
PLAIN = $(if $(filter %.lock,$(LOCK)),--no-deps --no-build-isolation,--constraint constraints.txt)
UV ?= uv
LOCKING := pip compile --quiet --no-header --generate-hashes --python-version 3.11.7 \
	--python-platform x86_64-manylinux_2_28 --constraint constraints.txt $(if $(PIP_FIND_LINKS),--find-links $(PIP_FIND_LINKS),)

.PHONY: install serve index test sweep check lint types suite timing docs bench clean lock messages sbom soak

# Said before anything is installed: .venv's own Python counts where there is one, for that is the one packages are put into.
define SUITED
python=$$(test -x $(BIN)/python && echo $(BIN)/python || echo "$(PYTHON)"); \
"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null || { \
	found=$$("$$python" --version 2>&1) || found="no $$python"; \
	echo "kotae: needs Python 3.11.5 or newer, but found $$found; name one that you have: make serve PYTHON=python3.12 (an old .venv goes with: make clean)" >&2; \
	echo "kotae: Python 3.11.5 以降が必要ですが、見つかったのは $$found です。使うものを指定してください: make serve PYTHON=python3.12（古い .venv は make clean で消せます）" >&2; \
	exit 1; }; \
test -x $(BIN)/python || "$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
	echo "kotae: this Python can't make a .venv; on Debian and Ubuntu: sudo apt install python3-venv" >&2; \
	echo "kotae: この Python では .venv を作れません。Debian と Ubuntu では: sudo apt install python3-venv" >&2; \
	exit 1; }
endef

# The stamps make the second run fast: pip runs again only when what it would install has changed.
.venv/stamp: pyproject.toml constraints.txt requirements.lock
	@$(SUITED)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(if $(filter %.lock,$(LOCK)),,echo "kotae: without checksums, which are there for Python 3.11 on x86-64 / チェックサムなしで入れます（チェックサムは Python 3.11、x86-64 のものだけです）")
	@echo "kotae: installing into .venv (about 2.4 GB, a few minutes) / .venv へインストールしています（約2.4 GB、数分）"
	@$(if $(call CHECKED,$(LOCK)),$(PIP) $(call CHECKED,$(LOCK)))
	@$(PIP) $(PLAIN) --editable .
	@touch $@

.venv/stamp-dev: .venv/stamp requirements-dev.lock
	@$(if $(call CHECKED,$(LOCK)),$(PIP) $(call CHECKED,$(LOCK_DEV)),$(PIP) $(PLAIN) --editable '.[dev]')
	@touch $@

install: .venv/stamp

index: .venv/stamp
	@$(BIN)/kotae index "$(CORPUS)" --index "$(INDEX)"

serve: index
	@$(BIN)/kotae serve --index "$(INDEX)" --port "$(PORT)"

check: lint types

lint: .venv/stamp-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=src $(BIN)/lint-imports

types: .venv/stamp-dev
	nice $(BIN)/mypy src tests

# One file stays with one worker, so what a file shares is made once, the long ones first (tests/conftest.py; xdist's own
# order begins with the files of most tests, and the browser's have few); each computes with one thread. The many processes
# that tests begin read what was compiled before; those that parse files may not write it. Every process of a run collects all
# tests: their asserts are rewritten once before, not in each, which needs that bytecode may be written. That takes one
# processor, and so do the types: they are checked beside it, where they go on they give way to the tests. A worker for each
# processor, or as many as WORKERS says: some tests wait more than they compute.
test: lint
	$(MAKE) --no-print-directory --jobs 2 types suite
	$(MAKE) --no-print-directory timing

# Of a law with very many cases make test runs some: here are all the others, and examples that no run has tried, eight times as many.
sweep:
	$(MAKE) --no-print-directory suite CASES=sweep
	$(BIN)/pytest -n $(WORKERS) --hypothesis-profile=searching -m "not timing" $$(grep -rl --include="test_*.py" "^ *@given" tests)
	$(MAKE) --no-print-directory timing CASES=sweep

suite: .venv/stamp-dev
	$(BIN)/python -m compileall -q src
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --collect-only --quiet --quiet -m "not timing" >/dev/null || true # what fails is said below
	PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 $(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "$(CASES) and not timing"

# Nothing runs beside it.
timing: .venv/stamp-dev
	$(BIN)/pytest -m "$(CASES) and timing" $$(grep -rl --include="test_*.py" "mark\.timing" tests)

# After a message was added, changed or taken away: new ones get an empty entry in src/kotae/messages/ja/LC_MESSAGES/kotae.po.
messages: .venv/stamp-dev
	$(BIN)/python docs/make_messages.py

# After a version moved in constraints.txt or a dependency came: needs uv (pip install uv) and the network.
# Only the build of torch without graphics cards is locked: find it with PIP_FIND_LINKS or an extra index.
lock:
	rm -f requirements.lock requirements-dev.lock
	$(UV) $(LOCKING) --output-file requirements.lock pyproject.toml --extra build
	$(UV) $(LOCKING) --output-file requirements-dev.lock pyproject.toml --extra build --extra dev
	sed -i 's/^\(torch==[0-9.]*\)+cpu/\1/' requirements.lock requirements-dev.lock

# Half an hour on a quiet machine: 8 people for 10 minutes, then 10,000 questions; the records stand in benchmarks/soak.
soak: .venv/stamp-dev
	$(BIN)/python -m benchmarks.soak.users --record
	$(BIN)/python -m benchmarks.soak.run --record

# What is installed, as a CycloneDX bill of materials: sbom.json. Needs cyclonedx-py (pip install cyclonedx-bom), which takes
# kotae's own version from pyproject.toml alone, where it stands only once it was built: it gets it written in.
sbom: .venv/stamp
	@$(BIN)/python -c 'import importlib.metadata as m, re, sys; print(re.sub(r"(?m)^dynamic = .*", "version = " + repr(m.version("kotae")), sys.stdin.read()))' <pyproject.toml >.venv/pyproject.toml
	$(or $(CYCLONEDX),cyclonedx-py) environment --pyproject .venv/pyproject.toml --output-format JSON --output-file sbom.json $(BIN)/python

# The documentation as a site, in both languages: site/index.html. A broken link fails.
.venv/stamp-docs: .venv/stamp
	@$(PIP) --constraint constraints.txt --no-build-isolation --editable '.[docs]'
	@touch $@

docs: .venv/stamp-docs
	@for language in en ja; do \
		$(BIN)/python -m sphinx --quiet --fail-on-warning -c docs/site -D language=$$language -d site/.doctrees/$$language . site/$$language || exit 1; \
	done
	@cp docs/site/index.html site/index.html
	@echo "kotae: site/index.html"

clean:
	rm -rf .venv site .mypy_cache .pytest_cache .ruff_cache .hypothesis
