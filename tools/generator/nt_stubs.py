"""src/ddi/generated/nt_unimplemented.cpp: exports for NT functions that are only declared.

A driver that names one links and loads; the first call stops the machine with the function's name.
"""
import pathlib

from generator import gate_descriptors
from generator.text import banner

K_OUTPUT = pathlib.Path("src/ddi/generated/nt_unimplemented.cpp")


K_MACRO = """// The prototypes are left out on purpose: a stub neither reads arguments nor returns.
#define OWDF_UNIMPLEMENTED(name) \\
    extern "C" OPENWDF_EXPORT void name(); \\
    extern "C" void name() \\
    { \\
        openwdf::gate::unimplemented(openwdf::gate::Ddi::name, __builtin_return_address(0)); \\
    }
"""


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    names = [row.name for row in gate_descriptors.nt_ddis(root) if row.status == "no"]
    stubs = "".join(f"OWDF_UNIMPLEMENTED({name})\n" for name in sorted(names))
    head = '#include "gate/unimplemented.hpp"\n\n#include "openwdf_compiler.h"\n\n'
    return {K_OUTPUT: f"{banner('spec/ddi_nt.csv')}{head}{K_MACRO}\n{stubs}"}
