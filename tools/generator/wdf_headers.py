"""The public headers include/wdf/*.h, one per WDK header, from the WDF tables of spec/."""
import collections
import pathlib

from generator import wdf_declarations as c
from generator import wdf_docs, wdf_inits, wdf_spec
from generator.csv_table import Row
from generator.text import banner, broken, guarded, wrap
from generator.wdf_docs import Docs
from generator.wdf_spec import WdfSpec
from generator.wdf_types import Resolver, base_type

K_DIR = pathlib.Path("include/wdf")
K_SOURCES = ("spec/ddi_wdf.csv", "spec/wdf_*.csv", "callbacks.csv")
# Hand-written parts, included at the beginning or the end of the header that needs them.
K_HEADS = {"wdfhwaccess.h": "wdfdevice.h", "wdfinstaller.h": "minwindef.h",
           "wdfusb.h": "openwdf_wdfusb.h"}
K_TAILS = {"wdfcore.h": "openwdf_wdfcore.h", "wdfdevice.h": "openwdf_wdfidle.h",
           "wdfinstaller.h": "openwdf_wdfinstaller.h", "wdfobject.h": "openwdf_wdfcontext.h",
           "wdfwmi.h": "openwdf_wdfwmi.h"}
K_NUMBERED_ENUMS = ("WDFSTRUCTENUM",)  # the two frameworks number these differently
K_SLOT_COMMENT = """
// Types of the functions below as the table holds them: DriverGlobals first, then what the function
// takes. Drivers call the functions.
"""
K_SELF_WRITTEN = ("wdftypes.h", "wdffuncenum.h", "wdfglobals.h", "wdf.h")


class Headers:
    """Collects the declarations of every header, then prints one header at a time."""

    def __init__(self, spec: WdfSpec, docs: Docs):
        self.spec = spec
        self.docs = docs
        self.resolver = Resolver(spec)
        self.structs = {s.name: s for s in spec.structs}
        self.pieces: dict[str, list[tuple[str, str]]] = collections.defaultdict(list)
        self.slot_pieces: dict[str, list[tuple[str, str]]] = collections.defaultdict(list)
        self.driver_pieces: dict[str, list[tuple[str, str]]] = collections.defaultdict(list)
        self.needs: dict[str, set[str]] = collections.defaultdict(set)
        self.shared_enums = shared_enums(spec)
        self._collect()

    def _need(self, header: str, types: list[str]) -> None:
        for text in types:
            other = self.resolver.header_of(text)
            if base_type(text).removeprefix("P") in self.shared_enums:
                continue
            if other and other != header and other not in K_SELF_WRITTEN:
                self.needs[header].add(other)

    def _collect(self) -> None:
        self._defines()
        self._enums()
        self._callbacks()
        self._structs()
        self._functions()
        self._inits()

    def _defines(self) -> None:
        """Constants with one condition stand together; define() separates the documented ones."""
        for row in self.spec.enums:
            header = row["header"]
            if row["enum"] or header == "wdf.h":
                continue
            condition = _define_condition(row, self.spec)
            text = c.define(row, self.docs)
            before = self.pieces[header]
            if before and before[-1][0] == condition:
                before[-1] = (condition, before[-1][1] + text)
            else:
                before.append((condition, text.lstrip("\n")))

    def _enums(self) -> None:
        groups: dict[str, list[Row]] = collections.defaultdict(list)
        for row in self.spec.enums:
            if row["enum"]:
                groups[row["enum"]].append(row)
        for name, rows in groups.items():
            if name not in K_NUMBERED_ENUMS and name not in self.shared_enums:
                condition = c.K_FRAMEWORK_CONDITION[rows[0]["framework"]]
                self.pieces[rows[0]["header"]].append((condition, c.enum(name, rows, self.docs)))

    def _callbacks(self) -> None:
        for row in self.spec.callbacks:
            if row.signature and self.resolver.knows_all(row.signature.types()):
                self._need(row.header, row.signature.types())
                condition = c.K_FRAMEWORK_CONDITION[row.framework]
                self.pieces[row.header].append((condition, c.callback(row, self.docs)))

    def _structs(self) -> None:
        for struct in self.spec.structs:
            if not struct.header:
                continue
            if not self.resolver.declares(struct):
                continue
            types = [f.type for f in struct.fields if f.type not in ("struct", "union")]
            self._need(struct.header, types)
            condition = c.K_FRAMEWORK_CONDITION[struct.framework]
            self.pieces[struct.header].append((condition, c.struct_body(struct, self.docs)))

    def _functions(self) -> None:
        for function in declared_functions(self.spec, self.resolver):
            self._need(function.header, function.signature.types())
            framework = c.K_FRAMEWORK_CONDITION[c.framework_of(function)]
            since = c.since_condition(function.kmdf_since, function.umdf_since)
            self.slot_pieces[function.header].append((framework, c.function_type(function)))
            self.driver_pieces[function.header].append(
                (c.both_conditions(framework, since), c.function_inline(function, self.docs)))

    def _inits(self) -> None:
        for row in self.spec.inits:
            types = [row["returns"]] + wdf_inits.parameter_types(row)
            if row["initialises"]:
                types.append(row["initialises"])
            if not self.resolver.knows_all(types):
                continue
            self._need(row["header"], types)
            condition = init_condition(row, self.spec)
            target = self.driver_pieces if wdf_inits.calls_framework(row) else self.pieces
            text = wdf_inits.inline(row, self.structs, self.docs)
            target[row["header"]].append((condition, text))

    def text(self, header: str) -> str:
        heads = sorted(self.needs[header]) + [h for k, h in K_HEADS.items() if k == header]
        includes = "".join(f'#include "{h}"\n' for h in heads)
        body = guarded(self.pieces[header])
        if self.slot_pieces[header]:
            body += K_SLOT_COMMENT + guarded(self.slot_pieces[header], gap="")
        if self.driver_pieces[header]:
            body += ("\n#ifndef OPENWDF_RUNTIME\n\n" + guarded(self.driver_pieces[header])
                     + "\n#endif  // OPENWDF_RUNTIME\n")
        tail = f'\n#include "{K_TAILS[header]}"\n' if header in K_TAILS else ""
        return _file(header, f'#include "wdfglobals.h"\n{includes}', body, tail)


