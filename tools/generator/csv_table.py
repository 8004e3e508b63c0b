"""Strict reading of spec tables: whatever is wrong is an error that names file and line."""
import csv
import pathlib


class SpecError(Exception):
    """A fact in spec/ that cannot be right; str() starts with file:line."""


class Row(dict):
    """One line of a table; knows where it stands, so that every complaint can say so."""

    def __init__(self, values: dict[str, str], path: pathlib.Path, line: int):
        super().__init__(values)
        self.path = path
        self.line = line

    def error(self, message: str) -> SpecError:
        return SpecError(f"{self.path.parent.name}/{self.path.name}:{self.line}: {message}")

    def number(self, column: str, low: int = 0, high: int = 2**32 - 1) -> int:
        text = self[column]
        try:
            value = int(text, 0)
        except ValueError:
            raise self.error(f"{column}: '{text}' is not a number") from None
        if not low <= value <= high:
            raise self.error(f"{column}: {value} is not in {low}..{high}")
        return value

    def number_or(self, column: str, default: int | None) -> int | None:
        return self.number(column) if self[column] else default

    def choice(self, column: str, *allowed: str) -> str:
        if self[column] not in allowed:
            raise self.error(f"{column}: '{self[column]}' is not one of {', '.join(allowed)}")
        return self[column]

    def flag(self, column: str) -> bool:
        return self.choice(column, "yes", "no") == "yes"


def _check_header(path: pathlib.Path, found: list[str], columns: list[str]) -> None:
    where = f"{path.parent.name}/{path.name}:1"
    unknown = [c for c in found if c not in columns]
    missing = [c for c in columns if c not in found]
    if unknown:
        raise SpecError(f"{where}: unknown column {', '.join(unknown)}")
    if missing:
        raise SpecError(f"{where}: missing column {', '.join(missing)}")
    if len(found) != len(set(found)):
        raise SpecError(f"{where}: a column appears twice")


def read_table(path: pathlib.Path, columns: str, key: str) -> list[Row]:
    """Rows of `path`; its columns must be exactly `columns`, and `key` columns unique together."""
    seen: dict[tuple[str, ...], int] = {}
    rows = []
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file, strict=True)
        found = next(reader, [])
        _check_header(path, found, columns.split())
        for values in reader:
            row = Row(dict(zip(found, values)), path, reader.line_num)
            if len(values) != len(found):
                raise row.error(f"{len(values)} values for {len(found)} columns")
            identity = tuple(row[column] for column in key.split())
            if identity in seen:
                raise row.error(f"{'/'.join(identity)} already stands in line {seen[identity]}")
            seen[identity] = row.line
            rows.append(row)
    return rows
