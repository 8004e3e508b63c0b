#!/bin/sh
# Makes sure that the Debian packages of tools/packages.txt are there: installs what is missing as
# root or through sudo; otherwise names what is missing and exits with 1.
set -eu

usage="usage: tools/install_packages.sh [--help | --list]
  Installs the missing ones of the packages in tools/packages.txt (Debian 12).
  --list   only name the missing ones; exit status 1 if there are any.
  OPENWDF_SKIP_PACKAGES=1 in the environment: check and install nothing."

here=$(dirname "$(readlink -f "$0")")
mode=install
case "${1:-}" in
    --help | -h) echo "$usage"; exit 0 ;;
    --list) mode=list ;;
    "") ;;
    *) echo "$usage" >&2; exit 2 ;;
esac

if [ "${OPENWDF_SKIP_PACKAGES:-0}" = 1 ]; then
    exit 0
fi

if ! command -v dpkg-query >/dev/null; then
    echo "This is no Debian system. Install the equivalents of these packages by hand and set" >&2
    echo "OPENWDF_SKIP_PACKAGES=1:" $(cat "$here/packages.txt") >&2
    exit 1
fi

missing=
for package in $(cat "$here/packages.txt"); do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    if [ "$state" != installed ]; then
        missing="$missing $package"
    fi
done

if [ -z "$missing" ]; then
    echo "packages: all $(wc -l <"$here/packages.txt") are installed"
    exit 0
fi

name_and_stop()
{
    echo "$1" >&2
    echo "Missing packages:$missing" >&2
    echo "As root: apt-get install$missing" >&2
    exit 1
}

if [ "$mode" = list ]; then
    name_and_stop "Not everything is installed."
fi

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root=sudo
else
    name_and_stop "Neither root nor sudo: cannot install."
fi

echo "packages: installing$missing"
export DEBIAN_FRONTEND=noninteractive
install()
{
    $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $missing
}
install </dev/null || name_and_stop "apt-get failed."
