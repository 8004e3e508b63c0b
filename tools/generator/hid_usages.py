"""include/shared/hidusage.h: usage pages and usages, from spec/hid_usages.csv."""
import itertools
import pathlib

from generator.csv_table import Row, read_table
from generator.text import banner

K_OUTPUT = pathlib.Path("include/shared/hidusage.h")
K_HEAD = """#ifndef __HIDUSAGE_H__
#define __HIDUSAGE_H__

/* A usage, or a usage page. */
typedef unsigned short USAGE, *PUSAGE;

/* A usage together with its page, in one number. */
#define HID_USAGE_PAGE_AND_USAGE(page, usage) (((page) << 16) | (usage))
"""


def _define(row: Row) -> str:
    digits = 4 if row.number("value", high=0xFFFF) > 0xFF else 2
    return f"#define {row['name']} ((USAGE)0x{row.number('value'):0{digits}X})\n"


def generate(root: pathlib.Path) -> dict[pathlib.Path, str]:
    rows = read_table(root / "spec" / "hid_usages.csv", "group name value", "name")
    rows.sort(key=lambda row: (row["group"] != "PAGE", row["group"], row.number("value"),
                               row["name"]))
    text = banner("spec/hid_usages.csv") + K_HEAD
    for group, members in itertools.groupby(rows, key=lambda row: row["group"]):
        title = "Usage pages." if group == "PAGE" else f"Usages: {group.lower()}."
        text += f"\n/* {title} */\n" + "".join(map(_define, members))
    return {K_OUTPUT: text + "\n#endif\n"}
