# Sourced by bin/test. A test says by its mark what it needs beside Python: pytest.mark.needs_browser,
# pytest.mark.needs_programs; a folder's conftest.py says it for all in the folder.
needs() {  # needs browser|programs ARGUMENT…: whether one of the named tests does; all of them, if none is named
  local mark="mark\.needs_$1" one path named=
  shift
  for one; do
    path=${one%%::*}
    [ -e "$path" ] || continue
    named=1
    if grep -rqs --include="*.py" "$mark" "$path" "$(dirname "$path")/conftest.py"; then return 0; fi
  done
  [ -z "$named" ]
}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }  # for what installs them
