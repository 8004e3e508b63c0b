"""src/wdf/generated/struct_sizes.hpp: the sizes of structures in all versions of the framework."""
import pathlib
import re

from generator import wdf_spec
from generator.text import banner
from generator.wdf_spec import Struct

K_OUTPUT = pathlib.Path("src/wdf/generated/struct_sizes.hpp")


def _begins_with_size(struct: Struct) -> bool:
    return bool(struct.fields) and struct.fields[0].path == "Size"


def sizes(struct: Struct) -> list[int]:
    """Every size the structure had in a KMDF or UMDF version, ascending; the last is today's."""
    text = struct.row["sizes_by_version"]
    found = {int(size) for size in re.findall(r"[0-9]:([0-9]+)", text)}
    if not found:
        raise struct.row.error(f"{struct.name} has no sizes_by_version")
    if max(found) != struct.row.number("size"):
        raise struct.row.error(f"size is not the largest of sizes_by_version: {text}")
    return sorted(found)


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    structs = [s for s in wdf_spec.load(root).structs if s.header and _begins_with_size(s)]
    lines = "".join(
        f"template <> struct StructSizes<{struct.name}> {{ static constexpr ULONG values[] = "
        f"{{{', '.join(str(size) for size in sizes(struct))}}}; }};\n"
        for struct in structs)
    return {K_OUTPUT: f"""{banner("spec/wdf_structs.csv")}#pragma once

#include <wdf.h>

namespace openwdf::wdf {{

// `values`: the sizes of the versions, ascending.
template <class T> struct StructSizes;

{lines}
}}  // namespace openwdf::wdf
"""}
