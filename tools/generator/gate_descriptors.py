"""Ids and descriptors of every DDI for the entry gate: src/gate/generated/ddi_*.{hpp,cpp}."""
import dataclasses
import pathlib

from generator import wdf_spec
from generator.csv_table import Row, read_table
from generator.text import banner

K_DIR = pathlib.Path("src/gate/generated")
K_STATUS_ENUMERATOR = {"no": "k_no", "partial": "k_partial", "implemented": "k_implemented"}
K_SOURCES = ("spec/ddi_wdf.csv", "spec/ddi_nt.csv")


@dataclasses.dataclass
class Ddi:
    name: str
    irql_max: int
    depends: bool
    status: str
    kmdf_index: int
    umdf_index: int
    kmdf_since: str = ""
    umdf_since: str = ""


def _index(value: int | None) -> int:
    return -1 if value is None else value


def _wdf(root: pathlib.Path) -> list[Ddi]:
    return [Ddi(f.name, wdf_spec.K_IRQL[f.irql_max], f.irql_depends, f.status,
                _index(f.kmdf_index), _index(f.umdf_index), f.kmdf_since, f.umdf_since)
            for f in wdf_spec.load(root).functions]


def _nt_row(row: Row) -> Ddi:
    level = wdf_spec.K_IRQL[row.choice("irql_max", *wdf_spec.K_IRQL)]
    return Ddi(row["name"], level, row.flag("irql_depends"),
               row.choice("status", *wdf_spec.K_STATUS), -1, -1)


def nt_ddis(root: pathlib.Path) -> list[Ddi]:
    """Rows of ddi_nt.csv in their order."""
    path = root / "spec" / "ddi_nt.csv"
    if not path.exists():
        return []
    columns = "name header irql_max irql_depends status summary note"
    return [_nt_row(row) for row in read_table(path, columns, "name")]


def ddis(root: pathlib.Path) -> list[Ddi]:
    """All of them in the order of their ids: WDF as in ddi_wdf.csv, then NT as in ddi_nt.csv."""
    return _wdf(root) + nt_ddis(root)


def _ids(rows: list[Ddi], wdf_count: int) -> str:
    names = "".join(f"    {row.name},\n" for row in rows)
    return f"""{banner(*K_SOURCES)}#pragma once

#include <cstddef>
#include <cstdint>

namespace openwdf::gate {{

enum class Ddi : std::uint16_t {{
{names}}};

inline constexpr std::size_t k_wdf_ddi_count = {wdf_count};
inline constexpr std::size_t k_ddi_count = {len(rows)};

}}  // namespace openwdf::gate
"""


def _levels(rows: list[Ddi]) -> str:
    lines = []
    for start in range(0, len(rows), 24):
        part = rows[start:start + 24]
        lines.append("    " + ", ".join(str(row.irql_max) for row in part) + ",\n")
    return "".join(lines)


def _header(rows: list[Ddi]) -> str:
    return f"""{banner(*K_SOURCES)}#pragma once

#include <cstdint>

#include "gate/generated/ddi_ids.hpp"

namespace openwdf::gate {{

enum class DdiStatus : std::uint8_t {{ k_no, k_partial, k_implemented }};

// The ceiling in the descriptor is the most permissive one; what the arguments of a call or the
// object behind its handle allow may be lower (spec/irql_conditions.csv).
inline constexpr std::uint8_t k_irql_depends_on_arguments = 0x01;

struct DdiDescriptor {{
    const char* name;
    std::uint8_t irql_max;
    std::uint8_t flags;
    DdiStatus status;
    std::int16_t kmdf_index;  // slot in the KMDF 1.33 table, or -1
    std::int16_t umdf_index;  // slot in the UMDF 2.33 table, or -1
    const char* kmdf_since;   // version that introduced it, "" if it is not in KMDF
    const char* umdf_since;
}};

extern const DdiDescriptor k_ddi_descriptors[k_ddi_count];

inline constexpr std::uint8_t k_ddi_irql_max[k_ddi_count] = {{
{_levels(rows)}}};

// A constant where the id is one, so that the gate compares with an immediate.
constexpr std::uint8_t ddi_irql_max(Ddi id)
{{
    return k_ddi_irql_max[static_cast<std::size_t>(id)];
}}

inline const DdiDescriptor& descriptor(Ddi id) {{
    return k_ddi_descriptors[static_cast<std::size_t>(id)];
}}

}}  // namespace openwdf::gate
"""


def _source(rows: list[Ddi]) -> str:
    body = ""
    for row in rows:
        flags = "k_irql_depends_on_arguments" if row.depends else "0"
        body += (f'    {{"{row.name}", {row.irql_max}, {flags},'
                 f" DdiStatus::{K_STATUS_ENUMERATOR[row.status]}, {row.kmdf_index},"
                 f' {row.umdf_index}, "{row.kmdf_since}", "{row.umdf_since}"}},\n')
    return f"""{banner(*K_SOURCES)}#include "gate/generated/ddi_descriptors.hpp"

namespace openwdf::gate {{

const DdiDescriptor k_ddi_descriptors[k_ddi_count] = {{
{body}}};

}}  // namespace openwdf::gate
"""


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    rows = ddis(root)
    return {K_DIR / "ddi_ids.hpp": _ids(rows, len(_wdf(root))),
            K_DIR / "ddi_descriptors.hpp": _header(rows),
            K_DIR / "ddi_descriptors.cpp": _source(rows)}
