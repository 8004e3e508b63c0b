#!/usr/bin/env python3
"""Changes one behaviour of the runtime at a time and asks whether the test that should notice does.

    tools/mutate.py                  apply every mutation of tools/mutator/mutations, one by one
    tools/mutate.py --only TEXT      those with TEXT in name, file or test, or as a fact's number
    tools/mutate.py --resume         leave out what was answered before and has not changed since
    tools/mutate.py --list           name them; --facts counts them by fact
    tools/mutate.py --check-fresh    only: does each one still fit its source, test and facts
    tools/mutate.py --json FILE      write the results, also while it runs
    tools/mutate.py --report         run nothing: how did the last runs end, what is out of date?

It works in a copy of the tree below build/mutate, never in the tree itself. A mutation is answered
when its test, green before, is red with it; a crash and a hang are red too. Exit status 1: one was
not noticed, does not compile or does not fit any more.
"""
import argparse
import json
import pathlib
import sys
import time

TOOLS = pathlib.Path(__file__).resolve().parent
ROOT = TOOLS.parent
sys.path.insert(0, str(TOOLS))
sys.dont_write_bytecode = True

from mutator import fresh, mutation, scratch  # noqa: E402


def selected(mutations, only):
    def matches(one):
        return any(text in part for text in only for part in (one.name, one.file, one.test)) or \
            any(text in one.facts for text in only)
    return [one for one in mutations if not only or matches(one)]


def print_list(mutations):
    for one in mutations:
        print(f"{one.name:44} {one.file:36} {','.join(one.facts):14} {one.test}")
    print(f"{len(mutations)} mutations")


def print_facts(mutations):
    facts = fresh.known_facts(ROOT)
    counts = {fact: sum(fact in one.facts for one in mutations) for fact in facts}
    for fact, count in counts.items():
        if count:
            print(f"{fact:5} {count:3}  {facts[fact]}")
    print(f"{sum(map(bool, counts.values()))} facts of {len(counts)}, {len(mutations)} mutations")


def remembered(file):
    return json.loads(file.read_text()) if file.exists() else {}


def run(mutations, arguments):
    tree = scratch.Tree(ROOT, ROOT / "build/mutate", arguments.jobs)
    memory = ROOT / "build/mutate/results.json"
    results = remembered(memory) if arguments.resume else {}
    # Of the sources as they are copied: the tree may move on meanwhile.
    keys = {one.name: tree.key_of(one) for one in mutations}
    todo = [one for one in mutations if results.get(one.name, {}).get("key") != keys[one.name]]
    print(f"{len(mutations)} mutations, {len(mutations) - len(todo)} answered before", flush=True)
    if todo:
        tree.prepare({one.test for one in todo})
    for number, one in enumerate(todo, 1):
        started = time.monotonic()
        answer, detail = tree.answer(one)
        seconds = time.monotonic() - started
        print(f"[{number}/{len(todo)}] {answer:15} {one.name} ({one.test}, {seconds:.0f} s)",
              flush=True)
        if detail:
            print("    " + detail.replace("\n", "\n    "), flush=True)
        results[one.name] = {"answer": answer, "key": keys[one.name], "file": one.file,
                             "facts": list(one.facts), "test": one.test,
                             "seconds": round(seconds, 1)}
        for file in filter(None, (memory, arguments.json)):
            file.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")
    return summary([(one, results[one.name]["answer"]) for one in mutations])


def report(mutations):
    tree = scratch.Tree(ROOT, ROOT / "build/mutate", 1)
    results = remembered(ROOT / "build/mutate/results.json")

    def answer(one):
        known = results.get(one.name)
        if known is None:
            return "not answered"
        return known["answer"] if known["key"] == tree.key_of(one) else "out of date"
    return summary([(one, answer(one)) for one in mutations])


def summary(answers):
    red = sum(answer in scratch.RED for _, answer in answers)
    print(f"{red} of {len(answers)} mutations turned their test red")
    for one, answer in answers:
        if answer not in scratch.RED:
            print(f"  {answer}: {one.name} ({one.file}), expected {one.test}")
    return 0 if red == len(answers) else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", default=[], metavar="TEXT")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--facts", action="store_true")
    parser.add_argument("--check-fresh", action="store_true")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    arguments = parser.parse_args()
    try:
        mutations = mutation.load(TOOLS / "mutator/mutations")
        mutations = selected(mutations, arguments.only)
        complaints = fresh.complaints(ROOT, mutations)
    except mutation.MutationError as error:
        complaints = [str(error)]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        return 1
    if arguments.list:
        print_list(mutations)
    elif arguments.facts:
        print_facts(mutations)
    elif arguments.check_fresh:
        print(f"mutations: {len(mutations)} fit")
    else:
        return report(mutations) if arguments.report else run(mutations, arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
