"""The WDF tables of spec/ as objects. Nothing here knows what they are turned into."""
import dataclasses
import functools
import pathlib
import re

from generator.csv_table import Row, SpecError, read_table

K_KMDF_TABLE_SIZE = 458  # KMDF 1.33
K_UMDF_TABLE_SIZE = 274  # UMDF 2.33
K_IRQL = {"PASSIVE": 0, "APC": 1, "DISPATCH": 2, "DIRQL": 12, "HIGH": 15}
K_STATUS = ("no", "partial", "implemented")


@dataclasses.dataclass
class Parameter:
    name: str
    type: str
    direction: str
    optional: bool


@dataclasses.dataclass
class Signature:
    """Return and parameters of a table function or a callback; DriverGlobals is left out."""
    row: Row
    returns: str
    must_inspect: bool
    parameters: list[Parameter]

    def types(self) -> list[str]:
        return [self.returns] + [p.type for p in self.parameters]


@dataclasses.dataclass
class Function:
    row: Row
    name: str
    header: str  # empty: in the table, but declared by no public header
    kmdf_index: int | None
    umdf_index: int | None
    kmdf_since: str
    umdf_since: str
    irql_max: str
    irql_depends: bool
    status: str
    summary: str
    signature: Signature

    @property
    def pfn(self) -> str:
        return "PFN_" + self.name.upper()

    @property
    def built(self) -> bool:
        return self.status != "no"


@dataclasses.dataclass
class Callback:
    row: Row
    name: str  # EVT_WDF_...
    callback: str  # EvtIoRead
    header: str
    framework: str
    irql_min: str
    irql_max: str
    signature: Signature | None  # None: a WDM role, declared by the NT headers

    @property
    def pfn(self) -> str:
        return "PFN_" + self.name.removeprefix("EVT_")


@dataclasses.dataclass
class Field:
    row: Row
    path: str  # dotted, relative to the struct
    type: str
    kmdf_since: str
    umdf_since: str
    bits: int
    align: int  # stricter than its type asks for, or 0


@dataclasses.dataclass
class Struct:
    row: Row
    name: str
    is_union: bool
    header: str
    framework: str
    fields: list[Field]


@dataclasses.dataclass
class WdfSpec:
    functions: list[Function]
    callbacks: list[Callback]
    structs: list[Struct]
    enums: list[Row]
    inits: list[Row]
    types: dict[str, Row]


def version(text: str) -> int:
    """Minor number of '1.15' or '2.15'; '<=1.15' and '' mean the first version there was."""
    return 0 if not text or text.startswith("<=") else int(text.split(".")[1])


def _framework(row: Row) -> str:
    kmdf, umdf = row.flag("kmdf"), row.flag("umdf")
    if not kmdf and not umdf:
        raise row.error("belongs to neither framework")
    return "both" if kmdf and umdf else ("kmdf" if kmdf else "umdf")


def _signatures(spec: pathlib.Path) -> dict[str, Signature]:
    columns = ("name kind returns param_index param_name param_type direction optional"
               " annotations must_inspect function_annotations")
    out: dict[str, Signature] = {}
    for row in read_table(spec / "wdf_signatures.csv", columns, "name param_index"):
        signature = out.setdefault(
            row["name"], Signature(row, row["returns"], row.flag("must_inspect"), []))
        if row["returns"] != signature.returns:
            raise row.error(f"{row['name']} returns two different types")
        if not row["param_type"]:
            continue
        if row.number("param_index") != len(signature.parameters) + 1:
            raise row.error(f"param_index of {row['name']} is out of order")
        signature.parameters.append(Parameter(
            row["param_name"], row["param_type"],
            row.choice("direction", "in", "out", "inout"), row.flag("optional")))
    return out


