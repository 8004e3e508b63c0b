"""docs/conformance.md: which tests cover which numbered fact.

A test says so in its name, which then starts with the numbers:

    TEST_P(Target, Fact31DriverCreatedRequests)
    TEST_P(Target, Facts36And37TimeoutCancels)      TEST_P(Target, Facts19To24OptionsAreChecked)
    TEST_P(Target, Fact1Fact8LifeOfARemoteTarget)   TEST(Cancel, N52AnswersWhetherARoutineRan)

or in a comment directly above it, where ranges are written with a dash, or at the end of its line:

    // Covers: 31, 34-36, N52.
    TEST(Cancel, WithoutARoutine) // N52
"""
import pathlib
import re
from typing import Dict, List, NamedTuple, Tuple

from generator.csv_table import SpecError, read_table

FOLDERS = ("src", "tests", "examples")
TEST = re.compile(r"^(?:TEST|TEST_F|TEST_P|TYPED_TEST)\(\s*(\w+)\s*,\s*(\w+)", re.MULTILINE)
IN_NAME = re.compile(r"(?:Facts?(?=\d)|(N)(?=\d))(\d+(?:(?:And|To)\d+)*)")
COVERS = re.compile(r"\bCovers:")
NUMBERS = r"(N?\d+(?:-N?\d+)?(?:, N?\d+(?:-N?\d+)?)*)"
LIST = re.compile(rf"\bCovers: {NUMBERS}\.(?= |$)")
BESIDE = re.compile(rf"\) // {NUMBERS}$")


class Test(NamedTuple):
    name: str
    where: str
    facts: Tuple[str, ...]


def _span(letter: str, low: str, high: str, where: str) -> List[str]:
    if int(low) >= int(high):
        raise SpecError(f"{where}: {letter}{low} to {letter}{high} is no range")
    return [f"{letter}{number}" for number in range(int(low), int(high) + 1)]


def facts_of_name(name: str, where: str) -> List[str]:
    """The facts that the name of a test starts with."""
    facts: List[str] = []
    position = 0
    while match := IN_NAME.match(name, position):
        position = match.end()
        letter = match.group(1) or ""
        words = re.split(r"(And|To)", match.group(2))
        facts.append(letter + words[0])
        for word, number in zip(words[1::2], words[2::2]):
            low = facts[-1].lstrip("N")
            facts += [letter + number] if word == "And" else _span(letter, low, number, where)[1:]
    return facts


def facts_of_comment(comment: str, where: str) -> List[str]:
    """The facts of a `Covers:` list; a comment that has the word and no list is an error."""
    if not COVERS.search(comment):
        return []
    match = LIST.search(comment)
    if not match:
        raise SpecError(f"{where}: 'Covers:' needs numbers as in '// Covers: 31, 34-36, N52.'")
    return facts_of_list(match.group(1), where)


def facts_of_list(text: str, where: str) -> List[str]:
    """The facts of '31, 34-36, N52'."""
    facts: List[str] = []
    for item in text.split(", "):
        low, dash, high = item.partition("-")
        letter = "N" if item.startswith("N") else ""
        facts += _span(letter, low.lstrip("N"), high.lstrip("N"), where) if dash else [item]
    return facts


def _comment_above(lines: List[str], number: int) -> str:
    """The comment lines that end directly above line `number`, counted from 0, as one text."""
    first = number
    while first > 0 and lines[first - 1].startswith("//"):
        first -= 1
    return " ".join(line[2:].strip() for line in lines[first:number])


def tests_of(text: str, path: str) -> List[Test]:
    """The tests of one source, each with the facts that it says it covers."""
    lines = text.splitlines()
    found = []
    for match in TEST.finditer(text):
        number = text.count("\n", 0, match.start())
        where = f"{path}:{number + 1}"
        suite, name = match.groups()
        facts = facts_of_name(name, where)
        facts += facts_of_comment(_comment_above(lines, number), where)
        beside = BESIDE.search(lines[number])
        facts += facts_of_list(beside.group(1), where) if beside else []
        found.append(Test(f"{suite}.{name}", where, tuple(dict.fromkeys(facts))))
    attached = sum(len(COVERS.findall(_comment_above(lines, int(t.where.split(":")[-1]) - 1)))
                   for t in found)
    if attached != sum(line.startswith("//") and bool(COVERS.search(line)) for line in lines):
        raise SpecError(f"{path}: a 'Covers:' that stands directly above no test")
    return found


def tests_below(root: pathlib.Path) -> List[Test]:
    files = (file for folder in FOLDERS for file in (root / folder).rglob("*_test.cpp"))
    return [test for file in sorted(files)
            for test in tests_of(file.read_text(encoding="utf-8"), str(file.relative_to(root)))]


def covered(facts: Dict[str, str], tests: List[Test]) -> Dict[str, List[str]]:
    """Fact -> names of its tests. A test of a fact that is not in the table is an error."""
    result: Dict[str, List[str]] = {number: [] for number in facts}
    for test in tests:
        for fact in test.facts:
            if fact not in result:
                raise SpecError(f"{test.where}: {test.name} covers fact {fact},"
                                " which spec/facts.csv does not have")
            result[fact].append(test.name)
    return result


def _table(facts: Dict[str, str], tests: Dict[str, List[str]], letter: str) -> str:
    mine = [number for number in facts if number.startswith("N") == bool(letter)]
    done = sum(bool(tests[number]) for number in mine)
    text = f"{done} of {len(mine)} have a test.\n\n| number | fact | tests |\n| --- | --- | --- |\n"
    for number in sorted(mine, key=lambda fact: int(fact.lstrip("N"))):
        names = ", ".join(f"`{name}`" for name in sorted(set(tests[number]))) or "-"
        text += f"| {number} | {facts[number]} | {names} |\n"
    return text


def generate(root: pathlib.Path) -> Dict[pathlib.Path, str]:
    facts = {row["number"]: row["fact"]
             for row in read_table(root / "spec/facts.csv", "number fact", "number")}
    tests = covered(facts, tests_below(root))
    text = f"""<!-- Generated by tools/generate.py from spec/facts.csv; do not edit. -->
# Which fact has which test

The numbers are those of [io-target-semantics](reference/io-target-semantics.md) and
[nt-io-semantics](reference/nt-io-semantics.md), which say the whole of each fact. How a test
names its facts stands in `tools/generator/conformance.py`.

## I/O targets

{_table(facts, tests, "")}
## The I/O manager and the kernel

{_table(facts, tests, "N")}"""
    return {pathlib.Path("docs/conformance.md"): text}
