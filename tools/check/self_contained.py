#!/usr/bin/env python3
"""Checks that every header compiles alone.

usage: tools/check/self_contained.py [--root DIR] [--cache DIR] [--compiler gcc|clang] [PATH...]

  --cache     remember what passed there, by content; only changed headers are compiled again
  --compiler  gcc (default) or clang
  PATH...     only these headers
src/**/*.hpp as the runtime is compiled; include/openwdf/*.hpp as a test is; the headers drivers
see as C and as C++, with the flags of cmake/OpenWDFDriverContract.cmake. A header of src/ that a
source there includes first is left to the build, which compiles it alone with more warnings.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import source_tree

WARNINGS = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-function", "-Wno-unused-const-variable"]
# The tests of the runtime's insides see driver headers without the driver's wchar_t.
RUNTIME_FOLDERS = ["src", "include", "include/shared", "include/km", "include/wdf"]

# Folder of include/ -> (folders on the include path, extra definitions). A header of one world
# never sees the other's folder.
KERNEL = (["crt", "shared", "wdf", "km"], ["KMDF_VERSION_MAJOR=1", "KMDF_VERSION_MINOR=33"])
USER = (["crt", "shared", "wdf", "um", "km"], ["UMDF_VERSION_MAJOR=2", "UMDF_VERSION_MINOR=33"])
DRIVER_WORLDS = {
    "crt": [KERNEL],
    "shared": [KERNEL, USER],
    "km": [KERNEL],
    "um": [USER],
    "wdf": [KERNEL, USER],
    "openwdf": [KERNEL],
}

# Header prefix -> why it is not compiled alone.
FRAGMENTS = {
    "include/shared/openwdf_safe_string_core.h": "included once for each character type",
    "include/crt/openwdf_wide_": "pieces of openwdf_wide.h, which only it includes",
    "include/shared/poppack.h": "ends what a pshpackN.h before it began",
}


def contract_lists(root):
    """Name -> values of the set() commands of the contract."""
    text = (root / "cmake/OpenWDFDriverContract.cmake").read_text(encoding="utf-8")
    text = re.sub(r"#.*", "", text)
    lists = re.findall(r"set\((OPENWDF_DRIVER_\w+)\s+([^)]*)\)", text)
    return {name: values.split() for name, values in lists}


def driver_commands(root, compiler, header, folder):
    lists = contract_lists(root)
    flags = lists["OPENWDF_DRIVER_FLAGS"] + WARNINGS
    if compiler == "clang":
        flags += lists["OPENWDF_DRIVER_CLANG_FLAGS"]
    for folders, definitions in DRIVER_WORLDS[folder]:
        definitions = definitions + lists["OPENWDF_DRIVER_DEFINITIONS"]
        if folders is KERNEL[0]:
            definitions = definitions + lists["OPENWDF_DRIVER_KERNEL_DEFINITIONS"]
        common = flags + [f"-D{one}" for one in definitions]
        common += [f"-Iinclude/{one}" for one in folders] + ["-Iinclude"]
        name = header.removeprefix("include/")
        name = name if folder == "openwdf" else name.partition("/")[2]
        yield ["-xc", "-std=gnu11"] + common + lists["OPENWDF_DRIVER_C_FLAGS"], name
        cxx = ["-xc++", "-std=gnu++17"] + common + lists["OPENWDF_DRIVER_CXX_FLAGS"]
        yield cxx + (lists["OPENWDF_DRIVER_GNU_CXX_FLAGS"] if compiler == "gcc" else []), name


def commands_for(root, compiler, header):
    """(compiler options, name to include) for each way the header must compile."""
    if header.startswith("src/"):
        folders = [f"-I{folder}" for folder in RUNTIME_FOLDERS]
        options = ["-xc++", "-std=gnu++20", "-DOPENWDF_RUNTIME=1"] + WARNINGS + folders
        yield options, header.removeprefix("src/")
    elif header.endswith(".hpp"):
        options = ["-xc++", "-std=gnu++20", "-Iinclude"] + WARNINGS
        yield options, header.removeprefix("include/")
    else:
        yield from driver_commands(root, compiler, header, header.split("/")[1])


def left_to_the_build(root):
    """Headers of src/ that a source which is always built includes first."""
    for path in source_tree.all_files(root):
        if not path.startswith("src/") or not path.endswith(".cpp") or path.endswith("_test.cpp"):
            continue
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        first = next(source_tree.includes_of(text), None)
        target = source_tree.resolve(root, path, first[1]) if first else None
        # Without it, a second inclusion has to be tried here.
        if target and "#pragma once\n" in (root / target).read_text(encoding="utf-8"):
            yield target


def headers_of(root):
    built = set(left_to_the_build(root))
    for path in source_tree.all_files(root):
        is_ours = path.startswith("src/") and path.endswith(".hpp")
        is_public = path.startswith("include/") and path.endswith((".h", ".hpp"))
        is_fragment = path.startswith(tuple(FRAGMENTS) or "\0")
        if is_public and not is_fragment or is_ours and path not in built:
            yield path


def reachable(root, path, seen):
    """Files of ours that `path` includes, itself included."""
    if path not in seen:
        seen.add(path)
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        for _, name in source_tree.includes_of(text):
            target = source_tree.resolve(root, path, name)
            if target:
                reachable(root, target, seen)
    return seen


def fingerprint(root, header, commands, version):
    digest = hashlib.sha256(repr((version, commands)).encode())
    for path in sorted(reachable(root, header, set())):
        digest.update(path.encode())
        digest.update((root / path).read_bytes())
    return digest.hexdigest()


def compile_alone(root, binary, options, name):
    # Twice: a header that lacks its include guard is found too.
    text = f"#include <{name}>\n#include <{name}>\n"
    command = [binary, "-fsyntax-only"] + options + ["-"]
    return subprocess.run(
        command, input=text, cwd=root, capture_output=True, text=True, check=False
    )


def check_header(root, compiler, version, cache, header):
    """The error text, or None."""
    commands = list(commands_for(root, compiler, header))
    mark = cache / fingerprint(root, header, commands, version) if cache else None
    if mark and mark.exists():
        return None
    for options, name in commands:
        binary = {"gcc": "g++", "clang": "clang++"}[compiler]
        if "-xc" in options:
            binary = compiler
        result = compile_alone(root, binary, options, name)
        if result.returncode != 0:
            language = "C" if "-xc" in options else "C++"
            return f"{header}: does not compile alone as {language}\n{result.stderr.strip()}"
    if mark:
        mark.touch()
    return None


def violations(root, compiler="gcc", cache=None, headers=None):
    version = subprocess.run(
        [compiler, "--version"], capture_output=True, text=True, check=True
    ).stdout
    if cache:
        cache.mkdir(parents=True, exist_ok=True)
    headers = list(headers or headers_of(root))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda one: check_header(root, compiler, version, cache, one), headers)
        return [error for error in results if error], len(headers)


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=argparse.SUPPRESS,
    )
    parser.add_argument("--root", type=Path, default=source_tree.repository_root())
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--compiler", choices=("gcc", "clang"), default="gcc")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args(arguments)
    cache = options.cache.resolve() if options.cache else None
    found, count = violations(options.root, options.compiler, cache, options.paths)
    for error in found:
        print(error)
    print(f"self_contained: {len(found)} of {count} headers fail" if found
          else f"self_contained: ok, {count} headers")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
