#!/bin/bash
# Equal seeds give equal runs, whatever the build: the fingerprints of a thousand simulated runs,
# from two build trees of one compiler, e.g. with a sanitizer and without.
set -euo pipefail

if [ $# -lt 2 ] || [ "${1:-}" = --help ]; then
    echo "usage: tools/check/equal_traces.sh BUILD_TREE BUILD_TREE [SEEDS]" >&2
    exit 2
fi
seeds=${3:-1000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for number in 1 2; do
    tree=${!number}
    program="$tree/tests/explore/explore_fingerprints"
    if [ ! -x "$program" ]; then
        echo "equal traces: $program is missing; build $tree first" >&2
        exit 2
    fi
    "$program" "$seeds" >"$folder/$number"
done
if ! different=$(diff "$folder/1" "$folder/2"); then
    echo "equal traces: these seeds differ between $1 and $2 (seed, decisions, trace):"
    head -20 <<<"$different"
    exit 1
fi
echo "equal traces: $(wc -l <"$folder/1") seeds give the same runs in $1 and $2"
