"""Compile-time checks of the class headers (HID, disk, storage, ...): layouts and constants.

Such a header is written by hand; spec/class_layout.csv and spec/class_constants.csv say what must
be true of it. One list per header, which includes the header itself.
"""
import itertools
import pathlib

from generator import nt_layout
from generator.csv_table import Row, read_table
from generator.text import banner

K_DIR = pathlib.Path("tests/headers/generated/class")


def _constant(row: Row) -> str:
    return f"OPENWDF_CONSTANT({row['name']}, {row.number('value', high=2**64 - 1):#x})\n"


def _of_header(rows: list[Row], header: str) -> list[Row]:
    return [row for row in rows if row["header"] == header]


def _structs(rows: list[Row]) -> str:
    groups = itertools.groupby(rows, key=lambda row: row["struct"])
    return "\n".join(nt_layout.struct_asserts(list(group)) for _, group in groups)


def lists(names: list[str], head: str, user_mode: set[str]) -> dict[str, str]:
    """all.inc, and all_um.inc for the headers that kernel mode has not."""
    result = {"all.inc": head, "all_um.inc": head}
    for name in names:
        is_user = name.replace(".inc", ".h") in user_mode
        result["all_um.inc" if is_user else "all.inc"] += f'#include "{name}"\n'
    return result


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    layout = read_table(root / "spec" / "class_layout.csv",
                        "header struct field offset size bits align", "struct field")
    constants = read_table(root / "spec" / "class_constants.csv", "header name value", "name")
    headers = sorted({row["header"] for row in layout + constants})
    result = {}
    for header in headers:
        text = banner("spec/class_layout.csv, spec/class_constants.csv")
        text += f"#include <{header}>\n\n" + _structs(_of_header(layout, header))
        text += "\n" + "".join(map(_constant, _of_header(constants, header)))
        result[K_DIR / header.replace(".h", ".inc")] = text
    user_mode = {path.name for path in (root / "include" / "um").glob("*.h")}
    names = [header.replace(".h", ".inc") for header in headers]
    for name, text in lists(names, banner("spec/class_layout.csv"), user_mode).items():
        result[K_DIR / name] = text
    return result
