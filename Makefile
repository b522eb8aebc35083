# make help lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
ROOT ?= .
PORT ?= 8080
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site preview serve headers check ping hook duties test audit screenshots bench help clean

site: .venv/ready  ## Dựng cổng thông tin vào site/ · build the portal into site/
	@$(BIN)/python scripts/build.py --root $(ROOT)

preview: .venv/ready  ## Xem thử khi đang viết, tự cập nhật · look at it while writing, http://127.0.0.1:8000/
	@cd $(ROOT) && $(CURDIR)/$(BIN)/mkdocs serve

serve: .venv/ready  ## Chạy site/ bằng nginx với cấu hình thật · site/ in nginx as it will be served, PORT=8080
	@$(BIN)/python scripts/serving.py --root $(ROOT) run --port $(PORT)

headers: .venv/ready  ## Ghi cấu hình nginx và Caddy vào serving/ · write configuration of nginx and Caddy
	@$(BIN)/python scripts/serving.py --root $(ROOT) write

check: .venv/ready  ## Kiểm tra bài viết và dữ liệu · check pages and registers, build nothing
	@$(BIN)/python scripts/check.py --root $(ROOT)

ping: .venv/ready  ## Sau khi tải site/ lên: báo nguồn tin đã đổi · after the upload: tell hubs which feeds changed
	@$(BIN)/python scripts/ping.py --root $(ROOT)

hook: .venv/ready  ## Tự kiểm tra mỗi lần git commit · check at every git commit
	@ln -sf ../../scripts/pre-commit .git/hooks/pre-commit

duties: .venv/ready  ## Nghĩa vụ của cổng thông tin nhà nước · legal duties, met and missing
	@$(BIN)/python scripts/duties.py --root $(ROOT)

test: .venv/ready-test .venv/ready-tools  ## Chạy mọi kiểm thử · run every test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports
	@PYTHONPATH=tests $(BIN)/python tests/corpus_score.py
	@PYTHONPATH=tests $(BIN)/python tests/rules_score.py
	@$(BIN)/pytest

audit: .venv/ready-test .venv/ready-tools  ## Lighthouse và axe trên mọi loại trang · Lighthouse and axe, a page of each kind in each language
	@PYTHONPATH=tests $(BIN)/python tests/lighthouse_audit.py
	@AUDIT=1 $(BIN)/pytest tests/browser/test_barriers.py tests/browser/test_first_visits.py

screenshots: .venv/ready-test site  ## Ảnh chụp mọi loại trang và khung nhúng · pictures of pages and embeds, screenshots/
	@PYTHONPATH=tests $(BIN)/python tests/screenshots.py site screenshots

bench: .venv/ready  ## Đo thời gian dựng · time the build of a large city
	@$(BIN)/python scripts/bench.py

clean:  ## Xóa mọi thứ dựng ra · remove everything that was made
	rm -rf .venv site site.* serving screenshots .cache tests/tools/node_modules

help:  ## Liệt kê các lệnh · list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: requirements.txt pyproject.toml
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên · Python 3.11 or newer is needed"; exit 1; }
	@test -x $(BIN)/python || python3 -m venv .venv || { echo "apt-get install python3-venv"; exit 1; }
	@$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-test: .venv/ready requirements-test.txt
	@$(BIN)/pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@

.venv/ready-tools: .venv/ready-test tests/tools/package-lock.json scripts/debian-test-tools
	@scripts/debian-test-tools
	@npm ci --silent --prefix tests/tools
	@touch $@
