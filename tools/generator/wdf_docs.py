"""Docstrings of the public headers, from spec/docs/*.md and the tables.

A file of spec/docs is a list of entries:

    ## Name, OtherName
    What it does, in sentences; a blank line begins a paragraph.
    Returns: what the result means.
    Errors: which statuses, and when.
    Owner: who owns what is passed in and returned.
    Documented: no page
    - Member: what a field or an enumerator means.

A function's first sentence is its summary in ddi_wdf.csv; its entry here says the rest. The lines
about IRQL, versions and the documentation page are made from the tables. An entry for something
that no table has, or a declaration without one, is an error.
"""
import collections
import dataclasses
import functools
import pathlib
import re

from generator.csv_table import Row, SpecError, read_table
from generator.text import comment
from generator.wdf_spec import Callback, Function, Struct, version

K_LABELS = ("Returns", "Errors", "Owner", "Documented")
K_WIDTH = 100


@dataclasses.dataclass
class Entry:
    where: str
    names: list[str]
    paragraphs: list[str] = dataclasses.field(default_factory=list)
    labels: dict[str, str] = dataclasses.field(default_factory=dict)
    members: dict[str, str] = dataclasses.field(default_factory=dict)
    used: set[str] = dataclasses.field(default_factory=set)


class _Parser:
    """Reads one file; keeps where the next continuation line belongs."""

    def __init__(self, path: pathlib.Path):
        self.path = path
        self.entries: list[Entry] = []
        self.append = None

    def _target(self, values, key) -> None:
        def append(text: str) -> None:
            values[key] = f"{values[key]} {text}".strip()
        self.append = append

    def line(self, number: int, text: str) -> None:
        if text.startswith("# ") or (not self.entries and not text.startswith("## ")):
            return
        label = re.match(r"(\w+): (.*)", text)
        member = re.match(r"- ([\w.]+): (.*)", text)
        if text.startswith("## "):
            names = [name.strip() for name in text[3:].split(",")]
            self.entries.append(Entry(f"spec/docs/{self.path.name}:{number}", names))
            self.append = None
        elif not text.strip():
            self.append = None
        elif member:
            self._start(self.entries[-1].members, member[1], member[2])
        elif label and label[1] in K_LABELS:
            self._start(self.entries[-1].labels, label[1], label[2])
        else:
            if self.append is None:
                paragraphs = self.entries[-1].paragraphs
                paragraphs.append("")
                self._target(paragraphs, len(paragraphs) - 1)
            self.append(text.strip())

    def _start(self, values: dict[str, str], key: str, text: str) -> None:
        if key in values:
            raise SpecError(f"{self.entries[-1].where}: {key} twice")
        values[key] = text.strip()
        self._target(values, key)


def _read(folder: pathlib.Path) -> dict[str, Entry]:
    out: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.md")):
        parser = _Parser(path)
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            parser.line(number, text)
        for entry in parser.entries:
            for name in entry.names:
                if name in out:
                    raise SpecError(f"{entry.where}: {name} already stands in {out[name].where}")
                out[name] = entry
    return out


def _level(irql: str) -> str:
    plain = {"HIGH": "any level", "any": "any level", "none": "never", "DIRQL": "DIRQL"}
    return plain.get(irql, f"{irql}_LEVEL")


def _conditions(rows: list[Row]) -> str:
    """'; x: PASSIVE_LEVEL; y: DISPATCH_LEVEL' from the rows of irql_conditions.csv."""
    out = ""
    for row in rows:
        text = row["condition"]
        if text == "always":
            continue
        if text.startswith("always; "):
            out += "; " + text.removeprefix("always; ")
            continue
        out += f"; {text}: {_level(row['irql'])}"
        if row["irql_on_return"] not in ("", "unchanged"):
            out += f", returns at {row['irql_on_return']}"
    return out


def _since(kmdf: str, umdf: str, framework: str) -> str:
    parts = []
    if framework != "umdf" and version(kmdf):
        parts.append(f"KMDF {kmdf}")
    if framework != "kmdf" and version(umdf):
        parts.append(f"UMDF {umdf.removeprefix('<=')}")
    since = " and ".join(parts)
    if framework != "both":
        only = f"{framework.upper()} only"
        return f"{only}, since {since}" if since else only
    return since


