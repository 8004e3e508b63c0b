"""Which types the public headers can name, and in which header each one is declared."""
import re

from generator.csv_table import SpecError
from generator.wdf_spec import Struct, WdfSpec

K_FORMS = ("handle", "forward", "alias", "function", "nt", "missing")


def base_type(text: str) -> str:
    """'const GUID *' -> 'GUID', 'PVOID[4]' -> 'PVOID'."""
    return re.sub(r"\[.*\]|\*|\bconst\b", "", text).strip()


class Resolver:
    """Answers from wdf_types.csv and from the structs, enums and callbacks of the spec itself."""

    def __init__(self, spec: WdfSpec):
        self._types = spec.types
        for row in spec.types.values():
            row.choice("form", *K_FORMS)
        self._structs = {s.name: s for s in spec.structs}
        self._enum_header = {r["enum"]: r["header"] for r in spec.enums if r["enum"]}
        self._callbacks = {c.pfn: c for c in spec.callbacks if c.signature}
        self._known: dict[str, bool] = {}

    def pointed_struct(self, name: str) -> str:
        """'PWDF_X' or 'PCWDF_X' -> 'WDF_X' where that is a struct of the spec, else ''."""
        for prefix in ("PC", "P"):
            if name.startswith(prefix) and name[len(prefix):] in self._structs:
                return name[len(prefix):]
        return ""

    def knows(self, text: str) -> bool:
        name = base_type(text)
        if name not in self._known:
            self._known[name] = True  # a callback whose struct names the callback again
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, name: str) -> bool:
        if name in self._types:
            return self._types[name]["form"] != "missing"
        if name in self._structs:
            return self.declares(self._structs[name])
        if name in self._callbacks:
            return self.knows_all(self._callbacks[name].signature.types())
        if self.pointed_struct(name) or name in self._enum_header:
            return True
        if name.startswith("P") and name[1:] in self._enum_header:
            return True
        raise SpecError(f"spec/wdf_types.csv:1: no row for {name}, which a signature or field uses")

    def knows_all(self, types: list[str]) -> bool:
        return all([self.knows(text) for text in types])

    def declares(self, struct: Struct) -> bool:
        return self.knows_all([f.type for f in struct.fields if f.type not in ("struct", "union")])

    def header_of(self, text: str) -> str:
        """Header that must come first where `text` is used; '' where wdftypes.h is enough."""
        name = base_type(text)
        if name in self._types:
            return ""
        if name in self._structs:
            return self._structs[name].header
        if name in self._callbacks:
            return self._callbacks[name].header
        enum = name if name in self._enum_header else name[1:]
        return self._enum_header.get(enum, "")
