# Sourced by bin/demo and bin/test: finds uv and a Python that is new enough, and keeps .venv in step
# with the pinned dependencies. Each failure is one clear line.
say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

home=${HOME:-/nonexistent}

find_python() {  # prints a Python >= 3.12 that really runs: shims may stand on PATH and fail
  local candidate
  for candidate in "${UV_PYTHON:-}" python3.14 python3.13 python3.12 python3 \
    "${PYENV_ROOT:-$home/.pyenv}"/versions/3.1[2-9]*/bin/python3 \
    "$home"/.pyenv/versions/3.1[2-9]*/bin/python3 /opt/homebrew/bin/python3 /usr/local/bin/python3; do
    if is_new_enough "$candidate"; then command -v "$candidate"; return; fi
  done
  return 1
}

find_uv() {  # prints the way to uv, installing it into .venv-uv if need be
  local candidate
  for candidate in uv "$home/.local/bin/uv" "$home/.cargo/bin/uv" .venv-uv/bin/uv; do
    if "$candidate" --version >/dev/null 2>&1; then command -v "$candidate"; return; fi
  done
  command -v python3 >/dev/null || return 1
  say "Getting uv, which installs the rest …"
  python3 -m venv .venv-uv >/dev/null 2>&1 && .venv-uv/bin/python -m pip install -q uv >&2 || return 1
  printf '%s\n' "$PWD/.venv-uv/bin/uv"
}

holds() {  # holds run|light|bench|test: whether .venv was made for that, or for something that includes it
  local one including=
  case $1 in run) including="light bench test" ;; light | bench) including=test ;; esac
  for one in $1 $including; do
    if cmp -s "requirements/$one.txt" ".venv/dengen-$one.stamp"; then return; fi
  done
  return 1
}

install() {  # install run|light|bench|test: .venv holds what is in requirements/$1.txt
  local lock="requirements/$1.txt"
  if is_new_enough .venv/bin/python && holds "$1"; then return; fi
  [ -w . ] || fail "This folder is read-only: clone the project into one that you can write to."
  local uv python
  uv=$(find_uv) || fail "uv is missing and could not be installed. Get it (https://docs.astral.sh/uv/) or, on Debian, run: apt install python3-venv"
  python=$(find_python) || python=3.13  # then uv downloads one
  say "Installing requirements/$1.txt …"
  if ! is_new_enough .venv/bin/python; then
    rm -rf .venv
    "$uv" venv -q --python "$python" .venv ||
      fail "No Python 3.12 or newer was found, and uv could not download one: it says why above.
It takes them from https://github.com/astral-sh/python-build-standalone/releases, or from the mirror that
UV_PYTHON_INSTALL_MIRROR names. A Python that is somewhere else: UV_PYTHON=/path/to/python3, and try again."
  fi
  rm -f .venv/dengen-*.stamp  # an interrupted change leaves none
  "$uv" pip sync -q --python .venv --require-hashes "$lock" || fail "The dependencies could not be installed; see above."
  cp "$lock" ".venv/dengen-$1.stamp"
}
