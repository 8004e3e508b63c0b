#!/bin/bash
# The main job, on a fresh Debian 12 machine: a KMDF driver reads a real file of 64 MiB through an
# I/O target; what it delivered is compared with the file. Then another one copies a file of 1 GiB
# from target to target, nine times in turn with dd and cp.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"

usage="usage: ./demo.sh [--quick] [--help]
  Installs missing packages, builds everything (build/release), lets one example driver read
  a file of 64 MiB and another copy a file of 1 GiB.
  --quick   copy 16 MiB, three times"
copy_mib=1024
# A copy is fast or slow by what the kernel writes back meanwhile: a median of few tells nothing.
rounds=9
for argument in "$@"; do
    case "$argument" in
        --quick) copy_mib=16 rounds=3 ;;
        --help | -h) echo "$usage"; exit 0 ;;
        *) echo "$usage" >&2; exit 2 ;;
    esac
done

build=build/release
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

driver()
{
    find "$build/examples" -name "$1.so"
}

# Fails unless both files have the same checksum. $1, $2: a word for each; $3, $4: the files.
compare()
{
    local wanted delivered
    wanted=$(sha256sum <"$3")
    delivered=$(sha256sum <"$4")
    echo "$1 ${wanted%% *}"
    echo "$2 ${delivered%% *}"
    [ "$wanted" = "$delivered" ]
}

# The steps the reader came for. $1: the program, $2: a scratch directory.
read_steps()
{
    local openwdf=$1 scratch=$2 reader device='\\.\RemoteReader'
    reader=$(driver remote_reader)
    head -c 64M /dev/urandom >"$scratch/source.bin"

    say "The driver reads 64 MiB through its I/O target, live"
    "$openwdf" run "$reader" --target "\\Device\\Source=file:$scratch/source.bin" \
        -- "open $device" "copy 64K $scratch/delivered.bin" close
    compare "the file:            " "the driver delivered:" \
        "$scratch/source.bin" "$scratch/delivered.bin"

    say "The path of one request, as the gate observer recorded it (simulated, seed 1)"
    "$openwdf" run "$reader" --target "\\Device\\Source=file:$scratch/source.bin" \
        --sim --seed 1 --trace="$scratch/trace" -- "open $device" "read 16 @0" close
    sed -n '/IRP_MJ_READ -> /,/left EvtIoRead/p' "$scratch/trace"
    rm "$scratch/source.bin" "$scratch/delivered.bin"
}

# ---- the copy ---------------------------------------------------------------------------------

copy_by_driver()
{
    # IOCTL_SPLITTER_COPY: pieces of 1 MiB, 30 s of patience for each request (splitter.h).
    local copy='ioctl 0x222000 in:0000100030750000 out:16'
    : >"$2"
    "$build/openwdf" run "$(driver splitter)" --target "\\Device\\Source=file:$1" \
        --target "\\Device\\Destination=file:$2" \
        -- 'open \\.\Splitter' "$copy" close >"$work/copy.log" ||
        { cat "$work/copy.log"; return 1; }
}
copy_by_dd() { dd if="$1" of="$2" bs=1M status=none; }
copy_by_cp() { cp --reflink=never "$1" "$2"; }

# Microseconds that a way to copy took; its copy stays for who wants to look. $1: the way.
time_copy()
{
    local began ended
    rm -f "$work/copy.bin"
    began=$(date +%s%N)
    "copy_by_$1" "$work/source.bin" "$work/copy.bin" >&2
    ended=$(date +%s%N)
    echo $(((ended - began) / 1000))
}

# $1: numbers between blanks, as many as there are rounds.
median()
{
    tr ' ' '\n' <<<"${1% }" | sort -n | sed -n "$(((rounds + 1) / 2))p"
}

# Both files at a time, and room to spare for the build.
shrink_to_disk()
{
    local free_mib
    free_mib=$(($(df --output=avail -k "$work" | tail -n 1) / 1024))
    if [ "$free_mib" -lt $((2 * copy_mib + 512)) ] && [ "$copy_mib" -gt 64 ]; then
        echo "only $free_mib MiB are free in $work: 64 MiB instead of $copy_mib"
        copy_mib=64
    fi
}

copy_steps()
{
    local round way turn=(driver dd cp) took
    local -A times
    say "The splitter copies a file from target to target, in pieces of 1 MiB, beside dd and cp"
    shrink_to_disk
    echo "writing $copy_mib MiB of random bytes"
    head -c "${copy_mib}M" /dev/urandom >"$work/source.bin"
    sync "$work/source.bin"
    for ((round = 1; round <= rounds; ++round)); do
        printf 'round %d of %d:' "$round" "$rounds"
        for way in "${turn[@]}"; do
            took=$(time_copy "$way")
            times[$way]+="$took "
            printf '  %s %d ms' "$way" $((took / 1000))
            if [ "$way" = driver ] && [ "$round" = "$rounds" ]; then
                compare "the file:        " "the driver wrote:" \
                    "$work/source.bin" "$work/copy.bin" >"$work/checksums"
            fi
        done
        echo
        turn=("${turn[@]:1}" "${turn[0]}") # nobody is always first
    done
    rm -f "$work/copy.bin" "$work/source.bin"
    cat "$work/checksums"
    printf '\n%-10s %8s   (median of %d rounds in turn, %d MiB)\n' copied MB/s "$rounds" "$copy_mib"
    for way in driver dd cp; do
        printf '%-10s %8d\n' "$way" $((copy_mib * 1048576 / $(median "${times[$way]}")))
    done
}

say "Packages"
tools/install_packages.sh </dev/null
say "Build"
build_demo
read_steps "$build/openwdf" "$work"
copy_steps
