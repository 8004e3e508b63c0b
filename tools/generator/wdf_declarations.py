"""One declaration each: enum, struct, callback, table function, as C text of the public headers."""
from generator.csv_table import Row
from generator.text import comment, declare, wrap
from generator.wdf_spec import Callback, Function, Parameter, Struct, version

K_SAL = {("in", False): "_In_", ("in", True): "_In_opt_", ("out", False): "_Out_",
         ("out", True): "_Out_opt_", ("inout", False): "_Inout_", ("inout", True): "_Inout_opt_"}
K_FRAMEWORK_CONDITION = {"both": "", "kmdf": "OPENWDF_WDF_HAS_KMDF", "umdf": "OPENWDF_WDF_HAS_UMDF"}


def since_condition(kmdf_since: str, umdf_since: str) -> str:
    """Preprocessor condition 'not before this version'; '' where it was always there."""
    kmdf, umdf = version(kmdf_since), version(umdf_since)
    return f"OPENWDF_WDF_SINCE({kmdf}, {umdf})" if kmdf or umdf else ""


def both_conditions(*conditions: str) -> str:
    return " && ".join(c for c in conditions if c)


def framework_of(function: Function) -> str:
    if function.kmdf_index is None:
        return "umdf"
    return "kmdf" if function.umdf_index is None else "both"


def enum(name: str, rows: list[Row]) -> str:
    values = "".join(f"    {r['name']} = {_enumerator(r)},\n" for r in rows)
    return f"typedef enum _{name} {{\n{values}}} {name}, *P{name};\n"


def _enumerator(row: Row) -> str:
    value = row.number("value", -2**31)
    if value < 0:
        return f"-0x{-value - 1:X} - 1"  # MSVC's enums are signed; no literal is too wide
    return str(value) if value <= 255 else f"0x{value:X}"


def define(row: Row) -> str:
    """#define of a constant; the kind says how its value is written."""
    kind, value = row["kind"], row["value"]
    if kind == "define-string":
        text = value
    elif kind == "define-null":
        text = "NULL"
    elif kind == "define-ntstatus":
        text = f"((NTSTATUS)0x{row.number('value', -2**31) & 0xFFFFFFFF:08X})"
    else:
        number = row.number("value", -2**31)
        text = str(number) if 0 <= number <= 255 else f"0x{number & 0xFFFFFFFF:X}"
    return f"#define {row['name']} {text}\n"


def _members(struct: Struct, prefix: str, depth: int, late: dict[str, str]) -> str:
    indent = "    " * depth
    out = ""
    for field in struct.fields:
        parent, _, name = field.path.rpartition(".")
        if parent != prefix:
            continue
        if field.type in ("struct", "union"):
            inner = _members(struct, field.path, depth + 1, late)
            text = f"{indent}{field.type} {{\n{inner}{indent}}} {name};\n"
        else:
            bits = f" : {field.bits}" if field.bits else ""
            align = f"DECLSPEC_ALIGN({field.align}) " if field.align else ""
            text = f"{indent}{align}{declare(field.type, name)}{bits};\n"
        condition = late.get(field.path, "") if depth == 1 else ""
        out += f"#if {condition}\n{text}#endif\n" if condition else text
    return out


def late_fields(struct: Struct) -> dict[str, str]:
    """Members that newer versions appended: path -> condition. Renamed members are not late."""
    top = [f for f in struct.fields if "." not in f.path]
    out: dict[str, str] = {}
    last_kmdf, last_umdf = 10**6, 10**6
    first = version(struct.row["kmdf_since"]), version(struct.row["umdf_since"])
    for field in reversed(top):
        since = version(field.kmdf_since), version(field.umdf_since)
        if since[0] > last_kmdf or since[1] > last_umdf or since == first:
            break
        if since[0] <= first[0] and since[1] <= first[1]:
            break
        last_kmdf, last_umdf = since
        out[field.path] = since_condition(field.kmdf_since, field.umdf_since)
    return out


def struct_body(struct: Struct) -> str:
    keyword = "union" if struct.is_union else "struct"
    return f"{keyword} _{struct.name} {{\n{_members(struct, '', 1, late_fields(struct))}}};\n"


def _parameter(parameter: Parameter) -> str:
    sal = K_SAL[parameter.direction, parameter.optional]
    return f"{sal} {declare(parameter.type, parameter.name)}"


def _level(irql: str) -> str:
    return {"DIRQL": "HIGH_LEVEL"}.get(irql, irql + "_LEVEL")


def callback(row: Callback) -> str:
    signature = row.signature
    arguments = [_parameter(p) for p in signature.parameters] or ["VOID"]
    head = f"typedef {declare(signature.returns, '')}".rstrip()
    return (f"// {row.callback}: runs at {_range(row)}.\n"
            + wrap(f"{head} {row.name}(", arguments, ");")
            + f"typedef {row.name} *{row.pfn};\n")


def _range(row: Callback) -> str:
    if row.irql_min == row.irql_max:
        return _level(row.irql_min)
    high = row.irql_max if row.irql_max == "DIRQL" else _level(row.irql_max)
    return f"{_level(row.irql_min)} to {high}"


def function_type(function: Function) -> str:
    arguments = ["PWDF_DRIVER_GLOBALS DriverGlobals"]
    arguments += [declare(p.type, p.name) for p in function.signature.parameters]
    returns = declare(function.signature.returns, "").rstrip()
    return wrap(f"typedef {returns} (NTAPI *{function.pfn})(", arguments, ");")


def function_inline(function: Function) -> str:
    signature = function.signature
    plain = {"HIGH": "any level", "PASSIVE": "PASSIVE"}
    irql = plain.get(function.irql_max, f"<= {function.irql_max}")
    if function.irql_depends:
        irql += ", lower for some arguments"
    text = comment(f"{function.summary} IRQL {irql}.".strip())
    if signature.must_inspect:
        text += "_Must_inspect_result_\n"
    text += f"_IRQL_requires_max_({_level(function.irql_max)})\n"
    arguments = [_parameter(p) for p in signature.parameters] or ["VOID"]
    text += wrap(f"OPENWDF_INLINE {declare(signature.returns, function.name)}(", arguments, ")")
    passed = ["WdfDriverGlobals"] + [p.name for p in signature.parameters]
    return text + "{\n" + _call(function, passed) + "}\n"


def _call(function: Function, passed: list[str]) -> str:
    keyword = "" if function.signature.returns == "VOID" else "return "
    cast, slot = f"    {keyword}(({function.pfn})", f"WdfFunctions[{function.name}TableIndex])("
    if len(cast + slot) <= 100:
        return wrap(cast + slot, passed, ");")
    return cast + "\n" + wrap(" " * (4 + len(keyword) + 2) + slot, passed, ");")
