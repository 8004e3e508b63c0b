#!/usr/bin/env python3
"""Checks that no structure of the driver headers escapes the layout asserts.

usage: tools/check/layouts.py [--root DIR]

A structure or union that include/km, include/shared or include/um defines has rows in a layout
table of spec/ (each row is asserted at compile time), or a row with its reason in
tools/check/layout_exceptions.csv. A structure that spec/struct_usage.csv lists, because drivers of
two or more surveyed projects use it, is defined, or excepted with its reason. An exception that is
not needed any more is a finding, too.
"""

import argparse
import csv
import re
import sys
from pathlib import Path

import source_tree

TABLES = ("nt_layout", "class_layout", "header_structs", "wdf_layout")
FOLDERS = ("include/km/", "include/shared/", "include/um/")
EXCEPTIONS = "tools/check/layout_exceptions.csv"
DEFINITION = re.compile(
    r"^(?:typedef )?(?:struct|union)(?: DECLSPEC_\w+(?:\([^)]*\))?)? _?(\w+)\s*\{", re.MULTILINE
)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(name):
    """'struct _URB_HEADER' -> 'URB_HEADER'."""
    return name.split()[-1].removeprefix("_")


def defined(root):
    """Structure -> header that defines it."""
    result = {}
    for path in source_tree.all_files(root):
        if path.startswith(FOLDERS) and path.endswith(".h"):
            text = (Path(root) / path).read_text(encoding="utf-8")
            result.update((plain(name), path) for name in DEFINITION.findall(text))
    return result


def exceptions(root):
    """Name -> reason. A row without a reason is an error."""
    result = {}
    for row in rows_of(Path(root) / EXCEPTIONS):
        if len(row["reason"].split()) < 3:
            raise SystemExit(f"{EXCEPTIONS}: {row['name']}: give the reason")
        result[row["name"]] = row["reason"]
    return result


def violations(root):
    asserted = {
        plain(row["struct"])
        for table in TABLES
        for row in rows_of(Path(root) / "spec" / f"{table}.csv")
    }
    here, excepted, used = defined(root), exceptions(root), set()
    for name, path in sorted(here.items()):
        if name not in asserted:
            used.add(name)
            if name not in excepted:
                yield f"{path}: {name} has no rows in a layout table of spec/"
    for row in rows_of(Path(root) / "spec/struct_usage.csv"):
        name = row["name"]
        if name not in here and name not in asserted:
            used.add(name)
            if name not in excepted:
                yield f"{row['header']}: {name}, which {row['projects']} projects use, is missing"
    for name in sorted(set(excepted) - used):
        yield f"{EXCEPTIONS}: {name} needs no exception any more"


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=argparse.SUPPRESS,
    )
    parser.add_argument("--root", type=Path, default=source_tree.repository_root())
    options = parser.parse_args(arguments)
    found = list(violations(options.root))
    for finding in found:
        print(finding)
    print(f"layouts: {len(found)} findings" if found else "layouts: ok")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
