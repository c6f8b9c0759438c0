# make app | test | check | prove | fix | golden | bench | bench-forecasts
PYTHON ?= python3
BIN := .venv/bin
SOURCES := energy_core ui pages streamlit_app.py tests benchmarks

.PHONY: app test check prove fix golden bench bench-lambda bench-anomalies bench-forecasts clean

app: .venv/app-is-installed
	$(BIN)/streamlit run streamlit_app.py

test: .venv/dev-is-installed .venv/browser-is-installed
	$(BIN)/pytest -n 2 --dist loadfile -m "not prove"

prove: .venv/dev-is-installed .venv/browser-is-installed
	$(BIN)/pytest -m prove --timeout 3600

check: .venv/dev-is-installed
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fix: .venv/dev-is-installed
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

golden: .venv/dev-is-installed
	$(BIN)/python -m tests.golden

bench: .venv/dev-is-installed
	$(BIN)/python -m benchmarks.pipeline
	$(BIN)/python -m benchmarks.read_two_million_rows
	$(BIN)/python -m benchmarks.first_paint
	$(BIN)/python -m benchmarks.bills

# About ten minutes: builds the package, runs it under AWS's emulator, feeds it large files.
bench-lambda: .venv/dev-is-installed
	$(BIN)/python -m benchmarks.lambda_package

# About five minutes: our detector of unusual use beside what people would use instead.
bench-anomalies: .venv/dev-is-installed
	$(BIN)/python -m benchmarks.anomalies

# Ten minutes or so: ours beside statsforecast and LightGBM, which need an older pandas and so a place of their own.
bench-forecasts: .venv/dev-is-installed .venv-peers/is-installed
	$(BIN)/python -m benchmarks.forecasts .venv-peers/bin/python
	$(BIN)/python -m benchmarks.bill_forecasts

.venv-peers/is-installed: benchmarks/requirements-peers.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet -r benchmarks/requirements-peers.txt
	touch $@

clean:
	rm -rf .venv .venv-peers build *.egg-info .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/app-is-installed: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing what the app needs into .venv; the first time takes a minute or two."
	$(BIN)/pip install --quiet -r requirements.txt
	$(BIN)/pip install --quiet --no-deps -e .
	touch $@

.venv/dev-is-installed: .venv/app-is-installed requirements-dev.txt
	$(BIN)/pip install --quiet -r requirements-dev.txt
	touch $@

# Debian's chromium where there is apt, else the one that playwright knows.
.venv/browser-is-installed: .venv/dev-is-installed
	command -v chromium || command -v google-chrome || \
	if command -v apt-get; then \
		SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
		$$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq chromium; \
	else $(BIN)/playwright install chromium; fi
	touch $@
