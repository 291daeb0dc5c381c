# Hai lệnh thường dùng: `make run` (chạy thử trên hồ sơ thật) và `make test` (mọi kiểm tra). `make help` kể hết.
PYTHON ?= python3
VENV   ?= .venv
# Số tiến trình chạy kiểm thử; chọn một phần: make test PYTEST_ARGS="tests/scoring -x"
JOBS   ?= 2
PYTEST_ARGS ?=

BIN     := $(VENV)/bin
EXAMPLE := examples/thanh-hoa-2020-6-thang/submission.yaml
OUT     := out/thanh-hoa-2020-6-thang

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format bench fuzz mutants lock clean

help: ## Liệt kê các lệnh
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Cài mọi thứ cần thiết vào .venv (đã cài rồi thì xong ngay)
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh scripts/setup.sh

run: setup ## Chấm hồ sơ mẫu có thật, kể điểm mất, xuất báo cáo
	@$(BIN)/par-engine score $(EXAMPLE)
	@$(BIN)/par-engine lost-points $(EXAMPLE)
	@$(BIN)/par-engine report $(EXAMPLE) --as html -o $(OUT)
	@printf '%s\n' '' \
	  'Báo cáo nằm trong $(OUT): mở bằng trình duyệt.' \
	  'Làm tiếp:' \
	  '  sửa $(EXAMPLE) rồi chạy lại make run' \
	  '  vì sao một tiêu chí được chừng ấy điểm:  $(BIN)/par-engine explain $(EXAMPLE) 8.5' \
	  '  xem và kiểm tra các bộ tiêu chí:         $(BIN)/par-engine criteria list' \
	  '  mọi lệnh:                                $(BIN)/par-engine --help'

test: lint ## Chạy mọi kiểm tra: định dạng, kiểu, tầng, kiểm thử
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh scripts/setup.sh test
	@echo '== Kiểm thử'
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(PYTEST_ARGS)

lint: setup ## Chỉ kiểm tra mã: định dạng, lỗi thường gặp, kiểu, tầng
	@echo '== Định dạng và lỗi thường gặp (ruff)'
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@echo '== Kiểu dữ liệu (mypy)'
	@$(BIN)/mypy
	@echo '== Tầng phụ thuộc (import-linter)'
	@$(BIN)/lint-imports --no-logo

format: setup ## Tự sửa định dạng và những lỗi sửa máy móc được
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: setup ## Đo tốc độ và so với lần đo trước
	@$(BIN)/python -m benchmarks

fuzz: setup ## Một triệu quyết định ngẫu nhiên, ba bộ chấm phải như nhau; chạy lại: make fuzz SEED=… DECISIONS=…
	@$(BIN)/python -m fuzz $(if $(SEED),--seed $(SEED)) $(if $(DECISIONS),--decisions $(DECISIONS)) \
	  $(if $(SET),--set $(SET)) $(if $(SUBMISSION),--submission $(SUBMISSION)) --jobs $(JOBS)

mutants: setup ## Thử làm hỏng mã chấm điểm từng chỗ một: kiểm thử phải phát hiện (lâu; MUTANTS="par_engine.scoring.verdict*")
	@sh scripts/mutants.sh "$(BIN)" $(MUTANTS)

lock: setup ## Khoá lại phiên bản các gói (UPGRADE=1: lấy bản mới nhất)
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(if $(UPGRADE),--upgrade) \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	  --group dev pyproject.toml --output-file requirements.lock
	@! grep -nE '://|^ *-|@|^\.?/' requirements.lock | grep -v -- '--hash=sha256:' || \
	  { echo 'LỖI: requirements.lock chứa địa chỉ hoặc đường dẫn của máy này'; exit 1; }

clean: ## Xoá mọi thứ đã cài và đã sinh ra
	@rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
	@if [ -e "$(VENV)/pyvenv.cfg" ]; then rm -rf "$(VENV)"; fi
