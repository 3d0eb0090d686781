#!/bin/sh
# Make or refresh the virtual environment $1 from the hash-pinned lock $2, with deskbell itself in it.
# What is missing is said in one sentence, exit 2, and nothing half-made is left behind.
set -eu
venv=$1 lock=$2
python=${PYTHON:-python3}

say() { printf 'deskbell: %s\n' "$1" >&2; exit 2; }

command -v "$python" >/dev/null 2>&1 || say "there is no $python on this machine; install Python 3.11 or newer."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    say "$python is $("$python" -c 'import platform; print(platform.python_version())'); deskbell needs Python 3.11 or newer (make PYTHON=python3.12 names another)."
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    say "this Python has no venv; install it first (Debian and Ubuntu: apt install python3-venv)."

if [ ! -x "$venv/bin/python" ]; then
    trap 'rm -rf "$venv"' EXIT INT TERM
    "$python" -m venv "$venv"
    trap - EXIT INT TERM
fi
echo "deskbell: installing what $lock names (the first time this takes a minute)"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
