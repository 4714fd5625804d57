# `make run` tries the site out on this machine; `make test` runs every test. See docs/running.md for the rest.
PYTHON ?= python3
BIN := .venv/bin
export PORT ?= 8000

.PHONY: run dev setup setup-dev test lint format requirements clean-sample

run: setup ## serve the site as in production, with the sample Forum
	@$(BIN)/python manage.py serve

dev: setup ## serve it for work on it: reloads when a file changes
	@DEBUG=1 $(BIN)/python manage.py serve --reload

setup: .venv/runtime ## the virtual environment with all that the site needs
setup-dev: .venv/development ## and what the tests and `make lint` need

.venv/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "The site needs Python 3.11 or later; name one with: make run PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv \
		|| { rm -rf .venv; echo "Python cannot make virtual environments here; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/development: .venv/runtime requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

requirements: setup-dev ## pin the newest versions that requirements*.in allow
	UV_CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --upgrade requirements.in -o requirements.txt
	UV_CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --upgrade requirements-dev.in -o requirements-dev.txt

clean-sample: setup ## remove the sample Forum and all it holds; the next `make run` makes a new one
	@$(BIN)/python manage.py clean_sample
