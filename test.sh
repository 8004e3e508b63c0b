#!/bin/bash
# Every test, on a fresh Debian 12 machine: installs what is missing, checks, builds, tests.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"

usage="usage: ./test.sh [--quick | --tsan | --long | --help]
  (nothing)  what CI runs: checks; gcc release, gcc ASan+UBSan and clang builds with their tests;
             the short demo; the stranger test (an installed OpenWDF used from outside the tree)
  --quick    checks and the gcc release build with its tests and the short demo
  --tsan     the gcc ThreadSanitizer build with its tests
  --long     --tsan, the tests marked long, clang UBSan, the fuzzers' build, clang-tidy
Build trees are build/<preset>; ./test.sh can be repeated and does only what is new."

mode=${1:-all}
case "$mode" in
    --help | -h) echo "$usage"; exit 0 ;;
    all | --quick | --tsan | --long) ;;
    *) echo "$usage" >&2; exit 2 ;;
esac

jobs=$(nproc)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
summary=()
passed=0
failed=0

# ctest: "96% tests passed, 2 tests failed out of 50"
count_tests()
{
    local line failed_here total
    while read -r line; do
        failed_here=$(sed -E 's/.*, ([0-9]+) tests? failed.*/\1/' <<<"$line")
        total=$(sed -E 's/.*out of ([0-9]+).*/\1/' <<<"$line")
        passed=$((passed + total - failed_here))
        failed=$((failed + failed_here))
    done < <(grep -E '^[0-9]+% tests passed, [0-9]+ tests? failed out of [0-9]+' "$log" || true)
}

finish()
{
    printf '\n==== summary\n'
    printf '%s\n' "${summary[@]}"
    printf '%d passed, %d failed\n' "$passed" "$failed"
    exit "$1"
}

# step TITLE COMMAND...: runs it; the first failure ends the run.
step()
{
    local title=$1 start=$SECONDS status=0 failed_before=$failed
    shift
    printf '\n==== %s\n' "$title"
    "$@" </dev/null 2>&1 | tee "$log" || status=1
    count_tests
    if [ "$status" -ne 0 ]; then
        [ "$failed" -gt "$failed_before" ] || failed=$((failed + 1))
        summary+=("$(printf 'FAILED %5d s  %s' $((SECONDS - start)) "$title")")
        finish 1
    fi
    summary+=("$(printf 'ok     %5d s  %s' $((SECONDS - start)) "$title")")
    printf -- '---- %s: %d s\n' "$title" $((SECONDS - start))
}

# configure_and_build PRESET [CMAKE OPTION...]
configure_and_build()
{
    cmake --preset "$@" && cmake --build --preset "$1" -j "$jobs"
}

# gcc takes a quarter less time without the variables of the runtime and its tests.
lines_only=-DOPENWDF_DEBUG_INFO=-g1

# build_and_test PRESET TITLE CMAKE_OPTION [CTEST OPTION...]
build_and_test()
{
    local preset=$1 title=$2 option=$3
    shift 3
    step "$title: build" configure_and_build "$preset" "$option"
    step "$title: tests" ctest --preset "$preset" -j "$jobs" "$@"
}

# gcc 12's ThreadSanitizer cannot map its shadow under the address randomisation of newer kernels
# (vm.mmap_rnd_bits > 28): turn it off where that is allowed.
test_under_tsan()
{
    local fixed_addresses=()
    ! setarch -R true 2>/dev/null || fixed_addresses=(setarch -R)
    step "gcc TSan: configure" "${fixed_addresses[@]}" cmake --preset tsan "$lines_only"
    step "gcc TSan: build" "${fixed_addresses[@]}" cmake --build --preset tsan -j "$jobs"
    step "gcc TSan: tests" "${fixed_addresses[@]}" ctest --preset tsan -j "$jobs" "$@"
}

checks()
{
    step "layers" python3 tools/check/layers.py
    step "tidy" python3 tools/check/tidy.py
    step "generated files are fresh" python3 tools/generate.py --check
    step "generator tests" python3 -m unittest discover -s tools/generator/tests -t tools
    step "formatting" tools/check/format.sh
    step "docstrings" python3 tools/check/docstrings.py
    step "headers compile alone" python3 tools/check/self_contained.py --cache build/self_contained
    step "headers in any order" python3 tools/check/header_orders.py --cache build/self_contained
}

step "packages" tools/install_packages.sh
case "$mode" in
    all | --quick)
        checks
        build_and_test release "gcc release" "$lines_only" -LE long
        step "demo" ./demo.sh --quick
        ;;
esac
case "$mode" in
    all)
        build_and_test asan "gcc ASan+UBSan" "$lines_only" -LE 'long|check'
        step "equal traces" tools/check/equal_traces.sh build/release build/asan
        # A second opinion: everything but the conformance program, which gcc ran twice.
        build_and_test clang-dev "clang" -DOPENWDF_CONFORMANCE_PROGRAM=OFF -LE 'long|slow|check'
        step "stranger test" tools/check/stranger.sh build/release
        ;;
    --tsan)
        test_under_tsan -LE 'long|check'
        ;;
    --long)
        test_under_tsan -LE check
        build_and_test release "gcc release, all" "$lines_only" -LE check
        build_and_test ubsan "clang UBSan" -DOPENWDF_CONFORMANCE_PROGRAM=ON -LE 'long|check'
        step "clang fuzz: build" configure_and_build fuzz
        step "clang-tidy" tools/check/clang_tidy.sh --smoke
        ;;
esac
finish 0
