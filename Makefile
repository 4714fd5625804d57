# `make run` tries the site out on this machine; `make test` runs every test. See docs/running.md for the rest.
PYTHON ?= python3
BIN := .venv/bin
PROCESSES ?= 2
export PORT ?= 8000

# Settings as production has them, made up, for what `make lint` checks.
PRODUCTION := env DEBUG= DATABASE_URL=postgresql://forum@localhost/forum SITE_ORIGIN=https://forum.example \
	SECRET_KEY=for-the-checks-of-make-lint-only-0123456789-abcdefghijklmnopqrstuvwxyz \
	MAIL_FROM=forum@forum.example MAIL_URL=smtp://mail.forum.example

.PHONY: help run dev setup setup-dev test test-fast durability coverage lint format bench requirements clean-sample sbom licences audit release

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null || grep '##' Makefile

run: setup ## serve the site as in production, with the sample Forum
	@$(BIN)/python manage.py serve --with-parent

dev: export DEBUG = 1
dev: setup ## serve it for work on it: reloads when a file changes
	@$(BIN)/python manage.py serve --with-parent --reload

setup: .venv/runtime ## the virtual environment with all that the site needs
	@:
setup-dev: .venv/development ## and what the tests and `make lint` need
	@:

# The lists alone decide: nothing is asked for that they do not name (--no-deps), and what they lack is found (pip check).
# The marks in .venv say what is installed whole; without them it is made afresh, as it is when its Python has gone.
$(shell test -x $(BIN)/python || rm -f .venv/runtime)
INSTALL = { $(BIN)/pip install --disable-pip-version-check --no-deps --require-hashes -r $(1) && $(BIN)/pip check >&2 && touch $(2); } \
	| while read -r step what rest; do \
		case $$step in Collecting|Processing) echo "  $${what\#\#*/}";; Installing) echo "  unpacking them …";; esac; done; \
	test -e $@

.venv/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "The site needs Python 3.11 or later; name one with: make run PYTHON=python3.12"; exit 1; }
	@test -e $@ || { echo "Making a virtual environment in .venv"; $(PYTHON) -m venv --clear .venv; } \
		|| { rm -rf .venv; echo "Python cannot make virtual environments here; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Installing what the site needs"
	@rm -f $@; $(call INSTALL,requirements.txt,$@)

.venv/development: .venv/runtime requirements-dev.txt
	@echo "Installing what the tests need besides"
	@rm -f $@ .venv/runtime; $(call INSTALL,requirements-dev.txt,.venv/runtime $@)

test: setup-dev ## every test, those in a browser too
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest -n $(PROCESSES) --dist loadgroup $(COVERAGE)

test-fast: setup-dev ## those without browser, served site or kills, for daily work
	$(BIN)/python -m pytest -n $(PROCESSES) --dist loadgroup -m "not browser and not slow"

coverage: COVERAGE = --cov --cov-report=term
coverage: test ## the same, and which branches no test has taken (a third slower)

durability: export DURABILITY = 1
durability: setup-dev ## kills, full disks, bad mail servers, hours of use; writes docs/reliability.md (some four hours)
	$(BIN)/python -m pytest -p no:randomly -n 0 tests/durability

lint: setup-dev ## style, catalogues, migrations, and the checks of a deployment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +
	$(BIN)/python manage.py catalogues --check
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: setup-dev ## put Python and templates into the form that `make lint` wants
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true

bench: setup-dev ## what the pages cost, times the smallest page of Django; fails where one is over its budget
	$(BIN)/python -m bench

PIN = UV_CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade

requirements: setup-dev ## pin the newest versions that pyproject.toml allows
	$(PIN) pyproject.toml -o requirements.txt
	$(PIN) --group dev -c requirements.txt -o requirements-dev.txt

sbom: setup ## the list of all that the site is made of, with licences, as CycloneDX: sbom.json
	$(BIN)/uv tool run --from cyclonedx-bom==7.5.0 cyclonedx-py environment .venv --pyproject pyproject.toml -o sbom.json

licences: setup ## write docs/licences.md from what the packages say of themselves
	$(BIN)/python deploy/licences.py

release: setup-dev ## tag the version of pyproject.toml, when everything holds and CHANGELOG.md tells of it
	$(BIN)/python -m tests.releases.making

audit: setup-dev ## whether anything installed is known to be unsafe (asks PyPI; fails also where that cannot tell)
	$(BIN)/uv tool run pip-audit --strict --require-hashes --disable-pip -r requirements.txt

clean-sample: setup ## remove the sample Forum and all it holds; the next `make run` makes a new one
	@$(BIN)/python manage.py clean_sample
