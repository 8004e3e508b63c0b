"""One declaration each: enum, struct, callback, table function, as C text of the public headers."""
from generator.csv_table import Row
from generator.text import broken, comment, declare, wrap
from generator.wdf_docs import Docs
from generator.wdf_spec import Callback, Field, Function, Parameter, Struct, version

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


def separated(docstring: str) -> str:
    """A blank line in front of what begins with a docstring."""
    return "\n" + docstring if docstring else ""


def with_note(line: str, note: str) -> str:
    """`line` with `note` behind it where that fits, else above it."""
    if not note:
        return line + "\n"
    if len(line) + 5 + len(note) <= 100 and "\n" not in line:
        return f"{line}  // {note}\n"
    indent = line[:len(line) - len(line.lstrip())]
    return comment(note, indent=indent) + line + "\n"


def enum(name: str, rows: list[Row], docs: Docs) -> str:
    values = "".join(with_note(f"    {r['name']} = {_enumerator(r)},", docs.member(name, r["name"]))
                     for r in rows)
    return (docs.enum(name, rows[0])
            + f"typedef enum _{name} {{\n{values}}} {name}, *P{name};\n")


def _enumerator(row: Row) -> str:
    value = row.number("value", -2**31)
    if value < 0:
        return f"-0x{-value - 1:X} - 1"  # MSVC's enums are signed; no literal is too wide
    return str(value) if value <= 255 else f"0x{value:X}"


def define(row: Row, docs: Docs) -> str:
    """#define of a constant; the kind says how its value is written."""
    return separated(docs.plain(row["name"])) + f"#define {row['name']} {_constant(row)}\n"


def _constant(row: Row) -> str:
    kind, value = row["kind"], row["value"]
    if kind == "define-string":
        return value
    if kind == "define-null":
        return "NULL"
    if kind == "define-ntstatus":
        return f"((NTSTATUS)0x{row.number('value', -2**31) & 0xFFFFFFFF:08X})"
    number = row.number("value", -2**31)
    return str(number) if 0 <= number <= 255 else f"0x{number & 0xFFFFFFFF:X}"


def _members(struct: Struct, prefix: str, depth: int, late: dict[str, str], docs: Docs) -> str:
    indent = "    " * depth
    out = ""
    for field in struct.fields:
        parent, _, name = field.path.rpartition(".")
        if parent != prefix:
            continue
        if field.type in ("struct", "union"):
            inner = _members(struct, field.path, depth + 1, late, docs)
            note = docs.member(struct.name, field.path)
            text = comment(note, indent=indent) if note else ""
            text += f"{indent}{field.type} {{\n{inner}{indent}}} {name};\n"
        else:
            bits = f" : {field.bits}" if field.bits else ""
            align = f"DECLSPEC_ALIGN({field.align}) " if field.align else ""
            line = f"{indent}{align}{declare(field.type, name)}{bits};"
            if len(line) > 100:
                line = broken(f"{indent}{align}{field.type} ", f"{name};").rstrip("\n")
            text = with_note(line, docs.member(struct.name, field.path) or _size_note(field))
        condition = late.get(field.path, "") if depth == 1 else ""
        out += f"#if {condition}\n{text}#endif\n" if condition else text
    return out


def _size_note(field: Field) -> str:
    """What drivers and framework know each other's version by."""
    whole = field.path == "Size" and field.row["offset"] == "0" and field.row["type"] == "ULONG"
    return f"sizeof({field.row['struct']})" if whole else ""


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


def struct_body(struct: Struct, docs: Docs) -> str:
    keyword = "union" if struct.is_union else "struct"
    members = _members(struct, "", 1, late_fields(struct), docs)
    return docs.struct(struct) + f"{keyword} _{struct.name} {{\n{members}}};\n"


def _parameter(parameter: Parameter) -> str:
    sal = K_SAL[parameter.direction, parameter.optional]
    return f"{sal} {declare(parameter.type, parameter.name)}"


def _level(irql: str) -> str:
    return {"DIRQL": "HIGH_LEVEL"}.get(irql, irql + "_LEVEL")


def callback(row: Callback, docs: Docs) -> str:
    signature = row.signature
    arguments = [_parameter(p) for p in signature.parameters] or ["VOID"]
    head = f"typedef {declare(signature.returns, '')}".rstrip()
    return (docs.callback(row) + wrap(f"{head} {row.name}(", arguments, ");")
            + broken(f"typedef {row.name} ", f"*{row.pfn};"))


def function_type(function: Function) -> str:
    arguments = ["PWDF_DRIVER_GLOBALS DriverGlobals"]
    arguments += [declare(p.type, p.name) for p in function.signature.parameters]
    returns = declare(function.signature.returns, "").rstrip()
    return wrap(f"typedef {returns} (NTAPI *{function.pfn})(", arguments, ");")


def function_inline(function: Function, docs: Docs) -> str:
    signature = function.signature
    text = docs.function(function, framework_of(function))
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
