"""include/shared/ntstatus.h: every NTSTATUS value, from spec/ntstatus.csv."""
import pathlib

from generator.csv_table import Row, read_table
from generator.text import banner

K_OUTPUT = pathlib.Path("include/shared/ntstatus.h")

K_FROM_WIN32 = """
/* The status that carries a Win32 error. */
#define NTSTATUS_FROM_WIN32(x) \\
    ((NTSTATUS)(x) <= 0 ? ((NTSTATUS)(x)) \\
                        : ((NTSTATUS)(((x)&0x0000FFFF) | (FACILITY_NTWIN32 << 16) | 0xC0000000)))
"""


def _define(row: Row) -> str:
    value = f"0x{row.number('value'):08X}"
    # Severities and facilities are numbers, not statuses.
    is_status = row.choice("kind", "status", "number") == "status"
    return f"#define {row['name']} " + (f"((NTSTATUS){value})\n" if is_status else value + "\n")


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    rows = read_table(root / "spec" / "ntstatus.csv", "name value kind", "name")
    rows.sort(key=lambda row: (row.number("value"), row["name"]))
    return {K_OUTPUT: banner("spec/ntstatus.csv")
            + "#ifndef _NTSTATUS_\n#define _NTSTATUS_\n\n#include <ntdef.h>\n\n"
            + "".join(map(_define, rows)) + K_FROM_WIN32 + "\n#endif\n"}
