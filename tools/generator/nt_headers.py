"""include/km/wdm/generated/: declarations of the executive that need no prose of their own.

types_<part>.h holds constants, enums, roles and structures of one part; functions_<header>.h
all functions that drivers find through wdm.h, ntddk.h or ntifs.h.
"""
import collections.abc
import pathlib
import re

from generator import nt_spec, nt_structs
from generator.nt_spec import Declaration
from generator.text import banner, comment, declare, wrap
from generator.wdf_declarations import K_SAL

K_DIR = pathlib.Path("include/km/wdm/generated")
K_SOURCES = ("spec/nt_*.csv", "ddi_nt.csv")
K_LEVEL = {"PASSIVE": "PASSIVE_LEVEL", "APC": "APC_LEVEL", "DISPATCH": "DISPATCH_LEVEL",
           "DIRQL": "HIGH_LEVEL", "HIGH": "HIGH_LEVEL"}
K_IRQL_TEXT = {"PASSIVE": "IRQL PASSIVE.", "APC": "IRQL <= APC.", "DISPATCH": "IRQL <= DISPATCH.",
               "DIRQL": "IRQL <= DIRQL.", "HIGH": "Any IRQL."}
# wdm.h has the obvious name for a pointer to anything.
K_POINTER_NAMES = {"SECURITY_DESCRIPTOR": "PISECURITY_DESCRIPTOR", "SID": "PISID"}
# On Windows: the run-time library and the system services from ntdll's list, the rest the kernel's.
K_SYSTEM_PREFIXES = ("Rtl", "Ver", "Zw", "Dbg", "vDbg")


def _documented(page: str) -> str:
    return comment(f"Documented: {page}.") if page else ""


def _pointer_name(name: str) -> str:
    return K_POINTER_NAMES.get(name, f"P{name}")


def _parameter(parameter: nt_spec.Parameter) -> str:
    if parameter.type == "...":
        return "..."
    annotation = K_SAL.get((parameter.direction, parameter.optional), "")
    return f"{annotation} {declare(parameter.type, parameter.name)}".strip()


def _arguments(declaration: Declaration) -> list[str]:
    return [_parameter(p) for p in declaration.signature.parameters] or ["VOID"]


def _enumerator(name: str, value: str) -> str:
    number = int(value, 0)
    # MSVC's enums are signed.
    text = f"-0x{-number - 1:X} - 1" if number < 0 else value
    return f"    {name} = {text},\n"


def _enum(declaration: Declaration) -> str:
    name = declaration.name
    values = "".join(_enumerator(*value) for value in declaration.values)
    return f"typedef enum _{name} {{\n{values}}} {name}, *P{name};\n"


def _constants(declaration: Declaration) -> str:
    return "".join(f"#define {name} {value}\n" for name, value in declaration.values)


def _role(declaration: Declaration) -> str:
    name = declaration.name
    head = declare(declaration.signature.returns, name)
    return (wrap(f"typedef {head}(", _arguments(declaration), ");")
            + f"typedef {name} *P{name};\n")


def _pointer(declaration: Declaration) -> str:
    head = declare(declaration.signature.returns, f"(*{declaration.name})")
    return wrap(f"typedef {head}(", _arguments(declaration), ");")


K_TEXT = {"constants": _constants, "enum": _enum, "role": _role, "pointer": _pointer,
          "struct": nt_structs.body}


def _with_comment(declaration: Declaration) -> str:
    text = comment(declaration.summary) + _documented(declaration.page)
    return text + K_TEXT[declaration.kind](declaration)


def _forward(declarations: list[Declaration]) -> str:
    head = "// The structures of this file, which name each other.\n"
    return head + "".join(f"typedef struct _{d.name} {d.name}, *{_pointer_name(d.name)};\n"
                   for d in declarations)


def _by_value(declaration: Declaration) -> set[str]:
    """Structures whose size this one needs."""
    return {re.sub(r"\[.*", "", field.type) for field in declaration.fields}


