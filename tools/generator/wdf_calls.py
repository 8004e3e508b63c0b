"""A program that uses all that include/wdf declares: tests/headers/generated/wdf_calls.inc.

Each function of the table is called once with arguments of the declared types and must reach its
own slot with the driver's globals first; each helper is run and must have written Size; each role
type declares a function that its PFN_ type accepts. tests/headers/wdf_calls.h says what the macros
do; C and C++, KMDF and UMDF compile the same list.
"""
import pathlib
import re

from generator import wdf_declarations as c
from generator import wdf_inits, wdf_spec
from generator.csv_table import Row
from generator.text import banner, declare, guarded, wrap
from generator.wdf_headers import declared_functions, init_condition
from generator.wdf_spec import Callback, Function, Parameter, WdfSpec
from generator.wdf_types import Resolver, base_type

K_REFERENCES = ("REFGUID",)  # a reference in C++, a pointer in C
K_PATH = pathlib.Path("tests/headers/generated/wdf_calls.inc")


def _variable(kind: str, name: str) -> str:
    return declare("GUID" if kind in K_REFERENCES else kind, name)


def _zeroed(parameters: list[Parameter]) -> str:
    text = "".join(f"    {_variable(p.type, p.name)};\n" for p in parameters)
    return text + "".join(f"    CALLS_ZERO({p.name});\n" for p in parameters)


def _passed(parameters: list[Parameter]) -> list[str]:
    return [f"CALLS_REFERENCE({p.name})" if p.type in K_REFERENCES else p.name for p in parameters]


def _unused(parameters: list[Parameter]) -> str:
    return "".join(f"    (void){p.name};\n" for p in parameters)


def _result(returns: str) -> str:
    if returns == "VOID":
        return ""
    return f"    {declare(returns, 'result')};\n    CALLS_ZERO(result);\n    return result;\n"


def _slot(function: Function) -> str:
    signature = function.signature
    arguments = ["PWDF_DRIVER_GLOBALS globals"]
    arguments += [declare(p.type, p.name) for p in signature.parameters]
    returns = declare(signature.returns, "").rstrip()
    head = wrap(f"static {returns} NTAPI slot_{function.name}(", arguments, ")")
    body = _unused(signature.parameters)
    body += f"    calls_reached(globals, {function.name}TableIndex);\n"
    return head + "{\n" + body + _result(signature.returns) + "}\n"


def _call(function: Function) -> str:
    parameters = function.signature.parameters
    passed = _passed(parameters)
    result = "(void)" if function.signature.returns != "VOID" else ""
    if function.signature.must_inspect:
        call = wrap(f"    if (CALLS_IGNORED({function.name}(", passed, ")) != 0) {")
        call += "        return 1;\n    }\n"
    else:
        call = wrap(f"    {result}{function.name}(", passed, ");")
    return (f"static int call_{function.name}(void)\n{{\n" + _zeroed(parameters)
            + f"    g_table[{function.name}TableIndex] = (WDFFUNC)slot_{function.name};\n"
            + call + f"    return calls_expect({function.name}TableIndex);\n}}\n")


def _function(function: Function) -> tuple[str, str, str]:
    condition = c.both_conditions(
        c.K_FRAMEWORK_CONDITION[c.framework_of(function)],
        c.since_condition(function.kmdf_since, function.umdf_since))
    run = f"CALLS_RUN(call_{function.name})\n"
    return condition, _slot(function) + "\n" + _call(function), run


def _init_argument(kind: str, structs: set[str], number: int) -> tuple[str, str]:
    """(declaration, expression) of one argument of a helper."""
    name = f"argument{number}"
    pointed = kind.removeprefix("PC") if kind.startswith("PCWDF") else kind.removeprefix("P")
    if kind.startswith("PCUNICODE") or kind.startswith("PUNICODE"):
        pointed = "UNICODE_STRING"
    if pointed != kind and (pointed in structs or pointed == "UNICODE_STRING"):
        return f"    {pointed} {name};\n    CALLS_ZERO({name});\n", f"&{name}"
    if kind.endswith("*") and base_type(kind) not in ("VOID", "WCHAR"):
        plain = kind.replace("const ", "").rstrip("* ")
        if plain in ("DEVPROPKEY", "struct _DEVPROPKEY"):
            return "", "NULL"
        return f"    {plain} {name};\n    CALLS_ZERO({name});\n", f"&{name}"
    return f"    {declare(kind, name)};\n    CALLS_ZERO({name});\n", name


def _init(row: Row, structs: set[str]) -> tuple[str, str]:
    declarations, passed = "", []
    for number, kind in enumerate(wdf_inits.parameter_types(row)):
        text, expression = _init_argument(kind, structs, number)
        declarations += text
        passed.append(expression)
    cast = "" if row["returns"] == "VOID" else "(void)"
    text = f"static int run_{row['name']}(void)\n{{\n{declarations}"
    text += wrap(f"    {cast}{row['name']}(", passed, ");")
    sized = re.match(r"Size=sizeof\((\w+)\)", row["assignments"])
    check = f"argument0.Size != sizeof({sized[1]})" if sized else "0"
    return text + f"    return {check};\n}}\n", f"CALLS_RUN(run_{row['name']})\n"


def _role(role: Callback) -> tuple[str, str]:
    parameters = role.signature.parameters
    arguments = [declare(p.type, p.name) for p in parameters] or ["VOID"]
    returns = declare(role.signature.returns, "").rstrip()
    text = f"static {role.name} role_{role.name};\n"
    text += wrap(f"static {returns} role_{role.name}(", arguments, ")")
    text += ("{\n" + _unused(parameters) + "    ++g_roles;\n" + _result(role.signature.returns)
             + "}\n")
    text += f"static int use_{role.name}(void)\n{{\n"
    text += f"    {role.pfn} const pointer = role_{role.name};\n"
    text += "    const int before = g_roles;\n" + _zeroed(parameters)
    cast = "" if role.signature.returns == "VOID" else "(void)"
    text += wrap(f"    {cast}pointer(", _passed(parameters), ");")
    text += "    return g_roles != before + 1;\n}\n"
    return text, f"CALLS_RUN(use_{role.name})\n"


def pieces(spec: WdfSpec) -> list[tuple[str, str, str]]:
    """(condition, definitions, registration) of everything there is to use."""
    resolver = Resolver(spec)
    out = [_function(f) for f in declared_functions(spec, resolver)]
    structs = {s.name for s in spec.structs}
    for row in spec.inits:
        driver_only = init_condition(row, spec)
        out.append((driver_only, *_init(row, structs)))
    for role in spec.callbacks:
        if role.signature:
            out.append((c.K_FRAMEWORK_CONDITION[role.framework], *_role(role)))
    return out


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    found = pieces(wdf_spec.load(root))
    definitions = guarded([(condition, text) for condition, text, _ in found])
    runs = guarded([(condition, run) for condition, _, run in found], gap="")
    text = (banner("spec/ddi_wdf.csv", "wdf_signatures.csv", "wdf_inits.csv", "callbacks.csv")
            + "\n" + definitions + "\nCALLS_BEGIN\n" + runs + "CALLS_END\n")
    return {K_PATH: text}