def _functions(spec: pathlib.Path, signatures: dict[str, Signature]) -> list[Function]:
    columns = ("name header kmdf_index umdf_index kmdf_since umdf_since irql_max irql_depends"
               " status summary note")
    out = []
    taken: dict[tuple[str, int], str] = {}
    for row in read_table(spec / "ddi_wdf.csv", columns, "name"):
        name = row["name"]
        if name not in signatures:
            raise row.error(f"{name} has no rows in wdf_signatures.csv")
        row.choice("irql_max", *K_IRQL)
        indices = {}
        for framework, size in (("kmdf", K_KMDF_TABLE_SIZE), ("umdf", K_UMDF_TABLE_SIZE)):
            column = framework + "_index"
            indices[framework] = row.number(column, 0, size - 1) if row[column] else None
            slot = (framework, indices[framework])
            if slot[1] is not None and taken.setdefault(slot, name) != name:
                raise row.error(f"{column} {slot[1]} already belongs to {taken[slot]}")
        out.append(Function(
            row, name, row["header"], indices["kmdf"], indices["umdf"], row["kmdf_since"],
            row["umdf_since"], row["irql_max"], row.flag("irql_depends"),
            row.choice("status", *K_STATUS), row["summary"], signatures[name]))
    for framework, size in (("kmdf", K_KMDF_TABLE_SIZE), ("umdf", K_UMDF_TABLE_SIZE)):
        empty = [i for i in range(size) if (framework, i) not in taken]
        if empty:
            raise SpecError(f"spec/ddi_wdf.csv: no function has {framework}_index {empty[0]}")
    return out


def _callbacks(spec: pathlib.Path, signatures: dict[str, Signature]) -> list[Callback]:
    columns = ("name callback kind header framework kmdf_since umdf_since irql_min irql_max note")
    out = []
    for row in read_table(spec / "callbacks.csv", columns, "callback"):
        low, high = row.choice("irql_min", *K_IRQL), row.choice("irql_max", *K_IRQL)
        if K_IRQL[low] > K_IRQL[high]:
            raise row.error("irql_min is above irql_max")
        signature = None
        if row.choice("kind", "wdf", "wdm") == "wdf":
            signature = signatures.get(row["name"])
            if signature is None:
                raise row.error(f"{row['name']} has no rows in wdf_signatures.csv")
        out.append(Callback(row, row["name"], row["callback"], row["header"],
                            row.choice("framework", "both", "kmdf", "umdf"), low, high, signature))
    return out


def _structs(spec: pathlib.Path) -> list[Struct]:
    columns = ("struct field_order field type offset size kmdf umdf kmdf_since umdf_since"
               " sizes_by_version header note")
    out: list[Struct] = []
    for row in read_table(spec / "wdf_structs.csv", columns, "struct field"):
        if row["field"] == "(whole)":
            out.append(Struct(row, row["struct"], row["type"] == "union", row["header"],
                              _framework(row), []))
            continue
        if not out or out[-1].name != row["struct"]:
            raise row.error(f"{row['struct']} does not begin with its (whole) row")
        bits = re.match(r"bits \d+:(\d+)", row["note"])
        align = re.match(r"align (\d+)", row["note"])
        out[-1].fields.append(Field(row, row["field"], row["type"], row["kmdf_since"],
                                    row["umdf_since"], int(bits[1]) if bits else 0,
                                    int(align[1]) if align else 0))
    return out


@functools.lru_cache
def load(root: pathlib.Path) -> WdfSpec:
    spec = root / "spec"
    signatures = _signatures(spec)
    enums = read_table(spec / "wdf_enums.csv",
                       "enum name value kind framework kmdf_since umdf_since header",
                       "enum name framework")
    inits = read_table(spec / "wdf_inits.csv",
                       "name header framework returns parameters initialises zeroed_first"
                       " assignments", "name framework")
    types = read_table(spec / "wdf_types.csv", "name form definition note", "name")
    return WdfSpec(_functions(spec, signatures), _callbacks(spec, signatures), _structs(spec),
                   enums, inits, {row["name"]: row for row in types})
