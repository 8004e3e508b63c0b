#!/bin/bash
# The main job, on a fresh Debian 12 machine: a KMDF driver reads a real file of 64 MiB through an
# I/O target; what it delivered is compared with the file.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"

usage="usage: ./demo.sh [--help]
  Installs missing packages, builds everything (build/release), and lets the example
  driver read a file of 64 MiB."
case "${1:-}" in
    --help | -h) echo "$usage"; exit 0 ;;
    "") ;;
    *) echo "$usage" >&2; exit 2 ;;
esac

build=build/release
example=remote_reader      # target of examples/CMakeLists.txt
device='\\.\RemoteReader' # what its device is called
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say()
{
    printf '\n==== %s\n' "$1"
}

build_demo()
{
    cmake --preset release >"$work/configure.log" ||
        { cat "$work/configure.log"; return 1; }
    cmake --build --preset release -j "$(nproc)"
}

# The steps the reader came for. $1: the program, $2: the driver, $3: a scratch directory.
demo_steps()
{
    local openwdf=$1 driver=$2 scratch=$3 size=$((64 * 1024 * 1024)) wanted delivered
    head -c "$size" /dev/urandom >"$scratch/source.bin"

    say "The driver reads 64 MiB through its I/O target, live"
    "$openwdf" run "$driver" --target "\\Device\\Source=file:$scratch/source.bin" \
        -- "open $device" "copy 64K $scratch/delivered.bin" close
    wanted=$(sha256sum <"$scratch/source.bin")
    delivered=$(sha256sum <"$scratch/delivered.bin")
    echo "the file:             ${wanted%% *}"
    echo "the driver delivered: ${delivered%% *}"
    [ "$wanted" = "$delivered" ]

    say "The path of one request, as the gate observer recorded it (simulated, seed 1)"
    "$openwdf" run "$driver" --target "\\Device\\Source=file:$scratch/source.bin" \
        --sim --seed 1 --trace="$scratch/trace" -- "open $device" "read 16 @0" close
    sed -n '/IRP_MJ_READ -> /,/left EvtIoRead/p' "$scratch/trace"
}

say "Packages"
tools/install_packages.sh </dev/null
say "Build"
build_demo
demo_steps "$build/openwdf" "$(find "$build/examples" -name "$example.so")" "$work"
