"""Text of a structure from its members' places.

The layout tables name members of nameless unions as members of the structure itself. Where they
overlap is known, so the unions are found again: a member that starts where an earlier one did
begins another alternative.
"""
from generator.nt_spec import Declaration, Field
from generator.text import declare

K_INDENT = "    "


def _member(field: Field, children: list[Field], indent: str) -> str:
    name = field.path.rpartition(".")[2]
    if field.type in ("struct", "union"):
        body = _members(children, field.path, indent + K_INDENT, field.type == "union")
        return f"{indent}{field.type} {{\n{body}{indent}}} {name};\n"
    bits = f" : {field.width}" if field.width else ""
    return f"{indent}{declare(field.type, name)}{bits};\n"


def _alternatives(fields: list[Field]) -> list[list[Field]]:
    """Splits before each later member that starts where the first one does."""
    parts: list[list[Field]] = []
    for field in fields:
        if not parts or field.start == fields[0].start:
            parts.append([])
        parts[-1].append(field)
    return parts


def _after_union(parts: list[list[Field]]) -> list[Field]:
    """Takes from the last alternative what begins where all the others have ended."""
    end = max([f.end for part in parts[:-1] for f in part] + [parts[-1][0].end])
    rest = [f for f in parts[-1][1:] if f.start >= end]
    parts[-1] = [f for f in parts[-1] if f not in rest]
    return rest


def _sequence(fields: list[Field], below: list[Field], indent: str) -> str:
    text = ""
    while fields:
        parts = _alternatives(fields)
        if len(parts) == 1:
            text += _member(fields[0], below, indent)
            fields = fields[1:]
            continue
        fields = _after_union(parts)
        text += f"{indent}_ANONYMOUS_UNION union {{\n"
        for part in parts:
            text += _alternative(part, below, indent + K_INDENT)
        text += f"{indent}}} DUMMYUNIONNAME;\n"
    return text


def _alternative(fields: list[Field], below: list[Field], indent: str) -> str:
    if len(fields) == 1 and not fields[0].width:
        return _member(fields[0], below, indent)
    return (f"{indent}_ANONYMOUS_STRUCT struct {{\n" + _sequence(fields, below, indent + K_INDENT)
            + f"{indent}}} DUMMYSTRUCTNAME;\n")


def _members(fields: list[Field], prefix: str, indent: str, is_union: bool) -> str:
    """Members directly below `prefix`; `fields` has everything below it."""
    here = [f for f in fields if f.path.rpartition(".")[0] == prefix]
    if is_union:
        return "".join(_member(f, fields, indent) for f in here)
    return _sequence(here, fields, indent)


def body(declaration: Declaration) -> str:
    """struct _NAME {...}; the typedef stands elsewhere."""
    align = f"DECLSPEC_ALIGN({declaration.align}) " if declaration.align > 8 else ""
    head = f"struct {align}_{declaration.name} {{\n"
    return head + _members(declaration.fields, "", K_INDENT, False) + "};\n"
