# Every task is a line or three; continuous integration calls the same names.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup run test coverage test-slow lint ui docs bench lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

run: $(READY)
	$(BIN)/gouji run --sample-site

test: $(READY)
	$(BIN)/python -m pytest -m "not slow" -n auto --dist loadscope

# the same with the lines that no test in this process runs; worker processes are not seen
coverage: $(READY)
	$(BIN)/python -m pytest -m "not slow" -n auto --dist loadscope --cov --cov-report=term

test-slow: $(READY)
	$(BIN)/python -m pytest -m slow -n auto --dist loadscope

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 sql
	$(BIN)/gouji docs --check

ui: $(READY)
	$(BIN)/gouji ui

docs: $(READY)
	$(BIN)/gouji docs

bench: $(READY)
	$(BIN)/python -m bench
	$(BIN)/python -m bench.warehouse

# after a change of dependencies in pyproject.toml; the lock names no index
lock: # needs a .venv, but not one made from the lock that is about to change
	$(BIN)/uv pip compile --quiet pyproject.toml --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-strip-extras --no-header --no-annotate --output-file requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
