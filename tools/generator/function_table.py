"""The KMDF and UMDF function tables and the prototypes of their entries: src/ddi/generated/."""
import pathlib

from generator import wdf_spec
from generator.text import banner, declare, wrap
from generator.wdf_types import Resolver
from generator.wdf_spec import Function

K_DIR = pathlib.Path("src/ddi/generated")


def parameters(function: Function) -> list[str]:
    """DriverGlobals first, as every table function has it."""
    return ["PWDF_DRIVER_GLOBALS DriverGlobals"] + [
        declare(p.type, p.name) for p in function.signature.parameters]


def _prototypes(functions: list[Function], resolver: Resolver) -> str:
    known = [f for f in functions if resolver.knows_all(f.signature.types())]
    body = "".join(wrap(f"{declare(f.signature.returns, 'owdf_' + f.name)}(", parameters(f), ");")
                   for f in known)
    return f"""{banner("spec/ddi_wdf.csv", "spec/wdf_signatures.csv")}#pragma once

#include <wdf.h>
#include <wdfusb.h>

// What src/ddi defines for a row whose status is not "no". A definition that includes this header
// and differs from its row is a conflicting declaration of a C function, hence an error.
extern "C" {{

{body}
}}
"""


def _slot(function: Function | None) -> str:
    if function.built:
        return f"    reinterpret_cast<Function>(&owdf_{function.name}),\n"
    return f"    &gate::unimplemented_slot<gate::Ddi::{function.name}>,\n"


def _table(framework: str, functions: list[Function], resolver: Resolver) -> str:
    index = framework + "_index"
    rows = sorted((f for f in functions if getattr(f, index) is not None),
                  key=lambda f: getattr(f, index))
    for row in rows:
        if row.built and not resolver.knows_all(row.signature.types()):
            raise row.row.error(f"{row.name} is marked built, but a type of its is still missing")
    slots = "".join(_slot(row) for row in rows)
    upper = framework.upper()
    return f"""{banner("spec/ddi_wdf.csv")}#include "ddi/function_tables.hpp"
#include "ddi/generated/wdf_prototypes.hpp"
#include "gate/generated/ddi_ids.hpp"
#include "gate/unimplemented.hpp"

namespace openwdf::ddi {{

const Function k_{framework}_functions[k_{framework}_function_count] = {{
{slots}}};

static_assert(sizeof(k_{framework}_functions) / sizeof(Function) == {len(rows)}, "{upper} table");

}}  // namespace openwdf::ddi
"""


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    spec = wdf_spec.load(root)
    resolver = Resolver(spec)
    return {K_DIR / "wdf_prototypes.hpp": _prototypes(spec.functions, resolver),
            K_DIR / "kmdf_table.cpp": _table("kmdf", spec.functions, resolver),
            K_DIR / "umdf_table.cpp": _table("umdf", spec.functions, resolver)}
