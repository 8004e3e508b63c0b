#!/usr/bin/env python3
"""Checks that drivers may include the public headers in any order.

usage: tools/check/header_orders.py [--root DIR] [--cache DIR]

  --cache  remember there, by content, that all orders compiled
All headers of a world (kernel mode, user mode) are included in one source, once beginning with each
of them and once backwards, so that every header follows every other in some source; that no ordered
pair is left out is checked too, for each language and compiler that is used. Headers compile
alone (self_contained.py), so what fails here is what one header does to another. Each beginning is
compiled as C with gcc and as C++ with clang, the two plain orders in all four ways.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import self_contained
import source_tree

WORLDS = {"kernel mode": self_contained.KERNEL, "user mode": self_contained.USER}
FIRST_WITH = (("gcc", "C"), ("clang", "C++"))
PLAIN_WITH = (("gcc", "C"), ("gcc", "C++"), ("clang", "C"), ("clang", "C++"))

# Header -> why Windows does not let it stand beside the others.
EXCLUSIVE = {
    **{f"pshpack{n}.h": "packs what follows, as it should" for n in (1, 2, 4, 8, 16)},
    "poppack.h": "ends pshpackN.h and needs one before",
}


def headers_of(root, folders):
    """Names that a driver of that world can include, without the pieces that are ours."""
    names = []
    for folder in folders:
        for file in sorted((root / "include" / folder).glob("*.h")):
            if not file.name.startswith("openwdf_") and file.name not in EXCLUSIVE:
                names.append(file.name)
    return names


def options_for(root, compiler, language, world):
    lists = self_contained.contract_lists(root)
    folders, definitions = WORLDS[world]
    definitions = definitions + lists["OPENWDF_DRIVER_DEFINITIONS"]
    if world == "kernel mode":
        definitions = definitions + lists["OPENWDF_DRIVER_KERNEL_DEFINITIONS"]
    flags = lists["OPENWDF_DRIVER_FLAGS"] + self_contained.WARNINGS
    if compiler == "clang":
        flags = flags + lists["OPENWDF_DRIVER_CLANG_FLAGS"]
    flags = flags + [f"-D{one}" for one in definitions]
    flags += [f"-Iinclude/{folder}" for folder in folders] + ["-Iinclude"]
    if language == "C":
        return ["-xc", "-std=gnu11"] + flags + lists["OPENWDF_DRIVER_C_FLAGS"]
    flags += lists["OPENWDF_DRIVER_CXX_FLAGS"]
    flags += lists["OPENWDF_DRIVER_GNU_CXX_FLAGS"] if compiler == "gcc" else []
    return ["-xc++", "-std=gnu++17"] + flags


def sources_of(root):
    """(description, compiler, options, order) of everything there is to compile."""
    for world, (folders, _) in WORLDS.items():
        # User mode has km on its path because wudfwdm.h shows parts of it, not to include from it.
        names = headers_of(root, [f for f in folders if f != "km" or "um" not in folders])
        for compiler, language in PLAIN_WITH:
            options = options_for(root, compiler, language, world)
            for title, order in (("in order", names), ("backwards", names[::-1])):
                yield f"{world}, {language}, {compiler}, {title}", compiler, options, order
        for compiler, language in FIRST_WITH:
            options = options_for(root, compiler, language, world)
            for first in range(1, len(names)):
                order = names[first:] + names[:first]
                title = f"{order[0]} first"
                yield f"{world}, {language}, {compiler}, {title}", compiler, options, order


def uncovered(orders):
    """Ordered pairs (a, b) that no order has as "a before b", out of the names of all orders."""
    names = sorted({name for order in orders for name in order})
    before = {name: set() for name in names}  # name -> what stands behind it somewhere
    for order in orders:
        for position, name in enumerate(order):
            before[name].update(order[position + 1:])
    return [(a, b) for a in names for b in names if a != b and b not in before[a]]


def pair_errors(sources):
    """A message for each combination of options with which some pair is never compiled."""
    groups = {}
    for description, compiler, options, order in sources:
        key = (description.rpartition(",")[0], compiler, tuple(options))
        groups.setdefault(key, []).append(order)
    for (title, _, _), orders in groups.items():
        for a, b in uncovered(orders)[:1]:
            yield f"no source includes {a} before {b}: {title}"


def compile_order(root, description, compiler, options, order):
    binary = {"gcc": "g++", "clang": "clang++"}[compiler] if "-xc++" in options else compiler
    text = "".join(f"#include <{name}>\n" for name in order)
    result = subprocess.run(
        [binary, "-fsyntax-only"] + options + ["-"],
        input=text, cwd=root, capture_output=True, text=True, check=False,
    )
    if result.returncode == 0:
        return None
    first_lines = "\n".join(result.stderr.strip().splitlines()[:12])
    return f"headers do not compile: {description}\n{first_lines}"


def fingerprint(root, sources):
    digest = hashlib.sha256(repr(sources).encode())
    for compiler in ("gcc", "clang"):
        command = [compiler, "--version"]
        digest.update(subprocess.run(command, capture_output=True, check=True).stdout)
    for path in sorted((root / "include").rglob("*.h")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def violations(root, cache=None):
    sources = list(sources_of(root))
    mark = cache / f"orders-{fingerprint(root, sources)}" if cache else None
    if mark and mark.exists():
        return [], len(sources)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        errors = list(pair_errors(sources))
        errors += [e for e in pool.map(lambda one: compile_order(root, *one), sources) if e]
    if mark and not errors:
        cache.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return errors, len(sources)


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=argparse.SUPPRESS,
    )
    parser.add_argument("--root", type=Path, default=source_tree.repository_root())
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args(arguments)
    cache = options.cache.resolve() if options.cache else None
    found, count = violations(options.root, cache)
    for error in found[:5]:
        print(error)
    print(f"header_orders: {len(found)} of {count} orders fail" if found
          else f"header_orders: ok, {count} orders")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
