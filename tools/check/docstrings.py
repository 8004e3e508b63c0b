#!/usr/bin/env python3
"""Checks that every public declaration has a docstring.

usage: tools/check/docstrings.py [--root DIR] [--write-debt] [PATH...]

  --write-debt  write the table of what is still missing anew
  PATH...       only these headers, and no debt
Headers are include/{wdf,km,um,shared}. A docstring is a comment that ends on the line above a
declaration; it also covers the declarations that follow without a blank line between, as for a
group of constants. Counted are types, functions, structures, enumerations and macros with a value;
include guards, what a source only undefines and names that begin with openwdf are not. Headers that
are older than the rule owe what tools/check/docstrings_debt.csv says and no more: whoever documents
a declaration lowers the number, a header without a row owes nothing.
"""

import argparse
import collections
import csv
import re
import sys
from pathlib import Path

import source_tree

DEBT_FILE = "tools/check/docstrings_debt.csv"
FOLDERS = ("wdf", "km", "um", "shared")
# Prefix of a path -> why its headers are not counted.
NOT_COUNTED = {
    "include/shared/ntstatus.h": "a table of values; [MS-ERREF] 2.3 says what each means",
    "include/shared/no_sal2.h": "annotations without meaning, one line each",
    "include/shared/sal.h": "annotations without meaning, one line each",
    "include/shared/openwdf_sal1.h": "annotations without meaning, one line each",
    "include/shared/concurrencysal.h": "annotations without meaning, one line each",
    "include/shared/driverspecs.h": "annotations without meaning, one line each",
    "include/shared/kernelspecs.h": "annotations without meaning, one line each",
    "include/shared/specstrings": "annotations without meaning, one line each",
}
OURS = re.compile(r"^_*openwdf", re.IGNORECASE)
COMMENT = re.compile(r"\s*(//|/\*|\*)")
PASSED_OVER = re.compile(
    r"\s*$|\s*#\s*(if|ifdef|ifndef|elif|else|endif|include|undef|pragma|error)\b"
    r"|\s*(OPENWDF_EXTERN_C_(BEGIN|END)|extern \"C\" \{|\})\s*$"
    r"|\s*(struct|union|enum) \w+;\s*$"  # said so that a prototype can name it
    r"|\s*_(Must_inspect_result_|IRQL_\w+\(.*\)|Use_decl_annotations_|Check_return_)\s*$"
)


def logical_lines(text):
    """(number, line) with continued macro lines and the bodies of braces taken as one."""
    depth, start, pending = 0, 0, ""
    text = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[{}\"']", " ", m[0]), text, flags=re.DOTALL)
    for number, line in enumerate(text.splitlines(), 1):
        bare = re.sub(r'//.*|"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'|/\*.*?\*/', "", line)
        if not pending:
            start = number
        if not re.match(r"\s*extern\s+\{", bare):  # extern "C" {
            depth = max(0, depth + bare.count("{") - bare.count("}"))
        pending = f"{pending}\n{line}" if pending else line
        if line.endswith("\\") or depth > 0:
            continue
        yield start, pending
        pending = ""
    if pending:
        yield start, pending


def name_of(line):
    """What is declared, or None where the line is no declaration of Windows' names."""
    macro = re.match(r"\s*#\s*define\s+(\w+)(\(.*?\))?[ \t]*(.*)", line, re.DOTALL)
    if macro:
        is_guard = not macro[3].strip() and not macro[2]
        return None if is_guard or OURS.match(macro[1]) else macro[1]
    text = re.sub(r"\s+", " ", line).strip()
    struct = re.match(r"(?:typedef )?(?:struct|union|enum)(?: [A-Z_]+\([^)]*\))? (\w+) ?\{", text)
    typedef = (re.search(r"(\w+)(?:\)?\s*\([^;]*\))?(?:\[\w*\])?;$", text)
               or re.search(r"(\w+)\)\s*\(", text) or re.search(r"(\w+)\s*\(", text))
    function = re.match(r"[^=;{}()]*?(\w+)\s*\(", text)
    found = struct or (typedef if text.startswith("typedef") else function)
    name = found[1] if found else text[:40]
    return None if OURS.match(name) else name


def undocumented(text):
    """(line number, name) of each declaration without a docstring."""
    covered = False
    in_comment = False
    continues = False
    for number, line in logical_lines(text):
        first = line.split("\n")[0]
        if in_comment:
            in_comment = "*/" not in line
            covered = True
            continue
        if COMMENT.match(first) and not continues:
            in_comment = first.lstrip().startswith("/*") and "*/" not in line
            covered = True
            continue
        if not line.strip():
            covered = False
            continues = False
            continue
        if PASSED_OVER.match(line):
            continue
        name = name_of(line) if not continues else None
        is_macro = first.lstrip().startswith("#")
        continues = not is_macro and not line.rstrip().endswith((";", "}"))
        if name and not covered:
            yield number, name


def headers_of(root):
    for path in source_tree.all_files(root):
        folder = path.split("/")[1] if path.startswith("include/") else ""
        if folder in FOLDERS and path.endswith(".h") and not path.startswith(tuple(NOT_COUNTED)):
            yield path


def findings(root, paths):
    """Header -> the lines of its complaints."""
    out = collections.defaultdict(list)
    for path in paths:
        text = (Path(root) / path).read_text(encoding="utf-8")
        for number, name in undocumented(text):
            out[path].append(f"{path}:{number}: {name} has no docstring")
    return out


def read_debt(root):
    """Header -> how many docstrings may be missing."""
    file = Path(root) / DEBT_FILE
    if not file.exists():
        return {}
    with open(file, newline="", encoding="utf-8") as lines:
        return {row["path"]: int(row["missing"]) for row in csv.DictReader(lines)}


def write_debt(root):
    found = findings(root, headers_of(root))
    text = "path,missing\n" + "".join(f"{p},{len(found[p])}\n" for p in sorted(found))
    (Path(root) / DEBT_FILE).write_text(text, encoding="utf-8")


def violations(root, paths=None):
    found = findings(root, paths or headers_of(root))
    debt = {} if paths else read_debt(root)
    for path in sorted(set(found) | set(debt)):
        missing, owed = len(found[path]), debt.get(path, 0)
        if missing > owed:
            yield from found[path]
        elif missing < owed:
            yield f"{DEBT_FILE}:1: {path} lacks {missing} docstrings, not {owed}: lower the number"


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=argparse.SUPPRESS,
    )
    parser.add_argument("--root", type=Path, default=source_tree.repository_root())
    parser.add_argument("--write-debt", action="store_true")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args(arguments)
    if options.write_debt:
        write_debt(options.root)
        return 0
    found = list(violations(options.root, options.paths))
    for line in found:
        print(line)
    print(f"docstrings: {len(found)} findings" if found else "docstrings: ok")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
