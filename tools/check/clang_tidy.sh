#!/bin/bash
# clang-tidy with the checks of .clang-tidy. Too slow for every change as a whole.
set -euo pipefail

usage="usage: tools/check/clang_tidy.sh [--changed | --smoke | --all | FILE...]
  --changed  (default) the .cpp files of src/ that differ from HEAD
  --smoke    one .cpp file per folder of src/
  --all      every .cpp file of src/
Needs build/clang-dev; configures it if it is not there."

cd "$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")"
all_sources() { find src -name '*.cpp' -not -path '*/generated/*' | sort; }

case "${1:---changed}" in
    --help | -h) echo "$usage"; exit 0 ;;
    --changed)
        mapfile -t files < <({ git diff --name-only HEAD 2>/dev/null
            git ls-files --others --exclude-standard; } | grep -E '^src/.*\.cpp$' | sort -u) ;;
    --smoke) mapfile -t files < <(all_sources | grep -v '_test' | awk -F/ '!seen[$2]++') ;;
    --all) mapfile -t files < <(all_sources) ;;
    -*) echo "$usage" >&2; exit 2 ;;
    *) files=("$@") ;;
esac
if [ ${#files[@]} -eq 0 ]; then
    echo "clang-tidy: nothing to check"
    exit 0
fi
[ -f build/clang-dev/compile_commands.json ] || cmake --preset clang-dev >/dev/null
printf '%s\0' "${files[@]}" |
    xargs -0 -n 1 -P "$(nproc)" clang-tidy --quiet -p build/clang-dev
echo "clang-tidy: ok, ${#files[@]} files"
