"""The WDF_..._INIT helpers and other small inlines, from the assignments of wdf_inits.csv.

An assignment is one of
    Field=expression          Field|=expression         Field[0..6]=expression
    Field=copy-of(*Name)      call NAME(arguments)      return=expression
each with an optional condition in front: [expression] or [Name in A|B].
"""
import re
import textwrap

from generator.csv_table import Row
from generator.text import wrap
from generator.wdf_declarations import late_fields
from generator.wdf_docs import Docs
from generator.wdf_spec import Struct


def parameters(row: Row) -> list[str]:
    return [p.strip() for p in row["parameters"].split(";") if p.strip()]


def parameter_types(row: Row) -> list[str]:
    return [re.sub(r"\w+$", "", p).strip() for p in parameters(row)]


def calls_framework(row: Row) -> bool:
    """True where the body needs WdfFunctions or WdfDriverGlobals, which only drivers have."""
    return "call Wdf" in row["assignments"] or "WdfDeviceReadFromHardware" in row["assignments"] \
        or "WdfDriverGlobals" in row["assignments"]


def _condition(text: str) -> str:
    member = re.fullmatch(r"(\w+) in ([\w|]+)", text)
    if not member:
        return text
    return " || ".join(f"{member[1]} == {value}" for value in member[2].split("|"))


def _value(text: str) -> str:
    copied = re.fullmatch(r"copy-of\((.*)\)", text)
    return copied[1] if copied else text.replace(") -1", ")-1")


def _assign(row: Row, object_name: str, text: str) -> str:
    match = re.fullmatch(r"([\w.]+)(\[0\.\.(\d+)\])?(\|?=)(.*)", text)
    if not match:
        raise row.error(f"cannot read the assignment '{text}'")
    field, _, last, operator, value = match.groups()
    target = f"{object_name}->{field}"
    if last is None:
        return _within_line(f"    {target} {operator} {_value(value)};")
    return (f"    for (int i = 0; i <= {last}; ++i) {{\n"
            f"        {target}[i] {operator} {_value(value)};\n    }}\n")


def _statement(row: Row, object_name: str, text: str) -> str:
    if text.startswith("call "):
        return _within_line(f"    {text[5:]};")
    if text.startswith("return="):
        return _within_line(f"    return {text[7:]};")
    return _assign(row, object_name, text)


def _within_line(line: str) -> str:
    if len(line) <= 100:
        return line + "\n"
    call = re.fullmatch(r"(.*?\w\()(.*)\);", line)
    if call:
        return wrap(call[1], call[2].split(", "), ");")
    indent = line[:len(line) - len(line.lstrip())]
    return "\n".join(textwrap.wrap(line.strip(), 100, initial_indent=indent,
                                   subsequent_indent=indent + "    ")) + "\n"


def _zero(row: Row, object_name: str) -> str:
    zeroed = row["zeroed_first"]
    if zeroed == "yes":
        return f"    RtlZeroMemory({object_name}, sizeof(*{object_name}));\n"
    size = re.fullmatch(r"yes:(\w+) bytes", zeroed)
    if size:
        return f"    RtlZeroMemory({object_name}, {size[1]});\n"
    if zeroed not in ("no", "via-call"):
        raise row.error(f"zeroed_first: '{zeroed}' is not understood")
    return ""


def _split(text: str) -> tuple[str, str]:
    """'[condition] assignment' -> both parts; the condition may contain brackets."""
    if not text.startswith("["):
        return "", text
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if depth == 0:
            return _condition(text[1:position]), text[position + 1:].strip()
    return "", text


def inline(row: Row, structs: dict[str, Struct], docs: Docs) -> str:
    arguments = parameters(row)
    object_name = re.search(r"(\w+)$", arguments[0])[1] if arguments else ""
    late = late_fields(structs[row["initialises"]]) if row["initialises"] in structs else {}
    body, open_condition = _zero(row, object_name), ""
    for part in [p.strip() for p in row["assignments"].split("; ") if p.strip()]:
        condition, assignment = _split(part)
        if condition != open_condition:
            body += "    }\n" if open_condition else ""
            body += f"    if ({condition}) {{\n" if condition else ""
            open_condition = condition
        line = _statement(row, object_name, assignment)
        if condition:
            line = "".join("    " + piece + "\n" for piece in line.splitlines())
        gate = late.get(re.match(r"\w*", assignment)[0], "")
        body += f"#if {gate}\n{line}#endif\n" if gate else line
    body += "    }\n" if open_condition else ""
    if not row["assignments"] and object_name:
        body += f"    (void){object_name};\n"
    head = wrap(f"OPENWDF_INLINE {row['returns']} {row['name']}(", arguments or ["VOID"], ")")
    return docs.helper(row) + head + "{\n" + body + "}\n"