def page(kind: str, header: str, name: str) -> str:
    """Address of a page below the documentation's root, as its file names are made."""
    stem = header.removesuffix(".h")
    underscore = "_" if kind in ("ns", "ne") else ""
    return f"{stem}/{kind}-{stem}-{underscore}{name.lower()}"


class Docs:
    def __init__(self, root: pathlib.Path):
        self._entries = _read(root / "spec" / "docs")
        self._met: set[str] = set()
        self._conditions: dict[str, list[Row]] = collections.defaultdict(list)
        columns = "name condition irql irql_min irql_on_return source"
        for row in read_table(root / "spec" / "irql_conditions.csv", columns, "name condition"):
            self._conditions[row["name"]].append(row)

    def _entry(self, name: str, optional: bool = False) -> Entry:
        self._met.add(name)
        if name in self._entries:
            return self._entries[name]
        if not optional:
            raise SpecError(f"spec/docs: no entry for {name}")
        return Entry("", [name])

    def labels(self, name: str) -> dict[str, str]:
        return self._entry(name, optional=True).labels

    def function(self, function: Function, framework: str) -> str:
        entry = self._entry(function.name, optional=True)
        if not function.summary:
            raise function.row.error(f"{function.name} has no summary")
        paragraphs = [f"{function.summary} {' '.join(entry.paragraphs[:1])}".strip()]
        level = _level(function.irql_max)
        irql = level if function.irql_max in ("PASSIVE", "HIGH") else f"<= {level}"
        facts = {"IRQL": irql + _conditions(self._conditions[function.name]),
                 "Since": _since(function.kmdf_since, function.umdf_since, framework)}
        return self._text(paragraphs + entry.paragraphs[1:], entry, facts,
                          page("nf", function.header, function.name))

    def callback(self, row: Callback) -> str:
        entry = self._entry(row.name)
        low, high = _level(row.irql_min), _level(row.irql_max)
        irql = low if low == high else f"{low} to {high}"
        facts = {"IRQL": irql + _conditions(self._conditions[row.name]),
                 "Since": _since(row.row["kmdf_since"], row.row["umdf_since"], row.framework)}
        paragraphs = [f"{row.callback}: {' '.join(entry.paragraphs[:1])}"] + entry.paragraphs[1:]
        return self._text(paragraphs, entry, facts, page("nc", row.header, row.name))

    def helper(self, row: Row) -> str:
        entry = self._entry(row["name"])
        facts = {"Since": _since("", "", row["framework"])}
        return self._text(entry.paragraphs, entry, facts, page("nf", row["header"], row["name"]))

    def struct(self, struct: Struct) -> str:
        entry = self._entry(struct.name)
        facts = {"Since": _since(struct.row["kmdf_since"], struct.row["umdf_since"],
                                 struct.framework)}
        return self._text(entry.paragraphs, entry, facts, page("ns", struct.header, struct.name))

    def enum(self, name: str, row: Row) -> str:
        entry = self._entry(name)
        return self._text(entry.paragraphs, entry, {}, page("ne", row["header"], name))

    def plain(self, name: str) -> str:
        """Of a constant or a type: prose alone; '' for all but the first name of an entry."""
        entry = self._entry(name)
        if entry.names[0] != name:
            return ""
        return self._text(entry.paragraphs, entry, {}, "")

    def member(self, name: str, path: str) -> str:
        entry = self._entry(name)
        entry.used.add(path)
        return entry.members.get(path, "")

    def _text(self, paragraphs: list[str], entry: Entry, facts: dict[str, str],
              address: str) -> str:
        labels = {label: entry.labels.get(label, "") for label in K_LABELS[:-1]}
        labels.update(facts)
        where = entry.labels.get("Documented", address)
        labels["Documented"] = "" if where == "no page" else where
        text = "//\n".join(comment(paragraph, K_WIDTH) for paragraph in paragraphs if paragraph)
        for label, value in labels.items():
            if value:
                text += comment(f"{label}: {value}", K_WIDTH, hanging="  ")
        return text

    def check_all_used(self) -> None:
        for name, entry in self._entries.items():
            if name not in self._met:
                raise SpecError(f"{entry.where}: nothing is called {name}")
            unknown = set(entry.members) - entry.used
            if unknown:
                raise SpecError(f"{entry.where}: {name} has no member {sorted(unknown)[0]}")


@functools.lru_cache
def load(root: pathlib.Path) -> Docs:
    return Docs(root)
