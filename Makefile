# Thin calls: packaging/bootstrap.py does the work and says what it does.
# `make help` lists everything.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
	2>/dev/null && { echo $$python; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help run test check format screenshots docs bundle bundle-full packages clean python

help run test check format screenshots docs bundle bundle-full packages clean: python
	@$(PYTHON) packaging/bootstrap.py $@

python:
	@test -n "$(PYTHON)" || { echo "Pictrove needs Python 3.11 to 3.14, and found none;" \
	"install one (Debian, Ubuntu: sudo apt-get install python3 python3-venv)." >&2; exit 1; }