def _file(header: str, includes: str, body: str, tail: str = "") -> str:
    guard = "OPENWDF_" + header.upper().replace(".", "_")
    return f"""{banner(*K_SOURCES)}#ifndef {guard}
#define {guard}

{includes}
OPENWDF_EXTERN_C_BEGIN

{body}
OPENWDF_EXTERN_C_END
{tail}
#endif  // {guard}
"""


def _either(framework: str) -> str:
    """For what the frameworks declare differently; the runtime takes the KMDF form."""
    return "OPENWDF_WDF_UMDF" if framework == "umdf" else "!OPENWDF_WDF_UMDF"


def init_condition(row: Row, spec: WdfSpec) -> str:
    framework = row.choice("framework", "both", "kmdf", "umdf")
    if sum(other["name"] == row["name"] for other in spec.inits) > 1:
        return _either(framework)
    return c.K_FRAMEWORK_CONDITION[framework]


def _define_condition(row: Row, spec: WdfSpec) -> str:
    if row["framework"] == "both":
        return ""
    twice = sum(other["name"] == row["name"] for other in spec.enums) > 1
    return _either(row["framework"]) if twice else c.K_FRAMEWORK_CONDITION[row["framework"]]


def declared_functions(spec: WdfSpec, resolver: Resolver) -> list[wdf_spec.Function]:
    """Functions that the headers declare: public, and all their types have a declaration."""
    return [f for f in spec.functions if f.header and resolver.knows_all(f.signature.types())]


def shared_enums(spec: WdfSpec) -> dict[str, list[Row]]:
    """Enums that several headers use: in wdftypes.h, so that no two headers need each other."""
    rows: dict[str, list[Row]] = collections.defaultdict(list)
    for row in spec.enums:
        if row["enum"]:
            rows[row["enum"]].append(row)
    users: dict[str, set[str]] = collections.defaultdict(set)
    for item in spec.functions + [cb for cb in spec.callbacks if cb.signature]:
        for text in item.signature.types():
            users[base_type(text)].add(item.header)
    for struct in spec.structs:
        for field in struct.fields:
            users[base_type(field.type)].add(struct.header)
    return {name: group for name, group in rows.items()
            if group[0]["header"] == "wdftypes.h" or users[name] - {group[0]["header"], ""}}


