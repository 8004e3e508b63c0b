"""What spec/ says about declarations of the NT headers that are generated.

nt_declarations.csv lists them; the other tables hold their parts: nt_signatures.csv parameters of
functions and roles, nt_fields.csv members of structures (nt_layout.csv has their places),
nt_constants.csv enumerators and groups of #defines, ddi_nt.csv what every function has.
"""
import dataclasses
import pathlib

from generator import wdf_spec
from generator.csv_table import Row, SpecError, read_table
from generator.wdf_spec import Parameter

K_KINDS = ("constants", "enum", "function", "pointer", "role", "struct")
# In the order in which headers include each other; a part never needs a later one.
K_PARTS = ("rtl", "mm", "ke", "ob", "ps", "ex", "se", "file", "cm", "tm", "dma", "pnp", "acpi",
           "io", "po", "wmi", "etw", "zw")
K_FUNCTION_HEADERS = ("wdm.h", "ntddk.h", "ntifs.h")


@dataclasses.dataclass
class Signature:
    returns: str
    must_inspect: bool
    parameters: list[Parameter]


@dataclasses.dataclass
class Field:
    """A member: its dotted path, and where nt_layout.csv puts it, in bits."""
    path: str
    type: str
    start: int
    end: int
    width: int  # of a bit-field, else 0


@dataclasses.dataclass
class Declaration:
    row: Row
    name: str
    kind: str
    part: str
    page: str
    summary: str
    signature: Signature | None = None
    fields: list[Field] = dataclasses.field(default_factory=list)
    align: int = 0
    values: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    ddi: Row | None = None


def _signatures(root: pathlib.Path) -> dict[str, Signature]:
    columns = "name returns param_index param_name param_type direction optional must_inspect"
    result: dict[str, Signature] = {}
    for row in read_table(root / "spec/nt_signatures.csv", columns, "name param_index"):
        signature = result.setdefault(row["name"],
                                      Signature(row["returns"], row.flag("must_inspect"), []))
        if row.number("param_index"):
            signature.parameters.append(wdf_spec.Parameter(
                row["param_name"], row["param_type"], row["direction"], row.flag("optional")))
    return result


def _place(row: Row, type_name: str) -> Field:
    start, size = row.number("offset") * 8, row.number("size") * 8
    if not row["bits"]:
        return Field(row["field"], type_name, start, start + size, 0)
    first, width = (int(part) for part in row["bits"].split(":"))
    return Field(row["field"], type_name, start + first, start + first + width, width)


def _add_fields(root: pathlib.Path, found: dict[str, Declaration]) -> None:
    layout = {(row["struct"], row["field"]): row for row in read_table(
        root / "spec/nt_layout.csv", "struct field offset size bits align", "struct field")}
    for row in read_table(root / "spec/nt_fields.csv", "struct field type", "struct field"):
        place = layout.get((row["struct"], row["field"]))
        if place is None or row["struct"] not in found:
            raise row.error(f"{row['struct']}.{row['field']}: no layout, or not declared")
        found[row["struct"]].fields.append(_place(place, row["type"]))
    for declaration in found.values():
        if declaration.kind == "struct":
            if not declaration.fields:
                raise declaration.row.error(f"{declaration.name} has no members")
            declaration.align = layout[declaration.name, "(whole)"].number("align")


def _add_values(root: pathlib.Path, found: dict[str, Declaration]) -> None:
    for row in read_table(root / "spec/nt_constants.csv", "group name value", "group name"):
        if row["group"] not in found:
            raise row.error(f"{row['group']} is not declared")
        found[row["group"]].values.append((row["name"], row["value"]))


def _declaration(row: Row) -> Declaration:
    return Declaration(row, row["name"], row.choice("kind", *K_KINDS),
                       row.choice("part", *K_PARTS), row["page"], row["summary"])


def load(root: pathlib.Path) -> list[Declaration]:
    """Every generated declaration, complete, in the order of the table."""
    rows = read_table(root / "spec/nt_declarations.csv", "name kind part page summary", "name")
    found = {row["name"]: _declaration(row) for row in rows}
    ddis = {row["name"]: row for row in read_table(
        root / "spec/ddi_nt.csv", "name header irql_max irql_depends status summary note", "name")}
    signatures = _signatures(root)
    for name in signatures:
        if name not in found:
            raise SpecError(f"spec/nt_signatures.csv: {name} is not declared")
    for declaration in found.values():
        declaration.signature = signatures.get(declaration.name)
        if declaration.kind == "function":
            declaration.ddi = ddis.get(declaration.name)
            if declaration.ddi is None:
                raise declaration.row.error(f"{declaration.name} has no row in ddi_nt.csv")
            declaration.ddi.choice("header", *K_FUNCTION_HEADERS)
        if declaration.kind in ("function", "role", "pointer") and declaration.signature is None:
            raise declaration.row.error(f"{declaration.name} has no signature")
    _add_fields(root, found)
    _add_values(root, found)
    return list(found.values())
