"""What a mutation is, and how its files are read.

A file of tools/mutator/mutations holds any number of

    == wrong-size-is-accepted
    file: src/wdf/target/synchronous.cpp
    facts: 19
    test: Target.Facts19To24OptionsAreChecked
    -- old
            return STATUS_INFO_LENGTH_MISMATCH; // fact 19
    -- new
            return STATUS_SUCCESS;

`old` stands exactly once in the file, line breaks and indentation included. Lines before the first
"==" and lines that start with "#" there are remarks.
"""
import pathlib
import re
from typing import List, NamedTuple, Tuple

FIELDS = ("file", "facts", "test")


class MutationError(Exception):
    """A mutation that cannot be read; str() starts with file:line."""


class Mutation(NamedTuple):
    name: str
    where: str
    file: str
    facts: Tuple[str, ...]
    test: str
    old: str
    new: str

    def applied(self, text: str) -> str:
        """`text` with the mutation. Precondition: `old` stands in it exactly once."""
        return text.replace(self.old, self.new)


def _parse_one(where: str, name: str, body: str) -> Mutation:
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise MutationError(f"{where}: '{name}' is no name: small letters, digits and dashes")
    head, old_mark, rest = body.partition("-- old\n")
    old, new_mark, new = rest.partition("-- new\n")
    if not old_mark or not new_mark:
        raise MutationError(f"{where}: {name} needs '-- old' and '-- new'")
    fields = dict(re.findall(r"^(\w+): *(.+?) *$", head, re.MULTILINE))
    if tuple(sorted(fields)) != tuple(sorted(FIELDS)):
        raise MutationError(f"{where}: {name} needs {', '.join(FIELDS)}, each once")
    new = new.rstrip("\n") + "\n" if new.strip() else ""
    if not old.strip() or old == new:
        raise MutationError(f"{where}: {name} changes nothing")
    facts = tuple(re.split(r", *", fields["facts"]))
    return Mutation(name, where, fields["file"], facts, fields["test"], old, new)


def parse(text: str, path: str) -> List[Mutation]:
    found = []
    pieces = re.split(r"^== *(.+?) *\n", text, flags=re.MULTILINE)
    line = pieces[0].count("\n") + 1
    for name, body in zip(pieces[1::2], pieces[2::2]):
        found.append(_parse_one(f"{path}:{line}", name, body))
        line += 1 + body.count("\n")
    return found


def load(folder: pathlib.Path) -> List[Mutation]:
    """All mutations, those of one source file together: less is compiled anew between them."""
    found = []
    for file in sorted(folder.glob("*.txt")):
        found += parse(file.read_text(encoding="utf-8"), f"{folder.name}/{file.name}")
    names = [one.name for one in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise MutationError(f"{folder.name}: more than one mutation is named {', '.join(twice)}")
    return sorted(found, key=lambda one: (one.file, one.where))
