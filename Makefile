# Anjungan. `make run` and `make test` do everything on a fresh machine; `make help` lists the rest.

PYTHON ?= python3
KIOSK  := .venv/bin/kiosk
READY  := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench drills pictures lock

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(READY) ## make .venv with everything pinned, and install missing system libraries

$(READY): requirements.lock pyproject.toml tools/setup tools/system-libraries
	@PYTHON="$(PYTHON)" sh tools/setup run

run: $(READY) ## run the whole thing: on a screen, or as a pictured tour into ./out
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(KIOSK) demo; \
	else echo "No display here: taking the tour into ./out"; exec $(KIOSK) tour --out out; fi

test: $(READY) ## run all tests
	@sh tools/setup test
	@.venv/bin/python -m pytest

check: $(READY) ## style, types, import rules, QML and catalogue
	@sh tools/check

bench: $(READY) ## measure, into out/bench.json
	@mkdir -p out && $(KIOSK) bench --json out/bench.json --rows 0,100000

drills: $(READY) ## faults at full length, into out/drills.json; goes on where it was interrupted
	@sh tools/setup test
	@.venv/bin/python -m pytest tests/drills --long -v -o faulthandler_timeout=900

pictures: $(READY) ## take the pictures of the documents again
	@.venv/bin/python tools/pictures.py

lock: ## pin the dependencies of pyproject.toml again, with hashes
	@sh tools/lock
