"""Headers that only name GUIDs or property keys, from spec/guids.csv.

Each may be included again after <initguid.h>: it then defines what it declared before.
"""
import pathlib
import re

from generator.csv_table import Row, SpecError, read_table
from generator.text import banner

# Header -> folder and what its names are.
K_HEADERS = {
    "devpkey.h": ("shared", "Keys of device properties, for IoGetDevicePropertyData and its kin."),
    "ioevent.h": ("km", "Events of volumes and devices that drivers register for."),
    "ntpoapi.h": ("shared", "Power settings and their groups, for PoRegisterPowerSettingCallback."),
}
K_FORM = re.compile(r"([0-9A-F]{8})-([0-9A-F]{4})-([0-9A-F]{4})-([0-9A-F]{4})-([0-9A-F]{12})")


def _parts(row: Row) -> str:
    match = K_FORM.fullmatch(row["value"].upper())
    if not match:
        raise row.error(f"{row['value']} is not a GUID")
    first, second, third, fourth, fifth = match.groups()
    tail = fourth + fifth
    bytes_ = [f"0x{tail[i:i + 2]}" for i in range(0, 16, 2)]
    return ", ".join([f"0x{first}", f"0x{second}", f"0x{third}"] + bytes_)


def _define(row: Row) -> str:
    if row.choice("kind", "guid", "devpkey") == "guid":
        return f"DEFINE_GUID({row['name']}, {_parts(row)});\n"
    return f"DEFINE_DEVPROPKEY({row['name']}, {_parts(row)}, {row.number('pid')});\n"


def _header(name: str, rows: list[Row]) -> str:
    word = "OPENWDF_" + re.sub(r"\W", "_", name.upper())
    has_keys = any(row["kind"] == "devpkey" for row in rows)
    include = "devpropdef.h" if has_keys else "guiddef.h"
    return f"""{banner("spec/guids.csv")}#include <{include}>

#if !defined({word}_DECLARED) || (defined(INITGUID) && !defined({word}_DEFINED))
#define {word}_DECLARED
#ifdef INITGUID
#define {word}_DEFINED
#endif

// {K_HEADERS[name][1]}
{"".join(map(_define, rows))}
#endif
"""


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    table = read_table(root / "spec/guids.csv", "header name kind value pid", "name")
    unknown = {row["header"] for row in table} - set(K_HEADERS)
    if unknown:
        raise SpecError(f"spec/guids.csv: nothing known about {', '.join(sorted(unknown))}")
    return {pathlib.Path("include", folder, name):
            _header(name, [row for row in table if row["header"] == name])
            for name, (folder, _) in K_HEADERS.items()}
