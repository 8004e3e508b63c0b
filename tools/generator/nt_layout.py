"""Compile-time checks that the NT headers lay structures out as Windows x64 does."""
import itertools
import pathlib

from generator.csv_table import Row, read_table
from generator.text import banner

K_DIR = pathlib.Path("tests/headers/generated")
K_COLUMNS = "struct field offset size bits align"


def _assert_whole(row: Row) -> str:
    struct = row["struct"]
    return (f"OPENWDF_LAYOUT_SIZE({struct}, {row.number('size')})\n"
            f"OPENWDF_LAYOUT_ALIGN({struct}, {row.number('align')})\n")


def _assert_field(row: Row) -> str:
    # "Name[].Field" is the first element; arrays themselves carry no brackets.
    field = row["field"].replace("[]", "[0]")
    if row.number("size") == 0:  # as long as who allocates it wants
        return f"OPENWDF_LAYOUT_OFFSET({row['struct']}, {field}, {row.number('offset')})\n"
    return (f"OPENWDF_LAYOUT_FIELD({row['struct']}, {field}, {row.number('offset')}, "
            f"{row.number('size')})\n")


def _bit_field(row: Row) -> str:
    first, width = (int(part) for part in row["bits"].split(":"))
    return (f"OPENWDF_LAYOUT_BITS({row['struct']}, {row['field']}, {row.number('offset')}, "
            f"{row.number('size')}, {first}, {width})\n")


def struct_asserts(rows: list[Row]) -> str:
    whole = [row for row in rows if row["field"] == "(whole)"]
    if not whole:
        raise rows[0].error(f"{rows[0]['struct']} has no (whole) row")
    bit_fields = [row for row in rows if row["bits"]]
    fields = [row for row in rows if row not in whole and row not in bit_fields]
    text = "".join(map(_assert_whole, whole)) + "".join(map(_assert_field, fields))
    if bit_fields:
        # A bit-field has no offset that a compiler would tell: those are checked at run time.
        text += f"// {len(bit_fields)} bit-fields: nt_layout_bits.inc\n"
    return text


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    rows = read_table(root / "spec" / "nt_layout.csv", K_COLUMNS, "struct field")
    groups = itertools.groupby(rows, key=lambda row: row["struct"])
    structs = "\n".join(struct_asserts(list(group)) for _, group in groups)
    bits = "".join(_bit_field(row) for row in rows if row["bits"])
    head = banner("spec/nt_layout.csv") + "\n"
    return {K_DIR / "nt_layout_asserts.inc": head + structs,
            K_DIR / "nt_layout_bits.inc": head + bits}
