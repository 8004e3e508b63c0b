"""C structures from layout tables: unions and bit-fields are recovered from the offsets."""
from __future__ import annotations

import dataclasses
import itertools

from generator.csv_table import Row
from generator.text import declare


@dataclasses.dataclass
class Member:
    name: str
    type: str
    offset: int
    size: int
    bits: str = ""
    members: list["Member"] = dataclasses.field(default_factory=list)

    @property
    def end(self) -> int:
        return self.offset + self.size


def _nested(rows: list[Row]) -> list[Member]:
    """Members in order; "A.B" and "A[].B" belong to the member A."""
    found: dict[str, Member] = {}
    top: list[Member] = []
    for row in rows:
        parent, dot, name = row["field"].rpartition(".")
        member = Member(name, row["type"], row.number("offset"), row.number("size"), row["bits"])
        found[row["field"]] = member
        if not dot:
            top.append(member)
            continue
        owner = found.get(parent.removesuffix("[]"))
        if owner is None:
            raise row.error(f"{row['field']}: there is no member {parent}")
        owner.members.append(member)
    return top


def _unnamed(member: Member, first: int, count: int) -> Member:
    """Bits without a name in front of a bit-field."""
    return Member("", member.type, member.offset, member.size, f"{first}:{count}")


def _runs(members: list[Member]) -> list[list[Member]]:
    """Bit-fields of one storage unit stay together, all others stand alone."""
    runs: list[list[Member]] = []
    next_bit = 0
    for member in members:
        first = int(member.bits.partition(":")[0]) if member.bits else 0
        joins = (member.bits and runs and runs[-1][0].bits and first >= next_bit
                 and runs[-1][0].offset == member.offset)
        if not joins:
            runs.append([])
            next_bit = 0
        if member.bits and first > next_bit:
            runs[-1].append(_unnamed(member, next_bit, first - next_bit))
        runs[-1].append(member)
        if member.bits:
            next_bit = first + int(member.bits.partition(":")[2])
    return runs


def _regions(runs: list[list[Member]]) -> list[list[list[Member]]]:
    """Runs that overlap form one region; a region with several runs is a union."""
    regions: list[list[list[Member]]] = []
    end = -1
    for run in runs:
        # Going back to an earlier offset opens the next arm of a union that began there.
        while len(regions) > 1 and run[0].offset < regions[-1][0][0].offset:
            last = regions.pop()
            regions[-1].extend(last)
        if regions and run[0].offset < end:
            regions[-1].append(run)
        else:
            regions.append([run])
        end = max(end, max(member.end for member in run))
    return regions


def _alternatives(region: list[list[Member]]) -> list[list[list[Member]]]:
    """A union's arms: each begins where the region begins."""
    arms: list[list[list[Member]]] = []
    for run in region:
        if not arms or run[0].offset <= region[0][0].offset:
            arms.append([run])
        else:
            arms[-1].append(run)
    return arms


def _declare(member: Member, indent: str) -> str:
    if not member.members:
        width = f" : {member.bits.partition(':')[2]}" if member.bits else ""
        # The tables write a flexible array as []; inside a union only [0] is allowed.
        type_name = member.type.replace("[]", "[0]")
        return f"{indent}{declare(type_name, member.name).rstrip()}{width};\n"
    kind, bracket, size = member.type.partition("[")
    body = members_text(member.members, indent + "    ")
    return f"{indent}{kind.strip()} {{\n{body}{indent}}} {member.name}{bracket}{size};\n"


def _arm(arm: list[list[Member]], indent: str) -> str:
    if len(arm) == 1 and len(arm[0]) == 1 and not arm[0][0].bits:
        return _declare(arm[0][0], indent)
    body = "".join(_declare(member, indent + "    ") for run in arm for member in run)
    return f"{indent}struct {{\n{body}{indent}}};\n"


def members_text(members: list[Member], indent: str) -> str:
    text = ""
    for region in _regions(_runs(members)):
        arms = _alternatives(region)
        if len(arms) == 1:
            text += "".join(_declare(m, indent) for run in arms[0] for m in run)
            continue
        inner = "".join(_arm(arm, indent + "    ") for arm in arms)
        text += f"{indent}union {{\n{inner}{indent}}};\n"
    return text


def _is_packed(whole: Row, members: list[Member]) -> bool:
    aligned = {"UCHAR", "CHAR", "BOOLEAN", "UINT8"}
    return whole["align"] == "1" and any(
        member.members or member.type.partition("[")[0].strip() not in aligned
        for member in members)


def _filled(members: list[Member], size: int) -> list[Member]:
    """Members of a packed structure, with the bytes between them that have no name."""
    filled: list[Member] = []
    end = 0
    for member in members:
        filled += [Member("", "UINT8", at, 1, "0:8") for at in range(end, member.offset)]
        filled.append(member)
        end = max(end, member.end)
    return filled + [Member("", "UINT8", at, 1, "0:8") for at in range(end, size)]


def _union_text(members: list[Member]) -> str:
    return "".join(_arm(arm, "    ") for arm in _alternatives(_runs(members)))


def struct_text(rows: list[Row]) -> str:
    """The definition of one structure; its first row is (whole) with the kind as its type."""
    whole, members = rows[0], _nested(rows[1:])
    name, kind = whole["struct"], whole["type"] or "struct"
    if kind == "struct" and whole["align"] == "1":
        members = _filled(members, whole.number("size"))
    body = _union_text(members) if kind == "union" else members_text(members, "    ")
    if name.startswith("_"):
        text = f"{kind} {name} {{\n{body}}};\n"
    else:
        text = f"typedef {kind} _{name} {{\n{body}}} {name}, *P{name};\n"
    if _is_packed(whole, members):
        text = f"#pragma pack(push, 1)\n{text}#pragma pack(pop)\n"
    return text


def by_struct(rows: list[Row]) -> dict[str, list[Row]]:
    return {name: list(group)
            for name, group in itertools.groupby(rows, key=lambda row: row["struct"])}