def _by_name(declaration: Declaration) -> set[str]:
    """Roles that this one names; P and a role's name is a pointer to it."""
    types = {p.type for p in declaration.signature.parameters}
    return types | {name[1:] for name in types if name.startswith("P")}


def _in_order(declarations: list[Declaration],
              needs: collections.abc.Callable[[Declaration], set[str]]) -> list[Declaration]:
    """Each one after those of the list that it needs."""
    names, done, result = {d.name for d in declarations}, set(), []
    waiting = list(declarations)
    while waiting:
        ready = [d for d in waiting if (needs(d) & names) - {d.name} <= done]
        if not ready:
            raise waiting[0].row.error(f"{waiting[0].name} needs itself")
        result += ready
        done |= {d.name for d in ready}
        waiting = [d for d in waiting if d.name not in done]
    return result


def _header(name: str, includes: list[str], body: str) -> str:
    guard = f"OPENWDF_WDM_{re.sub(r'[^A-Z]', '_', name.upper())}"
    lines = "".join(f"#include <{include}>\n" for include in includes)
    return (f"{banner(*K_SOURCES)}#ifndef {guard}\n#define {guard}\n\n{lines}\n"
            f"OPENWDF_EXTERN_C_BEGIN\n\n{body}\nOPENWDF_EXTERN_C_END\n\n#endif\n")


def _types(part: str, declarations: list[Declaration], before: list[str]) -> str:
    def of(*kinds: str) -> list[Declaration]:
        return [d for d in declarations if d.kind in kinds]
    structs = of("struct")
    pieces = [_with_comment(d) for d in of("constants") + of("enum")]
    pieces += [_forward(structs)] if structs else []
    ordered = _in_order(of("role", "pointer"), _by_name) + _in_order(structs, _by_value)
    pieces += [_with_comment(d) for d in ordered]
    includes = ["wdm/opaque_types.h"] + [f"wdm/generated/types_{p}.h" for p in before]
    return _header(f"types_{part}.h", includes, "\n".join(pieces))


def _function(declaration: Declaration) -> str:
    ddi, signature = declaration.ddi, declaration.signature
    irql = K_IRQL_TEXT[ddi["irql_max"]]
    if ddi.flag("irql_depends"):
        irql = irql[:-1] + ", lower for some arguments."
    text = comment(ddi["summary"]) + comment(irql) + _documented(declaration.page)
    if signature.must_inspect:
        text += "_Must_inspect_result_\n"
    text += f"_IRQL_requires_max_({K_LEVEL[ddi['irql_max']]})\n"
    system = declaration.name.startswith(K_SYSTEM_PREFIXES)
    head = declare(signature.returns, f"NTAPI {declaration.name}")
    return text + wrap(f"{'NTSYSAPI' if system else 'NTKERNELAPI'} {head}(",
                       _arguments(declaration), ");")


def _functions(header: str, declarations: list[Declaration], parts: list[str]) -> str:
    name = header.removesuffix(".h")
    functions = [d for d in declarations if d.kind == "function" and d.ddi["header"] == header]
    includes = [f"wdm/generated/types_{part}.h" for part in parts]
    includes += ["wdm/power_limit.h", "wdm/aliases.h"]
    return _header(f"functions_{name}.h", includes, "\n".join(map(_function, functions)))


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    declarations = nt_spec.load(root)
    result: dict[pathlib.Path, str] = {}
    parts: list[str] = []
    for part in nt_spec.K_PARTS:
        mine = [d for d in declarations if d.part == part and d.kind != "function"]
        if mine:
            result[K_DIR / f"types_{part}.h"] = _types(part, mine, parts)
            parts.append(part)
    for header in nt_spec.K_FUNCTION_HEADERS:
        result[K_DIR / f"functions_{header}"] = _functions(header, declarations, parts)
    return result
