# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
LOCK := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
PIP := $(VENV)/bin/pip --disable-pip-version-check -q

.PHONY: run test check fuzz bench lock clean

run: $(VENV)/.run            ## set up .venv and run the main job on the bundled corpus
	@$(VENV)/bin/zhuli run

test: $(VENV)/.test          ## set up the test tools and pass every check and test
	@$(MAKE) --no-print-directory check
	@$(VENV)/bin/python -m pytest

check: $(VENV)/.test         ## style, types and import contracts
	@$(VENV)/bin/ruff check --no-cache .
	@$(VENV)/bin/ruff format --no-cache --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

fuzz: $(VENV)/.test          ## 50,000 damaged files of every format, another seed each day (a quarter of an hour)
	@ZHULI_FUZZ=50000 ZHULI_FUZZ_SEED=$$(date +%Y%m%d) $(VENV)/bin/python -m pytest tests/files/test_fuzz.py

bench: $(VENV)/.test         ## the start-up figures of the README
	@$(VENV)/bin/python benchmarks/startup.py

$(VENV)/.run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Zhuli needs Python 3.11 or later; '$(PYTHON)' is older. Name another: make run PYTHON=python3.12"; exit 2; }
	@test -x $(VENV)/bin/pip || $(PYTHON) -m venv $(VENV) || { echo "Python could not make a virtual environment; on Debian and Ubuntu install the package python3-venv."; rm -rf $(VENV); exit 2; }
	@echo "Installing the packages of requirements.lock into $(VENV) (a few minutes, once) / 正在安装依赖（仅首次，需几分钟）"
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	@$(PIP) install --no-deps --require-hashes -r requirements-test.lock
	@touch $@

lock:                        ## resolve both lock files anew (needs uv; not part of the set-up)
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) -c requirements.lock --extra test pyproject.toml -o requirements-test.lock

clean:
	rm -rf $(VENV) outputs/*/ .mypy_cache .ruff_cache .pytest_cache
