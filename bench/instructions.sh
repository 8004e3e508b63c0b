#!/bin/bash
# User-space instructions of one operation, counted by valgrind: they repeat where times do not, so
# they are what a change is held to. docs/performance.md explains.
set -euo pipefail

usage="usage: bench/instructions.sh [--program FILE] [--update | --profile CASE] [--help]
  Counts the instructions of each case in bench/instructions.txt and compares them with the budget
  there: more than 2 % above it fails.
  --program FILE  bench_goals; default build/release/bench/bench_goals
  --update        writes what was counted into bench/instructions.txt
  --profile CASE  shows which functions the instructions of one operation are in, instead
Exit status: 0 within budget, 1 above it or an error, 2 usage, 77 nothing to compare with: no
valgrind, or a compiler or build type other than the budget's."

here=$(dirname "$(readlink -f "$0")")
budget=$here/instructions.txt
program=$here/../build/release/bench/bench_goals
action=compare
profiled=
tolerance_percent=2

while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) echo "$usage"; exit 0 ;;
        --program) program=${2:?}; shift 2 ;;
        --update) action=update; shift ;;
        --profile) action=profile; profiled=${2:?}; shift 2 ;;
        *) echo "$usage" >&2; exit 2 ;;
    esac
done

skip()
{
    echo "instructions: not compared: $1" >&2
    exit 77
}

[ -x "$program" ] || { echo "instructions: $program is missing; build bench_goals" >&2; exit 1; }
command -v valgrind >/dev/null || skip "valgrind is not installed"
build=$("$program" --build)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Everything but the operations is the same in two runs of different length; the difference is
# theirs alone. $1: case, $2: operations, then options of valgrind.
run_case()
{
    local name=$1 operations=$2
    shift 2
    valgrind "$@" "$program" --without-io-uring --file-mib 64 --case "$name" \
        --operations "$operations" >"$scratch/log" 2>&1 ||
        { cat "$scratch/log" >&2; return 1; }
}

# The first run writes the file that is read: nothing to count.
make_file()
{
    "$program" --without-io-uring --file-mib 64 --case pread.hot --operations 1 >/dev/null
}

instructions_of_run()
{
    run_case "$1" "$2" --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null
    sed -n 's/,//g; s/.*I *refs: *//p' "$scratch/log"
}

# $1: case, $2: operations. Prints instructions per operation.
count()
{
    local short long
    short=$(instructions_of_run "$1" "$2")
    long=$(instructions_of_run "$1" $((11 * $2)))
    echo $(((long - short + 5 * $2) / (10 * $2)))
}

# $1: case. Instructions per operation and function, inlined ones under the function they are in.
profile()
{
    local short=500 length operations
    ! [[ $1 == simulation.* ]] || short=20
    for length in short long; do
        operations=$short
        [ "$length" = short ] || operations=$((11 * short))
        run_case "$1" "$operations" --tool=cachegrind --cache-sim=no \
            --cachegrind-out-file="$scratch/$length"
    done
    cg_diff --mod-filename='s/.*//' "$scratch/short" "$scratch/long" >"$scratch/difference"
    cg_annotate --auto=no --threshold=0.2 "$scratch/difference" |
        awk -v per=$((10 * short)) '
            /^ *[0-9][0-9,]* \(/ {
                count = $1; gsub(",", "", count)
                name = $0; sub(/^[^)]*\) */, "", name); sub(/PROGRAM TOTALS/, "all", name)
                printf "%9.1f  %s\n", count / per, name
            }'
}

rows()
{
    grep -v '^#' "$budget"
}

compare()
{
    local status=0 name operations allowed counted limit
    printf '%-22s %10s %10s %8s\n' case counted budget change
    while read -r name operations allowed; do
        counted=$(count "$name" "$operations")
        limit=$((allowed + allowed * tolerance_percent / 100))
        printf '%-22s %10d %10d %7s%%\n' "$name" "$counted" "$allowed" \
            "$(awk "BEGIN { printf \"%+.1f\", 100 * ($counted - $allowed) / $allowed }")"
        if [ "$counted" -gt "$limit" ]; then
            echo "instructions: $name takes $counted, more than $allowed + $tolerance_percent %:" \
                "find out why, or --update and explain it in the commit" >&2
            status=1
        fi
    done < <(rows)
    return $status
}

update()
{
    local name operations allowed counted
    {
        sed -n '/^#/p' "$budget" | sed "s/^# build: .*/# build: $build/"
        while read -r name operations allowed; do
            counted=$(count "$name" "$operations")
            echo "instructions: $name $allowed -> $counted" >&2
            printf '%-22s %6d %8d\n' "$name" "$operations" "$counted"
        done < <(rows)
    } >"$scratch/budget"
    cp "$scratch/budget" "$budget"
}

make_file
case "$action" in
    profile) profile "$profiled" ;;
    update) update ;;
    compare)
        grep -qxF "# build: $build" "$budget" ||
            skip "this is '$build', the budget is for '$(sed -n 's/^# build: //p' "$budget")'"
        compare
        ;;
esac
