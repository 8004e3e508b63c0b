#!/usr/bin/env python3
"""Writes docs/samples.md: which public driver projects compile, by `openwdf doctor`.

usage: tools/samples.py --doctor PROGRAM --samples CHECKOUT [--dmf CHECKOUT] [--jobs N]
                        [--report FILE]... [--output FILE]

  --samples   a checkout of microsoft/Windows-driver-samples
  --dmf       a checkout of microsoft/DMF
  --report    take projects from a report that `openwdf doctor --json` wrote before; repeatable
The projects are the rows of spec/sample_projects.csv. Nothing is written to the checkouts.
"""
import argparse
import csv
import datetime
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
REPOSITORIES = ("microsoft/Windows-driver-samples", "microsoft/DMF")
HEAD = """# Public driver projects

What `openwdf doctor` says about the KMDF and UMDF 2 projects of Microsoft's driver samples and
about the libraries of the Driver Module Framework. Compile only: what compiles here may still call
functions that [compat.md](compat.md) lists as not implemented. "Translated": some places were read
as MSVC reads them, see [doctor.md](doctor.md). Made with

```
tools/samples.py --doctor build/release/openwdf --samples CHECKOUT --dmf CHECKOUT
```
"""


def projects_of(repository):
    with open(ROOT / "spec" / "sample_projects.csv", newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["repository"] == repository]


def commit_of(checkout):
    result = subprocess.run(["git", "-C", str(checkout), "rev-parse", "--short=12", "HEAD"],
                            capture_output=True, text=True, check=False)
    return result.stdout.strip() if result.returncode == 0 else ""


def examine(doctor, checkout, paths, jobs):
    """The doctor's report on the given projects."""
    command = [str(doctor), "doctor", "--json", "--jobs", str(jobs), *paths]
    result = subprocess.run(command, cwd=checkout, stdout=subprocess.PIPE, text=True, check=False)
    if result.returncode not in (0, 1):
        sys.exit(f"tools/samples.py: {doctor} ended with {result.returncode}; its message is above")
    return json.loads(result.stdout)


def reported(reports):
    """Project path -> report, of files written before."""
    found = {}
    for name in reports:
        for project in json.loads(pathlib.Path(name).read_text(encoding="utf-8"))["projects"]:
            found[project["project"]] = project
    return found


def first_missing(project):
    if project is None:
        return "not examined"
    if project.get("failure"):
        return project["failure"]
    if not project["findings"]:
        return ""
    first = project["findings"][0]
    note = f" ({first['note']})" if first.get("note") else ""
    name = first["name"] if len(first["name"]) <= 80 else first["name"][:77] + "..."
    return f"{first['kind']} `{name}`{note}".replace("|", "\\|")


def table(rows, found):
    text = "| project | kind | compiles | first thing missing |\n| --- | --- | --- | --- |\n"
    for row in rows:
        project = found.get(row["path"])
        verdict = "?" if project is None else "yes" if project["compiles"] else "no"
        if verdict == "yes" and project.get("translated"):
            verdict = "yes, translated"
        text += f"| {row['path']} | {row['kind']} | {verdict} | {first_missing(project)} |\n"
    return text


def count(rows, found, kind):
    mine = [row for row in rows if row["kind"] == kind]
    good = sum(bool(found.get(row["path"], {}).get("compiles")) for row in mine)
    return f"{good} of {len(mine)}"


def section(repository, rows, found, commit):
    drivers = any(row["kind"] == "driver" for row in rows)
    text = f"\n## {repository}{' at ' + commit if commit else ''}\n\n"
    text += f"{count(rows, found, 'driver')} drivers and " if drivers else ""
    return text + f"{count(rows, found, 'library')} libraries compile.\n\n" + table(rows, found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--doctor", type=pathlib.Path, default=ROOT / "build/release/openwdf")
    parser.add_argument("--samples", type=pathlib.Path)
    parser.add_argument("--dmf", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--report", action="append", default=[])
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "docs/samples.md")
    options = parser.parse_args()
    text = f"{HEAD}\non {datetime.date.today().isoformat()}.\n"
    for repository, checkout in zip(REPOSITORIES, (options.samples, options.dmf)):
        if checkout is None:
            continue
        rows = projects_of(repository)
        found = reported(options.report)
        paths = [row["path"] for row in rows if row["path"] not in found
                 and (checkout / row["path"]).is_file()]
        if paths and options.doctor.is_file():
            for project in examine(options.doctor.resolve(), checkout, paths,
                                   options.jobs)["projects"]:
                found[project["project"]] = project
        text += section(repository, rows, found, commit_of(checkout))
    options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
