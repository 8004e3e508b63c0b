#!/usr/bin/env python3
"""Checks that each folder of src/ includes only what the house rules of ARCHITECTURE.md allow.

usage: tools/check/layers.py [--root DIR] [--table]

  --table   print the rules
Prints `file:line: layer X may not include Y (allowed: ...)` for each violation; exit status 1.
"""

import argparse
import sys
from pathlib import Path

import source_tree

# A lower device on our side of the border: its own stack location and cancel routine belong to it.
PROVIDER_FACE = ["nt/io/provider.hpp+", "nt/io/stack.hpp", "nt/io/cancel.hpp"]
# Parsers without a machine that lower devices share with the DDIs.
PURE_NT = ["nt/hid"]

# Plain values that the harness shows to tests. They include nothing, so making one binds nobody.
HARNESS_VALUES = ["include/openwdf/result.hpp", "include/openwdf/trace.hpp"]

# An observer sees gates, the scheduler and read-only views; it changes nothing.
OBSERVER_FACES = ["gate/observer.hpp+", "gate/lock_watch.hpp+", "exec/scheduler.hpp+", "base"]
OBSERVER_FACES += ["nt/view", "wdf/view"]
OBSERVER_FACES += HARNESS_VALUES

# Layer -> what it may include besides itself. An entry is a layer, one file ("host/host.hpp"), or
# a file with a trailing "+": that file and every header it includes itself (it exports them).
# "include" means the headers drivers see and openwdf/*.h; "harness" means openwdf/*.hpp.
ALLOWED = {
    "base": [],
    "host": ["base"],
    "exec": ["base", "host/host.hpp"],
    "gate": ["exec", "base", "include"],
    "nt": ["gate", "exec", "base", "include"],
    "wdf": ["nt", "gate", "exec", "base", "include"],
    "umdf1": ["wdf", "nt", "gate", "exec", "base", "include"],
    "backend": PROVIDER_FACE + PURE_NT + ["exec", "host/host.hpp", "base", "include",
                                          *HARNESS_VALUES],
    "client": ["nt/io/consumer.hpp+", "exec", "base"],
    "ddi": ["wdf", "nt", "gate", "include"],
    "verify": OBSERVER_FACES,
    "trace": OBSERVER_FACES,
    "explore": OBSERVER_FACES,
    "loader": ["nt", "exec", "base", "include"],
    "build": ["base", "include", *HARNESS_VALUES],
    "runtime": ["*"],
    "cli": ["runtime", "build", "include", "harness"],
    # Outside src/: what is installed may not lean on what is not.
    "include": ["include"],
    "harness": ["include/openwdf"],
}

# Only the composition root may name these; "*" does not cover them for anybody else.
NOBODY_INCLUDES = {"ddi": ["runtime"], "cli": []}

# What a test beside the code needs besides: a strategy and a host for a simulated machine.
TESTS_ALSO = ["explore", "host"]

# (including file, included file) -> reason. Empty is the goal.
EXCEPTIONS = {}


def layer_of(path):
    parts = path.split("/")
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    if parts[0] == "include":
        is_harness = path.startswith("include/openwdf/") and path.endswith(".hpp")
        return "harness" if is_harness else "include"
    return None


def is_test(path):
    return path.endswith("_test.cpp") or "/testing/" in path


def exports_of(root, face):
    """The face itself and the headers it includes directly."""
    path = Path(root) / "src" / face
    exported = {"src/" + face}
    if path.is_file():
        for _, name in source_tree.includes_of(path.read_text(encoding="utf-8")):
            target = source_tree.resolve(root, "src/" + face, name)
            if target:
                exported.add(target)
    return exported


def is_allowed(root, layer, target, in_test):
    target_layer = layer_of(target)
    if target_layer == layer:
        return True
    if target_layer in NOBODY_INCLUDES:
        return layer in NOBODY_INCLUDES[target_layer]
    for entry in ALLOWED[layer] + (TESTS_ALSO if in_test else []):
        if entry in ("*", target_layer):
            return True
        if entry.endswith("+"):
            if target in exports_of(root, entry[:-1]):
                return True
        elif "/" in entry and is_same_or_below(target, entry):
            return True
    return False


def is_same_or_below(target, entry):
    full = entry if entry.startswith("include/") else "src/" + entry
    return target == full or target.startswith(full + "/")


def check_file(root, path):
    layer = layer_of(path)
    text = (Path(root) / path).read_text(encoding="utf-8")
    if layer not in ALLOWED:
        yield f"{path}:1: {layer} is no layer of tools/check/layers.py"
        return
    for number, name in source_tree.includes_of(text):
        target = source_tree.resolve(root, path, name)
        if target is None or layer_of(target) is None or (path, target) in EXCEPTIONS:
            continue
        if not is_allowed(root, layer, target, is_test(path)):
            allowed = ", ".join(ALLOWED[layer]) or "nothing"
            yield f"{path}:{number}: layer {layer} may not include {name} (allowed: {allowed})"


def violations(root):
    for path in source_tree.all_files(root):
        if source_tree.is_source(path) and layer_of(path) is not None:
            yield from check_file(root, path)


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=argparse.SUPPRESS,
    )
    parser.add_argument("--root", type=Path, default=source_tree.repository_root())
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args(arguments)
    if options.table:
        for layer, allowed in ALLOWED.items():
            print(f"{layer:8} may include {', '.join(allowed) or 'nothing of ours'}")
        return 0
    found = list(violations(options.root))
    for line in found:
        print(line)
    print(f"layers: {len(found)} violations" if found else "layers: ok")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
