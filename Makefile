# make run         the site on this machine, http://127.0.0.1:8000/ (PORT= for another port)
# make test        all that can be tested on this machine; CI=true: nothing may be left out
# make check       format, lint, types, layers, templates, migrations, catalogues
# make trust       access, hostile input and faults in full, where make test tries a tenth
# make lock        the locks of requirements/, written again from pyproject.toml
# make catalogues  the catalogues of locale/, compiled

SHELL := /bin/sh
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
PY := .venv/bin/python

.DEFAULT_GOAL := run
.PHONY: run test check trust lint lock catalogues python environment test-environment
.SILENT:

run: environment
	SITE_URL="$${SITE_URL:-http://127.0.0.1:$(PORT)}" \
	exec $(PY) manage.py serve --demonstration --host "$(HOST)" --port "$(PORT)"

test: lint
	exec $(PY) -m tests

check: lint
	$(PY) -m pytest -q tests/consistency/test_translations.py

trust: test-environment
	TRUST=full $(PY) -m pytest -q -rP $(TRUSTED)
	TRUST=full TEST_DATABASE=postgresql $(PY) -m pytest -q -m "not browser"
	TRUST=full $(PY) -m pytest -q -rs tests/browser/test_pages.py
	exec $(PY) -m tests.removed_checks

# What `tests.trust` shares out; what depends on the database is tried on both.
TRUSTED = tests/portal/editing tests/consistency/test_public_surface.py

lint: test-environment
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo
	$(PY) -m djlint --lint --quiet templates
	$(PY) manage.py makemigrations --check --dry-run

catalogues: environment
	$(PY) manage.py compile_catalogues

lock: python
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet --disable-pip-version-check uv
	$(LOCK) -o requirements/base.txt
	$(LOCK) --group test -o requirements/test.txt
	rm -rf .venv/lock

LOCK = .venv/lock/bin/uv pip compile pyproject.toml -q --python-version 3.11 --universal \
	--generate-hashes --no-header --no-annotate

# The environment remembers the lock it was installed from, and is installed again when the lock changes.
environment: python
	$(call install,base)

test-environment: environment
	$(call install,test)

python:
	command -v "$(PYTHON)" >/dev/null || { $(call stop,\
		Python est introuvable : installez Python 3.11 ou plus récent (Debian : apt install python3 python3-venv).,\
		Python was not found: install Python 3.11 or later (Debian: apt install python3 python3-venv).) ; }
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { $(call stop,\
		Cette version de Python est trop ancienne : il faut la 3.11 ou une plus récente (make run PYTHON=python3.12).,\
		This Python is too old: version 3.11 or later is needed (make run PYTHON=python3.12).) ; }
	"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { $(call stop,\
		Le module venv de Python manque : installez-le (Debian : apt install python3-venv).,\
		The venv module of Python is missing: install it (Debian: apt install python3-venv).) ; }

stop = printf '%s\n' "$(strip $(1))" "$(strip $(2))" >&2; exit 1

define install
	cmp -s requirements/$(1).txt .venv/$(1).lock && $(PY) -c '' 2>/dev/null || { \
		echo "Installation des dépendances… / Installing the dependencies…"; \
		$(PY) -c '' 2>/dev/null || "$(PYTHON)" -m venv --clear .venv; \
		$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$(1).txt \
		&& cp requirements/$(1).txt .venv/$(1).lock || { $(call stop,\
		Les dépendances n’ont pas pu être installées : vérifiez l’accès au réseau puis recommencez.,\
		The dependencies could not be installed: check the network and try again.) ; } ; }
endef
