#!/usr/bin/env python3
"""Writes every generated file of the tree from spec/*.csv.

    tools/generate.py           write what changed
    tools/generate.py --check   fail when a committed file is not what spec/ says
    tools/generate.py --list    name the generated files

Each module of tools/generator/ that has generate(root) -> {path: text} takes part.
"""
import argparse
import difflib
import importlib
import pathlib
import pkgutil
import sys

TOOLS = pathlib.Path(__file__).resolve().parent
ROOT = TOOLS.parent
sys.path.insert(0, str(TOOLS))
sys.dont_write_bytecode = True

from generator.csv_table import SpecError  # noqa: E402


def outputs(root: pathlib.Path) -> dict[pathlib.Path, str]:
    """Path below root -> text, of all modules; two modules may not write one file."""
    result: dict[pathlib.Path, str] = {}
    for info in sorted(pkgutil.iter_modules([str(TOOLS / "generator")]), key=lambda i: i.name):
        module = importlib.import_module(f"generator.{info.name}")
        if not hasattr(module, "generate"):
            continue
        for path, text in module.generate(root).items():
            path = path.relative_to(root) if path.is_absolute() else path
            if path in result:
                raise SpecError(f"{path}: written by two generator modules")
            result[path] = text
    return result


def committed(root: pathlib.Path, path: pathlib.Path) -> str | None:
    file = root / path
    return file.read_text(encoding="utf-8") if file.exists() else None


def check(root: pathlib.Path, files: dict[pathlib.Path, str]) -> int:
    """Number of stale files, each one shown with the beginning of its difference."""
    stale = 0
    for path, text in files.items():
        old = committed(root, path)
        if old == text:
            continue
        stale += 1
        reason = "is missing" if old is None else "is not what spec/ says"
        print(f"{path} {reason}; run: tools/generate.py", file=sys.stderr)
        lines = difflib.unified_diff((old or "").splitlines(), text.splitlines(),
                                     f"committed/{path}", f"generated/{path}", lineterm="", n=1)
        for line in list(lines)[:12]:
            print("    " + line, file=sys.stderr)
    return stale


def write(root: pathlib.Path, files: dict[pathlib.Path, str]) -> None:
    for path, text in files.items():
        if committed(root, path) == text:
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        print(f"wrote {path}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail when a file is stale")
    parser.add_argument("--list", action="store_true", help="name the generated files")
    arguments = parser.parse_args()
    try:
        files = outputs(ROOT)
    except SpecError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.list:
        print("\n".join(str(path) for path in files))
        return 0
    if arguments.check:
        return 1 if check(ROOT, files) else 0
    write(ROOT, files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
