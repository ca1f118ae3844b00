# What one does here, a word each; `make check` is what has to hold before a change is handed in.
.PHONY: install run test quick lint format types javascript docs wheel languages check mutants

install:  ## what is run and what checks it, into the environment that is active
	pip install -r requirements.txt
	command -v npm >/dev/null && npm ci --no-fund --no-audit || true

run:  ## the pages, at http://localhost:8501
	streamlit run app.py

test:
	python -m pytest

quick:  ## the tests without a browser
	python -m pytest --ignore tests/browser

lint:
	ruff check .
	ruff format --check .
	lint-imports

format:
	ruff check --fix .
	ruff format .

types:
	mypy

javascript:  ## types, lint, format and unit tests of the browser's modules
	npm run --silent check

docs:  ## the reference, into site/
	mkdocs build --strict

languages:  ## texts of the code into every catalogue, and compiled
	python -m lstmviz.languages

wheel:  ## into dist/
	python -m hatchling build -t wheel

check: lint types javascript docs test

mutants:  ## which changes of the code no test notices; ONLY='lstmviz.internals.*' for some of them (tests/mutants.md)
	OMP_NUM_THREADS=1 mutmut run --max-children $(or $(WORKERS),1) $(ONLY)
	mutmut results
	npm run --silent mutants
