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
no_venv="this Python has no working venv; install it first (Debian and Ubuntu: apt install python3-venv)."
"$python" -c 'import venv, ensurepip' 2>/dev/null || say "$no_venv"

if [ ! -x "$venv/bin/python" ]; then
    trap 'rm -rf "$venv"' EXIT
    trap 'exit 130' INT TERM
    "$python" -m venv "$venv" >/dev/null 2>&1 || say "$no_venv"
    trap - EXIT INT TERM
fi
echo "deskbell: installing what $lock names (the first time this takes a minute)"
pip() { "$venv/bin/python" -m pip install -qq --disable-pip-version-check "$@"; }
if ! { pip --require-hashes -r "$lock" && pip --no-deps --no-build-isolation -e .; }; then
    "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 15))' ||
        say "the libraries could not be installed, see above; the same command goes on where this one stopped."
    rm -rf "$venv"
    say "for a Python as new as this not all libraries are built yet, see above; make PYTHON=python3.14 names an older one."
fi
