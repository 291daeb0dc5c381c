#!/bin/sh
# Prepares everything par-engine needs: system packages, the virtual environment, the locked Python packages.
# Run by `make setup`, and by every target that needs it; takes no time when nothing has changed.
#   PYTHON  interpreter to use (default python3, at least 3.11)
#   VENV    folder of the virtual environment (default .venv)
# Packages come through ordinary pip, so that a machine's own pip settings (mirror, certificates) are respected;
# every one of them is checked against a hash of requirements.lock.
set -eu

cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
VENV=${VENV:-.venv}
LOCK=requirements.lock
STAMP=$VENV/.par-engine-setup

say() { printf '%s\n' "$*"; }
fail() {
    printf 'LỖI: %s\n' "$*" >&2
    exit 1
}

# Installs the system packages named, or says exactly which ones a person with the right to do so must install.
install_system_packages() {
    command -v apt-get >/dev/null 2>&1 || fail "Máy này thiếu thành phần hệ thống (trên Debian/Ubuntu là các gói: $*)." \
        "Hãy cài các gói tương đương của hệ điều hành đang dùng rồi chạy lại."
    [ "$(id -u)" -eq 0 ] || fail "Máy này thiếu gói hệ thống: $*" "
Hãy nhờ người có quyền quản trị chạy lệnh sau rồi chạy lại:
    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    say "Cài gói hệ thống còn thiếu: $*"
    output=$({ apt-get update -qq || :; DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@"; } 2>&1) || {
        printf '%s\n' "$output" >&2
        fail "Không cài được gói hệ thống: $*. Xem thông báo của apt-get ở trên."
    }
}

check_python() {
    command -v "$PYTHON" >/dev/null 2>&1 || { [ "$PYTHON" = python3 ] && install_system_packages python3; } ||
        fail "Không tìm thấy '$PYTHON'. Hãy cài Python 3.11 trở lên, hoặc chỉ rõ: make setup PYTHON=/đường/dẫn/python3"
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "par-engine cần Python 3.11 trở lên, còn '$PYTHON' là $("$PYTHON" -V 2>&1)." \
            "Hãy chỉ rõ một bản mới hơn: make setup PYTHON=/đường/dẫn/python3"
}

# What the set-up result depends on: the lock, the project's settings, this script, the interpreter, and where the project lies.
fingerprint() {
    {
        cat "$LOCK" pyproject.toml scripts/setup.sh
        "$PYTHON" -c 'import sys; print(sys.version, sys.base_prefix)'
        pwd
    } | cksum
}

# Names of the Debian packages without which the environment or the rules engine (C source) cannot be built here.
missing_system_packages() {
    version=$("$PYTHON" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null || printf ' %s-venv' "$version"
    "$PYTHON" -c 'import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' || printf ' %s-dev' "$version"
    compiler=${CC:-$("$PYTHON" -c 'import sysconfig; print((sysconfig.get_config_var("CC") or "cc").split()[0])')}
    printf '#include <stdio.h>\n' | "$compiler" -E - >/dev/null 2>&1 || printf ' gcc libc6-dev'
}

create_environment() {
    if [ -e "$VENV" ] && [ ! -e "$VENV/pyvenv.cfg" ]; then
        fail "'$VENV' đã có nhưng không phải môi trường ảo Python. Hãy đổi tên hoặc chọn nơi khác: make setup VENV=..."
    fi
    wanted=$("$PYTHON" -c 'import sys; print(sys.version_info[:3], sys.base_prefix)')
    found=$("$VENV/bin/python" -c 'import sys; print(sys.version_info[:3], sys.base_prefix)' 2>/dev/null) || found=none
    [ "$wanted" = "$found" ] && return
    say "Tạo môi trường Python trong $VENV ($("$PYTHON" -V))"
    "$PYTHON" -m venv --clear "$VENV" || fail "Không tạo được môi trường Python trong '$VENV'."
}

pip_install() {
    PIP_USER=0 PIP_USE_PEP517=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
        "$VENV/bin/python" -m pip install --quiet --quiet --no-deps "$@"
}

imports() { "$VENV/bin/python" -c 'import durable_rules_engine, durable.engine, pydantic, yaml, typer'; }

# durable-rules is the one package without wheels. It is built last, with the locked setuptools (no build isolation,
# which would fetch an unlocked one). Since Python 3.13 a function it calls is gone; its successor has the same shape.
# The package's own build replaces CFLAGS, hence CPPFLAGS.
install_rules_engine() {
    awk '/^[a-z0-9]/ { keep = /^durable-rules==/ } keep' "$LOCK" >"$VENV/rules-engine.lock"
    if "$VENV/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 13))'; then
        CPPFLAGS="${CPPFLAGS:-} -DPyEval_CallObject=PyObject_CallObject"
        export CPPFLAGS
    fi
    pip_install --require-hashes --no-build-isolation "$@" -r "$VENV/rules-engine.lock" ||
        fail "Không biên dịch được bộ máy luật durable-rules. Xem thông báo ở trên."
}

install_packages() {
    say "Cài các gói Python đã khoá phiên bản (lần đầu mất chừng một phút)"
    awk '/^[a-z0-9]/ { keep = !/^durable-rules==/ } keep' "$LOCK" >"$VENV/wheels.lock"
    pip_install --require-hashes --only-binary :all: -r "$VENV/wheels.lock" ||
        fail "Không tải hoặc không cài được các gói Python. Kiểm tra mạng và cấu hình pip rồi chạy lại."
    install_rules_engine
    # pip may have kept an unusable build of its own from an earlier, plain installation.
    imports 2>/dev/null || install_rules_engine --force-reinstall --no-cache-dir
    pip_install --no-build-isolation --editable . || fail "Không cài được par-engine vào '$VENV'."
}

# Programs that only the tests need; checked on every run, since they lie outside the environment.
# LibreOffice (88 MB to fetch, 272 MB on disk) saves filled forms as officers do.
install_test_programs() {
    command -v soffice >/dev/null 2>&1 || install_system_packages libreoffice-calc-nogui
}

check_python
[ "${1:-}" = test ] && install_test_programs
[ "$(cat "$STAMP" 2>/dev/null)" = "$(fingerprint)" ] && exit 0

# shellcheck disable=SC2046  # one word per package
set -- $(missing_system_packages)
if [ $# -gt 0 ]; then
    install_system_packages "$@"
    still=$(missing_system_packages)
    [ -z "$still" ] || fail "Đã cài gói hệ thống nhưng '$PYTHON' vẫn thiếu:$still. Hãy dùng python3 của hệ điều hành: make setup PYTHON=/usr/bin/python3"
fi
create_environment
install_packages
imports || fail "Cài xong nhưng không nạp được các gói trong '$VENV'. Hãy xoá thư mục đó rồi chạy lại."
fingerprint >"$STAMP"
say "Xong. Chương trình: $VENV/bin/par-engine"
