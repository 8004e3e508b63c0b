"""Do the mutations still fit the tree? Cheap enough for every test run."""
import pathlib
from typing import Dict, List

from generator import conformance
from generator.csv_table import read_table
from mutator.mutation import Mutation


def known_facts(root: pathlib.Path) -> Dict[str, str]:
    return {row["number"]: row["fact"]
            for row in read_table(root / "spec/facts.csv", "number fact", "number")}


def known_tests(root: pathlib.Path) -> Dict[str, str]:
    """Test -> the source file that holds it."""
    return {test.name: test.where.rpartition(":")[0] for test in conformance.tests_below(root)}


def _complaints_of(one: Mutation, root: pathlib.Path, facts, tests) -> List[str]:
    found = [f"fact {fact} does not exist" for fact in one.facts if fact not in facts]
    if one.test not in tests:
        found.append(f"there is no test {one.test}")
    file = root / one.file
    if not file.exists():
        return found + [f"{one.file} does not exist"]
    count = file.read_text(encoding="utf-8").count(one.old)
    if count != 1:
        found.append(f"the old text stands {count} times in {one.file}, not once")
    return found


def complaints(root: pathlib.Path, mutations: List[Mutation]) -> List[str]:
    facts = known_facts(root)
    tests = known_tests(root)
    return [f"{one.where}: {one.name}: {text}"
            for one in mutations for text in _complaints_of(one, root, facts, tests)]
