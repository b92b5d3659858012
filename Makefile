# 教育信息化典型案例库。两条命令就够：make serve 看网站，make test 跑全部测试。
# Each recipe sets up what it needs; nothing has to be installed first but Python ≥ 3.11 and make.

VENV ?= .venv
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell $(name) -c 'import sys; print("$(name)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest
# Hundreds of processes are started; none of them compiles the program anew.
unexport PYTHONDONTWRITEBYTECODE
PORT ?= 8000
API_PORT ?= 8080
MCP_PORT ?= 8090

.DEFAULT_GOAL := help
.PHONY: help serve api mcp site test test-fast test-web npm-packages test-browser test-properties test-cluster check lint types layers format bench lock bundle clean

help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/.ready ## 准备好一切，然后在本机打开网站（带检索，改动自动刷新）
	$(BIN)/kb serve --port $(PORT)

api: $(VENV)/.ready-services ## 准备好一切，然后在本机提供 HTTP API，说明在 http://127.0.0.1:8080/docs
	$(BIN)/kb api --port $(API_PORT)

mcp: $(VENV)/.ready-services ## 准备好一切，然后让本机的人工智能助手来问：http://127.0.0.1:8090/mcp
	$(BIN)/kb mcp --http --port $(MCP_PORT)

site: $(VENV)/.ready ## 生成静态网站到 site/，可拷到 U 盘直接打开
	$(BIN)/kb build

test: $(VENV)/.ready-dev ## 准备好一切，然后运行全部测试（含浏览器）
	$(BIN)/python tools/browser.py
	$(PYTEST) -n 2 --dist worksteal
	@if ! node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' 2>/dev/null; then \
		echo '没有 Node.js 20：网页脚本已在浏览器里测过，没有查类型和风格。'; \
	elif $(MAKE) --no-print-directory npm-packages; then npm test; \
	else echo 'npm 装不上依赖：网页脚本已在浏览器里测过，没有查类型和风格。'; fi

test-fast: $(VENV)/.ready-dev ## 改代码时用：单元测试和错误样例
	$(PYTEST) -n auto -m "not browser and not slow and not hypothesis" tests/test_*.py tests/content tests/golden tests/unit tests/web

test-browser: $(VENV)/.ready-dev ## 只运行浏览器里的测试
	$(BIN)/python tools/browser.py
	$(PYTEST) -n 2 --dist worksteal -m browser

test-properties: $(VENV)/.ready-dev ## 性质测试，每次随机取十倍的例子
	HYPOTHESIS_PROFILE=nightly $(PYTEST) -n auto -m hypothesis

test-cluster: $(VENV)/.ready-dev ## 起真的 OpenSearch 集群来测（需要 Java 21 和 Maven，约八分钟）
	$(BIN)/python -m tools.opensearch
	$(PYTEST) tests/opensearch

test-web: npm-packages ## 网页脚本的测试、类型和风格（需要 Node.js）
	npm test

# Installed once, and again when the lock file says something else.
npm-packages:
	@cmp -s package-lock.json node_modules/.installed-lock.json || \
		{ npm ci --no-audit --no-fund && cp package-lock.json node_modules/.installed-lock.json; }

check: lint types layers ## 代码检查：风格、类型、分层，加上案例内容检查
	$(BIN)/kb check

lint: $(VENV)/.ready-dev ## 代码风格
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-dev ## 类型
	$(BIN)/mypy

layers: $(VENV)/.ready-dev ## 分层约定：依赖只向下
	$(BIN)/lint-imports

format: $(VENV)/.ready-dev ## 自动整理代码格式
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.ready-dev ## 重新计算依赖锁定文件
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --upgrade \
		pyproject.toml --extra build --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --upgrade \
		pyproject.toml --extra build --extra api --extra opensearch --extra mcp \
		--constraint requirements.lock --output-file requirements-services.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --upgrade \
		pyproject.toml --extra build --extra dev --constraint requirements.lock --constraint requirements-services.lock \
		--output-file requirements-dev.lock

bundle: npm-packages ## 重新打包浏览器检索脚本（需要 Node.js）
	npm run build

clean: ## 删除生成的文件
	rm -rf .kb $(VENV) node_modules

# The stamps make set-up run once, and again when a lock file changes.
$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo '需要 Python 3.11 或更新的版本。请先安装，或用 make PYTHON=路径 指定。' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo '不能建立虚拟环境。Debian / Ubuntu 请先运行：sudo apt-get install python3-venv' >&2; exit 1; }

$(VENV)/.ready: $(VENV)/pyvenv.cfg requirements.lock pyproject.toml
	@echo '正在安装依赖（只在第一次或依赖变化时进行）……'
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-services: $(VENV)/.ready requirements-services.lock
	@echo '正在安装 API 和其他服务所需的依赖……'
	@$(PIP) install --require-hashes -r requirements-services.lock
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@echo '正在安装测试所需的依赖……'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