def _types_header(spec: WdfSpec, shared: dict[str, list[Row]], docs: Docs) -> str:
    rows = spec.types.values()
    aliases = "".join(c.separated(docs.plain(r["name"]))
                      + f"typedef {r['definition']} {r['name']};\n"
                      for r in rows if r["form"] == "alias")
    handles = "".join(c.separated(docs.plain(r["name"]))
                      + f"typedef struct {r['name']}__ *{r['name']};\n"
                      for r in rows if r["form"] == "handle")
    forwards = "".join(f"typedef struct {r['definition']} *{r['name']};\n"
                       for r in rows if r["form"] == "forward")
    structs = ""
    for s in spec.structs:
        if s.header:
            keyword = "union" if s.is_union else "struct"
            structs += wrap(f"typedef {keyword} _{s.name} ", [s.name, f"*P{s.name}"], ";")
            structs += broken(f"typedef const {keyword} _{s.name} ", f"*PC{s.name};")
    functions = ""
    for r in rows:
        if r["form"] == "function":
            returns, _, arguments = r["definition"].partition("(")
            arguments = arguments.rstrip(")") or "VOID"
            functions += "\n" + docs.plain(r["name"])
            head = f"typedef {returns.strip()} (NTAPI *{r['name']})("
            functions += wrap(head, arguments.split(", "), ");")
    defines = "".join(c.define(r, docs) for r in spec.enums
                      if not r["enum"] and r["header"] == "wdftypes.h").lstrip("\n")
    enum_text = guarded((c.K_FRAMEWORK_CONDITION[group[0]["framework"]], c.enum(name, group, docs))
                        for name, group in shared.items())
    body = f"""{defines}
{enum_text}{aliases}
// Handles: each kind is a type of its own, and every one of them converts to WDFOBJECT.
{handles}
// Structures of which only the address matters here; the NT and bus headers may say the same again.
{forwards}
// Names of all structures, so that no header depends on the order of the others.
{structs}
{functions}"""
    return _file("wdftypes.h", '#include "openwdf_wdfversion.h"\n', body)


def _function_enum(spec: WdfSpec, framework: str, docs: Docs) -> str:
    rows = sorted((getattr(f, framework + "_index"), f.name) for f in spec.functions
                  if getattr(f, framework + "_index") is not None)
    values = "".join(f"    {name}TableIndex = {index},\n" for index, name in rows)
    entries = f"    WdfFunctionTableNumEntries = {len(rows)},\n"
    return (docs.plain("WDFFUNCENUM")
            + f"typedef enum _WDFFUNCENUM {{\n{values}{entries}}} WDFFUNCENUM;\n")


def _function_enum_header(spec: WdfSpec, docs: Docs) -> str:
    parts = {}
    for framework in ("kmdf", "umdf"):
        parts[framework] = _function_enum(spec, framework, docs)
        for name in K_NUMBERED_ENUMS:
            rows = [r for r in spec.enums
                    if r["enum"] == name and r["framework"] in ("both", framework)]
            parts[framework] += "\n" + c.enum(name, rows, docs)
    pieces = [(_define_condition(r, spec), c.define(r, docs).lstrip("\n")) for r in spec.enums
              if not r["enum"] and r["header"] == "wdffuncenum.h"]
    body = (f"#if OPENWDF_WDF_UMDF\n\n{parts['umdf']}\n#else\n\n{parts['kmdf']}\n#endif\n\n"
            + guarded(pieces))
    return _file("wdffuncenum.h", '#include "wdftypes.h"\n', body)


def _globals_header(spec: WdfSpec, docs: Docs) -> str:
    struct = next(s for s in spec.structs if s.name == "WDF_DRIVER_GLOBALS")
    defines = "".join(c.define(r, docs) for r in spec.enums
                      if not r["enum"] and r["header"] == "wdfglobals.h")
    body = f"""{defines}
{c.struct_body(struct, docs)}
// What the function table holds; each slot is called through the type of its function.
typedef VOID (*WDFFUNC)(VOID);

#ifndef OPENWDF_RUNTIME
// Set when the driver is bound; the table may be exchanged at a quiescent point.
extern const WDFFUNC *WdfFunctions;
extern PWDF_DRIVER_GLOBALS WdfDriverGlobals;
#endif
"""
    return _file("wdfglobals.h", '#include "wdffuncenum.h"\n', body)


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    spec = wdf_spec.load(root)
    docs = wdf_docs.load(root)
    headers = Headers(spec, docs)
    out = {K_DIR / "wdftypes.h": _types_header(spec, headers.shared_enums, docs),
           K_DIR / "wdffuncenum.h": _function_enum_header(spec, docs),
           K_DIR / "wdfglobals.h": _globals_header(spec, docs)}
    for header in sorted({f.header for f in spec.functions} | set(headers.pieces)):
        if header not in K_SELF_WRITTEN:
            out[K_DIR / header] = headers.text(header)
    docs.check_all_used()
    return out
