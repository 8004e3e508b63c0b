"""src/runtime/generated/status_names.cpp: an NTSTATUS by name, from spec/ntstatus.csv."""
import pathlib

from generator.csv_table import read_table
from generator.text import banner

K_OUTPUT = pathlib.Path("src/runtime/generated/status_names.cpp")

# Where several names share a value: the one people say.
K_PREFERRED = {"STATUS_SUCCESS", "STATUS_ABANDONED"}


def _names(root: pathlib.Path) -> dict[int, str]:
    names: dict[int, str] = {}
    for row in read_table(root / "spec" / "ntstatus.csv", "name value kind", "name"):
        if row["kind"] != "status":
            continue
        value = row.number("value")
        if value not in names or row["name"] in K_PREFERRED:
            names[value] = row["name"]
    return names


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    names = _names(root)
    rows = "".join(f'    {{0x{value:08X}, "{name}"}},\n' for value, name in sorted(names.items()))
    return {K_OUTPUT: banner("spec/ntstatus.csv") + f"""#include "runtime/status_names.hpp"

namespace openwdf::runtime {{

namespace {{

// Ascending, for a binary search.
constexpr StatusName k_names[] = {{
{rows}}};

}}  // namespace

std::span<const StatusName> status_names() {{ return k_names; }}

}}  // namespace openwdf::runtime
"""}
