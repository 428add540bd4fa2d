# make book    build the book, print the path of its first page
# make test    run all tests (builds the book if it is stale)
# make serve   show the book at http://localhost:8000
# make exercises, lint, bench, clean

PYTHON ?= python3
# Installed first, because a plain install fetches the CUDA build on Linux:
#   make book TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH ?= torch==2.13.0
TORCH_INDEX ?=
PORT ?= 8000

.DEFAULT_GOAL := book
.DELETE_ON_ERROR:
.PHONY: book test serve exercises lint bench clean
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
INSTALLED := .venv/.installed
BUILT := _build/.built
SITE := _build/html
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# $(call files,folders): every source file below them
files = $(shell find $(wildcard $(1)) -type f -not -path '*/__pycache__/*' \
          -not -path '*/.*' 2>/dev/null)
# $(call timed,name,command): run a command, then say how long it took
timed = start=$$(date +%s); $(2); status=$$?; \
        echo "[time] $(1): $$(($$(date +%s) - start)) s"; exit $$status

book: $(BUILT)
	@echo "The book's first page: $(abspath $(SITE)/index.html)"

$(INSTALLED): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON):" \
	  "install Python 3.11 or newer, or name it: make PYTHON=python3.12."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and $(PYTHON) is" \
	  "$$($(PYTHON) -V 2>&1): name another, as in make PYTHON=python3.12."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's module" \
	  "venv is missing: install it (on Debian and Ubuntu, apt install" \
	  "python3-venv)."; exit 1; }
	@echo "Installing what the book needs into .venv (2 GB; some minutes) ..."
	@$(call timed,install,test -x $(BIN)/python || $(PYTHON) -m venv .venv; \
	  $(PIP) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX),-c constraints.txt) \
	    '$(TORCH)' && \
	  $(PIP) -c constraints.txt -e '.[test$(comma)torch]' && touch $@)
comma := ,

$(BUILT): $(INSTALLED) $(call files,book infomorphic_lite exercises/release) \
          _config.yml _toc.yml constraints.txt
	@echo "Building the book (the first time, each page runs its code) ..."
	@$(call timed,build,PATH="$(abspath $(BIN)):$$PATH" \
	  jupyter-book build . -q -n -W --keep-going && touch $@ || \
	  { rm -rf _build/.doctrees; false; })

test: $(BUILT)
	@$(call timed,tests,$(BIN)/python -m pytest --durations=15)

serve: $(BUILT)
	@echo "http://localhost:$(PORT)/index.html (stop with Ctrl-C)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(SITE) $(PORT)

exercises: $(INSTALLED)
	@$(call timed,exercises,$(BIN)/python exercises/build.py)

lint: $(INSTALLED)
	@$(call timed,lint,$(BIN)/ruff check --quiet . && \
	  $(BIN)/ruff format --check --quiet . && \
	  $(BIN)/python tests/lint_chapters.py && $(BIN)/codespell)

bench: $(INSTALLED)
	@$(call timed,benchmarks,$(BIN)/python -m pytest \
	  --benchmark-columns=median$(comma)rounds \
	  --benchmark-sort=name --benchmark-group-by=group -q benchmarks)

clean:
	@rm -rf _build .pytest_cache .ruff_cache .hypothesis .benchmarks
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
