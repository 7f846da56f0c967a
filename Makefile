# Two commands: `make demo` and `make test`. Both set up everything they need.
# Needs Python 3.11 or newer with venv, git and make. On Debian and Ubuntu the rest comes through apt.

PYTHON ?= python3
TOOLS := .gereedschap
UV := $(TOOLS)/bin/uv
INKOOP := .venv/bin/inkoop
OUT := uitvoer
EXAMPLES := $(basename $(notdir $(wildcard criteria/*.yaml)))

PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
TEST_PACKAGES := libreoffice-calc-nogui libreoffice-writer-nogui python3-uno poppler-utils chromium firefox-esr libatomic1 age
# Each program in use: `playwright --version` starts the driver, which needs libatomic1.
TEST_PROGRAMS := command -v soffice && test -e "$$(dirname "$$(readlink -f "$$(command -v soffice)")")/libswlo.so" && \
  command -v pdftoppm && command -v chromium && command -v age && \
  { command -v firefox-esr || command -v firefox; } && /usr/bin/python3 -c 'import uno' && \
  .venv/bin/playwright --version

# The parts of the check in the browser: pinned in ONDERDELEN, fetched into WEB.
ONDERDELEN := templates/webpagina/onderdelen
WEB := $(TOOLS)/web
BROWSER_PYTHON := --only-binary :all: --python-version 3.14 --implementation cp --abi cp314 \
  --platform pyemscripten_2026_0_wasm32

.PHONY: docs demo test snel setup pango web test-programs bench coverage mutation schemas submissions lint clean kale-machine
# Two at once would wait for apt's lock, or find it taken.
.NOTPARALLEL:

demo: setup pango
	@for name in $(EXAMPLES); do \
	  $(INKOOP) rapport criteria/$$name.yaml submissions/$$name -o $(OUT)/$$name >/dev/null; \
	  code=$$?; [ $$code -le 1 ] || exit $$code; \
	done
	@echo; echo "In de voorbeelden zitten met opzet fouten: een leeg antwoord, een getal als tekst, een eis die niet"
	@echo "gehaald is. De bevindingen hierboven laten zien wat het programma daarmee doet. Niets is stuk."
	@echo; echo "De rapporten staan klaar:"
	@for name in $(EXAMPLES); do ls $(OUT)/$$name/rapport*.pdf $(OUT)/$$name/rapport*.html | sed "/besloten/d; s/^/  /"; done
	@echo; echo "Begin met een van deze twee:"
	@echo "  $(OUT)/zwolle-2015/samenvatting.pdf  (de uitkomst op één blad)"
	@echo "  $(OUT)/zwolle-2015/rapport.html      (het hele rapport, in een browser)"

test: setup pango web test-programs lint
	.venv/bin/python -m compileall -q inkoop
	@# One file, one process: what a file sets up once, such as LibreOffice, is not set up again elsewhere.
	.venv/bin/pytest -n auto --dist loadfile --no-loadscope-reorder

# The tests that take no seconds and need no other program: see tests/pace.py.
snel: setup
	.venv/bin/python -m compileall -q inkoop
	.venv/bin/pytest -q -n auto --dist loadfile --no-loadscope-reorder -m "not langzaam"

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

# Both commands of README.md on a bare Debian: before every release, and whenever the set-up changes. Needs root.
kale-machine:
	$(call apt_install,command -v debootstrap,debootstrap)
	tests/kale_machine.sh

bench: setup pango
	$(UV) sync --frozen --group bench
	.venv/bin/python -m bench

# Both are about the rules that make an outcome: see docs/kwaliteit.md.
coverage: setup
	.venv/bin/pytest -q tests/scenarios tests/rules --cov=inkoop/rules --cov-branch --cov-report=term-missing

mutation: setup
	$(UV) sync --frozen --group mutation
	rm -rf mutants
	.venv/bin/mutmut run
	.venv/bin/python -m bench.mutation

docs: setup
	.venv/bin/python docs/genereer.py

schemas: setup
	.venv/bin/python -m inkoop.writers.schemas

submissions: setup test-programs
	.venv/bin/python submissions/maak_voorbeelden.py

setup: .venv/.klaar

.venv/.klaar: uv.lock pyproject.toml | $(UV)
	@# Compiled once, as the tests start hundreds of processes that would each compile what they import.
	$(UV) sync --frozen --compile-bytecode
	@touch $@

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "inkoop heeft Python 3.11 of nieuwer nodig."; exit 1; }
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

# $(call apt_install,<test that says it is there>,<packages>)
define apt_install
	@if ! { $(1); } >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ]; then as=""; else as="sudo"; fi; \
	  if command -v apt-get >/dev/null 2>&1; then \
	    $$as apt-get update -qq && \
	    $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2) >/dev/null; \
	  fi; \
	  { $(1); } >/dev/null 2>&1 || { echo "Installeer eerst: $(2)"; exit 1; }; \
	fi
endef

pango: setup
	$(call apt_install,.venv/bin/python -c "import weasyprint",$(PANGO))

web: $(WEB)/.klaar

$(WEB)/.klaar: $(ONDERDELEN)/package.json $(ONDERDELEN)/package-lock.json $(ONDERDELEN)/wielen.txt | $(UV)
	$(call apt_install,command -v npm,nodejs npm)
	rm -rf $(WEB)
	mkdir -p $(WEB)/wielen
	cp $(ONDERDELEN)/package.json $(ONDERDELEN)/package-lock.json $(WEB)
	npm ci --prefix $(WEB) --ignore-scripts --no-audit --no-fund --loglevel=error
	$(TOOLS)/bin/pip download --quiet --disable-pip-version-check --no-deps --require-hashes $(BROWSER_PYTHON) \
	  --dest $(WEB)/wielen --requirement $(ONDERDELEN)/wielen.txt
	@touch $@

test-programs: setup
	$(call apt_install,$(TEST_PROGRAMS),$(TEST_PACKAGES))

clean:
	rm -rf .venv $(TOOLS) $(OUT) dist
