#!/bin/bash
# The stranger test: does the recipe of README.md for somebody outside the tree work?
set -euo pipefail

usage="usage: tools/check/stranger.sh [--print] BUILD_TREE
  Runs the commands of README.md between the lines
      <!-- stranger: begin -->  and  <!-- stranger: end -->
  in an empty folder, with these variables set: OPENWDF_SOURCE (this tree), OPENWDF_BUILD (a built
  tree of it, BUILD_TREE), OPENWDF_PREFIX (an empty folder to install to).
  --print   only print the commands"

root=$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")
print=0
case "${1:-}" in
    --help | -h) echo "$usage"; exit 0 ;;
    --print) print=1; shift ;;
esac

recipe=$(sed -n '/<!-- stranger: begin -->/,/<!-- stranger: end -->/p' "$root/README.md" |
    grep -v -e '^<!--' -e '^```' || true)
if [ -z "${recipe//[[:space:]]/}" ]; then
    echo "stranger: README.md has no commands between the stranger marks (see --help)" >&2
    exit 1
fi
if [ "$print" = 1 ]; then
    echo "$recipe"
    exit 0
fi
if [ $# -ne 1 ] || [ ! -f "$1/CMakeCache.txt" ]; then
    echo "$usage" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/empty" "$work/prefix"
export OPENWDF_SOURCE=$root OPENWDF_PREFIX=$work/prefix OPENWDF_BUILD
OPENWDF_BUILD=$(readlink -f "$1")
cd "$work/empty"
# Nothing of the tree may leak in through the package registry or the search path.
env -u CMAKE_PREFIX_PATH -u LD_LIBRARY_PATH bash -euxo pipefail -c "$recipe"
if grep -rlsF "$root/" "$work/prefix/lib/cmake" "$work/prefix/include"; then
    echo "stranger: the installed files above name the source tree" >&2
    exit 1
fi
echo "stranger: ok"
