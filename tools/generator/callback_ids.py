"""Ids, names and IRQL ranges of every callback for the callback gate."""
import pathlib

from generator import wdf_spec
from generator.text import banner


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    rows = wdf_spec.load(root).callbacks
    names = "".join(f"    {row.callback},\n" for row in rows)
    table = "".join(
        f'    {{"{row.callback}", "{row.name}", {wdf_spec.K_IRQL[row.irql_min]},'
        f" {wdf_spec.K_IRQL[row.irql_max]}}},\n" for row in rows)
    text = f"""{banner("spec/callbacks.csv")}#pragma once

#include <cstddef>
#include <cstdint>

namespace openwdf::gate {{

enum class Callback : std::uint8_t {{
{names}}};

inline constexpr std::size_t k_callback_count = {len(rows)};

// A callback may be entered at irql_min..irql_max. Where the execution level of an object narrows
// the range (spec/irql_conditions.csv), the caller has to.
struct CallbackDescriptor {{
    const char* name;
    const char* role;  // the function type of the headers
    std::uint8_t irql_min;
    std::uint8_t irql_max;
}};

inline constexpr CallbackDescriptor k_callback_descriptors[k_callback_count] = {{
{table}}};

constexpr const CallbackDescriptor& descriptor(Callback id) {{
    return k_callback_descriptors[static_cast<std::size_t>(id)];
}}

}}  // namespace openwdf::gate
"""
    return {pathlib.Path("src/gate/generated/callback_ids.hpp"): text}
