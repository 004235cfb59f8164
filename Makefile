# Two commands are enough: make run, make test. The others are for those who change the code.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
NEXT := .venv-next
BIN := $(VENV)/bin
export SITE_ENV ?= development
export PORT

.DEFAULT_GOAL := help

.PHONY: help
help: ## Danh sách lệnh
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

.PHONY: run
run: $(VENV)/runtime ## Chạy trang trên máy này (lần đầu tự cài đặt và tạo trang mẫu)
	@exec $(BIN)/python manage.py serve

.PHONY: test
test: $(VENV)/development lint ## Kiểm tra toàn bộ, trên SQLite
	@SITE_ENV=test $(BIN)/python manage.py check --fail-level WARNING
	@SITE_ENV=test $(BIN)/python manage.py makemigrations --check --dry-run
	@SITE_ENV=test $(BIN)/python -m pytest -n 2 --dist loadgroup -rs $(TESTS)

.PHONY: test-next
test-next: $(VENV)/development ## Kiểm tra trên bản Wagtail và Django mới nhất, không mở trình duyệt
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(NEXT)
	@printf 'wagtail>=8,<9\nDjango>=5.2,<7\n' > $(NEXT)/overrides.txt
	@$(BIN)/uv pip install --quiet --python $(NEXT) -r pyproject.toml --group dev --overrides $(NEXT)/overrides.txt
	@$(BIN)/uv pip freeze --python $(NEXT) | grep -iE '^(django|wagtail)=='
	@SITE_ENV=test $(NEXT)/bin/python -m pytest -n 2 --dist loadgroup --tb=line -m "not browser" $(TESTS)

.PHONY: lint
lint: $(VENV)/development ## Soát lỗi viết mã
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@said=$$($(BIN)/djlint --check templates 2>&1) || { echo "$$said"; exit 1; }
	@! git log --no-merges --since=2026-11-29T14:30Z --format=%s -- . 2>/dev/null | grep -E '.{61,}' || { \
		echo "Dòng đầu của commit dài quá 60 chữ." >&2; exit 1; }

.PHONY: format
format: $(VENV)/development ## Định dạng mã
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/djlint --reformat --warn --quiet templates

.PHONY: demo
demo: $(VENV)/runtime ## Bổ sung nội dung mẫu còn thiếu (ARTICLES=1000: thêm bài để thử tải)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py create_demo_site --articles $(or $(ARTICLES),0)

.PHONY: messages
messages: $(VENV)/development ## Gom chuỗi cần dịch và biên dịch bản dịch (cần gettext)
	@$(BIN)/python manage.py makemessages --locale en --no-location --no-obsolete --ignore .venv --ignore var --ignore tests
	@$(BIN)/python manage.py compilemessages --ignore .venv

.PHONY: requirements
requirements: $(VENV)/development ## Ghim lại phiên bản thư viện từ pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

# The virtual environment is made anew only when a list of requirements changes.

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Cần Python 3.11 trở lên; '$(PYTHON)' là $$($(PYTHON) --version 2>&1). Hãy cài Python mới hơn, hoặc chỉ ra nó: make PYTHON=/đường/dẫn/python3.12 run" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "Python này thiếu phần venv. Trên Debian, Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Tạo môi trường Python trong $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: requirements.txt | $(VENV)/bin/python
	@echo "Cài thư viện …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/development: requirements-dev.txt $(VENV)/runtime
	@echo "Cài công cụ kiểm tra …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
