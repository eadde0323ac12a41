# make demo          the example project, from source to page, offline; APT=1 adds the Apertium engines (root, Debian)
# make test          the tests        make soak      the long ones
# make lint          ruff, mypy, the layer contract
# make apt           Debian packages that the tests use as judges (root)
# Needs Python 3.11 or newer; everything else goes into .venv.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest

APERTIUM := apertium apertium-eng-spa apertium-eng-cat apertium-en-gl apertium-es-pt apertium-por-cat \
	apertium-spa-cat apertium-fra-cat apertium-fr-es apertium-es-gl apertium-cat-ita apertium-spa-ita
JUDGES := gettext i18nspector postgresql

.PHONY: demo test soak lint apt clean

demo: $(VENV)/.l10n
	$(if $(APT),scripts/apt-install $(APERTIUM))
	@scripts/demo

test: $(VENV)/.dev
	$(PYTEST) -n auto -m "not soak" $(ARGS)

soak: $(VENV)/.soak
	$(PYTEST) -m soak $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

apt:
	scripts/apt-install $(APERTIUM) $(JUDGES)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.l10n: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "this Python has no venv (Debian: apt install python3-venv)" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install -qq --editable '.[neural]'
	@touch $@

$(VENV)/.dev: $(VENV)/.l10n
	$(BIN)/python -m pip install -qq --group dev
	@touch $@

$(VENV)/.soak: $(VENV)/.dev
	$(BIN)/python -m pip install -qq --group soak
	@touch $@
