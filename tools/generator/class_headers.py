"""Class headers (USB, WMI, power, ...): prose of spec/headers/*.in, facts of the header_ tables.

A template is C text with lines that ask for facts of the tables:

    //@output include/shared/usb.h     where the result goes; the first line
    //@constants GLOB...               #defines, in the order of their values
    //@guids GLOB...                   DEFINE_GUIDs, by name
    //@enum NAME                       an enumeration
    //@struct NAME                     a structure, laid out as the table says

What the templates ask for is also checked: tests/headers/generated/class_headers/.
"""
import fnmatch
import pathlib

from generator import c_struct, class_facts, nt_layout
from generator.csv_table import Row, SpecError, read_table
from generator.text import banner

K_CHECKS = pathlib.Path("tests/headers/generated/class_headers")


def _guid_parts(row: Row) -> str:
    digits = row["guid"].replace("-", "")
    if len(digits) != 32:
        raise row.error(f"'{row['guid']}' is no GUID")
    parts = [digits[:8], digits[8:12], digits[12:16]]
    parts += [digits[at:at + 2] for at in range(16, 32, 2)]
    return ", ".join(f"0x{part.lower()}" for part in parts)


class Facts:
    def __init__(self, root: pathlib.Path):
        spec = root / "spec"
        self.constants = read_table(spec / "header_constants.csv", "header enum name value",
                                    "header name")
        self.guids = read_table(spec / "header_guids.csv", "header name guid", "header name")
        rows = read_table(spec / "header_structs.csv",
                          "header struct field type offset size bits align", "struct field")
        self.structs = c_struct.by_struct(rows)


class Template:
    """One header in the making; remembers what it used, so that nothing in a table is forgotten."""

    def __init__(self, path: pathlib.Path, facts: Facts):
        self.path = path
        self.facts = facts
        self.header = path.name.removesuffix(".in")
        self.used: set[str] = set()
        self.checks = ""

    def error(self, message: str) -> SpecError:
        return SpecError(f"{self.path.parent.name}/{self.path.name}: {message}")

    def _matching(self, rows: list[Row], globs: list[str]) -> list[Row]:
        mine = [row for row in rows if row["header"] == self.header]
        found = [row for row in mine if row["name"] not in self.used
                 and any(fnmatch.fnmatchcase(row["name"], glob) for glob in globs)]
        if not found:
            raise self.error(f"nothing new matches {' '.join(globs)}")
        self.used.update(row["name"] for row in found)
        return found

    def constants(self, globs: list[str]) -> str:
        rows = self._matching([row for row in self.facts.constants if not row["enum"]], globs)
        rows.sort(key=lambda row: (row.number("value", high=2**64 - 1), row["name"]))
        self.checks += "".join(f"OPENWDF_CONSTANT({row['name']}, {row['value']})\n" for row in rows)
        return "".join(f"#define {row['name']} {row['value']}\n" for row in rows)

    def guids(self, globs: list[str]) -> str:
        rows = sorted(self._matching(self.facts.guids, globs), key=lambda row: row["name"])
        return "".join(f"DEFINE_GUID({row['name']}, {_guid_parts(row)});\n" for row in rows)

    def enum(self, name: str) -> str:
        rows = [row for row in self.facts.constants
                if row["header"] == self.header and row["enum"] == name]
        if not rows:
            raise self.error(f"there is no enumeration {name}")
        self.used.update(row["name"] for row in rows)
        self.checks += "".join(f"OPENWDF_CONSTANT({row['name']}, {row['value']})\n" for row in rows)
        body = "".join(f"    {row['name']} = {row['value']},\n" for row in rows)
        return f"typedef enum _{name} {{\n{body}}} {name}, *P{name};\n"

    def struct(self, name: str) -> str:
        rows = self.facts.structs.get(name)
        if rows is None or rows[0]["header"] != self.header:
            raise self.error(f"there is no structure {name}")
        self.used.add(name)
        spelled = rows
        if name.startswith("_"):
            spelled = [Row({**row, "struct": f"struct {name}"}, row.path, row.line)
                       for row in rows]
        self.checks += nt_layout.struct_asserts(spelled)
        return c_struct.struct_text(rows)

    def directive(self, line: str) -> str:
        word, *arguments = line.split()
        if word == "constants":
            return self.constants(arguments)
        if word == "guids":
            return self.guids(arguments)
        if word in ("enum", "struct") and len(arguments) == 1:
            return getattr(self, word)(arguments[0])
        raise self.error(f"'{line}' is not understood")

    def text(self) -> tuple[pathlib.Path, str]:
        first, *lines = self.path.read_text(encoding="utf-8").splitlines()
        if not first.startswith("//@output "):
            raise self.error("the first line names no //@output")
        out = banner(f"spec/headers/{self.path.name}")
        for line in lines:
            out += self.directive(line[3:]) if line.startswith("//@") else line + "\n"
        return pathlib.Path(first.split()[1]), out

    def forgotten(self) -> list[str]:
        facts = self.facts
        names = {row["name"] for row in facts.constants + facts.guids
                 if row["header"] == self.header}
        names |= {name for name, rows in facts.structs.items()
                  if rows[0]["header"] == self.header}
        return sorted(names - self.used)


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    facts = Facts(root)
    result: dict[pathlib.Path, str] = {}
    user_mode: set[str] = set()
    for path in sorted((root / "spec" / "headers").glob("*.in")):
        template = Template(path, facts)
        output, text = template.text()
        if template.forgotten():
            raise template.error(f"in the tables, not asked for: {', '.join(template.forgotten())}")
        result[output] = text
        if output.parts[1] == "um":
            user_mode.add(template.header)
        check = banner(f"spec/headers/{path.name}") + f"#include <{template.header}>\n\n"
        result[K_CHECKS / template.header.replace(".h", ".inc")] = check + template.checks
    names = sorted(path.name for path in result if path.parent == K_CHECKS)
    lists = class_facts.lists(names, banner("spec/headers"), user_mode)
    return result | {K_CHECKS / name: text for name, text in lists.items()}
