#!/usr/bin/env python3
"""Checks the limits of STYLE.md that no compiler and no formatter checks.

usage: tools/check/tidy.py [--root DIR] [--stats]

  --stats   print how long files and functions are, instead of checking
Line length, function and file length, tabs and trailing blanks, to-do marks without an issue,
paths of somebody's machine, executable bits. Exceptions: tools/check/tidy_exceptions.csv.
"""

import argparse
import ast
import csv
import os
import re
import sys
from pathlib import Path

import source_tree

LINE_LENGTH_MAX = 100
FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = {".cpp": 500, ".c": 500, ".hpp": 300, ".h": 300, ".py": 500, ".sh": 300}

TEXT_SUFFIXES = (".md", ".csv", ".txt", ".json", ".in", ".cmake", ".sh", ".py", ".yml")
CODE_SUFFIXES = source_tree.SOURCE_SUFFIXES + (".py", ".sh", ".cmake")
EXCEPTIONS_FILE = "tools/check/tidy_exceptions.csv"

MARK = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MARK_WITH_ISSUE = re.compile(r"\bTODO\(#\d+\)")
MACHINE_PATH = re.compile(r"(?<![\w.}*])/(?:home|root|Users|work)/\w")
SPELLS_THE_RULES = {"tools/check/tidy.py", "tools/check/self_test.py"}


def functions_of_cpp(lines):
    """(first line, body lines) of each function. Formatted code opens every body of more than one
    line with a brace of its own, at the column of the brace that closes it."""
    for number, line in enumerate(lines):
        if line.strip() != "{":
            continue
        closing = line.rstrip().replace("{", "}")
        for end in range(number + 1, len(lines)):
            if lines[end].rstrip() in (closing, closing + ";"):
                yield number + 1, end - number - 1
                break


def functions_of_python(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno - node.lineno


def functions_of(path, text):
    if path.endswith(".py"):
        return functions_of_python(text)
    if source_tree.is_source(path):
        return functions_of_cpp(text.splitlines())
    return ()


def check_lines(path, lines):
    is_code = path.endswith(CODE_SUFFIXES) or "." not in Path(path).name
    for number, line in enumerate(lines, start=1):
        if is_code and len(line) > LINE_LENGTH_MAX:
            message = f"{len(line)} columns, {LINE_LENGTH_MAX} allowed"
            yield number, "line-length", message, len(line)
        if line.endswith("\r"):
            yield number, "blanks", "carriage return at the end of the line", 1
        elif line != line.rstrip() and not path.endswith((".md", ".csv")):
            yield number, "blanks", "trailing blanks", 1
        if "\t" in line and is_code:
            yield number, "blanks", "tab", 1
        if path in SPELLS_THE_RULES:
            continue
        if MARK.search(line) and not MARK_WITH_ISSUE.search(line) and is_code:
            yield number, "mark", "write TODO(#issue) or an issue", 1
        if MACHINE_PATH.search(line):
            yield number, "machine-path", "path of somebody's machine", 1


def check_lengths(path, text, lines):
    limit = FILE_LINES_MAX.get(Path(path).suffix)
    if limit and len(lines) > limit:
        yield 1, "file-length", f"{len(lines)} lines, {limit} allowed", len(lines)
    for number, length in functions_of(path, text):
        if length > FUNCTION_LINES_MAX:
            message = f"function of {length} lines, {FUNCTION_LINES_MAX} allowed"
            yield number, "function-length", message, length


def check_executable(root, path, text):
    executable = os.access(Path(root) / path, os.X_OK)
    if text.startswith("#!") and not executable:
        yield 1, "executable", "has an interpreter line but is not executable", 1
    if executable and not text.startswith("#!"):
        yield 1, "executable", "is executable but has no interpreter line", 1


def check_file(root, path):
    """(line, rule, message, value) of each finding."""
    raw = (Path(root) / path).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return
    yield from check_executable(root, path, text)
    # A data table may hold any text of the facts it states.
    if path.endswith(".csv"):
        return
    lines = text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")
    if text and not text.endswith("\n"):
        yield len(lines), "blanks", "no newline at the end of the file", 1
    if source_tree.is_generated(path, text):
        yield from (found for found in check_lines(path, lines) if found[1] == "machine-path")
        return
    yield from check_lines(path, lines)
    yield from check_lengths(path, text, lines)


def read_exceptions(root):
    """(path, rule) -> limit. A row without a reason is an error."""
    path = Path(root) / EXCEPTIONS_FILE
    exceptions = {}
    if not path.is_file():
        return exceptions
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if len((row["reason"] or "").split()) < 3:
                raise SystemExit(f"{EXCEPTIONS_FILE}: {row['path']} {row['rule']}: give the reason")
            exceptions[row["path"], row["rule"]] = int(row["limit"])
    return exceptions


def violations(root):
    exceptions = read_exceptions(root)
    used = set()
    for path in source_tree.all_files(root):
        for number, rule, message, value in check_file(root, path):
            limit = exceptions.get((path, rule))
            if limit is not None:
                used.add((path, rule))
                if value <= limit:
                    continue
            yield f"{path}:{number}: {rule}: {message}"
    for path, rule in sorted(set(exceptions) - used):
        yield f"{EXCEPTIONS_FILE}:1: {path} needs no exception from {rule} any more"


def percentile(values, share):
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0


def print_stats(root):
    files, functions = [], []
    for path in source_tree.all_files(root):
        if path.startswith("src/") and source_tree.is_source(path):
            text = (Path(root) / path).read_text(encoding="utf-8")
            if source_tree.is_generated(path, text):
                continue
            files.append(len(text.splitlines()))
            functions += [length for _, length in functions_of(path, text)]
    for name, values in (("file", sorted(files)), ("function", sorted(functions))):
        print(
            f"lines per {name:8} median {percentile(values, 0.5):4} "
            f"p95 {percentile(values, 0.95):4} max {values[-1] if values else 0:4} "
            f"of {len(values)}"
        )


def main(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage=argparse.SUPPRESS,
    )
    parser.add_argument("--root", type=Path, default=source_tree.repository_root())
    parser.add_argument("--stats", action="store_true")
    options = parser.parse_args(arguments)
    if options.stats:
        print_stats(options.root)
        return 0
    found = list(violations(options.root))
    for line in found:
        print(line)
    print(f"tidy: {len(found)} findings" if found else "tidy: ok")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
