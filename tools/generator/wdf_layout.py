"""Compile-time checks that the public headers lay structures out as Windows x64 does."""
import itertools
import pathlib
import re

from generator import wdf_spec
from generator.csv_table import Row, read_table
from generator.text import banner
from generator.wdf_declarations import K_FRAMEWORK_CONDITION
from generator.wdf_types import Resolver

K_DIR = pathlib.Path("tests/headers/generated")


def _assert_row(row: Row) -> str:
    struct, field = row["struct"], row["field"]
    if field == "(whole)":
        return (f"OPENWDF_LAYOUT_SIZE({struct}, {row.number('size')})\n"
                f"OPENWDF_LAYOUT_ALIGN({struct}, {row.number('align')})\n")
    if row["bits"]:
        return ""  # no compiler tells the offset of a bit-field: _bits() is checked at run time
    offset, size = row.number("offset"), row.number("size")
    return f"OPENWDF_LAYOUT_FIELD({struct}, {field}, {offset}, {size})\n"


def rows(root: pathlib.Path) -> list[Row]:
    columns = "struct field offset size framework bits align"
    return read_table(root / "spec" / "wdf_layout.csv", columns, "struct field framework")


def _newest(root: pathlib.Path) -> str:
    """Every row of the table; what wdf_structs.csv does not have, the NT headers declare."""
    structs = {s.name: s for s in wdf_spec.load(root).structs if s.header}
    text = ""
    for name, group in itertools.groupby(rows(root), key=lambda row: row["struct"]):
        condition = K_FRAMEWORK_CONDITION[structs[name].framework] if name in structs else ""
        body = "".join(_assert_row(row) for row in group)
        text += f"\n#if {condition}\n{body}#endif\n" if condition else "\n" + body
    return banner("spec/wdf_layout.csv") + text


def _bits(root: pathlib.Path) -> str:
    text = ""
    for row in rows(root):
        if row["bits"]:
            first, width = row["bits"].split(":")
            text += (f"OPENWDF_LAYOUT_BITS({row['struct']}, {row['field']},"
                     f" {row.number('offset')}, {row.number('size')}, {first}, {width})\n")
    return banner("spec/wdf_layout.csv") + "\n" + text


def _ranges(text: str) -> dict[str, list[tuple[int, int, int]]]:
    """'kmdf 1.0-1.7:80 1.9:88; umdf ...' -> {'kmdf': [(0, 7, 80), (9, 9, 88)], ...}."""
    out = {}
    for part in filter(None, (p.strip() for p in text.split(";"))):
        framework, *items = part.split()
        found = [re.fullmatch(r"\d\.(\d+)(?:-\d\.(\d+))?:(\d+)", item) for item in items]
        out[framework] = [(int(m[1]), int(m[2] or m[1]), int(m[3])) for m in found]
    return out


def _by_version(root: pathlib.Path) -> str:
    spec = wdf_spec.load(root)
    resolver = Resolver(spec)
    text = ""
    for struct in spec.structs:
        if not struct.header or not resolver.declares(struct):
            continue
        for framework, ranges in _ranges(struct.row["sizes_by_version"]).items():
            if len(ranges) < 2:
                continue
            selected = "OPENWDF_WDF_UMDF" if framework == "umdf" else "!OPENWDF_WDF_UMDF"
            for low, high, size in ranges:
                text += (f"#if {selected} && OPENWDF_WDF_MINOR >= {low}"
                         f" && OPENWDF_WDF_MINOR <= {high}\n"
                         f"OPENWDF_LAYOUT_SIZE({struct.name}, {size})\n#endif\n")
    return banner("spec/wdf_structs.csv") + "\n" + text


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    return {K_DIR / "wdf_layout_asserts.inc": _newest(root),
            K_DIR / "wdf_layout_bits.inc": _bits(root),
            K_DIR / "wdf_version_size_asserts.inc": _by_version(root)}
